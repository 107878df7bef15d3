//! The end of a session: the last check, what was done, what hurt, one line of care.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pain::{Closest, Outcome};
use crate::record::Ending;
use crate::screen::session::{Sitting, heading, set};
use crate::screen::{Look, Room, Today, check};
use crate::session::{Answer, Session, State, Tally};
use crate::text;
use crate::time::{self, Tempo};
use crate::ui::list::{self, Scroll};
use crate::ui::prose::{self, Align};
use crate::ui::stage;
use crate::ui::theme::Role;
use crate::ui::{digits, hints, layout};

const HEAD: usize = 0;
const WORD: usize = 2;
const UNDER: usize = 4;
const SCALE: usize = 5;
const LIST: usize = 7;
const CARE: usize = 9;
const KEYS: usize = 11;

/// Draws the last check, if it is open, and the summary.
pub fn draw(sitting: &Sitting, look: &Look, frame: &mut Frame) {
    let (area, session) = (frame.area(), &sitting.session);
    let buf = frame.buffer_mut();
    let care = care(session, look.today);
    let inner = places(&care, area);
    let style = |role| look.theme.style(role);
    let (word, under, scale) = top(session, area.width);
    prose::put(buf, inner[HEAD], &heading(sitting, look).name, style(Role::Dim), Align::Left);
    digits::draw(buf, inner[WORD], word, None, style(Role::Title));
    prose::put(buf, inner[UNDER], &under, style(Role::Title), Align::Middle);
    prose::put(buf, inner[SCALE], &scale, style(Role::Title), Align::Middle);
    draw_list(buf, inner[LIST], sitting, look);
    let column = layout::column(inner[CARE], prose::WIDEST);
    let lines = prose::wrap(&care, column.width.into(), column.height.into());
    prose::put_lines(buf, column, &lines, style(Role::Text), Align::Middle);
    hints::draw(buf, inner[KEYS], look.notice, look.hints, look.theme);
    stage::draw_edge(buf, area, &set(look, Role::Rest));
}

/// The word and the line of care are whole in any window; then comes the list.
fn places(care: &str, area: Rect) -> [Rect; 12] {
    let within = |row| layout::inset(row, if area.width > 30 { stage::margin(area) + 1 } else { 0 });
    let width = within(area).width.min(prose::WIDEST);
    let care = u16::try_from(prose::wrap(care, width.into(), 5).len()).unwrap_or(1);
    let wishes = [
        (WORD, 1),
        (UNDER, 1),
        (LIST, 1),
        (KEYS, 1),
        (CARE, 1),
        (LIST, 2),
        (CARE, care.saturating_sub(1)),
        (HEAD, 1),
        (LIST, 2),
        (CARE, 2_u16.saturating_sub(care)),
        (3, 1),
        (6, 1),
        (SCALE, 1),
        (WORD, 2),
        (8, 1),
        (LIST, 2),
        (1, 1),
        (LIST, 3),
        (LIST, 8),
        (10, 1),
        (LIST, layout::FILL),
    ];
    let rows: [Rect; 12] = layout::grant(area, &wishes);
    let mut inner = rows.map(within);
    inner[LIST] = layout::column(inner[LIST], prose::WIDEST);
    inner
}

/// How far the list of steps can be scrolled.
pub fn furthest(session: &Session, today: Today, room: Room) -> usize {
    list::furthest(session.tally().len(), places(&care(session, today), room.area())[LIST].height)
}

/// The large word, the line below it, and the scale while the last check is open.
pub fn top(session: &Session, room: u16) -> (&'static str, String, String) {
    if let (State::Waiting { .. }, Some(question)) = (session.state(), session.question()) {
        let under = match question.answer {
            None => format!("after {}, the last step", session.step().name),
            Some(Answer::Easier) => "noted".to_owned(),
            Some(Answer::Score(score)) => match session.outcome() {
                Some(Outcome::GoOn) | None => format!("{score}: fine, or just a stretch"),
                Some(_) => format!("{score}: noted"),
            },
        };
        return ("ANY PAIN?", under, check::scale(question.answer, room));
    }
    let kept = kept(session.terms().tempo);
    let (word, under) = match session.state() {
        State::Finished(Ending::Left) => ("LEFT EARLY", kept),
        State::Finished(Ending::Pain) => ("ENOUGH FOR TODAY", "The session ends here."),
        State::Finished(Ending::Hurt) => ("STOPPED", kept),
        State::Finished(Ending::Abandoned) => ("CLOSED", "It stood still for an hour."),
        _ => ("DONE", "That was all of it."),
    };
    (word, under.to_owned(), String::new())
}

/// What becomes of what was done.
pub fn kept(tempo: Tempo) -> &'static str {
    if tempo.is_rehearsal() { "A rehearsal: nothing of it is kept." } else { "What you did is kept." }
}

