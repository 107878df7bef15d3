//! The list of screens, what they are drawn with, and how one leads to another.

pub mod advice;
pub mod card;
pub mod check;
pub mod figures;
pub mod help;
pub mod history;
pub mod mend;
pub mod morning;
pub mod offer;
pub mod picker;
pub mod screening;
pub mod session;
pub mod start;
pub mod stop;
pub mod summary;

use crate::history::Past;
use crate::record::{Event, Morning};
use crate::settings::Settings;
use crate::time::Moment;
use crate::ui::hints::{self, Hint};
use crate::ui::layout;
use crate::ui::prose::{self, Align};
use crate::ui::stage::Edge;
use crate::ui::theme::{Role, Theme};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What lies under everything that can be opened on top.
#[derive(Debug, Clone)]
pub enum Screen {
    /// Every routine.
    Library,
    /// A file that was edited and does not load.
    Mend(Box<mend::Mend>),
    /// Whether to go on with a session that was left.
    Offer(Box<offer::Offer>),
    /// Why not to start, before all else.
    Advice(Box<advice::Advice>),
    /// Whether what hurt was gone by the next morning.
    Morning(Box<morning::Morning>),
    /// What was done so far.
    History(Box<history::History>),
    /// One routine before its start.
    Start(Box<start::Start>),
    /// What applies to the person, before a start card.
    Screening(Box<screening::Card>),
    /// A session, from its first prep to the last line of its summary.
    Session(Box<session::Sitting>),
}

/// What a screen answers to an action; the app decides what comes of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Nothing else.
    Stay,
    /// The start card of the routine with this id.
    Choose(String),
    /// The session that the start card describes.
    Begin,
    /// The session of the past that is offered.
    Resume,
    /// Whatever was to come, in spite of the advice.
    Anyway,
    /// Whatever was to come, without that session.
    Decline,
    /// The editor, with the file of this routine, at this line and column.
    Edit(String, Option<(usize, usize)>),
    /// The history.
    History,
    /// Something about the session of the past with this name.
    Note(String, Event),
    /// The answer about the next morning.
    Gone(Morning),
    /// Whatever was there before.
    Back,
    /// The end of the program.
    Quit,
}

/// What every screen is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The looks of roles.
    pub theme: Theme,
    /// When it is drawn.
    pub now: Moment,
    /// Whether a cue sounds now.
    pub edge: Edge,
    /// One line that takes the place of the keys for a while.
    pub notice: Option<&'a str>,
    /// The keys of the screen.
    pub hints: &'a [Hint],
    /// Marks that hold for the whole screen, such as "muted".
    pub marks: &'a [String],
    /// What the user has set.
    pub settings: &'a Settings,
    /// The date and what was before.
    pub today: Today<'a>,
}

/// The date, and what was before it.
#[derive(Debug, Clone, Copy)]
pub struct Today<'a> {
    /// The date and time, as the last message told it.
    pub wall: Option<Timestamp>,
    /// Local time, for dates.
    pub zone: &'a TimeZone,
    /// Earlier sessions, once they are read.
    pub past: Option<&'a Past>,
    /// The number to call in an emergency, if the person has set one.
    pub emergency: Option<&'a str>,
}

/// The size of the window, as the app was told: where a click lands, and how far a list can be scrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

impl Room {
    /// All of it.
    pub fn area(self) -> Rect {
        Rect { x: 0, y: 0, width: self.columns, height: self.rows }
    }
}

/// What a click met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// Nothing that can be picked.
    Elsewhere,
    /// A line of a list, which is picked now.
    Picked,
    /// The line that was picked already: it is meant to open.
    Again,
}

impl Click {
    /// A click on line `at` of a list in which `picked` is picked.
    pub fn on(picked: &mut usize, at: usize) -> Click {
        if *picked == at {
            return Click::Again;
        }
        *picked = at;
        Click::Picked
    }
}

impl Look<'_> {
    /// The title above a list, and the keys below it.
    pub fn draw_frame(&self, buf: &mut Buffer, area: Rect, title: &str) {
        let head = layout::inset(Rect { height: 1.min(area.height), ..area }, 1);
        prose::put(buf, head, title, self.theme.style(Role::Title), Align::Left);
        if area.height > 3 {
            let keys = Rect { y: area.bottom() - 1, height: 1, ..area };
            hints::draw(buf, keys, self.notice, self.hints, self.theme);
        }
    }

    /// The marks and `words` in one line.
    pub fn marked(&self, words: String) -> String {
        self.marks.iter().cloned().chain([words]).collect::<Vec<_>>().join(" · ")
    }
}
