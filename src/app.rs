//! The whole program as one machine: messages in, effects and a picture out.

mod flash;
pub mod keymap;
mod split;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::Timestamp;
use ratatui::Frame;

use crate::action::Action;
use crate::effect::{Effect, Volume};
use crate::error::Exit;
use crate::history::Past;
use crate::library::Library;
use crate::screen::help::{Help, draw_leave};
use crate::screen::picker::{Picker, Room};
use crate::screen::session::{Sitting, View};
use crate::screen::start::Start;
use crate::screen::{Look, Next, Screen, Today};
use crate::session::{Session, Terms};
use crate::settings::Settings;
use crate::time::{Moment, Now, Tempo};
use crate::ui::hints::Hint;
use crate::ui::theme::Theme;
use flash::Flashes;
use keymap::Place;
use split::Split;

/// All that can happen.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed, or repeats; releases never come here.
    Key(KeyEvent),
    /// A left click, at this column and row from 0.
    Click(u16, u16),
    /// The deadline was reached, or nothing happened.
    Tick,
    /// The terminal has a new size.
    Resized,
    /// The terminal has this size: where a click lands depends on it. To be told before the first drawing.
    Room {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// The history was read.
    Past(Past),
    /// A signal from outside.
    Signal(Signal),
    /// Something could not be done; one line says what, and what still works.
    Notice(String),
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
    /// Whether colours are used.
    pub colour: Colour,
    /// Session seconds in a real second.
    pub tempo: Tempo,
    /// Makes names of sessions unique across machines and starts.
    pub salt: u32,
}

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's own sixteen.
    Sixteen,
    /// None: bold, dim and reverse only.
    None,
}

/// The program.
#[derive(Debug)]
pub struct App {
    library: Library,
    settings: Settings,
    past: Option<Past>,
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
}

/// What lies on top of the screen.
#[derive(Debug, Clone)]
enum Over {
    Nothing,
    /// The keys of the screen.
    Help(Help),
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
/// For so long, in real time, a changed volume is shown.
const SHOWN: Duration = Duration::from_secs(2);
/// What one key changes the volume by.
const VOLUME_STEP: u8 = 5;

impl App {
    /// The program as it opens.
    pub fn new(opening: Opening) -> App {
        let Opening { library, settings, routine, volume, colour, tempo, salt } = opening;
        let mut app = App {
            library,
            settings,
            past: None,
            tempo,
            salt,
            theme: match colour {
                Colour::Sixteen => Theme::Sixteen,
                Colour::None => Theme::Plain,
            },
            volume,
            own_volume: volume,
            home: Home::Library,
            view: Layers { picker: Picker::default(), screen: Screen::Library, over: Over::Nothing },
            notice: None,
            flashes: Flashes::default(),
            split: Split::Whole,
            room: Room { columns: 80, rows: 24 },
            wall: None,
        };
        if let Some(start) = routine.and_then(|id| app.start_card(&id)) {
            app.home = Home::Shell;
            app.view.screen = Screen::Start(Box::new(start));
        }
        app
    }

    /// Takes in one message: time first, then what it says.
    pub fn update(&mut self, msg: Msg, now: Now, fx: &mut Vec<Effect>) {
        self.wall = Some(now.wall);
        let rest_of_arrow = matches!(&msg, Msg::Key(key) if self.split.takes(key, now.mono));
        let person = matches!(msg, Msg::Key(_) | Msg::Click(..) | Msg::Signal(_)) && !rest_of_arrow;
        if person || self.split.is_over(now.mono) {
            fx.append(&mut self.split.settle());
        }
        self.notice.take_if(|notice| notice.until <= now.mono);
        let mut own = Vec::new();
        if let Screen::Session(sitting) = &mut self.view.screen {
            sitting.session.advance(now, &mut own);
        }
        match msg {
            Msg::Key(key) if rest_of_arrow => self.join(&key, now, &mut own),
            Msg::Key(key) => self.press(&key, now, &mut own),
            Msg::Click(column, row) => self.click(column, row, now, &mut own),
            Msg::Tick | Msg::Resized => {}
            Msg::Room { columns, rows } => self.room = Room { columns, rows },
            Msg::Past(past) => self.remember(past, now, &mut own),
            Msg::Signal(signal) => self.signal(signal, now, &mut own),
            Msg::Notice(text) => self.notice = Some(Notice { text, until: now.mono + self.tempo.of_real(TOLD) }),
        }
        self.pass(own, now.mono, fx);
    }

    /// When `update` with a tick is next needed: none while nothing moves.
    pub fn deadline(&self, now: Moment) -> Option<Moment> {
        let session = match &self.view.screen {
            Screen::Session(sitting) => sitting.session.deadline(now),
            Screen::Library | Screen::Start(_) => None,
        };
        let notice = self.notice.as_ref().map(|notice| notice.until);
        let flash = self.flashes.deadline(now, self.tempo);
        [session, notice, flash, self.split.deadline()].into_iter().flatten().min()
    }

