//! What is told in a session: steps, holds, checks, stops, the summary.

use std::time::Duration;

use super::keys;
use super::page::{Clock, Page, Told};
use super::words::{length, lowered, side};
use crate::app::keymap::Place;
use crate::app::seen::Seen;
use crate::pain::Closest;
use crate::plan::{Kind, Pace};
use crate::screen::session::{Sitting, View, away, call_for_help, next_step};
use crate::screen::{Look, check, summary};
use crate::session::{Left, Round, Session, State, Wait, Why};
use crate::text;

const KEYS: &str = "Space: pause, or go on. h, s or Escape: it hurts, everything stops. n: next. e: easier. q: leave. \
                    Question mark: all keys.";
const HOW: &str = "Enter: none. A digit: how much it hurts, 0 is none, 1 then 0 is 10, the worst. e: easier. h: stop.";

/// What the line is about that says how to close the summary.
pub const CLOSE: &str = "close";
const SHORTER: &str = "Enter: none. A digit: how much. e: easier. h: stop.";

/// What can be told of a session.
pub fn page(sitting: &Sitting, seen: &Seen) -> Page {
    let (session, look) = (&sitting.session, &seen.look);
    let mut page = Page::default();
    match sitting.view() {
        View::Stop => stopped(&mut page, session, look),
        View::Advice => advice(&mut page, session, look),
        View::LastCheck | View::Summary => ended(&mut page, sitting, look),
        view => {
            page.add("keys of a session", KEYS);
            let after = session.question().is_some_and(|q| !matches!(q.round, Round::Within(_)));
            if !after {
                step(&mut page, session, look);
            }
            match view {
                View::Waiting => ready(&mut page, session, look),
                _ if session.segment().kind == Kind::After => rest_after(&mut page, session, look),
                _ => segment(&mut page, session, look),
            }
            if view == View::Check {
                asked(&mut page, session, look);
            }
            still(&mut page, session, look);
        }
    }
    page
}

