//! What the speaker renders, without a sound card.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::time::{Duration, Instant};

use unkink::cue::Cue;
use unkink::edge::speaker::mix::{Clip, Mix};
use unkink::edge::speaker::own::{Choices, Own, told};
use unkink::edge::speaker::sounds::{Sound, Sounds, resample};
use unkink::edge::speaker::stage::Stage;
use unkink::edge::speaker::{gain, synth, wav};
use unkink::effect::Volume;
use unkink::routine::Breath;
use unkink::settings::Settings;

const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();
const MONO: NonZero<u16> = NonZero::new(1).unwrap();
const STEREO: NonZero<u16> = NonZero::new(2).unwrap();

/// Frames of a stage's block, as a device of 48 kHz asks for them.
const BLOCK: usize = 1536;

fn flat(level: f32, frames: usize) -> Clip {
    vec![level; frames].into()
}

fn take(mix: &mut Mix, frames: usize) -> Vec<f32> {
    mix.take(frames * usize::from(rodio::Source::channels(mix).get())).collect()
}

fn millis(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// A stage on a device without faults: every block is heard `delay` after it was asked for.
struct Deck {
    stage: Stage,
    start: Instant,
    heard: Vec<f32>,
}

impl Deck {
    fn new() -> Self {
        Self { stage: Stage::new(MONO, RATE, 1.0), start: Instant::now(), heard: Vec::new() }
    }

    fn at(&self, frame: usize) -> Instant {
        self.start + Duration::from_nanos(frame as u64 * 1_000_000_000 / 48_000)
    }

    /// Runs until so many frames were heard; `waver` is how far off the device's answers are, in turn.
    fn run(&mut self, frames: usize, waver: &[u64]) {
        let mut block = self.heard.len() / BLOCK;
        while self.heard.len() < frames {
            let off = if waver.is_empty() { 0 } else { waver[block % waver.len()] };
            let told = self.at(self.heard.len()) + Duration::from_micros(off);
            self.stage.block(BLOCK, told);
            self.heard.extend((0..BLOCK).map(|_| self.stage.sample()));
            block += 1;
        }
    }

    fn first_sound(&self) -> Option<usize> {
        self.heard.iter().position(|sample| *sample != 0.0)
    }
}

#[test]
fn a_sound_begins_at_exactly_its_sample() {
    for from in [0, 1, 999, 48_000] {
        let mut mix = Mix::new(MONO, RATE, 1.0);
        mix.add(flat(0.5, 3), from);
        let heard = take(&mut mix, from as usize + 5);
        assert_eq!(heard.iter().position(|s| *s != 0.0), Some(from as usize));
        assert_eq!(heard[from as usize..], [0.5, 0.5, 0.5, 0.0, 0.0]);
        assert!(mix.is_quiet());
    }
}

#[test]
fn every_channel_says_the_same() {
    let mut mix = Mix::new(STEREO, RATE, 1.0);
    mix.add(vec![0.1, 0.2].into(), 1);
    assert_eq!(take(&mut mix, 4), [0.0, 0.0, 0.1, 0.1, 0.2, 0.2, 0.0, 0.0]);
}

#[test]
fn two_sounds_do_not_disturb_each_other() {
    let mut mix = Mix::new(MONO, RATE, 1.0);
    mix.add(flat(0.25, 4), 2);
    mix.add(flat(0.5, 4), 4);
    assert_eq!(take(&mut mix, 9), [0.0, 0.0, 0.25, 0.25, 0.75, 0.75, 0.5, 0.5, 0.0]);
}

#[test]
fn too_much_at_once_does_not_wrap() {
    let mut mix = Mix::new(MONO, RATE, 1.0);
    for _ in 0..40 {
        mix.add(flat(0.5, 4), 0);
    }
    assert_eq!(take(&mut mix, 5), [1.0, 1.0, 1.0, 1.0, 0.0]);
}

#[test]
fn hush_falls_silent_within_a_tenth_without_a_click_and_forgets() {
    let mut mix = Mix::new(MONO, RATE, 1.0);
    mix.add(flat(0.5, 96_000), 0);
    mix.add(flat(0.5, 96_000), 10_000);
    take(&mut mix, 4_800);
    mix.hush();
    mix.hush();
    let after = take(&mut mix, 48_000);
    assert!(after[4_800 - 3_072..].iter().all(|s| *s == 0.0), "a device may hold 64 ms more");
    assert!(after.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.001));
    assert!(mix.is_quiet());
}

