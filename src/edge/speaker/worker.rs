//! The sound thread: opens the device for cues, closes it when they stay away, survives its loss.
// It is a thread, and it decides by the clock when to open and close.
#![allow(clippy::disallowed_methods)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::Report;
use super::desk::{Desk, Leave, Orders, ROOM};
use super::device::Opening;
use super::sounds::Sounds;
use crate::cue::Cue;

/// A cue further ahead waits without an open device.
const EARLY: Duration = Duration::from_millis(400);

/// A cue that is due sooner than this keeps an open device open.
const SOON: Duration = Duration::from_secs(5);

/// So long after the last sample the device is closed. Cues are told 0.3 s ahead, so a count of one
/// a second needs more than 0.7 s to stay within one opening.
const LINGER: Duration = Duration::from_millis(1500);

/// A device that would not open is left alone for so long.
const AGAIN: Duration = Duration::from_secs(2);

/// How often an open device is looked after.
const LOOK: Duration = Duration::from_millis(100);

/// A cue later than this would only confuse.
const PATIENCE: Duration = Duration::from_millis(150);

/// The answer to the key that stops everything is wanted even when the device opened slowly.
const STOP_PATIENCE: Duration = Duration::from_secs(1);

/// Nobody waits longer than this for the device to close.
const CLOSING: Duration = Duration::from_secs(1);

/// The thread, seen from outside.
pub struct Device(Arc<Desk>);

impl Device {
    /// Starts the thread; fails only if the system has no thread left.
    pub fn start(sounds: Sounds, gain: f32, report: impl FnMut(Report) + Send + 'static) -> std::io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let theirs = desk.clone();
        thread::Builder::new().name("sound".to_owned()).spawn(move || {
            let mut worker = Worker {
                sounds,
                gain,
                report: Box::new(report),
                waiting: Vec::new(),
                opening: None,
                quiet: None,
                tried: None,
                silent: false,
            };
            if catch_unwind(AssertUnwindSafe(|| worker.run(&theirs))).is_err() {
                (worker.report)(Report::NoSound("the sound thread broke".to_owned()));
            }
            drop(worker);
            theirs.gone();
        })?;
        Ok(Self(desk))
    }

    /// Where orders go.
    pub fn desk(&self) -> &Desk {
        &self.0
    }

    /// See [`Speaker::finish`](super::Speaker::finish).
    pub fn finish(&self, limit: Duration) {
        self.0.leave(Leave::WhenHeard, limit);
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.0.leave(Leave::Now, CLOSING);
    }
}

struct Worker {
    sounds: Sounds,
    gain: f32,
    report: Box<dyn FnMut(Report)>,
    /// Cues that are not on the stage of an open device yet.
    waiting: Vec<(Cue, Instant)>,
    opening: Option<Opening>,
    /// Since when nothing sounds and nothing is due.
    quiet: Option<Instant>,
    /// When it last tried to open the device.
    tried: Option<Instant>,
    /// Whether it said that there is no sound.
    silent: bool,
}

impl Worker {
    fn run(&mut self, desk: &Desk) {
        let (mut leave, mut limit) = (Leave::Stay, None);
        loop {
            let orders;
            (orders, leave) = desk.take(leave, limit);
            self.obey(orders);
            let now = Instant::now();
            self.look_after(now);
            match leave {
                Leave::Now => return,
                Leave::WhenHeard if self.is_done(now) => return,
                Leave::WhenHeard => limit = Some(LOOK / 5),
                Leave::Stay => limit = self.next_look(now),
            }
        }
    }

    fn obey(&mut self, orders: Orders) {
        if orders.hush {
            self.waiting.clear();
            if let Some(opening) = &self.opening {
                opening.stage().hush();
            }
        }
        if let Some(gain) = orders.gain {
            self.gain = gain;
            if let Some(opening) = &self.opening {
                opening.stage().gain(gain);
            }
        }
        let room = ROOM.saturating_sub(self.waiting.len());
        self.waiting.extend(orders.plays.into_iter().take(room));
    }

    fn look_after(&mut self, now: Instant) {
        if self.opening.as_mut().is_some_and(|opening| opening.is_lost(now)) {
            self.opening = None;
            self.fail("the sound device went away".to_owned());
        }
        let due = self.waiting.iter().any(|&(_, at)| at < now + EARLY);
        if self.opening.is_none() && due {
            self.open(now);
        }
        self.put_on_stage(now);
        self.close_if_idle(now);
    }

    /// Opens the device unless nothing would be heard; cues that cannot be heard are forgotten.
    fn open(&mut self, now: Instant) {
        let tried = self.tried.map(|tried| now.saturating_duration_since(tried));
        let resting = self.silent && tried.is_some_and(|ago| ago < AGAIN);
        if self.gain == 0.0 {
            // They may still be heard if the sound comes back before their moment.
            self.waiting.retain(|&(_, at)| at > now);
        } else if resting {
            self.waiting.retain(|&(_, at)| at > now + EARLY);
        } else {
            self.tried = Some(now);
            match Opening::start(self.gain) {
                Ok(opening) => {
                    self.opening = Some(opening);
                    if std::mem::take(&mut self.silent) {
                        (self.report)(Report::Back);
                    }
                }
                Err(why) => {
                    self.waiting.retain(|&(_, at)| at > now + EARLY);
                    self.fail(why);
                }
            }
        }
    }

    fn fail(&mut self, why: String) {
        if !std::mem::replace(&mut self.silent, true) {
            (self.report)(Report::NoSound(why));
        }
    }

    fn put_on_stage(&mut self, now: Instant) {
        let Some(opening) = &self.opening else { return };
        let sounds = &mut self.sounds;
        self.waiting.retain(|&(cue, at)| {
            if at > now + SOON {
                return true;
            }
            let patience = if cue == Cue::Stop { STOP_PATIENCE } else { PATIENCE };
            let clip = sounds.clip(cue, opening.rate());
            opening.stage().add(clip, at, patience);
            false
        });
    }

    fn close_if_idle(&mut self, now: Instant) {
        let quiet = self.opening.as_ref().is_some_and(|opening| opening.stage().is_quiet());
        let since = *self.quiet.get_or_insert(now);
        if !quiet {
            self.quiet = None;
        } else if now.saturating_duration_since(since) > LINGER {
            self.opening = None;
            self.quiet = None;
        }
    }

    /// Whether all that was told has been heard, or never will be.
    fn is_done(&self, now: Instant) -> bool {
        let heard = match &self.opening {
            Some(opening) => {
                let stage = opening.stage();
                stage.is_quiet() && stage.heard().is_none_or(|heard| heard <= now)
            }
            None => true,
        };
        self.gain == 0.0 || (self.waiting.is_empty() && heard)
    }

    /// When to look again without being told: never, if nothing is open and nothing waits.
    fn next_look(&self, now: Instant) -> Option<Duration> {
        match &self.opening {
            Some(_) => Some(LOOK),
            None if self.gain == 0.0 => None,
            None => {
                let due = self.waiting.iter().map(|&(_, at)| at).min()?;
                Some(due.saturating_duration_since(now + EARLY))
            }
        }
    }
}
