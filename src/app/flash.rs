//! What a cue does for those who do not hear it: the edge of the screen is lit, and the terminal's bell rings.

use std::time::Duration;

use super::App;
use crate::cue::Cue;
use crate::effect::Effect;
use crate::time::{Moment, Tempo};
use crate::ui::stage::Edge;

/// For so long, in real time, the edge is lit.
const LIT: Duration = Duration::from_millis(200);

/// A bell that is later than this, in real time, would seem to ring for something else.
const LATE: Duration = Duration::from_secs(1);

/// Cues that sound now or soon.
#[derive(Debug, Clone, Default)]
pub struct Flashes(Vec<Flash>);

#[derive(Debug, Clone, Copy)]
struct Flash {
    cue: Cue,
    at: Moment,
    bell: Bell,
}

/// What became of the bell of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bell {
    /// Its moment has not come.
    Ahead,
    /// Its moment has come.
    Rung,
}

impl Flash {
    /// Whether it waits for its moment, and its cue begins or ends something.
    fn is_to_ring(&self) -> bool {
        self.bell == Bell::Ahead && !matches!(self.cue, Cue::Count | Cue::Halfway | Cue::Tick)
    }
}

impl Flashes {
    /// Takes note of an effect that goes by.
    pub fn see(&mut self, effect: &Effect, now: Moment) {
        match effect {
            // What an Escape cut off is told again.
            Effect::Play { cue, at } if self.0.iter().any(|flash| (flash.cue, flash.at) == (*cue, *at)) => {}
            Effect::Play { cue, at } => self.0.push(Flash { cue: *cue, at: *at, bell: Bell::Ahead }),
            // What has not sounded yet never will.
            Effect::Hush => self.0.retain(|flash| flash.at <= now),
            _ => {}
        }
    }

    /// Forgets what is over.
    fn forget(&mut self, now: Moment, tempo: Tempo) {
        let matters = |flash: &Flash| if flash.is_to_ring() { LATE } else { LIT };
        self.0.retain(|flash| now < flash.at + tempo.of_real(matters(flash)));
    }

    /// How many bells ring at `now`; each does once.
    fn ring(&mut self, now: Moment) -> usize {
        let due = self.0.iter_mut().filter(|flash| flash.at <= now && flash.is_to_ring());
        due.map(|flash| flash.bell = Bell::Rung).count()
    }

    /// When the next bell is to ring.
    fn next_bell(&self, now: Moment) -> Option<Moment> {
        self.0.iter().filter(|flash| flash.at > now && flash.is_to_ring()).map(|flash| flash.at).min()
    }

    /// Whether the edge is lit.
    fn edge(&self, now: Moment, tempo: Tempo) -> Edge {
        let lit = self.0.iter().any(|flash| flash.at <= now && now < flash.at + tempo.of_real(LIT));
        if lit { Edge::Flash } else { Edge::Calm }
    }

    /// When the edge changes next.
    fn next_edge(&self, now: Moment, tempo: Tempo) -> Option<Moment> {
        let changes = self.0.iter().flat_map(|flash| [flash.at, flash.at + tempo.of_real(LIT)]);
        changes.filter(|change| *change > now).min()
    }

    /// What was told ahead and had not sounded at `now`, to be told again.
    pub fn ahead(&self, now: Moment) -> impl Iterator<Item = Effect> {
        self.0.iter().filter(move |flash| flash.at > now).map(|flash| Effect::Play { cue: flash.cue, at: flash.at })
    }
}

impl App {
    /// How the edge of the screen is.
    pub(super) fn edge(&self, now: Moment) -> Edge {
        if self.settings.flash { self.flashes.edge(now, self.tempo) } else { Edge::Calm }
    }

    /// When edge or bell need another call.
    pub(super) fn next_flash(&self, now: Moment) -> Option<Moment> {
        let edge = self.settings.flash.then(|| self.flashes.next_edge(now, self.tempo));
        let bell = self.has_bell().then(|| self.flashes.next_bell(now));
        [edge, bell].into_iter().flatten().flatten().min()
    }

    /// Rings for each cue whose moment has come. An Escape that may turn out to be half of another key has not
    /// stopped anything for certain: until then none rings.
    pub(super) fn ring(&mut self, now: Moment, fx: &mut Vec<Effect>) {
        self.flashes.forget(now, self.tempo);
        if self.split.holds() {
            return;
        }
        let due = self.flashes.ring(now);
        if self.has_bell() {
            fx.extend(std::iter::repeat_n(Effect::Bell, due));
        }
    }

    fn has_bell(&self) -> bool {
        self.settings.bell && !self.volume.muted && !self.tempo.is_rehearsal()
    }
}
