//! Every sound as samples: cues are compiled in and decoded when first needed, breaths are made.

use std::collections::HashMap;
use std::num::NonZero;

use super::breath::Breaths;
use super::mix::Clip;
use super::speech::{Phrases, Speech};
use super::wav;
use crate::cue::Cue;
use crate::routine::Breath;

/// What can be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sound {
    /// A cue.
    Cue(Cue),
    /// One breath.
    Breath(Breath),
    /// A phrase of the voice.
    Speech(Speech),
}

/// The samples of each sound at each rate that was asked for.
#[derive(Default)]
pub struct Sounds {
    ready: HashMap<(Cue, NonZero<u32>), Clip>,
    breaths: Breaths,
    phrases: Phrases,
}

impl Sounds {
    /// The samples of `sound` at `rate`.
    pub fn of(&mut self, sound: Sound, rate: NonZero<u32>) -> Clip {
        match sound {
            Sound::Cue(cue) => self.clip(cue, rate),
            Sound::Breath(breath) => self.breaths.clip(breath, rate),
            Sound::Speech(speech) => self.phrases.clip(&speech, rate),
        }
    }

    /// The samples of `cue` at `rate`. Decoding takes about a millisecond, once for each rate.
    pub fn clip(&mut self, cue: Cue, rate: NonZero<u32>) -> Clip {
        if let Some(clip) = self.ready.get(&(cue, rate)) {
            return clip.clone();
        }
        // The shipped files are read by a test, so silence never stands for one of them.
        let clip =
            wav::parse(shipped(cue)).map_or_else(|_| Clip::default(), |wav| resample(&wav.samples, wav.rate, rate));
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
