//! A workout between two formats: as the other timer has it, and as a routine file will have it.

use std::time::Duration;

use super::notes::Notes;
use crate::routine::Family;

/// Where a workout comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    /// The program or collection.
    pub format: &'static str,
    /// The file's name without its ending.
    pub file_stem: &'a str,
}

/// Something that may become a routine.
#[derive(Debug, Clone)]
pub(super) enum Candidate {
    /// Timed exercises and rests in blocks: repeated less often if it is too long, and refused if that is not enough.
    Timed(Workout),
    /// A list of steps: cut short if it is too long.
    Listed(Draft, Notes),
}

/// A workout of a timer: exercises and rests, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Workout {
    /// Its name as written, possibly empty.
    pub name: String,
    /// To get ready before the very first exercise.
    pub ready: Duration,
    /// In their order.
    pub blocks: Vec<Block>,
    /// What has been left out so far.
    pub notes: Notes,
}

/// Exercises that are done several times in a row.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// How often.
    pub repetitions: u32,
    /// Rest between two times, not after the last.
    pub between: Duration,
    /// Exercises and rests alike.
    pub items: Vec<Item>,
}

/// An exercise or a rest: only its name tells which.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// As written.
    pub name: String,
    /// How long.
    pub length: Duration,
}

/// A routine file to be written; every text in it is one harmless line of a length that is allowed.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Not empty.
    pub name: String,
    /// Of steps that name none.
    pub family: Option<Family>,
    /// In words.
    pub equipment: Vec<String>,
    /// At least 1.
    pub rounds: u32,
    /// Who made it, and what it is called there.
    pub source: String,
    /// Of its texts.
    pub license: Option<&'static str>,
    /// To get into place before a step that says nothing else, with the reason.
    pub prep: Option<(Duration, &'static str)>,
    /// At least one.
    pub steps: Vec<Step>,
}

/// A step to be written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// A line above it.
    pub comment: Option<String>,
    /// Not empty.
    pub name: String,
    /// If it differs from the routine's.
    pub family: Option<Family>,
    /// How to get into place, possibly empty.
    pub position: String,
    /// None of them empty.
    pub cues: Vec<String>,
    /// From half a second to ten minutes.
    pub hold: Duration,
    /// Where the hold comes from, if not from the file.
    pub hold_comment: Option<&'static str>,
    /// At least 1.
    pub reps: u32,
    /// Between repetitions.
    pub gap: Duration,
    /// At least 1.
    pub sets: u32,
    /// Between sets.
    pub rest: Duration,
    /// Rest after it, if the file has one.
    pub after: Option<Duration>,
    /// None, or two words.
    pub sides: Vec<String>,
    /// To change sides, if the file has a time for it.
    pub switch: Option<Duration>,
    /// To get into place, if the file has a time for it.
    pub prep: Option<Duration>,
}

impl Step {
    /// A step that is held once.
    pub fn new(name: String, hold: Duration) -> Step {
        Step {
            comment: None,
            name,
            family: None,
            position: String::new(),
            cues: Vec::new(),
            hold,
            hold_comment: None,
            reps: 1,
            gap: Duration::ZERO,
            sets: 1,
            rest: Duration::ZERO,
            after: None,
            sides: Vec::new(),
            switch: None,
            prep: None,
        }
    }
}
