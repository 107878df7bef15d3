//! What the picked routine holds: its words, the shape of its time, its steps; or what is wrong with its file.

use std::collections::BTreeSet;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::library::{Content, Item, Origin};
use crate::plan::{Include, Kind, Plan};
use crate::problem::{Lines, Problem};
use crate::routine::{Routine, Step, Work, conditions};
use crate::screen::Look;
use crate::text;
use crate::time;
use crate::ui::layout;
use crate::ui::list::{self, Scroll};
use crate::ui::prose::{self, Align};
use crate::ui::shape::{self, Part};
use crate::ui::theme::Role;

/// More problems than have room beside a list.
const MOST_PROBLEMS: usize = 20;

/// Draws it into `area`; `sore` are the ids of steps that hurt last time.
pub fn draw(buf: &mut Buffer, area: Rect, item: &Item, sore: &BTreeSet<String>, look: &Look) {
    match &item.content {
        Content::Bundled(_) | Content::Routine(..) => {
            if let Some(routine) = item.routine() {
                draw_routine(buf, area, (item, routine, item.problems()), sore, look);
            }
        }
        Content::Broken { problems, text } => draw_broken(buf, area, item, (problems, text), look),
        Content::Unreadable(why) => {
            let lines = [(Role::Title, "This file cannot be read:".to_owned()), (Role::Text, text::harmless(why))];
            draw_lines(buf, area, lines.into_iter().chain(source(item, area.width)), look);
        }
    }
}

/// Each in as many rows as it needs; where there are too few, the last row ends with an ellipsis.
fn draw_lines(buf: &mut Buffer, area: Rect, lines: impl IntoIterator<Item = (Role, String)>, look: &Look) {
    let room = usize::from(area.width);
    let wrapped =
        lines.into_iter().flat_map(|(role, words)| prose::wrap(&words, room, 4).into_iter().map(move |l| (role, l)));
    let lines: Vec<(Role, String)> = wrapped.collect();
    for (at, (row, (role, line))) in area.rows().zip(&lines).enumerate() {
        let style = look.theme.style(*role);
        let last = at + 1 == usize::from(area.height) && lines.len() > at + 1;
        prose::put(buf, row, &if last { format!("{line}…") } else { line.clone() }, style, Align::Left);
    }
}

fn draw_broken(buf: &mut Buffer, area: Rect, item: &Item, (problems, text): (&[Problem], &str), look: &Look) {
    let lines = Lines::new(text);
    let told = problems.iter().take(MOST_PROBLEMS).map(|problem| {
        let (line, _) = lines.place(text, problem.span.start);
        (Role::Text, format!("Line {line}: {}", problem.title()))
    });
    let title = (Role::Title, "This file does not load:".to_owned());
    let remedy = format!("e opens it there; “unkink check {}” shows all.", item.shown_id());
    let all = [title].into_iter().chain(told).chain([(Role::Text, remedy)]).chain(source(item, area.width));
    draw_lines(buf, area, all, look);
}

const NAME: usize = 0;
const SUMMARY: usize = 1;
const TOTAL: usize = 2;
const NEEDS: usize = 3;
const SOURCE: usize = 4;
const PAIN: usize = 5;
const GAP_1: usize = 6;
const SHAPE: usize = 7;
const LEGEND: usize = 8;
const GAP_2: usize = 9;
const STEPS: usize = 10;

/// Every piece has the same rows for every routine, so that nothing jumps while the person goes through the list.
fn rows(area: Rect) -> [Rect; 11] {
    let narrow = u16::from(area.width < 50);
    let wishes = [
        (NAME, 1),
        (TOTAL, 1),
        (SHAPE, 1),
        (SUMMARY, 1),
        (LEGEND, shape::legend_rows(area.width)),
        (PAIN, 1),
        (NEEDS, 1),
        (SOURCE, 1),
        (SUMMARY, 1),
        (STEPS, 4),
        (GAP_1, 1),
        (GAP_2, 1),
        (STEPS, 4),
        (SUMMARY, narrow),
        (NEEDS, narrow),
        (SOURCE, 1),
        (STEPS, layout::FILL),
    ];
    layout::grant(area, &wishes)
}

fn draw_routine(
    buf: &mut Buffer,
    area: Rect,
    (item, routine, warnings): (&Item, &Routine, &[Problem]),
    sore: &BTreeSet<String>,
    look: &Look,
) {
    let rows = rows(area);
    let plan = Plan::build(routine, None, Include::All);
    let mut put = |at: usize, role: Role, words: &str| {
        let place: Rect = rows[at];
        let lines = prose::wrap(words, place.width.into(), place.height.into());
        prose::put_lines(buf, place, &lines, look.theme.style(role), Align::Left);
    };
    let steps = text::count(routine.steps.len(), "step");
    let rounds = if routine.rounds > 1 { format!(", {} rounds", routine.rounds) } else { String::new() };
    put(NAME, Role::Title, &routine.name);
    put(SUMMARY, Role::Text, &routine.summary);
    put(TOTAL, Role::Text, &format!("{} in all, {steps}{rounds}", time::clock(plan.total())));
    let needs = if routine.equipment.is_empty() { "nothing".to_owned() } else { routine.equipment.join(", ") };
    put(NEEDS, Role::Text, &format!("needs {needs}"));
    put(PAIN, Role::Pain, &hurt(routine, sore));
    let warned = (!warnings.is_empty()).then(|| {
        (Role::Dim, format!("{}: “unkink check {}”", text::count(warnings.len(), "warning"), item.shown_id()))
    });
    draw_lines(buf, rows[SOURCE], warned.into_iter().chain(source(item, area.width)), look);
    shape::draw(buf, rows[SHAPE], &parts(&plan), look.theme);
    shape::draw_legend(buf, rows[LEGEND], &legend(&plan), look.theme);
    draw_steps(buf, rows[STEPS], routine, look);
    draw_conditions(buf, rows[STEPS], routine, look);
}

