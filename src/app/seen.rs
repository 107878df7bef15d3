//! What is to be seen, for a face that does not draw it.

use super::{App, Over};
use crate::library::Library;
use crate::screen::help::Help;
use crate::screen::{Look, Screen, summary};
use crate::time::{Moment, Tempo};

/// All that a face may tell.
pub(crate) struct Seen<'a> {
    /// What lies under everything.
    pub screen: &'a Screen,
    /// What lies on top of it.
    pub top: Top<'a>,
    /// Every routine.
    pub library: &'a Library,
    /// The time, the date, a notice, what the user has set; no keys and no marks.
    pub look: Look<'a>,
    /// Session seconds in a real second.
    pub tempo: Tempo,
}

/// What lies on top of a screen.
pub(crate) enum Top<'a> {
    /// Nothing.
    Nothing,
    /// The keys of the screen.
    Help(&'a Help),
    /// The question whether to leave, and what becomes of what was done.
    Leave(&'static str),
}

impl App {
    /// What is to be seen at `now`.
    pub(crate) fn seen(&self, now: Moment) -> Seen<'_> {
        Seen {
            screen: &self.view.screen,
            top: match &self.view.over {
                Over::Nothing => Top::Nothing,
                Over::Help(help, _) => Top::Help(help),
                Over::Leave => Top::Leave(summary::kept(self.tempo)),
            },
            library: &self.library,
            look: self.look(now, &[], &[]),
            tempo: self.tempo,
        }
    }
}
