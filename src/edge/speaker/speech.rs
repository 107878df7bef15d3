//! A phrase as samples, and how it gets to the rate of a device.

use std::f32::consts::PI;
use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use super::mix::Clip;
use super::sounds::resample;

/// So many phrases are kept at the rate of the device: those that are said again soon.
const KEPT: usize = 4;

/// So many samples on each side of a moment have a part in it.
const REACH: f32 = 16.0;

/// No more places between two samples are told apart; rates that need more are those of no device.
const PLACES: u64 = 2_000;

/// What a program that speaks made of a text. Clones share the samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    samples: Arc<[i16]>,
    rate: NonZero<u32>,
}

impl Speech {
    /// Of samples from -1 to 1.
    pub fn new(samples: &[f32], rate: NonZero<u32>) -> Speech {
        let whole = |sample: &f32| (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16;
        Speech { samples: samples.iter().map(whole).collect(), rate }
    }

    /// Of whole samples.
    pub fn of(samples: Vec<i16>, rate: NonZero<u32>) -> Speech {
        Speech { samples: samples.into(), rate }
    }

    /// The samples.
    pub fn samples(&self) -> &[i16] {
        &self.samples
    }

    /// How many of them make a second.
    pub fn rate(&self) -> NonZero<u32> {
        self.rate
    }

    /// How long it is heard.
    pub fn length(&self) -> Duration {
        Duration::from_secs_f64(self.samples.len() as f64 / f64::from(self.rate.get()))
    }

    /// What it takes in memory.
    pub fn bytes(&self) -> usize {
        self.samples.len() * size_of::<i16>()
    }

    fn clip(&self, rate: NonZero<u32>) -> Clip {
        let samples: Vec<f32> = self.samples.iter().map(|sample| f32::from(*sample) / f32::from(i16::MAX)).collect();
        at_rate(&samples, self.rate, rate)
    }
}

/// Phrases that are at the rate of a device already.
#[derive(Default)]
pub struct Phrases {
    /// The latest last.
    made: Vec<(Speech, NonZero<u32>, Clip)>,
}

impl Phrases {
    /// The samples of `speech` at `rate`. Making them takes about two milliseconds for each second of it, once as long
    /// as few others are asked for.
    pub fn clip(&mut self, speech: &Speech, rate: NonZero<u32>) -> Clip {
        let is_it =
            |(made, at, _): &(Speech, NonZero<u32>, Clip)| Arc::ptr_eq(&made.samples, &speech.samples) && *at == rate;
        let made = match self.made.iter().position(is_it) {
            Some(known) => self.made.remove(known),
            None => (speech.clone(), rate, speech.clip(rate)),
        };
        let clip = made.2.clone();
        self.made.push(made);
        let old = self.made.len().saturating_sub(KEPT);
        self.made.drain(..old);
        clip
    }
}

/// `samples` at another rate, without the shrill echo of its consonants that straight lines would add; the first stays
/// the first.
pub fn at_rate(samples: &[f32], from: NonZero<u32>, to: NonZero<u32>) -> Clip {
    let both = divisor(from.get(), to.get());
    let (step, places) = (u64::from(from.get() / both), u64::from(to.get() / both));
    if places > PLACES {
        return resample(samples, from, to);
    }
    // Towards a lower rate, what the lower one cannot hold is left out.
    let width = (step as f32 / places as f32).max(1.0);
    let reach = (REACH * width).ceil() as i64;
    let weights: Vec<Vec<f32>> = (0..places).map(|place| weights(place as f32 / places as f32, reach, width)).collect();
    let length = samples.len() as u64 * places / step;
    let sum = |frame: u64| {
        let (index, place) = (frame * step / places, frame * step % places);
        let first = index as i64 - reach + 1;
        let skipped = usize::try_from(-first).unwrap_or(0);
        let heard = samples.iter().skip(usize::try_from(first).unwrap_or(0));
        heard.zip(weights[place as usize].iter().skip(skipped)).map(|(sample, weight)| sample * weight).sum()
    };
    (0..length).map(sum).collect()
}

/// What the samples around a place after one of them weigh: a sinc that fades out within `reach` samples.
fn weights(place: f32, reach: i64, width: f32) -> Vec<f32> {
    let weight = |at: i64| {
        let away = (at as f32 - place) / width;
        let window = 0.5 + 0.5 * (PI * away / (reach as f32 / width)).cos();
        sinc(away) * window / width
    };
    (1 - reach..=reach).map(weight).collect()
}

fn sinc(x: f32) -> f32 {
    if x == 0.0 { 1.0 } else { (PI * x).sin() / (PI * x) }
}

/// The greatest number that divides both.
fn divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { divisor(b, a % b) }
}
