//! What follows from a pain score, and what is advised after a stop. It advises and takes the careful choice.
//!
//! Scores are on the numeric rating scale (NRS): 0 none, 10 the worst imaginable. The bands follow the
//! pain-monitoring model (Thomee 1997, Silbernagel 2007), taken at its strictest published cut at each
//! border, since that model was made for people under supervision.

use std::time::Duration;

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

impl Closest {
    /// All six, in the order of their keys.
    pub const ALL: [Closest; 6] = [
        Closest::Emergency,
        Closest::SameDay,
        Closest::Professional,
        Closest::Ache,
        Closest::Unknown,
        Closest::Mistake,
    ];

    /// The answer behind a digit.
    pub fn of_key(digit: u8) -> Option<Closest> {
        Closest::ALL.get(usize::from(digit).checked_sub(1)?).copied()
    }

    /// Whether the next start shows it first and advises against starting.
    pub fn is_serious(self) -> bool {
        matches!(self, Closest::Emergency | Closest::SameDay | Closest::Professional)
    }

    /// The words beside its key.
    pub fn words(self) -> &'static str {
        match self {
            Closest::Emergency => "chest, breath, faint, face or speech, both legs, bladder",
            Closest::SameDay => "numb, tingling, weak, fever, a fall, swelling",
            Closest::Professional => "sharp, shooting, spreading, dizzy",
            Closest::Ache => "a strong ache",
            Closest::Unknown => "I do not know, or would rather not say",
            Closest::Mistake => "pressed by mistake",
        }
    }

    /// What to do, in sentences; never what it is. `emergency` is the number the person has set.
    pub fn advice(self, emergency: Option<&str>) -> Vec<String> {
        let lines: &[&str] = match self {
            Closest::Emergency => {
                let number = emergency.unwrap_or("your local emergency number");
                return vec![
                    format!("Call {number} now."),
                    "Stay still, and do not stay alone.".into(),
                    "If you cannot call, shout for help.".into(),
                ];
            }
            Closest::SameDay => &[
                "Get medical advice today.",
                "Until then, no more of this routine.",
                "If it gets worse, call for help.",
            ],
            Closest::Professional => &[
                "Rest now.",
                "Before the next session, ask a doctor or physiotherapist about it.",
                "If it spreads, or you feel worse, get medical advice today.",
            ],
            Closest::Ache | Closest::Unknown => &[
                "Rest, and move gently as usual.",
                "If it is not settling by tomorrow, or comes back, see a doctor or physiotherapist.",
            ],
            Closest::Mistake => &["Back to the same second, paused."],
        };
        lines.iter().map(|line| (*line).to_owned()).collect()
    }
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

/// A score, and what it is judged against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// NRS 0-10.
    pub score: u8,
    /// Pain before the session, NRS 0-10.
    pub baseline: u8,
    /// The score of the same step in the last session.
    pub last_session: Option<u8>,
    /// Whether it is asked again after a score that eased and flagged.
    pub time: Time,
    /// How many steps of this session have been eased and flagged.
    pub sore_steps: usize,
    /// Whether the strict table holds.
    pub strict: bool,
}

/// Which time a step is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// In the rest after it.
    First,
    /// After the longer rest.
    Again,
}

/// A 1 and a 0 within this much real time are a 10.
pub const TEN: Duration = Duration::from_secs(1);

/// The score that a digit makes, `passed` in real time after the score before it.
pub fn typed(before: Option<u8>, digit: u8, passed: Duration) -> u8 {
    if digit == 0 && before == Some(1) && passed <= TEN { 10 } else { digit }
}

/// What follows from a score. A higher score never gives a bolder outcome, nor does the strict table.
pub fn outcome(asked: Asked) -> Outcome {
    let Asked { score, baseline, time, sore_steps, strict, .. } = asked;
    let risen = asked.last_session.is_some_and(|last| score >= last.saturating_add(2));
    match score {
        6.. => Outcome::End,
        3.. if strict => Outcome::End,
        1.. if strict => Outcome::Ease,
        0..=2 => Outcome::GoOn,
        4.. if time == Time::Again => Outcome::End,
        // Whoever comes with pain is held against that pain: it may be there, but not grow.
        _ if baseline >= 4 => {
            if score > baseline {
                Outcome::End
            } else {
                Outcome::Ease
            }
        }
        4.. => sore(sore_steps),
        _ if risen && time == Time::First => sore(sore_steps),
        _ => Outcome::Ease,
    }
}

/// The first sore step eases and asks again; a second one is enough.
fn sore(before: usize) -> Outcome {
    if before == 0 { Outcome::EaseAndAsk } else { Outcome::End }
}
