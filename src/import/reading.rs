//! Bytes to JSON, and values out of it as other programs happen to write them.

use std::borrow::Cow;
use std::time::Duration;

use serde_json::{Map, Value};

use super::Refusal;
use super::notes::Notes;

/// Lists and objects in one another; the deepest known file has seven.
pub(super) const MOST_DEPTH: usize = 8;
/// More seconds than any timer means; what is longer than a session is cut later, with a word about it.
const MOST_SECONDS: f64 = 1e6;

/// The JSON in a file, whatever its encoding: UTF-8 with or without a mark, or else Latin-1.
pub(super) fn read(bytes: &[u8], notes: &mut Notes) -> Result<Value, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Refusal::NotJson("it is UTF-16 text: save it as UTF-8".to_owned()));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            notes.line("the file is not UTF-8 and was read as Latin-1: letters with accents may be wrong".to_owned());
            Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect())
        }
    };
    let (mended, damaged) = mend(&text)?;
    if damaged {
        notes.line("some letters were lost in the file; they are shown as \u{fffd}".to_owned());
    }
    serde_json::from_str(&mended).map_err(|why| Refusal::NotJson(crate::text::harmless(&why.to_string())))
}

/// The text with control characters inside strings replaced, where JSON allows none, and whether there were any.
/// Depth is counted here, before a parser recurses into it.
fn mend(text: &str) -> Result<(Cow<'_, str>, bool), Refusal> {
    let (mut place, mut depth, mut damaged) = (Place::Outside, 0usize, false);
    for c in text.chars() {
        place = place.after(c);
        damaged |= place != Place::Outside && c < ' ';
        match c {
            '[' | '{' if place == Place::Outside => depth += 1,
            ']' | '}' if place == Place::Outside => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_DEPTH {
            return Err(Refusal::TooDeep);
        }
    }
    if !damaged {
        return Ok((Cow::Borrowed(text), false));
    }
    let mut place = Place::Outside;
    let mended = text.chars().map(|c| {
        place = place.after(c);
        if place != Place::Outside && c < ' ' { char::REPLACEMENT_CHARACTER } else { c }
    });
    Ok((Cow::Owned(mended.collect()), true))
}

/// Where in JSON a character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between strings.
    Outside,
    /// In a string.
    Inside,
    /// In a string, behind a backslash.
    Escaped,
}

impl Place {
    fn after(self, c: char) -> Place {
        match (self, c) {
            (Place::Outside, '"') => Place::Inside,
            (Place::Inside, '"') => Place::Outside,
            (Place::Inside, '\\') => Place::Escaped,
            (Place::Escaped, _) => Place::Inside,
            (place, _) => place,
        }
    }
}

/// A value that may be JSON once more, written into a string.
pub(super) fn unpacked(value: &Value) -> Cow<'_, Value> {
    let Some(text) = value.as_str().filter(|text| text.trim_start().starts_with(['{', '['])) else {
        return Cow::Borrowed(value);
    };
    let inner = mend(text).ok().and_then(|(mended, _)| serde_json::from_str(&mended).ok());
    inner.map_or(Cow::Borrowed(value), Cow::Owned)
}

/// The first of these keys that is there and not null.
pub(super) fn any_of<'v>(object: &'v Map<String, Value>, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().find_map(|key| object.get(*key)).filter(|value| !value.is_null())
}

/// A text, or a number as text; empty for anything else.
pub(super) fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A number, also one that is written as text.
pub(super) fn number(value: Option<&Value>) -> Option<f64> {
    let number = match value? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().replace(',', ".").parse().ok(),
        _ => None,
    };
    number.filter(|number| number.is_finite())
}

/// Seconds to the millisecond; what is negative is nothing.
pub(super) fn seconds(value: Option<&Value>) -> Option<Duration> {
    let number = number(value)?.clamp(0.0, MOST_SECONDS);
    Duration::try_from_secs_f64((number * 1000.0).round() / 1000.0).ok()
}

/// A whole number that is not negative; parts are cut off.
pub(super) fn count(value: Option<&Value>) -> Option<u32> {
    number(value).map(|number| number.clamp(0.0, f64::from(u32::MAX)) as u32)
}

/// The objects of a list; one object alone is a list of one.
pub(super) fn objects(value: Option<&Value>) -> Vec<&Map<String, Value>> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_object).collect(),
        Some(Value::Object(object)) => vec![object],
        _ => Vec::new(),
    }
}

/// The texts of a list; one text alone is a list of one.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list.iter().map(|item| text(Some(item))).collect(),
        Some(Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}
