//! The whole program as one machine: messages in, effects and a picture out.

mod act;
mod awake;
mod before;
mod colour;
mod flash;
mod history;
pub mod keymap;
mod place;
mod routines;
mod screening;
pub(crate) mod seen;
mod split;
mod voice;

use std::time::Duration;

use crossterm::event::KeyEvent;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::Frame;

use crate::effect::{Awake, Effect, Volume};
use crate::history::Past;
use crate::library::Library;
use crate::memory::Reason;
use crate::screen::help::{Help, Under, draw_leave};
use crate::screen::picker::Picker;
use crate::screen::start::Start;
use crate::screen::summary;
use crate::screen::{Look, Room, Screen, Today};
use crate::screening::Screening;
use crate::settings::Settings;
use crate::text;
use crate::time::{Moment, Now, Tempo};
use crate::ui::hints::Hint;
use crate::ui::theme::{Role, Theme};
pub use colour::Colour;
use flash::Flashes;
use split::Split;
use voice::{Cause, Voice};

/// All that can happen.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed, or repeats; releases never come here.
    Key(KeyEvent),
    /// A left click, at this column and row from 0.
    Click(u16, u16),
    /// The wheel was turned by one notch.
    Wheel(Wheel),
    /// The deadline was reached, or nothing happened.
    Tick,
    /// The terminal has this size: where a click lands depends on it. To be told before the first drawing.
    Resized {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// What was kept of earlier sessions was read.
    Past(Box<Remembered>),
    /// These phrases can be said, and how long each takes.
    Voiced(Vec<(String, Duration)>),
    /// There is no voice, and why.
    NoVoice(String),
    /// The routines have changed.
    Library(Box<Library>),
    /// The editor with the file of this routine was closed; what it holds now was told before.
    Edited(String),
    /// A signal from outside.
    Signal(Signal),
    /// Something could not be done; one line says what, and what still works.
    Notice(String),
}

/// What was kept of earlier sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remembered {
    /// The sessions themselves.
    pub past: Past,
    /// What the person said about conditions that make a routine unfit for them.
    pub screening: Screening,
    /// Whether another session goes on at this moment.
    pub elsewhere: Elsewhere,
}

/// What goes on in other windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Elsewhere {
    /// No session.
    #[default]
    Nothing,
    /// A session.
    Session,
}

/// Which way the wheel was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wheel {
    /// Away from the person.
    Up,
    /// Towards the person.
    Down,
}

/// A signal that concerns the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGTERM or SIGHUP: keep the session and end.
    Terminate,
    /// SIGINT from outside: like Ctrl-C.
    Interrupt,
    /// SIGTSTP from outside: like Ctrl-Z.
    Stop,
    /// SIGCONT: the terminal may have been changed meanwhile.
    Continue,
}

/// How the program opens.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Every routine.
    pub library: Library,
    /// What the user has set.
    pub settings: Settings,
    /// The routine whose start card opens; none opens the library.
    pub routine: Option<String>,
    /// How loud it is at the start.
    pub volume: Volume,
    /// Which colours the terminal has.
    pub colour: Colour,
    /// Session seconds in a real second.
    pub tempo: Tempo,
    /// Makes names of sessions unique across machines and starts.
    pub salt: u32,
    /// Local time, for dates.
    pub zone: TimeZone,
    /// Something to be told at once.
    pub notice: Option<String>,
}

/// The program.
#[derive(Debug)]
pub struct App {
    library: Library,
    settings: Settings,
    past: Option<Past>,
    screening: Screening,
    zone: TimeZone,
    tempo: Tempo,
    salt: u32,
    theme: Theme,
    volume: Volume,
    /// What the person chose, where a routine that starts silent says otherwise.
    own_volume: Volume,
    home: Home,
    view: Layers,
    notice: Option<Notice>,
    flashes: Flashes,
    /// What was last asked of the display.
    awake: Awake,
    voice: Voice,
    split: Split,
    room: Room,
    /// The date, as the last message told it.
    wall: Option<Timestamp>,
}

/// What is to be seen: all of it is taken back when an Escape turns out to be half of an arrow key.
#[derive(Debug, Clone)]
struct Layers {
    picker: Picker,
    screen: Screen,
    over: Over,
    /// The start card from which the list of conditions was opened again.
    under: Option<Box<Start>>,
    /// Why not to start was advised, and the person goes on all the same.
    accepted: Vec<Reason>,
}

