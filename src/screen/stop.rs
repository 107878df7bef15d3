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

/// Coming out of the position is first; then the six answers; then size.
const WISHES: [(usize, u16); 19] = [
    (WORD, 1),
    (OUT, 1),
    (ANSWERS, 1),
    (ASK, 1),
    (ANSWERS, 5),
    (KEYS, 1),
    (OUT, 1),
    (GAP_2, 1),
    (GAP_3, 1),
    (WORD, 2),
    (GAP_1, 1),
    (OUT, 1),
    (AIR, 1),
    (ANSWERS, 3),
    (GAP_1, 2),
    (GAP_2, 1),
    (WORD, 2),
    (GAP_3, 1),
    (AIR, layout::FILL),
];

/// Draws the stop screen; everything has stood still since the key.
pub fn draw(session: &Session, look: &Look, frame: &mut Frame) {
    let State::Stopped { answer, .. } = *session.state() else { return };
    let area = frame.area();
    let buf = frame.buffer_mut();
    stage::draw_edge(buf, area, &set(look, Role::Pain));
    let rows: [Rect; 9] = layout::grant(area, &WISHES);
    let inner = rows.map(|row| layout::inset(row, if area.width > 30 { stage::margin(area) + 1 } else { 0 }));
    digits::draw(buf, inner[WORD], word(answer), None, look.theme.style(Role::Pain));
    match answer {
        None => draw_question(buf, &inner, session, look),
        Some(what) => draw_advice(buf, &inner, what, look),
    }
    match look.notice {
        Some(notice) => prose::put(buf, inner[KEYS], notice, look.theme.style(Role::Notice), Align::Middle),
        None => hints::draw(buf, inner[KEYS], look.hints, look.theme),
    }
}

fn word(answer: Option<Closest>) -> &'static str {
    match answer {
        None => "COME OUT SLOWLY",
        Some(Closest::Emergency) => "GET HELP NOW",
        Some(Closest::SameDay) => "GET ADVICE TODAY",
        Some(_) => "REST NOW",
    }
}

fn draw_question(buf: &mut Buffer, rows: &[Rect; 9], session: &Session, look: &Look) {
    let style = |role| look.theme.style(role);
    let out = layout::column(rows[OUT], prose::WIDEST);
    let come_out = format!("{} Breathe.", session.course().how.come_out);
    let lines = prose::wrap(come_out.trim_start(), out.width.into(), out.height.into());
    prose::put_lines(buf, out, &lines, style(Role::Title), Align::Middle);
    let ask = match *session.state() {
        State::Stopped { since, .. } => call_for_help(since, look.now).unwrap_or_default(),
        _ => "",
    };
    let ask = format!("{ask} Which is closest?");
    prose::put(buf, rows[ASK], ask.trim_start(), style(Role::Title), Align::Middle);
    let area = layout::column(rows[ANSWERS], 62);
    if area.height < 6 {
        prose::put(buf, area, "1 urgent ... 5 do not know, 6 mistake", style(Role::Text), Align::Middle);
        return;
    }
    let words = usize::from(area.width.saturating_sub(3));
    let wrapped: Vec<Vec<String>> = Closest::ALL.iter().map(|what| prose::wrap(what.words(), words, 3)).collect();
    let fits = wrapped.iter().map(Vec::len).sum::<usize>() <= usize::from(area.height);
    let mut y = area.y;
    for (at, (what, lines)) in Closest::ALL.iter().zip(wrapped).enumerate() {
        let lines = if fits { lines } else { vec![what.words().to_owned()] };
        let row = Rect { y, height: 1, ..area };
        prose::put(buf, row, &format!("{}", at + 1), style(Role::Key), Align::Left);
        let height = u16::try_from(lines.len()).unwrap_or(1);
        let words = Rect { x: area.x + 3.min(area.width), width: area.width.saturating_sub(3), height, ..row };
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
