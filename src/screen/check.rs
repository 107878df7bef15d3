//! The pain check: asked in the rest after a step, or by a digit at any moment.

use ratatui::Frame;

use crate::pain::Outcome;
use crate::screen::Look;
use crate::screen::session::{Sitting, away, call_for_help, heading, next_step, set};
use crate::session::{Answer, Question, Round, Session, State, Why};
use crate::time;
use crate::ui::stage::{self, Only, Stage};
use crate::ui::theme::Role;

/// Draws the question, the answer so far, and what it will lead to.
pub fn draw(sitting: &Sitting, look: &Look, frame: &mut Frame) {
    let session = &sitting.session;
    let Some(question) = session.question() else { return };
    let waits = matches!(session.state(), State::Waiting { .. });
    let time = match (waits, question.answer) {
        (false, _) => time::digits(session.left(look.now).shown()),
        (true, Some(Answer::Score(score))) => score.to_string(),
        (true, _) => "?".to_owned(),
    };
    let paused = matches!(session.state(), State::Paused { .. });
    let stage = Stage {
        word: if paused { "PAUSED".into() } else { "ANY PAIN?".into() },
        time,
        share: (!waits).then(|| session.progress(look.now)),
        title: if paused { "Any pain? Stop if it hurts.".into() } else { "Stop if it hurts.".into() },
        under: match session.state() {
            State::Paused { why: Why::Gap(gap), .. } => away(*gap),
            _ => answered(session, question),
        },
        lines: vec![
            (scale(question.answer, frame.area().width), Role::Title),
            (follows(session, question, look), Role::Text),
        ],
        next: if let Round::Within(_) = question.round { String::new() } else { next_step(session) },
        only: Only::Next,
        ..heading(sitting, look)
    };
    let area = frame.area();
    stage::draw(frame.buffer_mut(), area, &stage, &set(look, if waits || paused { Role::Still } else { Role::Rest }));
}

/// The scale, with the score in brackets.
pub fn scale(answer: Option<Answer>, room: u16) -> String {
    if room < 60 {
        return "0 none ... 10 worst".to_owned();
    }
    let numbers = (0..=10).map(|n| match answer {
        Some(Answer::Score(score)) if score == n => format!("[{n}]"),
        _ => format!(" {n} "),
    });
    format!("none {} worst", numbers.collect::<Vec<_>>().join(" "))
}

/// The answer and what it leads to, in a few words; before it, what is asked about.
pub fn answered(session: &Session, question: &Question) -> String {
    let name = &session.step().name;
    let what = match session.outcome() {
        _ if question.declined => "on as planned",
        Some(Outcome::GoOn) => "fine, on as planned",
        Some(Outcome::Ease) => "easier from here",
        Some(Outcome::EaseAndAsk) => "eased, longer rest, asked again",
        Some(Outcome::End) => "enough for today",
        None => "",
    };
    match (question.answer, question.round) {
        (Some(Answer::Score(score)), _) => format!("{score}: {what}"),
        (Some(Answer::Easier), _) => "easier from here".to_owned(),
        (None, Round::Again) => format!("asked again about {name}"),
        (None, _) => format!("after {name}"),
    }
}

/// What happens next, and what can still be said.
pub fn follows(session: &Session, question: &Question, look: &Look) -> String {
    let text = match (session.state(), session.outcome()) {
        (State::Paused { why: Why::Gap(_), .. }, _) => "Nothing was skipped.",
        (_, Some(Outcome::End)) => "The session ends here, with advice. Enter: yes.",
        (_, Some(Outcome::EaseAndAsk)) => "Another digit replaces it.",
        (_, Some(Outcome::Ease)) if question.declined => "e: easier after all.",
        (_, Some(Outcome::Ease)) => "e: no, as planned.",
        (_, Some(Outcome::GoOn)) => "Another digit replaces it.",
        (State::Waiting { since, .. }, None) if call_for_help(*since, look.now).is_some() => {
            "Paused. If you are hurt or cannot get up, call for help."
        }
        (State::Waiting { .. }, None) => "A stretch that fades when you let go is not pain. I wait for a key.",
        (_, None) if session.waits_for_answer() => "It goes on when you have answered.",
        (_, None) => "Without an answer it goes on.",
    };
    text.to_owned()
}
