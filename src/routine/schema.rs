//! The format of routine files as a JSON Schema, so that editors check a file and explain its keys.

use std::time::Duration;

use serde_json::{Map, Value as Json, json};

use super::keys::{self, Key, Otherwise, Value};
use super::step::SIDES;
use super::{MOST_TEXT, conditions};
use crate::problem::Scope;

/// The forms of a length of time as text, and nothing else: `30`, `2.5`, `30s`, `1m30s`, `1:30`, `1:02:03`.
const LENGTH: &str = concat!(
    r"^\s*(",
    r"[0-9]+(:[0-5][0-9]){1,2}(\.[0-9]+)?",
    r"|[0-9]+(\.[0-9]+)?(\s*(",
    r"h(\s*0*[0-5]?[0-9](\.[0-9]+)?\s*m(in)?)?(\s*0*[0-5]?[0-9](\.[0-9]+)?\s*s(ec)?)?",
    r"|m(in)?(\s*0*[0-5]?[0-9](\.[0-9]+)?\s*s(ec)?)?",
    r"|s(ec)?",
    r"))?",
    r")\s*$"
);
/// Something that can be seen.
const SAYS_SOMETHING: &str = r"\S";
/// Letters and digits of all scripts, hyphens and underscores.
const ID: &str = r"^[\p{Alphabetic}\p{N}_-]+$";
/// A name without a folder in front: no separator, and not two points at the start.
const FIGURE: &str = r"^(\.|\.[^./\\:][^/\\:]*|[^\s./\\:][^/\\:]*)$";

/// The schema, of draft 7, which editors of TOML know.
///
/// It sees the shape of a file. What takes a sum or a comparison, such as the length of a session, it leaves to
/// [`parse`](super::parse).
pub fn schema() -> Json {
    let mut schema = table(Scope::Routine);
    let more = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "unkink routine",
        "description": "A list of stretches that unkink leads through; lengths of time are seconds, or texts such as \"1m30s\" or \"1:30\".",
        "required": ["name", "step"],
        // A hold of the defaults serves for steps that have none.
        "if": { "required": ["defaults"], "properties": { "defaults": { "required": ["hold"] } } },
        "else": { "properties": { "step": {
            "items": { "anyOf": [{ "required": ["hold"] }, { "required": ["until"] }] },
        } } },
    });
    merge(&mut schema, more);
    Json::Object(schema)
}

/// A table with all its keys, and what holds between them.
fn table(scope: Scope) -> Map<String, Json> {
    let properties: Map<String, Json> =
        keys::of(scope).iter().map(|key| (key.name.to_owned(), Json::Object(property(key)))).collect();
    let mut table = object(json!({ "type": "object", "additionalProperties": false, "properties": properties }));
    let more = match scope {
        Scope::Step => json!({ "required": ["name"], "not": { "required": ["hold", "until"] } }),
        Scope::Easier => json!({ "not": { "required": ["hold", "about"] } }),
        Scope::Breath => json!({ "minProperties": 1 }),
        _ => json!({}),
    };
    merge(&mut table, more);
    table
}

/// One key: what it may hold, what it means, and what holds without it.
fn property(key: &Key) -> Map<String, Json> {
    let mut property = value(key.value);
    let mut says = key.says.to_owned();
    if let Value::Length { least, most } = key.value {
        says += &format!(" Seconds, {} to {}, or a text such as \"1m30s\" or \"1:30\".", number(least), number(most));
    }
    property.insert("description".to_owned(), says.into());
    let default = match key.otherwise {
        Otherwise::Open => return property,
        Otherwise::Length(length) => number(length),
        Otherwise::Count(count) => count.into(),
        Otherwise::Flag(flag) => flag.into(),
        Otherwise::Word(word) => word.into(),
    };
    property.insert("default".to_owned(), default);
    property
}

fn value(value: Value) -> Map<String, Json> {
    object(match value {
        Value::Text(most) => json!({ "type": "string", "maxLength": most }),
        Value::Filled(most) => filled(most),
        Value::Id(most) => json!({ "type": "string", "maxLength": most, "pattern": ID }),
        Value::Figure(most) => json!({ "type": "string", "maxLength": most, "pattern": FIGURE }),
        Value::Word(words) => json!({ "type": "string", "enum": words }),
        Value::Texts(most) => json!({ "type": "array", "items": filled(most) }),
        Value::Conditions(most) => json!({ "type": "array", "items": {
            "anyOf": [{ "type": "string", "enum": conditions::IDS }, filled(most)],
        } }),
        Value::Sides => json!({ "anyOf": [{ "type": "string", "enum": keys::BOTH_SIDES }, {
            "type": "array",
            "items": filled(MOST_TEXT),
            "minItems": SIDES.start(),
            "maxItems": SIDES.end(),
            "uniqueItems": true,
        }] }),
        Value::Length { least, most } => json!({
            "type": ["number", "string"], "minimum": number(least), "maximum": number(most), "pattern": LENGTH,
        }),
        Value::Count { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Value::Flag => json!({ "type": "boolean" }),
        Value::Table(scope) => Json::Object(table(scope)),
        Value::Tables(scope, most) => {
            json!({ "type": "array", "items": table(scope), "minItems": 1, "maxItems": most })
        }
    })
}

fn filled(most: usize) -> Json {
    json!({ "type": "string", "maxLength": most, "pattern": SAYS_SOMETHING })
}

/// Seconds, whole ones without a point.
fn number(length: Duration) -> Json {
    match length.subsec_nanos() {
        0 => length.as_secs().into(),
        _ => length.as_secs_f64().into(),
    }
}

fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(object) => object,
        _ => Map::new(),
    }
}

fn merge(into: &mut Map<String, Json>, more: Json) {
    into.extend(object(more));
}
