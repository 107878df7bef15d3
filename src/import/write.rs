//! A draft as the text of a routine file, for people to read and change.

use std::fmt::Write;
use std::time::Duration;

use toml::Value;

use super::workout::{Draft, Origin, Step};
use crate::routine::{conditions, write_length};

/// Seconds up to which a number is clearer than minutes.
const PLAIN_SECONDS: u64 = 99;
/// Columns of a list before it goes on in the next line.
const WIDTH: usize = 110;

/// The whole file; `notes` are kept in it as comments.
pub(super) fn file(draft: &Draft, origin: &Origin<'_>, notes: &[String]) -> String {
    let mut out = String::new();
    line(&mut out, &format!("# Imported from {}; not reviewed. Read it through, then `unkink check`.", origin.format));
    for note in notes {
        line(&mut out, &format!("# - {note}"));
    }
    line(&mut out, "\nformat = 1");
    text(&mut out, "name", &draft.name);
    if let Some(family) = draft.family {
        text(&mut out, "family", family.word());
    }
    if !draft.equipment.is_empty() {
        line(&mut out, &format!("equipment = {}", list(&draft.equipment)));
    }
    line(
        &mut out,
        "# Nobody has said for whom this is not: all that is asked about is listed. Take out what does not apply.",
    );
    avoid_if(&mut out);
    if draft.rounds > 1 {
        line(&mut out, &format!("rounds = {}", draft.rounds));
    }
    text(&mut out, "source", &draft.source);
    if let Some(license) = draft.license {
        text(&mut out, "license", license);
    }
    line(&mut out, "\n[defaults]");
    if let Some((prep, reason)) = draft.prep {
        line(&mut out, &format!("prep = {}  # {reason}", length(prep)));
    }
    line(&mut out, "after = 8  # Rest after each step; no less, since you are asked there whether it hurts.");
    draft.steps.iter().for_each(|each| step(&mut out, each));
    out
}

fn step(out: &mut String, step: &Step) {
    out.push('\n');
    if let Some(comment) = &step.comment {
        line(out, &format!("# {comment}"));
    }
    line(out, "[[step]]");
    text(out, "name", &step.name);
    if let Some(family) = step.family {
        text(out, "family", family.word());
    }
    if !step.position.is_empty() {
        text(out, "position", &step.position);
    }
    if !step.cues.is_empty() {
        line(out, &format!("cues = {}", list(&step.cues)));
    }
    let comment = step.hold_comment.map_or_else(String::new, |comment| format!("  # {comment}"));
    line(out, &format!("hold = {}{comment}", length(step.hold)));
    if step.reps > 1 {
        line(out, &format!("reps = {}", step.reps));
        lasting(out, "gap", Some(step.gap).filter(|gap| !gap.is_zero()));
    }
    if step.sets > 1 {
        line(out, &format!("sets = {}", step.sets));
        lasting(out, "rest", Some(step.rest));
    }
    lasting(out, "after", step.after);
    match step.sides.as_slice() {
        [] => {}
        [left, right] if (left.as_str(), right.as_str()) == ("left", "right") => line(out, "sides = \"each\""),
        sides => line(out, &format!("sides = {}", list(sides))),
    }
    lasting(out, "switch", step.switch);
    lasting(out, "prep", step.prep);
}

fn line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn text(out: &mut String, key: &str, value: &str) {
    line(out, &format!("{key} = {}", quoted(value)));
}

fn lasting(out: &mut String, key: &str, value: Option<Duration>) {
    if let Some(value) = value {
        line(out, &format!("{key} = {}", length(value)));
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// `30`, `2.5`, `"1:30"`.
fn length(length: Duration) -> String {
    if length <= Duration::from_secs(PLAIN_SECONDS) && length.subsec_nanos() == 0 {
        return length.as_secs().to_string();
    }
    let clear = write_length(length);
    if clear.contains(':') { format!("\"{clear}\"") } else { clear }
}

/// `["one", "two"]`, on lines of its own where it is long.
fn list(items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    let one_line = format!("[{}]", quoted.join(", "));
    if one_line.len() <= WIDTH || items.len() == 1 {
        return one_line;
    }
    let lines = quoted.iter().fold(String::new(), |mut lines, item| {
        let _ = writeln!(lines, "    {item},");
        lines
    });
    format!("[\n{lines}]")
}

/// Every condition that there is, a few on a line.
fn avoid_if(out: &mut String) {
    line(out, "avoid-if = [");
    let mut row = String::from("   ");
    for id in conditions::IDS {
        let item = format!(" \"{id}\",");
        if row.len() + item.len() > WIDTH {
            line(out, &row);
            row = String::from("   ");
        }
        row.push_str(&item);
    }
    line(out, &row);
    line(out, "]");
}
