//! The sound of one breath: a soft rush of air that swells and brightens, then sinks; made when it is needed.

use std::f32::consts::{PI, TAU};
use std::num::NonZero;
use std::time::Duration;

use super::mix::Clip;
use super::sounds::resample;
use crate::routine::Breath;

/// No sample is louder than this: about 12 dB under the quietest cues, of which the loudest sample is 0.11.
pub const PEAK: f32 = 0.02;

/// It is made at this rate, whatever the device's: there is nothing in it above a few kilohertz.
const RATE: NonZero<u32> = NonZero::new(16_000).unwrap();

/// Where the air's colour lies, in hertz, with empty and with full lungs.
const EMPTY: f32 = 220.0;
const FULL: f32 = 620.0;

/// The width of that colour: higher is closer to a tone.
const SHARPNESS: f32 = 1.1;

/// Both ends come out of silence and go into it within this, even of a breath that begins full.
const FADE: Duration = Duration::from_millis(60);

/// So many breaths are kept: those of a step as written and eased, and one of before.
const KEPT: usize = 3;

/// Breaths that were made already.
#[derive(Default)]
pub struct Breaths {
    /// The latest last.
    made: Vec<(Breath, NonZero<u32>, Clip)>,
}

impl Breaths {
    /// The samples of `breath` at `rate`, without its pause. Making them takes about a millisecond for each second
    /// of it, once as long as few others are asked for.
    pub fn clip(&mut self, breath: Breath, rate: NonZero<u32>) -> Clip {
        let known = self.made.iter().position(|(made, at, _)| (*made, *at) == (breath, rate));
        let made = match known {
            Some(known) => self.made.remove(known),
            None => (breath, rate, resample(&render(breath), RATE, rate)),
        };
        let clip = made.2.clone();
        self.made.push(made);
        let old = self.made.len().saturating_sub(KEPT);
        self.made.drain(..old);
        clip
    }
}

/// One breath at [`RATE`].
fn render(breath: Breath) -> Vec<f32> {
    let (mut air, mut colour) = (Air::default(), Colour::default());
    let frames = frames(breath.drawn());
    let mut samples: Vec<f32> = (0..frames)
        .map(|frame| {
            let full = full(breath, frame as f32 / RATE.get() as f32);
            // Empty lungs are silent, and neither end of a rise has a corner that is heard.
            let swell = 0.5 - 0.5 * (PI * full).cos();
            colour.pass(air.next(), EMPTY + (FULL - EMPTY) * full) * swell * edge(frame, frames)
        })
        .collect();
    let loudest = samples.iter().fold(f32::MIN_POSITIVE, |most, s| most.max(s.abs()));
    samples.iter_mut().for_each(|s| *s *= PEAK / loudest);
    samples
}

/// How full the lungs are so many seconds after the beginning.
fn full(breath: Breath, at: f32) -> f32 {
    let [rise, hold, fall] = [breath.r#in, breath.hold, breath.out].map(|part| part.as_secs_f32());
    match at {
        at if at < rise => at / rise,
        at if at < rise + hold => 1.0,
        at => (1.0 - (at - rise - hold) / fall).clamp(0.0, 1.0),
    }
}

/// Silent at both ends, 1 in between.
fn edge(frame: usize, frames: usize) -> f32 {
    let nearer = frame.min(frames - 1 - frame) as f32;
    (nearer / (FADE.as_secs_f32() * RATE.get() as f32)).min(1.0)
}

fn frames(span: Duration) -> usize {
    (span.as_secs_f32() * RATE.get() as f32) as usize
}

/// White noise that is the same each time.
struct Air(u32);

impl Default for Air {
    fn default() -> Self {
        Air(0x9E37_79B9)
    }
}

impl Air {
    /// From -1 to 1.
    fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as f32 / 2_147_483_648.0 - 1.0
    }
}

/// Lets a band pass around a note that may glide.
#[derive(Default)]
struct Colour {
    band: f32,
    low: f32,
    soft: f32,
}

impl Colour {
    fn pass(&mut self, sample: f32, note: f32) -> f32 {
        let step = 2.0 * (0.5 * TAU * note / RATE.get() as f32).sin();
        self.low += step * self.band;
        self.band += step * (sample - self.low - self.band / SHARPNESS);
        // What is left of the hiss above the band.
        self.soft += 2.0 * step / (1.0 + 2.0 * step) * (self.band - self.soft);
        self.soft
    }
}
