//! The one test program: a module for each area.
// Tests read and write files of their own, and print nothing that matters.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)]

mod breath;
mod brush;
mod check;
mod cli;
mod figure;
mod history;
mod hostile;
mod house_rules;
mod import;
mod memory;
mod moves;
mod plain;
mod plans;
mod pty;
mod rig;
mod schema;
mod screening;
mod screens;
mod session;
mod sound;
mod speech;
mod store;
mod voice;
