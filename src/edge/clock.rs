//! Reads the clocks for the program. Beside it only the speaker does, against the clock of its device.
// Time comes into the program here.
#![allow(clippy::disallowed_methods)]

use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::time::{Moment, Now, Tempo};

/// No wait is shorter, so that a deadline already past cannot make the loop spin.
const SHORTEST: Duration = Duration::from_millis(1);

/// The program's clock: starts at zero, counts in session time, and runs on while the machine sleeps on
/// Linux, Android, Apple's systems and Windows. On others it may stand still meanwhile: there a machine
/// that slept is not noticed, and the session goes on where it was.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    start: Reading,
    tempo: Tempo,
}

impl Clock {
    /// A clock that starts now and runs at `tempo`.
    pub fn start(tempo: Tempo) -> Clock {
        Clock { start: Reading::take(), tempo }
    }

    /// How fast it runs.
    pub fn tempo(&self) -> Tempo {
        self.tempo
    }

    /// What the clocks say.
    pub fn now(&self) -> Now {
        Now { mono: self.moment(), wall: Timestamp::now() }
    }

    /// How long it really takes until `moment`; nothing if it is past.
    pub fn until(&self, moment: Moment) -> Duration {
        self.tempo.to_real(moment.since(self.moment()))
    }

    /// How long to wait for `deadline`: rounded up, so that the wait never ends before it.
    pub fn wait(&self, deadline: Moment) -> Duration {
        self.until(deadline).saturating_add(Duration::from_micros(1)).max(SHORTEST)
    }

    /// The same moment on the system's clock, for those that count samples; now if it is past.
    pub fn instant(&self, moment: Moment) -> Instant {
        let now = Instant::now();
        now.checked_add(self.until(moment)).unwrap_or(now)
    }

    fn moment(&self) -> Moment {
        Moment::at(self.tempo.of_real(self.start.passed()))
    }
}

/// The clock that counts through sleep. The standard library's stands still meanwhile on these systems
/// (on Apple's it is `CLOCK_UPTIME_RAW`); nobody stretched while the machine slept, and it has to be noticed.
#[cfg(any(target_os = "linux", target_os = "android"))]
const THROUGH_SLEEP: rustix::time::ClockId = rustix::time::ClockId::Boottime;
#[cfg(target_vendor = "apple")]
const THROUGH_SLEEP: rustix::time::ClockId = rustix::time::ClockId::Monotonic;

/// One reading of it.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
#[derive(Debug, Clone, Copy)]
struct Reading(Duration);

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
impl Reading {
    fn take() -> Reading {
        let t = rustix::time::clock_gettime(THROUGH_SLEEP);
        let seconds = u64::try_from(t.tv_sec).unwrap_or_default();
        let nanos = u32::try_from(t.tv_nsec).unwrap_or_default();
        Reading(Duration::new(seconds, nanos))
    }

    fn passed(self) -> Duration {
        Reading::take().0.saturating_sub(self.0)
    }
}

/// One reading of the standard library's clock, which on Windows runs through sleep.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
#[derive(Debug, Clone, Copy)]
struct Reading(Instant);

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
impl Reading {
    fn take() -> Reading {
        Reading(Instant::now())
    }

    fn passed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rehearsal_counts_faster_and_waits_shorter() {
        let clock = Clock::start(Tempo::times(60));
        let in_a_minute = clock.now().mono + Duration::from_secs(60);
        let wait = clock.wait(in_a_minute);
        assert!(wait > Duration::from_millis(900) && wait <= Duration::from_millis(1001), "{wait:?}");
    }

    #[test]
    fn a_moment_past_is_waited_for_a_blink_only() {
        let clock = Clock::start(Tempo::REAL);
        assert_eq!(clock.until(Moment::ZERO), Duration::ZERO);
        assert_eq!(clock.wait(Moment::ZERO), SHORTEST);
    }
}
