//! Puts the cells of a picture on a terminal in as few bytes as it takes: over a slow line each of them is waited for.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// How each modifier is written, and how it is ended; those that share an end are ended together.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// What a picture is drawn with. The cursor is hidden before the first one, and every picture leaves the style as the
/// terminal has it by itself.
#[derive(Debug)]
pub struct Brush<W: Write> {
    out: W,
    cursor: Cursor,
    /// The bytes of a picture until it is whole.
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cursor {
    Hidden,
    Shown,
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Look {
        Look { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

impl<W: Write> Brush<W> {
    /// One that draws on `out`, which is a terminal whose cursor is hidden.
    pub fn new(out: W) -> Brush<W> {
        Brush { out, cursor: Cursor::Hidden, bytes: Vec::new() }
    }

    fn say(&mut self, words: &[u8]) -> io::Result<()> {
        self.out.write_all(words)
    }

    fn turn(&mut self, to: Cursor, words: &[u8]) -> io::Result<()> {
        if std::mem::replace(&mut self.cursor, to) == to { Ok(()) } else { self.say(words) }
    }
}

impl<W: Write> Backend for Brush<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut look = Look::PLAIN;
        let mut next: Option<(u16, u16)> = None;
        self.bytes.clear();
        for (x, y, cell) in content {
            if next != Some((x, y)) {
                go(&mut self.bytes, (x, y), next);
            }
            next = Some((x + 1, y));
            change(&mut self.bytes, look, Look::of(cell));
            look = Look::of(cell);
            self.bytes.extend(cell.symbol().as_bytes());
        }
        change(&mut self.bytes, look, Look::PLAIN);
        self.out.write_all(&self.bytes)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.turn(Cursor::Hidden, b"\x1b[?25l")
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.turn(Cursor::Shown, b"\x1b[?25h")
    }

    /// Nothing asks a terminal where its cursor is: an answer may never come.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.bytes.clear();
        go(&mut self.bytes, (x, y), None);
        self.out.write_all(&self.bytes)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.say(match region {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        })
    }

    fn size(&self) -> io::Result<Size> {
        crossterm::terminal::size().map(Size::from)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Moves the cursor: within its row to the column alone. Both are places, not distances: a letter that the terminal
/// takes for wider than it is shifts nothing behind the next move.
fn go(bytes: &mut Vec<u8>, (x, y): (u16, u16), from: Option<(u16, u16)>) {
    bytes.extend(b"\x1b[");
    if from.is_some_and(|(_, row)| row == y) {
        number(bytes, x + 1);
        bytes.push(b'G');
    } else {
        number(bytes, y + 1);
        bytes.push(b';');
        number(bytes, x + 1);
        bytes.push(b'H');
    }
}

/// Changes the look, the shorter way: what is different, or all anew.
fn change(bytes: &mut Vec<u8>, from: Look, to: Look) {
    if from == to {
        return;
    }
    let (start, mut anew) = (bytes.len(), Vec::with_capacity(16));
    different(bytes, from, to);
    different(&mut anew, Look::PLAIN, to);
    // All anew begins with a zero, which need not be written where nothing follows.
    if anew.len() + 2 * usize::from(!anew.is_empty()) < bytes.len() - start {
        bytes.truncate(start);
        bytes.extend(if anew.is_empty() { b"\x1b[m".as_slice() } else { b"\x1b[0;" });
        bytes.extend(anew.get(2..).unwrap_or_default());
    }
}

/// One sequence that makes `to` of `from`; nothing if they are the same.
fn different(bytes: &mut Vec<u8>, from: Look, to: Look) {
    let start = bytes.len();
    bytes.extend(b"\x1b[");
    let mut left = from.modifier;
    for (modifier, _, end) in MODIFIERS {
        if left.contains(modifier) && !to.modifier.contains(modifier) {
            let ended = MODIFIERS.into_iter().filter(|(_, _, other)| *other == end);
            left -= ended.fold(Modifier::empty(), |all, (other, ..)| all | other);
            code(bytes, end);
        }
    }
    for (modifier, begin, _) in MODIFIERS {
        if to.modifier.contains(modifier) && !left.contains(modifier) {
            code(bytes, begin);
        }
    }
    if from.fg != to.fg {
        colour(bytes, to.fg, 30);
    }
    if from.bg != to.bg {
        colour(bytes, to.bg, 40);
    }
    match bytes.len() - start {
        2 => bytes.truncate(start),
        // The last semicolon becomes the end.
        _ => drop(bytes.pop().map(|_| bytes.push(b'm'))),
    }
}

/// A colour of the letters (`base` is 30) or of the ground (40).
fn colour(bytes: &mut Vec<u8>, colour: Color, base: u8) {
    let (normal, bright) = (|index: u8| base + index, |index: u8| base + 60 + index);
    let short = match colour {
        Color::Reset => base + 9,
        Color::Black => normal(0),
        Color::Red => normal(1),
        Color::Green => normal(2),
        Color::Yellow => normal(3),
        Color::Blue => normal(4),
        Color::Magenta => normal(5),
        Color::Cyan => normal(6),
        Color::Gray => normal(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => return [base + 8, 5, index].into_iter().for_each(|part| code(bytes, part)),
        Color::Rgb(r, g, b) => return [base + 8, 2, r, g, b].into_iter().for_each(|part| code(bytes, part)),
    };
    code(bytes, short);
}

fn code(bytes: &mut Vec<u8>, code: u8) {
    number(bytes, code.into());
    bytes.push(b';');
}

fn number(bytes: &mut Vec<u8>, number: u16) {
    for power in [10_000, 1_000, 100, 10] {
        if number >= power {
            bytes.push(b'0' + (number / power % 10) as u8);
        }
    }
    bytes.push(b'0' + (number % 10) as u8);
}
