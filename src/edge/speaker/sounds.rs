//! Every sound as samples: cues and breaths are made when first needed, or are the person's own.

use std::collections::HashMap;
use std::num::NonZero;

use super::breath::Breaths;
use super::mix::Clip;
use super::own::Choices;
use super::speech::{Phrases, Speech};
use super::synth;
use super::wav::Wav;
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
    choices: Choices,
    /// The person's own, as far as they have been read.
    own: HashMap<Cue, Wav>,
    ready: HashMap<(Cue, NonZero<u32>), Clip>,
    breaths: Breaths,
    phrases: Phrases,
}

impl Sounds {
    /// The sounds that a person chose. Their files are not read here.
    pub fn chosen(choices: Choices) -> Sounds {
        Sounds { choices, ..Sounds::default() }
    }

    /// What is not to sound as shipped.
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// These were read, and are heard from now on.
    pub fn put(&mut self, own: Vec<(Cue, Wav)>) {
        self.ready.retain(|(cue, _), _| own.iter().all(|(other, _)| other != cue));
        self.own.extend(own);
    }

    /// Whether `sound` is never to be heard.
    pub fn is_off(&self, sound: &Sound) -> bool {
        matches!(sound, Sound::Cue(cue) if self.choices.is_off(*cue))
    }

    /// The samples of `sound` at `rate`.
    pub fn of(&mut self, sound: Sound, rate: NonZero<u32>) -> Clip {
        match sound {
            Sound::Cue(cue) => self.clip(cue, rate),
            Sound::Breath(breath) => self.breaths.clip(breath, rate),
            Sound::Speech(speech) => self.phrases.clip(&speech, rate),
        }
    }

    /// The samples of `cue` at `rate`. Making it takes a few milliseconds, once for each rate.
    pub fn clip(&mut self, cue: Cue, rate: NonZero<u32>) -> Clip {
        if let Some(clip) = self.ready.get(&(cue, rate)) {
            return clip.clone();
        }
        let clip = match self.own.get(&cue) {
            Some(own) => resample(&own.samples, own.rate, rate),
            None => {
                let shipped = synth::wav(cue);
                resample(&shipped.samples, shipped.rate, rate)
            }
        };
        self.ready.insert((cue, rate), clip.clone());
        clip
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
