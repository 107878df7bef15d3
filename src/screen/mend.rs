//! After the editor: a file that does not load, and whether to open it again at its first error.

use ratatui::Frame;

use crate::action::Action;
use crate::library::Item;
use crate::problem::Problem;
use crate::screen::card::{self, Card};
use crate::screen::{Look, Next};
use crate::text;
use crate::ui::theme::Role;

/// The file, and its first error.
#[derive(Debug, Clone)]
pub struct Mend {
    id: String,
    place: (usize, usize),
    /// What is wrong, and what to do about it.
    words: Vec<String>,
    /// How many problems there are besides.
    more: usize,
}

impl Mend {
    /// The question about an item; none if its file loads.
    pub fn new(item: &Item) -> Option<Mend> {
        let place = item.fault()?;
        let first = item.first_problem()?;
        let words = [first.title(), first.label()].into_iter().chain(first.help()).filter(|words| !words.is_empty());
        let mut words: Vec<String> = words.map(|words| text::harmless(&words)).collect();
        words.dedup();
        let more = item.problems().iter().filter(|problem| Problem::is_error(problem)).count().saturating_sub(1);
        Some(Mend { id: item.id.clone(), place, words, more })
    }

    /// Does what the person means.
    pub fn update(&self, action: Action) -> Next {
        match action {
            Action::Edit => Next::Edit(self.id.clone(), Some(self.place)),
            Action::Leave => Next::Back,
            _ => Next::Stay,
        }
    }

    /// Draws the question.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        card::draw(&self.card(), look, frame);
    }

    /// Its words.
    pub fn card(&self) -> Card {
        let mut words = self.words.iter();
        let line = self.place.0;
        let title = words.next().map(|title| (format!("Line {line}: {title}"), Role::Title));
        let mut lines: Vec<(String, Role)> = title.into_iter().collect();
        lines.extend(words.map(|words| (words.clone(), Role::Text)));
        if self.more > 0 {
            lines.push((format!("And {}.", text::count(self.more, "more error")), Role::Text));
        }
        let asked = format!("Open it again at line {line}?");
        Card { word: "NOT YET", lines, asked }
    }
}
