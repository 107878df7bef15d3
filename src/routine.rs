//! A routine as plain data: what a file says, with every default filled in and every text made harmless.

mod bundled;
mod check;
pub mod conditions;
mod duration;
pub mod fresh;
mod keys;
mod named;
mod parse;
mod schema;
mod step;
mod strangers;
mod timing;

use std::time::Duration;

pub use bundled::{BUNDLED, Bundled, bundled};
pub(crate) use duration::write as write_length;
pub use named::figures;
pub use parse::{FORMAT, MOST_BYTES, MOST_ROUNDS, MOST_STEPS, Reading, parse, parse_bytes};
pub use schema::schema;
pub use step::slug;
pub(crate) use timing::{LEAST as LEAST_HOLD, MOST_HOLD, MOST_REPS, MOST_SETS};

/// Characters of a text: it is read aloud, and from two metres away.
pub const MOST_TEXT: usize = 500;

/// A list of steps that a person goes through in one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// The stem of its file's name: how commands and history call it.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// One sentence, possibly empty.
    pub summary: String,
    /// The family of steps that name none.
    pub family: Family,
    /// What must be at hand, in words.
    pub equipment: Vec<String>,
    /// Ids of conditions under which it is not for a person.
    pub avoid_if: Vec<String>,
    /// Id of the routine that is offered in front of this one.
    pub warm_up: Option<String>,
    /// Whether it starts silent.
    pub mute: bool,
    /// How many times the whole list is done, at least 1.
    pub rounds: u32,
    /// Where it comes from, possibly empty.
    pub source: String,
    /// The licence of its text, if not the program's.
    pub license: Option<String>,
    /// At least one.
    pub steps: Vec<Step>,
}

/// The kind of movement; pain in one step eases the others of its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Gentle movement that warms.
    WarmUp,
    /// On a foam roller.
    Roller,
    /// At a wall or in a doorway.
    Wall,
    /// Fingers or a ball.
    Massage,
    /// Movement through a range.
    Mobility,
    /// The neck.
    Neck,
    /// Breathing only.
    Breathing,
    /// None of these.
    Other,
}

impl Family {
    /// All of them, in the order the format's description lists them.
    pub const ALL: [Family; 8] = [
        Family::WarmUp,
        Family::Roller,
        Family::Wall,
        Family::Massage,
        Family::Mobility,
        Family::Neck,
        Family::Breathing,
        Family::Other,
    ];

    /// The word for it in a file and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Family::WarmUp => "warm-up",
            Family::Roller => "roller",
            Family::Wall => "wall",
            Family::Massage => "massage",
            Family::Mobility => "mobility",
            Family::Neck => "neck",
            Family::Breathing => "breathing",
            Family::Other => "other",
        }
    }
}

/// One exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Stable name for the memory of pain; unique in its routine.
    pub id: String,
    /// The name people read and hear.
    pub name: String,
    /// Its own family, or the routine's.
    pub family: Family,
    /// What is said and shown about it.
    pub how: Guidance,
    /// How much of it.
    pub dose: Dose,
    /// Words for the sides, in order: none, or 2 to 4.
    pub sides: Vec<String>,
    /// Whether it waits for a key before its prep.
    pub wait: bool,
    /// How its pain check is asked.
    pub check: Check,
    /// What its author changes when it is eased.
    pub easier: Easier,
}

/// The words and the picture of a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guidance {
    /// How to get into place, possibly empty.
    pub position: String,
    /// Short instructions, most important first.
    pub cues: Vec<String>,
    /// What means stop here, possibly empty.
    pub stop_if: String,
    /// How to leave the position, possibly empty.
    pub come_out: String,
    /// Name of a bundled figure, or a file beside the routine.
    pub figure: Option<String>,
    /// What the voice says instead of the name.
    pub say: Option<String>,
    /// Paces the hold.
    pub breath: Option<Breath>,
}

/// The amounts of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Dose {
    /// What one repetition is.
    pub work: Work,
    /// Repetitions in a set and side, at least 1.
    pub reps: u32,
    /// Between repetitions.
    pub gap: Duration,
    /// At least 1; all sides together are one set.
    pub sets: u32,
    /// Between sets.
    pub rest: Duration,
    /// Rest after the step, as written; the plan gives it at least [`Dose::LEAST_AFTER`].
    pub after: Duration,
    /// To change sides.
    pub switch: Duration,
    /// To get into place.
    pub prep: Duration,
    /// A soft tick every so often during a hold.
    pub tick: Option<Duration>,
}

impl Dose {
    /// The pain check is asked in the rest after a step, so that rest is never shorter.
    pub const LEAST_AFTER: Duration = Duration::from_secs(8);
}

/// What a repetition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// A hold, or a movement, of this length.
    Hold(Duration),
    /// All repetitions in the person's own time, until a key.
    UntilKey {
        /// What totals count for it.
        about: Duration,
    },
}

/// Lengths of the parts of a breath; a part may be zero, the whole is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breath {
    /// Breathing in.
    pub r#in: Duration,
    /// Full.
    pub hold: Duration,
    /// Breathing out.
    pub out: Duration,
    /// Empty.
    pub pause: Duration,
}

/// How the pain check of a step is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Silence goes on, unless something else asks for an answer.
    Auto,
    /// Always waits for an answer.
    Wait,
}

/// What changes when a step is eased; whatever is not named follows the easing rule of the plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Easier {
    /// Instead of the step's.
    pub position: Option<String>,
    /// Instead of the step's.
    pub cues: Option<Vec<String>>,
    /// Instead of the step's.
    pub breath: Option<Breath>,
    /// Length of a hold, or of an open step's total.
    pub hold: Option<Duration>,
    /// Repetitions.
    pub reps: Option<u32>,
    /// Between repetitions.
    pub gap: Option<Duration>,
    /// Sets.
    pub sets: Option<u32>,
    /// Between sets.
    pub rest: Option<Duration>,
    /// Rest after the step.
    pub after: Option<Duration>,
}