#[test]
fn what_was_taken_can_be_taken_again_as_far_as_it_is_remembered() {
    let mut mix = Mix::new(MONO, RATE, 1.0).remembering(1_000);
    let clip: Vec<f32> = (0..1_500).map(|frame| frame as f32 / 2_000.0).collect();
    mix.add(clip.into(), 100);
    let first = take(&mut mix, 1_800);
    assert!(mix.is_quiet());
    mix.tidy();
    mix.back_to(0);
    assert_eq!((mix.next_frame(), mix.is_quiet()), (800, false));
    assert_eq!(take(&mut mix, 1_000), first[800..]);
    mix.back_to(9_000);
    assert_eq!(mix.next_frame(), 1_800, "ahead is no way");
}

#[test]
fn a_hush_and_a_new_gain_count_from_where_it_went_back_to() {
    let mut mix = Mix::new(MONO, RATE, 1.0).remembering(48_000);
    mix.add(flat(0.5, 96_000), 0);
    take(&mut mix, 20_000);
    mix.gain(0.5);
    take(&mut mix, 10_000);
    mix.back_to(10_000);
    mix.gain(0.0);
    let heard = take(&mut mix, 2_000);
    assert!(heard[0] > 0.49 && heard[480] > 0.2 && heard[960..].iter().all(|sample| *sample == 0.0));
    mix.back_to(10_000);
    mix.gain(1.0);
    mix.hush();
    take(&mut mix, 2_000);
    mix.back_to(11_500);
    mix.hush();
    assert!(take(&mut mix, 10).iter().all(|sample| *sample == 0.0), "hushed at the first of two");
}

#[test]
fn a_stage_goes_back_to_what_is_heard_at_a_moment() {
    let start = Instant::now();
    let mut stage = Stage::new(MONO, RATE, 1.0).remembering(9_600);
    assert_eq!(stage.back_to(start), 0);
    stage.told(start, 0);
    stage.place(9_600);
    assert!((0..9_600).all(|_| stage.sample() == 0.0));
    assert_eq!(stage.back_to(start + millis(50)), 7_200);
    stage.add(flat(0.5, 100), start + millis(60), millis(0));
    stage.place(7_200);
    let heard: Vec<f32> = (0..7_200).map(|_| stage.sample()).collect();
    assert_eq!(heard.iter().position(|sample| *sample != 0.0), Some(480));
    assert_eq!((stage.frames(), stage.back_to(start + millis(900))), (9_600, 0));
}

#[test]
fn what_is_told_after_a_hush_sounds() {
    let mut mix = Mix::new(MONO, RATE, 1.0);
    mix.add(flat(0.5, 96_000), 0);
    take(&mut mix, 100);
    mix.hush();
    mix.add(flat(0.25, 10), 20_000);
    let after = take(&mut mix, 30_000);
    assert_eq!(after[19_900..19_910], [0.25; 10]);
}

#[test]
fn muted_is_silent_but_time_goes_on() {
    let mut mix = Mix::new(MONO, RATE, gain(Volume { percent: 100, muted: true }));
    mix.add(flat(0.5, 1_000), 100);
    assert!(take(&mut mix, 2_000).iter().all(|s| *s == 0.0));
    assert_eq!(mix.next_frame(), 2_000);
    mix.gain(1.0);
    mix.add(flat(0.5, 10), 10_000);
    assert_eq!(take(&mut mix, 9_000)[8_000..8_010], [0.5; 10]);
}

#[test]
fn a_new_volume_is_heard_at_once_without_a_click() {
    let mut mix = Mix::new(MONO, RATE, 1.0);
    mix.add(flat(0.5, 96_000), 0);
    take(&mut mix, 1_000);
    mix.gain(0.0);
    let after = take(&mut mix, 4_800);
    assert!(after[1_000..].iter().all(|s| *s == 0.0));
    assert!(after.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.001));
}

