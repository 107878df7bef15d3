//! Renders the cues of the program to the WAV files beside it.
// A tool for whoever changes the sounds: it writes files, and stops at the first fault.
#![allow(clippy::disallowed_methods)]

use std::io;
use std::path::Path;

use unkink::cue::Cue;

mod synth;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sounds");
    for cue in Cue::ALL {
        std::fs::write(folder.join(format!("{}.wav", cue.word())), synth::wav(cue))?;
    }
    Ok(())
}
