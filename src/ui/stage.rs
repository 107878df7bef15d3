//! One moment of a session as a picture, read from two metres: word, time, bar, name, cues, what comes next.
//!
//! Every piece keeps its rows whatever it holds, so nothing jumps from one moment to the next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::figure::{Dots, Drawing};
use crate::text;
use crate::ui::breath::{self, Breath};
use crate::ui::hints::{self, Hint};
use crate::ui::prose::{self, Align};
use crate::ui::theme::{Role, Theme};
use crate::ui::{bar, digits, figure, layout};

/// What is to be seen.
#[derive(Debug, Clone, Default)]
pub struct Stage {
    /// At the top left: what is done.
    pub name: String,
    /// At the top right: how far it is.
    pub place: String,
    /// What the person does now, in a word or two.
    pub word: String,
    /// The side as the step's author calls it, if there are sides.
    pub side: String,
    /// The clock.
    pub time: String,
    /// The widest that the clock becomes: it decides about the size of its digits.
    pub widest: String,
    /// How much of the present segment is over.
    pub share: Option<f64>,
    /// The largest words below the bar.
    pub title: String,
    /// Below that.
    pub under: String,
    /// The breath, while one paces: in the row of `under` if that is empty, else before the sentences.
    pub breath: Option<Breath>,
    /// Room for a figure, kept whether or not there is one in this moment, and the figure.
    pub figure: Option<Option<Drawing>>,
    /// A few sentences, each with what it is for.
    pub lines: Vec<(String, Role)>,
    /// Below them: what comes next, or what means stop.
    pub next: String,
    /// Which words are shown where only one line of them has room.
    pub only: Only,
}

/// Which words are shown where only one line of them has room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// The first of the lines.
    #[default]
    Lines,
    /// What comes next.
    Next,
}

/// What it is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Set<'a> {
    /// The looks of roles.
    pub theme: Theme,
    /// The role of the present phase.
    pub phase: Role,
    /// What figures are made of.
    pub dots: Dots,
    /// Whether a cue sounds now.
    pub edge: Edge,
    /// One line that takes the place of the keys for a while.
    pub notice: Option<&'a str>,
    /// The keys.
    pub hints: &'a [Hint],
}

/// The edges of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Nothing there.
    Calm,
    /// Lit.
    Flash,
}

/// The widest words of ordinary phases.
const WIDEST_WORD: &str = "SWITCH → RIGHT";

const HEAD: usize = 0;
const GAP_1: usize = 1;
const FIGURE: usize = 2;
const WORD: usize = 3;
const GAP_2: usize = 4;
const TIME: usize = 5;
const GAP_3: usize = 6;
const BAR: usize = 7;
const GAP_4: usize = 8;
const TITLE: usize = 9;
const GAP_5: usize = 10;
const UNDER: usize = 11;
const GAP_6: usize = 12;
const WORDS: usize = 13;
const GAP_7: usize = 14;
const KEYS: usize = 15;

/// First what cannot be missed, then what a small window bears, then size, then air. The heights of
/// the time are those of sizes of digits: 1, 3, 5, 7, 11, 14, 18, 21, and more.
const WISHES: [(usize, u16); 32] = [
    (TIME, 1),
    (WORD, 1),
    (TITLE, 1),
    (TIME, 2),
    (KEYS, 1),
    (TIME, 2),
    (BAR, 1),
    (WORDS, 1),
    (UNDER, 1),
    (HEAD, 1),
    (WORDS, 2),
    (WORD, 2),
    (TIME, 2),
    (WORDS, 1),
    (TIME, 4),
    (WORDS, 1),
    (GAP_1, 1),
    (GAP_7, 1),
    (GAP_4, 1),
    (TIME, 3),
    (GAP_2, 1),
    (GAP_3, 1),
    (GAP_6, 1),
    (TITLE, 2),
    (GAP_5, 1),
    (TIME, 4),
    (WORD, 2),
    (WORDS, 1),
    (TIME, 3),
    (TIME, 4),
    (TIME, 3),
    (TIME, layout::FILL),
];

