//! What is kept of a session: one entry for every finished hold and every answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::pain::Closest;

/// One line of the history file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Version of this shape; [`Entry::VERSION`] when written by this program.
    pub v: u32,
    /// The session it belongs to; unique across machines.
    pub session: String,
    /// Its place in the session, from 0.
    pub n: u32,
    /// When it was written.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

impl Entry {
    /// The shape described here.
    pub const VERSION: u32 = 1;
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A session began.
    Began {
        /// Id of the routine.
        routine: String,
        /// Id of the routine in front.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warm_up: Option<String>,
        /// Pain before it, NRS 0-10.
        baseline: u8,
    },
    /// A hold ended, at its end or before.
    Held {
        /// Where.
        #[serde(flatten)]
        place: Place,
        /// How long it was held, in milliseconds.
        ms: u64,
        /// How long it was to be held, in milliseconds; for an open one an estimate.
        of_ms: u64,
        /// Whether it was the eased form.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        eased: bool,
    },
    /// The warm-up in front was gone through, and the routine itself begins.
    WarmedUp {
        /// Id of the warm-up.
        routine: String,
    },
    /// A step was passed over.
    Skipped {
        /// Place of the step in the plan, from 0.
        step: usize,
        /// Id of the step.
        id: String,
    },
    /// A pain check was answered, or its time ran out. A later answer for the same step replaces it.
    Answered {
        /// Place of the step in the plan, from 0.
        step: usize,
        /// Id of the step.
        id: String,
        /// NRS 0-10; none is "unanswered", or "easier" without a number.
        score: Option<u8>,
        /// Whether "easier" was the answer.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        easier: bool,
    },
    /// The person stopped because it hurt.
    Stopped {
        /// Where.
        #[serde(flatten)]
        place: Place,
    },
    /// What was closest to why.
    Closest {
        /// The answer.
        what: Closest,
    },
    /// The session ended.
    Ended {
        /// How.
        how: Ending,
    },
}

/// A place in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Place of the step in the plan, from 0.
    pub step: usize,
    /// Id of the step.
    pub id: String,
    /// From 1.
    pub set: u32,
    /// The side in words, if the step has sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// From 1.
    pub rep: u32,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// All of it was gone through.
    Complete,
    /// The person left before the end.
    Left,
    /// A pain score ended it.
    Pain,
    /// The person stopped because it hurt.
    Hurt,
    /// Nobody came back to it.
    Abandoned,
}
