//! The whole program as one machine: messages in, effects and a picture out.

use crossterm::event::KeyEvent;
use ratatui::Frame;

use crate::effect::{Effect, Volume};
use crate::history::Past;
use crate::library::Library;
use crate::settings::Settings;
use crate::time::{Moment, Now, Tempo};

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
pub struct App {}

impl App {
    /// The program as it opens.
    pub fn new(opening: Opening) -> App {
        let _ = opening;
        App {}
    }

    /// Takes in one message.
    pub fn update(&mut self, msg: Msg, now: Now, fx: &mut Vec<Effect>) {
        let _ = (msg, now, fx);
    }

    /// When `update` with a tick is next needed: none while nothing moves.
    pub fn deadline(&self, now: Moment) -> Option<Moment> {
        let _ = now;
        None
    }

    /// Draws the present screen.
    pub fn draw(&self, now: Moment, frame: &mut Frame) {
        let _ = (now, frame);
    }
}
