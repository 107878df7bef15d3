//! The history on the screen: how it opens, and what the person changes in it.

use super::before::next_entry;
use super::{App, Notice};
use crate::action::Action;
use crate::effect::Effect;
use crate::record::Event;
use crate::screen::history::History;
use crate::screen::{Next, Screen};
use crate::time::Now;

impl App {
    /// Opens the history, read or not.
    pub(super) fn open_history(&mut self) {
        self.view.screen = Screen::History(Box::new(History::new(self.past.as_ref(), self.zone.clone())));
    }

    /// Shows what is known of the past now, if the history is open.
    pub(super) fn read_history(&mut self) {
        if let (Screen::History(history), Some(past)) = (&mut self.view.screen, &self.past) {
            history.read(past);
        }
    }

    /// Does what the person means in the history. A rehearsal changes nothing of it.
    pub(super) fn act_on_history(&mut self, action: Action, now: Now) -> Next {
        if self.tempo.is_rehearsal() && matches!(action, Action::Delete | Action::Digit(_)) {
            self.notice = Some(Notice::told("A rehearsal changes nothing.", now.mono, self.tempo));
            return Next::Stay;
        }
        let Screen::History(history) = &mut self.view.screen else { return Next::Stay };
        history.update(action, now.mono, self.tempo, self.past.as_ref())
    }

    /// Keeps something about a session of the past: a score corrected, or that it is deleted.
    pub(super) fn note_past(&mut self, session: &str, event: Event, now: Now, fx: &mut Vec<Effect>) {
        let run = self.past.as_ref().and_then(|past| past.run(session));
        let Some(entry) = run.map(|run| next_entry(run, event, now)) else { return };
        self.note(entry, fx);
        self.read_history();
    }
}
