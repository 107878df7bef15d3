//! One session of the past: how it went, and what became of each step.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Focus, History};
use crate::history::words::{facts, fate, pain, sides};
use crate::history::{Run, StepRun};
use crate::library::Library;
use crate::screen::Look;
use crate::text;
use crate::ui::list::{self, Scroll};
use crate::ui::prose;
use crate::ui::theme::Role;

/// A line, what stands at its end, and the step it belongs to.
struct Line {
    left: String,
    right: String,
    role: Role,
    step: Option<usize>,
}

/// Draws the session; the picked step is always to be seen.
pub(super) fn draw(buf: &mut Buffer, area: Rect, run: &Run, history: &History, library: &Library, look: &Look) {
    let lines = lines(run, history, library, area.width.into());
    let picked = match history.focus {
        Focus::Steps(at) => Some(at),
        Focus::Sessions => None,
    };
    let last = lines.iter().rposition(|line| picked.is_some() && line.step == picked).unwrap_or(0);
    let scroll = match picked {
        Some(_) if last + 1 < usize::from(area.height) => Scroll::From(0),
        Some(_) => Scroll::From(list::around(last, lines.len(), area.height)),
        None => Scroll::Never,
    };
    list::draw(buf, area, lines.len(), scroll, look.theme, |buf, row, at| {
        let line = &lines[at];
        let style = |role| look.theme.style(role);
        prose::put_both(buf, row, (&line.left, style(line.role)), (&line.right, style(Role::Text)), 1);
        if picked.is_some() && line.step == picked {
            list::mark(buf, row, Role::Picked, look.theme);
        }
    });
}

fn lines(run: &Run, history: &History, library: &Library, room: usize) -> Vec<Line> {
    let plain = |text: String, role: Role| Line { left: text, right: String::new(), role, step: None };
    let mut lines = vec![plain(library.shown_routine(run.routine.as_deref()), Role::Title)];
    for text in std::iter::once(history.date(run)).chain(facts(run, |id| library.shown_routine(Some(id)))) {
        lines.extend(prose::wrap(&text, room, 5).into_iter().map(|line| plain(line, Role::Text)));
    }
    lines.push(plain(String::new(), Role::Text));
    for (at, step) in run.steps.iter().enumerate() {
        let name = library.shown_step(&step.id);
        lines.push(Line { left: name, right: pain(step), role: Role::Text, step: Some(at) });
        let done = done(step, room.saturating_sub(2));
        lines.extend(done.into_iter().map(|line| Line { step: Some(at), ..plain(format!("  {line}"), Role::Dim) }));
    }
    lines
}

/// `done · left 3, 0:45 · right 3, 0:45`, in lines of at most `room` cells where that is possible.
fn done(step: &StepRun, room: usize) -> Vec<String> {
    let eased = (step.eased && fate(step) != "easier").then(|| "easier".to_owned());
    let mut lines: Vec<String> = Vec::new();
    for words in [Some(fate(step).to_owned()), eased].into_iter().flatten().chain(sides(step)) {
        match lines.last_mut() {
            Some(line) if text::width(line) + 3 + text::width(&words) <= room => *line = format!("{line} · {words}"),
            _ => lines.push(words),
        }
    }
    lines
}
