//! The keys of a routine file: one table of what each may hold and means, from which parser and schema are made.

use std::time::Duration;

use super::parse::{FORMAT, MOST_ROUNDS, MOST_STEPS};
use super::step::MOST_ID;
use super::timing::{
    ABOUT, AFTER, GAP, LEAST, MOST_BREATH, MOST_HOLD, MOST_REPS, MOST_SESSION, MOST_SETS, PREP, REST, SWITCH,
};
use super::{Family, MOST_TEXT};
use crate::problem::Scope;

/// One key of one table.
#[derive(Debug)]
pub(super) struct Key {
    pub name: &'static str,
    pub value: Value,
    /// One sentence for the person who writes it.
    pub says: &'static str,
    /// What holds where it is not written.
    pub otherwise: Otherwise,
}

/// What a key may hold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Value {
    /// A text of at most so many characters.
    Text(usize),
    /// A text that says something.
    Filled(usize),
    /// An id of a step.
    Id(usize),
    /// A name of a figure, or of a file beside the routine's.
    Figure(usize),
    /// One word of a list.
    Word(&'static [&'static str]),
    /// A list of texts that say something.
    Texts(usize),
    /// A list of ids of conditions, or other texts.
    Conditions(usize),
    /// A word for both sides, or a list of sides.
    Sides,
    /// A length of time.
    Length { least: Duration, most: Duration },
    /// A whole number.
    Count { least: u32, most: u32 },
    /// True or false.
    Flag,
    /// A table with keys of its own.
    Table(Scope),
    /// At least one table of the kind, and at most so many.
    Tables(Scope, usize),
}

/// What a key has for a value where it is not written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Otherwise {
    /// Nothing, or what depends on other keys.
    Open,
    Length(Duration),
    Count(u32),
    Flag(bool),
    Word(&'static str),
}

const fn key(name: &'static str, value: Value, says: &'static str) -> Key {
    Key { name, value, says, otherwise: Otherwise::Open }
}

impl Key {
    const fn or(mut self, otherwise: Otherwise) -> Key {
        self.otherwise = otherwise;
        self
    }
}

/// The words for a family.
pub(super) const FAMILIES: &[&str] = &{
    let mut words = [""; Family::ALL.len()];
    let mut at = 0;
    while at < words.len() {
        words[at] = Family::ALL[at].word();
        at += 1;
    }
    words
};
/// The words for how a pain check is asked.
pub(super) const CHECKS: &[&str] = &["auto", "wait"];
/// The word for left and right.
pub(super) const BOTH_SIDES: &[&str] = &["each"];
/// What ends a step in the person's own time.
pub(super) const ENDS: &[&str] = &["key"];

const TEXT: Value = Value::Text(MOST_TEXT);
const FILLED: Value = Value::Filled(MOST_TEXT);
const TEXTS: Value = Value::Texts(MOST_TEXT);
const HOLD: Value = Value::Length { least: LEAST, most: MOST_HOLD };
const WHOLE: Value = Value::Length { least: LEAST, most: MOST_SESSION };
const PAUSE: Value = Value::Length { least: Duration::ZERO, most: MOST_SESSION };
const PART: Value = Value::Length { least: Duration::ZERO, most: MOST_BREATH };
const REPS: Value = Value::Count { least: 1, most: MOST_REPS };
const SETS: Value = Value::Count { least: 1, most: MOST_SETS };
const PACE: Value = Value::Table(Scope::Breath);
const ZERO: Otherwise = Otherwise::Length(Duration::ZERO);
const ONCE: Otherwise = Otherwise::Count(1);

const ROUTINE_KEYS: [Key; 13] = [
    key(
        "format",
        Value::Count { least: 1, most: FORMAT },
        "The format that the file is written in; there is only this one.",
    )
    .or(Otherwise::Count(FORMAT)),
    key("name", FILLED, "The name that people read."),
    key("summary", TEXT, "One sentence about what it is for."),
    key(
        "family",
        Value::Word(FAMILIES),
        "The kind of movement of steps that name none; pain in one step eases the others of its family.",
    )
    .or(Otherwise::Word(Family::Other.word())),
    key("equipment", TEXTS, "What must be at hand, in words."),
    key(
        "avoid-if",
        Value::Conditions(MOST_TEXT),
        "Conditions under which it is not for a person: ids that the start card knows, or words of your own.",
    ),
    key("warm-up", FILLED, "The id of the routine that is offered in front of this one."),
    key("mute", Value::Flag, "Whether it starts silent, as for an office.").or(Otherwise::Flag(false)),
    key("rounds", Value::Count { least: 1, most: MOST_ROUNDS }, "How many times the whole list of steps is done.")
        .or(ONCE),
    key("source", TEXT, "Where it comes from."),
    key("license", FILLED, "The licence of its text, if it is not the program's."),
    key("defaults", Value::Table(Scope::Defaults), "Timing for every step that does not say otherwise."),
    key("step", Value::Tables(Scope::Step, MOST_STEPS), "The steps in their order, each a table [[step]]."),
];

const DEFAULTS_KEYS: [Key; 11] = [
    key("prep", PAUSE, "Time to get into place, for steps that do not say.").or(Otherwise::Length(PREP)),
    key("hold", HOLD, "How long a repetition is held, for steps that have neither `hold` nor `until`."),
    key("about", WHOLE, "What totals count for a side of a step with `until`, if it does not say.")
        .or(Otherwise::Length(ABOUT)),
    key("reps", REPS, "Repetitions in a set and side, for steps that do not say.").or(ONCE),
    key("gap", PAUSE, "Time between repetitions, for steps that do not say.").or(Otherwise::Length(GAP)),
    key("sets", SETS, "Sets, for steps that do not say; all sides together are one set.").or(ONCE),
    key("rest", PAUSE, "Time between sets, for steps that do not say.").or(Otherwise::Length(REST)),
    key("after", PAUSE, "Rest after a step that does not say; it counts at least 8 seconds.")
        .or(Otherwise::Length(AFTER)),
    key("switch", PAUSE, "Time to change sides, for steps that do not say.").or(Otherwise::Length(SWITCH)),
    key("tick", HOLD, "A soft tick every so often during a hold, in steps that do not say."),
    key("breath", PACE, "Lengths of the parts of a breath, to pace holds of steps that do not say."),
];

