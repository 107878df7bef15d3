//! The screening card: which conditions apply to the person, and what to do about those that do.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::routine::conditions;
use crate::screen::{Look, Room};
use crate::screening::{Applies, advice};
use crate::text;
use crate::ui::list::{self, Scroll};
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;
use crate::ui::{digits, hints, layout};

/// The conditions to ask about before one routine, and the answers so far.
#[derive(Debug, Clone)]
pub struct Card {
    routine: String,
    title: String,
    /// Ids to ask about.
    asked: Vec<String>,
    /// What was said at another time and still applies.
    told: Vec<(String, Applies)>,
    marks: BTreeMap<String, Applies>,
    face: Face,
    /// The line that is picked, of the list.
    cursor: usize,
    /// The first line shown, of the advice.
    scroll: usize,
    notice: Option<&'static str>,
}

/// Which side of the card is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// The conditions, to be marked.
    List,
    /// What to do about those that apply.
    Advice,
}

/// What an action came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The card stays up.
    Stay,
    /// Back, without an answer.
    Back,
    /// None applies: on to the start card.
    Answered,
    /// The answers are complete, and some apply: they are to be kept; the card shows what to do.
    Marked,
    /// All is answered, and the person does not start.
    Declined,
    /// A professional has told the person that all of it is fine for them.
    Cleared,
    /// On to the start card all the same.
    Anyway,
}

const NAME: usize = 0;
const ABOVE: usize = 1;
const ASKED: usize = 2;
const LIST: usize = 4;
const CLOSE: usize = 6;
const BELOW: usize = 7;
const KEYS: usize = 8;

/// The question first; the list has what is left.
const LIST_WISHES: [(usize, u16); 12] = [
    (ASKED, 1),
    (KEYS, 1),
    (LIST, 3),
    (ABOVE, 2),
    (LIST, 3),
    (NAME, 1),
    (LIST, 1),
    (3, 1),
    (LIST, 7),
    (5, 1),
    (NAME, 1),
    (LIST, layout::FILL),
];

/// What holds for all of it first; then so many lines of advice, and what is left below all of it.
fn advice_places(area: Rect, lines: usize) -> [Rect; 9] {
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    let close = if usize::from(area.width) < NOT_TODAY.len() { 2 } else { 1 };
    let some = lines.min(3);
    let rest = (area.height.saturating_sub(close + some + 4)).min(lines - some);
    let wishes = [
        (CLOSE, 1),
        (KEYS, 1),
        (CLOSE, close - 1),
        (LIST, some),
        (NAME, 1),
        (3, 1),
        (5, 1),
        (LIST, rest),
        (ABOVE, 1),
        (ASKED, 4),
        (ABOVE, 1),
        (BELOW, layout::FILL),
    ];
    layout::grant(area, &wishes)
}

/// What it is not.
pub const NO_DIAGNOSIS: &str = "This does not diagnose. If unsure, ask a doctor or physiotherapist first.";
/// What is asked.
pub const QUESTION: &str = "Does any of these apply to you?";
/// The careful choice.
pub const NOT_TODAY: &str = "Not today, unless a professional has told you that this is fine.";
const NONE_IS_N: &str = "n: none of them";
/// Columns before a line of the list: the cursor, and what it is marked as.
const MARGIN: usize = 9;

impl Card {
    /// The card before the routine with this id and name: what is to be asked, and what was said before and still
    /// applies. With nothing to ask it shows what to do about that.
    pub fn new(routine: &str, name: &str, asked: Vec<String>, told: Vec<(String, Applies)>) -> Card {
        let face = if asked.is_empty() { Face::Advice } else { Face::List };
        Card {
            routine: routine.to_owned(),
            title: name.to_owned(),
            asked,
            told,
            marks: BTreeMap::new(),
            face,
            cursor: 0,
            scroll: 0,
            notice: None,
        }
    }

