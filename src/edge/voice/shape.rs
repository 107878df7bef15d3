//! Makes of a program's WAV file a phrase that fits among the cues: without silence around it, as loud as they are.

use crate::edge::speaker::speech::Speech;
use crate::edge::speaker::wav::Wav;

/// How loud the loudest 50 ms are, as a mean: -19 dBFS. Those of the cues that begin and end something lie between
/// -20 and -15, and speech, which lasts longer, seems the louder of the two.
pub const LEVEL: f32 = 0.112;

/// The part of a second that is measured for it.
const SPAN: f32 = 0.05;

/// What is so much quieter than the loudest sample counts as silence: 40 dB.
const SILENCE: f32 = 0.01;

/// Nothing is made louder by more than this: hiss stays hiss. 26 dB.
const MOST_GAIN: f32 = 20.0;

/// What stays of the silence at both ends, and is faded within half of it, in seconds.
const MARGIN: f32 = 0.01;

/// Longer is no phrase, in seconds.
const LONGEST: f32 = 60.0;

/// Rates that programs which speak write.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=192_000;

/// The phrase in `wav`.
///
/// # Errors
/// What is wrong with it, in a few words.
pub fn shape(wav: &Wav) -> Result<Speech, &'static str> {
    let rate = wav.rate.get();
    if !RATES.contains(&rate) {
        return Err("its rate makes no sense");
    }
    let frames = |seconds: f32| (seconds * rate as f32) as usize;
    if wav.samples.len() > frames(LONGEST) {
        return Err("it is too long");
    }
    let mut samples = trimmed(&wav.samples, frames(MARGIN)).ok_or("it is silent")?.to_vec();
    let loudest = loudest(&samples, frames(SPAN));
    let gain = (LEVEL / loudest).min(1.0 / peak(&samples)).min(MOST_GAIN);
    let fade = frames(MARGIN / 2.0).max(1);
    let last = samples.len() - 1;
    for (at, sample) in samples.iter_mut().enumerate() {
        let edge = at.min(last - at) as f32 / fade as f32;
        *sample *= gain * edge.min(1.0);
    }
    Ok(Speech::new(&samples, wav.rate))
}

/// What is not silence, and `margin` samples more at both ends.
fn trimmed(samples: &[f32], margin: usize) -> Option<&[f32]> {
    let silence = peak(samples) * SILENCE;
    let sounds = |sample: &f32| sample.abs() > silence;
    let first = samples.iter().position(sounds)?;
    let last = samples.iter().rposition(sounds)?;
    Some(&samples[first.saturating_sub(margin)..(last + margin + 1).min(samples.len())])
}

/// The loudest mean of `span` samples in a row.
pub fn loudest(samples: &[f32], span: usize) -> f32 {
    let span = span.clamp(1, samples.len().max(1));
    let square = |sample: &f32| f64::from(*sample) * f64::from(*sample);
    let mut sum: f64 = samples.iter().take(span).map(square).sum();
    let mut most = sum;
    for (new, old) in samples.iter().skip(span).zip(samples) {
        sum += square(new) - square(old);
        most = most.max(sum);
    }
    (most / span as f64).max(0.0).sqrt() as f32
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}
