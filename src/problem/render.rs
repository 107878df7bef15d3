//! How problems are shown: rustc's look, with nothing of a stranger's file that could steer a terminal.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

use super::{Lines, Problem, Severity};
use crate::text;

/// More than this many problems of one file are counted, not shown.
const MOST_SHOWN: usize = 100;

/// All problems of one file as text for a terminal of this width, a blank line between two, a newline at the end.
///
/// `path` is what the file is called in front of line and column; `text` is what the spans point into.
pub fn render(path: &str, text: &str, problems: &[Problem], colour: bool, width: usize) -> String {
    let width = width.clamp(40, 200);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    // Excerpts are cut here, where columns are known; the renderer would cut them a second time.
    let renderer = renderer.term_width(width * 4);
    let page = Page { renderer, path: text::harmless(path), text, lines: Lines::new(text), width };
    let shown: Vec<String> = problems.iter().take(MOST_SHOWN).map(|problem| page.problem(problem)).collect();
    let mut out = shown.join("\n");
    if problems.len() > MOST_SHOWN {
        out.push_str(&format!("\n... and {} more in {}\n", problems.len() - MOST_SHOWN, page.path));
    }
    out
}

/// What all problems of one file are shown with.
struct Page<'t> {
    renderer: Renderer,
    path: String,
    text: &'t str,
    lines: Lines,
    width: usize,
}

impl Page<'_> {
    fn problem(&self, problem: &Problem) -> String {
        let level = match problem.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let group = Group::with_title(level.primary_title(problem.title()));
        if self.text.is_empty() {
            return self.render(problem, group.element(Origin::path(&self.path)));
        }
        let index = self.lines.index(problem.span.start);
        let (line, column) = self.lines.place(self.text, problem.span.start);
        let excerpt = Excerpt::new(self.text, self.lines.bytes(self.text, index), &problem.span, self.width - 12);
        let shown_column = excerpt.shown[..excerpt.marked.start].chars().count() + 1;
        let annotation = AnnotationKind::Primary.span(excerpt.marked).label(problem.label());
        let snippet = Snippet::source(excerpt.shown).path(&self.path).line_start(line).annotation(annotation);
        let rendered = self.render(problem, group.element(snippet));
        // The renderer counts columns of the excerpt, an editor those of the file.
        let place = |column| format!("{}:{line}:{column}", self.path);
        rendered.replacen(&place(shown_column), &place(column), 1)
    }

    fn render(&self, problem: &Problem, group: Group<'_>) -> String {
        let label = problem.label();
        let group = problem
            .help()
            .into_iter()
            .filter(|help| *help != label)
            .fold(group, |group, help| group.element(Level::HELP.message(wrapped(&help, self.width - 14))));
        self.renderer.render(&[group]) + "\n"
    }
}

/// One line of the source as it is shown, and the part of it that is marked.
struct Excerpt {
    shown: String,
    marked: Range<usize>,
}

impl Excerpt {
    /// A long line is shown round the marked part only, so that its price does not depend on its length.
    fn new(text: &str, line: Range<usize>, span: &Range<usize>, room: usize) -> Excerpt {
        let start = span.start.clamp(line.start, line.end);
        let end = span.end.clamp(start, line.end);
        let (mut from, mut marked_to, mut to) = (line.start, end, forward(text, line.start, line.end, room));
        if to < line.end {
            from = back(text, line.start, start, room / 3);
            let used = text::width(&text[from..start]);
            marked_to = forward(text, start, end, room - used);
            to = forward(text, marked_to, line.end, room - (used + text::width(&text[start..marked_to])).min(room));
        }
        let mut shown = String::from(if from > line.start { "…" } else { "" });
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

fn columns(c: char) -> usize {
    c.width().unwrap_or(1).max(1)
}

/// So many columns before a byte, or the start of the line.
fn back(text: &str, start: usize, byte: usize, room: usize) -> usize {
    let mut left = room;
    let fits = |&(_, c): &(usize, char)| {
        let fits = columns(c) <= left;
        left = left.saturating_sub(columns(c));
        fits
    };
    text[start..byte].char_indices().rev().take_while(fits).last().map_or(byte, |(at, _)| start + at)
}

/// So many columns after a byte, at most to `end`.
fn forward(text: &str, byte: usize, end: usize, room: usize) -> usize {
    let mut left = room;
    let full = |&(_, c): &(usize, char)| {
        let full = columns(c) > left;
        left = left.saturating_sub(columns(c));
        full
    };
    text[byte..end].char_indices().find(full).map_or(end, |(at, _)| byte + at)
}

/// Words broken into lines of so many columns.
fn wrapped(words: &str, room: usize) -> String {
    let mut out = String::with_capacity(words.len());
    let mut used = 0;
    for word in words.split(' ') {
        let wide = text::width(word);
        if used > 0 && used + 1 + wide > room {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += wide;
    }
    out
}

fn clear(source: &str) -> String {
    text::harmless(&source.replace('\t', "    "))
}
