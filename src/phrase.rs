//! What the voice says: at each moment of a session, and all of it for a plan, so that it can be made ready.

pub mod numbers;

use std::collections::HashSet;
use std::time::Duration;

use crate::pain::{Closest, Outcome};
use crate::plan::{Kind, Pace, Part, Plan, Planned, Segment};
use crate::record::Ending;
use crate::session::{Answer, Round, Session, State, Wait, Why};
use crate::time::Moment;

/// Something to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words, as the engine gets them.
    pub text: String,
    /// How much they matter.
    pub weight: Weight,
}

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Counting and beats give way to it.
    Needed,
    /// It is said if it ends before anything else sounds.
    IfItFits,
}

/// How numbers are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// In English words.
    Words,
    /// As digits, which a voice of another language reads in its own way.
    Digits,
}

const QUESTION: &str = "Any pain? Stop if it hurts.";
const LAST_QUESTION: &str = "That was the last step. Any pain?";
const WAITS: &str = "I wait for your answer. Any pain?";
const CLOSEST: &str = "Which is closest? One to six, as on the screen.";
const HELP: &str = "Paused. If you are hurt or cannot get up, call for help.";
const CALL: &str = "If you are hurt or cannot get up, call for help.";
const READY: &str = "Press Enter when you are ready.";
const OWN_TIME: &str = "In your own time. Enter when you are done.";
const PAUSED: &str = "Paused.";
const GAP: &str = "Paused. The time stood still for a while, and nothing was skipped.";
const ALL: &str = "That was all of it.";
const ENOUGH: &str = "The session ends here.";

/// What is said when a session comes to where it is at `now`, in this order.
pub fn lines(session: &Session, now: Moment, numbers: Numbers, emergency: Option<&str>) -> Vec<Line> {
    let lines = match session.state() {
        State::Running(_) => of_segment(session),
        State::Waiting { why: Wait::Key, .. } => match session.reminded(now) {
            0 => vec![needed(name(session.step())), needed(READY)]
                .into_iter()
                .chain(how(session.step(), session.pace(session.step_index())))
                .collect(),
            _ => vec![needed(READY)],
        },
        State::Waiting { why: Wait::Answer, .. } => {
            match (session.reminded(now), session.question().map(|q| q.round)) {
                (0, Some(Round::Last)) => vec![needed(LAST_QUESTION)],
                (0, _) => vec![needed(WAITS)],
                (1 | 2, _) => vec![needed(QUESTION)],
                _ => vec![needed(HELP)],
            }
        }
        State::Stopped { answer: None, .. } => match session.reminded(now) {
            0 => vec![needed(come_out(session.step(), session.pace(session.step_index()))), needed(CLOSEST)],
            1 | 2 => Closest::ALL.iter().zip(1..).map(|(closest, key)| needed(choice(*closest, key))).collect(),
            _ => vec![needed(CALL)],
        },
        State::Stopped { answer: Some(closest), .. } => vec![needed(advice(*closest, emergency))],
        State::Paused { why: Why::Person, .. } => vec![needed(PAUSED)],
        State::Paused { why: Why::Gap(_), .. } => vec![needed(GAP)],
        State::Finished(Ending::Complete) => vec![needed(ALL)],
        State::Finished(Ending::Pain) => vec![needed(ENOUGH)],
        State::CountIn { .. } | State::Finished(_) => Vec::new(),
    };
    put_all(lines, numbers)
}

/// What is said to an answer of a pain check: the answer, and what follows from it. Nothing without one.
pub fn answered(session: &Session, numbers: Numbers) -> Vec<Line> {
    let Some(question) = session.question() else { return Vec::new() };
    let outcome = session.outcome().filter(|_| !question.declined).unwrap_or(Outcome::GoOn);
    let line = match question.answer {
        None => return Vec::new(),
        Some(Answer::Score(score)) => scored(score, outcome),
        Some(Answer::Easier) => sentence(follows(outcome)),
    };
    put_all(vec![needed(line)], numbers)
}

/// All that may be said in a plan, in the order in which it is needed.
pub fn all(plan: &Plan, numbers: Numbers, emergency: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, step) in plan.steps.iter().enumerate() {
        lines.push(needed(name(step)));
        lines.extend((0..step.sides.len()).map(|side| needed(side_of(step, side))));
        lines.extend(how(step, Pace::Normal));
        lines.extend([QUESTION, PAUSED].map(needed));
        lines.push(needed(come_out(step, Pace::Normal)));
        lines.extend(plan.steps.get(at + 1).map(|next| needed(next_of(next))));
        let sets = [step.normal.sets, step.eased.sets];
        lines.extend(sets.iter().flat_map(|of| (2..=*of).map(|set| needed(one_set(set, *of)))));
        if at == 0 {
            lines.extend([CLOSEST, WAITS, READY, OWN_TIME].map(needed));
            let outcomes = [Outcome::GoOn, Outcome::Ease, Outcome::EaseAndAsk, Outcome::End];
            lines.push(needed(sentence(follows(Outcome::Ease))));
            lines.push(needed(sentence(follows(Outcome::GoOn))));
            lines.extend((0..=10).flat_map(|score| outcomes.map(|outcome| needed(scored(score, outcome)))));
        }
    }
    lines.extend([LAST_QUESTION, HELP, CALL, GAP, ALL, ENOUGH].map(needed));
    lines.extend(Closest::ALL.iter().zip(1..).map(|(closest, key)| needed(choice(*closest, key))));
    let real = Closest::ALL.iter().filter(|closest| **closest != Closest::Mistake);
    lines.extend(real.map(|closest| needed(advice(*closest, emergency))));
    for step in &plan.steps {
        lines.extend(how(step, Pace::Eased));
        lines.push(needed(come_out(step, Pace::Eased)));
    }
    let mut seen = HashSet::new();
    put_all(lines, numbers).into_iter().map(|line| line.text).filter(|text| seen.insert(text.clone())).collect()
}

