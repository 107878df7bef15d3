//! What follows from a pain score, and what is advised after a stop. It advises and takes the careful choice.
//!
//! Scores are on the numeric rating scale (NRS): 0 none, 10 the worst imaginable.

use serde::{Deserialize, Serialize};

/// What is closest to why a person stopped; the numbers are the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closest {
    /// 1: chest, breath, faint, face or speech, both legs, bladder.
    Emergency,
    /// 2: numb, tingling, weak, fever, fall, swelling.
    SameDay,
    /// 3: sharp, shooting, spreading, dizzy.
    Professional,
    /// 4: a strong ache.
    Ache,
    /// 5: does not know, or would rather not say.
    Unknown,
    /// 6: the key was pressed by mistake.
    Mistake,
}

/// What a score asks for, from the boldest to the most careful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Go on as planned.
    GoOn,
    /// The rest of that family is eased; the person may undo it.
    Ease,
    /// Eased for good and flagged; a longer rest, then asked again.
    EaseAndAsk,
    /// The session ends here, with advice.
    End,
}
