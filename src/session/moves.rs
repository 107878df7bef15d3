//! Where the movement of a step is, for a figure that does it: paced by the breath, the reps, or its own cycle.

use std::time::Duration;

use super::{Session, State};
use crate::breath::{Paced, Phase};
use crate::figure::Pace;
use crate::plan::Kind;
use crate::time::Moment;

/// A moment of a movement that goes out and comes back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Motion {
    /// 0.0 at its beginning, 0.5 where it turns, and up to 1.0, which is the beginning again.
    pub phase: f64,
    /// Place of the side among those of the step.
    pub side: usize,
    /// When it looks different; none while it stands still.
    pub next: Option<Moment>,
}

/// A picture in so much real time: slow movement needs no more, and each costs the terminal some hundred bytes.
const FRAME: Duration = Duration::from_millis(200);

/// A rep that is longer is a time to move in, not one movement.
const ONE_MOVEMENT: Duration = Duration::from_secs(8);

/// Out into a hold, and back from it, takes at most this.
const WAY: Duration = Duration::from_secs(2);

impl Session {
    /// Where the movement of the present step is; by itself it takes `cycle` out and back.
    pub fn motion(&self, now: Moment, cycle: Duration, pace: Pace) -> Motion {
        let passed = self.passed(now);
        let (phase, moves) = match pace {
            Pace::Breath => self.movement(passed, cycle),
            Pace::Hold => self.stay(passed, cycle),
            Pace::Own if self.moves_by_itself() => own(passed, cycle),
            Pace::Own => (0.0, false),
        };
        Motion { phase, side: self.seen_side(phase), next: self.next_frame(now, passed).filter(|_| moves) }
    }

    /// Where the movement of the next step is, in the rest before it: it is shown as soon as the present one is back.
    pub fn preview(&self, now: Moment, cycle: Duration) -> Option<Motion> {
        let passed = self.passed(now);
        let since = passed.checked_sub(WAY.min(self.segment().length / 2))?;
        let comes = self.segment().kind == Kind::After && self.next_step().is_some();
        let (phase, _) = own(since, cycle);
        comes.then(|| Motion { phase, side: 0, next: self.next_frame(now, passed) })
    }

    /// When the next picture is due while it runs.
    fn next_frame(&self, now: Moment, passed: Duration) -> Option<Moment> {
        let frame = self.terms.tempo.of_real(FRAME).max(Duration::from_millis(1));
        let into = Duration::from_nanos((passed.as_nanos() % frame.as_nanos()) as u64);
        matches!(self.state, State::Running(_)).then(|| now + (frame - into))
    }

    /// How far it is after so much of the present segment, and whether it moves there.
    fn movement(&self, passed: Duration, cycle: Duration) -> (f64, bool) {
        let segment = self.segment();
        let way = |longest: Duration| share(passed, WAY.min(longest / 2));
        match segment.kind {
            Kind::Hold if self.is_breath_paced() => self.breathed(passed),
            Kind::Hold if self.is_rep() && self.has_gaps() => (way(segment.length) / 2.0, way(segment.length) < 1.0),
            Kind::Hold if self.is_rep() => (share(passed, segment.length), true),
            Kind::Gap if self.is_rep() && !self.is_breath_paced() => {
                (0.5 + way(segment.length) / 2.0, way(segment.length) < 1.0)
            }
            Kind::Hold | Kind::Open | Kind::Prep => own(passed, cycle),
            Kind::Gap | Kind::Switch | Kind::Rest | Kind::After => (0.0, false),
        }
    }

    /// The side of the segment; on the way back from a hold, and after the last one, that of the hold.
    fn seen_side(&self, phase: f64) -> usize {
        let segment = self.segment();
        let before = self.at.segment.checked_sub(1).map(|at| self.course().segments[at].side);
        let lasts = match segment.kind {
            Kind::After => true,
            Kind::Switch | Kind::Rest => (0.5..1.0).contains(&phase),
            Kind::Prep | Kind::Hold | Kind::Open | Kind::Gap => false,
        };
        before.filter(|_| lasts).unwrap_or(segment.side)
    }

    /// Out into a hold, there as long as it takes, and back from it.
    fn stay(&self, passed: Duration, cycle: Duration) -> (f64, bool) {
        let segment = self.segment();
        let way = share(passed, WAY.min(segment.length / 2));
        match segment.kind {
            Kind::Open | Kind::Prep => own(passed, cycle),
            Kind::Hold if self.course().reps > 1 && !self.has_gaps() => (share(passed, segment.length), true),
            Kind::Hold => (way / 2.0, way < 1.0),
            _ if self.course().reps > 1 && !self.has_gaps() => (0.0, false),
            Kind::Gap | Kind::Switch | Kind::Rest | Kind::After => (0.5 + way / 2.0, way < 1.0),
        }
    }

    /// Out while breathing in, back while breathing out.
    fn breathed(&self, passed: Duration) -> (f64, bool) {
        let Some(breath) = self.course().how.breath else { return (0.0, false) };
        let point = Paced { breath, length: Some(self.length()) }.at(passed);
        match point.phase {
            Phase::In => (point.full() / 2.0, true),
            Phase::Hold => (0.5, false),
            Phase::Out => (1.0 - point.full() / 2.0, true),
            Phase::Pause | Phase::Own => (0.0, false),
        }
    }

    fn is_breath_paced(&self) -> bool {
        self.terms.breath && self.course().how.breath.is_some()
    }

    /// Whether each hold of this step is one movement.
    fn is_rep(&self) -> bool {
        let hold = self.course().segments.iter().find(|segment| segment.kind == Kind::Hold);
        self.course().reps > 1 && hold.is_some_and(|hold| hold.length <= ONE_MOVEMENT)
    }

    fn moves_by_itself(&self) -> bool {
        matches!(self.segment().kind, Kind::Hold | Kind::Open | Kind::Prep)
    }

    fn has_gaps(&self) -> bool {
        self.course().segments.iter().any(|segment| segment.kind == Kind::Gap)
    }
}

/// Out and back by itself.
fn own(passed: Duration, cycle: Duration) -> (f64, bool) {
    let cycle = cycle.max(Duration::from_secs(1));
    ((passed.as_secs_f64() / cycle.as_secs_f64()).fract(), true)
}

/// How much of `whole` has passed, 0.0 to 1.0.
fn share(passed: Duration, whole: Duration) -> f64 {
    if whole.is_zero() { 1.0 } else { (passed.as_secs_f64() / whole.as_secs_f64()).min(1.0) }
}
