//! How each cue sounds: struck wood and soft bells, made of decaying partials.
//!
//! Made when first needed: as files they would be a sixth of the program. Only sums, products and square roots, which
//! give the same bits on every machine: the mathematics library of a system may differ in the last digit, and what is
//! made is compared with what was listened to.

use std::f64::consts::TAU;
use std::num::NonZero;

use super::wav::Wav;
use crate::cue::Cue;

/// Samples per second.
const RATE: NonZero<u32> = NonZero::new(32_000).unwrap();

/// No sample is louder than this: 9 dB below full scale.
const PEAK: f64 = 0.354;

/// The loudest tenth of a second of a cue of level 1, as the ear weighs it, beside full scale.
const LOUDNESS: f64 = 0.085;

/// What is struck: its partials as (frequency as a multiple of the note, strength, seconds to a thousandth).
struct Body {
    partials: &'static [(f64, f64, f64)],
    /// Seconds until full strength: a soft mallet takes longer.
    attack: f64,
}

const BELL: Body = Body {
    partials: &[
        (0.5, 0.18, 1.6),
        (1.0, 1.0, 1.5),
        (1.003, 0.25, 1.3),
        (2.0, 0.32, 0.9),
        (2.76, 0.20, 0.55),
        (4.1, 0.06, 0.25),
    ],
    attack: 0.004,
};

const MARIMBA: Body = Body { partials: &[(1.0, 1.0, 0.6), (3.93, 0.20, 0.16), (9.2, 0.03, 0.05)], attack: 0.004 };

/// A marimba's long low bars.
const LOW_BAR: Body = Body { partials: &[(1.0, 1.0, 1.1), (2.0, 0.14, 0.7), (3.93, 0.10, 0.22)], attack: 0.007 };

/// Two close partials beat about five times a second: a vibraphone's warm shimmer.
const VIBRAPHONE: Body =
    Body { partials: &[(1.0, 0.62, 1.5), (1.0095, 0.38, 1.5), (2.0, 0.10, 0.8), (4.0, 0.14, 0.4)], attack: 0.006 };

const WOOD: Body = Body { partials: &[(1.0, 1.0, 0.13), (1.51, 0.35, 0.08), (2.62, 0.16, 0.05)], attack: 0.003 };

const SMALL_WOOD: Body = Body { partials: &[(1.0, 1.0, 0.05), (1.62, 0.30, 0.03)], attack: 0.003 };

/// One strike of a cue: seconds after its start, note in hertz, strength.
type Strike = (f64, f64, f64);

/// A cue as it is written down.
struct Score {
    body: &'static Body,
    strikes: &'static [Strike],
    /// Length in seconds.
    length: f64,
    /// Loudness beside the others, as an amplitude.
    level: f64,
}

fn score(cue: Cue) -> Score {
    let (body, strikes, length, level): (&'static Body, &'static [Strike], f64, f64) = match cue {
        Cue::GetReady => (&MARIMBA, &[(0.0, 392.0, 0.85), (0.16, 523.3, 1.0)], 0.9, 1.0),
        Cue::Start => (&BELL, &[(0.0, 880.0, 1.0)], 1.4, 1.0),
        Cue::Rep => (&MARIMBA, &[(0.0, 659.3, 1.0)], 0.6, 0.8),
        Cue::End => (&BELL, &[(0.0, 440.0, 1.0)], 1.3, 1.0),
        Cue::Switch => {
            (&MARIMBA, &[(0.0, 784.0, 1.0), (0.14, 523.3, 1.0), (0.28, 784.0, 1.0), (0.42, 523.3, 1.0)], 1.0, 1.0)
        }
        Cue::Rest => (&LOW_BAR, &[(0.0, 392.0, 0.9), (0.26, 261.6, 1.0)], 1.2, 0.9),
        Cue::Check => (&VIBRAPHONE, &[(0.0, 440.0, 0.8), (0.30, 554.4, 1.0)], 1.4, 1.0),
        Cue::Stop => (&LOW_BAR, &[(0.0, 349.2, 1.0), (0.24, 293.7, 1.0), (0.48, 220.0, 1.0)], 1.5, 1.1),
        Cue::Done => {
            (&VIBRAPHONE, &[(0.0, 261.6, 0.8), (0.22, 329.6, 0.8), (0.44, 392.0, 0.9), (0.66, 523.3, 1.0)], 1.55, 1.0)
        }
        Cue::Count => (&WOOD, &[(0.0, 740.0, 1.0)], 0.2, 0.6),
        Cue::Halfway => (&BELL, &[(0.0, 1046.5, 0.9), (0.15, 1046.5, 1.0)], 0.8, 0.6),
        Cue::Tick => (&SMALL_WOOD, &[(0.0, 1174.7, 1.0)], 0.08, 0.2),
    };
    Score { body, strikes, length, level }
}

