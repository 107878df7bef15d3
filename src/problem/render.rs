//! How problems are shown: rustc's look, with nothing of a stranger's file that could steer a terminal.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Lines, Problem, Severity};
use crate::text;

/// More than this many problems of one file are counted, not shown.
const MOST_SHOWN: usize = 100;

/// All problems of one file as text for a terminal of this width, a blank line between two, a newline at the end.
///
/// `path` is what the file is called in front of line and column; `text` is what the spans point into.
pub fn render(path: &str, text: &str, problems: &[Problem], colour: bool, width: usize) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(width.max(40));
    let path = text::harmless(path);
    let lines = Lines::new(text);
    let mut out = String::new();
    for problem in problems.iter().take(MOST_SHOWN) {
        let report = [report(&path, text, &lines, problem, width)];
        out.push_str(&renderer.render(&report));
        out.push_str("\n\n");
    }
    if out.ends_with("\n\n") {
        out.pop();
    }
    if problems.len() > MOST_SHOWN {
        out.push_str(&format!("\n... and {} more in {path}\n", problems.len() - MOST_SHOWN));
    }
    out
}

fn report<'a>(path: &'a str, text: &str, lines: &Lines, problem: &Problem, width: usize) -> Group<'a> {
    let level = match problem.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let group = Group::with_title(level.primary_title(problem.title()));
    let group = if text.is_empty() {
        group.element(Origin::path(path))
    } else {
        let index = lines.index(problem.span.start);
        let (line, column) = lines.place(text, problem.span.start);
        let excerpt = Excerpt::new(text, lines.bytes(text, index), &problem.span, width);
        let annotation = AnnotationKind::Primary.span(excerpt.marked).label(problem.label());
        group
            .element(Origin::path(path).line(line).char_column(column))
            .element(Snippet::source(excerpt.shown).line_start(line).annotation(annotation))
    };
    problem.help().into_iter().fold(group, |group, help| group.element(Level::HELP.message(help)))
}

/// One line of the source as it is shown, and the part of it that is marked.
struct Excerpt {
    shown: String,
    marked: Range<usize>,
}

impl Excerpt {
    /// A long line is shown round the marked part only, so that its price does not depend on its length.
    fn new(text: &str, line: Range<usize>, span: &Range<usize>, width: usize) -> Excerpt {
        let room = width.clamp(40, 200) - 16;
        let start = span.start.clamp(line.start, line.end);
        let end = span.end.clamp(start, line.end);
        let from = back(text, line.start, start, room / 2);
        let marked_to = forward(text, start, end, room);
        let to = forward(text, marked_to, line.end, room - room / 3);
        let mut shown = String::new();
        if from > line.start {
            shown.push('…');
        }
        shown.push_str(&clear(&text[from..start]));
        let marked = shown.len();
        shown.push_str(&clear(&text[start..marked_to]));
        let marked = marked..shown.len();
        shown.push_str(&clear(&text[marked_to..to]));
        if to < line.end {
            shown.push('…');
        }
        Excerpt { shown, marked }
    }
}

/// So many characters before a byte, or the start of the line when it is little further.
fn back(text: &str, start: usize, byte: usize, characters: usize) -> usize {
    text[start..byte].char_indices().rev().nth(characters).map_or(start, |(at, _)| start + at)
}

/// So many characters after a byte, at most to `end`.
fn forward(text: &str, byte: usize, end: usize, characters: usize) -> usize {
    text[byte..end].char_indices().nth(characters).map_or(end, |(at, _)| byte + at)
}

fn clear(source: &str) -> String {
    text::harmless(&source.replace('\t', "    "))
}
