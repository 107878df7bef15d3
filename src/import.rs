//! Files of other timers as routine files: which format it is, and what comes of it.
//!
//! A format is one file of this room and one line in `FORMATS`.

mod fit;
mod fold;
mod free_exercise_db;
mod jawt;
mod names;
mod notes;
mod openhiit;
mod prose;
mod reading;
mod workout;
mod write;

use std::fmt::{self, Display, Formatter};

use serde_json::Value;

use crate::routine;
use notes::Notes;
use workout::{Candidate, Origin};

/// The largest file that is looked at, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The most routines that are made of one file.
pub const MOST_ROUTINES: usize = 100;

/// All formats, in the order in which a file is held against them.
const FORMATS: [&Format; 3] = [&openhiit::FORMAT, &jawt::FORMAT, &free_exercise_db::FORMAT];

/// A kind of file that can be imported.
struct Format {
    /// The program or collection that writes it.
    name: &'static str,
    /// Whether a file is of this kind, by what is in it.
    looks_like: fn(&Value) -> bool,
    /// Its workouts as they are, each with what could not be kept.
    convert: fn(&Value, &Origin<'_>, &mut Notes) -> Vec<Candidate>,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// At least one.
    pub routines: Vec<Imported>,
    /// What holds for the whole file: how it was read, and what of it was left out. Harmless lines.
    pub notes: Vec<String>,
}

/// One routine, ready to be written into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// An id made from its name, fit for a file's name.
    pub id: String,
    /// The whole file: TOML that `unkink` reads without an error.
    pub text: String,
    /// What was left out, shortened, guessed or folded. Harmless lines.
    pub notes: Vec<String>,
}

/// Why nothing could be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file is larger than [`MOST_BYTES`].
    TooLarge,
    /// It is not JSON, in the parser's words.
    NotJson(String),
    /// Lists in lists, deeper than any timer writes them.
    TooDeep,
    /// It is JSON of another kind.
    UnknownFormat,
    /// It is of a known kind, and nothing in it can be used: a reason for each.
    Nothing(Vec<String>),
}

impl Display for Refusal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::TooLarge => write!(f, "it is larger than {} MB", MOST_BYTES / 1024 / 1024),
            Refusal::NotJson(why) => write!(f, "it is not JSON ({why}); known are files of {}", known()),
            Refusal::TooDeep => write!(f, "its lists are nested more than {} deep", reading::MOST_DEPTH),
            Refusal::UnknownFormat => write!(f, "it is of no kind that is known; known are files of {}", known()),
            Refusal::Nothing(reasons) if reasons.is_empty() => write!(f, "there is no exercise in it"),
            Refusal::Nothing(reasons) => write!(f, "there is nothing in it to use: {}", reasons.join("; ")),
        }
    }
}

impl std::error::Error for Refusal {}

/// Makes routine files of the bytes of another program's file; `file_stem` names what has no name of its own.
///
/// # Errors
/// Nothing in it can be used, and why.
pub fn import(bytes: &[u8], file_stem: &str) -> Result<Import, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let mut notes = Notes::default();
    let value = reading::read(bytes, &mut notes)?;
    let format = FORMATS.iter().find(|format| (format.looks_like)(&value)).ok_or(Refusal::UnknownFormat)?;
    let origin = Origin { format: format.name, file_stem };
    let mut candidates = (format.convert)(&value, &origin, &mut notes);
    if candidates.len() > MOST_ROUTINES {
        notes.line(format!("only the first {MOST_ROUTINES} of {} were imported", candidates.len()));
        candidates.truncate(MOST_ROUTINES);
    }
    let mut routines = Vec::new();
    let mut refused = Vec::new();
    for candidate in candidates {
        match fit::fit(candidate, &origin) {
            Ok(imported) => routines.push(imported),
            Err(why) => refused.push(why),
        }
    }
    if routines.is_empty() {
        refused.extend(notes.lines());
        return Err(Refusal::Nothing(refused));
    }
    refused.into_iter().for_each(|why| notes.line(why));
    Ok(Import { routines, notes: notes.lines() })
}

/// The formats in words: `A, B and C`.
fn known() -> String {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    match names.split_last() {
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Bytes of an id: with a number and `.toml` behind it, it is a file's name everywhere.
const MOST_ID: usize = 96;
/// What Windows keeps for its devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// An id from a name, or from the file's if there is no letter in it.
fn id(name: &str, file_stem: &str) -> String {
    let named = [name, file_stem].into_iter().find(|name| name.chars().any(char::is_alphanumeric));
    let slug = named.map_or_else(|| "imported".to_owned(), routine::slug);
    let end = slug.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| end <= MOST_ID).last();
    let id = slug[..end.unwrap_or(0)].trim_end_matches('-');
    let port = id.strip_prefix("com").or(id.strip_prefix("lpt")).is_some_and(|n| n.len() == 1);
    if DEVICES.contains(&id) || port { format!("routine-{id}") } else { id.to_owned() }
}
