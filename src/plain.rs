//! The face for screen readers and logs: a line for each change, and what a line of keys means in a list.
//!
//! Nothing here draws. What is to be told is derived from the app before and after a message.

mod before;
mod entry;
mod keys;
mod page;
mod session;
mod words;

use crate::app::keymap::{Answered, Place};
use crate::app::seen::{Seen, Top};
use crate::app::{App, Msg};
use crate::screen::Screen;
use crate::screen::session::View;
use crate::session::{State, Wait};
use crate::text;
use crate::time::Moment;
use entry::{Entry, Typed};
use page::Page;
use words::sentence;

/// Tells a program in lines: it remembers what was told last.
#[derive(Debug, Default)]
pub struct Teller {
    before: Page,
    entry: Entry,
    /// What was typed in a list came to something to be told.
    aside: Vec<String>,
}

/// What a program that will get no more keys comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithoutKeys {
    /// It goes on by itself.
    GoesOn,
    /// All is done: only the end is left.
    Done,
    /// It waits for a key.
    Waits,
}

/// What is told when keys have come to their end and one is needed.
pub const NO_MORE_KEYS: &str = "There are no more keys to read, and it waits for one: leaving.";

/// The same when all steps are done.
pub const DONE_WITHOUT_KEYS: &str = "There are no more keys to read: closing.";

impl Teller {
    /// What a message comes to: in the list of routines keys are collected until Enter.
    pub fn take(&mut self, msg: Msg, app: &App, now: Moment) -> Vec<Msg> {
        let Msg::Key(key) = &msg else { return vec![msg] };
        if app.place() != Place::Library {
            return vec![msg];
        }
        match self.entry.take(key, app.seen(now).library) {
            Typed::Keys(keys) => keys.into_iter().map(Msg::Key).collect(),
            Typed::Words(words) => {
                self.aside.extend(words);
                Vec::new()
            }
        }
    }

    /// What is new since it was last asked, a sentence or two in each line.
    pub fn news(&mut self, app: &App, now: Moment) -> Vec<String> {
        self.compare(page(&app.seen(now), app.place_below()))
    }

    /// The same when the program ends by itself: no key closes it.
    pub fn last_news(&mut self, app: &App, now: Moment) -> Vec<String> {
        self.compare(page(&app.seen(now), app.place_below()).without(session::CLOSE))
    }

    fn compare(&mut self, after: Page) -> Vec<String> {
        let mut lines = std::mem::take(&mut self.aside);
        lines.extend(page::news(&self.before, &after));
        self.before = after;
        lines.iter().map(|line| text::harmless(line)).collect()
    }
}

/// What happens to `app` if no key comes any more.
pub fn without_keys(app: &App, now: Moment) -> WithoutKeys {
    let seen = app.seen(now);
    let (Top::Nothing, Screen::Session(sitting)) = (&seen.top, seen.screen) else { return WithoutKeys::Waits };
    match (sitting.view(), sitting.session.state()) {
        (View::Summary, _) => WithoutKeys::Done,
        (View::LastCheck, _) => WithoutKeys::Done,
        (_, State::Running(_) | State::CountIn { .. }) if sitting.view() != View::Open => WithoutKeys::GoesOn,
        (_, State::Waiting { why: Wait::Answer, .. }) if sitting.session.closes_by_itself() => WithoutKeys::GoesOn,
        _ => WithoutKeys::Waits,
    }
}

/// All that can be told of what is to be seen.
fn page(seen: &Seen, below: Place) -> Page {
    let mut page = match seen.screen {
        Screen::Session(sitting) => session::page(sitting, seen),
        _ => before::page(seen, below),
    };
    let first = page.first_about();
    match seen.top {
        Top::Nothing => {}
        Top::Help(help) => {
            page.add("help", "The keys here:");
            for (keys, words) in &help.keys {
                page.add("help", &format!("{}: {words}", keys::spoken(keys)));
            }
            page.add_until("help", "Enter: close this list.", "The list of keys is closed.", &first);
        }
        Top::Leave(kept) => {
            page.add("leave", &format!("Leave the session? {kept}"));
            page.add_until("leave", &keys::line(Place::Leave), "You stay.", &first);
        }
    }
    if let Some(notice) = seen.look.notice {
        page.add("notice", &sentence(notice));
    }
    page
}

/// Whether a place is one of a list of conditions.
fn is_list(place: Place) -> bool {
    matches!(place, Place::Screening(Answered::No | Answered::Yes))
}
