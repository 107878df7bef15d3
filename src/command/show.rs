//! `unkink show`: one routine as a timeline.

pub mod figure;
mod sheet;

use std::ffi::OsStr;
use std::time::Duration;

use super::{Form, choose, json, origin_word, print, usable, user_folder};
use crate::app::Colour;
use crate::cue::{self, Cue};
use crate::edge::routines;
use crate::error::{Error, Exit};
use crate::library::Library;
use crate::plan::{Course, Include, Kind, Pace, Plan, Planned, Segment, Totals};
use crate::routine::{Routine, conditions};
use crate::text;
use crate::time::{clock, span};
use sheet::Sheet;

/// How much of a timeline is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// A paragraph for each step.
    Steps,
    /// What is read and said, every segment, and every sound in it.
    Cues,
}

/// Prints the routine that `asked` means.
pub fn run(asked: &OsStr, form: Form, depth: Depth, colour: Colour) -> Result<Exit, Error> {
    let (library, _) = routines::library(user_folder().as_deref());
    let item = choose(&library, asked)?;
    let routine = usable(&item, colour)?;
    let plan = Plan::build(routine, None, Include::All);
    print(&match form {
        Form::Text => format!("{}\n{}\n{}", head(routine, &plan, &library), timeline(&plan, depth), spent(&plan)),
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
fn timeline(plan: &Plan, depth: Depth) -> String {
    let width = plan.steps.iter().map(|s| text::width(&s.name)).max().unwrap_or(0).min(40);
    let cues = cue::schedule(plan);
    let mut out = String::new();
    let mut start = Duration::ZERO;
    for step in &plan.steps {
        let total = step.normal.total();
        let space = " ".repeat(width.saturating_sub(text::width(&step.name)));
        out.push_str(&format!("{:>5}  {}{space}  {:>5}\n", clock(start), step.name, clock(total)));
        out.push_str(&format!("       {}\n", dose(step, Pace::Normal)));
        out.push_str(&format!("       easier: {}\n", dose(step, Pace::Eased)));
        if depth == Depth::Cues {
            words(&mut out, step);
            segments(&mut out, step, start, &cues);
        }
        start += total;
    }
    let done = if depth == Depth::Cues { "done   ♪ done" } else { "done" };
    out + &format!("{:>5}  {done}\n", clock(start))
}

/// What is read, and said, in a step.
fn words(out: &mut String, step: &Planned) {
    let how = &step.normal.how;
    let lead = |what: &'static str| move |words: &String| (what, words.clone());
    let position = Some(&how.position).into_iter().map(lead("position"));
    let cues = how.cues.iter().map(lead("cue"));
    let ends = [("stop if", &how.stop_if), ("come out", &how.come_out)].map(|(what, words)| (what, words.clone()));
    for (what, words) in position.chain(cues).chain(ends).filter(|(_, words)| !words.is_empty()) {
        out.push_str(&format!("       {what:<8}  {words}\n"));
    }
}

/// Every segment of a step that begins at `start`, with the sounds in it.
fn segments(out: &mut String, step: &Planned, start: Duration, cues: &[(Duration, Cue)]) {
    let names: Vec<String> = step.normal.segments.iter().map(|segment| what(step, segment)).collect();
    let width = names.iter().map(|name| text::width(name)).max().unwrap_or(0);
    let mut from = start;
    for (segment, name) in step.normal.segments.iter().zip(names) {
        let to = from + segment.length;
        let mut sounds: Vec<String> = Vec::new();
        let mut last = None;
        for (at, cue) in cues.iter().filter(|(at, _)| (from..to).contains(at)) {
            let again = last.replace(cue) == Some(cue);
            sounds.push(match (again, *at == from) {
                (true, _) => format!(" {}", moment(*at)),
                (false, true) => format!(", {}", cue.word()),
                (false, false) => format!(", {} {}", cue.word(), moment(*at)),
            });
        }
        let space = " ".repeat(width.saturating_sub(text::width(&name)));
        let length = span(segment.length);
        out.push_str(&format!(
            "       {:>6}  {length:>8}  {name}{space}  ♪ {}\n",
            moment(from),
            sounds.concat().trim_start_matches(", ")
        ));
        from = to;
    }
}

/// `hold 2.1 left`: set and repetition only where there are several.
fn what(step: &Planned, segment: &Segment) -> String {
    let word = match segment.kind {
        Kind::Prep => "get ready",
        Kind::Hold => "hold",
        Kind::Open => "own time",
        Kind::Gap => "gap",
        Kind::Switch => "switch",
        Kind::Rest => "rest",
        Kind::After => "rest, any pain?",
    };
    let number = match (step.normal.sets, step.normal.reps) {
        _ if !segment.kind.is_work() => String::new(),
        (1, 1) => String::new(),
        (1, _) => format!(" {}", segment.rep),
        (_, 1) => format!(" {}", segment.set),
        _ => format!(" {}.{}", segment.set, segment.rep),
    };
    let sided = segment.kind.is_work() || segment.kind == Kind::Switch;
    let side = step.side(segment).filter(|_| sided).map(|side| format!(" {side}")).unwrap_or_default();
    format!("{word}{number}{side}")
}

/// A moment as a clock shows it, with what is left of a second.
fn moment(at: Duration) -> String {
    let (seconds, millis) = (at.as_secs(), at.subsec_millis());
    let part = if millis == 0 { String::new() } else { format!(".{millis:03}").trim_end_matches('0').to_owned() };
    format!("{}:{:02}{part}", seconds / 60, seconds % 60)
}

/// Where the time goes.
fn spent(plan: &Plan) -> String {
    let totals = Totals::of(plan);
    let sides: Vec<String> = totals.sides.iter().map(|(side, sum)| format!("{side} {}", clock(*sum))).collect();
    let sides = if sides.is_empty() { String::new() } else { format!("  of it {}", sides.join(", ")) };
    format!(
        "hold      {:>5}{sides}\nrest      {:>5}  between holds and sets, and after steps\nmoving    {:>5}  getting ready, changing sides\n",
        clock(totals.hold),
        clock(totals.rest),
        clock(totals.moving),
    )
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
