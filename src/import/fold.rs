//! A timer's list of exercises and rests as steps: rests find their step, repeats and sides become one.

use std::time::Duration;

use super::names;
use super::notes::Notes;
use super::prose::{self, Length};
use super::workout::{Block, Draft, Item, Origin, Step, Workout};
use crate::routine::{LEAST_HOLD, MOST_HOLD, MOST_REPS, MOST_SETS, MOST_STEPS};

/// Others change exercises without a pause, which nobody does on a mat.
const PREP: (Duration, &str) =
    (Duration::from_secs(5), "The other timer goes right on. Here: time to get into place before each step.");

/// The steps of a workout, each block repeated at most `most` times; or how many steps there would be.
pub(super) fn draft(workout: &Workout, origin: &Origin<'_>, most: u32, notes: &mut Notes) -> Result<Draft, usize> {
    let blocks: Vec<Folded> = workout.blocks.iter().map(|block| Folded::new(block, most, notes)).collect();
    let working = blocks.iter().filter(|block| !block.steps.is_empty()).count();
    let count = |block: &Folded| block.steps.len().saturating_mul(if working == 1 { 1 } else { block.times as usize });
    let total = blocks.iter().map(count).fold(0, usize::saturating_add);
    if total > MOST_STEPS {
        return Err(total);
    }
    let mut rounds = 1;
    let mut steps: Vec<Step> = Vec::with_capacity(total);
    let mut ready = workout.ready;
    for mut block in blocks {
        let Some(first) = block.steps.first_mut() else {
            let rest = block.lead.saturating_mul(block.times);
            match steps.last_mut() {
                // A rest behind the last round is no rest between rounds.
                Some(_) if rounds > 1 => {}
                Some(last) => rest_longer(last, rest, notes),
                None => ready = ready.saturating_add(rest),
            }
            continue;
        };
        if !block.lead.is_zero() {
            first.prep = Some(bounded(block.lead, &first.name, notes));
        }
        if working == 1 && block.times > 1 {
            rounds = block.times;
            rest_longer_at_end(&mut block.steps, block.between, notes);
            steps.append(&mut block.steps);
        } else {
            block.write_out(&mut steps, notes);
        }
    }
    if let Some(first) = steps.first_mut().filter(|_| !ready.is_zero()) {
        let prep = ready.saturating_add(first.prep.unwrap_or_default());
        first.prep = Some(bounded(prep, &first.name, notes));
    }
    let name = title(&workout.name, origin, notes);
    Ok(Draft {
        source: format!("{}, {name}", origin.format),
        name,
        family: None,
        equipment: Vec::new(),
        rounds,
        license: None,
        prep: Some(PREP),
        steps,
    })
}

/// A name to show: the written one, or the file's.
pub(super) fn title(written: &str, origin: &Origin<'_>, notes: &mut Notes) -> String {
    // The source has the format's name before it, in one line of the allowed length.
    const MOST_TITLE: usize = 200;
    let names = [written, origin.file_stem, origin.format];
    let found = names.iter().map(|name| prose::line(name).0).find(|name| !name.is_empty()).unwrap_or_default();
    if found.chars().count() <= MOST_TITLE {
        return found;
    }
    notes.line("its name was too long and is cut".to_owned());
    let start: String = found.chars().take(MOST_TITLE - 1).collect();
    format!("{}…", start.trim_end())
}

/// A block whose repeats and sides are folded.
struct Folded {
    steps: Vec<Step>,
    /// Rest before the first of them; all of its rest if there is none.
    lead: Duration,
    /// How often it is still to be done.
    times: u32,
    between: Duration,
}

impl Folded {
    fn new(block: &Block, most: u32, notes: &mut Notes) -> Folded {
        let (lead, steps) = with_rests(&block.items, notes);
        let steps = in_reps(steps, notes);
        let steps = in_sets(in_pairs(steps, notes));
        let times = block.repetitions.min(most);
        let mut folded = Folded { steps, lead, times, between: block.between };
        folded.as_sets(notes);
        folded
    }

    /// One exercise that is done several times is one step of several sets.
    fn as_sets(&mut self, notes: &mut Notes) {
        let [step] = self.steps.as_mut_slice() else { return };
        let trail = step.after.unwrap_or_default();
        let rest = trail.saturating_add(self.between).saturating_add(self.lead);
        if self.times < 2 || self.times > MOST_SETS || (step.sets > 1 && step.rest != rest) {
            return;
        }
        let Some(sets) = step.sets.checked_mul(self.times).filter(|&sets| sets <= MOST_SETS) else { return };
        step.sets = sets;
        step.rest = bounded(rest, &step.name, notes);
        self.times = 1;
    }

