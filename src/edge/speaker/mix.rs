//! Adds up sounds by sample index: what is heard, without a device and without a clock.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use rodio::Source;

/// One sound, decoded: mono, at the rate of the mix that plays it.
pub type Clip = Arc<[f32]>;

/// A hushed sound takes this long to fall silent: long enough not to click.
const FADE: Duration = Duration::from_millis(25);

/// A change of loudness takes this long.
const RAMP: Duration = Duration::from_millis(20);

/// So many sound at once; for one more the oldest falls silent. A person's own sounds may be long, and the next
/// one must be heard.
const AT_ONCE: usize = 8;

/// With those that fall silent there are never more; what comes beyond is left out, so that mixing never allocates.
const VOICES: usize = 16;

/// An endless source: silence, and in it each sound from exactly the frame it was given.
///
/// A frame is one moment in all channels; frames count from 0 when the mix is made.
pub struct Mix {
    channels: NonZero<u16>,
    rate: NonZero<u32>,
    frame: u64,
    /// The channel the next sample belongs to, and what all channels of this frame say.
    lane: u16,
    level: f32,
    voices: Vec<Voice>,
    gain: Ramp,
    /// So many frames that were taken can be taken again.
    memory: u64,
}

/// Loudness on its way from one gain to another.
struct Ramp {
    from: f32,
    to: f32,
    since: u64,
}

struct Voice {
    clip: Clip,
    from: u64,
    /// The frame of its hush, if it was hushed while it sounded.
    hushed: Option<u64>,
}

impl Mix {
    /// Silence at `gain` (1 plays sounds as they are).
    pub fn new(channels: NonZero<u16>, rate: NonZero<u32>, gain: f32) -> Self {
        let gain = Ramp { from: gain, to: gain, since: 0 };
        Self { channels, rate, frame: 0, lane: 0, level: 0.0, voices: Vec::with_capacity(VOICES), gain, memory: 0 }
    }

    /// Keeps so many frames in mind for [`Mix::back_to`].
    pub fn remembering(mut self, frames: u64) -> Self {
        self.memory = frames;
        self
    }

    /// Lets the next frame be `frame` once more, or the earliest that is remembered: what is told from now on
    /// counts from there. Ahead is no way.
    pub fn back_to(&mut self, frame: u64) {
        self.frame = frame.clamp(self.frame.saturating_sub(self.memory), self.frame);
        self.lane = 0;
    }

    /// Lets go of what is over and cannot be taken again. Call it once in a while.
    pub fn tidy(&mut self) {
        let (before, fade) = (self.frame.saturating_sub(self.memory), self.frames(FADE));
        self.voices.retain(|voice| !voice.is_over(before, fade));
    }

    /// Lets `clip` begin at `frame`, or with the next frame if that one has passed.
    pub fn add(&mut self, clip: Clip, frame: u64) {
        self.tidy();
        if self.voices.len() < VOICES {
            let from = frame.max(self.next_frame());
            self.make_room(from);
            self.voices.push(Voice { clip, from, hushed: None });
        }
    }

    /// Lets the oldest fall silent at `frame` if enough sound already.
    fn make_room(&mut self, frame: u64) {
        let sounding = || self.voices.iter().filter(|voice| voice.hushed.is_none());
        if sounding().count() >= AT_ONCE {
            let oldest = self.voices.iter_mut().filter(|voice| voice.hushed.is_none()).min_by_key(|voice| voice.from);
            oldest.into_iter().for_each(|voice| voice.hushed = Some(frame));
        }
    }

    /// Forgets what has not begun and fades out what sounds. Twice is harmless.
    pub fn hush(&mut self) {
        let now = self.next_frame();
        self.voices.retain(|voice| voice.from < now);
        for voice in &mut self.voices {
            voice.hushed = Some(voice.hushed.map_or(now, |before| before.min(now)));
        }
    }

    /// Changes the gain, by a short ramp, also for what sounds.
    pub fn gain(&mut self, gain: f32) {
        let since = self.next_frame();
        self.gain = Ramp { from: self.gain_at(since), to: gain, since };
    }

    fn gain_at(&self, frame: u64) -> f32 {
        let Ramp { from, to, since } = self.gain;
        let most = frame.saturating_sub(since) as f32 / self.frames(RAMP);
        from + (to - from).clamp(-most, most)
    }

    /// The frame the next whole frame of samples belongs to.
    pub fn next_frame(&self) -> u64 {
        self.frame
    }

    /// Whether nothing sounds and nothing is to begin.
    pub fn is_quiet(&self) -> bool {
        let fade = self.frames(FADE);
        self.voices.iter().all(|voice| voice.is_over(self.frame, fade))
    }

    fn frames(&self, span: Duration) -> f32 {
        span.as_secs_f32() * self.rate.get() as f32
    }

    fn advance(&mut self) {
        let frame = self.frame;
        self.level = 0.0;
        if !self.voices.is_empty() {
            let fade = self.frames(FADE);
            let sum: f32 = self.voices.iter().map(|voice| voice.level(frame, fade)).sum();
            self.level = (sum * self.gain_at(frame + 1)).clamp(-1.0, 1.0);
        }
        self.frame += 1;
    }
}

impl Voice {
    fn level(&self, frame: u64, fade: f32) -> f32 {
        let sample = frame.checked_sub(self.from).and_then(|index| self.clip.get(index as usize));
        let left = match self.hushed {
            Some(from) => (1.0 - frame.saturating_sub(from) as f32 / fade).max(0.0),
            None => 1.0,
        };
        sample.map_or(0.0, |sample| sample * left)
    }

    /// Whether nothing of it comes from `frame` on.
    fn is_over(&self, frame: u64, fade: f32) -> bool {
        let played = self.from + self.clip.len() as u64 <= frame;
        played || self.hushed.is_some_and(|from| frame.saturating_sub(from) as f32 >= fade)
    }
}

/// Every channel of a frame says the same.
impl Iterator for Mix {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.lane == 0 {
            self.advance();
        }
        self.lane = (self.lane + 1) % self.channels;
        Some(self.level)
    }
}

impl Source for Mix {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        self.channels
    }

    fn sample_rate(&self) -> NonZero<u32> {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