    /// Draws the present screen.
    pub fn draw(&self, now: Moment, frame: &mut Frame) {
        let hints = keymap::hints(self.place());
        let marks = self.marks();
        let look = self.look(now, &hints, &marks);
        match (&self.view.over, &self.view.screen) {
            (Over::Help(help), _) => help.draw(&look, frame),
            (Over::Leave, _) => draw_leave(&look, frame),
            (Over::Nothing, Screen::Library) => self.view.picker.draw(&self.library, &look, frame),
            (Over::Nothing, Screen::Start(start)) => start.draw(&look, frame),
            (Over::Nothing, Screen::Session(sitting)) => sitting.draw(&look, frame),
        }
    }

    fn look<'a>(&'a self, now: Moment, hints: &'a [Hint], marks: &'a str) -> Look<'a> {
        Look {
            theme: self.theme,
            now,
            edge: self.flashes.edge(now, self.tempo),
            notice: self.notice.as_ref().map(|notice| notice.text.as_str()),
            hints,
            marks,
            settings: &self.settings,
            today: self.today(),
        }
    }

    fn today(&self) -> Today<'_> {
        Today { wall: self.wall, past: self.past.as_ref() }
    }

    /// What holds for the whole screen.
    fn marks(&self) -> String {
        let rehearsal = self.tempo.is_rehearsal().then(|| {
            let times = self.tempo.of_real(Duration::from_secs(1)).as_secs();
            format!("rehearsal ×{times}, nothing is kept")
        });
        let muted = self.volume.muted.then(|| "muted".to_owned());
        rehearsal.into_iter().chain(muted).collect::<Vec<_>>().join(" · ")
    }

    /// Where a key would be pressed.
    fn place(&self) -> Place {
        match (&self.view.over, &self.view.screen) {
            (Over::Help(_), _) => Place::Help,
            (Over::Leave, _) => Place::Leave,
            _ => self.place_below(),
        }
    }

    /// The same, without what lies on top.
    fn place_below(&self) -> Place {
        match &self.view.screen {
            Screen::Library if self.view.picker.is_typing() => Place::Filter,
            Screen::Library => Place::Library,
            Screen::Start(start) if start.is_not_today() => Place::NotToday,
            Screen::Start(_) => Place::Start,
            Screen::Session(sitting) => match sitting.view() {
                View::Step => Place::Session,
                View::Open => Place::Open,
                View::Paused => Place::Paused,
                View::Waiting => Place::Waiting,
                View::Check => Place::Check,
                View::LastCheck => Place::LastCheck,
                View::Stop => Place::Stop,
                View::Advice => Place::Advice,
                View::Summary => Place::Summary,
            },
        }
    }

    fn press(&mut self, key: &KeyEvent, now: Now, fx: &mut Vec<Effect>) {
        let Some(action) = keymap::action(self.place(), key) else { return };
        self.notice = None;
        if key.code == KeyCode::Esc {
            let until = now.mono + self.tempo.of_real(split::WINDOW);
            self.split = Split::escape(self.view.clone(), self.flashes.clone(), now.mono, until);
        }
        self.act(action, now, fx);
    }

    /// The rest of an arrow key whose Escape was taken for a key of its own.
    fn join(&mut self, key: &KeyEvent, now: Now, fx: &mut Vec<Effect>) {
        let until = now.mono + self.tempo.of_real(split::WINDOW);
        if let Some(before) = self.split.join(key, until) {
            self.view = before.view;
            fx.push(Effect::Hush);
            fx.extend(before.flashes.ahead(before.at));
            self.flashes = before.flashes;
            if let Screen::Session(sitting) = &mut self.view.screen {
                sitting.session.advance(now, fx);
            }
        }
        if let Some(code) = self.split.arrow() {
            self.press(&KeyEvent::from(code), now, fx);
        }
    }

    fn act(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        match action {
            Action::Hurts | Action::LeaveNow | Action::Suspend => self.act_at_once(action, now, fx),
            Action::Mute | Action::Louder | Action::Quieter => self.sound(action, now.mono, fx),
            Action::Redraw => fx.push(Effect::Redraw),
            Action::Help => {
                self.in_session(Action::Pause, now, fx);
                self.view.over = Over::Help(Help { keys: keymap::help(self.place_below()), scroll: 0 });
            }
            action => match &mut self.view.over {
                Over::Help(_) | Over::Leave if action == Action::Close => self.view.over = Over::Nothing,
                Over::Help(help) => help.update(action),
                Over::Leave => {
                    self.view.over = Over::Nothing;
                    self.in_session(Action::LeaveNow, now, fx);
                }
                Over::Nothing => self.act_on_screen(action, now, fx),
            },
        }
    }

    /// What no screen sees before it is done.
    fn act_at_once(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        match action {
            Action::Suspend => {
                self.in_session(Action::Pause, now, fx);
                fx.extend([Effect::Hush, Effect::Suspend]);
            }
            Action::LeaveNow => {
                self.in_session(Action::LeaveNow, now, fx);
                fx.push(Effect::Quit(Exit::Interrupted));
            }
            action => {
                if let Screen::Session(_) = self.view.screen {
                    self.view.over = Over::Nothing;
                }
                self.in_session(action, now, fx);
            }
        }
    }

    fn in_session(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        if let Screen::Session(sitting) = &mut self.view.screen {
            sitting.session.handle(action, now, fx);
        }
    }

    fn act_on_screen(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        let today = Today { wall: self.wall, past: self.past.as_ref() };
        let next = match &mut self.view.screen {
            Screen::Library => self.view.picker.update(action, &self.library),
            Screen::Start(start) => start.update(action, now.mono, self.tempo, today),
            Screen::Session(sitting) if action == Action::Leave => {
                sitting.session.handle(Action::Pause, now, fx);
                self.view.over = Over::Leave;
                Next::Stay
            }
            Screen::Session(sitting) => sitting.update(action, now, fx),
        };
        self.follow(next, now, fx);
    }

    fn follow(&mut self, next: Next, now: Now, fx: &mut Vec<Effect>) {
        match next {
            Next::Stay => {}
            Next::Choose(id) => {
                if let Some(start) = self.start_card(&id) {
                    self.view.screen = Screen::Start(Box::new(start));
                }
            }
            Next::Begin => self.begin(now, fx),
            Next::Back if self.home == Home::Library => {
                self.restore_volume(fx);
                self.view.screen = Screen::Library;
            }
            Next::Back | Next::Quit => fx.push(Effect::Quit(Exit::Well)),
        }
    }

    fn start_card(&self, id: &str) -> Option<Start> {
        let routine = self.library.routine(id)?;
        let warm_up = routine.warm_up.as_ref().and_then(|id| self.library.routine(id));
        Some(Start::new(routine.clone(), warm_up.cloned()))
    }

    /// Begins the session of the start card, once the history is read.
    fn begin(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let (Screen::Start(start), Some(past)) = (&self.view.screen, &self.past) else { return };
        let plan = start.plan(self.today());
        if plan.steps.is_empty() {
            return;
        }
        let terms = Terms {
            id: format!("{:x}-{:08x}", now.wall.as_millisecond(), self.salt),
            baseline: start.baseline(),
            first_time: !past.last_done.contains_key(&plan.routine),
            always_wait: self.settings.always_wait,
            strict: self.settings.strict,
            tempo: self.tempo,
        };
        if start.routine().mute && !self.volume.muted {
            self.volume.muted = true;
            fx.push(Effect::Volume(self.volume));
        }
        let session = Session::begin(plan, terms, now, fx);
        self.view.screen = Screen::Session(Box::new(Sitting { session, scroll: 0 }));
    }

    fn remember(&mut self, past: Past, now: Now, fx: &mut Vec<Effect>) {
        self.past = Some(past);
        if matches!(&self.view.screen, Screen::Start(start) if start.is_pressed()) {
            self.begin(now, fx);
        }
    }

    fn click(&mut self, column: u16, row: u16, now: Now, fx: &mut Vec<Effect>) {
        match (&self.view.over, &self.view.screen) {
            (Over::Nothing, Screen::Library) => self.view.picker.click(column, row, self.room, &self.library),
            (_, Screen::Session(_)) => self.in_session(Action::Pause, now, fx),
            _ => {}
        }
    }

    fn signal(&mut self, signal: Signal, now: Now, fx: &mut Vec<Effect>) {
        match signal {
            Signal::Terminate | Signal::Interrupt => self.act(Action::LeaveNow, now, fx),
            Signal::Stop => self.act(Action::Suspend, now, fx),
            Signal::Continue => fx.push(Effect::Redraw),
        }
    }

    fn sound(&mut self, action: Action, now: Moment, fx: &mut Vec<Effect>) {
        match action {
            Action::Mute => self.volume.muted = !self.volume.muted,
            Action::Louder => self.volume.percent = self.volume.percent.saturating_add(VOLUME_STEP).min(100),
            _ => self.volume.percent = self.volume.percent.saturating_sub(VOLUME_STEP),
        }
        self.own_volume = self.volume;
        fx.push(Effect::Volume(self.volume));
        let text = match self.volume {
            Volume { muted: true, .. } => "Sound off (m: on)".to_owned(),
            Volume { percent, .. } => format!("Volume {percent}"),
        };
        self.notice = Some(Notice { text, until: now + self.tempo.of_real(SHOWN) });
    }

    /// Undoes the silence of a routine that starts silent.
    fn restore_volume(&mut self, fx: &mut Vec<Effect>) {
        if self.volume != self.own_volume {
            self.volume = self.own_volume;
            fx.push(Effect::Volume(self.volume));
        }
    }

    /// Hands effects on: remembers cues for the flash, keeps nothing of a rehearsal, and holds back what
    /// an Escape asked for until it is certain that it was one.
    fn pass(&mut self, own: Vec<Effect>, now: Moment, fx: &mut Vec<Effect>) {
        self.flashes.forget(now, self.tempo);
        for effect in own {
            self.flashes.see(&effect, now);
            match effect {
                Effect::Keep(_) if self.tempo.is_rehearsal() => {}
                Effect::Keep(_) | Effect::Quit(_) if self.split.holds() => self.split.hold(effect),
                effect => fx.push(effect),
            }
        }
    }
}
