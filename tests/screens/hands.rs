//! The whole program in virtual time: keys and waits in, pictures out.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{self, Buffer};
use ratatui::style::{Color, Modifier};
use unkink::app::{App, Colour, Elsewhere, Msg, Opening, Remembered};
use unkink::cue::Cue;
use unkink::effect::{Effect, Volume};
use unkink::error::Exit;
use unkink::history::Past;
use unkink::library::{Content, Item, Library, Origin};
use unkink::record::Entry;
use unkink::routine::conditions::IDS;
use unkink::routine::parse;
use unkink::screening::Screening;
use unkink::settings::{Settings, Theme};
use unkink::time::{Moment, Now, Tempo};

/// A program, the hands on its keys, and all it asked for.
pub struct Hands {
    pub app: App,
    pub now: Moment,
    /// How far the clock on the wall is off.
    pub off: SignedDuration,
    pub played: Vec<(Moment, Cue)>,
    /// What the voice said, and when it began.
    pub said: Vec<(Moment, String)>,
    pub kept: Vec<Entry>,
    /// When the terminal's bell rang.
    pub rung: Vec<Moment>,
    pub volume: Option<Volume>,
    pub quit: Option<Exit>,
    pub fx: Vec<Effect>,
    /// What of that is for the ear, and when it was told.
    pub told: Vec<(Moment, Effect)>,
}

pub fn seconds(s: f64) -> Duration {
    Duration::from_secs_f64(s)
}

/// Routines from texts, each with its id.
pub fn library(texts: &[(&str, &str)]) -> Library {
    let item = |(id, text): &(&str, &str)| {
        let (routine, problems) = parse(id, text);
        let content = match routine {
            Some(routine) => Content::Routine(Box::new(routine), problems),
            None => Content::Broken { problems, text: (*text).to_owned() },
        };
        Item::new((*id).to_owned(), Origin::Bundled, content)
    };
    Library { items: texts.iter().map(item).collect(), ..Library::default() }
}

thread_local! {
    /// What the programs of this test look like, if not as ever.
    static DRESS: Cell<Option<Theme>> = const { Cell::new(None) };
}

/// Whatever `open` opens, in this theme.
pub fn dressed<T>(theme: Theme, open: impl FnOnce() -> T) -> T {
    DRESS.set(Some(theme));
    let opened = open();
    DRESS.set(None);
    opened
}

pub fn opening(library: Library, routine: Option<&str>) -> Opening {
    let theme = DRESS.get().unwrap_or(Theme::Terminal);
    Opening {
        library,
        settings: Settings { theme, ..Settings::default() },
        routine: routine.map(str::to_owned),
        volume: Volume { percent: 60, muted: false },
        colour: if DRESS.get().is_some() { Colour::True } else { Colour::Sixteen },
        tempo: Tempo::REAL,
        salt: 7,
        zone: TimeZone::UTC,
        notice: None,
    }
}

/// As if these were done three days ago.
pub fn done(ids: &[&str]) -> Past {
    let then = Timestamp::from_second(START - 3 * 86_400).unwrap();
    let mut past = Past::default();
    past.last_done.extend(ids.iter().map(|id| ((*id).to_owned(), then)));
    past
}

/// That the history was read.
pub fn remembers(past: Past) -> Msg {
    remembers_all(past, well())
}

/// The same, while a session goes on in another window.
pub fn remembers_beside_another(past: Past) -> Msg {
    Msg::Past(Box::new(Remembered { past, screening: well(), elsewhere: Elsewhere::Session }))
}

/// The same, with what was said about conditions.
pub fn remembers_all(past: Past, screening: Screening) -> Msg {
    Msg::Past(Box::new(Remembered { past, screening, ..Remembered::default() }))
}

/// As if every condition had been answered with no, a day ago.
pub fn well() -> Screening {
    let mut screening = Screening::default();
    let asked = Timestamp::from_second(START - 86_400).unwrap();
    screening.answer(&IDS.map(str::to_owned), &BTreeMap::new(), asked);
    screening
}

/// When hands come to the keys, in Unix seconds.
pub const START: i64 = 1_780_000_000;

impl Hands {
    pub fn open(opening: Opening) -> Hands {
        let (played, said, kept, fx) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Hands {
            app: App::new(opening),
            now: Moment::ZERO,
            off: SignedDuration::ZERO,
            played,
            said,
            kept,
            rung: Vec::new(),
            volume: None,
            quit: None,
            fx,
            told: Vec::new(),
        }
    }

    pub fn tell(&mut self, msg: Msg) {
        let wall = Timestamp::from_second(START).unwrap() + self.now.since_start() + self.off;
        let mut fx = Vec::new();
        self.app.update(msg, Now { mono: self.now, wall }, &mut fx);
        for effect in fx {
            match &effect {
                Effect::Play { cue, at } => self.played.push((*at, *cue)),
                Effect::Say { text, at } => self.said.push((*at, text.clone())),
                Effect::Hush => {
                    self.played.retain(|(at, _)| *at < self.now);
                    self.said.retain(|(at, _)| *at < self.now);
                }
                Effect::Keep(entry) => self.kept.push(entry.clone()),
                Effect::Bell => self.rung.push(self.now),
                Effect::Volume(volume) => self.volume = Some(*volume),
                Effect::Quit(exit) => self.quit = Some(*exit),
                Effect::Breathe { .. } | Effect::Prepare(_) | Effect::Awake(_) => {}
                Effect::KeepVolume { .. }
                | Effect::KeepScreening(_)
                | Effect::Edit { .. }
                | Effect::Suspend
                | Effect::Redraw => {}
            }
            if matches!(effect, Effect::Say { .. } | Effect::Play { .. } | Effect::Hush) {
                self.told.push((self.now, effect.clone()));
            }
            self.fx.push(effect);
        }
    }

