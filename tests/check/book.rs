//! The golden book: every kind of problem with the file that has it and the exact text shown for it.
//!
//! `book.txt` holds pairs of a file and its problems. To write it anew after a change of words, run the test with
//! `UNKINK_WRITE_BOOK=1` and read the difference.

use std::fmt::Write as _;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check/book.txt");

#[test]
fn every_problem_is_shown_as_the_book_says() {
    let book = std::fs::read_to_string(PATH).unwrap();
    let mut now = String::new();
    for page in book.split("=== ").skip(1) {
        let (title, rest) = page.split_once('\n').unwrap();
        let file = rest.split("--- shown\n").next().unwrap();
        write!(now, "=== {title}\n{file}--- shown\n{}\n", super::shown(&unescaped(file))).unwrap();
    }
    if std::env::var_os("UNKINK_WRITE_BOOK").is_some() {
        std::fs::write(PATH, &now).unwrap();
    }
    for (was, now) in book.split("=== ").zip(now.split("=== ")) {
        assert_eq!(was, now);
    }
    assert_eq!(book, now);
}

#[test]
fn every_kind_of_problem_has_its_page() {
    // Of the bytes of a file, not of its text: `files.rs` has their words. The others are of settings, or of figures.
    let bytes = ["NotUtf8", "Utf16", "FileTooLarge"];
    let settings = ["TooFew", "SoundPath", "NoSound", "LongSound"];
    let figures = ["NoPoint", "OutOfRange", "PoseCount", "NewJoint", "NoProp", "BoneLength", "UnknownFigure"];
    let elsewhere = [bytes.as_slice(), &settings, &figures].concat();
    let source = include_str!("../../src/problem.rs").split("pub enum Kind {").nth(1).unwrap();
    let names = source.split("\n}").next().unwrap().lines().filter_map(|line| {
        let line = line.strip_prefix("    ")?;
        line.chars().next().filter(char::is_ascii_uppercase)?;
        Some(line.trim_end_matches([',', ' ', '{']))
    });
    let found = files().into_iter().flat_map(|(_, file)| super::problems(&file));
    let shown: Vec<String> = found.map(|problem| format!("{:?}", problem.kind)).collect();
    let has = |name: &str| shown.iter().any(|kind| kind.split([' ', '(']).next() == Some(name));
    let missing: Vec<&str> = names.filter(|name| !elsewhere.contains(name) && !has(name)).collect();
    assert_eq!(missing, [""; 0]);
}

/// The files of the book, each with its title.
pub fn files() -> Vec<(String, String)> {
    let book = std::fs::read_to_string(PATH).unwrap();
    let page = |page: &str| {
        let (title, rest) = page.split_once('\n').unwrap();
        (title.to_owned(), unescaped(rest.split("--- shown\n").next().unwrap()))
    };
    book.split("=== ").skip(1).map(page).collect()
}

/// `{{1b}}` in the book is the character of that number, so that the book itself can be printed.
fn unescaped(file: &str) -> String {
    let mut parts = file.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once("}}").unwrap();
        text.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
        text.push_str(rest);
    }
    text
}
