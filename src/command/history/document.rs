//! The history as JSON, for programs.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::{json, seconds};
use crate::history::words::fate;
use crate::history::{Run, SideRun, StepRun};
use crate::pain::Closest;
use crate::record::{Ending, Morning};

#[derive(Serialize)]
struct Session {
    session: String,
    /// RFC 3339, with the offset of local time there and then.
    began: String,
    ended: Option<String>,
    routine: Option<String>,
    warm_up: Option<String>,
    no_roller: bool,
    baseline: u8,
    ending: Option<Ending>,
    stopped: bool,
    closest: Option<Closest>,
    morning: Option<Morning>,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    step: usize,
    id: String,
    fate: String,
    eased: bool,
    flagged: bool,
    pain: Option<u8>,
    worst_pain: Option<u8>,
    easier: bool,
    unanswered: bool,
    sides: Vec<Side>,
}

#[derive(Serialize)]
struct Side {
    side: Option<String>,
    holds_done: u32,
    holds_cut: u32,
    held_seconds: serde_json::Number,
}

/// All sessions, the newest first.
pub fn of(runs: &[&Run], zone: &TimeZone) -> String {
    json(&runs.iter().map(|run| session(run, zone)).collect::<Vec<_>>())
}

fn session(run: &Run, zone: &TimeZone) -> Session {
    let local = |at: Timestamp| {
        let offset = run.offset.unwrap_or_else(|| zone.to_offset(at));
        at.display_with_offset(offset).to_string()
    };
    Session {
        session: run.name.clone(),
        began: local(run.began),
        ended: run.ended.map(local),
        routine: run.routine.clone(),
        warm_up: run.warm_up.clone(),
        no_roller: run.no_roller,
        baseline: run.baseline,
        ending: run.ending,
        stopped: run.stopped,
        closest: run.closest,
        morning: run.morning,
        steps: run.steps.iter().map(step).collect(),
    }
}

fn step(step: &StepRun) -> Step {
    Step {
        step: step.step.saturating_add(1),
        id: step.id.clone(),
        fate: fate(step).replace(' ', "-"),
        eased: step.eased,
        flagged: step.is_flagged(),
        pain: step.score,
        worst_pain: step.worst(),
        easier: step.easier,
        unanswered: step.unanswered,
        sides: step.sides.iter().map(side).collect(),
    }
}

fn side(side: &SideRun) -> Side {
    Side { side: side.side.clone(), holds_done: side.done, holds_cut: side.cut, held_seconds: seconds(side.held) }
}
