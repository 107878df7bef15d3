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
