//! A bar that fills from the left: in eighths of a cell what is held, in whole cells of another shape all else.

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
            f if f >= 8.0 => fill(cell, role, theme.style(role)),
            f if f >= 1.0 && sign(role).is_none() => {
                cell.set_char(EIGHTHS[f as usize]).set_style(theme.style(role));
            }
            _ => {
                cell.set_char('─').set_style(theme.style(Role::Track));
            }
        }
    }
}

/// What stands for a time in which nothing is held, so that colour only repeats it; a hold is solid.
fn sign(role: Role) -> Option<char> {
    match role {
        Role::Ready => Some('▄'),
        Role::Rest => Some('━'),
        Role::Switch => Some('▞'),
        Role::Still => Some('░'),
        _ => None,
    }
}

fn fill(cell: &mut Cell, role: Role, style: Style) {
    match sign(role) {
        Some(sign) => drop(cell.set_char(sign).set_style(style)),
        None => solid(cell, style),
    }
}

/// Fills a whole cell. A reversed blank, for the glyph of a full block leaves seams and spills over in some fonts.
pub fn solid(cell: &mut Cell, style: Style) {
    cell.set_char(' ').set_style(style.add_modifier(Modifier::REVERSED));
}
