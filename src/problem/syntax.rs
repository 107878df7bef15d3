//! Broken TOML as problems: the parser's findings, one a line, in words for people who do not know TOML.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::{Kind, Lines, Problem, Tree};

/// Lines that stop the parser are taken out and the rest is read again, so often at most.
const MOST_MENDS: usize = 8;

/// A text, and the same text as far as it can be read as TOML.
#[derive(Debug)]
pub struct Mended<'t> {
    /// As it was given.
    pub text: &'t str,
    /// Of the same length, unreadable lines blanked.
    readable: Cow<'t, str>,
    /// What was blanked, and why.
    blanked: Vec<(Range<usize>, String)>,
    /// What was read of a text of which nothing had to be blanked.
    read: RefCell<Option<(Tree<'t>, Vec<Error>)>>,
}

impl<'t> Mended<'t> {
    /// Takes out the lines behind which the parser would read nothing at all.
    pub fn new(text: &'t str) -> Mended<'t> {
        let (tree, errors) = read(text);
        let mut next = stopper(&errors);
        let read_already = next.is_none().then_some((tree, errors));
        let readable = Cow::Borrowed(text);
        let mut mended = Mended { text, readable, blanked: Vec::new(), read: RefCell::new(read_already) };
        while let Some(error) = next.take().filter(|_| mended.blanked.len() < MOST_MENDS) {
            let span = within(text, error.span().unwrap_or_default());
            let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
            if text[start..end].trim().is_empty() {
                break;
            }
            mended.readable.to_mut().replace_range(start..end, &" ".repeat(end - start));
            mended.blanked.push((span, error.message().to_owned()));
            next = stopper(&read(&mended.readable).1);
        }
        mended
    }

    /// The table that can be read, and what is wrong with the writing, by place.
    pub(super) fn parse(&self, lines: &Lines) -> (Tree<'_>, Vec<Problem>) {
        let (tree, errors) = self.read.take().unwrap_or_else(|| read(&self.readable));
        let mut found: Vec<(Range<usize>, String)> = errors
            .iter()
            .map(|error| (within(self.text, error.span().unwrap_or_default()), error.message().to_owned()))
            .chain(self.blanked.iter().cloned())
            .chain(tree.no_numbers().into_iter().map(|span| (span, NO_NUMBER.to_owned())))
            .collect();
        found.sort_by_key(|(span, _)| span.start);
        (tree, problems(self.text, lines, &found))
    }
}

/// As far as a text can be read, and what is wrong with it.
fn read(text: &str) -> (Tree<'_>, Vec<Error>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    (Tree::new(table), errors)
}

/// The error behind which the parser reads nothing, if there is one.
fn stopper(errors: &[Error]) -> Option<Error> {
    errors.iter().find(|error| error.message().starts_with(NO_EQUALS)).cloned()
}

/// Tables of which there are several in a file.
const LISTS: [&str; 3] = ["step", "prop", "pose"];
const NO_NUMBER: &str = "this is not a number";
const NO_EQUALS: &str = "key with no value";

/// A span moved to where a text can be sliced.
fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=span.start.min(text.len())).rev().find(boundary).unwrap_or_default();
    let end = (span.end.clamp(start, text.len())..=text.len()).find(boundary).unwrap_or(text.len());
    start..end
}

/// The first finding of each line; the others of a line follow from it.
fn problems(text: &str, lines: &Lines, found: &[(Range<usize>, String)]) -> Vec<Problem> {
    let unclosed = found.iter().find_map(|(_, message)| match message.as_str() {
        m if m.starts_with("unclosed array,") => Some(']'),
        m if m.starts_with("unclosed inline table") => Some('}'),
        _ => None,
    });
    let mut problems: Vec<Problem> = Vec::new();
    let mut last_line = usize::MAX;
    for (span, message) in found {
        let line = lines.index(span.start);
        if line == last_line {
            continue;
        }
        last_line = line;
        // All that follows an open bracket was read as its content: nothing said about it would be true.
        if let Some(bracket) = unclosed.filter(|_| message.contains("comma") || message.starts_with("unclosed")) {
            let end = text[..span.start].trim_end().len();
            problems.push(Problem { kind: Kind::Unclosed { bracket }, span: end..end });
            break;
        }
        problems.push(problem(text, lines, span.clone(), message));
    }
    problems
}

fn problem(text: &str, lines: &Lines, span: Range<usize>, message: &str) -> Problem {
    let written = &text[span.clone()];
    if let Some(at) = written.find('\u{feff}') {
        let at = span.start + at;
        return Problem { kind: Kind::StrayMark, span: at..at + '\u{feff}'.len_utf8() };
    }
    let line = &text[lines.bytes(text, lines.index(span.start))];
    let begins = |start: &str| message.starts_with(start);
    let kind = if written.contains(['“', '”', '„', '‟', '«', '»']) {
        Kind::CurlyQuotes
    } else if begins("string values must be quoted") && written.is_empty() {
        Kind::NoValue
    } else if ["string values must be quoted", "invalid boolean", "invalid time", "invalid date"]
        .iter()
        .any(|m| begins(m))
    {
        unquoted(written)
    } else if begins("duplicate key")
        && let Some(table) = LISTS.into_iter().find(|table| line.trim_start().starts_with(&format!("[{table}]")))
    {
        Kind::SingleBrackets { table }
    } else if begins("duplicate key") {
        Kind::KeyTwice { key: written.to_owned() }
    } else if begins(NO_EQUALS) {
        Kind::NoEquals
    } else if begins("unclosed") {
        Kind::Unclosed { bracket: ']' }
    } else if message.contains("string, expected `\"`") {
        Kind::Unclosed { bracket: '"' }
    } else if message.contains("string, expected `'`") {
        Kind::Unclosed { bracket: '\'' }
    } else if begins("missing escaped value") {
        Kind::BadEscape
    } else if begins("unexpected key or value") {
        Kind::MoreBehindValue
    } else if written.chars().any(char::is_control) {
        Kind::ControlCharacter
    } else {
        Kind::Syntax { message: message.to_owned() }
    };
    Problem { kind, span }
}

fn unquoted(written: &str) -> Kind {
    let could_be_time = |c: char| c.is_ascii_digit() || ":. smhecin".contains(c);
    match written.to_ascii_lowercase().as_str() {
        "true" => Kind::BooleanCase { write: "true" },
        "false" => Kind::BooleanCase { write: "false" },
        _ if written.starts_with(|c: char| c.is_ascii_digit()) && written.chars().all(could_be_time) => {
            Kind::TimeWithoutQuotes { written: written.to_owned(), write: written.to_owned() }
        }
        _ => Kind::NoQuotes { written: written.to_owned() },
    }
}
