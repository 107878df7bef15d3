//! Puts sounds that are due at a moment on the samples of one opening of the device.

use std::num::NonZero;
use std::time::{Duration, Instant};

use super::mix::{Clip, Mix};

/// After so many blocks it is known when the device is heard; by then an opening is 0.4 s old.
const SETTLING: u32 = 12;

/// What one new answer of the device counts against the earlier ones: first quickly, because a device
/// fills itself before it begins to run, then slowly, because its answers waver by some milliseconds.
const QUICK: f64 = 1.0 / 3.0;
const SLOW: f64 = 1.0 / 32.0;

/// Once settled, it is not believed to be off by less than this: sounds within one opening must keep
/// their distances.
const SLACK: f64 = 0.012;

/// More than this is no wavering: the process or the device was stopped and goes on.
const JUMP: f64 = 0.15;

/// Sound servers swallow up to some ten milliseconds of what a new opening begins with (seen: 9 ms), so no
/// sound begins sooner.
const WAKING: f64 = 0.02;

/// A sound waiting for its moment.
struct Due {
    clip: Clip,
    at: Instant,
    /// Later than this after its moment it is left out.
    patience: Duration,
}

/// The mix of one opening and what it still has to play.
pub struct Stage {
    mix: Mix,
    rate: f64,
    due: Vec<Due>,
    beginning: Option<Beginning>,
    heard: Option<Instant>,
}

/// When frame 0 was heard, as far as the device told.
struct Beginning {
    at: Instant,
    answers: u32,
    /// Seconds by which the latest answers differ from `at`.
    off: f64,
}

impl Stage {
    /// Room for so many sounds that wait; what comes beyond is left out.
    pub const ROOM: usize = 32;

    /// A silent stage for a device with these properties; `gain` as for [`Mix::new`].
    pub fn new(channels: NonZero<u16>, rate: NonZero<u32>, gain: f32) -> Self {
        Self {
            mix: Mix::new(channels, rate, gain),
            rate: f64::from(rate.get()),
            due: Vec::with_capacity(Self::ROOM),
            beginning: None,
            heard: None,
        }
    }

    /// Keeps so many frames in mind for [`Stage::back_to`].
    pub fn remembering(mut self, frames: u64) -> Self {
        self.mix = self.mix.remembering(frames);
        self
    }

    /// Lets the first sample of `clip` be heard at `at`; at once if that has passed by no more than
    /// `patience`, not at all if by more.
    pub fn add(&mut self, clip: Clip, at: Instant, patience: Duration) {
        if self.due.len() < Self::ROOM {
            self.due.push(Due { clip, at, patience });
        }
    }

    /// Forgets what waits and fades out what sounds.
    pub fn hush(&mut self) {
        self.due.clear();
        self.mix.hush();
    }

    /// See [`Mix::gain`].
    pub fn gain(&mut self, gain: f32) {
        self.mix.gain(gain);
    }

    /// Call for each block of `frames` before its samples are taken from [`Stage::sample`];
    /// `heard` is when its first sample will be heard, as far as the device knows.
    pub fn block(&mut self, frames: usize, heard: Instant) {
        self.told(heard, self.mix.next_frame());
        self.place(frames);
    }

    /// Puts what is due in the next `frames` on them. For a device that was asked by [`Stage::told`] before.
    pub fn place(&mut self, frames: usize) {
        let next = self.mix.next_frame();
        let Some(first) = self.beginning.as_ref().map(|known| known.at) else { return };
        self.mix.tidy();
        let Self { mix, due, rate, .. } = self;
        let awake = (WAKING * *rate) as u64;
        due.retain(|sound| {
            let frame = (seconds(first, sound.at) * *rate).round() as i64;
            let ahead = frame - next as i64;
            if ahead >= frames as i64 {
                return true;
            }
            if -ahead as f64 <= sound.patience.as_secs_f64() * *rate {
                mix.add(sound.clip.clone(), awake.max(frame.max(0) as u64));
            }
            false
        });
        if self.is_quiet() {
            return;
        }
        self.heard = Some(first + Duration::from_secs_f64((next + frames as u64) as f64 / self.rate));
    }

    /// Goes back to what is heard at `moment`, for a device that lets what lies in it be written again.
    /// Returns by how many frames.
    pub fn back_to(&mut self, moment: Instant) -> u64 {
        let next = self.mix.next_frame();
        let Some(known) = &self.beginning else { return 0 };
        let frame = (seconds(known.at, moment) * self.rate).round().max(0.0) as u64;
        self.mix.back_to(frame);
        next - self.mix.next_frame()
    }

    /// The next sample: one after the other for each channel of each frame.
    pub fn sample(&mut self) -> f32 {
        self.mix.next().unwrap_or(0.0)
    }

    /// How many frames went to the device.
    pub fn frames(&self) -> u64 {
        self.mix.next_frame()
    }

    /// Whether nothing sounds and nothing waits.
    pub fn is_quiet(&self) -> bool {
        self.due.is_empty() && self.mix.is_quiet()
    }

    /// When the last block that sounded, or that a sound waited in, will have been heard.
    pub fn heard(&self) -> Option<Instant> {
        self.heard
    }

    /// Whether the device has told often enough when it is heard.
    pub fn is_settled(&self) -> bool {
        self.beginning.as_ref().is_some_and(|known| known.answers >= SETTLING)
    }

    /// The device says that `frame` is heard at `heard`. Once settled, what is known stays, unless the device
    /// has run late (or its clock fast) for a while: then all that follows moves with it.
    pub fn told(&mut self, heard: Instant, frame: u64) {
        let first = moved(heard, -(frame as f64) / self.rate);
        let known = self.beginning.get_or_insert(Beginning { at: first, answers: 0, off: 0.0 });
        let off = seconds(known.at, first);
        if off.abs() > JUMP {
            *known = Beginning { at: first, answers: 1, off: 0.0 };
        } else if known.answers < SETTLING {
            known.answers += 1;
            known.at = moved(known.at, off * QUICK.max(1.0 / f64::from(known.answers)));
        } else {
            known.off += (off - known.off) * SLOW;
            if known.off.abs() > SLACK {
                *known = Beginning { at: known.at, answers: 1, off: 0.0 };
            }
        }
    }
}

fn seconds(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() - from.saturating_duration_since(to).as_secs_f64()
}

fn moved(at: Instant, by: f64) -> Instant {
    let span = Duration::from_secs_f64(by.abs());
    let there = if by < 0.0 { at.checked_sub(span) } else { at.checked_add(span) };
    there.unwrap_or(at)
}