/// Draws `stage` into `area`, whatever its size.
pub fn draw(buf: &mut Buffer, area: Rect, stage: &Stage, set: &Set) {
    let rows: [Rect; 16] = layout::grant(area, &wishes(area, stage));
    let mut inner = rows.map(|row| layout::inset(row, margin(area) + u16::from(area.width > 30)));
    draw_figure(buf, area, &mut inner, stage, set);
    let style = |role| set.theme.style(role);
    draw_head(buf, inner[HEAD], stage, set.theme);
    draw_word(buf, inner[WORD], stage, set);
    let size = digits::Size::fitting(&stage.widest, inner[TIME].width, inner[TIME].height);
    digits::draw(buf, inner[TIME], &stage.time, size, style(Role::Digits));
    if let Some(share) = stage.share {
        bar::draw(buf, inner[BAR], share, set.phase, set.theme);
    }
    let prose = |piece: usize| layout::column(inner[piece], prose::WIDEST);
    draw_title(buf, inner[TITLE], &stage.title, style(Role::Title));
    prose::put(buf, prose(UNDER), &stage.under, style(Role::Text), Align::Middle);
    let words = draw_breath(buf, prose(UNDER), prose(WORDS), stage, set);
    if !draw_long(buf, prose(UNDER), words, stage, set.theme) {
        draw_words(buf, words, stage, set.theme);
    }
    hints::draw(buf, inner[KEYS], set.notice, set.hints, set.theme);
    draw_edge(buf, area, set);
}

/// A window that is higher than wide has a figure in rows of its own.
fn wishes(area: Rect, stage: &Stage) -> Vec<(usize, u16)> {
    let mut wishes = WISHES.to_vec();
    if stage.figure.is_some() && is_tall(area) {
        wishes.insert(OWN_ROWS, (FIGURE, area.height / 3));
    }
    wishes
}

/// After so many wishes that come first.
const OWN_ROWS: usize = 14;

fn is_tall(area: Rect) -> bool {
    area.width < BESIDE && area.height >= 30
}

/// The narrowest window in which a figure is beside the clock, and the fewest rows it is worth it.
const BESIDE: u16 = 72;
/// The widest word has large letters in so many columns.
const WORD_ROOM: u16 = 58;
const LEAST: u16 = 9;

/// Whether a picture of this size has a figure in it.
pub fn shows_figure(area: Rect) -> bool {
    let rows: [Rect; 16] = layout::grant(area, &WISHES);
    is_tall(area) || (area.width >= BESIDE && rows[TIME].height >= LEAST)
}

/// Draws the figure in rows of its own, or beside the clock, and the word too if that has room; they get what is left.
fn draw_figure(buf: &mut Buffer, area: Rect, inner: &mut [Rect; 16], stage: &Stage, set: &Set) {
    let Some(drawing) = stage.figure.as_ref().filter(|_| shows_figure(area)) else { return };
    let mut place = inner[FIGURE];
    if !is_tall(area) {
        let whole = inner[WORD].union(inner[TIME]);
        let width = |band: Rect| figure_width(band, inner[TIME].height, &stage.widest);
        let roomy = whole.width.saturating_sub(width(whole)) >= WORD_ROOM;
        let band = if roomy { whole } else { inner[TIME] };
        place = Rect { width: width(band), ..band };
        for piece in if roomy { vec![WORD, TIME] } else { vec![TIME] } {
            inner[piece].x += place.width + 1;
            inner[piece].width -= place.width + 1;
        }
    }
    if let Some(drawing) = drawing {
        figure::draw(buf, place, drawing, set.dots, Role::Text, set.theme);
    }
}

/// As wide as high, and wider where the digits leave room: who lies down needs it.
fn figure_width(band: Rect, rows: u16, widest: &str) -> u16 {
    let least = (band.height * 2).min(band.width * 2 / 5);
    let size = digits::Size::fitting(widest, band.width - least - 1, rows);
    let digits = size.and_then(|size| size.width(widest)).unwrap_or(band.width);
    band.width.saturating_sub(digits + 4).min(band.height * 3).max(least)
}

fn draw_head(buf: &mut Buffer, area: Rect, stage: &Stage, theme: Theme) {
    let place = text::cut(&stage.place, area.width.into());
    let taken = u16::try_from(text::width(&place)).unwrap_or(u16::MAX);
    prose::put(buf, area, &place, theme.style(Role::Text), Align::Right);
    if let Some(width) = area.width.checked_sub(taken + 2) {
        prose::put(buf, Rect { width, ..area }, &stage.name, theme.style(Role::Dim), Align::Left);
    }
}

