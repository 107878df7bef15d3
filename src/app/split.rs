//! An arrow key that was split on its way: an Escape that stopped everything, then the rest of the key.
//!
//! The Escape acts at once, for it may be the pain key. If the rest follows within the window, all of it
//! is taken back, and nothing of it was kept.

use std::mem;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use super::Layers;
use super::flash::Flashes;
use crate::effect::Effect;
use crate::time::Moment;

/// The parts of one key follow each other within this much real time.
pub const WINDOW: Duration = Duration::from_millis(50);

/// How far a split key has come.
#[derive(Debug)]
pub enum Split {
    /// No key is split.
    Whole,
    /// An Escape, and what it has to be taken back to.
    Escape(Box<Before>),
    /// It was one: the characters since.
    Rest { typed: String, until: Moment },
}

/// What the parts of a split key are together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// More is to come.
    NotYet,
    /// A key.
    Key(KeyCode),
    /// A key that nothing here is bound to.
    Other,
    /// None: the Escape was one, and this character is another key.
    Nothing(char),
}

/// How everything was before an Escape, and what the Escape asked for.
#[derive(Debug)]
pub struct Before {
    pub view: Layers,
    pub flashes: Flashes,
    /// When it was pressed.
    pub at: Moment,
    until: Moment,
    held: Vec<Effect>,
}

impl Split {
    /// An Escape was pressed, which is certain to be one at `until`.
    pub fn escape(view: Layers, flashes: Flashes, at: Moment, until: Moment) -> Split {
        Split::Escape(Box::new(Before { view, flashes, at, until, held: Vec::new() }))
    }

    /// Whether `key` goes on with a split key.
    pub fn takes(&self, key: &KeyEvent, now: Moment) -> bool {
        let KeyCode::Char(c) = key.code else { return false };
        let pressed = key.kind != KeyEventKind::Release;
        pressed
            && match self {
                Split::Whole => false,
                Split::Escape(before) => matches!(c, '[' | 'O') && now < before.until,
                Split::Rest { until, .. } => now < *until,
            }
    }

    /// Takes the next part; after the first one, what everything has to be taken back to.
    pub fn join(&mut self, key: &KeyEvent, until: Moment) -> Option<Before> {
        let KeyCode::Char(c) = key.code else { return None };
        match mem::replace(self, Split::Whole) {
            Split::Whole => None,
            Split::Escape(before) => {
                *self = Split::Rest { typed: String::new(), until };
                Some(*before)
            }
            Split::Rest { mut typed, .. } => {
                typed.push(c);
                *self = Split::Rest { typed, until };
                None
            }
        }
    }

    /// What all parts together are.
    pub fn joined(&mut self) -> Joined {
        let Split::Rest { typed, .. } = self else { return Joined::NotYet };
        let Some(last) = typed.chars().last() else { return Joined::NotYet };
        let joined = match (last, typed.as_str()) {
            ('A', _) => Joined::Key(KeyCode::Up),
            ('B', _) => Joined::Key(KeyCode::Down),
            ('C', _) => Joined::Key(KeyCode::Right),
            ('D', _) => Joined::Key(KeyCode::Left),
            ('H', _) => Joined::Key(KeyCode::Home),
            ('F', _) => Joined::Key(KeyCode::End),
            ('~', "5~") => Joined::Key(KeyCode::PageUp),
            ('~', "6~") => Joined::Key(KeyCode::PageDown),
            ('Z' | 'P'..='S' | '~', _) => Joined::Other,
            // A click; a hand that slaps the keys does not write one.
            ('M' | 'm', click) if click.starts_with('<') && click.matches(';').count() == 2 => Joined::Other,
            ('<', "<") | ('0'..='9' | ';', _) => return Joined::NotYet,
            _ => Joined::Nothing(last),
        };
        *self = Split::Whole;
        joined
    }

    /// Whether an Escape was taken back for the rest of a key that did not come.
    pub fn was_no_key(&mut self) -> bool {
        let unfinished = matches!(self, Split::Rest { .. });
        if unfinished {
            *self = Split::Whole;
        }
        unfinished
    }

    /// The Escape was one: what it asked for may go on.
    pub fn settle(&mut self) -> Vec<Effect> {
        match self {
            Split::Escape(before) => {
                let held = mem::take(&mut before.held);
                *self = Split::Whole;
                held
            }
            Split::Whole | Split::Rest { .. } => Vec::new(),
        }
    }

    /// Whether it is certain by now what was pressed.
    pub fn is_over(&self, now: Moment) -> bool {
        self.deadline().is_none_or(|until| until <= now)
    }

    /// When that will be.
    pub fn deadline(&self) -> Option<Moment> {
        match self {
            Split::Whole => None,
            Split::Escape(before) => Some(before.until),
            Split::Rest { until, .. } => Some(*until),
        }
    }

    /// Whether what is asked for must wait.
    pub fn holds(&self) -> bool {
        matches!(self, Split::Escape(_))
    }

    /// Lets `effect` wait until it is certain what was pressed.
    pub fn hold(&mut self, effect: Effect) {
        if let Split::Escape(before) = self {
            before.held.push(effect);
        }
    }
}
