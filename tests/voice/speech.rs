//! How a phrase gets to a device: its rate, its moment.

use std::num::NonZero;
use std::time::{Duration, Instant};

use unkink::edge::speaker::sounds::{Sound, Sounds, resample};
use unkink::edge::speaker::speech::{Speech, at_rate};
use unkink::edge::speaker::stage::Stage;

use super::rig::tone;

fn rate(hertz: u32) -> NonZero<u32> {
    NonZero::new(hertz).unwrap()
}

/// How much of a tone is in samples, as an amplitude.
fn part(samples: &[f32], rate: u32, hertz: f32) -> f32 {
    let angle = |frame: usize| std::f32::consts::TAU * hertz * frame as f32 / rate as f32;
    let sum = |wave: fn(f32) -> f32| samples.iter().enumerate().map(|(n, s)| s * wave(angle(n))).sum::<f32>();
    sum(f32::sin).hypot(sum(f32::cos)) * 2.0 / samples.len() as f32
}

#[test]
fn a_consonant_has_no_shrill_echo_at_another_rate() {
    let hiss = tone(22_050, 7_000.0, 0.5, 0.5);
    let echo = 22_050.0 - 7_000.0;
    let (sharp, straight) = (at_rate(&hiss, rate(22_050), rate(48_000)), resample(&hiss, rate(22_050), rate(48_000)));
    assert!(part(&straight, 48_000, echo) > 0.05, "straight lines do have it");
    assert!(part(&sharp, 48_000, echo) < 0.002, "{}", part(&sharp, 48_000, echo));
    assert!((part(&sharp, 48_000, 7_000.0) - 0.5).abs() < 0.02);
}

#[test]
fn a_lower_rate_holds_nothing_it_cannot() {
    let high = tone(48_000, 7_000.0, 0.5, 0.5);
    let low = at_rate(&high, rate(48_000), rate(8_000));
    assert!(low[64..low.len() - 64].iter().all(|sample| sample.abs() < 0.01));
}

#[test]
fn length_and_first_sample_stay_at_every_rate() {
    for (from, to) in [(22_050, 48_000), (22_050, 44_100), (16_000, 48_000), (48_000, 16_000), (22_051, 48_000), (7, 7)]
    {
        let samples: Vec<f32> = (0..from).map(|n| if n == 0 { 0.5 } else { 0.0 }).collect();
        let clip = at_rate(&samples, rate(from), rate(to));
        assert_eq!(clip.len(), to as usize, "{from} to {to}");
        let most = clip.iter().copied().fold(0.0, f32::max);
        assert!(clip[0] == most && most > 0.1, "{from} to {to}: {}", clip[0]);
    }
}

#[test]
fn the_same_rate_changes_nothing() {
    let samples = tone(48_000, 440.0, 0.5, 0.1);
    let clip = at_rate(&samples, rate(48_000), rate(48_000));
    assert!(samples.iter().zip(clip.iter()).all(|(a, b)| (a - b).abs() < 1e-4));
}

#[test]
fn a_phrase_is_made_once_for_each_rate() {
    let speech = Speech::new(&tone(22_050, 440.0, 0.5, 1.0), rate(22_050));
    assert_eq!(speech.length(), Duration::from_secs(1));
    let mut sounds = Sounds::default();
    let mut clip = |hertz| sounds.of(Sound::Speech(speech.clone()), rate(hertz));
    let first = clip(48_000);
    assert_eq!(clip(44_100).len(), 44_100);
    assert!(std::sync::Arc::ptr_eq(&first, &clip(48_000)));
}

#[test]
fn a_phrase_begins_at_exactly_its_sample_and_a_hush_cuts_it() {
    let speech = Speech::new(&[0.5; 22_050], rate(22_050));
    let clip = Sounds::default().of(Sound::Speech(speech), rate(48_000));
    let (start, block) = (Instant::now(), 1_536);
    let mut stage = Stage::new(NonZero::<u16>::MIN, rate(48_000), 1.0);
    stage.add(clip, start + Duration::from_millis(500), Duration::ZERO);
    let mut heard = Vec::new();
    for n in 0..30 {
        stage.block(block, start + Duration::from_secs_f64((n * block) as f64 / 48_000.0));
        heard.extend((0..block).map(|_| stage.sample()));
    }
    assert_eq!(heard.iter().position(|sample| *sample != 0.0), Some(24_000));
    stage.hush();
    (0..4_800).for_each(|_| _ = stage.sample());
    assert!(stage.is_quiet());
}
