//! What a person said about conditions that make a routine unfit for them, and when that is to be asked again.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::routine::conditions::{self, IDS};
use crate::routine::{Family, Routine};

/// Version of the list of conditions: when it changes, all of it is asked again.
pub const LIST: u32 = 1;

/// All answers; it is kept as a small TOML file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Screening {
    /// The list that was asked; see [`LIST`].
    pub list: u32,
    /// By id of the condition.
    #[serde(default)]
    pub answers: BTreeMap<String, Answer>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Answer {
    /// Whether it applies.
    pub applies: Applies,
    /// When that was said.
    pub asked: Timestamp,
    /// When the person said that a professional had told them these movements are fine for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Timestamp>,
}

/// Whether a condition applies to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// It does not.
    No,
    /// It does.
    Yes,
    /// The person does not know; it counts as yes.
    Unsure,
}

/// Why kept answers cannot be used: all is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damaged {
    /// It is not what this program writes.
    Unknown,
    /// A newer version wrote it.
    Newer,
}

/// What an answer is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The date and time.
    pub now: Timestamp,
    /// After so many days an answer is asked for again.
    pub days: u16,
    /// When a session was last stopped for something that needs advice.
    pub stopped: Option<Timestamp>,
}

/// A condition that applies, or may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// Yes, or unsure.
    pub applies: Applies,
    /// When that was said.
    pub asked: Timestamp,
    /// When the person said that a professional had told them these movements are fine for them.
    pub cleared: Option<Timestamp>,
}

/// A file of answers is far smaller than this, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Ids of the conditions to ask about before `routine`, each once: those of its families and of the warm-up's, in
/// the order of the list, and what `avoid-if` of both adds.
pub fn needed(routine: &Routine, warm_up: Option<&Routine>) -> Vec<String> {
    let both = || [Some(routine), warm_up].into_iter().flatten();
    let mut wanted: Vec<&str> = Vec::new();
    both().flat_map(families).flat_map(conditions::of).for_each(|id| wanted.push(id));
    wanted.extend(both().flat_map(|routine| routine.avoid_if.iter().map(String::as_str)));
    let mut needed: Vec<String> = IDS.into_iter().filter(|id| wanted.contains(id)).map(str::to_owned).collect();
    for id in wanted {
        if !needed.iter().any(|there| there == id) {
            needed.push(id.to_owned());
        }
    }
    needed
}

fn families(routine: &Routine) -> impl Iterator<Item = Family> {
    routine.steps.iter().map(|step| step.family).chain([routine.family])
}

/// What to do when the condition with this id applies; never what it is.
pub fn advice(id: &str) -> &'static str {
    match id {
        "nerve-signs" | "red-flags" => "Get medical advice before any of this; soon if it is new.",
        "under-16" => "Ask an adult to look at it with you; no roller.",
        _ => "Ask a doctor or physiotherapist before you do this routine.",
    }
}

impl Screening {
    /// Reads what [`Screening::to_text`] wrote.
    ///
    /// # Errors
    /// The text is something else; nothing of it counts.
    pub fn parse(text: &str) -> Result<Screening, Damaged> {
        if text.len() > MOST_BYTES {
            return Err(Damaged::Unknown);
        }
        let table: toml::Table = toml::from_str(text).map_err(|_| Damaged::Unknown)?;
        match table.get("list").and_then(toml::Value::as_integer) {
            Some(list) if list > i64::from(LIST) => Err(Damaged::Newer),
            _ => table.try_into().map_err(|_| Damaged::Unknown),
        }
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// Which of `needed` have to be asked: without an answer, or with one that does not count any more.
    pub fn due(&self, needed: &[String], when: Due) -> Vec<String> {
        let stale = |id: &&String| self.list != LIST || self.answers.get(*id).is_none_or(|a| a.is_stale(when));
        needed.iter().filter(stale).cloned().collect()
    }

    /// Which of `needed` apply, or may.
    pub fn applying(&self, needed: &[String]) -> Vec<Told> {
        let told = |id: &String| {
            let answer = self.answers.get(id).filter(|answer| answer.applies != Applies::No)?;
            let Answer { applies, asked, cleared } = *answer;
            Some(Told { id: id.clone(), applies, asked, cleared })
        };
        needed.iter().filter_map(told).collect()
    }

    /// When `needed` were asked, the oldest date of them; none if one of them has no answer.
    pub fn asked_on(&self, needed: &[String]) -> Option<Timestamp> {
        let asked: Option<Vec<Timestamp>> = needed.iter().map(|id| Some(self.answers.get(id)?.asked)).collect();
        asked?.into_iter().min()
    }

    /// Takes in what was said at `now` about `ids`: what `marks` tell, and no to all others. What a professional
    /// had said before lapses.
    pub fn answer(&mut self, ids: &[String], marks: &BTreeMap<String, Applies>, now: Timestamp) {
        if self.list != LIST {
            *self = Screening { list: LIST, ..Screening::default() };
        }
        for id in ids {
            let applies = marks.get(id).copied().unwrap_or(Applies::No);
            self.answers.insert(id.clone(), Answer { applies, asked: now, cleared: None });
        }
    }

    /// Takes in that a professional has told the person that those of `ids` that apply are fine for them.
    pub fn clear(&mut self, ids: &[String], now: Timestamp) {
        for id in ids {
            if let Some(answer) = self.answers.get_mut(id).filter(|answer| answer.applies != Applies::No) {
                answer.cleared = Some(now);
            }
        }
    }

    /// Takes in answers that were given while these were still being read.
    pub fn overlay(&mut self, given: Screening) {
        if given.list != self.list && !given.answers.is_empty() {
            *self = given;
        } else {
            self.answers.extend(given.answers);
        }
    }
}

impl Answer {
    /// Whether it is too old, from a future, or from before a stop that needs advice.
    fn is_stale(&self, when: Due) -> bool {
        let most = SignedDuration::from_hours(24 * i64::from(when.days));
        let age = when.now.duration_since(self.asked);
        age.is_negative() || age > most || when.stopped.is_some_and(|stopped| self.asked <= stopped)
    }
}
