//! As much of a workout as makes a routine that loads, and the routine's file.

use super::notes::Notes;
use super::workout::{Candidate, Draft, Origin, Workout};
use super::{Imported, fold, id, write};
use crate::problem::{Kind, Problem};
use crate::routine::{self, MOST_ROUNDS, MOST_STEPS};

/// A routine file, repeated less often or cut short if the whole would be too long.
///
/// # Errors
/// Even the least of it is too long, or there is nothing in it; a harmless line with its name.
pub(super) fn fit(candidate: Candidate, origin: &Origin<'_>) -> Result<Imported, String> {
    match candidate {
        Candidate::Timed(workout) => timed(&workout, origin),
        Candidate::Listed(draft, notes) => listed(&draft, notes, origin),
    }
}

fn timed(workout: &Workout, origin: &Origin<'_>) -> Result<Imported, String> {
    let wanted = workout.blocks.iter().map(|block| block.repetitions).max().unwrap_or(0);
    let attempt = |times: u32| {
        let mut notes = workout.notes.clone();
        if times < wanted {
            notes.line(format!("repeated {times} times at most, not {wanted}: a session ends after 2 hours"));
        }
        let draft = fold::draft(workout, origin, times, &mut notes);
        draft.map_err(Trouble::Steps).and_then(|draft| finish(&draft, &notes, origin))
    };
    let name = || fold::title(&workout.name, origin, &mut Notes::default());
    most(wanted.min(MOST_ROUNDS), attempt).map_err(|trouble| trouble.words(&name()))
}

fn listed(draft: &Draft, notes: Notes, origin: &Origin<'_>) -> Result<Imported, String> {
    let all = u32::try_from(draft.steps.len()).unwrap_or(u32::MAX);
    let attempt = |count: u32| {
        let mut notes = notes.clone();
        if count < all {
            notes.line(format!("the last {} were left out: a session ends after 2 hours", all - count));
        }
        let steps = draft.steps.iter().take(count as usize).cloned().collect();
        finish(&Draft { steps, ..draft.clone() }, &notes, origin)
    };
    most(all.min(MOST_STEPS as u32), attempt).map_err(|trouble| trouble.words(&draft.name))
}

/// The attempt with the largest number from 1 to `all` that succeeds; that of 1 tells why none does.
fn most<T>(all: u32, attempt: impl Fn(u32) -> Result<T, Trouble>) -> Result<T, Trouble> {
    if all == 0 {
        return Err(Trouble::Empty);
    }
    if let Ok(whole) = attempt(all) {
        return Ok(whole);
    }
    let (mut best, mut fits, mut fails) = (attempt(1)?, 1, all);
    while fits + 1 < fails {
        let middle = fits + (fails - fits) / 2;
        match attempt(middle) {
            Ok(better) => (best, fits) = (better, middle),
            Err(_) => fails = middle,
        }
    }
    Ok(best)
}

/// Why there is no routine.
enum Trouble {
    Empty,
    Steps(usize),
    /// The parser's words.
    Problem(String),
}

impl Trouble {
    fn words(&self, name: &str) -> String {
        let name = crate::text::cut(name, 60);
        match self {
            Trouble::Empty => format!("\"{name}\" was left out: there is no exercise in it"),
            Trouble::Steps(count) => {
                format!("\"{name}\" was left out: it has {count} steps, a routine has at most {MOST_STEPS}")
            }
            Trouble::Problem(title) => format!("\"{name}\" was left out: {title}"),
        }
    }
}

/// The file of a draft, held against the rules of routine files.
fn finish(draft: &Draft, notes: &Notes, origin: &Origin<'_>) -> Result<Imported, Trouble> {
    if draft.steps.is_empty() {
        return Err(Trouble::Empty);
    }
    let text = write::file(draft, origin, &notes.lines());
    let id = id(&draft.name, origin.file_stem);
    let (_, problems) = routine::parse(&id, &text);
    match problems.iter().find(|problem| problem.is_error()) {
        Some(problem) if is_limit(problem) => Err(Trouble::Problem(problem.title())),
        // What else is wrong would be a fault of this program: the caller holds every text against the rules again.
        _ => Ok(Imported { id, text, notes: notes.lines() }),
    }
}

/// Whether less of the same would be fine.
fn is_limit(problem: &Problem) -> bool {
    matches!(problem.kind, Kind::SessionTooLong { .. } | Kind::TooMany { .. } | Kind::FileTooLarge { .. })
}
