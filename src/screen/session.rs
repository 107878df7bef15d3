//! A session under way: which of its pictures is shown, and the one of a step.

use std::time::Duration;

use ratatui::Frame;

use crate::action::Action;
use crate::breath::Phase;
use crate::effect::Effect;
use crate::plan::{Kind, Pace, Segment};
use crate::screen::figures::Figures;
use crate::screen::{Look, Next, Room, Today, check, stop, summary};
use crate::session::{Left, Round, Session, State, Wait, Why};
use crate::time::{self, Moment, Now};
use crate::ui::breath::Breath;
use crate::ui::stage::{self, Only, Set, Stage};
use crate::ui::theme::Role;

/// A session and how far its summary is scrolled.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The session.
    pub session: Session,
    /// The figures of its steps.
    pub figures: Figures,
    /// The first line shown of the list in the summary.
    pub scroll: usize,
}

/// Which picture of a session is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// A step that runs.
    Step,
    /// A step in the person's own time.
    Open,
    /// It stands still, and goes on by a key.
    Paused,
    /// Before a step that waits for a key.
    Waiting,
    /// A pain check.
    Check,
    /// The check after the last step, with the summary.
    LastCheck,
    /// It hurts: which is closest?
    Stop,
    /// What is advised after that.
    Advice,
    /// The summary.
    Summary,
}

impl Sitting {
    /// Which picture is shown.
    pub fn view(&self) -> View {
        let question = self.session.question();
        match self.session.state() {
            State::Finished(_) => View::Summary,
            State::Stopped { answer: None, .. } => View::Stop,
            State::Stopped { answer: Some(_), .. } => View::Advice,
            _ if question.is_some_and(|q| q.round == Round::Last) => View::LastCheck,
            _ if question.is_some() => View::Check,
            State::Waiting { .. } => View::Waiting,
            State::Paused { .. } => View::Paused,
            State::Running(_) if self.session.segment().kind == Kind::Open => View::Open,
            State::Running(_) | State::CountIn { .. } => View::Step,
        }
    }

    /// When the session has to be called again, or its picture, in a window of this size, changes by itself.
    pub fn deadline(&self, now: Moment, room: Room) -> Option<Moment> {
        let figure = self.figures.next(&self.session, now).filter(|_| stage::shows_figure(room.area()));
        self.session.deadline(now).into_iter().chain(figure).min()
    }

    /// Does what the person means.
    pub fn update(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) -> Next {
        match (self.view(), action) {
            (View::Summary, Action::Enter) => return Next::Back,
            (View::Summary | View::LastCheck, Action::Down) => self.scroll += 1,
            (View::Summary | View::LastCheck, Action::Up) => self.scroll = self.scroll.saturating_sub(1),
            _ => self.session.handle(action, now, fx),
        }
        Next::Stay
    }

    /// Takes back what was scrolled past the last line.
    pub fn stop_at_end(&mut self, today: Today, room: Room) {
        let furthest = summary::furthest(&self.session, today, room);
        self.scroll = self.scroll.min(furthest);
    }

    /// Draws the session as it is.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        match self.view() {
            View::Check => check::draw(self, look, frame),
            View::LastCheck | View::Summary => summary::draw(self, look, frame),
            View::Stop | View::Advice => stop::draw(&self.session, look, frame),
            View::Step | View::Open | View::Paused | View::Waiting => draw_step(self, look, frame),
        }
    }
}

/// What every picture of a session has at its top: the routine, and how far it is.
pub fn heading(sitting: &Sitting, look: &Look) -> Stage {
    let session = &sitting.session;
    let steps = session.plan().steps.len();
    let left = time::clock(session.remaining(look.now));
    Stage {
        name: look.marked(session.plan().name.clone()),
        place: format!("step {} of {steps}, {left} left", session.step_index() + 1),
        widest: widest(session),
        figure: sitting.figures.now(session, look.now),
        ..Stage::default()
    }
}

/// The widest time that the clock of this session shows, unless a segment is made longer.
fn widest(session: &Session) -> String {
    let segments = session.plan().steps.iter().flat_map(|step| step.normal.segments.iter().chain(&step.eased.segments));
    let longest = segments.map(|s| if s.kind == Kind::Open { s.length.max(OWN_TIME) } else { s.length }).max();
    let time = time::digits(Left::Down(longest.unwrap_or_default()).shown());
    time.replace(|c: char| c.is_ascii_digit(), "8")
}

/// A step in the person's own time may take so long before its digits get narrower.
const OWN_TIME: Duration = Duration::from_secs(599);

/// Nobody has answered for so long that they may not be able to.
const NO_ANSWER: Duration = Duration::from_secs(120);

/// What is shown to someone who has not answered for a long time.
pub fn call_for_help(since: Moment, now: Moment) -> Option<&'static str> {
    (now.since(since) >= NO_ANSWER).then_some("If you are hurt or cannot get up, call for help.")
}

/// What every picture of a session is drawn with.
pub fn set<'a>(look: &Look<'a>, phase: Role) -> Set<'a> {
    Set {
        theme: look.theme,
        phase,
        dots: look.settings.figures.unwrap_or_default(),
        edge: look.edge,
        notice: look.notice,
        hints: look.hints,
    }
}

