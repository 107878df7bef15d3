//! The machine that leads a person through a plan: (action, now) in, state and effects out.

use std::time::Duration;

use crate::action::Action;
use crate::effect::Effect;
use crate::pain::{Closest, Outcome};
use crate::plan::{Course, Pace, Plan, Planned, Segment};
use crate::record::Ending;
use crate::time::{Moment, Now, Tempo};

/// A session under way, or just over.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Plan,
    state: State,
    question: Option<Question>,
}

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
    /// Session seconds in a real second.
    pub tempo: Tempo,
}

/// Time left of a clock that counts down, or time so far of one that counts up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// So much is left.
    Down(Duration),
    /// So much has passed.
    Up(Duration),
}

/// A running clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Runs out then.
    Ends(Moment),
    /// Runs since then, until a key.
    Since(Moment),
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

/// A session that stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Still {
    /// In the present segment.
    Segment(Left),
    /// While waiting.
    Waiting(Wait),
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

/// A pain check that is being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Which check.
    pub round: Round,
    /// The answer so far; it may be replaced until the check closes.
    pub answer: Option<Answer>,
    /// Whether the easing that the answer asks for was declined.
    pub declined: bool,
}

/// Which check of a step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// In the rest after the step.
    After,
    /// Asked again after a longer rest.
    Again,
    /// In the middle of a segment, by a digit; this much of it is left.
    Within(Left),
    /// After the last step, with the summary.
    Last,
}

/// An answer to a pain check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// NRS 0-10.
    Score(u8),
    /// "Easier", without a number.
    Easier,
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

impl Session {
    /// Begins `plan` at `now`. The plan has at least one step.
    pub fn begin(plan: Plan, terms: Terms, now: Now, fx: &mut Vec<Effect>) -> Session {
        let _ = (terms, now, fx);
        Session { plan, state: State::Finished(Ending::Left), question: None }
    }

    /// Moves on to `now`. To be called before every other call; twice with the same `now` does nothing more.
    pub fn advance(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let _ = (now, fx);
    }

    /// Does what the person means. Actions without a meaning in the present state do nothing.
    pub fn handle(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        let _ = (action, now, fx);
    }

    /// When `advance` is next needed, or something shown changes: none while nothing moves.
    pub fn deadline(&self, now: Moment) -> Option<Moment> {
        let _ = now;
        None
    }

    /// What it is doing.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What it goes through.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Place of the present step in the plan, from 0.
    pub fn step_index(&self) -> usize {
        0
    }

    /// The present step.
    pub fn step(&self) -> &Planned {
        &self.plan.steps[0]
    }

    /// The step after the present one.
    pub fn next_step(&self) -> Option<&Planned> {
        None
    }

    /// How the step at `index` is, or will be, done.
    pub fn pace(&self, index: usize) -> Pace {
        let _ = index;
        Pace::Normal
    }

    /// The present step's course at its present pace.
    pub fn course(&self) -> &Course {
        &self.step().normal
    }

    /// The present segment.
    pub fn segment(&self) -> &Segment {
        &self.course().segments[0]
    }

    /// The clock of the present segment (of the count-in while there is one).
    pub fn left(&self, now: Moment) -> Left {
        let _ = now;
        Left::Down(Duration::ZERO)
    }

    /// How much of the present segment is over, 0.0 to 1.0.
    pub fn progress(&self, now: Moment) -> f64 {
        let _ = now;
        0.0
    }

    /// Time left of the whole session by plan.
    pub fn remaining(&self, now: Moment) -> Duration {
        let _ = now;
        Duration::ZERO
    }

    /// The pain check that is being asked.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// What the answer so far will lead to when the check closes.
    pub fn outcome(&self) -> Option<Outcome> {
        None
    }

    /// Whether easing of the present or coming step can be undone with `e`.
    pub fn can_undo_ease(&self) -> bool {
        false
    }

    /// What became of each step, in the order of the plan.
    pub fn tally(&self) -> &[Tally] {
        &[]
    }
}