/// `! hurt last time: Arch over the roller`.
fn hurt(routine: &Routine, sore: &BTreeSet<String>) -> String {
    let names = routine.steps.iter().filter(|step| sore.contains(&step.id)).map(|step| step.name.as_str());
    let names: Vec<&str> = names.collect();
    if names.is_empty() { String::new() } else { format!("! hurt last time: {}", names.join(", ")) }
}

/// Whose file it is, and which, in one line if both have room in it.
fn source(item: &Item, room: u16) -> Vec<(Role, String)> {
    let words = match item.origin {
        Origin::Bundled => "bundled with unkink",
        Origin::User(_) => "yours",
        Origin::Replaces(_) => "yours, replaces the bundled one",
    };
    let path = item.origin.path().map(|path| text::harmless(&path.to_string_lossy())).unwrap_or_default();
    let beside = usize::from(room).saturating_sub(text::width(words) + 3);
    let end = end_of(&path, beside);
    let lines = match path.as_str() {
        "" => vec![words.to_owned()],
        _ if text::width(&end) <= beside => vec![format!("{words} · {end}")],
        path => vec![words.to_owned(), end_of(path, room.into())],
    };
    lines.into_iter().map(|line| (Role::Dim, line)).collect()
}

/// A path, or as many of its last parts as have room.
fn end_of(path: &str, room: usize) -> String {
    let ends = path.match_indices('/').map(|(at, _)| format!("…{}", &path[at..]));
    let mut all = std::iter::once(path.to_owned()).chain(ends);
    all.find(|end| text::width(end) <= room).unwrap_or_else(|| path.to_owned())
}

/// The index into [`shape::KINDS`] of what happens in a segment.
fn kind(kind: Kind) -> usize {
    match kind {
        Kind::Hold | Kind::Open => 0,
        Kind::Gap | Kind::Rest | Kind::After => 1,
        Kind::Prep => 2,
        Kind::Switch => 3,
    }
}

fn parts(plan: &Plan) -> Vec<Part> {
    let segments = plan.steps.iter().flat_map(|step| &step.normal.segments);
    segments.map(|segment| Part { kind: kind(segment.kind), seconds: segment.length.as_secs_f64() }).collect()
}

/// `hold 3:20` and the others; nothing for what does not happen.
fn legend(plan: &Plan) -> [String; shape::KINDS.len()] {
    let mut sums = [Duration::ZERO; shape::KINDS.len()];
    for segment in plan.steps.iter().flat_map(|step| &step.normal.segments) {
        sums[kind(segment.kind)] += segment.length;
    }
    let mut words = shape::KINDS.map(|kind| kind.word.to_owned());
    for (words, sum) in words.iter_mut().zip(sums) {
        if sum.is_zero() {
            words.clear();
        } else {
            words.push_str(&format!(" {}", time::clock(sum)));
        }
    }
    words
}

/// One row for each step.
fn draw_steps(buf: &mut Buffer, area: Rect, routine: &Routine, look: &Look) {
    list::draw(buf, area, routine.steps.len(), Scroll::Never, look.theme, |buf, row, at| {
        let step = &routine.steps[at];
        let dose = dose(step);
        let style = |role| look.theme.style(role);
        prose::put_both(buf, row, (&step.name, style(Role::Text)), (&dose, style(Role::Dim)), 2);
    });
}

/// Below the steps, where all of it has room: for whom it is not. The start card has it in any window.
fn draw_conditions(buf: &mut Buffer, area: Rect, routine: &Routine, look: &Look) {
    let room = usize::from(area.width.saturating_sub(2));
    let wrapped = routine.avoid_if.iter().flat_map(|id| {
        let lines = prose::wrap(conditions::line(id), room, 4).into_iter().enumerate();
        lines.map(|(at, line)| format!("{} {line}", if at == 0 { "·" } else { " " }))
    });
    let lines: Vec<String> = wrapped.collect();
    let from = routine.steps.len() + 1;
    if lines.is_empty() || usize::from(area.height) < from + 1 + lines.len() {
        return;
    }
    let y = area.y + u16::try_from(from).unwrap_or(0);
    let title = Rect { y, height: 1, ..area };
    prose::put(buf, title, "Not for you if you have:", look.theme.style(Role::Title), Align::Left);
    let area = Rect { y: y + 1, height: area.bottom() - y - 1, ..area };
    prose::put_lines(buf, area, &lines, look.theme.style(Role::Text), Align::Left);
}

/// `3 × 5 × 4 s each side`.
pub fn dose(step: &Step) -> String {
    let times = |n: u32| if n > 1 { format!("{n} × ") } else { String::new() };
    let work = match step.dose.work {
        Work::Hold(length) => format!("{}{}", times(step.dose.reps), time::span(length)),
        Work::UntilKey { .. } if step.dose.reps > 1 => format!("{} in your time", step.dose.reps),
        Work::UntilKey { .. } => "in your time".to_owned(),
    };
    let each = if step.sides.is_empty() { "" } else { " each side" };
    format!("{}{work}{each}", times(step.dose.sets))
}
