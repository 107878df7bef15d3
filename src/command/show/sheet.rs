//! A routine as JSON, for programs.

use std::time::Duration;

use serde::Serialize;

use super::super::seconds;
use crate::plan::{Kind, Pace, Plan, Planned, Segment, Totals};
use crate::routine::Routine;

/// A routine, for programs.
#[derive(Serialize)]
pub struct Sheet<'a> {
    id: &'a str,
    name: &'a str,
    summary: &'a str,
    from: &'static str,
    family: &'static str,
    equipment: &'a [String],
    avoid_if: &'a [String],
    warm_up: Option<&'a str>,
    starts_silent: bool,
    rounds: u32,
    source: &'a str,
    license: Option<&'a str>,
    total_seconds: serde_json::Number,
    hold_seconds: serde_json::Number,
    rest_seconds: serde_json::Number,
    moving_seconds: serde_json::Number,
    sides: Vec<SideTotal>,
    steps: Vec<Entry<'a>>,
}

/// How long is held on one side, in all.
#[derive(Serialize)]
struct SideTotal {
    side: String,
    hold_seconds: serde_json::Number,
}

/// A step, for programs. With several rounds each step comes as often.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    family: &'static str,
    start_seconds: serde_json::Number,
    sides: &'a [String],
    waits_for_key: bool,
    normal: Way<'a>,
    eased: Way<'a>,
}

/// One way through a step, for programs.
#[derive(Serialize)]
struct Way<'a> {
    total_seconds: serde_json::Number,
    reps: u32,
    sets: u32,
    position: &'a str,
    cues: &'a [String],
    stop_if: &'a str,
    come_out: &'a str,
    segments: Vec<Stretch<'a>>,
}

/// A segment, for programs; it starts so long after its step.
#[derive(Serialize)]
struct Stretch<'a> {
    kind: &'static str,
    start_seconds: serde_json::Number,
    seconds: serde_json::Number,
    set: u32,
    side: Option<&'a str>,
    rep: u32,
}

impl<'a> Sheet<'a> {
    /// The routine that `plan` was made of; `from` says where it came from.
    pub fn new(routine: &'a Routine, plan: &'a Plan, from: &'static str) -> Self {
        let totals = Totals::of(plan);
        let sides = totals.sides.iter();
        let sides = sides.map(|(side, sum)| SideTotal { side: side.clone(), hold_seconds: seconds(*sum) }).collect();
        let mut start = Duration::ZERO;
        let steps = plan.steps.iter().map(|step| {
            let entry = Entry::new(step, start);
            start += step.normal.total();
            entry
        });
        Sheet {
            steps: steps.collect(),
            id: &routine.id,
            name: &routine.name,
            summary: &routine.summary,
            from,
            family: routine.family.word(),
            equipment: &routine.equipment,
            avoid_if: &routine.avoid_if,
            warm_up: routine.warm_up.as_deref(),
            starts_silent: routine.mute,
            rounds: routine.rounds,
            source: &routine.source,
            license: routine.license.as_deref(),
            total_seconds: seconds(plan.total()),
            hold_seconds: seconds(totals.hold),
            rest_seconds: seconds(totals.rest),
            moving_seconds: seconds(totals.moving),
            sides,
        }
    }
}

impl<'a> Entry<'a> {
    fn new(step: &'a Planned, start: Duration) -> Self {
        Entry {
            id: &step.id,
            name: &step.name,
            family: step.family.word(),
            start_seconds: seconds(start),
            sides: &step.sides,
            waits_for_key: step.wait,
            normal: Way::new(step, Pace::Normal),
            eased: Way::new(step, Pace::Eased),
        }
    }
}

impl<'a> Way<'a> {
    fn new(step: &'a Planned, pace: Pace) -> Self {
        let course = step.course(pace);
        let mut start = Duration::ZERO;
        let segments = course.segments.iter().map(|segment| {
            let stretch = Stretch::new(step, segment, start);
            start += segment.length;
            stretch
        });
        Way {
            segments: segments.collect(),
            total_seconds: seconds(course.total()),
            reps: course.reps,
            sets: course.sets,
            position: &course.how.position,
            cues: &course.how.cues,
            stop_if: &course.how.stop_if,
            come_out: &course.how.come_out,
        }
    }
}

impl<'a> Stretch<'a> {
    fn new(step: &'a Planned, segment: &Segment, start: Duration) -> Self {
        let kind = match segment.kind {
            Kind::Prep => "prep",
            Kind::Hold => "hold",
            Kind::Open => "open",
            Kind::Gap => "gap",
            Kind::Switch => "switch",
            Kind::Rest => "rest",
            Kind::After => "after",
        };
        let side = matches!(segment.kind, Kind::Hold | Kind::Open | Kind::Gap | Kind::Switch);
        Stretch {
            kind,
            start_seconds: seconds(start),
            seconds: seconds(segment.length),
            set: segment.set,
            side: if side { step.side(segment) } else { None },
            rep: segment.rep,
        }
    }
}
