//! The history: every session by day, what became of its steps, and how much a step hurt over time.

mod chart;
mod detail;
mod list;

use std::rc::Rc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::Frame;

use crate::action::Action;
use crate::history::words::{Course, courses, pain};
use crate::history::{Past, Run, StepRun};
use crate::library::Library;
use crate::pain;
use crate::record::{Answered, Event};
use crate::screen::card::{self, Card};
use crate::screen::{Click, Look, Next, Room};
use crate::time::{Moment, Tempo};
use crate::ui::layout::Columns;
use crate::ui::list::around;
use crate::ui::theme::Role;

/// The sessions of the past, and where in them the person is.
#[derive(Debug, Clone)]
pub struct History {
    /// Nothing before the history is read.
    rows: Option<Rc<[Row]>>,
    zone: TimeZone,
    /// The row of the picked session.
    picked: usize,
    focus: Focus,
    over: Over,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// The heading of a day.
    Day(Date),
    /// A session, by its name.
    Session(String),
}

/// What the arrow keys move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Sessions,
    /// The steps of the picked session: this one of those that something is known of.
    Steps(usize),
}

/// What lies on top.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Over {
    Nothing,
    /// Whether to delete the picked session.
    Delete,
    /// Whether the score of the picked step is this one, and when its last digit came.
    Correct(u8, Moment),
    /// How much one step of the session hurt over time; nothing if it was never asked about.
    Chart(usize, Option<Course>),
}

/// What is asked or shown: what keys mean depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// There is nothing to pick.
    Empty,
    /// The sessions.
    Sessions,
    /// The steps of one.
    Steps,
    /// Whether to delete it.
    Delete,
    /// Whether a score is right.
    Correct,
    /// A chart.
    Chart,
}

const JUMP: usize = 10;
/// A chart shows no more answers than this.
const MOST: usize = 30;
/// A wider session would have names far from what hurt.
const COLUMNS: Columns = Columns { list: 42, roomy: 54, beside: 60 };

impl History {
    /// What is known of the past now; local time as in `zone` where none was kept.
    pub fn new(past: Option<&Past>, zone: TimeZone) -> History {
        let mut history = History { rows: None, zone, picked: 1, focus: Focus::Sessions, over: Over::Nothing };
        if let Some(past) = past {
            history.read(past);
        }
        history
    }

    /// Takes in what is known of the past now; the place in the list stays.
    pub fn read(&mut self, past: &Past) {
        let mut rows = Vec::new();
        let mut last = None;
        for run in past.runs() {
            let day = run.local(&self.zone).date();
            if last.replace(day) != Some(day) {
                rows.push(Row::Day(day));
            }
            rows.push(Row::Session(run.name.clone()));
        }
        self.picked = self.picked.min(rows.len().saturating_sub(1)).max(1);
        if let Some(Row::Day(_)) = rows.get(self.picked) {
            self.picked += 1;
        }
        self.rows = Some(rows.into());
    }

    /// What is asked or shown.
    pub fn face(&self) -> Face {
        match (&self.over, self.focus) {
            _ if self.rows().is_empty() => Face::Empty,
            (Over::Delete, _) => Face::Delete,
            (Over::Correct(..), _) => Face::Correct,
            (Over::Chart(..), _) => Face::Chart,
            (Over::Nothing, Focus::Sessions) => Face::Sessions,
            (Over::Nothing, Focus::Steps(_)) => Face::Steps,
        }
    }

