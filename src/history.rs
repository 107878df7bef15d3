//! Entries become what is remembered: which routines were done, and when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::record::{Ending, Entry, Event};

/// What the program needs to know of earlier sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Past {
    /// For every routine, or warm-up, gone through to its end: when last.
    pub last_done: BTreeMap<String, Timestamp>,
    /// For every session, by name: when it began, and the id of its routine.
    begun: BTreeMap<String, (Timestamp, String)>,
    /// Sessions gone through to their end whose beginning has not been read yet.
    complete: BTreeMap<String, Timestamp>,
}

impl Past {
    /// Reads all entries, in whatever order they come.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Past {
        let mut past = Past::default();
        entries.into_iter().for_each(|entry| past.add(&entry));
        past
    }

    /// Takes in one more entry. Sessions are told apart by their names, so the order does not matter.
    pub fn add(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Began { routine, .. } => {
                self.begun.insert(entry.session.clone(), (entry.at, routine.clone()));
                if let Some(at) = self.complete.remove(&entry.session) {
                    self.done(routine, at);
                }
            }
            Event::WarmedUp { routine } => self.done(routine, entry.at),
            Event::Ended { how: Ending::Complete } => match self.begun.get(&entry.session) {
                Some((_, routine)) => self.done(&routine.clone(), entry.at),
                None => drop(self.complete.insert(entry.session.clone(), entry.at)),
            },
            _ => {}
        }
    }

    /// Takes in all that another past knows.
    pub fn merge(&mut self, other: Past) {
        self.begun.extend(other.begun);
        other.last_done.iter().for_each(|(routine, at)| self.done(routine, *at));
        for (session, at) in other.complete {
            match self.begun.get(&session) {
                Some((_, routine)) => self.done(&routine.clone(), at),
                None => drop(self.complete.insert(session, at)),
            }
        }
    }

    /// Id of the routine begun last.
    pub fn last_begun(&self) -> Option<&str> {
        self.begun.values().max_by_key(|(at, _)| *at).map(|(_, routine)| routine.as_str())
    }

    fn done(&mut self, routine: &str, at: Timestamp) {
        let last = self.last_done.entry(routine.to_owned()).or_insert(at);
        *last = at.max(*last);
    }
}
