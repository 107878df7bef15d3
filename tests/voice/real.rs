//! The program most people have, and what it really says.

use std::time::Duration;

use unkink::edge::voice::shape::{LEVEL, loudest};
use unkink::settings::Settings;

use super::rig::Rig;

/// Said by `./dev test` where it could not be installed.
const NONE: &str = "UNKINK_NO_ESPEAK";

#[test]
fn the_program_of_this_machine_says_a_phrase_of_the_right_length_and_level() {
    if std::env::var_os(NONE).is_some() {
        eprintln!("skipped: there is no espeak-ng here ({NONE} is set)");
        return;
    }
    let rig = Rig::new();
    let text = "Arch your back over the roller.";
    // That of macOS has names of its own.
    let voice_name = (!cfg!(target_os = "macos")).then(|| "en".to_owned());
    let mut speaking = rig.speaker(&Settings { voice_name, ..Settings::default() });
    assert_eq!(speaking.all(&[text]), [text], "espeak-ng is needed for this test: `./dev test` installs it");
    let speech = speaking.voice.speech(text).unwrap();
    assert!((Duration::from_millis(800)..Duration::from_secs(4)).contains(&speech.length()), "{:?}", speech.length());
    let samples: Vec<f32> = speech.samples().iter().map(|sample| f32::from(*sample) / 32_767.0).collect();
    let rate = speech.rate().get() as usize;
    let off = 20.0 * (loudest(&samples, rate / 20) / LEVEL).log10();
    assert!(off.abs() < 2.0, "{off} dB");
    let first = samples.iter().position(|sample| sample.abs() > 0.01).unwrap();
    assert!(first < rate * 3 / 100, "{first}");
}
