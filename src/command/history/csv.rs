//! The history as comma-separated values: one row for each side of each step, as RFC 4180 quotes them.

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::history::words::fate;
use crate::history::{Run, SideRun, StepRun};
use crate::text;

/// The columns, in order.
const COLUMNS: &str = "session,date,time,routine,warm_up,no_roller,baseline,ending,closest,morning,step,step_id,side,fate,\
                       eased,holds_done,holds_cut,held_seconds,pain,worst_pain,answered,flagged\n";

/// All sessions, the newest first; one without a step has one row.
pub fn of(runs: &[&Run], zone: &TimeZone) -> String {
    let mut out = COLUMNS.to_owned();
    for run in runs {
        if run.steps.is_empty() {
            add(&mut out, run, None, None, zone);
        }
        for step in &run.steps {
            if step.sides.is_empty() {
                add(&mut out, run, Some(step), None, zone);
            }
            step.sides.iter().for_each(|side| add(&mut out, run, Some(step), Some(side), zone));
        }
    }
    out
}

fn add(out: &mut String, run: &Run, step: Option<&StepRun>, side: Option<&SideRun>, zone: &TimeZone) {
    let local = run.local(zone);
    let number = |n: Option<u8>| n.map(|n| n.to_string()).unwrap_or_default();
    let word = |word: Option<&str>| word.map(cell).unwrap_or_default();
    let answered = step.map(|step| match (step.score, step.easier, step.unanswered) {
        (Some(_), ..) => "score",
        (None, true, _) => "easier",
        (None, _, true) => "nothing",
        _ => "not-asked",
    });
    let cells = [
        cell(&run.name),
        local.date().to_string(),
        local.time().strftime("%H:%M:%S").to_string(),
        word(run.routine.as_deref()),
        word(run.warm_up.as_deref()),
        run.no_roller.to_string(),
        run.baseline.to_string(),
        name(run.ending),
        name(run.closest),
        name(run.morning),
        step.map(|step| step.step.saturating_add(1).to_string()).unwrap_or_default(),
        word(step.map(|step| step.id.as_str())),
        word(side.and_then(|side| side.side.as_deref())),
        step.map(|step| fate(step).replace(' ', "-")).unwrap_or_default(),
        step.map(|step| step.eased.to_string()).unwrap_or_default(),
        side.map(|side| side.done.to_string()).unwrap_or_default(),
        side.map(|side| side.cut.to_string()).unwrap_or_default(),
        side.map(|side| format!("{}", side.held.as_secs_f64())).unwrap_or_default(),
        number(step.and_then(|step| step.score)),
        number(step.and_then(StepRun::worst)),
        word(answered),
        step.map(|step| step.is_flagged().to_string()).unwrap_or_default(),
    ];
    out.push_str(&cells.join(","));
    out.push('\n');
}

/// A word of the history, as its file has it.
fn name(value: Option<impl Serialize>) -> String {
    let value = value.and_then(|value| serde_json::to_value(value).ok());
    value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Text as one cell of one line. What a table program would take for a formula gets an apostrophe in front.
fn cell(raw: &str) -> String {
    let mark = if raw.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let cell = format!("{mark}{}", text::harmless(raw));
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_row() {
        assert_eq!(cell("arch"), "arch");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@x"), "'@x");
        assert_eq!(cell("-1"), "'-1");
        assert_eq!(cell("\tx"), "'␉x");
        assert_eq!(cell("a,\"b\"\nc"), "\"a,\"\"b\"\"␊c\"");
        assert_eq!(cell("=a,b"), "\"'=a,b\"");
    }
}
