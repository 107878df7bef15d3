//! Before all else after a serious stop, and where pain keeps coming back: what to do first.

use ratatui::Frame;

use crate::action::Action;
use crate::memory::Reason;
use crate::screen::card::{self, Card};
use crate::screen::{Look, Next};
use crate::text;
use crate::ui::theme::Role;

/// Why not to start is advised.
#[derive(Debug, Clone)]
pub struct Advice {
    /// Id of the routine that was to be started.
    pub then: String,
    /// The reasons, the most serious first.
    pub reasons: Vec<Reason>,
    /// Each in a sentence.
    words: Vec<String>,
}

impl Advice {
    /// The advice before the start card of `then`; `name` gives the name of a step by its id.
    pub fn new(then: String, reasons: Vec<Reason>, name: impl Fn(&str) -> String) -> Advice {
        let words = reasons.iter().map(|reason| text::harmless(&reason.words(&name))).collect();
        Advice { then, reasons, words }
    }

    /// Does what the person means.
    pub fn update(&self, action: Action) -> Next {
        match action {
            Action::Leave => Next::Back,
            Action::Next => Next::Anyway,
            _ => Next::Stay,
        }
    }

    /// Draws the advice.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        card::draw(&self.card(look.today.emergency), look, frame);
    }

    /// Its words; `emergency` is the number the person has set.
    pub fn card(&self, emergency: Option<&str>) -> Card {
        let advised = self.reasons.iter().map(|reason| reason.advice(emergency));
        let mut lines: Vec<(String, Role)> = Vec::new();
        for (words, advised) in self.words.iter().zip(advised) {
            lines.push((words.clone(), Role::Text));
            if !lines.iter().any(|(line, _)| *line == advised) {
                lines.push((advised, Role::Pain));
            }
        }
        Card { word: "NOT TODAY", lines, asked: "Better not today.".to_owned() }
    }
}