/// What to do, and which steps begin easier next time; not where a next time is for others to allow.
pub fn care(session: &Session, today: Today) -> String {
    let run = today.past.and_then(|past| past.run(&session.terms().id));
    let flagged = run.into_iter().flat_map(|run| &run.steps).filter(|step| step.is_flagged());
    let ids: Vec<&str> = flagged.map(|step| step.id.as_str()).collect();
    let steps = session.plan().steps.iter().filter(|step| ids.contains(&step.id.as_str()));
    let names: Vec<&str> = steps.map(|step| step.name.as_str()).collect();
    let advice = advice(session, today.emergency);
    let serious = session.closest().is_some_and(Closest::is_serious);
    match session.state() {
        State::Finished(_) if !serious && !names.is_empty() => {
            format!("{advice} Easier next time: {}.", names.join(", "))
        }
        _ => advice,
    }
}

/// A line or two of care, from the way it ended: after a stop, what was advised for it.
fn advice(session: &Session, emergency: Option<&str>) -> String {
    let sore = session.tally().iter().any(|t| matches!(t.answer, Some(Answer::Score(3..))));
    let line = match session.state() {
        State::Finished(Ending::Hurt) if session.closest().is_some() => {
            return session.closest().map(|what| what.advice(emergency).join(" ")).unwrap_or_default();
        }
        State::Finished(Ending::Pain | Ending::Hurt) => {
            "Rest, and move gently as usual. If it is not settling by tomorrow, or comes back, see a doctor or \
             physiotherapist."
        }
        _ if sore => "If it is not settling by tomorrow, take a day off, and ask a doctor or physiotherapist.",
        _ => "If anything still hurts tomorrow, take a day off.",
    };
    line.to_owned()
}

fn draw_list(buf: &mut Buffer, area: Rect, sitting: &Sitting, look: &Look) {
    let (session, tallies) = (&sitting.session, sitting.session.tally());
    let widest = tallies.iter().map(|tally| text::width(&hurt(tally))).max().unwrap_or(0);
    let pain = if widest > 0 && area.width >= 30 { u16::try_from(widest + 2).unwrap_or(0) } else { 0 };
    list::draw(buf, area, tallies.len(), Scroll::From(sitting.scroll), look.theme, |buf, row, at| {
        let (step, tally) = (&session.plan().steps[at], &tallies[at]);
        let work = step.course(session.pace(at)).segments.iter().filter(|s| s.kind.is_work()).count();
        draw_row(buf, row, &step.name, fate(tally, work), tally, pain, look);
    });
}

/// `done     Arch over the roller          15 holds, 1:00      pain 3`.
fn draw_row(
    buf: &mut Buffer,
    row: Rect,
    name: &str,
    (what, role): (&str, Role),
    tally: &Tally,
    pain: u16,
    look: &Look,
) {
    let style = |role| look.theme.style(role);
    let hurt_role = if matches!(tally.answer, Some(Answer::Score(3..))) { Role::Pain } else { Role::Text };
    let held = match tally.done + tally.cut {
        0 => String::new(),
        n => format!("{}, {}", text::count(n as usize, "hold"), time::clock(tally.held)),
    };
    let held_width = if row.width >= 60 { 18 } else { 0 };
    let widths = [9, row.width.saturating_sub(9 + held_width + pain), held_width, pain];
    let mut left = row.x;
    let cells = widths.map(|width| {
        let cell = Rect { x: left, width, ..row }.intersection(row);
        left = left.saturating_add(width);
        cell
    });
    prose::put(buf, cells[0], what, style(role), Align::Left);
    prose::put(buf, cells[1], name, style(Role::Text), Align::Left);
    prose::put(buf, cells[2], &held, style(Role::Text), Align::Right);
    prose::put(buf, cells[3], &hurt(tally), style(hurt_role), Align::Right);
}

/// What was answered about a step.
pub fn hurt(tally: &Tally) -> String {
    match tally.answer {
        Some(Answer::Score(0)) => "no pain".to_owned(),
        Some(Answer::Score(score)) => format!("pain {score}"),
        Some(Answer::Easier) => "a bit sore".to_owned(),
        None => String::new(),
    }
}

/// What became of a step with so many holds.
pub fn fate(tally: &Tally, holds: usize) -> (&'static str, Role) {
    match tally {
        Tally { stopped: true, .. } => ("stopped", Role::Pain),
        Tally { skipped: true, done: 0, .. } => ("skipped", Role::Dim),
        Tally { done: 0, cut: 0, .. } => ("not yet", Role::Dim),
        Tally { done, .. } if (*done as usize) < holds => ("partly", Role::Text),
        Tally { eased: true, .. } => ("easier", Role::Text),
        _ => ("done", Role::Text),
    }
}
