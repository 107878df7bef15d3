//! Parser and schema over one set of files: whatever one refuses, the other refuses.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value as Json;
use unkink::problem::Problem;
use unkink::routine::{MOST_BYTES, parse, schema};

use super::battery;
use super::blind::{BLIND, is_folded, is_rounded};
use crate::check::book;

/// A file as an editor hands it to a schema; none if it is no TOML.
fn json(text: &str) -> Option<Json> {
    let table: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    Some(of(toml::Value::Table(table)))
}

fn of(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        // What is no number has no JSON.
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(of).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of(value))).collect(),
    }
}

/// What is compared, and what was seen on the way.
struct Comparison {
    validator: Validator,
    /// Names of what was found to be invisible to the schema.
    witnessed: BTreeSet<&'static str>,
    disagreements: Vec<String>,
    sound: usize,
    faulty: usize,
}

impl Comparison {
    fn new() -> Comparison {
        Comparison {
            validator: jsonschema::draft7::new(&schema()).unwrap(),
            witnessed: BTreeSet::new(),
            disagreements: Vec::new(),
            sound: 0,
            faulty: 0,
        }
    }

    fn file(&mut self, name: &str, text: &str) {
        let (_, problems) = parse("test", text);
        let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
        let Some(json) = json(text) else {
            assert!(!errors.is_empty(), "{name} is no TOML, and loads");
            return;
        };
        let valid = self.validator.is_valid(&json);
        self.sound += usize::from(errors.is_empty());
        self.faulty += usize::from(!errors.is_empty());
        let blind = |error: &&Problem| BLIND.iter().find(|blind| (blind.explains)(error, text));
        let reasons: Vec<_> = errors.iter().map(blind).collect();
        match (errors.is_empty(), valid) {
            (true, true) | (false, false) => return,
            (true, false) if is_folded(&json) || is_rounded(&json) => return,
            (false, true) if is_folded(&json) => return,
            (false, true) if reasons.iter().all(Option::is_some) => {
                self.witnessed.extend(reasons.into_iter().flatten().map(|blind| blind.name));
                return;
            }
            _ => {}
        }
        let said: Vec<String> = match valid {
            true => errors.iter().map(|error| error.title()).collect(),
            false => self.validator.iter_errors(&json).map(|error| error.to_string()).collect(),
        };
        let who = if valid { "only the parser refuses" } else { "only the schema refuses" };
        self.disagreements.push(format!("{who} {name}: {said:?}\n{text}"));
    }

    #[track_caller]
    fn finish(self) -> BTreeSet<&'static str> {
        let (shown, all) = (self.disagreements.iter().take(10).cloned().collect::<Vec<_>>(), self.disagreements.len());
        assert_eq!(all, 0, "of {all}:\n{}", shown.join("\n"));
        assert!(self.sound > 0 && self.faulty + self.sound > 5);
        self.witnessed
    }
}

#[test]
fn parser_and_schema_agree_on_every_file_at_hand() {
    let mut comparison = Comparison::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join("routines")).unwrap() {
        let path = entry.unwrap().path();
        comparison.file(&path.display().to_string(), &fs::read_to_string(&path).unwrap());
    }
    assert_eq!((comparison.sound, comparison.faulty), (8, 0), "the bundled routines load");
    comparison.file("full.toml", include_str!("../check/full.toml"));
    comparison.file("template.toml", include_str!("../../assets/template.toml"));
    for (title, text) in book::files() {
        comparison.file(&title, &text);
    }
    comparison.finish();
}

#[test]
fn parser_and_schema_agree_on_every_key_with_every_value() {
    let mut comparison = Comparison::new();
    for (name, text) in battery::files() {
        comparison.file(&name, &text);
    }
    let large = format!("name = 'A'\n[[step]]\nname = 'B'\nhold = 1\n{}", "#".repeat(MOST_BYTES));
    comparison.file("a file that is too large", &large);
    assert!(comparison.sound > 1000 && comparison.faulty > 10_000, "{} and {}", comparison.sound, comparison.faulty);
    let witnessed = comparison.finish();
    let named: BTreeSet<&str> = BLIND.iter().map(|blind| blind.name).collect();
    assert_eq!(witnessed, named, "each of the list is seen to be needed");
    assert!(BLIND.iter().all(|blind| !blind.why.is_empty()));
}
