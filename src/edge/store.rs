//! Keeps the history: a thread that appends lines to a file, so that nobody waits for a disk.
//!
//! Every entry is one line, written in one piece and on the disk before the next is looked at.
//! What stands in the file already is never rewritten, whatever it is.
// Files and threads belong to this room.
#![allow(clippy::disallowed_methods)]

use std::collections::VecDeque;
use std::fmt::{self, Display, Formatter};
use std::fs::File;
use std::io;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::edge::fault;
use crate::record::{Entry, Event};
use crate::screening::Screening;
use crate::text;

pub use file::{Read, is_held, length, parse, read, read_begun};
use file::{Trouble, append, hold, move_aside};
pub use forget::forget;
pub use volume::{keep_volume, recall_volume};
pub use whole::{Unusable, read_screening};

mod file;
mod forget;
mod volume;
mod whole;

/// More entries than the longest session makes.
const MOST: usize = 2_000;

/// A disk may have to wake up first, and another program may hold the file for a while.
const LAST_LINE: Duration = Duration::from_secs(5);

/// What could not be written is tried again so much later.
const AGAIN: Duration = Duration::from_secs(1);

const BROKE: &str = "the part of the program that keeps it broke";

/// Where entries go. Dropping it waits for the last line.
#[derive(Debug)]
pub struct Store {
    /// None if nothing is kept.
    keeping: Option<Keeping>,
}

#[derive(Debug)]
struct Keeping {
    desk: Arc<Desk>,
    history: PathBuf,
}

impl Store {
    /// Starts the thread for the file `history`; `session_lock` is held while a session runs. One line
    /// for the person goes to `report` when something goes wrong, and one when it is well again.
    pub fn start(
        history: PathBuf,
        screening: PathBuf,
        session_lock: PathBuf,
        report: impl Fn(String) + Send + 'static,
    ) -> io::Result<Store> {
        let desk = Arc::new(Desk::default());
        let mut keeper = Keeper {
            desk: EndsWithIt(Arc::clone(&desk)),
            history: history.clone(),
            screening,
            session_lock,
            report,
            waiting: VecDeque::new(),
            lost: 0,
            failing: false,
            live: None,
        };
        thread::Builder::new().name("store".to_owned()).spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| keeper.run())).is_err() {
                keeper.break_off();
            }
        })?;
        Ok(Store { keeping: Some(Keeping { desk, history }) })
    }

    /// Keeps nothing: a rehearsal, or no home folder.
    pub fn nowhere() -> Store {
        Store { keeping: None }
    }

    /// Asks for an entry to be kept; never waits for the disk.
    ///
    /// # Errors
    /// This one waits with the others, but for it an older one was given up.
    pub fn keep(&self, entry: Entry) -> Result<(), Stuck> {
        self.keeping.as_ref().map_or(Ok(()), |keeping| keeping.desk.put(entry))
    }

    /// Asks for answers about health to be kept, in place of those that are there; never waits for the disk.
    pub fn keep_screening(&self, screening: Screening) {
        if let Some(keeping) = &self.keeping {
            keeping.desk.tray().screening = Some(screening);
            keeping.desk.changed.notify_all();
        }
    }

    /// Waits until all is on the disk, but not longer than `limit`. Twice is harmless.
    ///
    /// # Errors
    /// What is not on the disk.
    pub fn finish(&mut self, limit: Duration) -> Result<(), Unkept> {
        match self.keeping.take() {
            Some(Keeping { desk, history }) => desk.close(limit, history),
            None => Ok(()),
        }
    }

    /// The same, with the limit that a person may be kept waiting for.
    ///
    /// # Errors
    /// What is not on the disk.
    pub fn close(&mut self) -> Result<(), Unkept> {
        self.finish(LAST_LINE)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = self.close();
    }
}

/// The disk has not answered for so long that an entry was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck;

/// What is not on the disk at the end, as a line for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unkept {
    /// How many entries.
    pub entries: usize,
    /// The file they were meant for.
    pub history: PathBuf,
    /// Why, in a few words.
    pub why: String,
}

