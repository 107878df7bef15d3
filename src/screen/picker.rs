//! The library: every routine, a filter, and what the picked one holds.

use std::time::Duration;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::library::{Content, Item, Library, Origin};
use crate::plan::{Include, Plan};
use crate::problem::{Lines, Problem};
use crate::routine::{Routine, Step, Work, conditions};
use crate::screen::{Look, Next, Room};
use crate::text;
use crate::time;
use crate::ui::layout::Columns;
use crate::ui::list::{self, Scroll};
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;

/// Which routine is picked, and which are shown.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// Place of the picked one among those shown.
    picked: usize,
    /// What the names must hold.
    filter: Filter,
}

/// A filter of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Filter {
    /// All are shown.
    #[default]
    Off,
    /// It is being typed.
    Typing(String),
    /// It stays.
    Kept(String),
}

/// A wider preview would part names from their doses.
const COLUMNS: Columns = Columns { list: 42, roomy: 50, beside: 56 };
const JUMP: usize = 10;
/// More problems than have room beside a list.
const MOST_PROBLEMS: usize = 20;

impl Picker {
    /// Whether keys are letters of the filter now.
    pub fn is_typing(&self) -> bool {
        matches!(self.filter, Filter::Typing(_))
    }

    /// Does what the person means.
    pub fn update(&mut self, action: Action, library: &Library) -> Next {
        let last = self.shown(library).len().saturating_sub(1);
        match action {
            Action::Up => self.picked = self.picked.saturating_sub(1),
            Action::Down => self.picked += 1,
            Action::PageUp => self.picked = self.picked.saturating_sub(JUMP),
            Action::PageDown => self.picked += JUMP,
            Action::First => self.picked = 0,
            Action::Last => self.picked = last,
            Action::Filter => self.filter = Filter::Typing(String::new()),
            Action::Close => self.show_all(library),
            Action::Type(c) => self.type_on(|text| text.push(c)),
            Action::Erase => self.type_on(|text| {
                text.pop();
            }),
            Action::Enter => return self.enter(library),
            Action::Edit => return self.edit(library),
            Action::History => return Next::History,
            Action::Leave => return Next::Quit,
            _ => {}
        }
        self.picked = self.picked.min(self.shown(library).len().saturating_sub(1));
        Next::Stay
    }

    /// Picks the line that was clicked.
    pub fn click(&mut self, column: u16, row: u16, room: Room, library: &Library) {
        let area = COLUMNS.list(room.area());
        let shown = self.shown(library).len();
        let first = list::around(self.picked, shown, area.height);
        if area.contains((column, row).into()) {
            let line = first + usize::from(row - area.y);
            if line < shown {
                self.picked = line;
            }
        }
    }

    fn enter(&mut self, library: &Library) -> Next {
        if let Filter::Typing(text) = &self.filter {
            self.filter = if text.is_empty() { Filter::Off } else { Filter::Kept(text.clone()) };
            return Next::Stay;
        }
        match self.item(library).map(|item| (&item.id, &item.content)) {
            Some((id, Content::Routine(..))) => Next::Choose(id.clone()),
            _ => Next::Stay,
        }
    }

    fn edit(&self, library: &Library) -> Next {
        self.item(library).map_or(Next::Stay, |item| Next::Edit(item.id.clone(), item.fault()))
    }

    /// Picks the routine with this id, if it is shown; it may be the same as before in a library that has changed.
    pub fn pick(&mut self, id: &str, library: &Library) {
        let shown = self.shown(library);
        let at = shown.iter().position(|item| item.id == id);
        self.picked = at.unwrap_or(self.picked).min(shown.len().saturating_sub(1));
    }

