//! Entries become what is remembered: the sessions of the past, and when each routine was last done.
//!
//! Sessions are told apart by their names and entries ordered by their numbers, so it does not matter in which
//! order, how often, or from how many machines the lines of a history come.

pub mod gather;
mod run;
pub mod words;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use jiff::{SignedDuration, Timestamp};

pub use run::{Run, SideRun, StepRun};

use crate::record::{Ending, Entry};

/// What the program knows of earlier sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Past {
    /// By name.
    runs: BTreeMap<String, Run>,
    /// For every routine, or warm-up, gone through to its end: when last.
    pub last_done: BTreeMap<String, Timestamp>,
}

impl Past {
    /// Reads all entries, in whatever order they come.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Past {
        let mut sessions: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in entries {
            sessions.entry(entry.session.clone()).or_default().push(entry);
        }
        Past::of_runs(sessions.into_values().map(Run::of))
    }

    /// All of these sessions, each of them whole.
    pub fn of_runs(runs: impl IntoIterator<Item = Run>) -> Past {
        let mut past = Past::default();
        runs.into_iter().for_each(|run| past.put(run));
        past
    }

    /// Takes in one more entry of a session that goes on now: the last that was kept of it.
    pub fn add(&mut self, entry: &Entry) {
        let run = match self.runs.entry(entry.session.clone()) {
            Slot::Occupied(run) => {
                let run = run.into_mut();
                run.apply(entry);
                run
            }
            Slot::Vacant(free) => free.insert(Run::of(vec![entry.clone()])),
        };
        note_done(&mut self.last_done, run);
        if run.deleted {
            self.last_done = BTreeMap::new();
            self.runs.values().for_each(|run| note_done(&mut self.last_done, run));
        }
    }

    /// Takes in all that another past knows; of a session that both know, what this one knows.
    pub fn merge(&mut self, other: Past) {
        for run in other.runs.into_values() {
            if !self.runs.contains_key(&run.name) {
                self.put(run);
            }
        }
        for (routine, at) in other.last_done {
            done(&mut self.last_done, &routine, at);
        }
    }

    fn put(&mut self, run: Run) {
        note_done(&mut self.last_done, &run);
        self.runs.insert(run.name.clone(), run);
    }

    /// The sessions that count, the newest first.
    pub fn runs(&self) -> Vec<&Run> {
        let mut runs: Vec<&Run> = self.runs.values().filter(|run| !run.deleted).collect();
        runs.sort_by(|a, b| (b.began, &b.name).cmp(&(a.began, &a.name)));
        runs
    }

    /// The session with this name, unless it was deleted.
    pub fn run(&self, name: &str) -> Option<&Run> {
        self.runs.get(name).filter(|run| !run.deleted)
    }

    /// The session begun last.
    pub fn last(&self) -> Option<&Run> {
        let counts = self.runs.values().filter(|run| !run.deleted);
        counts.max_by_key(|run| (run.began, &run.name))
    }

    /// Id of the routine begun last.
    pub fn last_begun(&self) -> Option<&str> {
        let named = self.runs.values().filter(|run| !run.deleted && run.routine.is_some());
        named.max_by_key(|run| (run.began, &run.name))?.routine.as_deref()
    }

    /// The session begun last, if it can be gone on with: it was left, or cut off by something else than pain,
    /// and nobody has declined to go on with it.
    pub fn unfinished(&self) -> Option<&Run> {
        self.last().filter(|run| run.is_unfinished())
    }
}

/// For how long ago `then` was; nothing if it lies ahead, as after a clock that was set back.
pub fn since(then: Timestamp, now: Timestamp) -> Option<SignedDuration> {
    Some(now.duration_since(then)).filter(|passed| !passed.is_negative())
}

fn note_done(last_done: &mut BTreeMap<String, Timestamp>, run: &Run) {
    if run.deleted {
        return;
    }
    if let (Some(Ending::Complete), Some(routine)) = (run.ending, &run.routine) {
        done(last_done, routine, run.ended.unwrap_or(run.began));
    }
    if let Some((routine, at)) = &run.warmed_up {
        done(last_done, routine, *at);
    }
}

fn done(last_done: &mut BTreeMap<String, Timestamp>, routine: &str, at: Timestamp) {
    match last_done.get_mut(routine) {
        Some(last) => *last = at.max(*last),
        None => drop(last_done.insert(routine.to_owned(), at)),
    }
}