impl Display for Unkept {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let entries = if self.entries == 1 { "entry" } else { "entries" };
        let history = text::harmless(&self.history.to_string_lossy());
        write!(f, "{} {entries} of this session could not be kept in `{history}`: {}", self.entries, self.why)
    }
}

/// Between the program and the thread.
#[derive(Debug, Default)]
struct Desk {
    tray: Mutex<Tray>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Tray {
    /// Not taken by the thread yet, oldest first.
    fresh: VecDeque<Entry>,
    /// Answers about health, not taken by the thread yet.
    screening: Option<Screening>,
    /// How many the thread has taken and not written.
    waiting: usize,
    /// How many were given up.
    lost: usize,
    /// Why the last attempt failed, if it did.
    trouble: Option<String>,
    /// Nothing more comes.
    closing: bool,
    /// The thread is gone.
    ended: bool,
}

impl Desk {
    fn tray(&self) -> MutexGuard<'_, Tray> {
        self.tray.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, entry: Entry) -> Result<(), Stuck> {
        let mut tray = self.tray();
        tray.fresh.push_back(entry);
        self.changed.notify_all();
        if tray.fresh.len() <= MOST {
            return Ok(());
        }
        give_one_up(&mut tray.fresh);
        tray.lost += 1;
        Err(Stuck)
    }

    /// Waits for something to do, but not longer than `limit`; whether it is the last that comes.
    fn take(&self, limit: Option<Duration>) -> (VecDeque<Entry>, bool) {
        let idle = |tray: &mut Tray| tray.fresh.is_empty() && tray.screening.is_none() && !tray.closing;
        let mut tray = match limit {
            None => self.changed.wait_while(self.tray(), idle).unwrap_or_else(PoisonError::into_inner),
            Some(limit) => {
                let waited = self.changed.wait_timeout_while(self.tray(), limit, idle);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        };
        tray.waiting += tray.fresh.len();
        (mem::take(&mut tray.fresh), tray.closing)
    }

    fn close(&self, limit: Duration, history: PathBuf) -> Result<(), Unkept> {
        let mut tray = self.tray();
        tray.closing = true;
        self.changed.notify_all();
        let going = |tray: &mut Tray| !tray.ended;
        let (tray, _) = self.changed.wait_timeout_while(tray, limit, going).unwrap_or_else(PoisonError::into_inner);
        let late = tray.fresh.len() + tray.waiting;
        let why = match (late + tray.lost, &tray.trouble) {
            (0, _) => return Ok(()),
            (_, Some(trouble)) => trouble.clone(),
            (_, None) if late > 0 => "the disk does not answer".to_owned(),
            (_, None) => "too many had to wait for the disk".to_owned(),
        };
        Err(Unkept { entries: late + tray.lost, history, why })
    }
}

/// Makes room. What begins or ends a session and what hurt goes last: without the one the rest says
/// little, and for the other it is kept at all.
fn give_one_up(entries: &mut VecDeque<Entry>) {
    let oldest = entries.iter().position(|entry| matches!(entry.event, Event::Held { .. } | Event::Skipped { .. }));
    entries.remove(oldest.unwrap_or(0));
}

/// The thread's desk: nobody waits for a thread that is gone, however it went.
struct EndsWithIt(Arc<Desk>);

impl Drop for EndsWithIt {
    fn drop(&mut self) {
        self.0.tray().ended = true;
        self.0.changed.notify_all();
    }
}

/// The thread's own.
struct Keeper<R> {
    desk: EndsWithIt,
    history: PathBuf,
    screening: PathBuf,
    session_lock: PathBuf,
    report: R,
    /// Not on the disk yet, oldest first.
    waiting: VecDeque<Entry>,
    /// How many were given up here since it was last well.
    lost: usize,
    /// The trouble was told already.
    failing: bool,
    live: Option<Live>,
}

/// The session that runs.
struct Live {
    session: String,
    /// None if it could not be had.
    _lock: Option<File>,
    ended: bool,
}

impl<R: Fn(String)> Keeper<R> {
    fn run(&mut self) {
        loop {
            let limit = (!self.waiting.is_empty()).then_some(AGAIN);
            let (fresh, closing) = self.desk.0.take(limit);
            fault::break_if_asked("store");
            fresh.into_iter().for_each(|entry| self.take_in(entry));
            self.screen();
            self.catch_up();
            self.live.take_if(|live| live.ended);
            if closing {
                return;
            }
        }
    }

