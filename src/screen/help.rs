//! What can lie on top of a screen: the keys of that screen, and the question whether to leave.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::screen::Look;
use crate::text;
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;
use crate::ui::{digits, hints, layout};

/// The keys of the screen below, and how far they are scrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// Names of keys, and the words for what they do.
    pub keys: Vec<(String, &'static str)>,
    /// The first line shown.
    pub scroll: usize,
}

impl Help {
    /// Scrolls.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::Down => self.scroll = (self.scroll + 1).min(2 * self.keys.len()),
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
    }

    /// Draws the list of keys instead of the screen below.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        let area = frame.area();
        let air = u16::from(area.height > 12);
        let list_rows = area.height.saturating_sub(2 + 2 * air).max(1);
        let rows: [Rect; 5] = layout::grant(area, &[(2, list_rows), (4, 1), (0, 1), (1, air), (3, air)]);
        let list = layout::column(layout::inset(rows[2], 1), prose::WIDEST + 6);
        let buf = frame.buffer_mut();
        prose::put(buf, rows[0], "KEYS", look.theme.style(Role::Title), Align::Middle);
        let names = self.keys.iter().map(|(name, _)| text::width(name)).max().unwrap_or(0);
        let names = u16::try_from(names).unwrap_or(0).min(list.width / 3);
        let gap = (names + 3).min(list.width);
        let lines = self.lines(usize::from(list.width - gap));
        let height = usize::from(list.height);
        let first = self.scroll.min(lines.len().saturating_sub(height));
        let more = lines.len().saturating_sub(first + height);
        for (at, (row, (name, words))) in list.rows().zip(&lines[first..]).enumerate() {
            if more > 0 && at + 1 == height {
                prose::put(buf, row, &format!("… {} more", more + 1), look.theme.style(Role::Dim), Align::Left);
                break;
            }
            prose::put(buf, Rect { width: names, ..row }, name, look.theme.style(Role::Key), Align::Left);
            let words_area = Rect { x: row.x + gap, width: row.width - gap, ..row };
            prose::put(buf, words_area, words, look.theme.style(Role::Text), Align::Left);
        }
        hints::draw(buf, rows[4], look.hints, look.theme);
    }
}

impl Help {
    /// The words wrapped, the keys beside the first line of them.
    fn lines(&self, room: usize) -> Vec<(&str, String)> {
        let mut lines = Vec::new();
        for (name, words) in &self.keys {
            for (at, line) in prose::wrap(words, room.max(1), 3).into_iter().enumerate() {
                lines.push((if at == 0 { name.as_str() } else { "" }, line));
            }
        }
        lines
    }
}

/// Draws the question whether to leave the session.
pub fn draw_leave(look: &Look, frame: &mut Frame) {
    let area = frame.area();
    let wishes = [(1, 1), (5, 1), (3, 1), (1, 2), (2, 1), (4, 1), (0, area.height.saturating_sub(8) / 2)];
    let rows: [Rect; 6] = layout::grant(area, &wishes);
    let buf = frame.buffer_mut();
    let size = digits::Size::fitting("LEAVE?", rows[1].width, rows[1].height);
    digits::draw(buf, rows[1], "LEAVE?", size, look.theme.style(Role::Title));
    let words = "What you did is kept.";
    prose::put(buf, rows[3], words, look.theme.style(Role::Text), Align::Middle);
    hints::draw(buf, rows[5], look.hints, look.theme);
}
