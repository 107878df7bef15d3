//! What is shown on: a screen, or lines one below the other.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;

use ratatui::Frame;

use crate::app::Msg;
use crate::edge::terminal::lines::Lines;
use crate::edge::terminal::{Drawn, Screen};
use crate::error::Error;
use crate::settings::Mouse;

/// How the program shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// In pictures that fill the terminal.
    Pictures,
    /// In lines.
    Lines,
}

/// What is shown on, taken.
#[derive(Debug)]
pub enum Ground {
    /// The whole terminal.
    Screen(Screen),
    /// Standard output.
    Lines(Lines),
}

impl Ground {
    /// Takes it, and the mouse with a screen if it is to be told. Messages of libraries go to `log`, or nowhere.
    pub fn take(face: Face, mouse: Mouse, log: Option<PathBuf>, send: &SyncSender<Msg>) -> Result<Ground, Error> {
        match face {
            Face::Pictures => Screen::enter(mouse, log).map(Ground::Screen).map_err(Error::UseTerminal),
            Face::Lines => Lines::open(log, send.clone()).map(Ground::Lines).map_err(Error::UseTerminal),
        }
    }

    /// Draws a picture; on lines there is none.
    pub fn draw(&mut self, picture: impl FnOnce(&mut Frame)) -> io::Result<Drawn> {
        match self {
            Ground::Screen(screen) => screen.draw(picture),
            Ground::Lines(_) => Ok(Drawn::Done),
        }
    }

    /// Tells lines; a screen has pictures instead.
    pub fn tell(&mut self, lines: Vec<String>) {
        if let Ground::Lines(ground) = self {
            ground.tell(lines);
        }
    }

    /// Why no more lines can be told, if they cannot.
    pub fn fault(&self) -> Option<io::Error> {
        match self {
            Ground::Screen(_) => None,
            Ground::Lines(lines) => lines.fault(),
        }
    }

    /// Rings the terminal's bell; among lines it would be a byte that nobody reads.
    pub fn ring(&mut self) -> io::Result<()> {
        match self {
            Ground::Screen(screen) => screen.ring(),
            Ground::Lines(_) => Ok(()),
        }
    }

    /// Takes it again whatever became of it.
    pub fn reclaim(&mut self) -> io::Result<()> {
        match self {
            Ground::Screen(screen) => screen.reclaim(),
            Ground::Lines(lines) => lines.reclaim(),
        }
    }

    /// Gives it back for as long as `act` takes.
    ///
    /// # Errors
    /// It could not be taken again.
    pub fn lend<T>(&mut self, act: impl FnOnce() -> T) -> io::Result<T> {
        match self {
            Ground::Screen(screen) => screen.lend(act),
            Ground::Lines(lines) => lines.lend(act),
        }
    }

    /// Gives it back and stops until a shell continues the program.
    pub fn suspend(&mut self) -> io::Result<()> {
        match self {
            Ground::Screen(screen) => screen.suspend(),
            Ground::Lines(lines) => lines.suspend(),
        }
    }
}