/// The sound of `cue`, in steps of a 16-bit file. Takes a few milliseconds.
pub fn wav(cue: Cue) -> Wav {
    let samples = render(cue).into_iter().map(|sample| f32::from(sample) / 32_768.0).collect();
    Wav { rate: RATE, samples }
}

fn render(cue: Cue) -> Vec<i16> {
    let score = score(cue);
    let length = (score.length * f64::from(RATE.get())) as usize;
    let mut heard = vec![0.0; length];
    let mut sound = vec![0.0; length];
    for &(at, note, strength) in score.strikes {
        let from = (at * f64::from(RATE.get())) as usize;
        strike(&mut sound[from..], score.body, note, strength, |_| 1.0);
        strike(&mut heard[from..], score.body, note, strength, weight);
    }
    fade_out(&mut sound);
    let peak = sound.iter().fold(0.0_f64, |peak, s| peak.max(s.abs()));
    let gain = (LOUDNESS * score.level / loudest(&heard)).min(PEAK / peak);
    sound.iter().map(|s| (s * gain * 32_767.0).round() as i16).collect()
}

/// Adds one note to `out`. Each partial is a number that turns and shrinks in the plane.
fn strike(out: &mut [f64], body: &Body, note: f64, strength: f64, weigh: fn(f64) -> f64) {
    let rate = f64::from(RATE.get());
    for &(multiple, level, lasts) in body.partials {
        let frequency = note * multiple;
        let (sin, cos) = sin_cos(TAU * frequency / rate);
        // The natural logarithm of 1000 over the number of samples.
        let shrink = exp(-6.907_755_278_982_137 / (lasts * rate));
        let (mut x, mut y) = (strength * level * weigh(frequency), 0.0);
        for (i, sample) in out.iter_mut().enumerate() {
            let rise = (i as f64 / (body.attack * rate)).min(1.0);
            *sample += y * rise * rise * (3.0 - 2.0 * rise);
            (x, y) = (shrink * (x * cos - y * sin), shrink * (x * sin + y * cos));
        }
    }
}

/// The last third sinks to nothing.
fn fade_out(sound: &mut [f64]) {
    let span = sound.len() / 3;
    for (left, sample) in sound.iter_mut().rev().take(span).enumerate() {
        let part = left as f64 / span as f64;
        *sample *= part * part * (3.0 - 2.0 * part);
    }
}

/// The strongest 100 ms, as a root mean square.
fn loudest(sound: &[f64]) -> f64 {
    let span = RATE.get() as usize / 10;
    let energy = |part: &[f64]| part.iter().map(|s| s * s).sum::<f64>();
    let most = (0..sound.len())
        .step_by(span / 4)
        .map(|from| energy(&sound[from..sound.len().min(from + span)]))
        .fold(0.0, f64::max);
    (most / span as f64).sqrt()
}

/// How loud the ear hears a frequency, as an amplitude beside 1 kHz: the A curve of IEC 61672.
fn weight(frequency: f64) -> f64 {
    let f2 = frequency * frequency;
    let (a, b, c, d) = (20.6_f64 * 20.6, 107.7_f64 * 107.7, 737.9_f64 * 737.9, 12_194.0_f64 * 12_194.0);
    1.258_9 * d * f2 * f2 / ((f2 + a) * ((f2 + b) * (f2 + c)).sqrt() * (f2 + d))
}

/// Sine and cosine of `angle`, which is at most half a turn.
fn sin_cos(angle: f64) -> (f64, f64) {
    let (mut sin, mut cos, mut term) = (0.0, 0.0, 1.0);
    for step in 0..30 {
        let sign = if step % 4 < 2 { 1.0 } else { -1.0 };
        if step % 2 == 0 {
            cos += sign * term;
        } else {
            sin += sign * term;
        }
        term *= angle / f64::from(step + 1);
    }
    (sin, cos)
}

/// The exponential of a number close to zero.
fn exp(small: f64) -> f64 {
    (1..12).rev().fold(1.0, |sum, step| 1.0 + sum * small / f64::from(step))
}
