//! Keys that a table does not have: what people write instead, and what they mean.

use super::keys::{BREATH, DEFAULTS, ROUTINE, STEP};
use crate::problem::{Kind, Scope, Section, nearest};

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
    Some(Kind::UnknownKey { key: key.to_owned(), scope, near: meant(key, allowed), allowed })
}

/// Whether a table has a key that is probably this one, misspelt: then it is not missed as well.
pub(super) fn is_meant(section: &Section<'_, '_>, key: &str, allowed: &'static [&'static str]) -> bool {
    section.table.keys().any(|there| {
        let there = there.get_ref().as_ref();
        !allowed.contains(&there) && meant(there, allowed) == Some(key)
    })
}

/// The key of the format that a stranger probably stands for.
fn meant(key: &str, allowed: &'static [&'static str]) -> Option<&'static str> {
    let plain = key.to_lowercase().replace(['_', ' '], "-");
    let also = ALSO.iter().find(|(word, key)| *word == plain && allowed.contains(key)).map(|&(_, key)| key);
    also.or_else(|| nearest(key, allowed))
}
