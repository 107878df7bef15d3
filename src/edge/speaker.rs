//! The speaker: sounds each cue at its moment, and never stands in the way when there is no sound.
//!
//! A thread of its own owns the device, so nothing here waits for one. It opens the default device
//! when a cue is told, which should be about 0.3 s ahead, and closes it when cues stay away. Within
//! one opening the distances between cues are exact to the sample.

use std::num::NonZero;
use std::time::{Duration, Instant};

use crate::cue::Cue;
use crate::effect::Volume;
use crate::routine::Breath;

pub mod breath;
#[cfg(feature = "sound")]
mod desk;
#[cfg(feature = "sound")]
mod device;
pub mod mix;
pub mod own;
#[cfg(all(feature = "sound", target_os = "linux"))]
mod server;
pub mod sounds;
pub mod speech;
pub mod stage;
pub mod synth;
pub mod wav;
#[cfg(feature = "sound")]
mod worker;

#[cfg(feature = "sound")]
use sounds::Sound;
use sounds::Sounds;
use speech::Speech;

/// What sounds the cues.
pub enum Speaker {
    /// The default sound device of the machine.
    #[cfg(feature = "sound")]
    Device(worker::Device),
    /// Nothing: sound is off, or this build has none.
    Silent,
}

/// What the speaker has to say for itself. Each comes once per change, not per cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// Cues are not heard from now on, and why.
    NoSound(String),
    /// They are heard again.
    Back,
    /// A line about sounds of the person's own that cannot be used.
    Unusable(String),
}

impl Speaker {
    /// Starts the thread; no device is touched before the first cue. `report` is called from that
    /// thread and must not wait.
    #[cfg(feature = "sound")]
    pub fn start(sounds: Sounds, volume: Volume, report: impl FnMut(Report) + Send + 'static) -> Self {
        worker::Device::start(sounds, gain(volume), report).map_or(Speaker::Silent, Speaker::Device)
    }

    /// Says that there is no sound, and stays silent.
    #[cfg(not(feature = "sound"))]
    pub fn start(_: Sounds, _: Volume, mut report: impl FnMut(Report) + Send + 'static) -> Self {
        report(Report::NoSound("this build has no sound".to_owned()));
        Speaker::Silent
    }

    /// Opens the default device and closes it again: its samples a second, or why there is no sound. A device that does
    /// not answer is waited for a while.
    #[cfg(feature = "sound")]
    pub fn probe() -> Result<NonZero<u32>, String> {
        worker::probe()
    }

    /// Says that there is no sound.
    #[cfg(not(feature = "sound"))]
    pub fn probe() -> Result<NonZero<u32>, String> {
        Err("this build has no sound".to_owned())
    }

    /// Lets the first sample of `cue` be heard at `at`. Never waits.
    ///
    /// Tell it about 0.3 s ahead: that is the time to open a device. Late it sounds at once, or not
    /// at all: a count or a tick up to 0.15 s, the stop up to 1 s, others up to 0.4 s. One that is far
    /// ahead waits without an open device. Beyond 32 waiting cues new ones are left out.
    pub fn play(&self, cue: Cue, at: Instant) {
        match self {
            #[cfg(feature = "sound")]
            Speaker::Device(device) => device.desk().play(Sound::Cue(cue), at),
            Speaker::Silent => {
                let _ = (cue, at);
            }
        }
    }

    /// Lets one breath be heard softly from `at` on, without its pause. Never waits. Told and late like a count.
    pub fn breathe(&self, breath: Breath, at: Instant) {
        match self {
            #[cfg(feature = "sound")]
            Speaker::Device(device) => device.desk().play(Sound::Breath(breath), at),
            Speaker::Silent => {
                let _ = (breath, at);
            }
        }
    }

    /// Lets a phrase be heard from `at` on. Never waits. Told and late like a count.
    pub fn say(&self, speech: Speech, at: Instant) {
        match self {
            #[cfg(feature = "sound")]
            Speaker::Device(device) => device.desk().play(Sound::Speech(speech), at),
            Speaker::Silent => {
                let _ = (speech, at);
            }
        }
    }

    /// Cuts what sounds (within 0.1 s, without a click) and forgets all that was told. Never waits,
    /// is never lost, and cues told afterwards are not touched.
    pub fn hush(&self) {
        match self {
            #[cfg(feature = "sound")]
            Speaker::Device(device) => device.desk().hush(),
            Speaker::Silent => {}
        }
    }

    /// How loud everything is from now on, also what sounds. Never waits and is never lost.
    pub fn volume(&self, volume: Volume) {
        match self {
            #[cfg(feature = "sound")]
            Speaker::Device(device) => device.desk().gain(gain(volume)),
            Speaker::Silent => {
                let _ = volume;
            }
        }
    }

    /// Waits until all that was told has been heard, but no longer than `limit`, and closes the
    /// device. What is told afterwards is not heard. Without it, dropping the speaker cuts the
    /// sound off; that waits a second at most, for a device that will not close.
    pub fn finish(&self, limit: Duration) {
        #[cfg(feature = "sound")]
        if let Speaker::Device(device) = self {
            device.finish(limit);
        }
        #[cfg(not(feature = "sound"))]
        let _ = limit;
    }
}

/// The amplitude that is heard as that much of full loudness: half of 100 % is about a quarter.
pub fn gain(volume: Volume) -> f32 {
    let part = f32::from(volume.percent.min(100)) / 100.0;
    if volume.muted { 0.0 } else { part * part }
}
