//! Writes each cue as the program makes it, to be found again in a recording: 16 bits, one channel.
//!
//! usage: cargo run --example render-sounds -- FOLDER RATE
// A tool for whoever listens: it writes files, and stops at the first fault.
#![allow(clippy::disallowed_methods)]

use std::error::Error;
use std::num::NonZero;
use std::path::PathBuf;

use unkink::cue::Cue;
use unkink::edge::speaker::sounds::Sounds;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().ok_or("where to?")?);
    let rate: NonZero<u32> = words.next().ok_or("at which rate?")?.parse()?;
    let mut sounds = Sounds::default();
    for cue in Cue::ALL {
        let samples: Vec<u8> = sounds
            .clip(cue, rate)
            .iter()
            .flat_map(|sample| ((sample * 32_767.0).round() as i16).to_le_bytes())
            .collect();
        std::fs::write(folder.join(format!("{}.s16", cue.word())), samples)?;
    }
    Ok(())
}
