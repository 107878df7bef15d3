//! Sounds told ahead: what will sound soon if nobody presses a key.

use std::time::Duration;

use super::{Clock, Session, State};
use crate::cue::{self, Cue, Stretch};
use crate::effect::Effect;
use crate::plan::Kind;
use crate::time::{Moment, Now};

impl Session {
    /// Tells every cue that is due within the lead and was not told.
    pub(super) fn tell(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let ahead = now.mono + self.lead();
        let cues = self.upcoming(now, self.told, ahead);
        fx.extend(cues.into_iter().map(|(at, cue)| Effect::Play { cue, at }));
        self.told = self.told.max(ahead);
    }

    /// The moment of the first cue up to `until` that was not told.
    pub(super) fn next_untold(&self, until: Moment) -> Option<Moment> {
        let now = Now { mono: self.seen, wall: jiff::Timestamp::UNIX_EPOCH };
        self.upcoming(now, self.told, until).first().map(|(at, _)| *at)
    }

    /// The cues with `from` < moment <= `to`, if nobody presses a key: what a copy of this session does.
    pub(super) fn upcoming(&self, now: Now, from: Moment, to: Moment) -> Vec<(Moment, Cue)> {
        if to <= from {
            return Vec::new();
        }
        let mut ghost = self.clone();
        let (mut cues, mut at, mut fx) = (Vec::new(), from.min(now.mono), Vec::new());
        loop {
            let due = ghost.next_change().filter(|due| *due <= to);
            cues.extend(ghost.sounding(at, due.unwrap_or(to)));
            let Some(due) = due else { break };
            ghost.step_to(to, now, &mut fx);
            for effect in fx.drain(..) {
                if let Effect::Play { cue, at } = effect {
                    cues.push((at, cue));
                }
            }
            at = due;
        }
        cues.retain(|(at, _)| from < *at && *at <= to);
        cues
    }

    /// The cues inside the present state with `from` < moment <= `to`.
    fn sounding(&self, from: Moment, to: Moment) -> Vec<(Moment, Cue)> {
        match self.state {
            State::Running(clock) => {
                let length = self.length();
                let began = match clock {
                    Clock::Ends(ends) => ends - length,
                    Clock::Since(since) => since,
                };
                let stretch = Stretch {
                    kind: self.segment().kind,
                    planned: self.segment().length,
                    length: (self.segment().kind != Kind::Open).then_some(length),
                    tick: self.course().tick,
                    opened_by: self.opened_by,
                };
                let cues = cue::within(&stretch, from.since(began), to.since(began));
                cues.into_iter().map(|(offset, cue)| (began + offset, cue)).collect()
            }
            State::CountIn { ends, .. } => counts(ends).filter(|(at, _)| from < *at && *at <= to).collect(),
            State::Waiting { since, .. } | State::Stopped { since, answer: None, .. } => {
                let reminders = self.reminders(since).filter(|at| from < *at && *at <= to);
                reminders.map(|at| (at, Cue::Check)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Three, two, one before `ends`.
fn counts(ends: Moment) -> impl Iterator<Item = (Moment, Cue)> {
    (1..=3).rev().map(move |left| (ends - Duration::from_secs(left), Cue::Count))
}

/// What was asked for, without what would sound.
pub(super) fn without_sounds(mut asked: Vec<Effect>) -> Vec<Effect> {
    asked.retain(|effect| !matches!(effect, Effect::Play { .. }));
    asked
}
