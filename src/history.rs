//! Entries become what is remembered: which routines were done, and when.

use std::collections::BTreeMap;

use jiff::Timestamp;

/// What the program needs to know of earlier sessions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Past {
    /// For every routine (or warm-up) gone through to its end: when last.
    pub last_done: BTreeMap<String, Timestamp>,
    /// Id of the routine begun last.
    pub last_begun: Option<String>,
}
