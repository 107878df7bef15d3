//! Lines of which only some have room: from which one on they are shown, and how many more there are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::ui::prose::{self, Align};
use crate::ui::theme::{Role, Theme};

/// Whether a list can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scroll {
    /// It always begins with its first line.
    Never,
    /// It begins with this line, or with the last one that leaves no row empty.
    From(usize),
}

/// The furthest that a list of `count` lines can be scrolled in `rows` rows.
pub fn furthest(count: usize, rows: u16) -> usize {
    count.saturating_sub(rows.into())
}

/// The first of `count` lines shown in `rows` rows: the picked one stays in the middle while lines are hidden.
pub fn around(picked: usize, count: usize, rows: u16) -> usize {
    picked.saturating_sub(usize::from(rows) / 2).min(furthest(count, rows))
}

/// Gives the picked row the look of `role`; what is dim in it can be read then, too.
pub fn mark(buf: &mut Buffer, row: Rect, role: Role, theme: Theme) {
    buf.set_style(row.intersection(buf.area), theme.style(role).remove_modifier(Modifier::DIM));
}

/// Draws `count` lines, each by `line` from its place in the list; the last row tells of those below it.
pub fn draw(
    buf: &mut Buffer,
    area: Rect,
    count: usize,
    scroll: Scroll,
    theme: Theme,
    mut line: impl FnMut(&mut Buffer, Rect, usize),
) {
    let (first, arrow) = match scroll {
        Scroll::Never => (0, ""),
        Scroll::From(first) => (first.min(furthest(count, area.height)), " (↓)"),
    };
    let below = furthest(count - first, area.height);
    for (row, at) in area.rows().zip(first..count) {
        if below > 0 && row.y + 1 == area.bottom() {
            let text = format!("… {} more{arrow}", below + 1);
            prose::put(buf, row, &text, theme.style(Role::Dim), Align::Left);
        } else {
            line(buf, row, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: u16, scroll: Scroll) -> Vec<String> {
        let area = Rect { x: 0, y: 0, width: 12, height: rows };
        let mut buf = Buffer::empty(area);
        let put = |buf: &mut Buffer, row: Rect, at: usize| {
            prose::put(buf, row, &at.to_string(), Theme::Mono.style(Role::Text), Align::Left);
        };
        draw(&mut buf, area, 5, scroll, Theme::Mono, put);
        let row = |y| (0..12).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..rows).map(row).collect()
    }

    #[test]
    fn the_last_row_tells_of_what_is_below_it() {
        assert_eq!(shown(5, Scroll::Never), ["0", "1", "2", "3", "4"]);
        assert_eq!(shown(3, Scroll::Never), ["0", "1", "… 3 more"]);
        assert_eq!(shown(3, Scroll::From(1)), ["1", "2", "… 2 more (↓)"]);
        assert_eq!(shown(3, Scroll::From(2)), ["2", "3", "4"]);
        assert_eq!(shown(3, Scroll::From(99)), ["2", "3", "4"]);
        assert_eq!(shown(0, Scroll::From(1)), [""; 0]);
    }
}
