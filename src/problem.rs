//! What is wrong in a text file, where, and how to mend it.

use std::ops::Range;

/// One thing that is wrong. All words about it are made here, from the data of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Where, in bytes of the text; always within it and on character boundaries.
    pub span: Range<usize>,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file loads all the same.
    Warning,
    /// The file does not load.
    Error,
}

impl Problem {
    /// The sentence that says what is wrong, without place.
    pub fn title(&self) -> String {
        String::new()
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        Severity::Error
    }
}
