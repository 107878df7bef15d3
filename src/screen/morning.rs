//! At the next start after something hurt: whether it was gone by the next morning.

use jiff::Timestamp;
use ratatui::Frame;

use crate::action::Action;
use crate::history::Run;
use crate::record::Morning as Gone;
use crate::screen::card::{self, Card};
use crate::screen::{Look, Next};
use crate::text;
use crate::time;
use crate::ui::theme::Role;

/// The session that is asked about.
#[derive(Debug, Clone)]
pub struct Morning {
    /// The session.
    pub run: Run,
    /// Id of the routine whose start card comes next.
    pub then: String,
    /// When it was, in words.
    ago: String,
    /// What hurt, in words.
    hurt: String,
}

impl Morning {
    /// The question about `run` at `now`, before the start card of `then`; `name` gives the name of a step by its id.
    pub fn new(run: Run, then: String, now: Timestamp, name: impl Fn(&str) -> String) -> Morning {
        let ago = time::ago(run.began, now);
        let hurt = run.steps.iter().filter_map(|step| Some((step, step.worst().filter(|worst| *worst >= 3)?)));
        let hurt: Vec<String> = hurt.map(|(step, worst)| format!("{}: {worst} of 10", name(&step.id))).collect();
        Morning { ago, hurt: text::harmless(&hurt.join(", ")), run, then }
    }

    /// Does what the person means.
    pub fn update(&self, action: Action) -> Next {
        match action {
            Action::Enter | Action::Digit(1) => Next::Gone(Gone::Yes),
            Action::Digit(2) => Next::Gone(Gone::Same),
            Action::Digit(3) => Next::Gone(Gone::Worse),
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
        let stopped = if self.run.stopped { "you stopped because it hurt" } else { "something hurt" };
        let lines = vec![
            (format!("In the last session ({}) {stopped}.", self.ago), Role::Text),
            (self.hurt.clone(), Role::Text),
            ("Was it gone by the next morning?".to_owned(), Role::Title),
        ];
        let asked = "1 yes   2 the same   3 worse".to_owned();
        Card { word: "HOW IS IT?", lines, asked }
    }
}
