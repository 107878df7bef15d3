//! Entries become what is remembered: which routines were done, and when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::record::{Ending, Entry, Event};

/// What the program needs to know of earlier sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Past {
    /// For every routine, or warm-up, gone through to its end: when last.
    pub last_done: BTreeMap<String, Timestamp>,
    /// Id of the routine begun last.
    pub last_begun: Option<String>,
}

impl Past {
    /// Reads the entries in whatever order they come: sessions are told apart by their names, and
    /// entries of one by their numbers.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Past {
        let mut begun: BTreeMap<String, (Timestamp, Vec<String>)> = BTreeMap::new();
        let mut complete: Vec<(String, Timestamp)> = Vec::new();
        for Entry { session, at, event, .. } in entries {
            match event {
                Event::Began { routine, warm_up, .. } => {
                    begun.insert(session, (at, [routine].into_iter().chain(warm_up).collect()));
                }
                Event::Ended { how: Ending::Complete } => complete.push((session, at)),
                _ => {}
            }
        }
        let mut last_done = BTreeMap::new();
        for (session, at) in complete {
            for id in begun.get(&session).map(|(_, ids)| ids.as_slice()).unwrap_or_default() {
                let last = last_done.entry(id.clone()).or_insert(at);
                *last = at.max(*last);
            }
        }
        let last_begun = begun.into_values().max_by_key(|(at, _)| *at).and_then(|(_, ids)| ids.into_iter().next());
        Past { last_done, last_begun }
    }
}
