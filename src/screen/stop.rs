//! It hurts: come out slowly, breathe, which is closest, and what to do then.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pain::Closest;
use crate::screen::Look;
use crate::screen::session::{call_for_help, set};
use crate::session::{Session, State};
use crate::ui::prose::{self, Align};
use crate::ui::stage;
use crate::ui::theme::Role;
use crate::ui::{digits, hints, layout};

const GAP_1: usize = 0;
const WORD: usize = 1;
const GAP_2: usize = 2;
const OUT: usize = 3;
const GAP_3: usize = 4;
const ASK: usize = 5;
const ANSWERS: usize = 6;
const AIR: usize = 7;
const KEYS: usize = 8;

/// Coming out of the position is first; then the six answers, whole; then size.
fn places(area: Rect, [out, ask, answers]: [u16; 3]) -> [Rect; 9] {
    let more = |lines: u16, than: u16| lines.saturating_sub(than);
    let wishes = [
        (WORD, 1),
        (OUT, 1),
        (ANSWERS, 1),
        (ASK, 1),
        (ANSWERS, 5),
        (ASK, more(ask, 1)),
        (OUT, more(out, 1)),
        (ANSWERS, more(answers, 6).min(1)),
        (ANSWERS, more(answers, 7)),
        (KEYS, 1),
        (OUT, more(2, out.max(1))),
        (GAP_2, 1),
        (GAP_3, 1),
        (WORD, 2),
        (GAP_1, 1),
        (OUT, more(3, out.max(2))),
        (AIR, 1),
        (ANSWERS, more(9, answers.max(6))),
        (GAP_1, 2),
        (GAP_2, 1),
        (WORD, 2),
        (GAP_3, 1),
        (AIR, layout::FILL),
    ];
    layout::grant(area, &wishes)
}

/// `area` without its margins. Words go over all of a narrow window.
fn within(area: Rect) -> Rect {
    if area.width < NARROW { area } else { layout::inset(area, stage::margin(area) + 1) }
}

const NARROW: u16 = 60;
const WIDEST_ANSWER: u16 = 62;

/// Draws the stop screen; everything has stood still since the key.
pub fn draw(session: &Session, look: &Look, frame: &mut Frame) {
    let State::Stopped { answer, since, .. } = *session.state() else { return };
    let area = frame.area();
    let buf = frame.buffer_mut();
    let come_out = format!("{} Breathe.", session.course().how.come_out);
    let ask = format!("{} Which is closest?", call_for_help(since, look.now).unwrap_or_default());
    let (come_out, ask) = (come_out.trim_start(), ask.trim_start());
    let width = within(area).width;
    let lines = |words: &str, most| u16::try_from(prose::wrap(words, width.min(prose::WIDEST).into(), most).len());
    let answers: usize = answers(width, usize::MAX).iter().map(Vec::len).sum();
    let rows = match answer {
        None => [lines(come_out, 3), lines(ask, 2), u16::try_from(answers)].map(|rows| rows.unwrap_or(u16::MAX)),
        // Nothing on it carries its key, so the line of keys comes before air.
        Some(_) => [1, 1, 6],
    };
    let inner = places(area, rows).map(within);
    digits::draw(buf, inner[WORD], word(answer), None, look.theme.style(Role::Pain));
    match answer {
        None => draw_question(buf, &inner, come_out, ask, look),
        Some(what) => draw_advice(buf, &inner, what, look),
    }
    hints::draw(buf, inner[KEYS], look.notice, look.hints, look.theme);
    stage::draw_edge(buf, area, &set(look, Role::Pain));
}

fn word(answer: Option<Closest>) -> &'static str {
    match answer {
        None => "COME OUT SLOWLY",
        Some(Closest::Emergency) => "GET HELP NOW",
        Some(Closest::SameDay) => "GET ADVICE TODAY",
        Some(_) => "REST NOW",
    }
}

/// The six answers in lines, in a window with `width` columns for words; the first ones have what `spare` rows
/// there are for second lines.
fn answers(width: u16, spare: usize) -> [Vec<String>; 6] {
    let room = width.min(WIDEST_ANSWER).saturating_sub(key_width(width));
    let mut spare = spare;
    Closest::ALL.map(|what| {
        let lines = prose::wrap(what.words(), room.into(), spare.saturating_add(1).min(3));
        spare = spare.saturating_sub(lines.len().saturating_sub(1));
        lines
    })
}

/// The columns of the key in front of an answer.
fn key_width(width: u16) -> u16 {
    if width < NARROW { 2 } else { 3 }
}

fn draw_question(buf: &mut Buffer, rows: &[Rect; 9], come_out: &str, ask: &str, look: &Look) {
    let style = |role| look.theme.style(role);
    for (area, words) in [(rows[OUT], come_out), (rows[ASK], ask)] {
        let area = layout::column(area, prose::WIDEST);
        let lines = prose::wrap(words, area.width.into(), area.height.into());
        prose::put_lines(buf, area, &lines, style(Role::Title), Align::Middle);
    }
    let area = layout::column(rows[ANSWERS], WIDEST_ANSWER);
    if area.height < 6 {
        prose::put(buf, area, "1 urgent ... 5 do not know, 6 mistake", style(Role::Text), Align::Middle);
        return;
    }
    let key = key_width(area.width).min(area.width);
    let mut y = area.y;
    for (at, lines) in answers(area.width, usize::from(area.height - 6)).into_iter().enumerate() {
        let height = u16::try_from(lines.len()).unwrap_or(1);
        let row = Rect { y, height, ..area };
        prose::put(buf, row, &format!("{}", at + 1), style(Role::Key), Align::Left);
        let words = Rect { x: area.x + key, width: area.width - key, ..row };
        prose::put_lines(buf, words, &lines, style(Role::Text), Align::Left);
        y += height;
    }
}

fn draw_advice(buf: &mut Buffer, rows: &[Rect; 9], what: Closest, look: &Look) {
    let top = layout::column(rows[OUT], prose::WIDEST);
    let area = Rect { height: rows[ANSWERS].bottom().saturating_sub(top.y), ..top };
    let advice = what.advice(look.settings.emergency.as_deref());
    let mut y = area.y;
    for (at, sentence) in advice.iter().enumerate() {
        let role = if at == 0 { Role::Title } else { Role::Text };
        let free = usize::from(area.bottom().saturating_sub(y));
        let lines = prose::wrap(sentence, area.width.into(), free);
        let height = u16::try_from(lines.len()).unwrap_or(0);
        prose::put_lines(buf, Rect { y, height, ..area }, &lines, look.theme.style(role), Align::Middle);
        let air = u16::from(area.height > 9);
        y += height + air;
    }
}
