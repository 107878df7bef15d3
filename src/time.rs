//! Moments, the pair of clocks a message arrives with, and lengths in words: nothing here reads a clock.

mod words;

use std::ops::{Add, AddAssign, Sub};
use std::time::Duration;

use jiff::Timestamp;

pub use words::{about, ago, clock, day, digits, span};

/// A point on the program's own clock: the time since it started, counted through sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(Duration);

impl Moment {
    /// When the program started.
    pub const ZERO: Moment = Moment(Duration::ZERO);

    /// The moment that lies `since_start` after the start of the program.
    pub const fn at(since_start: Duration) -> Self {
        Moment(since_start)
    }

    /// Time since the start of the program.
    pub const fn since_start(self) -> Duration {
        self.0
    }

    /// Time from `earlier` to this moment; nothing if `earlier` is later.
    pub fn since(self, earlier: Moment) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Moment {
    type Output = Moment;
    fn add(self, by: Duration) -> Moment {
        Moment(self.0.saturating_add(by))
    }
}

impl AddAssign<Duration> for Moment {
    fn add_assign(&mut self, by: Duration) {
        *self = *self + by;
    }
}

/// Stops at the start of the program.
impl Sub<Duration> for Moment {
    type Output = Moment;
    fn sub(self, by: Duration) -> Moment {
        Moment(self.0.saturating_sub(by))
    }
}

/// What the clocks said when a message arrived. Made by the clock's edge and by tests, nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// For every deadline and every length.
    pub mono: Moment,
    /// For the date in a record; it may jump, so nothing is measured with it.
    pub wall: Timestamp,
}

/// How many seconds of a session pass in one real second: 1, or the N of `--rehearse N`.
///
/// The clock's edge already counts in session time; this is for the few lengths that are about
/// people and machines and stay real: a double key press, a gap, the lead of a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tempo(u32);

impl Tempo {
    /// A second is a second.
    pub const REAL: Tempo = Tempo(1);

    /// `times` as fast; 0 counts as 1.
    pub fn times(times: u32) -> Self {
        Tempo(times.max(1))
    }

    /// How much session time passes in `real` time.
    pub fn of_real(self, real: Duration) -> Duration {
        real.saturating_mul(self.0)
    }

    /// How much real time passes in `session` time.
    pub fn to_real(self, session: Duration) -> Duration {
        session / self.0
    }

    /// Whether this is a rehearsal.
    pub fn is_rehearsal(self) -> bool {
        self.0 > 1
    }
}
