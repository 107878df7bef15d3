//! Cells that terminals do not agree about: clusters of unsure width, and text from right to left beside digits.
//!
//! Where a cluster is (a family of emoji, a keycap, a heap of accents), a terminal may move on by fewer or by more
//! columns than were counted. So its own columns are blanked first, the next cell is placed by its number, and its row
//! is drawn as a whole in each picture: whatever it left behind is drawn over. Beside that, a terminal that turns text
//! from right to left round takes digits and names in other columns along. A blank that counts as a letter from left to
//! right ends that; marks of no width would be lost in terminals that hang them on the letter before.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};

/// The braille pattern without a dot: as blank and as wide as a space, and from left to right.
const BLANK_LETTER: &str = "\u{2800}";

/// At the right edge a cluster that is wider than it should be must not go on in the next row.
const NO_WRAP: &str = "\u{1b}[?7l";
const WRAP: &str = "\u{1b}[?7h";

/// Readies a picture, the one of this number, for terminals of all kinds. Rows of plain text stay as they are.
pub fn settle(buf: &mut Buffer, number: usize) {
    for y in buf.area.top()..buf.area.bottom() {
        end_turns(buf, y);
        if (buf.area.left()..buf.area.right()).any(|x| is_unsure(buf[(x, y)].symbol())) {
            settle_row(buf, y, number);
        }
    }
}

/// Whether terminals differ about the width of a cell: it is more than one character, or an emoji.
fn is_unsure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(|first| ('\u{1f000}'..'\u{20000}').contains(&first)) || chars.next().is_some()
}

fn settle_row(buf: &mut Buffer, y: u16, number: usize) {
    let place = |x: u16| format!("\u{1b}[{};{}H", y + 1, x + 1);
    // No two pictures in a row are the same, so that the one after it is drawn over what this one leaves.
    let again = if number.is_multiple_of(2) { "" } else { WRAP };
    let mut x = buf.area.left();
    while x < buf.area.right() {
        let cell = &buf[(x, y)];
        let width = NonZeroU16::new(cell.cell_width()).unwrap_or(NonZeroU16::MIN);
        let next = x + width.get();
        let drawn = is_unsure(cell.symbol()).then(|| {
            let blank = " ".repeat(width.get().into());
            format!("{blank}{}{NO_WRAP}{}{WRAP}{again}{}", place(x), cell.symbol(), place(next))
        });
        (x..next.min(buf.area.right())).for_each(|x| _ = buf[(x, y)].set_diff_option(CellDiffOption::AlwaysUpdate));
        if let Some(drawn) = drawn {
            buf[(x, y)].set_symbol(&drawn).set_diff_option(CellDiffOption::ForcedWidth(width));
        }
        x = next;
    }
}

/// What a character does to the direction of what is beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter from right to left.
    Right,
    /// Any other letter.
    Left,
    /// A digit, which follows the letters before it.
    Digit,
    Space,
    /// The dot between the names of a list.
    Dot,
    Other,
}

fn kind(symbol: &str) -> Kind {
    match symbol.chars().next() {
        None | Some(' ') => Kind::Space,
        Some('·') => Kind::Dot,
        Some('0'..='9' | '\u{6f0}'..='\u{6f9}') => Kind::Digit,
        Some(
            '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}',
        ) => Kind::Right,
        Some(c) if c.is_alphabetic() => Kind::Left,
        Some(_) => Kind::Other,
    }
}

/// The kinds of a row's cells; the second half of a wide character is no space.
fn kinds(buf: &Buffer, y: u16) -> Vec<Kind> {
    let left = buf.area.left();
    let is_half = |x: u16| x > left && buf[(x - 1, y)].cell_width() > 1;
    (left..buf.area.right()).map(|x| if is_half(x) { Kind::Other } else { kind(buf[(x, y)].symbol()) }).collect()
}

/// Ends each stretch of text from right to left before digits and before the text of another column.
fn end_turns(buf: &mut Buffer, y: u16) {
    let row = buf.area.left()..buf.area.right();
    if row.clone().all(|x| kind(buf[(x, y)].symbol()) != Kind::Right) {
        return;
    }
    let kinds = kinds(buf, y);
    let letters = (0..kinds.len()).filter(|at| kinds[*at] == Kind::Right);
    for x in letters.filter_map(|at| end(&kinds, at)).filter_map(|end| row.clone().nth(end)) {
        buf[(x, y)].set_symbol(BLANK_LETTER);
    }
}

