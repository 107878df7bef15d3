//! Themes: what is read reads well, and what differs looks different.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};
use unkink::app::Colour;
use unkink::settings::{Settings, Theme};
use unkink::ui::theme::Role;

use super::hands::{self, Hands};
use super::states;

/// What is read, beside what lies on a ground of its own.
const WORDS: [Role; 12] = [
    Role::Text,
    Role::Dim,
    Role::Title,
    Role::Digits,
    Role::Ready,
    Role::Hold,
    Role::Rest,
    Role::Switch,
    Role::Still,
    Role::Pain,
    Role::Key,
    Role::Notice,
];
const PHASES: [Role; 6] = [Role::Ready, Role::Hold, Role::Rest, Role::Switch, Role::Still, Role::Pain];
/// Themes with a ground of their own.
const PAINTED: [Theme; 3] = [Theme::HighContrast, Theme::Dusk, Theme::Linen];

type Rgb = [u8; 3];

/// What a colour is; those of the cube of 256 as every terminal has them.
fn rgb(colour: Option<Color>) -> Rgb {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match colour {
        Some(Color::Rgb(r, g, b)) => [r, g, b],
        Some(Color::Indexed(n @ 232..)) => [8 + 10 * (n - 232); 3],
        Some(Color::Indexed(n @ 16..)) => [step((n - 16) / 36), step((n - 16) / 6 % 6), step((n - 16) % 6)],
        other => panic!("{other:?} is whatever the terminal makes of it"),
    }
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Relative luminance, as WCAG 2 has it.
fn luminance([r, g, b]: Rgb) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// 1 to 21, as WCAG 2 has it.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// How far apart two colours are to the eye, in CIELAB; 2 can just be seen.
fn distance(a: Rgb, b: Rgb) -> f64 {
    let lab = |colour: Rgb| {
        let [r, g, b] = colour.map(linear);
        let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
        let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    let (a, b) = (lab(a), lab(b));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// A role where it is drawn: on the ground of the theme, or on its own.
fn seen(theme: Theme, role: Role) -> (Rgb, Rgb) {
    let style: Style = theme.style(role);
    (rgb(style.fg), rgb(style.bg.or(theme.style(Role::Text).bg)))
}

#[test]
fn the_measure_of_contrast_is_that_of_the_standard() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast([0x77; 3], [255; 3]) - 4.478).abs() < 0.001);
    assert!((distance([255, 0, 0], [0, 255, 0]) - 170.6).abs() < 0.5);
}

#[test]
fn every_word_of_a_painted_theme_reads_on_its_ground() {
    for theme in PAINTED {
        let least = if theme == Theme::HighContrast { 7.0 } else { 4.5 };
        for role in WORDS.into_iter().chain([Role::Picked, Role::Flash]) {
            let (ink, ground) = seen(theme, role);
            let contrast = contrast(ink, ground);
            assert!(contrast >= least, "{role:?} in {theme:?}: {contrast:.2}");
        }
        // Large, and nothing to be read.
        let (ink, ground) = seen(theme, Role::Track);
        assert!(contrast(ink, ground) >= 3.0, "the track of {theme:?}");
    }
    assert_eq!(WORDS.len() + 3, Role::ALL.len());
}

#[test]
fn what_is_picked_or_lit_stands_out_from_the_ground() {
    for theme in PAINTED {
        for role in [Role::Picked, Role::Flash] {
            let (own, ground) = (seen(theme, role).1, seen(theme, Role::Text).1);
            assert!(distance(own, ground) > 20.0, "{role:?} in {theme:?}: {}", distance(own, ground));
        }
    }
}

#[test]
fn phases_are_told_apart_by_colour() {
    for theme in PAINTED {
        for (at, one) in PHASES.into_iter().enumerate() {
            for other in PHASES.into_iter().skip(at + 1) {
                let apart = distance(seen(theme, one).0, seen(theme, other).0);
                assert!(apart > 20.0, "{one:?} and {other:?} in {theme:?}: {apart:.1}");
            }
        }
    }
    for (at, one) in PHASES.into_iter().enumerate() {
        for other in PHASES.into_iter().skip(at + 1) {
            assert_ne!(Theme::Terminal.style(one), Theme::Terminal.style(other), "{one:?} and {other:?}");
        }
    }
}

