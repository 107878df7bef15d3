//! Broken TOML as problems: the parser's findings, one a line, in words for people who do not know TOML.

use std::ops::Range;

use toml::de::DeTable;

use super::{Kind, Lines, Problem};

/// The table that could be read, and what is wrong with the writing of it, by place.
pub(super) fn parse<'t>(text: &'t str, lines: &Lines) -> (DeTable<'t>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut found: Vec<(Range<usize>, String)> = errors
        .iter()
        .map(|error| (within(text, error.span().unwrap_or_default()), error.message().to_owned()))
        .collect();
    found.sort_by_key(|(span, _)| span.start);
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
            problems.push(Problem { kind: Kind::Unclosed { bracket }, span });
            break;
        }
        problems.push(problem(text, lines, span, &message));
    }
    (table.into_inner(), problems)
}

/// A span moved to where a text can be sliced.
fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    start..end
}

fn problem(text: &str, lines: &Lines, span: Range<usize>, message: &str) -> Problem {
    let written = &text[span.clone()];
    let line = &text[lines.bytes(text, lines.index(span.start))];
    let kind = match message {
        _ if written.contains('\u{feff}') => {
            let at = span.start + written.find('\u{feff}').unwrap_or_default();
            return Problem { kind: Kind::StrayMark, span: at..at + '\u{feff}'.len_utf8() };
        }
        m if m.starts_with("string values must be quoted") && written.is_empty() => Kind::NoValue,
        _ if written.contains(['“', '”', '„', '‟', '«', '»']) => Kind::CurlyQuotes,
        m if m.starts_with("string values must be quoted") => unquoted(written),
        m if m.starts_with("invalid boolean") => unquoted(written),
        m if m.starts_with("invalid time") || m.starts_with("invalid datetime") => unquoted(written),
        m if m.starts_with("duplicate key") && line.trim_start().starts_with("[step]") => Kind::SingleBrackets,
        m if m.starts_with("duplicate key") => Kind::KeyTwice { key: written.to_owned() },
        m => Kind::Syntax { message: m.to_owned() },
    };
    Problem { kind, span }
}

fn unquoted(written: &str) -> Kind {
    let starts_as_time = written.starts_with(|c: char| c.is_ascii_digit())
        && written
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | 's' | 'm' | 'h' | 'e' | 'c' | 'i' | 'n'));
    match written.to_ascii_lowercase().as_str() {
        "true" => Kind::BooleanCase { write: "true" },
        "false" => Kind::BooleanCase { write: "false" },
        _ if starts_as_time => Kind::TimeWithoutQuotes { written: written.to_owned(), write: written.to_owned() },
        _ => Kind::NoQuotes { written: written.to_owned() },
    }
}