/// The space that ends the stretch, if its last letter is at `last` and what follows would be turned round with it.
fn end(kinds: &[Kind], last: usize) -> Option<usize> {
    let rest = &kinds[last + 1..];
    let dot = rest.windows(2).position(|pair| pair == [Kind::Space, Kind::Dot]);
    let gap = rest.windows(2).position(|pair| pair == [Kind::Space; 2]);
    let column = [dot, gap].into_iter().flatten().min().unwrap_or(rest.len());
    let strong = |kinds: &[Kind]| kinds.iter().position(|kind| matches!(kind, Kind::Right | Kind::Left));
    let is_right = |at: Option<usize>| at.is_some_and(|at| rest[at] == Kind::Right);
    if is_right(strong(&rest[..column])) {
        return None;
    }
    let digit = rest.iter().position(|kind| *kind == Kind::Digit);
    let letter = strong(rest);
    let is_taken_along = is_right(letter) || digit.is_some_and(|digit| letter.is_none_or(|letter| digit < letter));
    // The number of a step belongs to its name.
    let digits = rest[..column].iter().skip(1).take_while(|kind| **kind == Kind::Digit).count();
    let own = if digits > 0 && rest[0] == Kind::Space && digits + 1 == column { column } else { 0 };
    let space = rest[own..].iter().position(|kind| *kind == Kind::Space)?;
    is_taken_along.then_some(last + 1 + own + space)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(line: &str) -> String {
        let mut buf = Buffer::with_lines([line]);
        end_turns(&mut buf, 0);
        buf.content.iter().map(|cell| cell.symbol()).collect::<String>().replace(BLANK_LETTER, "|")
    }

    #[test]
    fn text_from_right_to_left_ends_before_digits_and_other_columns() {
        for (line, shown) in [
            ("שלום   7:44   3 days ago", "שלום|  7:44   3 days ago"),
            ("שלום: 4 of 10", "שלום:|4 of 10"),
            ("18:04  גב   done", "18:04  גב   done"),
            ("גב   צוואר   1:00", "גב|  צוואר|  1:00"),
            ("הרם 3 פעמים   1:00", "הרם 3 פעמים|  1:00"),
            ("שלב 3   1:00", "שלב 3|  1:00"),
            ("גב…  30 s each side", "גב…| 30 s each side"),
            ("تمرين", "تمرين"),
            ("גב 2 · צוואר · 1:00", "גב 2|· צוואר|· 1:00"),
            ("Next: שלום, easier", "Next: שלום, easier"),
            ("plain 3   4", "plain 3   4"),
            ("גב⏰ צוואר  1:00", "גב⏰  צוואר| 1:00"),
        ] {
            assert_eq!(marked(line), shown);
        }
    }

    /// For each column of a line, where a terminal that turns text from right to left round shows it.
    fn seen(line: &str) -> Vec<usize> {
        use unicode_bidi::{BidiInfo, Level};
        let mut buf = Buffer::with_lines([line]);
        end_turns(&mut buf, 0);
        let text: String = buf.content.iter().map(|cell| cell.symbol()).collect();
        let info = BidiInfo::new(&text, Some(Level::ltr()));
        let paragraph = &info.paragraphs[0];
        let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
        let mut at = vec![0; levels.len()];
        BidiInfo::reorder_visual(&levels).into_iter().enumerate().for_each(|(column, char)| at[char] = column);
        at
    }

    const PARTS: [&str; 14] = [
        "שלום",
        "שלב 3",
        "הרם 3 פעמים",
        "تمرين ٣",
        "گردن ۲",
        "גב, צוואר!",
        "(גב)",
        "7:44",
        "3 days ago",
        "18:04",
        "20 s each side",
        "!",
        "Stop if: גב",
        "גב: 4 of 10",
    ];

    /// Three parts with so much between them: each has the columns it has for those who turn nothing round.
    fn assert_kept(parts: [&str; 3], between: &str) -> Vec<usize> {
        let line = parts.join(between);
        let at = seen(&line);
        let mut from = 0;
        for part in parts {
            let to = from + part.chars().count();
            let mut columns = at[from..to].to_vec();
            columns.sort_unstable();
            assert_eq!(columns, (from..to).collect::<Vec<_>>(), "“{part}” in “{line}”");
            from = to + between.chars().count();
        }
        at
    }

    #[test]
    fn where_text_is_turned_round_all_that_is_beside_it_keeps_its_columns() {
        let mut turned = 0;
        for between in ["  ", "    ", " · "] {
            for first in PARTS {
                for second in PARTS {
                    for third in PARTS {
                        turned += usize::from(!assert_kept([first, second, third], between).is_sorted());
                    }
                }
            }
        }
        assert!(turned > 1000, "nothing is turned round");
    }

    #[test]
    fn only_rows_with_cells_of_unsure_width_are_drawn_as_a_whole() {
        let mut buf = Buffer::with_lines(["ab 伸 é", "👩‍👧 b ", "1\u{fe0f}\u{20e3} x"]);
        let plain = buf.clone();
        settle(&mut buf, 0);
        let row = |buf: &Buffer, y: u16| (0..buf.area.width).map(|x| buf[(x, y)].clone()).collect::<Vec<_>>();
        assert_eq!(row(&buf, 0), row(&plain, 0));
        assert_eq!(buf[(0, 1)].symbol(), "  \u{1b}[2;1H\u{1b}[?7l👩‍👧\u{1b}[?7h\u{1b}[2;3H");
        assert_eq!(buf[(0, 1)].cell_width(), 2);
        let mut next = plain.clone();
        settle(&mut next, 1);
        assert_eq!(row(&next, 0), row(&plain, 0));
        assert_ne!(next[(0, 1)], buf[(0, 1)]);
        assert_eq!(buf[(3, 1)].diff_option, CellDiffOption::AlwaysUpdate);
        assert_eq!(buf[(0, 2)].cell_width(), plain[(0, 2)].cell_width());
    }
}
