//! `unkink show`: one routine as a timeline.

use std::ffi::OsStr;
use std::time::Duration;

use serde::Serialize;

use super::{Form, choose, json, origin_word, print, seconds, usable, user_folder};
use crate::app::Colour;
use crate::edge::routines;
use crate::error::{Error, Exit};
use crate::library::Library;
use crate::plan::{Course, Include, Kind, Pace, Plan, Planned, Segment};
use crate::routine::{Routine, conditions};
use crate::text;
use crate::time::{clock, span};

/// Prints the routine that `asked` means.
pub fn run(asked: &OsStr, form: Form, colour: Colour) -> Result<Exit, Error> {
    let (library, _) = routines::library(user_folder().as_deref());
    let item = choose(&library, asked)?;
    let routine = usable(&item, colour)?;
    let plan = Plan::build(routine, None, Include::All);
    print(&match form {
        Form::Text => format!("{}\n{}", head(routine, &plan, &library), timeline(&plan)),
        Form::Json => json(&Sheet::new(routine, &plan, origin_word(&item.origin))),
    })?;
    Ok(Exit::Well)
}

/// What a person wants to know before the first step.
fn head(routine: &Routine, plan: &Plan, library: &Library) -> String {
    let mut lines = vec![routine.name.clone()];
    if !routine.summary.is_empty() {
        lines.push(routine.summary.clone());
    }
    lines.push(String::new());
    lines.push(format!("time      {}", clock(plan.total())));
    if routine.rounds > 1 {
        lines.push(format!("rounds    {}", routine.rounds));
    }
    if !routine.equipment.is_empty() {
        lines.push(format!("needs     {}", routine.equipment.join(", ")));
    }
    if let Some(id) = &routine.warm_up {
        lines.push(match library.routine(id) {
            Some(first) => {
                format!("warm-up   {}, {}", first.name, clock(Plan::build(first, None, Include::All).total()))
            }
            None => format!("warm-up   `{id}`, which is not in the library"),
        });
    }
    if routine.mute {
        lines.push("sound     starts silent".to_owned());
    }
    if !routine.avoid_if.is_empty() {
        lines.extend([String::new(), "not for you if you have".to_owned()]);
        lines.extend(routine.avoid_if.iter().map(|id| format!("  - {}", conditions::line(id))));
    }
    lines.join("\n") + "\n"
}

/// A step a paragraph: when it begins, what it is, how long it takes, and how much of it.
fn timeline(plan: &Plan) -> String {
    let width = plan.steps.iter().map(|s| text::width(&s.name)).max().unwrap_or(0).min(40);
    let mut out = String::new();
    let mut start = Duration::ZERO;
    for step in &plan.steps {
        let total = step.normal.total();
        let space = " ".repeat(width.saturating_sub(text::width(&step.name)));
        out.push_str(&format!("{:>5}  {}{space}  {:>5}\n", clock(start), step.name, clock(total)));
        out.push_str(&format!("       {}\n", dose(step, Pace::Normal)));
        out.push_str(&format!("       easier: {}\n", dose(step, Pace::Eased)));
        start += total;
    }
    out + &format!("{:>5}  done\n", clock(start))
}

/// How much a step is, in words, in the order in which it happens; eased, only what may differ.
fn dose(step: &Planned, pace: Pace) -> String {
    let course = step.course(pace);
    let first = |kind: Kind| course.segments.iter().find(|s| s.kind == kind).map(|s| span(s.length));
    let mut parts = Vec::new();
    if step.wait && pace == Pace::Normal {
        parts.push("waits for a key".to_owned());
    }
    if let (Some(prep), Pace::Normal) = (first(Kind::Prep), pace) {
        parts.push(format!("{prep} to get ready"));
    }
    let mut work = repetitions(course);
    if course.sets > 1 {
        work = format!("{} sets of {work}", course.sets);
    }
    if !step.sides.is_empty() {
        let word = if step.sides.len() == 2 { " then " } else { ", " };
        work = format!("{work}, {}", step.sides.join(word));
    }
    if let Some(switch) = first(Kind::Switch) {
        work = format!("{work} ({switch} to change)");
    }
    if let Some(rest) = first(Kind::Rest) {
        work = format!("{work}, {rest} rest between sets");
    }
    parts.push(work);
    if let Some(after) = first(Kind::After) {
        parts.push(format!("{after} rest"));
    }
    parts.join("; ")
}

/// The work of one side and set.
fn repetitions(course: &Course) -> String {
    let length = |kind: Kind| course.segments.iter().find(|s| s.kind == kind).map(|s| span(s.length));
    match (length(Kind::Hold), length(Kind::Open), course.reps) {
        (_, Some(about), 1) => format!("your own time, about {about}"),
        (_, Some(about), reps) => format!("{reps} in your own time, about {about}"),
        (hold, None, 1) => hold.unwrap_or_default(),
        (hold, None, reps) => match length(Kind::Gap) {
            Some(gap) => format!("{reps} x {} with {gap} between", hold.unwrap_or_default()),
            None => format!("{reps} x {}", hold.unwrap_or_default()),
        },
    }
}

/// A routine, for programs.
#[derive(Serialize)]
struct Sheet<'a> {
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
    steps: Vec<Entry<'a>>,
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
    fn new(routine: &'a Routine, plan: &'a Plan, from: &'static str) -> Self {
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
