//! Tries a voice with one phrase, while somebody waits for it.
// It sleeps while the program speaks.
#![allow(clippy::disallowed_methods)]

use std::thread;
use std::time::Duration;

use super::engine::Engine;
use super::render::{Failed, Workshop};
use super::shape::shape;
use crate::edge::speaker::speech::Speech;
use crate::edge::speaker::wav;

/// What `engine` makes of `text` within `patience`. Nothing of it is kept.
pub fn try_out(engine: &Engine, text: &str, patience: Duration) -> Result<Speech, Failed> {
    let wait = |time| {
        thread::sleep(time);
        true
    };
    let file = Workshop::open().map_err(Failed::Files)?.render(engine, text, patience, wait)?;
    let wav = wav::parse(&file).map_err(Failed::Unusable)?;
    shape(&wav).map_err(Failed::Unusable)
}