#[test]
fn each_step_of_the_volume_is_louder() {
    let gains: Vec<f32> = (0..=100).map(|percent| gain(Volume { percent, muted: false })).collect();
    assert!(gains.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!((gains[0], gains[100]), (0.0, 1.0));
    assert_eq!(gain(Volume { percent: 255, muted: false }), 1.0);
}

#[test]
fn another_rate_keeps_the_onset_and_the_length() {
    let ramp: Vec<f32> = (0..320).map(|i| i as f32 / 320.0).collect();
    let [low, high] = [32_000, 44_100].map(|rate| NonZero::new(rate).unwrap());
    let there = resample(&ramp, low, high);
    assert_eq!(there.len(), 441);
    assert_eq!(there[0], ramp[0]);
    assert!(there.iter().enumerate().all(|(i, s)| (s - (i as f32 / 441.0).min(319.0 / 320.0)).abs() < 1e-5 || i > 438));
    assert_eq!(resample(&ramp, low, low)[..], ramp[..]);
    assert!(resample(&[], low, high).is_empty());
}

#[test]
fn a_cue_is_heard_at_its_moment() {
    for frame in [10_000, 10_239, 10_240, 10_241, 14_400, 47_999] {
        let mut deck = Deck::new();
        deck.stage.add(flat(0.5, 10), deck.at(frame), millis(150));
        deck.run(frame + 2 * BLOCK, &[]);
        assert_eq!(deck.first_sound(), Some(frame));
        assert!(deck.stage.is_quiet());
    }
}

#[test]
fn no_sound_begins_with_a_device_that_may_swallow_it() {
    for (at, heard) in [(0, 960), (959, 960), (961, 961)] {
        let mut deck = Deck::new();
        deck.stage.add(flat(0.5, 10), deck.at(at), millis(150));
        deck.run(4 * BLOCK, &[]);
        assert_eq!(deck.first_sound(), Some(heard));
        assert_eq!(deck.heard.iter().sum::<f32>(), 5.0);
    }
}

#[test]
fn a_device_that_wavers_does_not_move_cues_apart() {
    let mut deck = Deck::new();
    for second in 1..60 {
        deck.stage.add(flat(0.5, 1), deck.at(second * 48_000), millis(150));
        deck.run(second * 48_000 + 5 * BLOCK, &[0, 4_000, 1_000, 6_000, 2_500]);
    }
    let onsets: Vec<usize> = (0..deck.heard.len()).filter(|i| deck.heard[*i] != 0.0).collect();
    assert_eq!(onsets.len(), 59);
    assert!(onsets.windows(2).all(|pair| pair[1] - pair[0] == 48_000));
}

#[test]
fn a_device_that_fills_itself_before_it_runs_is_still_on_time() {
    let mut deck = Deck::new();
    deck.run(3 * BLOCK, &[]);
    deck.start += millis(80);
    deck.stage.add(flat(0.5, 1), deck.at(14_400), millis(150));
    deck.run(28_800, &[]);
    let off = deck.first_sound().unwrap().abs_diff(14_400);
    assert!(off < 480, "{off} frames");
}

#[test]
fn after_the_device_stood_still_cues_are_on_time_again() {
    let mut deck = Deck::new();
    deck.run(48_000, &[]);
    deck.start += millis(60);
    deck.run(48_000 * 4, &[]);
    deck.stage.add(flat(0.5, 1), deck.at(48_000 * 5), millis(150));
    deck.run(48_000 * 6, &[]);
    let off = deck.first_sound().unwrap().abs_diff(48_000 * 5);
    assert!(off < 480, "{off} frames");
}

#[test]
fn after_the_process_was_stopped_cues_are_on_time_at_once() {
    let mut deck = Deck::new();
    deck.run(48_000, &[]);
    deck.start += millis(60_000);
    deck.stage.add(flat(0.5, 1), deck.at(50_000), millis(150));
    deck.run(96_000, &[]);
    assert_eq!(deck.first_sound(), Some(50_000));
}

#[test]
fn a_cue_that_is_a_little_late_sounds_at_once_and_a_later_one_never() {
    let mut deck = Deck::new();
    deck.run(48 * BLOCK, &[]);
    deck.stage.add(flat(0.5, 1), deck.at(48 * BLOCK) - millis(149), millis(150));
    deck.stage.add(flat(0.25, 1), deck.at(48 * BLOCK) - millis(151), millis(150));
    deck.run(96_000, &[]);
    assert_eq!(deck.first_sound(), Some(48 * BLOCK));
    assert_eq!(deck.heard.iter().sum::<f32>(), 0.5);
    assert!(deck.stage.is_quiet());
}

#[test]
fn a_hushed_stage_forgets_what_waits() {
    let mut deck = Deck::new();
    deck.stage.add(flat(0.5, 10), deck.at(40_000), millis(150));
    deck.run(20_000, &[]);
    deck.stage.hush();
    assert!(deck.stage.is_quiet());
    deck.run(96_000, &[]);
    assert_eq!(deck.first_sound(), None);
}

/// What was listened to: a check of each cue's samples, as 16-bit numbers.
const HEARD: [(Cue, u32); 12] = [
    (Cue::GetReady, 0xC44B_9F6C),
    (Cue::Start, 0xE0D0_2AA3),
    (Cue::Rep, 0xD148_895E),
    (Cue::End, 0xBC99_6A29),
    (Cue::Switch, 0x7814_83E8),
    (Cue::Rest, 0x5BAF_EC12),
    (Cue::Check, 0x0D91_DA09),
    (Cue::Stop, 0xEAAE_7C5C),
    (Cue::Done, 0xA1AB_66B2),
    (Cue::Count, 0x65C7_63FF),
    (Cue::Halfway, 0x3022_14FF),
    (Cue::Tick, 0xD367_04EF),
];

/// FNV-1a, which tells any other sound apart.
fn check_of(samples: &[f32]) -> u32 {
    let bytes = samples.iter().flat_map(|sample| ((sample * 32_768.0) as i16).to_le_bytes());
    bytes.fold(0x811C_9DC5, |check, byte| (check ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[test]
fn the_shipped_sounds_are_on_this_machine_what_was_listened_to() {
    let made = HEARD.map(|(cue, _)| (cue, check_of(&synth::wav(cue).samples)));
    assert_eq!(made, HEARD);
}

#[test]
fn the_shipped_sounds_are_small_soft_prompt_and_end_in_silence() {
    let clips: Vec<(Cue, wav::Wav)> = Cue::ALL.map(|cue| (cue, synth::wav(cue))).into();
    for (cue, sound) in &clips {
        let (word, samples) = (cue.word(), &sound.samples);
        let rate = sound.rate.get() as f32;
        let peak = samples.iter().fold(0.0_f32, |peak, s| peak.max(s.abs()));
        assert!(samples.len() < 50_000, "{word}");
        assert!((0.05..=0.3549).contains(&peak), "{word}: {peak}");
        let onset = samples.iter().position(|s| s.abs() > peak * 0.02).unwrap() as f32 / rate;
        assert!(onset <= 0.002, "{word}: {onset}");
        assert!(samples[samples.len() - 32..].iter().all(|s| s.abs() < 0.0005), "{word}");
        let energy = |part: &[f32]| part.iter().map(|s| s * s).sum::<f32>();
        let main = samples.len().min((cue.length().as_secs_f32() * rate) as usize);
        assert!(energy(&samples[..main]) > 0.95 * energy(samples), "{word}");
    }
    for (i, (cue, sound)) in clips.iter().enumerate() {
        let others = &clips[i + 1..];
        assert!(others.iter().all(|(_, other)| other.samples != sound.samples), "{}", cue.word());
    }
}

/// A breath of so many seconds in, held, out and paused, as a device of 48 kHz plays it.
fn rush(parts: [u64; 4]) -> Clip {
    let [r#in, hold, out, pause] = parts.map(Duration::from_secs);
    Sounds::default().of(Sound::Breath(Breath { r#in, hold, out, pause }), RATE)
}

fn loudness(samples: &[f32]) -> f32 {
    (samples.iter().map(|s| s * s).sum::<f32>() / samples.len() as f32).sqrt()
}

#[test]
fn a_breath_is_as_long_as_it_is_drawn_and_the_same_each_time() {
    let clip = rush([4, 1, 6, 2]);
    assert_eq!(clip.len(), 11 * 48_000);
    assert_eq!(clip, rush([4, 1, 6, 2]));
    let other = NonZero::new(44_100).unwrap();
    let breath = Breath { r#in: millis(1), hold: millis(0), out: millis(999), pause: millis(0) };
    assert_eq!(Sounds::default().of(Sound::Breath(breath), other).len(), 44_100);
    assert!(rush([0, 0, 0, 2]).is_empty());
}

#[test]
fn a_breath_swells_going_in_and_sinks_going_out() {
    let clip = rush([4, 2, 6, 0]);
    let second = |from: usize| loudness(&clip[from * 48_000..(from + 1) * 48_000]);
    let (rise, fall): (Vec<f32>, Vec<f32>) = ((0..4).map(second).collect(), (6..12).map(second).collect());
    assert!(rise.windows(2).all(|pair| pair[0] < pair[1]), "{rise:?}");
    assert!(fall.windows(2).all(|pair| pair[0] > pair[1]), "{fall:?}");
    assert!((second(4) / second(5) - 1.0).abs() < 0.2, "held, it stays");
    assert!(rise[0] < second(4) / 4.0);
}

#[test]
fn a_breath_is_far_quieter_than_any_cue() {
    let clip = rush([4, 0, 6, 0]);
    let tenth = |samples: &[f32], rate: u32| samples.chunks(rate as usize / 10).map(loudness).fold(0.0, f32::max);
    let peak = |samples: &[f32]| samples.iter().fold(0.0_f32, |most, s| most.max(s.abs()));
    for cue in Cue::ALL {
        let cue = synth::wav(cue);
        assert!(peak(&clip) * 4.0 < peak(&cue.samples), "12 dB");
        assert!(tenth(&clip, 48_000) * 2.0 < tenth(&cue.samples, cue.rate.get()));
    }
    assert!(tenth(&clip, 48_000) > 0.003, "and yet it is heard");
}

#[test]
fn a_breath_does_not_click_however_it_begins_or_ends() {
    for parts in [[4, 0, 6, 0], [0, 0, 3, 0], [3, 0, 0, 1], [0, 5, 0, 1], [1, 0, 1, 0]] {
        let clip = rush(parts);
        let largest = clip.windows(2).fold(0.0_f32, |most, pair| most.max((pair[0] - pair[1]).abs()));
        assert!(largest < 0.004, "{parts:?}: {largest}");
        for edge in [&clip[..48], &clip[clip.len() - 48..]] {
            assert!(edge.iter().all(|s| s.abs() < 0.0005), "{parts:?}");
        }
    }
}

#[test]
fn cues_are_heard_above_a_breath_at_their_sample() {
    let mut deck = Deck::new();
    deck.stage.add(rush([1, 0, 1, 0]), deck.at(4_800), millis(150));
    deck.stage.add(flat(0.5, 10), deck.at(52_800), millis(150));
    deck.run(110_000, &[]);
    let loud = |deck: &Deck| deck.heard.iter().position(|sample| *sample > 0.4);
    assert_eq!(loud(&deck), Some(52_800));
    assert!(deck.stage.is_quiet());
}

#[test]
fn a_hush_cuts_a_breath_without_a_click() {
    let mut deck = Deck::new();
    deck.stage.add(rush([4, 0, 6, 0]), deck.at(0), millis(150));
    deck.run(4 * 48_000, &[]);
    deck.stage.hush();
    let from = deck.heard.len();
    deck.run(5 * 48_000, &[]);
    assert!(deck.heard[from + 2_400..].iter().all(|s| *s == 0.0));
    assert!(deck.heard[from - 1..].windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.004));
}

#[test]
fn many_breaths_do_not_pile_up() {
    let mut sounds = Sounds::default();
    let mut of = |seconds| {
        let r#in = Duration::from_secs(seconds);
        let breath = Breath { r#in, hold: millis(0), out: r#in, pause: millis(0) };
        sounds.of(Sound::Breath(breath), RATE)
    };
    let first = of(1);
    assert!(std::sync::Arc::ptr_eq(&first, &of(1)), "made once");
    for seconds in 2..=8 {
        of(seconds);
    }
    assert_eq!(std::sync::Arc::strong_count(&first), 1, "nobody else keeps it");
}

#[test]
fn files_of_all_common_forms_are_read() {
    let header = |tag: u16, channels: u16, bits: u16, data: &[u8]| {
        let mut file = b"RIFF\0\0\0\0WAVELIST\x03\0\0\0abc\0fmt \x10\0\0\0".to_vec();
        file.extend([tag.to_le_bytes(), channels.to_le_bytes()].concat());
        file.extend([8_000_u32.to_le_bytes(), 0_u32.to_le_bytes()].concat());
        file.extend([0_u16.to_le_bytes(), bits.to_le_bytes()].concat());
        file.extend([b"data".as_slice(), &(data.len() as u32).to_le_bytes(), data].concat());
        wav::parse(&file).map(|wav| wav.samples)
    };
    assert_eq!(header(1, 1, 8, &[128, 192, 0]), Ok(vec![0.0, 0.5, -1.0]));
    assert_eq!(header(1, 2, 16, &[0, 64, 0, 0]), Ok(vec![0.25]));
    assert_eq!(header(1, 1, 24, &[0, 0, 64, 0, 0, 192]), Ok(vec![0.5, -0.5]));
    assert_eq!(header(1, 1, 32, &[0, 0, 0, 64]), Ok(vec![0.5]));
    assert_eq!(header(3, 1, 32, &0.5_f32.to_le_bytes()), Ok(vec![0.5]));
    assert_eq!(header(3, 1, 32, &f32::NAN.to_le_bytes()), Ok(vec![0.0]));
    assert!(header(3, 1, 64, &[0; 8]).is_err());
    assert!(header(1, 0, 16, &[0; 8]).is_err());
    let whole = wav_file(32_000, synth::wav(Cue::Tick).samples);
    for cut in 0..whole.len().min(200) {
        let _ = wav::parse(&whole[..cut]);
    }
}

/// A WAV file of one channel with these samples, 32-bit floating point.
pub fn wav_file(rate: u32, samples: impl IntoIterator<Item = f32>) -> Vec<u8> {
    wav_of((3, 1, 32), rate, &samples.into_iter().flat_map(f32::to_le_bytes).collect::<Vec<_>>())
}

/// A WAV file of this form (kind, channels, bits) with these bytes as samples.
fn wav_of((kind, channels, bits): (u16, u16, u16), rate: u32, data: &[u8]) -> Vec<u8> {
    let mut file = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0".to_vec();
    file.extend([kind.to_le_bytes(), channels.to_le_bytes()].concat());
    file.extend([rate.to_le_bytes(), 0_u32.to_le_bytes()].concat());
    file.extend([0_u16.to_le_bytes(), bits.to_le_bytes()].concat());
    file.extend([b"data".as_slice(), &(data.len() as u32).to_le_bytes(), data].concat());
    file
}

/// The person's sounds as these lines below `[cues]` choose them, and what is told about them.
fn chosen(lines: &str, folder: &Path) -> (Sounds, Option<String>) {
    let (settings, problems) = Settings::parse(&format!("[cues]\n{lines}"));
    assert_eq!(problems, []);
    let choices = Choices::of(&settings, folder.to_owned());
    let Own { heard, unusable, .. } = choices.read();
    let mut sounds = Sounds::chosen(choices);
    sounds.put(heard);
    (sounds, told(&unusable))
}

/// The clip of `start` when it is the file that was put there under this name.
fn own(name: &str, file: &[u8]) -> Result<Clip, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), file).unwrap();
    let (mut sounds, line) = chosen(&format!("start = \"{name}\""), folder.path());
    line.map_or_else(|| Ok(sounds.clip(Cue::Start, RATE)), Err)
}

#[test]
fn a_sound_of_ones_own_is_heard_at_the_rate_of_the_device_and_no_louder_than_full() {
    let clip = own("bell.wav", &wav_file(24_000, [0.5, 0.25, 7.0, -7.0])).unwrap();
    assert_eq!(clip[..], [0.5, 0.375, 0.25, 0.625, 1.0, 0.0, -1.0, -0.5]);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("deep")).unwrap();
    fs::write(folder.path().join("deep/bell.wav"), wav_file(48_000, [0.5])).unwrap();
    let (mut sounds, line) = chosen("rest = \"deep/bell.wav\"\ncheck = true", folder.path());
    assert_eq!((line, &sounds.clip(Cue::Rest, RATE)[..]), (None, &[0.5][..]));
    assert_eq!(sounds.clip(Cue::Check, RATE), Sounds::default().clip(Cue::Check, RATE));
}

#[test]
fn a_sound_that_is_off_is_off_alone() {
    let (sounds, line) = chosen("tick = false\nstart = true", Path::new(""));
    let off: Vec<Cue> = Cue::ALL.into_iter().filter(|cue| sounds.is_off(&Sound::Cue(*cue))).collect();
    assert_eq!((off, line), (vec![Cue::Tick], None));
}

#[test]
fn a_sound_of_any_common_form_is_heard() {
    let own = |form, rate, data: &[u8]| own("bell.wav", &wav_of(form, rate, data)).unwrap();
    assert_eq!(own((1, 1, 8), 48_000, &[192, 64])[..], [0.5, -0.5]);
    assert_eq!(own((1, 1, 24), 48_000, &[0, 0, 0x40, 0, 0, 0xC0])[..], [0.5, -0.5]);
    assert_eq!(own((1, 2, 16), 48_000, &[0, 0x40, 0, 0x20])[..], [0.375]);
    let ramp: Vec<u8> = (0..8).flat_map(|n| (n as f32 / 8.0).to_le_bytes()).collect();
    assert_eq!(own((3, 1, 32), 192_000, &ramp)[..], [0.0, 0.5]);
}

#[test]
fn a_sound_that_is_too_long_fades_out_after_half_a_minute() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("long.wav"), wav_file(8_000, vec![0.5; 8_000 * 40])).unwrap();
    fs::write(folder.path().join("full.wav"), wav_file(8_000, vec![0.5; 8_000 * 30])).unwrap();
    let (settings, _) = Settings::parse("[cues]\nstart = \"long.wav\"\nrest = \"full.wav\"");
    let own = Choices::of(&settings, folder.path().to_owned()).read();
    assert_eq!(own.shortened, [(Cue::Start, "long.wav".to_owned())]);
    let [(Cue::Start, long), (Cue::Rest, full)] = &own.heard[..] else { panic!("both are heard") };
    assert_eq!((long.samples.len(), full.samples.len()), (240_000, 240_000));
    assert!(full.samples.iter().all(|sample| *sample == 0.5));
    let (before, fade) = long.samples.split_at(232_000);
    assert!(before.iter().all(|sample| *sample == 0.5));
    assert!(fade.windows(2).all(|pair| pair[1] < pair[0] && pair[0] - pair[1] < 0.001));
    assert_eq!(fade.last(), Some(&0.0));
}

#[test]
fn a_sound_of_ones_own_that_lasts_moves_nothing_that_follows() {
    let long = own("long.wav", &wav_file(48_000, vec![0.25; 48_000 * 30])).unwrap();
    let count = Sounds::default().clip(Cue::Count, RATE);
    let mut mix = Mix::new(NonZero::<u16>::MIN, RATE, 1.0);
    mix.add(long, 0);
    mix.add(count.clone(), 48_000 * 5);
    let heard: Vec<f32> = mix.take(48_000 * 31).collect();
    let silence = std::iter::repeat_n(0.0, 48_000 * 5).chain(count.iter().copied()).chain(std::iter::repeat(0.0));
    let alone = |(at, level): (usize, f32)| level - if at < 48_000 * 30 { 0.25 } else { 0.0 };
    assert!(heard.into_iter().enumerate().map(alone).zip(silence).all(|(heard, count)| (heard - count).abs() < 1e-6));
}

#[test]
fn a_sound_that_comes_while_many_last_is_heard_and_the_oldest_falls_silent() {
    let mut mix = Mix::new(NonZero::<u16>::MIN, RATE, 1.0);
    for n in 0..40 {
        mix.add(vec![1.0 / 64.0; 480_000].into(), n * 4_800);
        mix.by_ref().take(4_800).for_each(drop);
    }
    let before = mix.next().unwrap();
    mix.add(vec![0.5; 48_000].into(), 0);
    let after = mix.nth(4_800).unwrap();
    assert_eq!((before, after), (8.0 / 64.0, 7.0 / 64.0 + 0.5));
}

#[test]
fn a_sound_that_cannot_be_used_is_told_in_one_line_and_the_shipped_one_is_heard() {
    let told = |why| Err(format!("`x.wav` is not used ({why}): the shipped sound is heard"));
    assert_eq!(own("x.wav", b""), told("not a WAV file"));
    assert_eq!(own("x.wav", b"MThd"), told("not a WAV file"));
    assert_eq!(own("x.wav", &wav_file(8_000, [])), told("no sound in it"));
    assert_eq!(own("x.wav", &wav_file(0, [0.5])), told("its rate or its channels make no sense"));
    assert_eq!(
        own("x.wav", &wav_of((1, 1, 12), 8_000, &[0; 4])),
        told(wav::parse(&wav_of((1, 1, 12), 1, &[])).unwrap_err())
    );
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("b.wav")).unwrap();
    let (mut sounds, line) = chosen("start = \"a\\u001b.wav\"", folder.path());
    assert_eq!(line.as_deref(), Some("`a␛.wav` is not used (there is no such file): the shipped sound is heard"));
    let (_, both) = chosen("start = \"a.wav\"\nend = \"b.wav\"", folder.path());
    assert_eq!(both.as_deref(), Some("2 sounds of yours are not used, shipped ones are: see `unkink check`"));
    assert_eq!(sounds.clip(Cue::Start, RATE), Sounds::default().clip(Cue::Start, RATE));
}

#[test]
fn a_sound_whose_end_is_missing_is_not_used_and_one_written_to_a_pipe_is() {
    let whole = wav_file(8_000, vec![0.5; 800]);
    let cut = own("x.wav", &whole[..whole.len() - 400]);
    assert!(cut.unwrap_err().contains("(it is cut short: its end is missing)"));
    for size in [u32::MAX, 0x7FFF_F000] {
        let mut piped = whole.clone();
        piped[40..44].copy_from_slice(&size.to_le_bytes());
        assert_eq!(own("x.wav", &piped).unwrap().len(), 4_800);
    }
}

#[test]
fn half_a_gigabyte_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("x.wav")).unwrap();
    file.set_len(500_000_000).unwrap();
    let began = Instant::now();
    let line = chosen("start = \"x.wav\"", folder.path()).1.unwrap();
    assert!(line.contains("(it is larger than 20 MB)"), "{line}");
    assert!(began.elapsed() < Duration::from_millis(50), "{:?}", began.elapsed());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_sound_and_nobody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("x.wav")).status().unwrap();
    assert!(made.success());
    let line = chosen("start = \"x.wav\"", folder.path()).1.unwrap();
    assert!(line.contains("(it is not a regular file)"), "{line}");
}

