//! Lines of a history become a past, quickly: entries are taken in as they come, and only sessions whose lines
//! come in another order, or in several parts of the text, are put together from their lines once more.

use std::collections::HashMap;
use std::ops::Range;

use super::{Past, Run};
use crate::record::Entry;

/// What a part of the text tells.
#[derive(Debug, Default)]
pub struct Part {
    sessions: HashMap<String, Session>,
    /// What could not be taken in.
    pub left_out: LeftOut,
}

/// How many lines could not be taken in, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Lines that are none that this program knows.
    pub skipped: usize,
    /// Lines that a newer version wrote, whose meaning is not known here.
    pub newer: usize,
    /// Whether the last line was cut off, as a crash does; it is not counted among the skipped.
    pub torn: bool,
}

#[derive(Debug)]
struct Session {
    run: Run,
    /// Where its lines are.
    lines: Vec<Range<usize>>,
    order: Order,
}

/// In which order its entries came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// By their numbers.
    Rising,
    /// Otherwise: what was made of them does not count.
    Mixed,
}

/// Borders that cut `text` into about `count` parts, at the beginnings of sessions where there are such.
pub fn cut(text: &str, count: usize) -> Vec<Range<usize>> {
    let mut from = 0;
    let mut parts = Vec::new();
    for at in 1..count {
        let near = text.len() / count * at;
        let to = beginning_after(text, near.max(from)).unwrap_or(text.len());
        if to > from {
            parts.push(from..to);
            from = to;
        }
    }
    parts.push(from..text.len());
    parts
}

/// The first line after `near` that begins a session.
fn beginning_after(text: &str, near: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = near + bytes[near..].iter().position(|byte| *byte == b'\n')? + 1;
    loop {
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map(|length| at + length)?;
        if text.get(at..end)?.contains(r#""n":0,"#) {
            return Some(at);
        }
        at = end + 1;
    }
}

impl Part {
    /// Reads the lines of `text` in `range`, which begins and ends with lines.
    pub fn read(text: &str, range: Range<usize>) -> Part {
        let mut part = Part::default();
        let mut at = range.start;
        for line in text[range].split_inclusive('\n') {
            part.take(line, at..at + line.len());
            at += line.len();
        }
        part
    }

    fn take(&mut self, line: &str, at: Range<usize>) {
        // What stood there was no text.
        let parsed = if line.contains('\u{fffd}') { None } else { Some(serde_json::from_str::<Entry>(line)) };
        match parsed {
            Some(Ok(entry)) if entry.v > Entry::VERSION => self.left_out.newer += 1,
            Some(Ok(entry)) => self.add(&entry, at),
            _ if line.trim().is_empty() => {}
            _ if is_newer(line) => self.left_out.newer += 1,
            _ if line.ends_with('\n') => self.left_out.skipped += 1,
            _ => self.left_out.torn = true,
        }
    }

    fn add(&mut self, entry: &Entry, at: Range<usize>) {
        let Some(session) = self.sessions.get_mut(&entry.session) else {
            let mut run = Run::begin(entry);
            run.apply(entry);
            let session = Session { run, lines: vec![at], order: Order::Rising };
            self.sessions.insert(entry.session.clone(), session);
            return;
        };
        session.lines.push(at);
        if entry.n < session.run.next_n {
            session.order = Order::Mixed;
        } else {
            session.run.apply(entry);
        }
    }
}

/// Whether a newer version wrote this line.
fn is_newer(line: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Version {
        v: u32,
    }
    serde_json::from_str(line).is_ok_and(|Version { v }| v > Entry::VERSION)
}

/// The past that all parts of `text` tell together.
pub fn join(text: &str, parts: Vec<Part>) -> (Past, LeftOut) {
    let mut left_out = LeftOut::default();
    let mut sessions: HashMap<String, Session> = HashMap::new();
    for part in parts {
        left_out.skipped += part.left_out.skipped;
        left_out.newer += part.left_out.newer;
        left_out.torn |= part.left_out.torn;
        if sessions.is_empty() {
            sessions = part.sessions;
            continue;
        }
        for (name, session) in part.sessions {
            match sessions.get_mut(&name) {
                None => drop(sessions.insert(name, session)),
                Some(known) => {
                    known.lines.extend(session.lines);
                    known.order = Order::Mixed;
                }
            }
        }
    }
    let runs = sessions.into_values().map(|session| session.into_run(text));
    (Past::of_runs(runs), left_out)
}

impl Session {
    fn into_run(self, text: &str) -> Run {
        match self.order {
            Order::Rising => self.run,
            Order::Mixed => {
                Run::of(self.lines.into_iter().filter_map(|at| serde_json::from_str(&text[at]).ok()).collect())
            }
        }
    }
}
