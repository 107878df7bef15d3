//! The history as JSON, for programs.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::{json, seconds};
use crate::history::words::{ending, fate};
use crate::history::{Run, SideRun, StepRun};
use crate::record::Morning;

#[derive(Serialize)]
struct Session<'a> {
    session: &'a str,
    /// RFC 3339, with the offset of local time there and then.
    began: String,
    ended: Option<String>,
    routine: Option<&'a str>,
    warm_up: Option<&'a str>,
    baseline: u8,
    ending: &'static str,
    morning: Option<Morning>,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    step: usize,
    id: &'a str,
    fate: &'static str,
    eased: bool,
    pain: Option<u8>,
    worst_pain: Option<u8>,
    easier: bool,
    unanswered: bool,
    sides: Vec<Side<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    side: Option<&'a str>,
    holds_done: u32,
    holds_cut: u32,
    held_seconds: serde_json::Number,
}

/// All sessions, the newest first.
pub fn of(runs: &[&Run], zone: &TimeZone) -> String {
    json(&runs.iter().map(|run| session(run, zone)).collect::<Vec<_>>())
}

fn session<'a>(run: &'a Run, zone: &TimeZone) -> Session<'a> {
    let local = |at: Timestamp| {
        let offset = run.offset.unwrap_or_else(|| zone.to_offset(at));
        at.display_with_offset(offset).to_string()
    };
    Session {
        session: &run.name,
        began: local(run.began),
        ended: run.ended.map(local),
        routine: run.routine.as_deref(),
        warm_up: run.warm_up.as_deref(),
        baseline: run.baseline,
        ending: ending(run),
        morning: run.morning,
        steps: run.steps.iter().map(step).collect(),
    }
}

fn step(step: &StepRun) -> Step<'_> {
    Step {
        step: step.step + 1,
        id: &step.id,
        fate: fate(step),
        eased: step.eased,
        pain: step.score,
        worst_pain: step.worst(),
        easier: step.easier,
        unanswered: step.unanswered,
        sides: step.sides.iter().map(side).collect(),
    }
}

fn side(side: &SideRun) -> Side<'_> {
    Side { side: side.side.as_deref(), holds_done: side.done, holds_cut: side.cut, held_seconds: seconds(side.held) }
}