/// What lies on top of the screen.
#[derive(Debug, Clone)]
enum Over {
    Nothing,
    /// The keys of what is under them.
    Help(Help, Under),
    /// Whether to leave the session.
    Leave,
}

/// Where the end of a session leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// The library.
    Library,
    /// The shell: the program was opened for one routine.
    Shell,
}

/// A line that is shown for a while, or until a key.
#[derive(Debug, Clone)]
struct Notice {
    text: String,
    until: Moment,
}

/// For so long, in real time, a failure is told.
const TOLD: Duration = Duration::from_secs(6);

impl Notice {
    /// `text` as it came, perhaps with the name of a file in it, from `now` on.
    fn told(text: &str, now: Moment, tempo: Tempo) -> Notice {
        Notice { text: text::harmless(text), until: now + tempo.of_real(TOLD) }
    }
}

impl App {
    /// The program as it opens.
    pub fn new(opening: Opening) -> App {
        let Opening { library, settings, routine, volume, colour, tempo, salt, zone, notice } = opening;
        let theme = colour.worn(settings.theme);
        let notice = notice.or_else(|| colour.missed(settings.theme).map(str::to_owned));
        let mut app = App {
            library,
            settings,
            past: None,
            screening: Screening::default(),
            zone,
            tempo,
            salt,
            theme,
            volume,
            own_volume: volume,
            home: Home::Library,
            view: Layers {
                picker: Picker::default(),
                screen: Screen::Library,
                over: Over::Nothing,
                under: None,
                accepted: Vec::new(),
            },
            notice: notice.map(|text| Notice::told(&text, Moment::ZERO, tempo)),
            flashes: Flashes::default(),
            awake: Awake::NotWanted,
            voice: Voice::default(),
            split: Split::Whole,
            room: Room { columns: 80, rows: 24 },
            wall: None,
        };
        if let Some(id) = routine {
            app.open(&id);
        }
        app
    }

    /// Opens the start card of a routine; without such a routine the library says so.
    fn open(&mut self, id: &str) {
        match self.start_card(id) {
            Some(start) => {
                self.home = Home::Shell;
                self.view.screen = Screen::Start(start);
            }
            None => {
                let text = format!("There is no routine `{id}` that could be started.");
                self.notice = Some(Notice::told(&text, Moment::ZERO, self.tempo));
            }
        }
    }

    /// Takes in one message: time first, then what it says.
    pub fn update(&mut self, msg: Msg, now: Now, fx: &mut Vec<Effect>) {
        self.wall = Some(now.wall);
        let rest_of_arrow = matches!(&msg, Msg::Key(key) if self.split.takes(key, now.mono));
        let person = matches!(msg, Msg::Key(_) | Msg::Click(..) | Msg::Wheel(_) | Msg::Signal(_)) && !rest_of_arrow;
        if person || self.split.is_over(now.mono) {
            fx.append(&mut self.split.settle());
        }
        self.ring(now.mono, fx);
        self.notice.take_if(|notice| notice.until <= now.mono);
        let mut own = Vec::new();
        if let Screen::Session(sitting) = &mut self.view.screen {
            if !matches!(msg, Msg::Tick) {
                sitting.session.attend(now);
            }
            sitting.session.advance(now, &mut own);
        }
        if (person || self.split.is_over(now.mono)) && self.split.was_no_key() {
            self.escape_after_all(now, &mut own);
        }
        match msg {
            Msg::Key(key) if rest_of_arrow => self.join(&key, now, &mut own),
            Msg::Key(key) => self.press(&key, now, &mut own),
            Msg::Click(column, row) => self.click(column, row, now, &mut own),
            Msg::Wheel(wheel) => self.turn(wheel, now, &mut own),
            Msg::Tick => {}
            Msg::Resized { columns, rows } => self.room = Room { columns, rows },
            Msg::Past(remembered) => self.remember(*remembered, now, &mut own),
            Msg::Voiced(lengths) => self.voice.ready(lengths),
            Msg::NoVoice(why) => self.voice.lost(why),
            Msg::Library(library) => self.renew(*library),
            Msg::Edited(id) => self.edited(&id, now),
            Msg::Signal(signal) => self.signal(signal, now, &mut own),
            Msg::Notice(text) => self.notice = Some(Notice::told(&text, now.mono, self.tempo)),
        }
        self.stop_at_end();
        self.speak(now, if person { Cause::Person } else { Cause::World }, &mut own);
        self.stay_awake(now.mono, &mut own);
        self.pass(own, now.mono, fx);
    }