fn draw_word(buf: &mut Buffer, area: Rect, stage: &Stage, set: &Set) {
    let both = match stage.side.as_str() {
        "" => stage.word.clone(),
        side => format!("{} {}", stage.word, side.to_uppercase()),
    };
    let size = digits::Size::fitting(WIDEST_WORD, area.width, area.height);
    // Small words in the lighter colours vanish on a white ground; large ones do not.
    let role = match set.phase {
        Role::Pain | Role::Switch => set.phase,
        Role::Hold | Role::Rest if size.is_some() => set.phase,
        _ => Role::Title,
    };
    digits::draw(buf, area, &both, size, set.theme.style(role));
}

/// In large letters where it has room in them, else as it is.
fn draw_title(buf: &mut Buffer, area: Rect, title: &str, style: Style) {
    let large = title.to_uppercase();
    let fits = digits::Size::fitting(&large, area.width, area.height).is_some();
    digits::draw(buf, area, if fits { &large } else { title }, None, style);
}

/// The breath where there is room for it; what it leaves of `words`.
fn draw_breath(buf: &mut Buffer, under: Rect, words: Rect, stage: &Stage, set: &Set) -> Rect {
    let Some(breath) = &stage.breath else { return words };
    if stage.under.is_empty() && under.height > 0 {
        breath::draw(buf, under, breath, set.theme);
        return words;
    }
    breath::draw(buf, words, breath, set.theme);
    let taken = words.height.min(1);
    Rect { y: words.y + taken, height: words.height - taken, ..words }
}

/// Where words have but one row, a sentence that is longer takes the free one above, too; whether it did.
fn draw_long(buf: &mut Buffer, under: Rect, words: Rect, stage: &Stage, theme: Theme) -> bool {
    let is_free = under.height == 1 && stage.under.is_empty() && stage.breath.is_none();
    let is_lone = words.height == 1 && stage.only == Only::Lines;
    let long = stage.lines.first().filter(|(text, _)| text::width(text) > words.width.into());
    let Some((text, role)) = long.filter(|_| is_free && is_lone) else { return false };
    let lines = prose::wrap(text, words.width.into(), 2);
    prose::put_lines(buf, under.union(words), &lines, theme.style(*role), Align::Middle);
    true
}

/// The lines from the top, as many rows for each as there are, the first ones first; what comes next at
/// the bottom.
fn draw_words(buf: &mut Buffer, area: Rect, stage: &Stage, theme: Theme) {
    let next = |rows: u16| prose::wrap(&stage.next, area.width.into(), rows.into());
    let only_next = area.height == 1 && (stage.only == Only::Next || stage.lines.is_empty());
    let reserved = u16::from(!stage.next.is_empty() && (area.height > 1 || only_next));
    let mut free = area.height.saturating_sub(reserved);
    let mut y = area.y;
    for (at, (text, role)) in stage.lines.iter().enumerate() {
        let later = u16::try_from(stage.lines.len() - 1 - at).unwrap_or(u16::MAX);
        let rows = free.saturating_sub(later).max(1).min(free);
        for line in prose::wrap(text, area.width.into(), rows.into()) {
            prose::put(buf, Rect { y, height: 1, ..area }, &line, theme.style(*role), Align::Middle);
            y += 1;
            free -= 1;
        }
    }
    let lines = next((free + reserved).min(2));
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let area = Rect { y: area.bottom().saturating_sub(height), height, ..area };
    prose::put_lines(buf, area, &lines, theme.style(Role::Text), Align::Middle);
}

/// How many columns the edge takes at each side.
pub fn margin(area: Rect) -> u16 {
    match area.width {
        0..=7 => 0,
        8..=39 => 1,
        40..=99 => 2,
        _ => 4,
    }
}

/// Lights both edges of `area` while a cue sounds; last of all, since words may reach into them.
pub fn draw_edge(buf: &mut Buffer, area: Rect, set: &Set) {
    if set.edge == Edge::Calm {
        return;
    }
    let width = margin(area);
    let sides = [Rect { width, ..area }, Rect { x: area.right() - width, width, ..area }];
    for side in sides {
        buf.set_style(side, set.theme.style(Role::Flash));
    }
}
