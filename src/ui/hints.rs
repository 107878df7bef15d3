//! The line of keys: as many as the width holds, the most important first. A notice takes its place for a while.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text;
use crate::ui::prose::{self, Align};
use crate::ui::theme::{Role, Theme};

/// A key and the word or two for what it does.
pub type Hint = (String, &'static str);

const BETWEEN: usize = 3;

/// Puts the notice, or else the hints, into the first row of `area`, in its middle; the last ones are left out if
/// need be.
pub fn draw(buf: &mut Buffer, area: Rect, notice: Option<&str>, hints: &[Hint], theme: Theme) {
    let area = area.intersection(buf.area);
    if let Some(notice) = notice {
        return prose::put(buf, area, notice, theme.style(Role::Notice), Align::Middle);
    }
    if area.is_empty() {
        return;
    }
    let room = usize::from(area.width);
    let (mut used, mut count) = (0, 0);
    for hint in hints {
        let wish = used + if count > 0 { BETWEEN } else { 0 } + length(hint);
        if wish > room {
            break;
        }
        (used, count) = (wish, count + 1);
    }
    let mut x = area.x + u16::try_from((room - used) / 2).unwrap_or(0);
    for (key, word) in &hints[..count] {
        (x, _) = buf.set_stringn(x, area.y, key, room, theme.style(Role::Key));
        (x, _) = buf.set_stringn(x + 1, area.y, word, room, theme.style(Role::Text));
        x += BETWEEN as u16;
    }
}

fn length((key, word): &Hint) -> usize {
    text::width(key) + 1 + text::width(word)
}
