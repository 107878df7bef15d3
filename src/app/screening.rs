//! The screening card before a start card: when it comes, and what becomes of its answers.

use jiff::Timestamp;

use super::{App, Over};
use crate::action::Action;
use crate::effect::Effect;
use crate::history::Past;
use crate::pain::Closest;
use crate::routine::conditions;
use crate::screen::screening::{Card, Outcome};
use crate::screen::{Next, Screen};
use crate::screening::{Applies, Due, needed};
use crate::text;
use crate::time::Now;

/// Which conditions a card asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Those without an answer that counts.
    Due,
    /// All of the routine.
    All,
}

impl App {
    /// Opens the start card of a routine, or what has to be read or answered before it.
    pub(super) fn choose(&mut self, id: &str) {
        if self.advise(id) {
            return;
        }
        match self.card(id, Ask::Due) {
            Some(card) => self.view.screen = Screen::Screening(Box::new(card)),
            None => self.open_start(id),
        }
    }

    /// What has been read may ask for the card in place of a start card, or make it needless.
    pub(super) fn screen_anew(&mut self) {
        let id = match &self.view.screen {
            Screen::Start(start) => start.routine().id.clone(),
            Screen::Screening(card) if !card.is_marked() => card.routine().to_owned(),
            _ => return,
        };
        match self.card(&id, Ask::Due) {
            Some(card) => {
                self.view.over = Over::Nothing;
                self.view.screen = Screen::Screening(Box::new(card));
            }
            None if matches!(self.view.screen, Screen::Screening(_)) => self.open_start(&id),
            None => {}
        }
    }

    /// Opens the card for all conditions of the start card's routine.
    pub(super) fn screen_again(&mut self) {
        let Screen::Start(start) = &self.view.screen else { return };
        if let Some(card) = self.card(&start.routine().id, Ask::All) {
            self.view.under = Some(start.clone());
            self.view.screen = Screen::Screening(Box::new(card));
        }
    }

    /// Does what the person means on the card.
    pub(super) fn act_on_card(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) -> Next {
        let Screen::Screening(card) = &mut self.view.screen else { return Next::Stay };
        let outcome = card.update(action);
        let card = card.clone();
        match outcome {
            Outcome::Stay => return Next::Stay,
            Outcome::Declined => return Next::Back,
            Outcome::Back if self.is_due(card.routine()) => return Next::Back,
            Outcome::Back | Outcome::Anyway => {}
            Outcome::Answered | Outcome::Marked => {
                self.screening.answer(card.asked(), card.marks(), now.wall);
                fx.push(Effect::KeepScreening(self.screening.clone()));
            }
            Outcome::Cleared => {
                self.screening.clear(&card.applying(), now.wall);
                fx.push(Effect::KeepScreening(self.screening.clone()));
            }
        }
        if outcome != Outcome::Marked {
            self.open_start(card.routine());
        }
        Next::Stay
    }

    fn open_start(&mut self, id: &str) {
        let under = self.view.under.take().filter(|start| start.routine().id == id);
        if let Some(start) = under.or_else(|| self.start_card(id)) {
            self.view.screen = Screen::Start(start);
            self.ask_before(id);
        }
    }

    fn is_due(&self, id: &str) -> bool {
        self.needed(id).zip(self.when()).is_some_and(|(ids, when)| !self.screening.due(&ids, when).is_empty())
    }

    /// The card before a routine: none in a rehearsal, before the history is read, and when nothing is to be said.
    fn card(&self, id: &str, ask: Ask) -> Option<Card> {
        let (needed, when) = (self.needed(id)?, self.when()?);
        let asked = match ask {
            Ask::Due => self.screening.due(&needed, when),
            Ask::All => needed.clone(),
        };
        let earlier = self.screening.applying(&needed).into_iter();
        let earlier = earlier.filter(|told| told.cleared.is_none() && !asked.contains(&told.id));
        let told: Vec<(String, Applies)> = earlier.map(|told| (told.id, told.applies)).collect();
        let name = &self.library.routine(id)?.name;
        (!asked.is_empty() || !told.is_empty()).then(|| Card::new(id, name, asked, told))
    }

    /// What was said about the conditions of a routine, in a line; nothing before all was asked.
    pub(super) fn health(&self, id: &str) -> String {
        let needed = self.needed(id).unwrap_or_default();
        let day = |at: Timestamp| self.zone.to_datetime(at).date().to_string();
        let Some(asked) = self.screening.asked_on(&needed) else { return String::new() };
        let applying = self.screening.applying(&needed);
        let told: Vec<String> = applying
            .iter()
            .map(|told| {
                let fine = told.cleared.map(|at| format!("; a professional says it is fine, {}", day(at)));
                let word = if told.applies == Applies::Yes { "yes" } else { "unsure" };
                format!("{}: {word}{}", text::harmless(conditions::line(&told.id)), fine.unwrap_or_default())
            })
            .collect();
        let said = if told.is_empty() { "none applied".to_owned() } else { told.join(", ") };
        format!("Health list, {}: {said} (c: ask again)", day(asked))
    }

    fn needed(&self, id: &str) -> Option<Vec<String>> {
        let routine = self.library.routine(id)?;
        let warm_up = routine.warm_up.as_ref().and_then(|id| self.library.routine(id));
        Some(needed(routine, warm_up))
    }

    fn when(&self) -> Option<Due> {
        let past = self.known_past()?;
        let now = self.wall?;
        Some(Due { now, days: self.settings.screening_days, stopped: last_serious_stop(past, now) })
    }
}

/// When a session was last stopped for something that needs advice. No answer could come after a stop that lies ahead
/// of a clock that was set back.
fn last_serious_stop(past: &Past, now: Timestamp) -> Option<Timestamp> {
    let stops = past.runs().into_iter().filter(|run| run.closest.is_some_and(Closest::is_serious));
    stops.map(|run| run.ended.unwrap_or(run.last)).filter(|at| *at <= now).max()
}
