//! Where orders to the sound thread lie until it takes them: bounded, and nobody waits for it.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::own::Own;
use super::sounds::Sound;

/// More sounds than ever lie here at once; new ones beyond are left out.
pub const ROOM: usize = 32;

/// What the thread is to do next, in this order.
#[derive(Default)]
pub struct Orders {
    /// Forget all that came before.
    pub hush: bool,
    /// The new gain.
    pub gain: Option<f32>,
    /// The person's own sounds, now that they are read.
    pub own: Option<Own>,
    /// Sounds and their deadlines.
    pub plays: Vec<(Sound, Instant)>,
}

/// When the thread is to end.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leave {
    /// Not yet.
    #[default]
    Stay,
    /// When all that was told has been heard.
    WhenHeard,
    /// At once.
    Now,
}

/// One side writes, the other takes.
#[derive(Default)]
pub struct Desk {
    papers: Mutex<Papers>,
    bell: Condvar,
}

#[derive(Default)]
struct Papers {
    orders: Orders,
    leave: Leave,
    gone: bool,
}

impl Orders {
    fn is_empty(&self) -> bool {
        !self.hush && self.gain.is_none() && self.own.is_none() && self.plays.is_empty()
    }
}

impl Desk {
    /// See [`Speaker::play`](super::Speaker::play).
    pub fn play(&self, sound: Sound, at: Instant) {
        self.write(|papers| {
            if papers.orders.plays.len() < ROOM {
                papers.orders.plays.push((sound, at));
            }
        });
    }

    /// See [`Speaker::hush`](super::Speaker::hush).
    pub fn hush(&self) {
        self.write(|papers| {
            papers.orders.plays.clear();
            papers.orders.hush = true;
        });
    }

    /// The gain from now on.
    pub fn gain(&self, gain: f32) {
        self.write(|papers| papers.orders.gain = Some(gain));
    }

    /// The person's own sounds, read.
    pub fn own(&self, own: Own) {
        self.write(|papers| papers.orders.own = Some(own));
    }

    /// Asks the thread to end and waits until it has, no longer than `limit`. Returns whether it has.
    pub fn leave(&self, leave: Leave, limit: Duration) -> bool {
        self.write(|papers| papers.leave = papers.leave.max(leave));
        let waited = self.bell.wait_timeout_while(self.papers(), limit, |papers| !papers.gone);
        waited.unwrap_or_else(PoisonError::into_inner).0.gone
    }

    /// Whether, and how, the thread was asked to end.
    pub fn asked(&self) -> Leave {
        self.papers().leave
    }

    /// For the thread: what was ordered and when to leave, as soon as that is news; after `limit` also
    /// if it is not. `leave` is what it knows already.
    pub fn take(&self, leave: Leave, limit: Option<Duration>) -> (Orders, Leave) {
        let idle = |papers: &mut Papers| papers.orders.is_empty() && papers.leave == leave;
        let mut papers = match limit {
            None => {
                let waited = self.bell.wait_while(self.papers(), idle);
                waited.unwrap_or_else(PoisonError::into_inner)
            }
            Some(limit) => {
                let waited = self.bell.wait_timeout_while(self.papers(), limit, idle);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        };
        (std::mem::take(&mut papers.orders), papers.leave)
    }

    /// For the thread: its last word.
    pub fn gone(&self) {
        self.write(|papers| papers.gone = true);
    }

    fn write(&self, change: impl FnOnce(&mut Papers)) {
        change(&mut self.papers());
        self.bell.notify_all();
    }

    fn papers(&self) -> MutexGuard<'_, Papers> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