    /// Id of the picked routine.
    pub fn picked<'a>(&self, library: &'a Library) -> Option<&'a str> {
        self.item(library).map(|item| item.id.as_str())
    }

    /// All lines again, the same one picked.
    fn show_all(&mut self, library: &Library) {
        let id = self.item(library).map(|item| item.id.clone());
        self.filter = Filter::Off;
        self.picked = library.items.iter().position(|item| Some(&item.id) == id.as_ref()).unwrap_or(0);
    }

    fn type_on(&mut self, change: impl Fn(&mut String)) {
        if let Filter::Typing(text) = &mut self.filter {
            change(text);
            self.picked = 0;
        }
    }

    fn text(&self) -> &str {
        match &self.filter {
            Filter::Off => "",
            Filter::Typing(text) | Filter::Kept(text) => text,
        }
    }

    fn shown<'a>(&self, library: &'a Library) -> Vec<&'a Item> {
        let wanted = self.text().to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&wanted);
        let name = |item: &Item| match &item.content {
            Content::Routine(routine, _) => holds(&routine.name),
            _ => false,
        };
        library.items.iter().filter(|item| name(item) || holds(&item.id)).collect()
    }

    fn item<'a>(&self, library: &'a Library) -> Option<&'a Item> {
        self.shown(library).get(self.picked).copied()
    }

    /// Draws the list, and beside it the picked routine if there is room.
    pub fn draw(&self, library: &Library, look: &Look, frame: &mut Frame) {
        let area = frame.area();
        let buf = frame.buffer_mut();
        look.draw_frame(buf, area, &self.title(library, look));
        let list = COLUMNS.list(area);
        let shown = self.shown(library);
        if shown.is_empty() {
            self.draw_empty(buf, list, look);
        }
        let first = list::around(self.picked, shown.len(), list.height);
        let dates = shown.iter().map(|item| text::width(&last_done(item, look))).max().unwrap_or(0);
        let dates = u16::try_from(dates).unwrap_or(0);
        for (at, (row, item)) in list.rows().zip(&shown[first..]).enumerate() {
            draw_item(buf, row, item, dates, look);
            if first + at == self.picked {
                list::mark(buf, row, Role::Picked, look.theme);
            }
        }
        if let (Some(preview), Some(item)) = (COLUMNS.beside(area), self.item(library)) {
            draw_preview(buf, preview, item, look);
        }
    }

    fn title(&self, library: &Library, look: &Look) -> String {
        match &self.filter {
            Filter::Off => look.marked(format!("unkink · {}", text::count(library.items.len(), "routine"))),
            Filter::Typing(text) => format!("/{}▏", text::harmless(text)),
            Filter::Kept(text) => look.marked(format!("unkink · names with “{}”", text::harmless(text))),
        }
    }

    fn draw_empty(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let text = match self.filter {
            Filter::Off => {
                "There is no routine here. Put a .toml file into the folder for routines, then “unkink check”."
            }
            _ => "No name has these letters. Esc shows all again.",
        };
        let lines = prose::wrap(text, area.width.into(), area.height.into());
        prose::put_lines(buf, area, &lines, look.theme.style(Role::Text), Align::Left);
    }
}

/// When it was done last, in words.
fn last_done(item: &Item, look: &Look) -> String {
    let last = look.today.past.and_then(|past| past.last_done.get(&item.id));
    last.zip(look.today.wall).map(|(last, wall)| time::ago(*last, wall)).unwrap_or_default()
}

/// `Foam roller    7:44   3 days ago`, with so many columns for the last.
fn draw_item(buf: &mut Buffer, row: Rect, item: &Item, dates: u16, look: &Look) {
    let routine = match &item.content {
        Content::Routine(routine, _) => routine,
        Content::Broken { .. } => {
            let why = item.first_problem().map(Problem::title).unwrap_or_default();
            return draw_broken(buf, row, item, &why, look);
        }
        Content::Unreadable(why) => return draw_broken(buf, row, item, why, look),
    };
    let right = if row.width >= 34 && dates > 0 { dates + 2 } else { 0 };
    let total = time::clock(total(routine));
    let name = Rect { width: row.width.saturating_sub(right + 7), ..row };
    let middle = Rect { x: name.right(), width: (row.width - name.width).min(6), ..row };
    prose::put(buf, name, &routine.name, look.theme.style(Role::Text), Align::Left);
    prose::put(buf, middle, &total, look.theme.style(Role::Text), Align::Right);
    let right = Rect { x: row.right() - right, width: right, ..row };
    prose::put(buf, right, &last_done(item, look), look.theme.style(Role::Dim), Align::Right);
}

