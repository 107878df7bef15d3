//! Routines become a flat list of segments: everything that can be decided before the start is decided here.
//!
//! Each step is held twice, as written and eased, so that a session chooses and never builds.

mod totals;

use std::time::Duration;

pub use totals::Totals;

use crate::routine::{Check, Dose, Easier, Family, Guidance, Routine, Step, Work};

/// What a session goes through, from first prep to last hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Id of the routine it was made for; a warm-up in front does not change it.
    pub routine: String,
    /// The name of that routine.
    pub name: String,
    /// Id of the routine put in front, if one was.
    pub warm_up: Option<String>,
    /// Which steps went in.
    pub include: Include,
    /// In order; possibly none, when every step was left out.
    pub steps: Vec<Planned>,
}

/// One step of a plan: one pass through one step of one routine.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// See [`Step::id`].
    pub id: String,
    /// See [`Step::name`].
    pub name: String,
    /// See [`Step::family`].
    pub family: Family,
    /// Whether it came from the warm-up in front.
    pub part: Part,
    /// See [`Step::sides`].
    pub sides: Vec<String>,
    /// See [`Step::wait`].
    pub wait: bool,
    /// See [`Step::check`].
    pub check: Check,
    /// As written.
    pub normal: Course,
    /// Eased.
    pub eased: Course,
}

/// Where in the session a step belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The routine put in front.
    WarmUp,
    /// The routine itself.
    Main,
}

/// Whether a step is done as written or eased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As written.
    Normal,
    /// Eased.
    Eased,
}

/// One way through a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Words and picture.
    pub how: Guidance,
    /// Repetitions in one set and side, for the display.
    pub reps: u32,
    /// Sets, for the display.
    pub sets: u32,
    /// A soft tick every so often during a hold.
    pub tick: Option<Duration>,
    /// At least one hold; none has length zero.
    pub segments: Vec<Segment>,
}

/// A stretch of time in which one thing happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// What happens.
    pub kind: Kind,
    /// How long, more than zero; for an open one what totals count for it.
    pub length: Duration,
    /// From 1. A rest has the set that it follows.
    pub set: u32,
    /// Index into the step's sides, 0 if it has none. A switch has the side that it leads to.
    pub side: usize,
    /// From 1. A gap has the repetition that it follows; an open hold has 1.
    pub rep: u32,
}

/// What happens in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Getting into place.
    Prep,
    /// The exercise itself.
    Hold,
    /// The exercise in the person's own time: its clock counts up and a key ends it.
    Open,
    /// Between repetitions.
    Gap,
    /// Changing sides.
    Switch,
    /// Between sets.
    Rest,
    /// After the step; the pain check is asked here.
    After,
}

impl Kind {
    /// Whether the body works in it.
    pub fn is_work(self) -> bool {
        matches!(self, Kind::Hold | Kind::Open)
    }
}

/// Which steps go into a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Include {
    /// All.
    All,
    /// All but those on a roller.
    NoRoller,
}

impl Plan {
    /// Lays out `routine`, with `warm_up` in front, in the order of the files and all rounds.
    pub fn build(routine: &Routine, warm_up: Option<&Routine>, include: Include) -> Plan {
        let parts = warm_up.map(|w| (Part::WarmUp, w)).into_iter().chain([(Part::Main, routine)]);
        let mut steps: Vec<Planned> = parts
            .flat_map(|(part, r)| (0..r.rounds).flat_map(move |_| r.steps.iter().map(move |s| (part, s))))
            .filter(|(_, step)| include == Include::All || step.family != Family::Roller)
            .map(|(part, step)| Planned::build(part, step))
            .collect();
        if let Some(last) = steps.last_mut() {
            // Its check belongs to the summary, which waits for as long as the person likes.
            last.normal.segments.retain(|s| s.kind != Kind::After);
            last.eased.segments.retain(|s| s.kind != Kind::After);
        }
        Plan {
            routine: routine.id.clone(),
            name: routine.name.clone(),
            warm_up: warm_up.map(|w| w.id.clone()),
            include,
            steps,
        }
    }

