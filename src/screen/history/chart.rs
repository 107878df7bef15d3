//! How much one step hurt, session by session, as bars from 0 to 10.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::history::words::Course;
use crate::screen::Look;
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;
use crate::ui::{bar, hints, layout};

const NAME: usize = 0;
const BARS: usize = 2;
const SCORES: usize = 3;
const DATES: usize = 4;
const WORDS: usize = 6;
const KEYS: usize = 8;

const WISHES: [(usize, u16); 11] = [
    (NAME, 1),
    (KEYS, 1),
    (SCORES, 1),
    (BARS, 5),
    (DATES, 1),
    (WORDS, 1),
    (SCORES, 1),
    (1, 1),
    (BARS, 5),
    (BARS, 10),
    (7, layout::FILL),
];
/// The numbers of the scale, and a blank.
const AXIS: u16 = 3;
/// A bar of two columns at least, with one between it and the next; a 10 has room below it.
const PITCH: u16 = 3;
/// Few bars are wider, up to this with what is between.
const WIDEST: u16 = 8;
const HIGHEST: u16 = 10;

/// Draws the chart of the step with this name; `course` is nothing for one that was never asked about.
pub(super) fn draw(name: &str, course: Option<&Course>, look: &Look, frame: &mut Frame) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    let rows: [Rect; 9] = layout::grant(area, &WISHES);
    let rows = rows.map(|row| if row == rows[KEYS] { row } else { layout::inset(row, 1) });
    let title = look.marked(format!("{name}: pain, 0-10"));
    prose::put(buf, rows[NAME], &title, look.theme.style(Role::Title), Align::Left);
    match course {
        Some(course) => draw_course(buf, &rows, course, look),
        None => {
            let words = "Nobody was asked about this step yet.";
            prose::put(buf, rows[BARS], words, look.theme.style(Role::Text), Align::Left);
        }
    }
    hints::draw(buf, rows[KEYS], look.notice, look.hints, look.theme);
}

fn draw_course(buf: &mut Buffer, rows: &[Rect; 9], course: &Course, look: &Look) {
    let text = look.theme.style(Role::Text);
    let room = usize::from(rows[BARS].width.saturating_sub(AXIS) / PITCH);
    let shown = &course.scores[course.scores.len().saturating_sub(room)..];
    let pitch = (room * usize::from(PITCH) / shown.len().max(1)).clamp(PITCH.into(), WIDEST.into()) as u16;
    draw_axis(buf, rows[BARS], look);
    let (line, numbers) = match rows[SCORES].height {
        0 | 1 => (Rect::ZERO, rows[SCORES]),
        _ => (rows[SCORES], Rect { y: rows[SCORES].y + 1, height: 1, ..rows[SCORES] }),
    };
    let along = "─".repeat((shown.len() * usize::from(pitch)).saturating_sub(1));
    let line = Rect { x: line.x + AXIS, width: line.width.saturating_sub(AXIS), ..line };
    prose::put(buf, line, &along, look.theme.style(Role::Track), Align::Left);
    for (x, (_, score)) in (rows[BARS].x + AXIS..).step_by(pitch.into()).zip(shown) {
        let below = Rect { x, width: pitch - 1, ..numbers };
        let number = score.map_or("·".to_owned(), |score| score.to_string());
        prose::put(buf, below, &number, text, Align::Middle);
        draw_bar(buf, Rect { x, width: pitch - 1, ..rows[BARS] }, score.unwrap_or(0), look);
    }
    let dates = match shown {
        [] => String::new(),
        [(only, _)] => only.to_string(),
        [(first, _), .., (last, _)] => format!("{first} to {last}"),
    };
    let dates_row = Rect { x: rows[DATES].x + AXIS, width: rows[DATES].width.saturating_sub(AXIS), ..rows[DATES] };
    prose::put(buf, dates_row, &dates, look.theme.style(Role::Dim), Align::Left);
    let words = if shown.iter().any(|(_, score)| score.is_none()) { "· no score" } else { "" };
    let words_row = Rect { x: rows[WORDS].x + AXIS, width: rows[WORDS].width.saturating_sub(AXIS), ..rows[WORDS] };
    prose::put(buf, words_row, words, look.theme.style(Role::Dim), Align::Left);
}

/// The numbers at the top, the middle and the bottom of the scale.
fn draw_axis(buf: &mut Buffer, area: Rect, look: &Look) {
    let dim = look.theme.style(Role::Dim);
    let numbers = Rect { width: AXIS - 1, height: 1, ..area };
    let last = area.height.saturating_sub(1);
    for (number, down) in [("10", 0), ("5", area.height / 2), ("0", last)] {
        if down <= last && (number != "5" || area.height > 4) {
            prose::put(buf, Rect { y: area.y + down, ..numbers }, number, dim, Align::Right);
        }
    }
}

/// One bar; a 0 has none.
fn draw_bar(buf: &mut Buffer, area: Rect, score: u8, look: &Look) {
    const EIGHTHS: [char; 8] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇'];
    let area = area.intersection(buf.area);
    let style = look.theme.style(if score >= 4 { Role::Pain } else { Role::Text });
    let eighths = u16::from(score.min(10)) * area.height * 8 / HIGHEST;
    for (up, row) in area.rows().rev().enumerate() {
        let filled = eighths.saturating_sub(u16::try_from(up * 8).unwrap_or(u16::MAX));
        for x in row.left()..row.right() {
            let cell = &mut buf[(x, row.y)];
            match filled {
                8.. => bar::solid(cell, style),
                0 => {}
                filled => {
                    cell.set_char(EIGHTHS[usize::from(filled)]).set_style(style);
                }
            }
        }
    }
}
