//! A breath in one row: what to do, and a bar that rises and falls with the lungs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::prose::{self, Align};
use crate::ui::theme::{Role, Theme};
use crate::ui::{bar, layout};

/// A breath at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Breath {
    /// What to do.
    pub words: &'static str,
    /// How full the lungs are, 0.0 to 1.0.
    pub full: f64,
}

/// All words have room in this, so that the bar beside them stays where it is.
const WORDS: u16 = 13;

/// Columns of the bar.
const BAR: u16 = 16;

/// Draws `breath` into the first row of `area`; where that is too narrow, the words alone.
pub fn draw(buf: &mut Buffer, area: Rect, breath: &Breath, theme: Theme) {
    let area = Rect { height: area.height.min(1), ..area };
    let whole = layout::column(area, WORDS + 2 + BAR);
    let (words, bar) = match whole.width < WORDS + 2 + BAR {
        true => (layout::column(area, WORDS), Rect::default()),
        false => (Rect { width: WORDS, ..whole }, Rect { x: whole.x + WORDS + 2, width: BAR, ..whole }),
    };
    prose::put(buf, words, breath.words, theme.style(Role::Title), Align::Left);
    // Without a colour, which would be sent again with every step it moves.
    bar::draw(buf, bar, breath.full, Role::Text, theme);
}
