//! One question before a session, large, with a few lines that say why it is asked.

use std::iter;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::screen::Look;
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;
use crate::ui::{digits, hints, layout};

/// What a card shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// A word or two, large.
    pub word: &'static str,
    /// Sentences, the most important first.
    pub lines: Vec<(String, Role)>,
    /// What the keys mean now.
    pub asked: String,
}

const WORD: usize = 1;
const LINES: usize = 3;
const ASKED: usize = 5;
const KEYS: usize = 7;

fn places(area: Rect, lines: u16) -> [Rect; 8] {
    let wishes = [
        (ASKED, 1),
        (KEYS, 1),
        (WORD, 1),
        (LINES, lines.min(2)),
        (LINES, lines.saturating_sub(2)),
        (4, 1),
        (2, 1),
        (WORD, 2),
        (6, 1),
        (0, 2),
        (2, 1),
    ];
    // Of what is left a third goes above: so a few lines stand where the eye looks for them.
    let left = area.height.saturating_sub(wishes.iter().map(|(_, rows)| rows).sum());
    let wishes: Vec<_> = wishes.into_iter().chain([(0, left / 3), (6, layout::FILL)]).collect();
    layout::grant(area, &wishes)
}

/// Draws `card`.
pub fn draw(card: &Card, look: &Look, frame: &mut Frame) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    let room = layout::column(layout::inset(area, 1), prose::WIDEST).width;
    let lines: Vec<(String, Role)> = card
        .lines
        .iter()
        .flat_map(|(text, role)| prose::wrap(text, room.into(), 4).into_iter().map(|line| (line, *role)))
        .collect();
    let rows = places(area, u16::try_from(lines.len()).unwrap_or(u16::MAX));
    digits::draw(buf, rows[WORD], card.word, None, look.theme.style(Role::Title));
    let column = layout::column(layout::inset(rows[LINES], 1), prose::WIDEST);
    for (row, (line, role)) in column.rows().zip(&lines) {
        prose::put(buf, row, line, look.theme.style(*role), Align::Middle);
    }
    // A sentence does not begin with a mark.
    let asked = iter::once(&card.asked).chain(look.marks).cloned().collect::<Vec<_>>().join(" · ");
    prose::put(buf, rows[ASKED], &asked, look.theme.style(Role::Title), Align::Middle);
    hints::draw(buf, rows[KEYS], look.notice, look.hints, look.theme);
}