/// When what is said in a segment that ends at `ends` must be over, so that nothing that counts has to give way.
pub fn free_until(segment: &Segment, ends: Moment, now: Moment) -> Moment {
    let half = ends - segment.length / 2 - BEFORE_CUE;
    match segment.kind {
        Kind::Open => ends,
        Kind::Hold if now < half => half,
        _ => ends - COUNT - BEFORE_CUE,
    }
}

/// The count begins so long before the end.
const COUNT: Duration = Duration::from_secs(3);

/// A breath before a cue it is still.
const BEFORE_CUE: Duration = Duration::from_millis(150);

fn of_segment(session: &Session) -> Vec<Line> {
    let (step, segment) = (session.step(), *session.segment());
    let pace = session.pace(session.step_index());
    match segment.kind {
        Kind::Prep => {
            let first = (!step.sides.is_empty()).then(|| needed(side_of(step, segment.side)));
            [needed(name(step))].into_iter().chain(first).chain(how(step, pace)).collect()
        }
        Kind::Hold | Kind::Open => {
            let side = is_told_here(session, &segment).then(|| needed(side_of(step, segment.side)));
            let own = (segment.kind == Kind::Open).then(|| fits(OWN_TIME));
            // A beat is not to be talked over.
            let first = (segment.set, segment.side, segment.rep) == (1, 0, 1) && session.course().tick.is_none();
            side.into_iter().chain(own).chain(first.then(|| how(step, pace)).into_iter().flatten()).collect()
        }
        Kind::Gap => Vec::new(),
        Kind::Switch => vec![needed(side_of(step, segment.side))],
        Kind::Rest => {
            let side = (step.sides.len() > 1).then(|| needed(side_of(step, 0)));
            side.into_iter().chain([fits(one_set(segment.set + 1, session.course().sets))]).collect()
        }
        Kind::After => {
            let next = session.next_step().filter(|next| next.part == step.part || next.part == Part::Main);
            let ahead =
                next.map(|next| [fits(next_of(next)), fits(position(next, session.pace(session.step_index() + 1)))]);
            [needed(QUESTION)].into_iter().chain(ahead.into_iter().flatten()).collect()
        }
    }
}

/// Whether the side of this hold is new, and no switch or rest before it has said it.
fn is_told_here(session: &Session, segment: &Segment) -> bool {
    let before = session.course().segments[..session.segment_index()].iter().rev().find(|s| s.kind != Kind::Gap);
    session.step().sides.len() > 1 && before.is_none_or(|before| before.kind.is_work() && before.side != segment.side)
}

fn name(step: &Planned) -> &str {
    step.normal.how.say.as_deref().unwrap_or(&step.name)
}

/// `left` is "left side"; another word stands for itself.
fn side_of(step: &Planned, side: usize) -> String {
    match step.sides.get(side).map(String::as_str) {
        Some(word @ ("left" | "right")) => format!("{word} side."),
        Some(word) => format!("{word}."),
        None => String::new(),
    }
}

fn how(step: &Planned, pace: Pace) -> Vec<Line> {
    let cue = step.course(pace).how.cues.first().cloned();
    [fits(position(step, pace))].into_iter().chain(cue.map(fits)).collect()
}

fn position(step: &Planned, pace: Pace) -> &str {
    &step.course(pace).how.position
}

fn come_out(step: &Planned, pace: Pace) -> String {
    format!("Stop. {} Breathe.", step.course(pace).how.come_out).replace("  ", " ")
}

fn one_set(set: u32, of: u32) -> String {
    if of > 1 { format!("Set {set} of {of}.") } else { String::new() }
}

fn next_of(step: &Planned) -> String {
    format!("Next: {}.", name(step))
}

fn choice(closest: Closest, key: u8) -> String {
    format!("{key}: {}.", closest.words())
}

/// The number is called digit by digit: `112` is "one one two".
fn advice(closest: Closest, emergency: Option<&str>) -> String {
    let spelt = emergency.map(|number| {
        let apart = |c: char| if c.is_ascii_digit() { format!(" {c} ") } else { c.to_string() };
        number.chars().map(apart).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    });
    closest.advice(spelt.as_deref()).join(" ")
}

fn scored(score: u8, outcome: Outcome) -> String {
    format!("{score}: {}", follows(outcome))
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Short, since a check that waits goes on two seconds after its answer.
fn follows(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::GoOn => "as planned.",
        Outcome::Ease => "easier from here.",
        Outcome::EaseAndAsk => "eased, and asked again.",
        Outcome::End => "enough for today.",
    }
}

fn needed(text: impl Into<String>) -> Line {
    Line { text: text.into(), weight: Weight::Needed }
}

fn fits(text: impl Into<String>) -> Line {
    Line { text: text.into(), weight: Weight::IfItFits }
}

fn put_all(lines: Vec<Line>, numbers: Numbers) -> Vec<Line> {
    let put = |line: Line| match numbers {
        Numbers::Words => Line { text: numbers::in_words(&line.text), ..line },
        Numbers::Digits => line,
    };
    lines.into_iter().filter(|line| !line.text.is_empty()).map(put).collect()
}
