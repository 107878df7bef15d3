//! The values of a text as a tree, which a hostile text makes deeper than a stack: nothing here calls itself.

use std::mem;
use std::ops::{Deref, Range};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The values of one text.
#[derive(Debug)]
pub struct Tree<'t>(DeTable<'t>);

impl<'t> Tree<'t> {
    /// Of a table that was read.
    pub(super) fn new(table: Spanned<DeTable<'t>>) -> Tree<'t> {
        Tree(table.into_inner())
    }

    /// Where the numbers are that the parser lets through without a look at their digits.
    pub(super) fn no_numbers(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut values: Vec<&Spanned<DeValue<'t>>> = self.values().collect();
        while let Some(value) = values.pop() {
            let is_number = match value.get_ref() {
                DeValue::Integer(number) => {
                    let digits = number.as_str().trim_start_matches(['+', '-']);
                    !digits.is_empty() && digits.chars().all(|c| c.is_digit(number.radix()))
                }
                DeValue::Float(number) => number.as_str().parse::<f64>().is_ok(),
                _ => true,
            };
            match value.get_ref() {
                DeValue::Array(list) => values.extend(list.iter()),
                DeValue::Table(table) => values.extend(table.values()),
                _ if is_number => {}
                _ => found.push(value.span()),
            }
        }
        found
    }
}

impl<'t> Deref for Tree<'t> {
    type Target = DeTable<'t>;

    fn deref(&self) -> &DeTable<'t> {
        &self.0
    }
}

impl Drop for Tree<'_> {
    fn drop(&mut self) {
        let root = mem::replace(&mut self.0, DeTable::new());
        let mut values: Vec<DeValue<'_>> = root.into_iter().map(|(_, value)| value.into_inner()).collect();
        while let Some(value) = values.pop() {
            match value {
                DeValue::Array(list) => values.extend(list.into_iter().map(Spanned::into_inner)),
                DeValue::Table(table) => values.extend(table.into_iter().map(|(_, value)| value.into_inner())),
                _ => {}
            }
        }
    }
}
