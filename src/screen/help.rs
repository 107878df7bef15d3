//! What can lie on top of a screen: the keys of that screen, and the question whether to leave.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::screen::card::{self, Card};
use crate::screen::{Look, Room};
use crate::text;
use crate::ui::list::{self, Scroll};
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;
use crate::ui::{hints, layout};

/// The keys of the screen below, and how far they are scrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// Names of keys, and the words for what they do.
    pub keys: Vec<(String, &'static str)>,
    /// The first line shown.
    pub scroll: usize,
}

/// What lies under the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// The screen.
    Screen,
    /// The question whether to leave it.
    Leave,
}

impl Help {
    /// Scrolls.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::Down => self.scroll += 1,
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
    }

    /// Takes back what was scrolled past the last line.
    pub fn stop_at_end(&mut self, room: Room) {
        let list = places(room.area())[LIST];
        let count = self.lines(columns(list, &self.keys)).len();
        self.scroll = self.scroll.min(list::furthest(count, list.height));
    }

    /// Draws the list of keys instead of the screen below.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        let places = places(frame.area());
        let buf = frame.buffer_mut();
        let style = |role| look.theme.style(role);
        prose::put(buf, places[TITLE], "KEYS", style(Role::Title), Align::Middle);
        let (names, words) = columns(places[LIST], &self.keys);
        let lines = self.lines((names, words));
        let scroll = Scroll::From(self.scroll);
        list::draw(buf, places[LIST], lines.len(), scroll, look.theme, |buf, row, at| {
            let (name, text) = &lines[at];
            prose::put(buf, Rect { y: row.y, height: 1, ..names }, name, style(Role::Key), Align::Left);
            prose::put(buf, Rect { y: row.y, height: 1, ..words }, text, style(Role::Text), Align::Left);
        });
        hints::draw(buf, places[KEYS], look.notice, look.hints, look.theme);
    }

    /// The names of keys and the words beside them, both wrapped: no key and no word is cut off.
    fn lines(&self, (names, words): (Rect, Rect)) -> Vec<(String, String)> {
        let wrap = |text: &str, column: Rect| prose::wrap(text, column.width.max(1).into(), usize::MAX);
        let mut lines = Vec::new();
        for (keys, text) in &self.keys {
            let (keys, text) = (wrap(keys, names), wrap(text, words));
            let row = |column: &[String], at: usize| column.get(at).cloned().unwrap_or_default();
            lines.extend((0..keys.len().max(text.len())).map(|at| (row(&keys, at), row(&text, at))));
        }
        lines
    }
}

const TITLE: usize = 0;
const LIST: usize = 2;
const KEYS: usize = 4;

/// The list has all rows that the title and the line of keys leave.
fn places(area: Rect) -> [Rect; 5] {
    let air = u16::from(area.height > 12);
    let list_rows = area.height.saturating_sub(2 + 2 * air).max(1);
    let mut rows: [Rect; 5] =
        layout::grant(area, &[(LIST, list_rows), (KEYS, 1), (TITLE, 1), (TITLE + 1, air), (LIST + 1, air)]);
    rows[LIST] = layout::column(layout::inset(rows[LIST], 1), prose::WIDEST + 6);
    rows
}

/// The names of keys, and the words beside them.
fn columns(list: Rect, keys: &[(String, &str)]) -> (Rect, Rect) {
    let names = keys.iter().map(|(name, _)| text::width(name)).max().unwrap_or(0);
    let names = u16::try_from(names).unwrap_or(0).min(list.width / 3);
    let gap = (names + 3).min(list.width);
    (Rect { width: names, ..list }, Rect { x: list.x + gap, width: list.width - gap, ..list })
}

/// Draws the question whether to leave the session, and what becomes of what was `kept`.
pub fn draw_leave(kept: &str, look: &Look, frame: &mut Frame) {
    card::draw(&Card { word: "LEAVE?", lines: Vec::new(), asked: kept.to_owned() }, look, frame);
}
