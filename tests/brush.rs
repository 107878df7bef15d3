//! What the brush draws is, on a terminal, what the buffer holds, and it takes few bytes.

use std::num::NonZero;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unkink::edge::terminal::brush::Brush;
use vt100::Parser;

const AREA: Rect = Rect { x: 0, y: 0, width: 12, height: 5 };

/// What the terminal here knows of modifiers.
const KNOWN: [Modifier; 5] =
    [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];

const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// The bytes that make one picture of another.
fn drawn(from: &Buffer, to: &Buffer) -> Vec<u8> {
    let mut bytes = Vec::new();
    Brush::new(&mut bytes).draw(from.diff(to).into_iter()).unwrap();
    bytes
}

fn text(from: &Buffer, to: &Buffer) -> String {
    String::from_utf8(drawn(from, to)).unwrap().replace('\x1b', "^")
}

/// A buffer of one row.
fn row(words: &[(u16, &str, Style)]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 1));
    words.iter().for_each(|(x, word, style)| buffer.set_string(*x, 0, word, *style));
    buffer
}

fn colour() -> impl Strategy<Value = Color> {
    prop_oneof![
        Just(Color::Reset),
        (0..NAMED.len()).prop_map(|index| NAMED[index]),
        (16_u8..).prop_map(Color::Indexed),
        any::<[u8; 3]>().prop_map(|[r, g, b]| Color::Rgb(r, g, b)),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    (colour(), colour(), any::<[bool; 5]>()).prop_map(|(fg, bg, on)| {
        let modifiers = KNOWN.into_iter().zip(on).filter(|(_, on)| *on).map(|(modifier, _)| modifier);
        Style::new().fg(fg).bg(bg).add_modifier(modifiers.collect())
    })
}

/// A picture of words here and there: plain letters and blocks.
fn picture() -> impl Strategy<Value = Buffer> {
    let word = prop_oneof![Just("a"), Just("hold"), Just("   "), Just("▀█▄"), Just("⣿"), Just("é")];
    prop::collection::vec((0..AREA.width, 0..AREA.height, word, style()), 0..9).prop_map(|words| {
        let mut buffer = Buffer::empty(AREA);
        words.into_iter().for_each(|(x, y, word, style)| buffer.set_string(x, y, word, style));
        // The terminal here takes bold and dim for one.
        let both = buffer.content.iter_mut().filter(|cell| cell.modifier.contains(Modifier::BOLD | Modifier::DIM));
        both.for_each(|cell| cell.modifier.remove(Modifier::BOLD));
        buffer
    })
}

fn colour_of(seen: vt100::Color) -> Color {
    match seen {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(index) => NAMED.get(usize::from(index)).copied().unwrap_or(Color::Indexed(index)),
        vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

/// A cell as the terminal shows it.
fn seen(terminal: &Parser, x: u16, y: u16) -> (String, Style) {
    let cell = terminal.screen().cell(y, x).unwrap();
    let on = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
    let modifiers = KNOWN.into_iter().zip(on).filter(|(_, on)| *on).map(|(modifier, _)| modifier).collect();
    let letters = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
    (letters, Style::new().fg(colour_of(cell.fgcolor())).bg(colour_of(cell.bgcolor())).add_modifier(modifiers))
}

fn meant(cell: &Cell) -> (String, Style) {
    (cell.symbol().to_owned(), Style::new().fg(cell.fg).bg(cell.bg).add_modifier(cell.modifier))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_terminal_shows_after_each_picture_what_was_to_be_drawn(
        pictures in prop::collection::vec(picture(), 1..4),
    ) {
        let mut terminal = Parser::new(NonZero::new(AREA.height).unwrap(), NonZero::new(AREA.width).unwrap(), 0);
        let mut before = Buffer::empty(AREA);
        for picture in pictures {
            terminal.process(&drawn(&before, &picture));
            for (x, y) in (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| (x, y))) {
                prop_assert_eq!(seen(&terminal, x, y), meant(&picture[(x, y)]), "{} {}", x, y);
            }
            before = picture;
        }
    }
}

#[test]
fn a_picture_in_which_nothing_changed_takes_no_byte() {
    let picture = row(&[(3, "breathe", Style::new().fg(Color::Red))]);
    assert!(drawn(&picture, &picture).is_empty());
}

#[test]
fn a_digit_takes_a_move_and_itself() {
    let plain = Style::new();
    assert_eq!(text(&row(&[(70, "4:28", plain)]), &row(&[(70, "4:27", plain)])), "^[1;74H7");
}

#[test]
fn a_move_within_a_row_names_the_column_alone() {
    let plain = Style::new();
    let picture = row(&[(2, "left", plain), (20, "right", plain)]);
    assert_eq!(text(&row(&[]), &picture), "^[1;3Hleft^[21Gright");
}

#[test]
fn what_differs_between_two_looks_is_written_in_the_shorter_way() {
    let bar = Style::new().fg(Color::Green);
    let block = bar.add_modifier(Modifier::REVERSED);
    let picture = row(&[(0, "a", bar), (1, "b", block), (2, "c", bar), (3, "d", Style::new())]);
    assert_eq!(text(&row(&[]), &picture), "^[1;1H^[32ma^[7mb^[27mc^[md");
    let picture = row(&[(0, "a", block.add_modifier(Modifier::BOLD)), (1, "b", bar.add_modifier(Modifier::DIM))]);
    assert_eq!(text(&row(&[]), &picture), "^[1;1H^[1;7;32ma^[0;2;32mb^[m");
}

#[test]
fn behind_a_wide_letter_the_column_is_named_anew() {
    assert_eq!(text(&row(&[]), &row(&[(0, "伸び", Style::new())])), "^[1;1H伸^[3Gび");
}
