//! Where the pieces of the library are: its list, the row below that, and what the picked routine holds.

use ratatui::layout::Rect;

use crate::ui::layout::{self, Columns};
use crate::ui::prose;

/// The pieces, by the size of the window alone: so nothing moves while the person goes through the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// Headings and routines.
    pub list: Rect,
    /// What is hidden above the list, in one row, if there is a row for it.
    pub above: Option<Rect>,
    /// What is hidden below it, and what the signs in it mean.
    pub below: Option<Rect>,
    /// What the picked routine holds, if there is room for it.
    pub preview: Option<Rect>,
    /// Who does it, if there is room for them.
    pub figure: Option<Rect>,
}

/// A wider preview would part names from their doses.
const COLUMNS: Columns = Columns { list: 42, roomy: 54, beside: prose::WIDEST };
/// From so many columns on the longest names of bundled routines are whole, and so are those of steps.
const ROOMY: u16 = 98;
/// From so many rows on a window that is too narrow for a preview beside the list has one below it.
const TALL: u16 = 18;
/// From so many rows on there is room below a list for the figure of what is picked, and so much of it, with air.
const HIGH: u16 = 36;
const FIGURE: u16 = 16;

/// Where everything is in a window of this size.
pub fn of(area: Rect) -> Places {
    let columns = if area.width < ROOMY { COLUMNS } else { Columns { list: COLUMNS.roomy, ..COLUMNS } };
    let mut list = columns.list(area);
    let mut preview = columns.beside(area);
    if preview.is_none() && area.height >= TALL && area.width >= 24 {
        let free = list.height;
        list.height = free * 9 / 20;
        let below = Rect { y: list.bottom() + 2, height: free - list.height - 2, ..list };
        preview = Some(layout::column(below, prose::WIDEST)).map(|column| Rect { x: list.x, ..column });
    }
    let mut figure = None;
    if preview.is_some_and(|preview| preview.y == list.y) && area.height >= HIGH {
        list.height -= FIGURE;
        figure = Some(Rect { y: list.bottom() + 2, height: FIGURE - 2, ..list });
    }
    let row = |y| (area.height >= 7).then_some(Rect { y, height: 1, ..list });
    Places { list, above: row(list.y.saturating_sub(1)), below: row(list.bottom()), preview, figure }
}
