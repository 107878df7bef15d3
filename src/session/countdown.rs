//! A clock that runs, and what is kept of it while it stands: time left or moment of the end, never both.

use std::time::Duration;

use crate::time::Moment;

/// Time left of a clock that counts down, or time so far of one that counts up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// So much is left.
    Down(Duration),
    /// So much has passed.
    Up(Duration),
}

/// A running clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Runs out then.
    Ends(Moment),
    /// Runs since then, until a key.
    Since(Moment),
}

impl Left {
    /// The clock that goes on from here at `now`.
    pub fn running(self, now: Moment) -> Clock {
        match self {
            Left::Down(left) => Clock::Ends(now + left),
            Left::Up(passed) => Clock::Since(now - passed),
        }
    }

    /// The whole seconds a person reads: a countdown shows 1 until it is over, a count up begins at 0.
    pub fn shown(self) -> u64 {
        match self {
            Left::Down(left) => left.as_secs() + u64::from(left.subsec_nanos() > 0),
            Left::Up(passed) => passed.as_secs(),
        }
    }
}

impl Clock {
    /// What it says at `now`.
    pub fn left(self, now: Moment) -> Left {
        match self {
            Clock::Ends(ends) => Left::Down(ends.since(now)),
            Clock::Since(since) => Left::Up(now.since(since)),
        }
    }

    /// When it will next show another second, or run out.
    pub fn next_digit(self, now: Moment) -> Moment {
        match self {
            Clock::Ends(ends) => ends - Duration::from_secs(self.left(now).shown().saturating_sub(1)),
            Clock::Since(since) => since + Duration::from_secs(self.left(now).shown() + 1),
        }
    }
}
