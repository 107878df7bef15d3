//! unkink: a guided stretch-routine timer for the terminal.

pub mod action;
pub mod app;
pub mod cli;
pub mod command;
pub mod cue;
pub mod edge;
pub mod effect;
pub mod error;
pub mod history;
pub mod library;
pub mod pain;
pub mod plan;
pub mod problem;
pub mod record;
pub mod routine;
pub mod screen;
pub mod session;
pub mod settings;
pub mod text;
pub mod time;
pub mod ui;
