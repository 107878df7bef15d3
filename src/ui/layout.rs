//! Shares out rows: which pieces of a picture get room, in which order, whatever the height.

use ratatui::layout::Rect;

/// A wish for all rows that are still free.
pub const FILL: u16 = u16::MAX;

/// Gives rows to pieces. Each wish `(piece, rows)` is granted whole if the rows are still free, in the
/// order of the list, on top of what that piece has; so the same height gives the same picture.
pub fn grant<const N: usize>(area: Rect, wishes: &[(usize, u16)]) -> [Rect; N] {
    let (mut rows, mut free) = ([0; N], area.height);
    for &(piece, wish) in wishes {
        let wish = if wish == FILL { free } else { wish };
        if wish <= free {
            rows[piece] += wish;
            free -= wish;
        }
    }
    let mut y = area.y;
    rows.map(|height| {
        let piece = Rect { y, height, ..area };
        y += height;
        piece
    })
}

/// `area` without `columns` at the left and at the right, as long as something is left of it.
pub fn inset(area: Rect, columns: u16) -> Rect {
    if area.width <= 4 * columns {
        return area;
    }
    Rect { x: area.x + columns, width: area.width - 2 * columns, ..area }
}

/// The middle of `area`, at most `width` columns wide.
pub fn column(area: Rect, width: u16) -> Rect {
    let width = width.min(area.width);
    Rect { x: area.x + (area.width - width) / 2, width, ..area }
}

/// The middle rows of `area`.
pub fn middle(area: Rect, height: u16) -> Rect {
    let height = height.min(area.height);
    Rect { y: area.y + (area.height - height) / 2, height, ..area }
}

/// How wide a list is beside what its picked line holds, and that beside the list.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Columns of the list.
    pub list: u16,
    /// The same where the window has room for more.
    pub roomy: u16,
    /// The most columns of what is beside it.
    pub beside: u16,
}

/// The first row of a list and of what is beside it, and the rows below them.
const TOP: u16 = 2;
const BOTTOM: u16 = 2;

impl Columns {
    /// Where the list is in a window: in all of its width where nothing has room beside it.
    pub fn list(self, area: Rect) -> Rect {
        let (top, bottom) = match area.height {
            0..=3 => (0, 0),
            4..=6 => (1, 1),
            _ => (TOP, BOTTOM),
        };
        let width = if self.beside(area).is_some() { self.list_width(area) } else { area.width };
        inset(Rect { y: area.y + top, height: area.height - top - bottom, width, ..area }, 1)
    }

    /// Where there is room for what the picked line holds, if there is.
    pub fn beside(self, area: Rect) -> Option<Rect> {
        let roomy = area.width >= 76 && area.height >= 12;
        roomy.then(|| {
            let x = area.x + self.list_width(area) + 2;
            let width = (area.right() - x - 1).min(self.beside);
            Rect { x, y: area.y + TOP, width, height: area.height - TOP - BOTTOM }
        })
    }

    fn list_width(self, area: Rect) -> u16 {
        if area.width < 110 { self.list } else { self.roomy }
    }
}