/// What the sixteen colours are in common palettes: the ground, the ink, then red and magenta and their bright kin, which
/// bold becomes in some.
const PALETTES: [(&str, Rgb, Rgb, [Rgb; 4]); 4] = [
    ("black", [0; 3], [229; 3], XTERM),
    ("white", [255; 3], [0; 3], XTERM),
    ("solarized dark", [0x00, 0x2b, 0x36], [0x83, 0x94, 0x96], SOLARIZED),
    ("solarized light", [0xfd, 0xf6, 0xe3], [0x65, 0x7b, 0x83], SOLARIZED),
];
const XTERM: [Rgb; 4] = [[205, 0, 0], [205, 0, 205], [255, 0, 0], [255, 0, 255]];
const SOLARIZED: [Rgb; 4] = [[0xdc, 0x32, 0x2f], [0xd3, 0x36, 0x82], [0xcb, 0x4b, 0x16], [0x6c, 0x71, 0xc4]];

#[test]
fn the_terminals_own_colours_are_used_for_words_only_where_every_palette_bears_them() {
    for role in WORDS.into_iter().filter(|role| !matches!(role, Role::Hold | Role::Rest)) {
        let style = Theme::Terminal.style(role);
        assert_eq!(style.bg, None, "{role:?}");
        assert!(matches!(style.fg, None | Some(Color::Red | Color::Magenta)), "{role:?}");
    }
    for (name, ground, ink, colours) in PALETTES {
        // Solarized is soft on purpose: its own ink has no more than 4.1.
        assert!(contrast(ink, ground) > 4.0, "{name}");
        for colour in colours {
            let contrast = contrast(colour, ground);
            assert!(contrast >= 3.0, "{colour:?} on {name}: {contrast:.2}");
        }
    }
}

#[test]
fn without_colours_there_is_only_the_mono_theme() {
    for theme in Theme::ALL {
        assert_eq!(Colour::None.worn(theme), Theme::Mono);
        assert_eq!(Colour::None.missed(theme), None);
        assert_eq!(Colour::True.worn(theme), theme);
    }
    for role in Role::ALL {
        let style = Theme::Mono.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
    }
}

#[test]
fn a_theme_with_true_colours_gives_way_where_there_are_none_and_says_so() {
    for theme in [Theme::Dusk, Theme::Linen] {
        assert_eq!(Colour::Sixteen.worn(theme), Theme::Terminal);
        let mut opening = hands::opening(states::sample(), None);
        opening.settings = Settings { theme, ..Settings::default() };
        let hands = Hands::open(opening);
        assert!(hands.picture(80, 24).contains("This theme needs true colours"), "{theme:?}");
    }
    assert_eq!(Colour::Sixteen.worn(Theme::HighContrast), Theme::HighContrast);
    assert_eq!(Colour::Sixteen.missed(Theme::Terminal), None);
}

/// Whether it is a part of a drawing, not of a letter.
fn is_drawn(c: char) -> bool {
    matches!(c, '─' | '▀'..='▟' | '\u{2800}'..='\u{28ff}')
}

/// The colours of a cell as they are seen: of the letter, and of what is behind it.
fn colours(cell: &Cell) -> (Rgb, Rgb) {
    match cell.modifier.contains(Modifier::REVERSED) {
        true => (rgb(Some(cell.bg)), rgb(Some(cell.fg))),
        false => (rgb(Some(cell.fg)), rgb(Some(cell.bg))),
    }
}

#[test]
fn every_cell_of_every_state_is_painted_and_reads_in_a_theme_with_a_ground() {
    for theme in PAINTED {
        let hands = hands::dressed(theme, states::all);
        for ((name, hands), (columns, rows)) in hands.iter().zip([(80, 24), (120, 40), (40, 12)].iter().cycle()) {
            for cell in &hands.draw(*columns, *rows).content {
                let (ink, ground) = colours(cell);
                let least = match cell.symbol() {
                    " " => continue,
                    // Large, and nothing to be read.
                    mark if mark.starts_with(is_drawn) => 3.0,
                    _ => 4.5,
                };
                let contrast = contrast(ink, ground);
                assert!(contrast >= least, "`{}` of {name} in {theme:?}: {contrast:.2}", cell.symbol());
                assert!(!cell.modifier.contains(Modifier::DIM), "`{}` of {name} in {theme:?}", cell.symbol());
            }
        }
    }
}

#[test]
fn the_ground_of_a_theme_reaches_to_every_edge_at_every_size() {
    let hands = hands::dressed(Theme::Linen, || Hands::open(hands::opening(states::sample(), None)));
    let ground = Theme::Linen.style(Role::Text).bg.unwrap();
    for (columns, rows) in [(80, 24), (7, 3), (1, 1), (200, 60)] {
        let seen = hands.draw(columns, rows);
        let is_ours = |cell: &Cell| cell.bg == ground || Some(cell.bg) == Theme::Linen.style(Role::Picked).bg;
        assert!(seen.content.iter().all(is_ours), "{columns}x{rows}");
    }
}