    /// When `update` with a tick is next needed: none while nothing moves.
    pub fn deadline(&self, now: Moment) -> Option<Moment> {
        let session = match &self.view.screen {
            Screen::Session(sitting) => sitting.deadline(now, self.room),
            _ => None,
        };
        let notice = self.notice.as_ref().map(|notice| notice.until);
        let flash = self.next_flash(now);
        [session, notice, flash, self.split.deadline()].into_iter().flatten().min()
    }

    /// Draws the present screen.
    pub fn draw(&self, now: Moment, frame: &mut Frame) {
        let hints = keymap::hints(self.place());
        let marks = self.marks();
        let look = self.look(now, &hints, &marks);
        let area = frame.area();
        frame.buffer_mut().set_style(area, self.theme.style(Role::Text));
        match (&self.view.over, &self.view.screen) {
            (Over::Help(help, _), _) => help.draw(&look, frame),
            (Over::Leave, _) => draw_leave(summary::kept(self.tempo), &look, frame),
            (Over::Nothing, Screen::Library) => self.view.picker.draw(&self.library, &look, frame),
            (Over::Nothing, Screen::Mend(mend)) => mend.draw(&look, frame),
            (Over::Nothing, Screen::Offer(offer)) => offer.draw(&look, frame),
            (Over::Nothing, Screen::Advice(advice)) => advice.draw(&look, frame),
            (Over::Nothing, Screen::Morning(morning)) => morning.draw(&look, frame),
            (Over::Nothing, Screen::History(history)) => history.draw(&self.library, &look, frame),
            (Over::Nothing, Screen::Start(start)) => start.draw(&look, frame),
            (Over::Nothing, Screen::Screening(card)) => card.draw(&look, frame),
            (Over::Nothing, Screen::Session(sitting)) => sitting.draw(&look, frame),
        }
    }

    fn look<'a>(&'a self, now: Moment, hints: &'a [Hint], marks: &'a [String]) -> Look<'a> {
        Look {
            theme: self.theme,
            now,
            edge: self.edge(now),
            notice: self.notice.as_ref().map(|notice| notice.text.as_str()),
            hints,
            marks,
            settings: &self.settings,
            today: self.today(),
        }
    }

    fn today(&self) -> Today<'_> {
        Today {
            wall: self.wall,
            zone: &self.zone,
            past: self.past.as_ref(),
            emergency: self.settings.emergency.as_deref(),
        }
    }

    /// What holds for the whole screen.
    fn marks(&self) -> Vec<String> {
        let rehearsal = self.tempo.is_rehearsal().then(|| {
            let times = self.tempo.of_real(Duration::from_secs(1)).as_secs();
            format!("rehearsal ×{times}, nothing is kept")
        });
        let muted = self.volume.muted.then(|| "muted".to_owned());
        let no_voice = self.voice.off().filter(|_| !self.volume.muted).map(|_| "no voice".to_owned());
        rehearsal.into_iter().chain(muted).chain(no_voice).collect()
    }

    /// Hands effects on: remembers cues for the flash, keeps nothing of a rehearsal, and holds back what
    /// an Escape asked for until it is certain that it was one.
    fn pass(&mut self, own: Vec<Effect>, now: Moment, fx: &mut Vec<Effect>) {
        for effect in own {
            self.flashes.see(&effect, now);
            if let (Effect::Keep(entry), Some(past), false) = (&effect, &mut self.past, self.tempo.is_rehearsal()) {
                past.add(entry);
            }
            match effect {
                Effect::Play { cue, at } if self.voice.hushes(cue, at) => {}
                Effect::Keep(_) | Effect::KeepVolume { .. } if self.tempo.is_rehearsal() => {}
                Effect::Keep(_) | Effect::Quit(_) if self.split.holds() => self.split.hold(effect),
                effect => fx.push(effect),
            }
        }
        self.ring(now, fx);
    }
}