const STEP_KEYS: [Key; 25] = [
    key(
        "id",
        Value::Id(MOST_ID),
        "A stable name for the memory of pain, different from that of every other step; without it, the name makes one.",
    ),
    key("name", FILLED, "The name that people read and hear."),
    key("family", Value::Word(FAMILIES), "The kind of movement, if it is not the routine's."),
    key("position", TEXT, "How to get into place, in words short enough to be read in the prep."),
    key("cues", TEXTS, "Short instructions, the most important first."),
    key("hold", HOLD, "How long a repetition is held; a step has either this or `until`."),
    key("until", Value::Word(ENDS), "Every repetition in one's own time, until a key; then there is no `hold`."),
    key("about", WHOLE, "What totals count for each side of a step with `until`.").or(Otherwise::Length(ABOUT)),
    key("reps", REPS, "Repetitions in a set and side.").or(ONCE),
    key("gap", PAUSE, "Time between repetitions.").or(Otherwise::Length(GAP)),
    key("sets", SETS, "Sets; all sides together are one set.").or(ONCE),
    key("rest", PAUSE, "Time between sets.").or(Otherwise::Length(REST)),
    key("after", PAUSE, "Rest after the step, in which the pain check is asked; it counts at least 8 seconds.")
        .or(Otherwise::Length(AFTER)),
    key("sides", Value::Sides, "Full time on each side: \"each\" for left and right, or a list of sides in words."),
    key("switch", PAUSE, "Time to change sides.").or(Otherwise::Length(SWITCH)),
    key("prep", PAUSE, "Time to get into place.").or(Otherwise::Length(PREP)),
    key("wait", Value::Flag, "Whether it waits for a key before its prep.").or(Otherwise::Flag(false)),
    key("breath", PACE, "Lengths of the parts of a breath, to pace the hold."),
    key("tick", HOLD, "A soft tick every so often during a hold, as for each pass over a roller."),
    key(
        "check",
        Value::Word(CHECKS),
        "How the pain check is asked: \"wait\" always waits for an answer, with \"auto\" silence goes on.",
    )
    .or(Otherwise::Word(CHECKS[0])),
    key("stop-if", TEXT, "What means stop here."),
    key("come-out", TEXT, "How to leave the position."),
    key("easier", Value::Table(Scope::Easier), "What changes when the step is eased; a rule fills in the rest."),
    key("figure", Value::Figure(MOST_TEXT), "The name of a bundled figure, or a file beside this one."),
    key("say", FILLED, "What the voice says instead of the name."),
];

const BREATH_KEYS: [Key; 4] = [
    key("in", PART, "Breathing in.").or(ZERO),
    key("hold", PART, "Holding the breath when full.").or(ZERO),
    key("out", PART, "Breathing out.").or(ZERO),
    key("pause", PART, "Waiting when empty.").or(ZERO),
];

const EASIER_KEYS: [Key; 10] = [
    key("position", FILLED, "How to get into place when it is eased."),
    key("cues", TEXTS, "Short instructions when it is eased."),
    key("breath", PACE, "Lengths of the parts of a breath when it is eased."),
    key("hold", HOLD, "How long a repetition is held when it is eased; the rule is half."),
    key("about", WHOLE, "What totals count for each side when it is eased, in a step with `until`."),
    key("reps", REPS, "Repetitions when it is eased; the rule is half, rounded up."),
    key("gap", PAUSE, "Time between repetitions when it is eased; the rule leaves it as it is."),
    key("sets", SETS, "Sets when it is eased; the rule is one."),
    key("rest", PAUSE, "Time between sets when it is eased; the rule leaves it as it is."),
    key("after", PAUSE, "Rest after the step when it is eased; the rule is half as much again."),
];

pub(super) const ROUTINE: &[&str] = &names(&ROUTINE_KEYS);
pub(super) const DEFAULTS: &[&str] = &names(&DEFAULTS_KEYS);
pub(super) const STEP: &[&str] = &names(&STEP_KEYS);
pub(super) const BREATH: &[&str] = &names(&BREATH_KEYS);
pub(super) const EASIER: &[&str] = &names(&EASIER_KEYS);

const fn names<const N: usize>(keys: &[Key; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = keys[at].name;
        at += 1;
    }
    names
}

/// The keys of a table.
pub(super) fn of(scope: Scope) -> &'static [Key] {
    match scope {
        Scope::Routine => &ROUTINE_KEYS,
        Scope::Defaults => &DEFAULTS_KEYS,
        Scope::Step => &STEP_KEYS,
        Scope::Breath => &BREATH_KEYS,
        Scope::Easier => &EASIER_KEYS,
        Scope::Settings | Scope::Cues | Scope::Figure | Scope::Prop | Scope::Pose => &[],
    }
}

/// The key of that name in any table: where a name stands in several, it holds the same in all.
pub(super) fn known(name: &str) -> Option<&'static Key> {
    const SCOPES: [Scope; 5] = [Scope::Routine, Scope::Defaults, Scope::Step, Scope::Breath, Scope::Easier];
    SCOPES.into_iter().flat_map(of).find(|key| key.name == name)
}
