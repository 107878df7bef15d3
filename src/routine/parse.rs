//! The text of a routine file to a routine, or to everything that is wrong with it.

use toml::de::{DeArray, DeTable, DeValue};

use super::keys::Value;
use super::step::{self, Draft};
use super::timing::Timing;
use super::{Family, MOST_TEXT, Routine, check, conditions, duration, keys, strangers};
use crate::problem::{self, Kind, Mended, NoText, Problem, Reader, Scope, Section, nearest};

/// The newest format that this program reads.
pub const FORMAT: u32 = 1;
/// The largest routine file, in bytes.
pub const MOST_BYTES: usize = 1024 * 1024;
/// The most steps of a routine.
pub const MOST_STEPS: usize = 500;
/// More rounds than fit into the longest session are slips of the finger.
pub const MOST_ROUNDS: u32 = 200;

/// What the bytes of a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The text that the problems point into: the file's, with what is no UTF-8 replaced, or nothing if it is too large.
    pub text: String,
    /// The routine, if nothing in it is an error.
    pub routine: Option<Routine>,
    /// Everything that is wrong, by place.
    pub problems: Vec<Problem>,
}

/// Reads the bytes of a file; `id` is what the routine is called, the stem of the file's name.
///
/// A caller need not read more than [`MOST_BYTES`] and one: what is longer is refused without a look at it.
pub fn parse_bytes(id: &str, bytes: &[u8]) -> Reading {
    match problem::text_of(bytes, MOST_BYTES) {
        Ok(text) => {
            let (routine, problems) = parse(id, text);
            Reading { text: text.to_owned(), routine, problems }
        }
        Err(NoText { text, problem }) => Reading { text, routine: None, problems: vec![problem] },
    }
}

/// Reads a text: the routine if nothing in it is an error, and all problems by place.
///
/// Takes time linear in the length of the text. Spans point into the text as it was given, a leading byte order mark
/// and CRLF included.
pub fn parse(id: &str, text: &str) -> (Option<Routine>, Vec<Problem>) {
    if let Err(NoText { problem, .. }) = problem::text_of(text.as_bytes(), MOST_BYTES) {
        return (None, vec![problem]);
    }
    let mended = Mended::new(text);
    let (mut reader, table) = Reader::new(&mended);
    let top = Section { scope: Scope::Routine, table: &table, span: start(text) };
    if let Some(newer) = newer_format(&mut reader, &top) {
        return (None, vec![newer]);
    }
    let routine = routine(&mut reader, &top, id);
    let problems: Vec<Problem> = reader.finish().into_iter().map(|problem| with_key_in_mind(text, problem)).collect();
    let loads = !problems.iter().any(Problem::is_error);
    (routine.filter(|_| loads), problems)
}

/// The first place of a text, behind a byte order mark, for what is missing in the whole of it.
fn start(text: &str) -> std::ops::Range<usize> {
    let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    at..at
}

/// A file of a newer format is judged by nothing else: its other keys may be right there.
fn newer_format<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>) -> Option<Problem> {
    let value = reader.sound(top, "format")?;
    let DeValue::Integer(number) = value.get_ref() else {
        reader.wrong_type("format", "a whole number", value);
        return None;
    };
    let format = i64::from_str_radix(number.as_str(), number.radix()).unwrap_or(i64::MAX);
    if format > i64::from(FORMAT) {
        let kind = Kind::NewerFormat { found: number.to_string(), known: FORMAT };
        return Some(Problem { kind, span: value.span() });
    }
    if format < 1 {
        reader.note(Kind::Zero { key: "format" }, value.span());
    }
    None
}

/// The writing knows only that quotes are missing; what the key wants instead is known here.
fn with_key_in_mind(text: &str, problem: Problem) -> Problem {
    let before = text[..problem.span.start].trim_end().trim_end_matches('=').trim_end();
    let start = before.rfind(|c: char| !c.is_ascii_alphabetic() && c != '-').map_or(0, |at| at + 1);
    let key = before.get(start..).unwrap_or_default();
    let kind = match problem.kind {
        Kind::TimeWithoutQuotes { written, write } => match duration::parse(&write) {
            Err(duration::Unclear::Write(write)) => Kind::TimeWithoutQuotes { written, write },
            Err(_) => Kind::NoQuotes { written },
            Ok(_) => Kind::TimeWithoutQuotes { written, write },
        },
        kind => kind,
    };
    let kind = match (kind, keys::known(key)) {
        (Kind::NoQuotes { written }, Some(key)) => match key.value {
            Value::Length { .. } => Kind::NoTime { written },
            Value::Count { .. } => Kind::NotWhole { key: key.name },
            Value::Flag => Kind::WrongType { key: key.name.to_owned(), wanted: "true or false", found: "a text" },
            _ => Kind::NoQuotes { written },
        },
        (kind, _) => kind,
    };
    Problem { kind, span: problem.span }
}

