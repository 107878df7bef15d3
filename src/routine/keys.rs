//! The keys of a routine file, table by table, and what people write instead of them.

use crate::problem::{Kind, Scope, nearest};

pub(super) const ROUTINE: &[&str] = &[
    "format",
    "name",
    "summary",
    "family",
    "equipment",
    "avoid-if",
    "warm-up",
    "mute",
    "rounds",
    "source",
    "license",
    "defaults",
    "step",
];

pub(super) const DEFAULTS: &[&str] =
    &["prep", "hold", "about", "reps", "gap", "sets", "rest", "after", "switch", "tick", "breath"];

pub(super) const STEP: &[&str] = &[
    "id", "name", "family", "position", "cues", "hold", "until", "about", "reps", "gap", "sets", "rest", "after",
    "sides", "switch", "prep", "wait", "breath", "tick", "check", "stop-if", "come-out", "easier", "figure", "say",
];

pub(super) const BREATH: &[&str] = &["in", "hold", "out", "pause"];

pub(super) const EASIER: &[&str] =
    &["position", "cues", "breath", "hold", "about", "reps", "gap", "sets", "rest", "after"];

/// Words that other timers use for keys of ours.
const ALSO: &[(&str, &str)] = &[
    ("contraindications", "avoid-if"),
    ("countdown", "prep"),
    ("description", "summary"),
    ("duration", "hold"),
    ("get-ready", "prep"),
    ("instructions", "cues"),
    ("length", "hold"),
    ("repeat", "reps"),
    ("repetitions", "reps"),
    ("seconds", "hold"),
    ("series", "sets"),
    ("steps", "step"),
    ("exercise", "step"),
    ("exercises", "step"),
    ("time", "hold"),
    ("title", "name"),
];

/// What is wrong with a key that its table does not have.
pub(super) fn stranger(key: &str, scope: Scope, allowed: &'static [&'static str]) -> Option<Kind> {
    let misplaced = |belongs| Some(Kind::Misplaced { key: key.to_owned(), scope, belongs });
    let in_list = |keys: &[&str]| keys.contains(&key);
    match scope {
        Scope::Routine if in_list(DEFAULTS) => return misplaced(Scope::Defaults),
        Scope::Routine | Scope::Defaults | Scope::Easier if in_list(STEP) => return misplaced(Scope::Step),
        Scope::Step | Scope::Defaults if in_list(ROUTINE) => return misplaced(Scope::Routine),
        Scope::Step if in_list(BREATH) => return misplaced(Scope::Breath),
        _ => {}
    }
    let plain = key.to_lowercase().replace(['_', ' '], "-");
    let meant = ALSO.iter().find(|(word, key)| *word == plain && allowed.contains(key)).map(|&(_, key)| key);
    let near = meant.or_else(|| nearest(key, allowed));
    Some(Kind::UnknownKey { key: key.to_owned(), scope, near, allowed })
}
