//! When a session has to be called again: for its next change, its next sound, or what shows next.

use std::time::Duration;

use super::{Clock, Session, State};
use crate::time::Moment;

/// A session that stands still for so long, in real time, without a gap and without anything that happens, is over.
const ABANDONED: Duration = Duration::from_secs(60 * 60);
/// When a waiting session calls again, in real time after it began to wait.
const REMINDERS: [Duration; 3] = [Duration::from_secs(20), Duration::from_secs(60), Duration::from_secs(120)];

impl Session {
    /// When `advance` is next needed, or something shown changes. While it is paused that is the
    /// moment it counts as abandoned; when it is over there is none.
    pub fn deadline(&self, now: Moment) -> Option<Moment> {
        let change = match self.state {
            State::Running(clock) => {
                let digit = clock.next_digit(now);
                self.breath_changes(now).map_or(digit, |change| change.min(digit))
            }
            State::CountIn { ends, .. } => Clock::Ends(ends).next_digit(now),
            State::Waiting { since, .. } | State::Stopped { since, answer: None, .. } => {
                let reminder = self.reminders(since).find(|at| *at > now);
                reminder.into_iter().chain(self.next_change()).min()?
            }
            _ => self.next_change()?,
        };
        let sound = self.next_untold(change + self.lead()).map(|at| at - self.lead());
        Some(sound.map_or(change, |sound| sound.min(change)))
    }

    /// Whether a session that waits, or is stopped, will still call for the person: later nobody may be there.
    pub fn calls_again(&self, now: Moment) -> bool {
        self.reminded(now) < REMINDERS.len()
    }

    /// How many times a session that waits, or is stopped, has called again by `now`.
    pub fn reminded(&self, now: Moment) -> usize {
        match self.state {
            State::Waiting { since, .. } | State::Stopped { since, answer: None, .. } => {
                self.reminders(since).filter(|at| *at <= now).count()
            }
            _ => 0,
        }
    }

    /// When a session that stands still since then is over.
    pub(super) fn abandoned(&self, since: Moment) -> Moment {
        since.max(self.attended) + self.terms.tempo.of_real(ABANDONED)
    }

    pub(super) fn reminders(&self, since: Moment) -> impl Iterator<Item = Moment> {
        let tempo = self.terms.tempo;
        REMINDERS.into_iter().map(move |after| since + tempo.of_real(after))
    }
}