fn routine<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>, id: &str) -> Option<Routine> {
    reader.unknown(top, keys::ROUTINE, |key| strangers::stranger(key, Scope::Routine, keys::ROUTINE));
    let whole = 0..reader.text.len();
    if !top.has("name") && !strangers::is_meant(top, "name", keys::ROUTINE) && !reader.is_broken(whole) {
        reader.note(Kind::Missing { key: "name", scope: Scope::Routine }, top.span.clone());
    }
    let name = reader.filled_text(top, "name", MOST_TEXT);
    let family = family(reader, top).unwrap_or(Family::Other);
    let defaults = defaults(reader, top);
    let drafts = steps(reader, top, family, &defaults);
    let rounds = reader.count(top, "rounds", 1, MOST_ROUNDS).unwrap_or(1);
    check::session(reader, top, &drafts, rounds);
    Some(Routine {
        id: id.to_owned(),
        name: name?,
        summary: reader.text(top, "summary", MOST_TEXT).unwrap_or_default(),
        family,
        equipment: plain(reader.texts(top, "equipment", MOST_TEXT)),
        avoid_if: conditions(reader, top),
        warm_up: reader.filled_text(top, "warm-up", MOST_TEXT),
        mute: reader.flag(top, "mute").unwrap_or(false),
        rounds,
        source: reader.text(top, "source", MOST_TEXT).unwrap_or_default(),
        license: reader.filled_text(top, "license", MOST_TEXT),
        steps: drafts.into_iter().map(|draft| draft.step).collect(),
    })
}

/// The family of a routine or a step, if it names one.
pub(super) fn family<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>) -> Option<Family> {
    let word = reader.word(section, "family", keys::FAMILIES)?;
    Family::ALL.into_iter().find(|family| family.word() == word)
}

fn plain(texts: Option<Vec<(String, std::ops::Range<usize>)>>) -> Vec<String> {
    texts.unwrap_or_default().into_iter().map(|(text, _)| text).collect()
}

fn conditions<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>) -> Vec<String> {
    let ids = reader.texts(top, "avoid-if", MOST_TEXT).unwrap_or_default();
    for (id, span) in ids.iter().filter(|(id, _)| !conditions::IDS.contains(&id.as_str())) {
        let near = nearest(id, &conditions::IDS);
        reader.note(Kind::UnknownCondition { written: id.clone(), near }, span.clone());
    }
    plain(Some(ids))
}

fn defaults<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>) -> Timing {
    let Some(section) = reader.section(top, "defaults", Scope::Defaults) else {
        return Timing::default();
    };
    reader.unknown(&section, keys::DEFAULTS, |key| strangers::stranger(key, Scope::Defaults, keys::DEFAULTS));
    let mut timing = Timing::read(reader, &section);
    // A broken line may have been the hold.
    timing.hold_written |= reader.is_broken(0..reader.text.len());
    timing
}

fn steps<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>, family: Family, defaults: &Timing) -> Vec<Draft> {
    let Some(value) = top.value("step") else {
        if !strangers::is_meant(top, "step", keys::ROUTINE) && !reader.is_broken(0..reader.text.len()) {
            reader.note(Kind::NoStep, top.span.clone());
        }
        return Vec::new();
    };
    let list: Vec<(&DeTable<'t>, std::ops::Range<usize>)> = match value.get_ref() {
        DeValue::Array(list) => tables(reader, list),
        DeValue::Table(table) => {
            if !reader.is_broken(value.span()) {
                reader.note(Kind::SingleBrackets { table: "step" }, value.span());
            }
            vec![(table, value.span())]
        }
        _ => {
            if !reader.is_broken(value.span()) {
                reader.wrong_type("step", "a table that starts with [[step]]", value);
            }
            return Vec::new();
        }
    };
    if list.is_empty() && !reader.is_broken(value.span()) {
        reader.note(Kind::NoStep, value.span());
    }
    if let Some((_, span)) = list.get(MOST_STEPS) {
        reader.note(Kind::TooMany { key: "step", most: MOST_STEPS as u64 }, span.clone());
    }
    let mut drafts = Vec::with_capacity(list.len().min(MOST_STEPS));
    for (at, (table, span)) in list.iter().take(MOST_STEPS).enumerate() {
        let end = list.get(at + 1).map_or(reader.text.len(), |(_, next)| next.start.max(span.end));
        let section = Section { scope: Scope::Step, table, span: span.clone() };
        drafts.push(step::read(reader, &section, span.start..end, family, defaults));
    }
    step::name_ids(reader, &mut drafts);
    drafts
}

fn tables<'d, 't>(reader: &mut Reader<'t>, list: &'d DeArray<'t>) -> Vec<(&'d DeTable<'t>, std::ops::Range<usize>)> {
    let mut tables = Vec::with_capacity(list.len());
    for item in list.iter() {
        match item.get_ref().as_table() {
            Some(table) => tables.push((table, item.span())),
            None if reader.is_broken(item.span()) => {}
            None => reader.wrong_type("step", "a table that starts with [[step]]", item),
        }
    }
    tables
}
