//! Renders the cues of the program to the WAV files beside it.

fn main() {}
