//! A voice with programs made for a test, in a folder of its own.

use std::f32::consts::TAU;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use tempfile::TempDir;
use unkink::app::Msg;
use unkink::edge::voice::Voice;
use unkink::settings::Settings;

pub const RATE: u32 = 22_050;

/// Longer than any program here takes, so that a busy machine ends none of them.
pub const LONG: Duration = Duration::from_secs(30);

/// A folder for programs, for what they leave, and for what is kept.
pub struct Rig {
    folder: TempDir,
}

impl Rig {
    pub fn new() -> Rig {
        let rig = Rig { folder: tempfile::tempdir().unwrap() };
        fs::write(rig.path("tone.wav"), wav(RATE, &tone(RATE, 440.0, 0.5, 1.0))).unwrap();
        rig
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A shell script in this folder, with these arguments, as a setting. It starts in the folder and may say `ran`
    /// to be counted. A shell reads it, since a file that was just written may not be startable yet.
    pub fn program(&self, script: &str, arguments: &[&str]) -> Settings {
        let file = self.path("engine.sh");
        let lead = format!("cd '{}'\nran() {{ echo x >>runs; }}\n", self.folder.path().display());
        fs::write(&file, lead + script).unwrap();
        let words = ["/bin/sh", file.to_str().unwrap()].into_iter().chain(arguments.iter().copied());
        Settings { voice_engine: words.map(str::to_owned).collect(), ..Settings::default() }
    }

    /// One that gives a second of a tone on its standard output.
    pub fn good(&self) -> Settings {
        self.program("ran\ncat tone.wav", &[])
    }

    /// How often a program ran.
    pub fn runs(&self) -> usize {
        fs::read_to_string(self.path("runs")).unwrap_or_default().lines().count()
    }

    pub fn cache(&self) -> PathBuf {
        self.path("cache/voice")
    }

    /// What is kept, by name.
    pub fn kept(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.cache()).into_iter().flatten();
        let mut kept: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        kept.sort();
        kept
    }

    pub fn speaker(&self, settings: &Settings) -> Speaking {
        self.speaker_with(settings, LONG)
    }

    pub fn speaker_with(&self, settings: &Settings, patience: Duration) -> Speaking {
        let (send, told) = sync_channel(64);
        Speaking { voice: Voice::start(settings, Some(self.cache()), patience, send), told }
    }
}

/// A voice, and what it tells.
pub struct Speaking {
    pub voice: Voice,
    pub told: Receiver<Msg>,
}

impl Speaking {
    pub fn prepare(&mut self, texts: &[&str]) {
        self.voice.prepare(texts.iter().map(|text| (*text).to_owned()).collect());
    }

    /// What it tells next: the phrases that are ready, or why there is no voice.
    #[track_caller]
    pub fn next(&self) -> Result<Vec<String>, String> {
        match self.told.recv_timeout(LONG * 2).expect("the voice tells something") {
            Msg::Voiced(ready) => Ok(ready.into_iter().map(|(text, _)| text).collect()),
            Msg::NoVoice(why) => Err(why),
            other => panic!("{other:?}"),
        }
    }

    /// Asks for these, and waits until the last of them is ready; all that were ready until then, in order.
    #[track_caller]
    pub fn all(&mut self, texts: &[&str]) -> Vec<String> {
        self.prepare(texts);
        let mut ready = Vec::new();
        while ready.last().map(String::as_str) != texts.last().copied() {
            ready.extend(self.next().unwrap());
        }
        ready
    }
}

/// A tone of so many hertz and seconds, with this amplitude.
pub fn tone(rate: u32, hertz: f32, amplitude: f32, seconds: f32) -> Vec<f32> {
    let frames = (seconds * rate as f32) as u32;
    (0..frames).map(|frame| amplitude * (TAU * hertz * frame as f32 / rate as f32).sin()).collect()
}

/// A WAV file of 16 bits and one channel.
pub fn wav(rate: u32, samples: &[f32]) -> Vec<u8> {
    let size = samples.len() as u32 * 2;
    let mut file = b"RIFF".to_vec();
    file.extend((36 + size).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend([1, 0, 1, 0]);
    file.extend(rate.to_le_bytes());
    file.extend((rate * 2).to_le_bytes());
    file.extend([2, 0, 16, 0]);
    file.extend(b"data");
    file.extend(size.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| ((sample * 32_767.0) as i16).to_le_bytes()));
    file
}
