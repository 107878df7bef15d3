//! One line of the library: a heading, a routine, a file that does not load, or a word of advice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::library::{Content, Item, Library};
use crate::problem::Problem;
use crate::screen::Look;
use crate::text;
use crate::time;
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Nothing.
    Blank,
    /// Whose the routines below are.
    Heading(&'static str),
    /// What to do.
    Advice(&'static str),
    /// The routine at this place among those shown.
    Item(usize),
}

/// Whether the person's own routines, or all, are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// All.
    All,
    /// Those that the filter leaves.
    Some,
}

/// Below so many rows no line is spent on anything but routines.
const LEAST_ROWS: u16 = 5;

/// The lines of a list of `shown`, the person's own first, in so many rows.
pub fn lines(shown: &[&Item], choice: Choice, rows: u16) -> Vec<Line> {
    let items = (0..shown.len()).map(Line::Item);
    if rows < LEAST_ROWS || shown.is_empty() {
        return items.collect();
    }
    let own = shown.iter().filter(|item| item.is_own()).count();
    let mut lines = Vec::new();
    if own > 0 {
        lines.push(Line::Heading("yours"));
        lines.extend(items.clone().take(own));
        let loads = shown[..own].iter().any(|item| item.loads());
        lines.extend((!loads && choice == Choice::All).then_some(Line::Advice("None loads yet: e opens the file.")));
    }
    if own < shown.len() {
        lines.extend((own > 0).then_some(Line::Blank));
        lines.push(Line::Heading("bundled"));
        lines.extend(items.skip(own));
    }
    if own == 0 && choice == Choice::All {
        lines.extend([Line::Blank, Line::Advice("“unkink new NAME” makes your own.")]);
    }
    lines
}

/// How wide the columns of all lines are. They are there before the history is, so that nothing jumps when it comes.
#[derive(Debug, Clone, Copy)]
pub struct Widths {
    /// The mark of pain, with the space before it.
    mark: u16,
    /// The longest total, with the space before it.
    total: u16,
    /// When it was done last, with the space before it.
    date: u16,
}

/// `29 days ago`, `2026-03-29`.
const DATE: u16 = 11;

impl Widths {
    /// Those for a list of all of `library` in rows of so many columns.
    pub fn of(library: &Library, columns: u16) -> Widths {
        let totals = library.items.iter().filter_map(|item| item.total).map(|total| text::width(&time::clock(total)));
        let total = u16::try_from(totals.max().unwrap_or(0).max(5)).unwrap_or(7);
        Widths {
            mark: if columns >= 48 { 7 } else { 2 },
            total: total + 1,
            date: if columns >= 34 { DATE + 2 } else { 0 },
        }
    }

    /// Whether the mark is a mere sign, which has to be explained.
    pub fn is_sign(self) -> bool {
        self.mark < 7
    }
}

/// When it was done last, in words.
fn last_done(item: &Item, look: &Look) -> String {
    let last = look.today.past.and_then(|past| past.last_done.get(&item.id));
    last.zip(look.today.wall).map(|(last, wall)| time::day(*last, wall, look.today.zone)).unwrap_or_default()
}

/// `Foam roller        ! hurt  7:44   3 days ago`; `mark` is the role of the mark, if a step of it hurt.
pub fn draw(buf: &mut Buffer, row: Rect, item: &Item, mark: Option<Role>, widths: Widths, look: &Look) {
    match &item.content {
        Content::Bundled(_) | Content::Routine(..) => {}
        Content::Broken { text, .. } => {
            let problem = item.first_problem();
            let line = item.fault().or_else(|| Some(problem?.place(text))).map_or(1, |(line, _)| line);
            let why = format!("line {line}, {}", problem.map(Problem::title).unwrap_or_default());
            return draw_broken(buf, row, item, &why, look);
        }
        Content::Unreadable(why) => return draw_broken(buf, row, item, why, look),
    }
    let date = Rect { x: row.right() - widths.date.min(row.width), width: widths.date.min(row.width), ..row };
    let left = |width: u16, from: Rect| {
        let width = width.min(from.x - row.x);
        Rect { x: from.x - width, width, ..row }
    };
    let total_at = left(widths.total, date);
    let mark_at = left(widths.mark, total_at);
    let name = Rect { width: mark_at.x - row.x, ..row };
    let style = |role| look.theme.style(role);
    prose::put(buf, name, item.name().unwrap_or_default(), style(Role::Text), Align::Left);
    if let Some(role) = mark {
        let words = if widths.is_sign() { "!" } else { "! hurt" };
        prose::put(buf, mark_at, words, style(role), Align::Right);
    }
    let total = item.total.unwrap_or_default();
    prose::put(buf, total_at, &time::clock(total), style(Role::Text), Align::Right);
    prose::put(buf, date, &last_done(item, look), style(Role::Dim), Align::Right);
}

fn draw_broken(buf: &mut Buffer, row: Rect, item: &Item, why: &str, look: &Look) {
    let text = format!("{}: {}", item.shown_id(), text::harmless(why));
    prose::put(buf, row, &text, look.theme.style(Role::Dim), Align::Left);
}
