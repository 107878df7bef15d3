//! Where in its breath a hold is: which part of it, how full the lungs are, and when that looks different.

use std::time::Duration;

use crate::routine::Breath;

/// A part of a breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Breathing in.
    In,
    /// Full.
    Hold,
    /// Breathing out.
    Out,
    /// Empty.
    Pause,
    /// After the last breath of a hold: as the person likes.
    Own,
}

/// A hold that is paced by a breath, which begins anew with each hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paced {
    /// The breath.
    pub breath: Breath,
    /// How long the hold is; none for one that a key ends.
    pub length: Option<Duration>,
}

/// A moment of a hold, in its breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The part.
    pub phase: Phase,
    /// How much of it is over.
    pub passed: Duration,
    /// How long it is; for [`Phase::Own`] as long as what is left of the hold when it begins.
    pub of: Duration,
}

impl Paced {
    /// Where the hold is when so much of it has passed.
    pub fn at(&self, passed: Duration) -> Point {
        let whole = nanos(self.breath.whole());
        let (nth, mut into) = match whole {
            0 => return self.own(passed, Duration::ZERO),
            _ => (nanos(passed) / whole, span(nanos(passed) % whole)),
        };
        if nth > 0 && !self.has_time_for(nth) {
            let nth = self.length.map_or(nth, |length| self.breaths(length));
            return self.own(passed, span(nth * whole));
        }
        for (phase, of) in self.breath.parts() {
            if into < of {
                return Point { phase, passed: into, of };
            }
            into -= of;
        }
        Point { phase: Phase::Pause, passed: self.breath.pause, of: self.breath.pause }
    }

    /// When, in the hold, breaths begin that come to their end: those with `from` < offset <= `to`.
    pub fn begin(&self, from: Duration, to: Duration) -> impl Iterator<Item = Duration> + use<> {
        let (paced, whole) = (*self, nanos(self.breath.whole()).max(1));
        let first = nanos(from) / whole + 1;
        (first..)
            .map(move |nth| (nth, span(nth * whole)))
            .take_while(move |&(nth, at)| at <= to && paced.sounds(nth))
            .map(|(_, at)| at)
    }

    /// When, in the hold, the breath began that goes on when so much of it has passed, if it comes to its end.
    pub fn began(&self, passed: Duration) -> Option<Duration> {
        let whole = nanos(self.breath.whole()).max(1);
        let nth = nanos(passed) / whole;
        let began = span(nth * whole);
        (self.sounds(nth) && passed - began < self.breath.drawn()).then_some(began)
    }

    /// Whether the `nth` breath, from 0, has anything to be heard, and time for it.
    fn sounds(&self, nth: u128) -> bool {
        !self.breath.drawn().is_zero() && self.has_time_for(nth)
    }

    fn has_time_for(&self, nth: u128) -> bool {
        let end = nth * nanos(self.breath.whole()) + nanos(self.breath.drawn());
        self.length.is_none_or(|length| end <= nanos(length))
    }

    /// How many breaths are begun in a hold that is so long: one at least.
    fn breaths(&self, length: Duration) -> u128 {
        let spare = nanos(length).checked_sub(nanos(self.breath.drawn()));
        spare.map_or(1, |spare| spare / nanos(self.breath.whole()).max(1) + 1)
    }

    fn own(&self, passed: Duration, since: Duration) -> Point {
        let of = self.length.unwrap_or(Duration::MAX).saturating_sub(since);
        Point { phase: Phase::Own, passed: passed.saturating_sub(since).min(of), of }
    }
}

impl Point {
    /// How full the lungs are, 0.0 to 1.0.
    pub fn full(&self) -> f64 {
        let part = if self.of.is_zero() { 1.0 } else { self.passed.as_secs_f64() / self.of.as_secs_f64() };
        match self.phase {
            Phase::In => part,
            Phase::Hold => 1.0,
            Phase::Out => 1.0 - part,
            Phase::Pause | Phase::Own => 0.0,
        }
    }

    /// Time left of the part.
    pub fn left(&self) -> Duration {
        self.of - self.passed
    }

    /// The same moment as it is shown: nothing moves but in even steps that each take at least `step`, and at
    /// most `most` of them a part.
    pub fn stepwise(&self, step: Duration, most: u32) -> Point {
        let steps = self.steps(step, most);
        let done = nanos(self.passed) * steps / nanos(self.of).max(1);
        Point { passed: span((nanos(self.of) * done).div_ceil(steps)), ..*self }
    }

    /// How long until it looks different, shown with the same `step` and `most`.
    pub fn changes_in(&self, step: Duration, most: u32) -> Duration {
        let steps = self.steps(step, most);
        let done = nanos(self.passed) * steps / nanos(self.of).max(1);
        span((nanos(self.of) * (done + 1)).div_ceil(steps)).saturating_sub(self.passed)
    }

    /// In how many steps the part moves.
    fn steps(&self, step: Duration, most: u32) -> u128 {
        match self.phase {
            Phase::In | Phase::Out => (nanos(self.of) / nanos(step).max(1)).clamp(1, u128::from(most.max(1))),
            Phase::Hold | Phase::Pause | Phase::Own => 1,
        }
    }
}

impl Breath {
    /// From the first of it to the first of the next.
    pub fn whole(&self) -> Duration {
        self.drawn() + self.pause
    }

    /// From the first of it to the end of breathing out.
    pub fn drawn(&self) -> Duration {
        self.r#in + self.hold + self.out
    }

    /// Its parts in order, each with its length.
    fn parts(&self) -> [(Phase, Duration); 4] {
        [(Phase::In, self.r#in), (Phase::Hold, self.hold), (Phase::Out, self.out), (Phase::Pause, self.pause)]
    }
}

fn nanos(span: Duration) -> u128 {
    span.as_nanos()
}

fn span(nanos: u128) -> Duration {
    u64::try_from(nanos).map_or(Duration::MAX, Duration::from_nanos)
}
