//! The sound of each cue: compiled in or the user's own, decoded when first needed.

use std::collections::HashMap;
use std::num::NonZero;

use super::mix::Clip;
use super::wav::{self, Wav};
use crate::cue::Cue;

/// A sound of the user's own is cut after this many seconds.
const LONGEST: usize = 10;

/// Which sound belongs to each cue, and its samples at one rate once they were asked for.
#[derive(Default)]
pub struct Sounds {
    own: HashMap<Cue, Wav>,
    ready: HashMap<(Cue, NonZero<u32>), Clip>,
}

impl Sounds {
    /// Lets the WAV file `file` sound for `cue` from now on; its first 10 s.
    ///
    /// # Errors
    /// What is wrong with the file, in a few words; the cue then keeps the sound it had.
    pub fn replace(&mut self, cue: Cue, file: &[u8]) -> Result<(), &'static str> {
        let mut wav = wav::parse(file)?;
        wav.samples.truncate(LONGEST * wav.rate.get() as usize);
        self.own.insert(cue, wav);
        self.ready.retain(|(of, _), _| *of != cue);
        Ok(())
    }

    /// The samples of `cue` at `rate`. Decoding takes about a millisecond, once for each rate.
    pub fn clip(&mut self, cue: Cue, rate: NonZero<u32>) -> Clip {
        if let Some(clip) = self.ready.get(&(cue, rate)) {
            return clip.clone();
        }
        let clip = match self.own.get(&cue) {
            Some(own) => resample(&own.samples, own.rate, rate),
            // The shipped files are read by a test, so silence never stands for one of them.
            None => {
                wav::parse(shipped(cue)).map_or_else(|_| Clip::default(), |wav| resample(&wav.samples, wav.rate, rate))
            }
        };
        self.ready.insert((cue, rate), clip.clone());
        clip
    }
}

/// The compiled-in WAV file of `cue`.
pub fn shipped(cue: Cue) -> &'static [u8] {
    macro_rules! wav {
        ($word:literal) => {
            include_bytes!(concat!("../../../assets/sounds/", $word, ".wav"))
        };
    }
    match cue {
        Cue::GetReady => wav!("get-ready"),
        Cue::Start => wav!("start"),
        Cue::Rep => wav!("rep"),
        Cue::End => wav!("end"),
        Cue::Switch => wav!("switch"),
        Cue::Rest => wav!("rest"),
        Cue::Check => wav!("check"),
        Cue::Stop => wav!("stop"),
        Cue::Done => wav!("done"),
        Cue::Count => wav!("count"),
        Cue::Halfway => wav!("halfway"),
        Cue::Tick => wav!("tick"),
    }
}

/// `samples` at another rate, by straight lines between them; the first stays the first.
pub fn resample(samples: &[f32], from: NonZero<u32>, to: NonZero<u32>) -> Clip {
    let (from, to) = (u64::from(from.get()), u64::from(to.get()));
    let length = samples.len() as u64 * to / from;
    let at = |index: u64| samples.get(index as usize).copied().unwrap_or(0.0);
    (0..length)
        .map(|frame| {
            let (index, rest) = (frame * from / to, frame * from % to);
            let part = rest as f32 / to as f32;
            at(index) + (at(index + 1) - at(index)) * part
        })
        .collect()
}