/// The step: its place, its name, what to do.
fn step(page: &mut Page, session: &Session, look: &Look) {
    let (at, of) = (session.step_index(), session.plan().steps.len());
    let (step, how) = (session.step(), &session.course().how);
    let about = format!("step {at}");
    page.add(&about, &format!("Step {} of {of}: {}", at + 1, step.name));
    if session.pace(at) == Pace::Eased {
        let undo = if session.can_undo_ease() { " (e: as planned)" } else { "" };
        page.add_until(&about, &format!("This step is easier{undo}."), "As planned.", &about);
    }
    if let Some(first) = step.sides.first() {
        page.add(&about, &format!("First the {}", side(first)));
    }
    page.add(&about, &how.position);
    page.add(&about, how.cues.first().map(String::as_str).unwrap_or_default());
    if let Some(breath) = how.breath.filter(|_| look.settings.breath) {
        let parts = [("in", breath.r#in), ("hold", breath.hold), ("out", breath.out), ("pause", breath.pause)];
        let parts = parts.iter().filter(|(_, length)| *length > Duration::ZERO);
        let parts: Vec<String> = parts.map(|(word, length)| format!("{word} {} s", length.as_secs_f64())).collect();
        page.add(&about, &format!("Breath: {}", parts.join(", ")));
    }
    if !how.stop_if.is_empty() {
        page.add(&about, &format!("Stop if: {}", how.stop_if));
    }
}

/// The segment of a step, and its clock.
fn segment(page: &mut Page, session: &Session, look: &Look) {
    let (segment, course) = (session.segment(), session.course());
    let about = about(session);
    let time = length(segment.length);
    let side = session.step().side(segment).map(side);
    let side = |before: &str| side.as_ref().map(|side| format!("{before}{side}")).unwrap_or_default();
    let line = match segment.kind {
        Kind::Prep => format!("Get ready: {time}"),
        Kind::Switch => format!("Switch to the {}: {time}", side("")),
        Kind::Gap => "Relax".to_owned(),
        Kind::Rest => format!("Rest: {time}. Next: set {} of {}", segment.set + 1, course.sets),
        Kind::Open => {
            let times = if course.reps > 1 { format!(", {} times", course.reps) } else { String::new() };
            format!("In your own time{times}{}{}. Enter: done", side(", "), set(session))
        }
        Kind::Hold if segment.rep > 1 => format!("Rep {} of {}: hold, {time}", segment.rep, course.reps),
        Kind::Hold => {
            let rep = if course.reps > 1 { format!(", rep 1 of {}", course.reps) } else { String::new() };
            format!("Hold: {time}{}{}{rep}", side(", "), set(session))
        }
        Kind::After => return,
    };
    page.add(&about, &line);
    if segment.kind.is_work() && (segment.set, segment.side, segment.rep) == (1, 0, 1) {
        page.add(&about, course.how.cues.get(1).map(String::as_str).unwrap_or_default());
    }
    run(page, session, look, &about);
}

fn about(session: &Session) -> String {
    format!("segment {} {}", session.step_index(), session.segment_index())
}

fn set(session: &Session) -> String {
    match session.course().sets {
        0 | 1 => String::new(),
        sets => format!(", set {} of {sets}", session.segment().set),
    }
}

/// The clock of the segment, if it runs.
fn run(page: &mut Page, session: &Session, look: &Look, about: &str) {
    let segment = session.segment();
    let told = match segment.kind {
        Kind::Hold => Told::Half,
        Kind::Prep | Kind::Switch | Kind::Rest => Told::Down,
        Kind::After => Told::Ten,
        Kind::Open | Kind::Gap => Told::Once,
    };
    if let (State::Running(_), Left::Down(left)) = (session.state(), session.left(look.now)) {
        page.run(Clock { about: about.to_owned(), length: segment.length, left, at: look.now, told });
    }
}

fn rest_after(page: &mut Page, session: &Session, look: &Look) {
    let about = about(session);
    page.add(&about, &format!("Rest: {}", length(session.segment().length)));
    run(page, session, look, &about);
}

/// A pain check, and what was answered.
fn asked(page: &mut Page, session: &Session, look: &Look) {
    let Some(question) = session.question() else { return };
    let about = format!("check {} {:?}", session.step_index(), question.round == Round::Again);
    let words = match question.round {
        Round::Again => "Asked again: any pain after",
        Round::Within(_) => "Any pain in",
        _ => "Any pain after",
    };
    page.add(&about, &format!("{words} {}? Stop if it hurts.", session.step().name));
    page.add(&about, if session.step_index() == 0 { HOW } else { SHORTER });
    if question.answer.is_some() {
        page.add(&about, &check::answered(session, question));
    }
    page.add(&about, &check::follows(session, question, look));
    if !matches!(question.round, Round::Within(_)) {
        page.add(&about, &next_step(session));
    }
    if let (None, Some(n)) = (question.answer, reminder(session, look)) {
        page.add(&format!("{about} {n}"), "I wait for your answer. Any pain? Stop if it hurts.");
    }
}

/// How often a session that waits has called again, if it has; at last it says what to do.
fn reminder(session: &Session, look: &Look) -> Option<usize> {
    Some(session.reminded(look.now)).filter(|n| (1..3).contains(n))
}

fn ready(page: &mut Page, session: &Session, look: &Look) {
    let about = format!("ready {}", session.step_index());
    page.add(&about, "Press Enter when you are ready.");
    if let Some(n) = reminder(session, look) {
        page.add(&format!("{about} {n}"), "I wait for a key. Press Enter when you are ready.");
    }
    if let State::Waiting { why: Wait::Key, since } = session.state() {
        page.add(&about, call_for_help(*since, look.now).unwrap_or_default());
    }
}

/// That it stands still and why, or that it is about to go on.
fn still(page: &mut Page, session: &Session, look: &Look) {
    let left = |left: &Left| match left {
        Left::Down(left) => format!("{} left", length(*left)),
        Left::Up(passed) => format!("{} so far", length(*passed)),
    };
    match session.state() {
        State::Paused { left: rest, why, .. } => {
            if let Why::Gap(gap) = why {
                page.add("paused", &format!("{} Nothing was skipped.", away(*gap)));
            }
            page.add("paused", &format!("Paused, {}. Space: go on.", left(rest)));
        }
        State::CountIn { left: rest, ends } => {
            let until = ends.since(look.now);
            let word = if until > Duration::from_secs(3) { "Get ready" } else { "Going on in 3 seconds" };
            page.add("going on", &format!("{word}, {}", left(rest)));
            let (length, at) = (Duration::from_secs(10), look.now);
            page.run(Clock { about: "going on".to_owned(), length, left: until, at, told: Told::Down });
        }
        _ => {}
    }
}

fn stopped(page: &mut Page, session: &Session, look: &Look) {
    let State::Stopped { since, .. } = session.state() else { return };
    page.add("stop", "Stopped. Come out slowly.");
    page.add("stop", &format!("{} Breathe.", session.course().how.come_out));
    page.add("stop", "Which is closest? Press its number.");
    for (what, key) in Closest::ALL.iter().zip(1..) {
        page.add("stop", &format!("{key}: {}", what.words()));
    }
    if let Some(n) = reminder(session, look) {
        page.add(&format!("stop {n}"), "I wait for a number from 1 to 6. Which is closest?");
    }
    page.add("stop", call_for_help(*since, look.now).unwrap_or_default());
}

fn advice(page: &mut Page, session: &Session, look: &Look) {
    let State::Stopped { answer: Some(what), .. } = session.state() else { return };
    for line in what.advice(look.settings.emergency.as_deref()) {
        page.add("advice", &line);
    }
    page.add("advice", &keys::line(Place::Advice));
}

/// The last check, if it is open, and the summary.
fn ended(page: &mut Page, sitting: &Sitting, look: &Look) {
    let session = &sitting.session;
    let (word, under, _) = summary::top(session, 80);
    match session.question() {
        Some(question) if !matches!(session.state(), State::Finished(_)) => {
            page.add("last check", "That was the last step. Any pain? It waits for your answer.");
            page.add("last check", HOW);
            if question.answer.is_some() {
                page.add("last check", &format!("{under}. Enter: yes, close."));
            }
            if let (None, Some(n)) = (question.answer, reminder(session, look)) {
                page.add(&format!("last check {n}"), "I wait for your answer. Any pain?");
            }
            if let State::Waiting { since, .. } = session.state() {
                page.add("last check", call_for_help(*since, look.now).unwrap_or_default());
            }
        }
        _ => page.add("end", &format!("{}. {under}", lowered(word))),
    }
    for (at, (step, tally)) in session.plan().steps.iter().zip(session.tally()).enumerate() {
        let work = step.course(session.pace(at)).segments.iter().filter(|s| s.kind.is_work()).count();
        let held = match tally.done + tally.cut {
            0 => String::new(),
            n => format!(", {}, {}", text::count(n as usize, "hold"), length(tally.held)),
        };
        let hurt = Some(summary::hurt(tally)).filter(|hurt| !hurt.is_empty());
        let hurt = hurt.map(|hurt| format!(", {hurt}")).unwrap_or_default();
        page.add(&format!("tally {at}"), &format!("{}: {}{held}{hurt}", step.name, summary::fate(tally, work).0));
    }
    page.add("care", &summary::care(session, look.today));
    if let State::Finished(_) = session.state() {
        page.add(CLOSE, "Enter: close.");
    }
}
