//! What a person is told about an import: the same thing about several exercises is one line.

/// Names that a line shows before it only counts.
const MOST_NAMES: usize = 5;

/// Lines in the order in which they came up.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    what: String,
    /// What it is about, each once; as many as are shown.
    names: Vec<String>,
    /// How often.
    count: usize,
}

impl Notes {
    /// A whole line; said once, however often it comes up.
    pub fn line(&mut self, line: String) {
        if self.entries.iter().all(|entry| entry.what != line) {
            self.entries.push(Entry { what: line, names: Vec::new(), count: 0 });
        }
    }

    /// Something about an exercise, whose name is harmless already.
    pub fn about(&mut self, what: &str, name: &str) {
        let at = self.entries.iter().position(|entry| entry.what == what).unwrap_or_else(|| {
            self.entries.push(Entry { what: what.to_owned(), names: Vec::new(), count: 0 });
            self.entries.len() - 1
        });
        let entry = &mut self.entries[at];
        if entry.names.iter().any(|known| known == name) {
            return;
        }
        entry.count += 1;
        if entry.names.len() < MOST_NAMES {
            entry.names.push(name.to_owned());
        }
    }

    /// All of them as lines.
    pub fn lines(&self) -> Vec<String> {
        self.entries.iter().map(Entry::line).collect()
    }
}

impl Entry {
    fn line(&self) -> String {
        let names: Vec<String> = self.names.iter().map(|name| format!("\"{}\"", short(name))).collect();
        match self.count - self.names.len() {
            _ if names.is_empty() => self.what.clone(),
            0 => format!("{}: {}", self.what, names.join(", ")),
            more => format!("{}: {} and {more} more", self.what, names.join(", ")),
        }
    }
}

/// A name as long as a line bears it.
fn short(name: &str) -> String {
    crate::text::cut(name, 40).into_owned()
}
