//! One step of a routine file, and the ids of all.

use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml::de::DeValue;

use super::parse::family;
use super::timing::{ABOUT, AFTER, GAP, PREP, REST, SWITCH, Timing};
use super::{Check, Dose, Easier, Family, Guidance, MOST_TEXT, Step, Work, check, keys, strangers};
use crate::problem::{Kind, Reader, Scope, Section};

/// Characters of an id.
pub(super) const MOST_ID: usize = 64;
/// How many sides a list of them has.
pub(super) const SIDES: RangeInclusive<usize> = 2..=4;

/// A step as far as it could be read: where something is missing there is a problem, and a stopgap here.
#[derive(Debug)]
pub(super) struct Draft {
    pub step: Step,
    /// Where its id is written, if it is.
    written_id: Option<Range<usize>>,
}

/// Reads a step; `extent` goes to the next one, and `defaults` fills in its timing.
pub(super) fn read<'t>(
    reader: &mut Reader<'t>,
    section: &Section<'_, 't>,
    extent: Range<usize>,
    routine_family: Family,
    defaults: &Timing,
) -> Draft {
    reader.unknown(section, keys::STEP, |key| strangers::stranger(key, Scope::Step, keys::STEP));
    let whole = !reader.is_broken(extent);
    if whole && !section.has("name") && !strangers::is_meant(section, "name", keys::STEP) {
        reader.note(Kind::Missing { key: "name", scope: Scope::Step }, section.span.clone());
    }
    let name = reader.filled_text(section, "name", MOST_TEXT).unwrap_or_default();
    let id = id(reader, section);
    let written_id = id.is_some().then(|| section.place("id"));
    let own = Timing::read(reader, section);
    let timing = own.or(defaults);
    let work = work(reader, section, &timing, whole);
    let cues = reader.texts(section, "cues", MOST_TEXT).unwrap_or_default();
    let step = Step {
        id: id.unwrap_or_else(|| slug(&name)),
        family: family(reader, section).unwrap_or(routine_family),
        dose: dose(work, &timing),
        sides: sides(reader, section),
        wait: reader.flag(section, "wait").unwrap_or(false),
        check: match reader.word(section, "check", keys::CHECKS) {
            Some("wait") => Check::Wait,
            _ => Check::Auto,
        },
        easier: easier(reader, section, work),
        how: Guidance {
            position: reader.text(section, "position", MOST_TEXT).unwrap_or_default(),
            stop_if: reader.text(section, "stop-if", MOST_TEXT).unwrap_or_default(),
            come_out: reader.text(section, "come-out", MOST_TEXT).unwrap_or_default(),
            figure: figure(reader, section),
            say: reader.filled_text(section, "say", MOST_TEXT),
            breath: timing.breath,
            cues: cues.iter().map(|(cue, _)| cue.clone()).collect(),
        },
        name,
    };
    check::step(reader, section, &step, &cues);
    Draft { step, written_id }
}

fn dose(work: Work, timing: &Timing) -> Dose {
    Dose {
        work,
        reps: timing.reps.unwrap_or(1),
        gap: timing.gap.unwrap_or(GAP),
        sets: timing.sets.unwrap_or(1),
        rest: timing.rest.unwrap_or(REST),
        after: timing.after.unwrap_or(AFTER),
        switch: timing.switch.unwrap_or(SWITCH),
        prep: timing.prep.unwrap_or(PREP),
        tick: timing.tick,
    }
}

/// Stands in for a hold that is missing or unreadable.
const STOPGAP: Duration = Duration::from_secs(30);

/// Either `hold` or `until = "key"`; a hold of `[defaults]` gives way to `until`.
fn work<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>, timing: &Timing, whole: bool) -> Work {
    reader.word(section, "until", keys::ENDS);
    if section.has("until") {
        if section.has("hold") {
            reader.note(Kind::HoldAndUntil, section.place("until"));
        }
        return Work::UntilKey { about: timing.about.unwrap_or(ABOUT) };
    }
    if section.has("about") && section.has("hold") {
        reader.note(Kind::AboutUnused, section.place("about"));
    }
    if whole && !timing.hold_written && !strangers::is_meant(section, "hold", keys::STEP) {
        reader.note(Kind::NoHold, section.span.clone());
    }
    Work::Hold(timing.hold.unwrap_or(STOPGAP))
}