    /// The thread broke: nothing more is kept.
    fn break_off(&mut self) {
        self.desk.0.tray().trouble = Some(BROKE.to_owned());
        (self.report)(format!("history is not kept any more: {BROKE}; the session goes on"));
    }

    fn take_in(&mut self, entry: Entry) {
        match &entry.event {
            Event::Began(_) => self.begin(&entry.session),
            Event::Ended { .. } => {
                if let Some(live) = self.live.as_mut().filter(|live| live.session == entry.session) {
                    live.ended = true;
                }
            }
            _ => {}
        }
        self.waiting.push_back(entry);
    }

    /// Writes answers about health; what is not kept is asked again.
    fn screen(&self) {
        let Some(screening) = self.desk.0.tray().screening.take() else { return };
        if let Err(e) = whole::write_screening(&self.screening, &screening) {
            let trouble = Trouble::from(e);
            (self.report)(format!("your answers could not be kept: {trouble}; they are asked again next time"));
        }
    }

    fn begin(&mut self, session: &str) {
        if self.live.take().is_none_or(|last| last.session != session) {
            let held = hold(&self.session_lock);
            if matches!(held, Err(Trouble::Held)) {
                (self.report)("another unkink session is running; both are kept".to_owned());
            }
            self.live = Some(Live { session: session.to_owned(), _lock: held.ok(), ended: false });
        }
    }

    /// Writes what waits, in order; what cannot be written is tried again a little later.
    fn catch_up(&mut self) {
        while let Some(entry) = self.waiting.front() {
            if let Err(trouble) = self.write(entry) {
                return self.wait_with(&trouble);
            }
            self.waiting.pop_front();
            let mut tray = self.desk.0.tray();
            tray.waiting = self.waiting.len();
            tray.trouble = None;
            drop(tray);
            if mem::take(&mut self.failing) {
                (self.report)(match mem::take(&mut self.lost) {
                    0 => "history is kept again, with all that was missing".to_owned(),
                    lost => format!("history is kept again; {lost} of its entries are lost"),
                });
            }
        }
    }

    fn write(&self, entry: &Entry) -> Result<(), Trouble> {
        if let Some(aside) = move_aside(&self.history)? {
            (self.report)(format!(
                "the history file could not be used and is set aside as `{}`; a new one is begun",
                text::harmless(&aside.to_string_lossy())
            ));
        }
        match entry.event {
            Event::Deleted => match whole::erase(&self.history, entry) {
                Err(Trouble::Io(e)) => {
                    // A disk without room for a second history has room for a line, and what comes after it.
                    append(&self.history, entry)?;
                    let trouble = Trouble::from(e);
                    (self.report)(format!("deleted, but its lines stay in the history file: {trouble}"));
                    Ok(())
                }
                done => done,
            },
            _ => append(&self.history, entry),
        }
    }

    fn wait_with(&mut self, trouble: &Trouble) {
        let too_many = self.waiting.len().saturating_sub(MOST);
        (0..too_many).for_each(|_| give_one_up(&mut self.waiting));
        let mut tray = self.desk.0.tray();
        tray.waiting = self.waiting.len();
        tray.lost += too_many;
        tray.trouble = Some(trouble.to_string());
        drop(tray);
        if !mem::replace(&mut self.failing, true) {
            (self.report)(format!("history is not kept for now: {trouble}; the session goes on"));
        }
        if too_many > 0 && self.lost == 0 {
            (self.report)(format!("entries of the history are lost: {trouble}, and too many wait"));
        }
        self.lost += too_many;
    }
}
