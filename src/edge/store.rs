//! Keeps the history: a thread that appends lines to a file, so that nobody waits for a disk.
//!
//! Every entry is one line, written in one piece and on the disk before the next is looked at.
//! What stands in the file already is never rewritten, whatever it is.
// Files and threads belong to this room.
#![allow(clippy::disallowed_methods)]

use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use crate::record::{Entry, Event};

pub use file::{Read, read};
use file::{Trouble, append, hold};

mod file;

/// More entries than any session writes while a disk sleeps.
const QUEUE: usize = 1024;

/// A disk may have to wake up first.
const LAST_LINE: Duration = Duration::from_secs(5);

/// Where entries go. Dropping it waits for the last line.
#[derive(Debug)]
pub struct Store {
    /// None if nothing is kept.
    thread: Option<Thread>,
}

#[derive(Debug)]
struct Thread {
    /// Ends the thread when dropped.
    queue: SyncSender<Entry>,
    /// Breaks off when the thread has ended.
    ended: Receiver<()>,
}

impl Store {
    /// Starts the thread for the file `history`; `session_lock` is held while a session runs. One line
    /// for the person goes to `report` when something goes wrong, and one when it is well again.
    pub fn start(
        history: PathBuf,
        session_lock: PathBuf,
        report: impl Fn(String) + Send + 'static,
    ) -> io::Result<Store> {
        let (queue, entries) = mpsc::sync_channel(QUEUE);
        let (end, ended) = mpsc::sync_channel(0);
        let mut keeper = Keeper { history, session_lock, report, waiting: VecDeque::new(), failing: false, live: None };
        thread::Builder::new().name("store".to_owned()).spawn(move || {
            let _end = end;
            entries.into_iter().for_each(|entry| keeper.keep(entry));
            keeper.catch_up();
        })?;
        Ok(Store { thread: Some(Thread { queue, ended }) })
    }

    /// Keeps nothing: a rehearsal, or no home folder.
    pub fn nowhere() -> Store {
        Store { thread: None }
    }

    /// Asks for an entry to be kept; never waits.
    pub fn keep(&self, entry: Entry) -> Result<(), Stuck> {
        match &self.thread {
            Some(thread) => thread.queue.try_send(entry).map_err(|_| Stuck),
            None => Ok(()),
        }
    }

    /// Waits until all is on the disk, but not longer than `limit`. False if that was not enough; twice is harmless.
    pub fn finish(&mut self, limit: Duration) -> bool {
        let Some(Thread { queue, ended }) = self.thread.take() else { return true };
        drop(queue);
        ended.recv_timeout(limit) == Err(RecvTimeoutError::Disconnected)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.finish(LAST_LINE);
    }
}

/// The disk has not answered for so long that an entry was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck;

/// The thread's own.
struct Keeper<R> {
    history: PathBuf,
    session_lock: PathBuf,
    report: R,
    /// Not on the disk yet, oldest first.
    waiting: VecDeque<Entry>,
    /// The trouble was told already.
    failing: bool,
    /// The session that runs, and its lock if it could be had.
    live: Option<(String, Option<File>)>,
}

impl<R: Fn(String)> Keeper<R> {
    fn keep(&mut self, entry: Entry) {
        if matches!(entry.event, Event::Began { .. }) {
            self.begin(&entry.session);
        }
        let ended = matches!(entry.event, Event::Ended { .. }).then(|| entry.session.clone());
        self.waiting.push_back(entry);
        self.catch_up();
        if ended.is_some() && ended.as_deref() == self.live.as_ref().map(|(session, _)| session.as_str()) {
            self.live = None;
        }
    }

    fn begin(&mut self, session: &str) {
        if self.live.take().is_none_or(|(last, _)| last != session) {
            let held = hold(&self.session_lock);
            if matches!(held, Err(Trouble::Held)) {
                (self.report)("another unkink session is running; both are kept".to_owned());
            }
            self.live = Some((session.to_owned(), held.ok()));
        }
    }

    /// Writes what waits, in order; what cannot be written is tried again with the next entry.
    fn catch_up(&mut self) {
        while let Some(entry) = self.waiting.front() {
            match append(&self.history, entry) {
                Ok(aside) => {
                    self.waiting.pop_front();
                    if let Some(aside) = aside {
                        (self.report)(format!(
                            "the history file could not be used and is set aside as `{}`; a new one is begun",
                            aside.display()
                        ));
                    }
                    if std::mem::take(&mut self.failing) {
                        (self.report)("history is kept again, with all that was missing".to_owned());
                    }
                }
                Err(trouble) => {
                    if !std::mem::replace(&mut self.failing, true) {
                        (self.report)(format!("history is not kept for now: {trouble}; the session goes on"));
                    }
                    // What a person could not finish in a day is more than can be missing here.
                    self.waiting.truncate(10 * QUEUE);
                    return;
                }
            }
        }
    }
}
