//! A bar that fills from the left in eighths of a cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::theme::{Role, Theme};

const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Fills the first row of `area` up to `share`, 0.0 to 1.0, in the style of `role`.
pub fn draw(buf: &mut Buffer, area: Rect, share: f64, role: Role, theme: Theme) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let eighths = (share.clamp(0.0, 1.0) * f64::from(area.width) * 8.0).round();
    for (column, x) in (area.left()..area.right()).enumerate() {
        let filled = eighths - column as f64 * 8.0;
        let (symbol, style) = match filled {
            f if f >= 8.0 => ('█', theme.style(role)),
            f if f >= 1.0 => (EIGHTHS[f as usize], theme.style(role)),
            _ => ('─', theme.style(Role::Track)),
        };
        buf[(x, area.y)].set_char(symbol).set_style(style);
    }
}
