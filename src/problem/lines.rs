//! Where the lines of a text start, so that a place is found without reading the text again.

use std::ops::Range;

/// The starts of all lines of one text.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
    end: usize,
}

impl Lines {
    /// Reads the text once.
    pub fn new(text: &str) -> Lines {
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Lines { starts: std::iter::once(first).chain(breaks).collect(), end: text.len() }
    }

    /// The index of the line that holds this byte, from 0.
    pub fn index(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// The bytes of a line without its line break, given the text it was made of.
    pub fn bytes(&self, text: &str, index: usize) -> Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.end);
        let end = self.starts.get(index + 1).copied().unwrap_or(self.end);
        let line = text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn place(&self, text: &str, byte: usize) -> (usize, usize) {
        let index = self.index(byte);
        let start = self.starts[index];
        (index + 1, text.get(start..byte).map_or(0, |before| before.chars().count()) + 1)
    }
}
