//! When a session has to be called again: for its next change, its next sound, or what shows next.

use super::{Clock, REMINDERS, Session, State};
use crate::time::Moment;

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
}