    fn rows(&self) -> &[Row] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// The picked session.
    fn run<'a>(&self, past: Option<&'a Past>) -> Option<&'a Run> {
        match self.rows().get(self.picked) {
            Some(Row::Session(name)) => past?.run(name),
            _ => None,
        }
    }

    /// Does what the person means.
    pub fn update(&mut self, action: Action, now: Moment, tempo: Tempo, past: Option<&Past>) -> Next {
        let Some((past, run)) = past.zip(self.run(past)) else {
            return if action == Action::Leave { Next::Back } else { Next::Stay };
        };
        match self.face() {
            Face::Delete => return self.delete(action, run),
            Face::Correct => return self.correct(action, now, tempo, run),
            Face::Chart => self.chart(action, past, run),
            _ => return self.browse(action, now, past, run),
        }
        Next::Stay
    }

    fn browse(&mut self, action: Action, now: Moment, past: &Past, run: &Run) -> Next {
        match (action, self.focus) {
            (Action::Leave, Focus::Sessions) => return Next::Back,
            (Action::Leave, Focus::Steps(_)) => self.focus = Focus::Sessions,
            (Action::Enter, Focus::Sessions) => self.focus = Focus::Steps(0),
            (Action::Delete, _) => self.over = Over::Delete,
            (Action::Digit(score), Focus::Steps(at)) if at < run.steps.len() => self.over = Over::Correct(score, now),
            (Action::Chart, Focus::Sessions) => self.show_chart(sorest(run), past, run),
            (Action::Chart, Focus::Steps(at)) => self.show_chart(at, past, run),
            (_, Focus::Sessions) => self.pick(action),
            (_, Focus::Steps(at)) => self.focus = Focus::Steps(moved(action, at, run.steps.len())),
        }
        Next::Stay
    }

    fn pick(&mut self, action: Action) {
        let rows = self.rows();
        let is_session = |at: &usize| matches!(rows.get(*at), Some(Row::Session(_)));
        let before = (0..self.picked).rev().filter(is_session);
        let after = (self.picked + 1..rows.len()).filter(is_session);
        let reach = match action {
            Action::Up | Action::Down => 1,
            Action::PageUp | Action::PageDown => JUMP,
            _ => usize::MAX,
        };
        let found = match action {
            Action::Up | Action::PageUp | Action::First => before.take(reach).last(),
            Action::Down | Action::PageDown | Action::Last => after.take(reach).last(),
            _ => None,
        };
        self.picked = found.unwrap_or(self.picked);
    }

    /// Picks the session that was clicked.
    pub fn click(&mut self, column: u16, row: u16, room: Room) -> Click {
        let area = COLUMNS.list(room.area());
        if self.face() != Face::Sessions || !area.contains((column, row).into()) {
            return Click::Elsewhere;
        }
        let at = around(self.picked, self.rows().len(), area.height) + usize::from(row - area.y);
        match self.rows().get(at) {
            Some(Row::Session(_)) => Click::on(&mut self.picked, at),
            _ => Click::Elsewhere,
        }
    }

    fn delete(&mut self, action: Action, run: &Run) -> Next {
        match action {
            Action::Applies => {
                (self.over, self.focus) = (Over::Nothing, Focus::Sessions);
                return Next::Note(run.name.clone(), Event::Deleted);
            }
            Action::Close => self.over = Over::Nothing,
            _ => {}
        }
        Next::Stay
    }

    fn correct(&mut self, action: Action, now: Moment, tempo: Tempo, run: &Run) -> Next {
        let (Over::Correct(score, at), Some(step)) = (&self.over, self.step(run)) else { return Next::Stay };
        match action {
            Action::Digit(digit) => {
                let score = pain::typed(Some(*score), digit, tempo.to_real(now.since(*at)));
                self.over = Over::Correct(score, now);
            }
            Action::Enter => {
                let score = Some(*score);
                let answered = Answered { step: step.step, id: step.id.clone(), score, ..Answered::default() };
                self.over = Over::Nothing;
                let event = Event::Answered(Answered { corrected: true, ..answered });
                return Next::Note(run.name.clone(), event);
            }
            Action::Close => self.over = Over::Nothing,
            _ => {}
        }
        Next::Stay
    }

    /// The picked step.
    fn step<'a>(&self, run: &'a Run) -> Option<&'a StepRun> {
        match self.focus {
            Focus::Steps(at) => run.steps.get(at),
            Focus::Sessions => None,
        }
    }

    fn chart(&mut self, action: Action, past: &Past, run: &Run) {
        let Over::Chart(at, _) = self.over else { return };
        match action {
            Action::Close => self.over = Over::Nothing,
            action => {
                let to = moved(action, at, run.steps.len());
                self.show_chart(to, past, run);
                if let Focus::Steps(at) = &mut self.focus {
                    *at = to;
                }
            }
        }
    }

    fn show_chart(&mut self, at: usize, past: &Past, run: &Run) {
        let course = run
            .steps
            .get(at)
            .and_then(|step| courses(&past.runs(), &self.zone, MOST).into_iter().find(|course| course.id == step.id));
        self.over = Over::Chart(at, course);
    }

    /// Draws it.
    pub fn draw(&self, library: &Library, look: &Look, frame: &mut Frame) {
        let run = self.run(look.today.past);
        match (&self.over, run) {
            (Over::Delete, Some(run)) => return card::draw(&self.delete_card(run, library), look, frame),
            (Over::Correct(score, _), Some(run)) => {
                return card::draw(&self.correct_card(*score, run, library), look, frame);
            }
            (Over::Chart(at, course), Some(run)) => {
                let name = run.steps.get(*at).map(|step| library.shown_step(&step.id)).unwrap_or_default();
                return chart::draw(&name, course.as_ref(), look, frame);
            }
            _ => {}
        }
        let area = frame.area();
        let buf = frame.buffer_mut();
        look.draw_frame(buf, area, &look.marked("unkink · history".to_owned()));
        let beside = COLUMNS.beside(area);
        if beside.is_some() || self.focus == Focus::Sessions {
            list::draw(buf, COLUMNS.list(area), self, library, look);
        }
        let detail = match self.focus {
            Focus::Steps(_) => Some(beside.unwrap_or_else(|| COLUMNS.list(area))),
            Focus::Sessions => beside,
        };
        if let (Some(detail), Some(run)) = (detail, run) {
            detail::draw(buf, detail, run, self, library, look);
        }
    }

    fn delete_card(&self, run: &Run, library: &Library) -> Card {
        let of = format!("{}, {}", library.shown_routine(run.routine.as_deref()), self.date(run));
        let gone = "It will be gone for good, and nothing that it says about steps or pain counts any more.";
        let lines = vec![(of, Role::Title), (gone.to_owned(), Role::Text)];
        Card { word: "DELETE?", lines, asked: "Delete this session?".to_owned() }
    }

    fn correct_card(&self, score: u8, run: &Run, library: &Library) -> Card {
        let step = self.step(run);
        let name = step.map(|step| library.shown_step(&step.id)).unwrap_or_default();
        let asked = match (step.and_then(|step| step.score), step.map(pain).filter(|words| !words.is_empty())) {
            (Some(before), _) => format!("Pain {score} instead of {before}?"),
            (None, Some(before)) => format!("Pain {score} instead of “{before}”?"),
            (None, None) => format!("Pain {score}, of which nothing was said?"),
        };
        let lines = vec![(name, Role::Title), (self.date(run), Role::Text)];
        Card { word: "PAIN?", lines, asked }
    }

    /// `Wednesday 2026-11-25, 18:04`.
    fn date(&self, run: &Run) -> String {
        run.local(&self.zone).strftime("%A %Y-%m-%d, %H:%M").to_string()
    }
}

/// The step that hurt most, of those that were asked about.
fn sorest(run: &Run) -> usize {
    let asked = run.steps.iter().enumerate().rev();
    asked.max_by_key(|(_, step)| step.worst()).map_or(0, |(at, _)| at)
}

/// Where a key leads in a list of so many steps.
fn moved(action: Action, at: usize, count: usize) -> usize {
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at + 1,
        _ => at,
    };
    to.min(count.saturating_sub(1))
}
