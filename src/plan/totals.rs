//! Where the time of a plan goes.

use std::time::Duration;

use super::{Kind, Plan};

/// The time of a plan as written, by what happens in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// In holds, those in the person's own time with what they count for.
    pub hold: Duration,
    /// Resting: between repetitions, between sets, and after steps.
    pub rest: Duration,
    /// Moving: getting into place and changing sides.
    pub moving: Duration,
    /// Of the holds, those on each side, in the order in which sides come; none for a plan without sides.
    pub sides: Vec<(String, Duration)>,
}

impl Totals {
    /// The totals of `plan`.
    pub fn of(plan: &Plan) -> Totals {
        let mut totals = Totals::default();
        for step in &plan.steps {
            for segment in &step.normal.segments {
                match segment.kind {
                    Kind::Hold | Kind::Open => {
                        totals.hold += segment.length;
                        if let Some(side) = step.side(segment) {
                            totals.add_side(side, segment.length);
                        }
                    }
                    Kind::Gap | Kind::Rest | Kind::After => totals.rest += segment.length,
                    Kind::Prep | Kind::Switch => totals.moving += segment.length,
                }
            }
        }
        totals
    }

    fn add_side(&mut self, word: &str, length: Duration) {
        match self.sides.iter_mut().find(|(side, _)| side == word) {
            Some((_, sum)) => *sum += length,
            None => self.sides.push((word.to_owned(), length)),
        }
    }
}