    /// Its steps, as often as they are done.
    fn write_out(mut self, steps: &mut Vec<Step>, notes: &mut Notes) {
        let last_time = self.steps.clone();
        rest_longer_at_end(&mut self.steps, self.between, notes);
        for _ in 1..self.times {
            steps.extend_from_slice(&self.steps);
        }
        steps.extend(last_time);
    }
}

/// Exercises with the rest that follows each, and the rest before the first.
fn with_rests(items: &[Item], notes: &mut Notes) -> (Duration, Vec<Step>) {
    let mut lead = Duration::ZERO;
    let mut steps: Vec<Step> = Vec::new();
    for item in items {
        let (mut name, length) = prose::line(&item.name);
        if names::is_rest(&name) {
            match steps.last_mut() {
                Some(step) => rest_longer(step, item.length, notes),
                None => lead = lead.saturating_add(item.length),
            }
            continue;
        }
        if name.is_empty() {
            name = "Exercise".to_owned();
            notes.line("an exercise without a name is called \"Exercise\"".to_owned());
        }
        if item.length < LEAST_HOLD {
            notes.about("left out, because it takes no time", &name);
            continue;
        }
        if length == Length::Cut {
            notes.about("a name was too long and is cut", &name);
        }
        if item.length > MOST_HOLD {
            notes.about("longer than 10 minutes, cut to that", &name);
        }
        if let Some(caution) = names::caution(&name) {
            notes.about(caution, &name);
        }
        steps.push(Step::new(name, item.length.min(MOST_HOLD)));
    }
    (lead, steps)
}

fn rest_longer(step: &mut Step, more: Duration, notes: &mut Notes) {
    let after = step.after.unwrap_or_default().saturating_add(more);
    step.after = Some(bounded(after, &step.name, notes)).filter(|after| !after.is_zero());
}

fn rest_longer_at_end(steps: &mut [Step], more: Duration, notes: &mut Notes) {
    if let Some(last) = steps.last_mut().filter(|_| !more.is_zero()) {
        rest_longer(last, more, notes);
    }
}

/// The longest hold is also the longest rest that anyone means.
fn bounded(rest: Duration, name: &str, notes: &mut Notes) -> Duration {
    if rest > MOST_HOLD {
        notes.about("the rest beside it is longer than 10 minutes, cut to that", name);
    }
    rest.min(MOST_HOLD)
}

/// Runs of the same exercise with equal rests between them, each as one step of several repetitions.
fn in_reps(steps: Vec<Step>, notes: &mut Notes) -> Vec<Step> {
    let mut folded: Vec<Step> = Vec::new();
    for step in steps {
        if let Some(last) = folded.last_mut() {
            let gap = last.after.unwrap_or_default();
            let same = last.name == step.name && last.hold == step.hold;
            if same && last.reps < MOST_REPS && (last.reps == 1 || last.gap == gap) {
                last.gap = gap;
                last.reps += 1;
                notes.about("repeats are one step", &last.name);
                last.after = step.after;
                continue;
            }
        }
        folded.push(step);
    }
    folded
}

/// The same exercise for one side, then for the other, as one step with sides.
fn in_pairs(steps: Vec<Step>, notes: &mut Notes) -> Vec<Step> {
    let mut folded: Vec<Step> = Vec::new();
    for step in steps {
        if let Some(last) = folded.last_mut().filter(|last| last.sides.is_empty()) {
            let dose = |step: &Step| (step.hold, step.reps, step.gap);
            let pair = names::pair(&last.name, &step.name).filter(|_| dose(last) == dose(&step));
            if let Some((name, sides)) = pair {
                last.switch = last.after;
                last.after = step.after;
                last.name = name;
                last.sides = sides.into();
                notes.about("both sides are one step", &last.name);
                continue;
            }
        }
        folded.push(step);
    }
    folded
}

/// Runs of the same pair of sides, each as one step of several sets.
fn in_sets(steps: Vec<Step>) -> Vec<Step> {
    let mut folded: Vec<Step> = Vec::new();
    for step in steps {
        if let Some(last) = folded.last_mut().filter(|last| !last.sides.is_empty() && last.sets < MOST_SETS) {
            let rest = last.after.unwrap_or_default();
            let once = Step { sets: 1, rest: Duration::ZERO, after: step.after, ..last.clone() };
            if once == step && (last.sets == 1 || last.rest == rest) {
                last.rest = rest;
                last.sets += 1;
                last.after = step.after;
                continue;
            }
        }
        folded.push(step);
    }
    folded
}