#[test]
fn what_is_read_late_is_heard_from_then_on() {
    let (settings, _) = Settings::parse("[cues]\nstart = \"bell.wav\"");
    let mut sounds = Sounds::chosen(Choices::of(&settings, Path::new("").to_owned()));
    assert_eq!(sounds.clip(Cue::Start, RATE), Sounds::default().clip(Cue::Start, RATE));
    sounds.put(vec![(Cue::Start, wav::parse(&wav_file(48_000, [0.5])).unwrap())]);
    assert_eq!(sounds.clip(Cue::Start, RATE)[..], [0.5]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_no_sound_and_one_inside_is() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let link = |from: &Path, name: &str| std::os::unix::fs::symlink(from, folder.path().join(name)).unwrap();
    fs::write(home.path().join("secret.wav"), wav_file(48_000, [0.5])).unwrap();
    fs::write(folder.path().join("real.wav"), wav_file(48_000, [0.25])).unwrap();
    link(&home.path().join("secret.wav"), "out.wav");
    link(home.path(), "deep");
    link(Path::new("real.wav"), "in.wav");
    link(Path::new("/dev/zero"), "endless.wav");
    for name in ["out.wav", "deep/secret.wav", "endless.wav"] {
        let line = chosen(&format!("start = \"{name}\""), folder.path()).1.unwrap();
        assert!(line.contains("it is a link out of the folder `sounds`"), "{name}: {line}");
    }
    assert_eq!(chosen("start = \"in.wav\"", folder.path()).0.clip(Cue::Start, RATE)[..], [0.25]);
}
