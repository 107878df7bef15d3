//! Where orders to the voice's thread lie until it takes them, and where it puts what is ready.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::edge::speaker::speech::Speech;

/// So many bytes of speech are held; ten minutes of it take about 26 million.
const ROOM: usize = 48 * 1024 * 1024;

/// One side asks and looks up, the other takes and puts.
#[derive(Default)]
pub struct Desk {
    papers: Mutex<Papers>,
    bell: Condvar,
}

#[derive(Default)]
struct Papers {
    asked: Option<Vec<String>>,
    ready: HashMap<String, Speech>,
    leave: bool,
    gone: bool,
}

impl Desk {
    /// Asks for these in place of what was asked for before.
    pub fn ask(&self, texts: Vec<String>) {
        self.papers().asked = Some(texts);
        self.bell.notify_all();
    }

    /// The samples of `text`, if they are ready.
    pub fn speech(&self, text: &str) -> Option<Speech> {
        self.papers().ready.get(text).cloned()
    }

    /// Asks the thread to end, and waits until it has, no longer than `limit`.
    pub fn leave(&self, limit: Duration) {
        self.papers().leave = true;
        self.bell.notify_all();
        let waited = self.bell.wait_timeout_while(self.papers(), limit, |papers| !papers.gone);
        drop(waited);
    }

    /// For the thread: what is asked for, as soon as it is; nothing when it is to end. What is ready of it stays,
    /// all else is let go.
    pub fn take(&self) -> Option<Vec<String>> {
        let idle = |papers: &mut Papers| papers.asked.is_none() && !papers.leave;
        let mut papers = self.bell.wait_while(self.papers(), idle).unwrap_or_else(PoisonError::into_inner);
        if papers.leave {
            return None;
        }
        let asked = papers.asked.take()?;
        let mut before = std::mem::take(&mut papers.ready);
        papers.ready = asked.iter().filter_map(|text| before.remove_entry(text)).collect();
        Some(asked)
    }

    /// For the thread: waits so long; false as soon as it is to end.
    pub fn rest(&self, time: Duration) -> bool {
        let waited = self.bell.wait_timeout_while(self.papers(), time, |papers| !papers.leave);
        !waited.unwrap_or_else(PoisonError::into_inner).0.leave
    }

    /// For the thread: whether something else is asked for by now.
    pub fn has_news(&self) -> bool {
        let papers = self.papers();
        papers.leave || papers.asked.is_some()
    }

    /// For the thread: `text` is ready from now on. False if there is no room for it.
    pub fn put(&self, text: String, speech: Speech) -> bool {
        let mut papers = self.papers();
        let held: usize = papers.ready.values().map(Speech::bytes).sum();
        let fits = held + speech.bytes() <= ROOM;
        if fits {
            papers.ready.insert(text, speech);
        }
        fits
    }

    /// For the thread: its last word.
    pub fn gone(&self) {
        self.papers().gone = true;
        self.bell.notify_all();
    }

    fn papers(&self) -> MutexGuard<'_, Papers> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
