//! Lines of words in cells: put in place, cut with an ellipsis, or wrapped to a readable width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Longer lines are hard to find the next line from.
pub const WIDEST: u16 = 70;

/// Where a line stands in its area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At its left edge.
    Left,
    /// In its middle.
    Middle,
    /// At its right edge.
    Right,
}

/// How many cells `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text`, or as much of it as fits into `room` cells together with an ellipsis.
pub fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let Some(room) = room.checked_sub(1) else { return String::new() };
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

/// `text` in at most `rows` lines of at most `room` cells, broken between words; the last is cut if need be.
pub fn wrap(text: &str, room: usize, rows: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = lines.len() >= rows;
        match lines.last_mut() {
            Some(line) if full || line.width() + 1 + word.width() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.truncate(rows);
    lines.iter().map(|line| cut(line, room)).collect()
}

/// Puts one line into the first row of `area`.
pub fn put(buf: &mut Buffer, area: Rect, text: &str, style: Style, align: Align) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let line = cut(text, usize::from(area.width));
    let free = area.width.saturating_sub(u16::try_from(line.width()).unwrap_or(u16::MAX));
    let shift = match align {
        Align::Left => 0,
        Align::Middle => free / 2,
        Align::Right => free,
    };
    buf.set_stringn(area.x + shift, area.y, &line, usize::from(area.width - shift), style);
}

/// Puts one line into each row of `area`; what finds no row is left out.
pub fn put_lines(buf: &mut Buffer, area: Rect, lines: &[String], style: Style, align: Align) {
    for (row, line) in area.rows().zip(lines) {
        put(buf, row, line, style, align);
    }
}