fn draw_step(sitting: &Sitting, look: &Look, frame: &mut Frame) {
    let session = &sitting.session;
    let segment = session.segment();
    let (word, side, phase) = phase(session, look.now);
    let stage = Stage {
        word,
        side,
        time: time::digits(session.left(look.now).shown()),
        share: Some(share(session, look.now)),
        title: session.step().name.clone(),
        under: under(session, segment),
        breath: breath(session, look.now),
        lines: sentences(session, segment),
        next: coming(session, segment),
        only: if segment.kind == Kind::Rest { Only::Next } else { Only::Lines },
        ..heading(sitting, look)
    };
    let area = frame.area();
    stage::draw(frame.buffer_mut(), area, &stage, &set(look, phase));
}

/// The word for what happens, the side if it is to be said with it, and the role.
fn phase(session: &Session, now: Moment) -> (String, String, Role) {
    let segment = session.segment();
    let side = session.step().side(segment).unwrap_or_default().to_owned();
    let (word, role) = match (session.state(), segment.kind) {
        (State::Waiting { .. }, _) => return ("READY?".into(), String::new(), Role::Ready),
        (State::Paused { .. }, _) => return ("PAUSED".into(), String::new(), Role::Still),
        // After a long pause the person gets into place again.
        (State::CountIn { .. }, _) if session.left(now).shown() > 3 => ("GET READY", Role::Ready),
        (State::CountIn { .. }, _) => ("GOING ON", Role::Ready),
        (_, Kind::Prep) => ("GET READY", Role::Ready),
        (_, Kind::Hold) => ("HOLD", Role::Hold),
        (_, Kind::Open) => ("YOUR TIME", Role::Hold),
        (_, Kind::Switch) => ("SWITCH →", Role::Switch),
        (_, Kind::Gap) => ("RELAX", Role::Rest),
        (_, Kind::Rest | Kind::After) => return ("REST".into(), String::new(), Role::Rest),
    };
    (word.to_owned(), side, role)
}

/// How much of the segment is over as the clock says it, in whole seconds: the bar moves with the digits, and not
/// between them because something else is drawn.
fn share(session: &Session, now: Moment) -> f64 {
    let left = session.left(now);
    let shown = Duration::from_secs(left.shown());
    let since = match left {
        Left::Down(left) => shown.saturating_sub(left),
        Left::Up(passed) => passed.saturating_sub(shown),
    };
    session.progress(now - since)
}

/// The breath of the hold that runs.
fn breath(session: &Session, now: Moment) -> Option<Breath> {
    let point = session.breath(now)?;
    let words = match point.phase {
        Phase::In => "breathe in",
        Phase::Hold => "breathe, hold",
        Phase::Out => "breathe out",
        Phase::Pause => "breathe, rest",
        Phase::Own => "breathe on",
    };
    Some(Breath { words, full: point.full() })
}

/// Why it stands still, if that was not the person, else how far the step is.
fn under(session: &Session, segment: &Segment) -> String {
    match session.state() {
        State::Paused { why: Why::Gap(gap), .. } => away(*gap),
        _ => counts(session, segment),
    }
}

/// A machine that slept, and one that was stopped or stalled.
pub fn away(gap: Duration) -> String {
    format!("Away for {}.", time::about(gap))
}

/// `LEFT, set 2 of 3, rep 4 of 5, easier`: what there is of it. While it moves, the large word has the side.
fn counts(session: &Session, segment: &Segment) -> String {
    let course = session.course();
    let still = matches!(session.state(), State::Paused { .. } | State::Waiting { .. });
    let side = session.step().side(segment).filter(|_| still).map(str::to_uppercase);
    let set = (course.sets > 1).then(|| format!("set {} of {}", segment.set, course.sets));
    let open = course.segments.iter().any(|s| s.kind == Kind::Open);
    let rep = match (course.reps, open) {
        (1, _) => None,
        (reps, true) => Some(format!("{reps} times")),
        (reps, false) => Some(format!("rep {} of {reps}", segment.rep)),
    };
    let eased = (session.pace(session.step_index()) == Pace::Eased).then(|| match session.can_undo_ease() {
        true if segment.kind == Kind::Prep => "easier (e: as planned)".to_owned(),
        _ => "easier".to_owned(),
    });
    side.into_iter().chain(set).chain(rep).chain(eased).collect::<Vec<_>>().join(", ")
}

/// What to do, most important first.
fn sentences(session: &Session, segment: &Segment) -> Vec<(String, Role)> {
    let how = &session.course().how;
    let cues = how.cues.iter().cloned();
    let texts: Vec<String> = match (session.state(), segment.kind) {
        (State::Paused { why: Why::Gap(_), .. }, _) => vec!["Nothing was skipped.".to_owned()],
        (State::Waiting { why: Wait::Key, .. }, _) | (_, Kind::Prep) if !how.position.is_empty() => {
            vec![how.position.clone()]
        }
        _ => cues.take(2).collect(),
    };
    texts.into_iter().map(|text| (text, Role::Text)).collect()
}

/// The last line: what comes next in a rest, else what means stop.
fn coming(session: &Session, segment: &Segment) -> String {
    let stop_if = &session.course().how.stop_if;
    match segment.kind {
        Kind::Rest => format!("Next: set {} of {}", segment.set + 1, session.course().sets),
        Kind::After => next_step(session),
        _ if !stop_if.is_empty() => format!("Stop if: {stop_if}"),
        _ => String::new(),
    }
}

/// The step after the present one, in words.
pub fn next_step(session: &Session) -> String {
    match session.next_step() {
        Some(step) => {
            let eased = session.pace(session.step_index() + 1) == Pace::Eased;
            format!("Next: {}{}", step.name, if eased { ", easier" } else { "" })
        }
        None => String::new(),
    }
}
