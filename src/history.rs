//! Entries become what is remembered: which routines were done, and when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::record::{Ending, Entry, Event};

/// What the program needs to know of earlier sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Past {
    /// For every routine, or warm-up, gone through to its end: when last.
    pub last_done: BTreeMap<String, Timestamp>,
    /// For every session, by name: when it began, and the ids of its routine and warm-up.
    begun: BTreeMap<String, (Timestamp, Vec<String>)>,
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
            Event::Began { routine, warm_up, .. } => {
                let ids = [routine].into_iter().chain(warm_up).cloned().collect();
                self.begun.insert(entry.session.clone(), (entry.at, ids));
                if let Some(at) = self.complete.remove(&entry.session) {
                    self.done(&entry.session, at);
                }
            }
            Event::Ended { how: Ending::Complete } => self.done(&entry.session, entry.at),
            _ => {}
        }
    }

    /// Id of the routine begun last.
    pub fn last_begun(&self) -> Option<&str> {
        let (_, ids) = self.begun.values().max_by_key(|(at, _)| *at)?;
        ids.first().map(String::as_str)
    }

    fn done(&mut self, session: &str, at: Timestamp) {
        let Some((_, ids)) = self.begun.get(session) else {
            self.complete.insert(session.to_owned(), at);
            return;
        };
        for id in ids {
            let last = self.last_done.entry(id.clone()).or_insert(at);
            *last = at.max(*last);
        }
    }
}
