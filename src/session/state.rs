//! What a session can be doing, and what it remembers of each step.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::{Answer, Clock, Left};
use crate::memory::Before;
use crate::pain::Closest;
use crate::record::Ending;
use crate::time::{Moment, Tempo};

/// What is decided before a session begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Unique name of the session in the history.
    pub id: String,
    /// Pain before it, NRS 0-10.
    pub baseline: u8,
    /// Whether the routine is done for the first time: then every check of it waits.
    pub first_time: bool,
    /// Whether every check waits.
    pub always_wait: bool,
    /// Whether the strict table holds: 1-2 eases, 3 ends.
    pub strict: bool,
    /// Local time here and now, in seconds east of UTC, if it is known.
    pub offset: Option<i32>,
    /// What is known of its steps from earlier sessions, by id.
    pub before: BTreeMap<String, Before>,
    /// Ids of the steps that begin eased, unless the person takes that back.
    pub eased: BTreeSet<String>,
    /// Session seconds in a real second.
    pub tempo: Tempo,
    /// Whether holds that have a breath are paced by it.
    pub breath: bool,
}

impl Terms {
    /// How the step with this id is to be done at first.
    pub(super) fn choice(&self, id: &str) -> Choice {
        match self.baseline {
            4.. => Choice::Eased,
            3 => Choice::Offered,
            _ if self.eased.contains(id) => Choice::Offered,
            _ => Choice::Normal,
        }
    }

    /// What is known of the step with this id from earlier sessions.
    pub(super) fn before(&self, id: &str) -> Before {
        self.before.get(id).copied().unwrap_or_default()
    }
}

/// What a session is doing. Only `Running` and `CountIn` have a clock that moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The present segment runs.
    Running(Clock),
    /// About to go on with the present segment, of which `left` remains.
    CountIn {
        /// When it goes on.
        ends: Moment,
        /// What is kept for then.
        left: Left,
    },
    /// Stands still with `left` of the present segment.
    Paused {
        /// What is kept.
        left: Left,
        /// Why.
        why: Why,
        /// Since when.
        since: Moment,
    },
    /// Waits for the person.
    Waiting {
        /// What for.
        why: Wait,
        /// Since when.
        since: Moment,
    },
    /// It hurts: the stop screen.
    Stopped {
        /// What it was doing, to come back to after a mistake.
        was: Still,
        /// What was closest to why, once answered.
        answer: Option<Closest>,
        /// Since when.
        since: Moment,
    },
    /// Over.
    Finished(Ending),
}

/// What a session was doing when a stop or a question broke in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Still {
    /// The present segment ran, or was about to.
    Running(Left),
    /// It was paused in the present segment.
    Paused(Left),
    /// It waited.
    Waiting(Wait),
}

impl Still {
    /// What is left of the present segment, if it had begun.
    pub(super) fn left(self) -> Option<Left> {
        match self {
            Still::Running(left) | Still::Paused(left) => Some(left),
            Still::Waiting(_) => None,
        }
    }
}

/// Why a session is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The person wanted it.
    Person,
    /// The machine slept or was stopped for this long.
    Gap(Duration),
}

/// What a session waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// A key, before the prep of the present step.
    Key,
    /// An answer to the question.
    Answer,
}

/// How a step is, or will be, done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    Normal,
    /// Eased, and `e` takes it back.
    Offered,
    /// Eased for the rest of this session.
    Eased,
}

/// Time added to and taken from the present segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stretched {
    pub(super) more: Duration,
    pub(super) less: Duration,
}

/// What became of one step, for the summary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Holds that were held to their end.
    pub done: u32,
    /// Holds that were ended before.
    pub cut: u32,
    /// Time held.
    pub held: Duration,
    /// Whether any of it was eased.
    pub eased: bool,
    /// Whether it was passed over.
    pub skipped: bool,
    /// Whether the person stopped here because it hurt.
    pub stopped: bool,
    /// The last answer given about it.
    pub answer: Option<Answer>,
}