fn sides<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>) -> Vec<String> {
    let Some(value) = reader.sound(section, "sides") else {
        return Vec::new();
    };
    match value.get_ref() {
        DeValue::String(_) => match reader.word(section, "sides", keys::BOTH_SIDES) {
            Some(_) => vec!["left".to_owned(), "right".to_owned()],
            None => Vec::new(),
        },
        DeValue::Array(list) => {
            if !SIDES.contains(&list.len()) {
                reader.note(Kind::SidesCount { count: list.len() }, value.span());
                return Vec::new();
            }
            let sides = reader.texts(section, "sides", MOST_TEXT).unwrap_or_default();
            let mut seen = HashSet::new();
            for (word, span) in &sides {
                if !seen.insert(word.to_lowercase()) {
                    reader.note(Kind::SideTwice { word: word.clone() }, span.clone());
                }
            }
            sides.into_iter().map(|(word, _)| word).collect()
        }
        _ => {
            reader.wrong_type("sides", "\"each\" or a list of texts", value);
            Vec::new()
        }
    }
}

fn figure<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>) -> Option<String> {
    let figure = reader.filled_text(section, "figure", MOST_TEXT)?;
    if figure.contains(['/', '\\', ':']) || figure.starts_with("..") {
        reader.note(Kind::FigurePath, section.place("figure"));
    }
    Some(figure)
}

fn easier<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>, work: Work) -> Easier {
    let Some(inner) = reader.section(section, "easier", Scope::Easier) else {
        return Easier::default();
    };
    reader.unknown(&inner, keys::EASIER, |key| strangers::stranger(key, Scope::Easier, keys::EASIER));
    if inner.has("hold") && inner.has("about") {
        reader.note(Kind::HoldAndAbout, inner.place("about"));
    }
    if inner.has("about") && !inner.has("hold") && matches!(work, Work::Hold(_)) {
        reader.note(Kind::AboutUnused, inner.place("about"));
    }
    let timing = Timing::read(reader, &inner);
    Easier {
        position: reader.filled_text(&inner, "position", MOST_TEXT),
        cues: reader.texts(&inner, "cues", MOST_TEXT).map(|cues| cues.into_iter().map(|(cue, _)| cue).collect()),
        breath: timing.breath,
        hold: timing.hold.or(timing.about),
        reps: timing.reps,
        gap: timing.gap,
        sets: timing.sets,
        rest: timing.rest,
        after: timing.after,
    }
}

fn id<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>) -> Option<String> {
    let id = reader.filled_text(section, "id", MOST_ID)?;
    if !id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
        reader.note(Kind::OddId { write: slug(&id) }, section.place("id"));
        return None;
    }
    Some(id)
}

/// A name as an id: small letters and digits, a hyphen for everything between.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.trim_end_matches('-').chars().take(MOST_ID).collect();
    if slug.is_empty() { "step".to_owned() } else { slug }
}

/// Written ids must differ; an id that comes from a name and is taken gets a number.
pub(super) fn name_ids(reader: &mut Reader<'_>, drafts: &mut [Draft]) {
    let mut first_lines: HashMap<String, usize> = HashMap::new();
    for draft in drafts.iter() {
        let Some(span) = &draft.written_id else { continue };
        let line = reader.lines.index(span.start) + 1;
        let first = *first_lines.entry(draft.step.id.clone()).or_insert(line);
        if first != line {
            reader.note(Kind::IdTwice { id: draft.step.id.clone(), first }, span.clone());
        }
    }
    let mut taken: HashSet<String> = first_lines.into_keys().collect();
    let mut counts: HashMap<String, u32> = HashMap::new();
    for draft in drafts.iter_mut().filter(|draft| draft.written_id.is_none()) {
        let plain = draft.step.id.clone();
        let count = counts.entry(plain.clone()).or_insert(1);
        while taken.contains(&draft.step.id) {
            *count += 1;
            draft.step.id = format!("{plain}-{count}");
        }
        taken.insert(draft.step.id.clone());
    }
}