    /// The sum of all segments, each step as written.
    pub fn total(&self) -> Duration {
        self.steps.iter().map(|s| s.normal.total()).sum()
    }
}

impl Planned {
    fn build(part: Part, step: &Step) -> Planned {
        let (how, dose) = eased(step);
        Planned {
            id: step.id.clone(),
            name: step.name.clone(),
            family: step.family,
            part,
            sides: step.sides.clone(),
            wait: step.wait,
            check: step.check,
            normal: Course::build(step.how.clone(), &step.dose, step.sides.len()),
            eased: Course::build(how, &dose, step.sides.len()),
        }
    }

    /// The way through this step at `pace`.
    pub fn course(&self, pace: Pace) -> &Course {
        match pace {
            Pace::Normal => &self.normal,
            Pace::Eased => &self.eased,
        }
    }

    /// The word for the side of a segment, if the step has sides.
    pub fn side(&self, segment: &Segment) -> Option<&str> {
        self.sides.get(segment.side).map(String::as_str)
    }
}

impl Course {
    fn build(how: Guidance, dose: &Dose, sides: usize) -> Course {
        let mut segments = Vec::new();
        let mut add = |kind, length: Duration, set, side, rep| {
            if length > Duration::ZERO {
                segments.push(Segment { kind, length, set, side, rep });
            }
        };
        add(Kind::Prep, dose.prep, 1, 0, 1);
        for set in 1..=dose.sets {
            for side in 0..sides.max(1) {
                if side > 0 {
                    add(Kind::Switch, dose.switch, set, side, 1);
                }
                match dose.work {
                    Work::UntilKey { about } => add(Kind::Open, about, set, side, 1),
                    Work::Hold(length) => {
                        for rep in 1..=dose.reps {
                            add(Kind::Hold, length, set, side, rep);
                            if rep < dose.reps {
                                add(Kind::Gap, dose.gap, set, side, rep);
                            }
                        }
                    }
                }
            }
            if set < dose.sets {
                add(Kind::Rest, dose.rest, set, sides.saturating_sub(1), dose.reps);
            }
        }
        add(Kind::After, dose.after.max(Dose::LEAST_AFTER), dose.sets, 0, dose.reps);
        Course { how, reps: dose.reps, sets: dose.sets, tick: dose.tick, segments }
    }

    /// The sum of its segments.
    pub fn total(&self) -> Duration {
        self.segments.iter().map(|s| s.length).sum()
    }
}

/// The easing rule: what the author names wins; else half a hold, half the repetitions, one set
/// and a longer rest after it, in whole seconds rounded up.
fn eased(step: &Step) -> (Guidance, Dose) {
    let (easier, how, dose) = (&step.easier, &step.how, &step.dose);
    let Easier { position, cues, breath, hold, reps, gap, sets, rest, after } = easier;
    let how = Guidance {
        position: position.clone().unwrap_or_else(|| how.position.clone()),
        cues: cues.clone().unwrap_or_else(|| how.cues.clone()),
        breath: breath.or(how.breath),
        ..how.clone()
    };
    let work = match (dose.work, hold) {
        (Work::Hold(_), Some(hold)) => Work::Hold(*hold),
        (Work::Hold(full), None) => Work::Hold(half(full)),
        (Work::UntilKey { .. }, Some(about)) => Work::UntilKey { about: *about },
        (Work::UntilKey { about }, None) => Work::UntilKey { about: half(about) },
    };
    let dose = Dose {
        work,
        reps: reps.unwrap_or(dose.reps.div_ceil(2)),
        gap: gap.unwrap_or(dose.gap),
        sets: sets.unwrap_or(1),
        rest: rest.unwrap_or(dose.rest),
        after: after.unwrap_or_else(|| whole(dose.after.max(Dose::LEAST_AFTER) * 3 / 2)),
        ..dose.clone()
    };
    (how, dose)
}

/// Half a hold, but not under 5 s, nor longer than it was.
fn half(full: Duration) -> Duration {
    full.min(whole(full / 2).max(Duration::from_secs(5)))
}

/// Rounded up to whole seconds.
fn whole(length: Duration) -> Duration {
    Duration::from_secs(length.as_secs() + u64::from(length.subsec_nanos() > 0))
}
