//! Lines of words in cells: put in place, cut with an ellipsis, or wrapped to a readable width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::text;

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

/// `words` in at most `rows` lines of at most `room` cells, broken between words, within one that has no room in a line,
/// and between wide characters, whose languages have no spaces; the last line is cut if need be.
pub fn wrap(words: &str, room: usize, rows: usize) -> Vec<String> {
    if text::width(words) <= room {
        let whole = [words].into_iter().filter(|words| !words.is_empty());
        return whole.take(rows).map(str::to_owned).collect();
    }
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        for (at, part) in parts(word, room).into_iter().enumerate() {
            let space = if at == 0 { " " } else { "" };
            let full = lines.len() >= rows;
            match lines.last_mut() {
                Some(line) if full || text::width(line) + space.len() + text::width(part) <= room => {
                    line.push_str(space);
                    line.push_str(part);
                }
                _ => lines.push(part.to_owned()),
            }
        }
    }
    lines.truncate(rows);
    lines.iter().map(|line| text::cut(line, room).into_owned()).collect()
}

/// Does not begin a line.
const CLOSES: &str = "、。，．・：；？！ー々」』）】〉》〕｝”’…‥),.:;!?]}%っゃゅょッャュョ";
/// Does not end a line.
const OPENS: &str = "「『（【〈《〔｛“‘([{";

/// The parts of a word between which a line may be broken: none is wider than `room`, if that holds a wide character.
fn parts(word: &str, room: usize) -> Vec<&str> {
    if room < 2 || (word.is_ascii() && word.len() <= room) {
        return vec![word];
    }
    let (mut parts, mut begin, mut used) = (Vec::new(), 0, 0);
    let mut before = "";
    for (at, grapheme) in word.grapheme_indices(true) {
        let width = text::width(grapheme);
        let wide = width > 1 || text::width(before) > 1;
        let apart = wide && !grapheme.starts_with(|c| CLOSES.contains(c)) && !before.starts_with(|c| OPENS.contains(c));
        if at > 0 && (apart || used + width > room) {
            parts.push(&word[begin..at]);
            (begin, used) = (at, 0);
        }
        used += width;
        before = grapheme;
    }
    parts.push(&word[begin..]);
    parts
}

/// Puts one line into the first row of `area`.
pub fn put(buf: &mut Buffer, area: Rect, line: &str, style: Style, align: Align) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let line = text::cut(line, usize::from(area.width));
    let free = area.width.saturating_sub(u16::try_from(text::width(&line)).unwrap_or(u16::MAX));
    let shift = match align {
        Align::Left => 0,
        Align::Middle => free / 2,
        Align::Right => free,
    };
    buf.set_stringn(area.x + shift, area.y, &line, usize::from(area.width - shift), style);
}

/// Puts `left` at the left edge of the first row of `area` and `right` at its right edge; `right` is whole, and `left`
/// is cut so that `gap` cells stay free between them.
pub fn put_both(
    buf: &mut Buffer,
    area: Rect,
    (left, left_style): (&str, Style),
    (right, right_style): (&str, Style),
    gap: usize,
) {
    let taken = if right.is_empty() { 0 } else { text::width(right) + gap };
    let taken = u16::try_from(taken).unwrap_or(u16::MAX);
    put(buf, Rect { width: area.width.saturating_sub(taken), ..area }, left, left_style, Align::Left);
    put(buf, area, right, right_style, Align::Right);
}

/// Puts one line into each row of `area`; what finds no row is left out.
pub fn put_lines(buf: &mut Buffer, area: Rect, lines: &[String], style: Style, align: Align) {
    for (row, line) in area.rows().zip(lines) {
        put(buf, row, line, style, align);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_and_the_last_line_is_cut() {
        assert_eq!(wrap("one two three", 7, 3), ["one two", "three"]);
        assert_eq!(wrap("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(wrap("one two", 7, 0), [""; 0]);
        assert_eq!(wrap("", 7, 2), [""; 0]);
        assert_eq!(wrap("extraordinary", 5, 2), ["extra", "ordi…"]);
        assert_eq!(wrap("extraordinary", 5, 1), ["extr…"]);
        assert_eq!(wrap("an extraordinary", 5, 9), ["an", "extra", "ordin", "ary"]);
        assert_eq!(wrap("日本語 テスト", 6, 2), ["日本語", "テスト"]);
        assert_eq!(wrap("息を吐いて、少し後ろへ。", 10, 9), ["息を吐い", "て、少し後", "ろへ。"]);
        assert_eq!(wrap("「吐く」は「吸う」のあと", 8, 9), ["「吐く」", "は「吸", "う」のあ", "と"]);
        assert_eq!(wrap("anything", 0, 2), [""]);
    }
}