    /// The name of that routine.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Id of the routine that it stands before.
    pub fn routine(&self) -> &str {
        &self.routine
    }

    /// Which side is up.
    pub fn face(&self) -> Face {
        self.face
    }

    /// Ids that are asked about.
    pub fn asked(&self) -> &[String] {
        &self.asked
    }

    /// What is marked so far; all others are a no, once it is done.
    pub fn marks(&self) -> &BTreeMap<String, Applies> {
        &self.marks
    }

    /// Place of the picked line, from 0.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Something to be told at once.
    pub fn notice(&self) -> Option<&'static str> {
        self.notice
    }

    /// Whether any line is marked.
    pub fn is_marked(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Ids of all that applies, or may: marked here, or said before.
    pub fn applying(&self) -> Vec<String> {
        self.applies().map(|(id, _)| id.clone()).collect()
    }

    fn applies(&self) -> impl Iterator<Item = (&String, Applies)> {
        let marked = self.asked.iter().filter_map(|id| Some((id, *self.marks.get(id)?)));
        marked.chain(self.told.iter().map(|(id, applies)| (id, *applies)))
    }

    /// Does what the person means.
    pub fn update(&mut self, action: Action) -> Outcome {
        self.notice = None;
        match self.face {
            Face::List => self.update_list(action),
            Face::Advice => self.update_advice(action),
        }
    }

    fn update_list(&mut self, action: Action) -> Outcome {
        match action {
            Action::Leave => return Outcome::Back,
            Action::NoneApply => return self.finish(),
            Action::Enter if self.is_marked() => return self.finish(),
            Action::Enter => self.notice = Some(NONE_IS_N),
            Action::Applies => self.mark(Applies::Yes),
            Action::Unsure => self.mark(Applies::Unsure),
            Action::Down => self.cursor = (self.cursor + 1).min(self.asked.len().saturating_sub(1)),
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            _ => {}
        }
        Outcome::Stay
    }

    fn update_advice(&mut self, action: Action) -> Outcome {
        match action {
            Action::Leave | Action::Enter => return Outcome::Declined,
            Action::Cleared => return Outcome::Cleared,
            Action::Next => return Outcome::Anyway,
            Action::Down => self.scroll += 1,
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
        Outcome::Stay
    }

    fn finish(&mut self) -> Outcome {
        if self.applies().next().is_none() {
            return Outcome::Answered;
        }
        self.face = Face::Advice;
        Outcome::Marked
    }

    fn mark(&mut self, applies: Applies) {
        let Some(id) = self.asked.get(self.cursor) else { return };
        if self.marks.get(id) == Some(&applies) {
            self.marks.remove(id);
        } else {
            self.marks.insert(id.clone(), applies);
        }
    }

    /// Takes back what was scrolled past the last line.
    pub fn stop_at_end(&mut self, room: Room) {
        let list = list_area(&self.places(room.area()));
        let count = self.advice_lines(list.width.into()).len();
        self.scroll = self.scroll.min(list::furthest(count, list.height));
    }

    fn places(&self, area: Rect) -> [Rect; 9] {
        match self.face {
            Face::List => layout::grant(area, &LIST_WISHES),
            Face::Advice => advice_places(area, self.advice_lines(column(area).width.into()).len()),
        }
    }

    /// Draws the side that is up.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        let rows = self.places(frame.area());
        let buf = frame.buffer_mut();
        let style = |role| look.theme.style(role);
        let name = look.marked(self.title.clone());
        prose::put(buf, rows[NAME], &name, style(Role::Dim), Align::Middle);
        match self.face {
            Face::List => {
                let above = prose::wrap(NO_DIAGNOSIS, rows[ABOVE].width.into(), rows[ABOVE].height.into());
                prose::put_lines(buf, rows[ABOVE], &above, style(Role::Text), Align::Middle);
                prose::put(buf, rows[ASKED], QUESTION, style(Role::Title), Align::Middle);
                self.draw_list(buf, list_area(&rows), look);
            }
            Face::Advice => {
                let lines = self.advice_lines(list_area(&rows).width.into());
                let scroll = Scroll::From(self.scroll);
                list::draw(buf, list_area(&rows), lines.len(), scroll, look.theme, |buf, row, at| {
                    let (line, role) = &lines[at];
                    prose::put(buf, row, line, style(*role), Align::Middle);
                });
                let word = Rect { height: rows[ASKED].height.saturating_sub(1), ..rows[ASKED] };
                digits::draw(buf, word, "ASK FIRST", None, style(Role::Title));
                let close = prose::wrap(NOT_TODAY, rows[CLOSE].width.into(), rows[CLOSE].height.into());
                prose::put_lines(buf, rows[CLOSE], &close, style(Role::Title), Align::Middle);
            }
        }
        hints::draw(buf, rows[KEYS], self.notice.or(look.notice), look.hints, look.theme);
    }

    fn draw_list(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let lines = self.list_lines(area.width.into());
        let rows = usize::from(area.height);
        let from = lines.iter().position(|(at, _)| *at == self.cursor).unwrap_or(0);
        let to = lines.iter().rposition(|(at, _)| *at == self.cursor).map_or(0, |last| last + 1);
        // The last row may tell how many more there are, so the cursor stays above it.
        let first = (to + 1).saturating_sub(rows).min(from);
        list::draw(buf, area, lines.len(), Scroll::From(first), look.theme, |buf, row, line| {
            let (at, words) = &lines[line];
            let role = if *at == self.cursor { Role::Picked } else { Role::Text };
            prose::put(buf, row, words, look.theme.style(role), Align::Left);
        });
    }

    /// The rows of the list, each with the place of its condition.
    fn list_lines(&self, room: usize) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        for (at, id) in self.asked.iter().enumerate() {
            let cursor = if at == self.cursor { ">" } else { " " };
            let mark = self.marks.get(id).map_or("", |applies| word(*applies));
            let words = prose::wrap(&line(id), room.saturating_sub(MARGIN).max(1), 4);
            for (nth, words) in words.into_iter().enumerate() {
                let before = if nth == 0 { format!("{cursor} {mark:<7}") } else { " ".repeat(MARGIN) };
                lines.push((at, format!("{before}{words}")));
            }
        }
        lines
    }

    /// What applies, and below what to do about it: the same advice only once.
    pub fn advice_lines(&self, room: usize) -> Vec<(String, Role)> {
        let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
        for (id, applies) in self.applies() {
            let words = format!("{} ({})", line(id), word(applies));
            match groups.iter_mut().find(|(what, _)| *what == advice(id)) {
                Some((_, group)) => group.push(words),
                None => groups.push((advice(id), vec![words])),
            }
        }
        // What is asked for in haste, or of somebody else, is not to be scrolled to.
        groups.sort_by_key(|(what, _)| *what == advice(""));
        let mut lines: Vec<(String, Role)> = Vec::new();
        for (what, group) in groups {
            if !lines.is_empty() {
                lines.push((String::new(), Role::Text));
            }
            let wrapped = |words: &str, role| prose::wrap(words, room, 4).into_iter().map(move |line| (line, role));
            lines.extend(group.iter().flat_map(|words| wrapped(words, Role::Title)));
            lines.extend(wrapped(what, Role::Text));
        }
        lines
    }
}

/// A condition in words.
pub fn line(id: &str) -> String {
    text::harmless(conditions::line(id))
}

/// An answer in a word.
pub fn word(applies: Applies) -> &'static str {
    match applies {
        Applies::No => "no",
        Applies::Yes => "yes",
        Applies::Unsure => "unsure",
    }
}

/// Where the lines are.
fn list_area(rows: &[Rect; 9]) -> Rect {
    column(rows[LIST])
}

fn column(area: Rect) -> Rect {
    layout::column(layout::inset(area, 1), prose::WIDEST + MARGIN as u16)
}
