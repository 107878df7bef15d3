//! What is kept of a session: one entry for every finished hold and every answer.

mod line;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::pain::Closest;

/// One line of the history file.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A session began.
    Began(Began),
    /// This comes now: a side of a set, or the check after a step. Holds that follow in the same side move
    /// the place on, without an entry of this kind.
    Reached(Reached),
    /// A session that had been left, or cut off, goes on.
    Resumed,
    /// The person did not want to go on with it: what was done stays as it is.
    Declined,
    /// A hold ended, at its end or before.
    Held {
        /// Where.
        #[serde(flatten)]
        place: Place,
        /// How long it was held, in milliseconds.
        ms: u64,
        /// How long it was to be held this time, in milliseconds; in the person's own time as long as it was held.
        of_ms: u64,
        /// Whether it was the eased form.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
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
    /// A pain check was answered, or its time ran out. A later answer to the same asking replaces it.
    Answered(Answered),
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
    /// At a later start: whether what hurt was gone by the next morning.
    Morning {
        /// The answer.
        gone: Morning,
    },
    /// The person wanted it out of the history: nothing of it counts any more, wherever it comes from.
    Deleted,
}

/// How a session began.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Began {
    /// Id of the routine.
    pub routine: String,
    /// Id of the routine in front.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warm_up: Option<String>,
    /// Whether roller steps were left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_roller: bool,
    /// Pain before it, NRS 0-10.
    pub baseline: u8,
    /// Local time there and then, in seconds east of UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
}

/// What comes now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// Where: the first hold to come. For a check, the last place of its step.
    #[serde(flatten)]
    pub place: Place,
    /// Whether it is the check after the step.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub check: bool,
    /// Whether the step is done in its eased form.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub eased: bool,
}

/// An answer to a pain check.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Answered {
    /// Place of the step in the plan, from 0.
    pub step: usize,
    /// Id of the step.
    pub id: String,
    /// NRS 0-10; none is "unanswered", or "easier" without a number.
    pub score: Option<u8>,
    /// Whether "easier" was the answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub easier: bool,
    /// Whether the score flagged the step; none where that was not kept, and a 4 or more did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flagged: Option<bool>,
    /// Which asking of the session it was, from 0.
    #[serde(skip_serializing_if = "is_zero")]
    pub ask: u32,
    /// Whether the person corrected it afterwards.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub corrected: bool,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// Whether what hurt was gone by the next morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Morning {
    /// It was.
    Yes,
    /// As before.
    Same,
    /// It was worse.
    Worse,
}

/// A place in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Place of the step in the plan, from 0.
    pub step: usize,
    /// Id of the step.
    pub id: String,
    /// From 1.
    pub set: u32,
    /// The side in words, if the step has sides.
    #[serde(skip_serializing_if = "Option::is_none")]
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
