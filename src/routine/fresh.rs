//! Texts of new routine files: the commented template, and copies under another name.

use toml::Value;
use toml::de::DeTable;

use super::MOST_TEXT;
use crate::text;

/// A routine that shows every key of the format, commented line by line.
const TEMPLATE: &str = include_str!("../../assets/template.toml");

/// The name of the schema's file, beside the routines.
pub const SCHEMA_FILE: &str = ".routine.schema.json";

/// A text as a file of the person's own: its first line tells editors where the schema is.
pub fn own(text: &str) -> String {
    format!("#:schema ./{SCHEMA_FILE}\n\n{text}")
}

/// The template, as a routine of this name.
pub fn template(name: &str) -> String {
    own(&renamed(TEMPLATE, name))
}

/// The text of a routine file with another name in it; one without a name, or that is no TOML, stays as it is.
pub fn renamed(source: &str, name: &str) -> String {
    let Some(place) = DeTable::parse(source).ok().and_then(|table| Some(table.get_ref().get("name")?.span())) else {
        return source.to_owned();
    };
    let name: String = text::folded(name).chars().take(MOST_TEXT).collect();
    let (before, after) = (&source[..place.start], &source[place.end..]);
    format!("{before}{}{after}", Value::String(name))
}
