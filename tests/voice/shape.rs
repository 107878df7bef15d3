//! How a program's sound is cut and made as loud as the cues.

use std::num::NonZero;

use unkink::cue::Cue;
use unkink::edge::speaker::synth;
use unkink::edge::speaker::wav::Wav;
use unkink::edge::voice::shape::{LEVEL, loudest, shape};

use super::rig::{RATE, tone};

/// The phrase that becomes of these samples, from -1 to 1.
fn shaped(samples: Vec<f32>) -> Vec<f32> {
    let speech = shape(&Wav { rate: NonZero::new(RATE).unwrap(), samples }).unwrap();
    speech.samples().iter().map(|sample| f32::from(*sample) / 32_767.0).collect()
}

fn decibels(level: f32) -> f32 {
    20.0 * level.log10()
}

fn level(samples: &[f32]) -> f32 {
    decibels(loudest(samples, RATE as usize / 20))
}

#[test]
fn a_phrase_is_as_loud_as_the_cues() {
    let cues = [Cue::GetReady, Cue::Start, Cue::End, Cue::Switch, Cue::Rest, Cue::Check, Cue::Stop, Cue::Done];
    let levels = cues.map(|cue| {
        let wav = synth::wav(cue);
        decibels(loudest(&wav.samples, wav.rate.get() as usize / 20))
    });
    let (quietest, loudest) =
        (levels.iter().copied().fold(0.0, f32::min), levels.iter().copied().fold(-99.0, f32::max));
    assert!((quietest - 1.0..=loudest).contains(&decibels(LEVEL)), "{levels:?}");
}

#[test]
fn quiet_and_loud_programs_are_heard_alike() {
    for amplitude in [0.02, 0.1, 0.5, 1.0] {
        let level = level(&shaped(tone(RATE, 440.0, amplitude, 1.0)));
        assert!((level - decibels(LEVEL)).abs() < 0.5, "{amplitude}: {level}");
    }
}

#[test]
fn what_is_nearly_silent_is_not_blown_up_without_end() {
    let level = level(&shaped(tone(RATE, 440.0, 0.001, 1.0)));
    assert!((level - decibels(0.001 * 20.0 / 2_f32.sqrt())).abs() < 0.5, "{level}");
}

#[test]
fn a_single_peak_is_not_cut_off() {
    let mut samples = tone(RATE, 440.0, 0.01, 1.0);
    samples[10_000] = 1.0;
    let shaped = shaped(samples);
    let peak = shaped.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
    assert!(peak > 0.99 && shaped.iter().filter(|sample| sample.abs() > 0.9).count() == 1);
}

#[test]
fn silence_around_a_phrase_is_cut_to_a_hundredth_of_a_second() {
    let silence = |seconds: f32| vec![0.0; (seconds * RATE as f32) as usize];
    let samples = [silence(0.7), tone(RATE, 440.0, 0.3, 0.2), silence(0.4), tone(RATE, 440.0, 0.3, 0.2), silence(1.2)];
    let shaped = shaped(samples.concat());
    let seconds = shaped.len() as f32 / RATE as f32;
    assert!((seconds - 0.82).abs() < 0.002, "the pause within stays: {seconds}");
    let first = shaped.iter().position(|sample| sample.abs() > 0.05).unwrap();
    assert!(first < RATE as usize / 50, "{first}");
}

#[test]
fn a_phrase_begins_and_ends_without_a_click() {
    let shaped = shaped(vec![0.5; RATE as usize]);
    assert!(shaped[0] == 0.0 && shaped[shaped.len() - 1] == 0.0);
    assert!(shaped.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.003));
}

#[test]
fn what_is_shorter_than_any_measure_is_still_a_phrase() {
    for frames in [1, 2, 50] {
        assert_eq!(shaped(vec![0.5; frames]).len(), frames);
    }
}
