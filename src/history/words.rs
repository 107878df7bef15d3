//! A session of the past in the words that the history shows and prints.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Run, StepRun};
use crate::record::{Ending, Morning};
use crate::text;
use crate::time;

/// How a session ended.
pub fn ending(run: &Run) -> &'static str {
    match run.ending {
        _ if run.stopped => "stopped, it hurt",
        Some(Ending::Pain) if run.ended_by_pain() => "ended, it hurt",
        Some(Ending::Hurt) => "stopped",
        Some(Ending::Complete) => "done",
        Some(Ending::Left | Ending::Pain) => "left early",
        Some(Ending::Abandoned) => "closed after an hour",
        None => "not finished",
    }
}

/// What became of a step.
pub fn fate(step: &StepRun) -> &'static str {
    match (step.done(), step.cut()) {
        _ if step.stopped => "stopped",
        _ if step.skipped => "skipped",
        (0, 0) => "not begun",
        (_, 1..) => "partly",
        _ if step.eased => "easier",
        _ => "done",
    }
}

/// What was answered about a step; nothing if it was not asked about.
pub fn pain(step: &StepRun) -> String {
    match (step.score, step.easier, step.unanswered) {
        (Some(0), ..) => "no pain".to_owned(),
        (Some(score), ..) => format!("pain {score}"),
        (None, true, _) => "a bit sore".to_owned(),
        (None, _, true) => "no answer".to_owned(),
        _ => String::new(),
    }
}

/// What was held, one for each side: `left 3, 0:45`; without sides `2 of 3 holds, 0:30`.
pub fn sides(step: &StepRun) -> impl Iterator<Item = String> {
    step.sides.iter().map(|side| {
        let all = side.done.saturating_add(side.cut);
        let some = if side.cut > 0 { format!("{} of ", side.done) } else { String::new() };
        let held = time::clock(side.held);
        match side.side.as_deref() {
            Some(name) => format!("{} {some}{all}, {held}", text::harmless(name)),
            None => format!("{some}{}, {held}", text::count(all as usize, "hold")),
        }
    })
}

/// How it was the next morning; nothing if that was not asked.
fn morning(run: &Run) -> &'static str {
    match run.morning {
        None => "",
        Some(Morning::Yes) => "gone by the next morning",
        Some(Morning::Same) => "the same the next morning",
        Some(Morning::Worse) => "worse the next morning",
    }
}

/// How a session went, each in a few words; `name` gives the name of a routine by its id.
pub fn facts(run: &Run, name: impl Fn(&str) -> String) -> Vec<String> {
    let closest = run.closest.filter(|_| run.stopped).map(|closest| format!("closest: “{}”", closest.words()));
    let warm_up = run.warm_up.as_deref().map(|id| format!("after {}", name(id)));
    let roller = run.no_roller.then(|| "without roller steps".to_owned());
    let baseline = (run.baseline > 0).then(|| format!("pain before: {}", run.baseline));
    let morning = Some(morning(run)).filter(|words| !words.is_empty()).map(str::to_owned);
    [Some(ending(run).to_owned()), closest, warm_up, roller, baseline, morning].into_iter().flatten().collect()
}

/// How much a step hurt, session by session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Id of the step.
    pub id: String,
    /// Oldest first: the local day, and the worst score, NRS 0-10; none if nobody answered.
    pub scores: Vec<(Date, Option<u8>)>,
}

/// The last `most` times that each step was asked about, the step asked about last first. `runs` are newest first.
pub fn courses(runs: &[&Run], zone: &TimeZone, most: usize) -> Vec<Course> {
    let mut places = std::collections::HashMap::new();
    let mut courses: Vec<Course> = Vec::new();
    for run in runs {
        let day = run.local(zone).date();
        for step in run.steps.iter().filter(|step| step.score.is_some() || step.easier || step.unanswered) {
            let at = *places.entry(step.id.as_str()).or_insert_with(|| {
                courses.push(Course { id: step.id.clone(), scores: Vec::new() });
                courses.len() - 1
            });
            if courses[at].scores.len() < most {
                courses[at].scores.push((day, step.worst()));
            }
        }
    }
    courses.iter_mut().for_each(|course| course.scores.reverse());
    courses
}