fn draw_broken(buf: &mut Buffer, row: Rect, item: &Item, why: &str, look: &Look) {
    let text = format!("{}: {}", item.shown_id(), text::harmless(why));
    prose::put(buf, row, &text, look.theme.style(Role::Dim), Align::Left);
}

fn total(routine: &Routine) -> Duration {
    Plan::build(routine, None, Include::All).total()
}

fn draw_preview(buf: &mut Buffer, area: Rect, item: &Item, look: &Look) {
    let mut rows = area.rows();
    let mut put = |text: &str, role: Role, most: usize| {
        for line in prose::wrap(text, area.width.into(), most) {
            if let Some(row) = rows.next() {
                prose::put(buf, row, &line, look.theme.style(role), Align::Left);
            }
        }
    };
    let (routine, warnings) = match &item.content {
        Content::Routine(routine, warnings) => (routine, warnings),
        Content::Broken { problems, text } => {
            put("This file does not load:", Role::Title, 1);
            let lines = Lines::new(text);
            for problem in problems.iter().take(MOST_PROBLEMS) {
                let (line, _) = lines.place(text, problem.span.start);
                put(&format!("Line {line}: {}", problem.title()), Role::Text, 3);
            }
            put(&format!("e opens it there; “unkink check {}” shows all.", item.shown_id()), Role::Text, 2);
            return whose(&item.origin, area.width).iter().for_each(|line| put(line, Role::Dim, 1));
        }
        Content::Unreadable(why) => {
            put("This file cannot be read:", Role::Title, 1);
            put(&text::harmless(why), Role::Text, 4);
            return whose(&item.origin, area.width).iter().for_each(|line| put(line, Role::Dim, 1));
        }
    };
    put(&routine.name, Role::Title, 1);
    put(&routine.summary, Role::Text, 3);
    let needs = if routine.equipment.is_empty() { "nothing".to_owned() } else { routine.equipment.join(", ") };
    put(&format!("{} · needs {needs}", time::clock(total(routine))), Role::Text, 2);
    whose(&item.origin, area.width).iter().for_each(|line| put(line, Role::Dim, 1));
    if !warnings.is_empty() {
        let text = format!("{}: “unkink check {}”", text::count(warnings.len(), "warning"), item.shown_id());
        put(&text, Role::Dim, 2);
    }
    rows.next();
    let (Some(first), Some(last)) = (rows.next(), rows.next_back()) else { return };
    let rest = Rect { height: last.bottom() - first.y, ..first };
    draw_steps(buf, rest, routine, look);
    draw_conditions(buf, rest, routine, look);
}

/// Whose file it is, if it is not the program's, and which, each in a line of `room` columns.
fn whose(origin: &Origin, room: u16) -> Vec<String> {
    let words = match origin {
        Origin::Bundled => return Vec::new(),
        Origin::User(_) => "your file",
        Origin::Replaces(_) => "yours, instead of unkink's own",
    };
    let path = origin.path().map(|path| text::harmless(&path.to_string_lossy())).unwrap_or_default();
    vec![words.to_owned(), end_of(&path, room.into())]
}

/// A path, or as many of its last parts as have room.
fn end_of(path: &str, room: usize) -> String {
    let ends = path.match_indices('/').map(|(at, _)| format!("…{}", &path[at..]));
    let mut all = std::iter::once(path.to_owned()).chain(ends);
    all.find(|end| text::width(end) <= room).unwrap_or_else(|| path.to_owned())
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
