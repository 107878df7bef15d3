//! Routines that change while the program runs: edited here, or by anything else.

use super::{App, Home, Notice};
use crate::library::{Content, Library};
use crate::screen::Screen;
use crate::screen::mend::Mend;
use crate::text;
use crate::time::Now;

impl App {
    /// Shows the routines as they are now. A session goes on with the plan it has.
    pub(super) fn renew(&mut self, library: Library) {
        let picked = self.view.picker.picked(&self.library).map(str::to_owned);
        self.library = library;
        self.view.picker.pick(picked.as_deref().unwrap_or_default(), &self.library);
        let Screen::Start(start) = &self.view.screen else { return };
        let id = start.routine().id.clone();
        let Some(routine) = self.library.routine(&id).cloned() else { return };
        let warm_up = routine.warm_up.as_deref().and_then(|id| self.library.routine(id)).cloned();
        if let Screen::Start(start) = &mut self.view.screen {
            start.renew(routine, warm_up);
        }
        // What is remembered of its steps, some of which may be new.
        self.ask_before(&id);
    }

    /// Says what became of a file that was edited, or asks whether to open it again.
    pub(super) fn edited(&mut self, id: &str, now: Now) {
        self.view.picker.pick(id, &self.library);
        let Some(item) = self.library.find(id) else { return };
        if let Some(mend) = Mend::new(item) {
            self.view.screen = Screen::Mend(Box::new(mend));
            return;
        }
        let words = match (item.name(), item.problems().len(), &item.content) {
            (Some(name), 0, _) => format!("{name}: it loads"),
            (Some(name), warnings, _) => {
                let count = text::count(warnings, "warning");
                format!("{name}: it loads, with {count}: see `unkink check {id}`")
            }
            (None, _, Content::Unreadable(why)) => format!("it cannot be read: {why}"),
            _ => return,
        };
        self.view.screen = Screen::Library;
        self.home = Home::Library;
        self.notice = Some(Notice::told(&words, now.mono, self.tempo));
    }
}
