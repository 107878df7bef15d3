//! The schema of routine files: it judges a file as the parser does, but for the few things that a schema cannot see.

mod agreement;
mod battery;
mod blind;

use serde_json::Value as Json;
use unkink::routine::schema;

#[test]
fn it_is_a_schema_of_draft_7() {
    let schema = schema();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    if let Err(error) = jsonschema::draft7::meta::validate(&schema) {
        panic!("{error}");
    }
}

/// Every table that the schema describes, with the path to it.
fn tables(path: &str, schema: &Json, found: &mut Vec<(String, Json)>) {
    match schema {
        Json::Object(object) => {
            // Conditions on keys that are described elsewhere name no type.
            if schema["type"] == "object" {
                found.push((path.to_owned(), schema["properties"].clone()));
            }
            object.iter().for_each(|(key, inner)| tables(&format!("{path}/{key}"), inner, found));
        }
        Json::Array(list) => list.iter().for_each(|inner| tables(path, inner, found)),
        _ => {}
    }
}

#[test]
fn every_key_is_explained_in_a_sentence() {
    let mut found = Vec::new();
    tables("", &schema(), &mut found);
    assert!(found.len() >= 7, "{found:#?}");
    for (path, properties) in found {
        assert!(properties.as_object().is_some_and(|keys| !keys.is_empty()), "{path}");
        for (key, property) in properties.as_object().unwrap() {
            let says = property["description"].as_str().unwrap_or_default();
            assert!(says.len() > 10 && says.ends_with('.') && !says.contains('\n'), "{path}/{key}: {says:?}");
            assert!(says.len() <= 180, "{path}/{key} says too much: {says:?}");
        }
    }
}

#[test]
fn no_table_takes_keys_of_others() {
    fn walk(schema: &Json) {
        if schema["type"] == "object" {
            assert_eq!(schema["additionalProperties"], false, "{schema:#}");
        }
        match schema {
            Json::Object(object) => object.values().for_each(walk),
            Json::Array(list) => list.iter().for_each(walk),
            _ => {}
        }
    }
    walk(&schema());
}
