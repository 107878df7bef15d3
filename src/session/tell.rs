//! Sounds told ahead: what will sound soon if nobody presses a key.

use std::time::Duration;

use super::{Clock, Session, State};
use crate::cue::{self, Cue, Stretch};
use crate::effect::Effect;
use crate::plan::Kind;
use crate::time::{Moment, Now};

impl Session {
    /// Tells every sound that is due within the lead and was not told.
    pub(super) fn tell(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let ahead = now.mono + self.lead();
        fx.extend(self.upcoming(now, self.told, ahead));
        self.told = self.told.max(ahead);
    }

    /// Cuts what sounds, and tells anew what was told and has not begun.
    pub fn retell(&mut self, now: Now, fx: &mut Vec<Effect>) {
        fx.push(Effect::Hush);
        self.told = now.mono;
        self.tell(now, fx);
    }

    /// The moment of the next cue within `ahead` that nothing may be said across, if nobody presses a key.
    pub fn next_firm_cue(&self, now: Moment, ahead: Duration) -> Option<Moment> {
        let firm = |sound: &Effect| match sound {
            Effect::Play { cue, at } if !cue.gives_way() => Some(*at),
            _ => None,
        };
        let now = Now { mono: now, wall: jiff::Timestamp::UNIX_EPOCH };
        self.upcoming(now, now.mono, now.mono + ahead).iter().find_map(firm)
    }

    /// The moment of the first sound up to `until` that was not told.
    pub(super) fn next_untold(&self, until: Moment) -> Option<Moment> {
        let now = Now { mono: self.seen, wall: jiff::Timestamp::UNIX_EPOCH };
        self.upcoming(now, self.told, until).first().and_then(Effect::sounds_at)
    }

    /// The sounds with `from` < moment <= `to` in order, if nobody presses a key: what a copy of this session does.
    pub(super) fn upcoming(&self, now: Now, from: Moment, to: Moment) -> Vec<Effect> {
        if to <= from {
            return Vec::new();
        }
        let mut ghost = self.clone();
        let (mut sounds, mut at, mut fx) = (Vec::new(), from.min(now.mono), Vec::new());
        loop {
            let due = ghost.next_change().filter(|due| *due <= to);
            let until = due.unwrap_or(to);
            sounds.extend(ghost.sounding(at, until).into_iter().map(|(at, cue)| Effect::Play { cue, at }));
            sounds.extend(ghost.breathing(at, until));
            let Some(due) = due else { break };
            ghost.step_to(to, now, &mut fx);
            sounds.append(&mut fx);
            at = due;
        }
        sounds.retain(|sound| sound.sounds_at().is_some_and(|at| from < at && at <= to));
        sounds.sort_by_key(Effect::sounds_at);
        sounds
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
    asked.retain(|effect| effect.sounds_at().is_none());
    asked
}
