//! A bar that fills from the left in eighths of a cell.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

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
        let cell = &mut buf[(x, area.y)];
        match filled {
            f if f >= 8.0 => solid(cell, theme.style(role)),
            f if f >= 1.0 => {
                cell.set_char(EIGHTHS[f as usize]).set_style(theme.style(role));
            }
            _ => {
                cell.set_char('─').set_style(theme.style(Role::Track));
            }
        }
    }
}

/// Fills a whole cell. A reversed blank, for the glyph of a full block leaves seams and spills over in some fonts.
pub fn solid(cell: &mut Cell, style: Style) {
    cell.set_char(' ').set_style(style.add_modifier(Modifier::REVERSED));
}
