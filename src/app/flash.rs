//! A flash with each cue, for those who do not hear it.

use std::time::Duration;

use crate::cue::Cue;
use crate::effect::Effect;
use crate::time::{Moment, Tempo};
use crate::ui::stage::Edge;

/// For so long, in real time, the edge is lit.
const LIT: Duration = Duration::from_millis(200);

/// Cues that sound now or soon.
#[derive(Debug, Clone, Default)]
pub struct Flashes(Vec<(Cue, Moment)>);

impl Flashes {
    /// Takes note of an effect that goes by.
    pub fn see(&mut self, effect: &Effect, now: Moment) {
        match effect {
            Effect::Play { cue, at } => self.0.push((*cue, *at)),
            // What has not sounded yet never will.
            Effect::Hush => self.0.retain(|(_, at)| *at <= now),
            _ => {}
        }
    }

    /// Forgets what is over.
    pub fn forget(&mut self, now: Moment, tempo: Tempo) {
        self.0.retain(|(_, at)| now < *at + tempo.of_real(LIT));
    }

    /// Whether the edge is lit.
    pub fn edge(&self, now: Moment, tempo: Tempo) -> Edge {
        let lit = self.0.iter().any(|(_, at)| *at <= now && now < *at + tempo.of_real(LIT));
        if lit { Edge::Flash } else { Edge::Calm }
    }

    /// When the edge changes next.
    pub fn deadline(&self, now: Moment, tempo: Tempo) -> Option<Moment> {
        let changes = self.0.iter().flat_map(|(_, at)| [*at, *at + tempo.of_real(LIT)]);
        changes.filter(|change| *change > now).min()
    }

    /// What was told ahead and had not sounded at `now`, to be told again.
    pub fn ahead(&self, now: Moment) -> impl Iterator<Item = Effect> {
        self.0.iter().filter(move |(_, at)| *at > now).map(|(cue, at)| Effect::Play { cue: *cue, at: *at })
    }
}
