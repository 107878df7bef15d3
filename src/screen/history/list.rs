//! The list of sessions under the headings of their days.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Focus, History, Row};
use crate::history::Run;
use crate::history::words::ending;
use crate::library::Library;
use crate::screen::Look;
use crate::ui::list;
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;

/// Draws the rows that have room.
pub(super) fn draw(buf: &mut Buffer, area: Rect, history: &History, library: &Library, look: &Look) {
    let rows = history.rows();
    if rows.is_empty() {
        let words = match history.rows {
            Some(_) => "Nothing yet: what you do in a session is kept here.",
            None => "A moment: reading the history.",
        };
        let lines = prose::wrap(words, area.width.into(), area.height.into());
        return prose::put_lines(buf, area, &lines, look.theme.style(Role::Text), Align::Left);
    }
    let first = list::around(history.picked, rows.len(), area.height);
    for (at, place) in (first..rows.len()).zip(area.rows()) {
        // A day whose heading is scrolled away is told in the place of its first session.
        let row = match &rows[at] {
            Row::Session(_) if at == first && at < history.picked => day_of(rows, at),
            row => Some(row),
        };
        match row {
            Some(Row::Day(day)) => draw_day(buf, place, *day, history, look),
            Some(Row::Session(name)) => {
                if let Some(run) = look.today.past.and_then(|past| past.run(name)) {
                    draw_session(buf, place, run, history, library, look);
                }
            }
            None => {}
        }
        if at == history.picked {
            let role = if history.focus == Focus::Sessions { Role::Picked } else { Role::Title };
            list::mark(buf, place, role, look.theme);
        }
    }
}

/// The heading above a session.
fn day_of(rows: &[Row], at: usize) -> Option<&Row> {
    rows[..at].iter().rev().find(|row| matches!(row, Row::Day(_)))
}

fn draw_day(buf: &mut Buffer, place: Rect, day: Date, history: &History, look: &Look) {
    let today = look.today.wall.map(|wall| history.zone.to_datetime(wall).date());
    let near = match today {
        Some(today) if today == day => "Today, ",
        Some(today) if today.yesterday().is_ok_and(|yesterday| yesterday == day) => "Yesterday, ",
        _ => "",
    };
    let words = format!("{near}{}", day.strftime("%A %Y-%m-%d"));
    prose::put(buf, place, &words, look.theme.style(Role::Title), Align::Left);
}

/// `18:04  Foam roller     done, pain 3`.
fn draw_session(buf: &mut Buffer, place: Rect, run: &Run, history: &History, library: &Library, look: &Look) {
    let end = match run.worst() {
        Some(worst @ 1..) if !run.ended_by_pain() => format!("{}, pain {worst}", ending(run)),
        _ => ending(run).to_owned(),
    };
    let name =
        format!("{}  {}", run.local(&history.zone).strftime("%H:%M"), library.shown_routine(run.routine.as_deref()));
    let style = |role| look.theme.style(role);
    prose::put_both(buf, place, (&name, style(Role::Text)), (&end, style(Role::Dim)), 1);
}