    pub fn past(mut self, ids: &[&str]) -> Hands {
        self.tell(remembers(done(ids)));
        self
    }

    /// In a window in which every list is too long.
    pub fn small(mut self) -> Hands {
        self.tell(Msg::Resized { columns: 40, rows: 9 });
        self
    }

    /// Presses keys, by their words, all at this moment.
    #[track_caller]
    pub fn press(mut self, keys: &str) -> Hands {
        for word in keys.split_whitespace() {
            self.tell(Msg::Key(key(word)));
        }
        self
    }

    /// Waits so many seconds, going from deadline to deadline.
    #[track_caller]
    pub fn wait(mut self, s: f64) -> Hands {
        let to = self.now + seconds(s);
        while let Some(due) = self.app.deadline(self.now).filter(|due| *due <= to) {
            assert!(due > self.now, "the deadline does not move forward: {due:?}");
            self.now = due;
            self.tell(Msg::Tick);
        }
        self.now = to;
        self.tell(Msg::Tick);
        self
    }

    /// Is away for so long, as a machine that slept.
    pub fn sleep(mut self, s: f64) -> Hands {
        self.now += seconds(s);
        self.tell(Msg::Tick);
        self
    }

    pub fn draw(&self, columns: u16, rows: u16) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| self.app.draw(self.now, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The words on the screen, in rows.
    pub fn text(&self, columns: u16, rows: u16) -> String {
        text(&self.draw(columns, rows))
    }

    /// Rows of text, then every run of cells that does not look ordinary.
    pub fn picture(&self, columns: u16, rows: u16) -> String {
        let buffer = self.draw(columns, rows);
        format!("{}\n{}", text(&buffer), runs(&buffer))
    }
}

pub fn key(word: &str) -> KeyEvent {
    let code = match word {
        "space" => KeyCode::Char(' '),
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "tab" => KeyCode::Tab,
        "backspace" => KeyCode::Backspace,
        word if word.starts_with("ctrl-") => {
            return KeyEvent::new(KeyCode::Char(word.chars().last().unwrap()), KeyModifiers::CONTROL);
        }
        word => {
            assert_eq!(word.chars().count(), 1, "no such key: {word}");
            KeyCode::Char(word.chars().next().unwrap())
        }
    };
    KeyEvent::from(code)
}

fn is_full(cell: &buffer::Cell) -> bool {
    cell.modifier.contains(Modifier::REVERSED) && cell.symbol() == " "
}

fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = if is_full(&buffer[(x, y)]) { "█" } else { buffer[(x, y)].symbol() };
            row.push_str(symbol);
            x += u16::try_from(unkink::text::width(symbol).max(1)).unwrap();
        }
        let _ = writeln!(out, "│{}", row.trim_end());
    }
    out
}

/// `rows 3-5: 10-14 bold magenta, 20-30 dim`; rows that look the same in a line.
fn runs(buffer: &Buffer) -> String {
    let rows: Vec<String> = (0..buffer.area.height).map(|y| row_runs(buffer, y)).collect();
    let mut out = String::new();
    let mut from = 0;
    for y in 1..=rows.len() {
        if rows.get(y) != rows.get(from) {
            if !rows[from].is_empty() {
                let _ = writeln!(out, "rows {from}-{}: {}", y - 1, rows[from]);
            }
            from = y;
        }
    }
    out
}

fn row_runs(buffer: &Buffer, y: u16) -> String {
    let look = |x: u16| {
        let cell = &buffer[(x, y)];
        // The rows of text show it as a full block.
        let shown = if is_full(cell) { Modifier::REVERSED } else { Modifier::empty() };
        (cell.fg, cell.bg, cell.modifier - shown)
    };
    let mut runs = Vec::new();
    let mut from = 0;
    for x in 1..=buffer.area.width {
        if x == buffer.area.width || look(x) != look(from) {
            if look(from) != (Color::Reset, Color::Reset, Modifier::empty()) {
                runs.push(format!("{from}-{} {}", x - 1, words(look(from))));
            }
            from = x;
        }
    }
    runs.join(", ")
}

fn words((fg, bg, modifier): (Color, Color, Modifier)) -> String {
    let mut words: Vec<String> = modifier.iter_names().map(|(name, _)| name.to_lowercase()).collect();
    if fg != Color::Reset {
        words.push(fg.to_string().to_lowercase());
    }
    if bg != Color::Reset {
        words.push(format!("on {}", bg.to_string().to_lowercase()));
    }
    words.join(" ")
}
