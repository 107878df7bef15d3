//! The figures that a routine file names, and where.

use std::ops::Range;

use crate::problem::{Mended, Reader, Scope, Section};

use super::MOST_TEXT;

/// Every figure that a step of this text names, with its place.
pub fn figures(text: &str) -> Vec<(String, Range<usize>)> {
    let mended = Mended::new(text);
    let (mut reader, top) = Reader::new(&mended);
    let Some(steps) = top.get("step").and_then(|value| value.get_ref().as_array()) else { return Vec::new() };
    let mut found = Vec::new();
    for step in steps.iter() {
        let Some(table) = step.get_ref().as_table() else { continue };
        let section = Section { scope: Scope::Step, table, span: step.span() };
        if let Some(name) = reader.filled_text(&section, "figure", MOST_TEXT) {
            found.push((name, section.place("figure")));
        }
    }
    found
}
