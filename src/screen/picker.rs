//! The library: every routine, a filter, and what the picked one holds.

mod line;
mod places;
mod preview;

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::figure::{Drawing, Side};
use crate::library::{Item, Library};
use crate::memory;
use crate::routine::Routine;
use crate::screen::{Click, Look, Next, Room};
use crate::text;
use crate::ui;
use crate::ui::layout;
use crate::ui::list;
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;
use line::{Choice, Line, Widths};
use places::Places;
pub use preview::dose;

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

const JUMP: usize = 10;
/// The middle of a movement's cycle.
const TURN: f64 = 0.5;

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
            Action::Erase => self.type_on(|text| text.truncate(text::without_last(text).len())),
            Action::Enter => return self.enter(library),
            Action::Edit => return self.edit(library),
            Action::History => return Next::History,
            Action::Leave => return Next::Quit,
            _ => {}
        }
        self.picked = self.picked.min(self.shown(library).len().saturating_sub(1));
        Next::Stay
    }

    /// Picks the line that was clicked. Whoever clicks has done with typing.
    pub fn click(&mut self, column: u16, row: u16, room: Room, library: &Library) -> Click {
        let area = places::of(room.area()).list;
        if !area.contains((column, row).into()) {
            return Click::Elsewhere;
        }
        self.keep_filter();
        let lines = self.lines(&self.shown(library), area.height);
        let first = self.first(&lines, area.height);
        match lines.get(first + usize::from(row - area.y)) {
            Some(Line::Item(at)) => Click::on(&mut self.picked, *at),
            _ => Click::Elsewhere,
        }
    }

    fn enter(&mut self, library: &Library) -> Next {
        if self.is_typing() {
            self.keep_filter();
            return Next::Stay;
        }
        let picked = self.item(library).filter(|item| item.loads());
        picked.map_or(Next::Stay, |item| Next::Choose(item.id.clone()))
    }

    fn keep_filter(&mut self) {
        if let Filter::Typing(text) = &self.filter {
            self.filter = if text.is_empty() { Filter::Off } else { Filter::Kept(text.clone()) };
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
        self.picked = self.shown(library).iter().position(|item| Some(&item.id) == id.as_ref()).unwrap_or(0);
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

    /// Those that the filter leaves, in order.
    fn shown<'a>(&self, library: &'a Library) -> Vec<&'a Item> {
        let wanted = text::sought(self.text());
        if wanted.is_empty() {
            return library.in_order();
        }
        let holds = |text: &str| text::sought(text).contains(&wanted);
        let name = |item: &Item| item.name().is_some_and(holds);
        library.in_order().into_iter().filter(|item| name(item) || holds(&item.id)).collect()
    }

    fn lines(&self, shown: &[&Item], rows: u16) -> Vec<Line> {
        line::lines(shown, if self.text().is_empty() { Choice::All } else { Choice::Some }, rows)
    }

    /// The first of `lines` that is shown in so many rows.
    fn first(&self, lines: &[Line], rows: u16) -> usize {
        let picked = lines.iter().position(|line| *line == Line::Item(self.picked)).unwrap_or(0);
        list::around(picked, lines.len(), rows)
    }

    fn item<'a>(&self, library: &'a Library) -> Option<&'a Item> {
        self.shown(library).get(self.picked).copied()
    }

    /// Draws the list, and the picked routine beside or below it if there is room.
    pub fn draw(&self, library: &Library, look: &Look, frame: &mut Frame) {
        let area = frame.area();
        let buf = frame.buffer_mut();
        let title = self.title(library, look);
        look.draw_frame(buf, area, &title);
        let places = places::of(area);
        let shown = self.shown(library);
        if shown.is_empty() {
            return self.draw_empty(buf, area, places.list, look);
        }
        let lines = self.lines(&shown, places.list.height);
        let first = self.first(&lines, places.list.height);
        if lines.len() > places.list.height.into() {
            draw_count(buf, area, &title, self.picked, shown.len(), look);
        }
        let sore = look.today.past.map(memory::sore).unwrap_or_default();
        let widths = Widths::of(library, places.list.width);
        let rows = Rows { shown: &shown, picked: self.picked, sore: &sore, widths, look };
        for (row, line) in places.list.rows().zip(&lines[first..]) {
            rows.draw(buf, row, *line);
            if *line == Line::Item(self.picked) {
                list::mark(buf, row, Role::Picked, look.theme);
            }
        }
        let last = (first + usize::from(places.list.height)).min(lines.len());
        rows.draw_edges(buf, &places, count(&lines[..first]), count(&lines[last..]));
        if let (Some(place), Some(item)) = (places.preview, self.item(library)) {
            preview::draw(buf, place, item, &sore, look);
        }
        if let (Some(place), Some(drawing)) = (places.figure, self.figure(library, look)) {
            let dots = look.settings.figures.unwrap_or_default();
            ui::figure::draw(buf, place, &drawing, dots, Role::Text, look.theme);
        }
    }

    /// The movement that the picked routine is called after, or its first, where it turns: that says more than its
    /// beginning.
    fn figure(&self, library: &Library, look: &Look) -> Option<Drawing> {
        let item = self.item(library).filter(|_| look.settings.figures.is_some())?;
        let routine = item.routine()?;
        let names = || routine.steps.iter().filter_map(|step| step.how.figure.as_deref());
        let figure = |name: &str| library.figure(&item.id, name);
        let named = names().find(|name| *name == item.id).and_then(figure);
        Some(named.or_else(|| names().find_map(figure))?.at(TURN, Side::First))
    }

    fn title(&self, library: &Library, look: &Look) -> String {
        match &self.filter {
            Filter::Off => look.marked(format!("unkink · {}", text::count(library.items.len(), "routine"))),
            Filter::Typing(text) => format!("/{}▏", text::harmless(text)),
            Filter::Kept(text) => look.marked(format!("unkink · names with “{}”", text::harmless(text))),
        }
    }

    fn draw_empty(&self, buf: &mut Buffer, window: Rect, list: Rect, look: &Look) {
        let wide = layout::inset(Rect { x: window.x, width: window.width, ..list }, 1);
        let area = Rect { width: wide.width.min(prose::WIDEST), ..wide };
        let paragraphs: [&str; 2] = match self.filter {
            Filter::Off => ["There is no routine here.", "“unkink new NAME” makes one."],
            _ => ["No name has these letters.", "Backspace takes one away, Esc shows all again."],
        };
        let lines: Vec<String> =
            paragraphs.iter().flat_map(|words| prose::wrap(words, area.width.into(), area.height.into())).collect();
        prose::put_lines(buf, area, &lines, look.theme.style(Role::Text), Align::Left);
    }
}

/// What the rows of the list are drawn from.
struct Rows<'a> {
    shown: &'a [&'a Item],
    picked: usize,
    /// Ids of steps that hurt last time.
    sore: &'a BTreeSet<String>,
    widths: Widths,
    look: &'a Look<'a>,
}

impl Rows<'_> {
    fn draw(&self, buf: &mut Buffer, row: Rect, line: Line) {
        let style = |role| self.look.theme.style(role);
        match line {
            Line::Blank => {}
            Line::Heading(words) => prose::put(buf, row, words, style(Role::Title), Align::Left),
            Line::Advice(words) => prose::put(buf, row, words, style(Role::Dim), Align::Left),
            Line::Item(at) => {
                let item = self.shown[at];
                // Red in the line that is picked would be a red ground.
                let role = if at == self.picked { Role::Title } else { Role::Pain };
                let mark = hurts(item, self.sore).then_some(role);
                line::draw(buf, row, item, mark, self.widths, self.look);
            }
        }
    }

    /// How many routines are hidden above and below, and what the sign of pain means where it stands alone.
    fn draw_edges(&self, buf: &mut Buffer, places: &Places, above: usize, below: usize) {
        let dim = self.look.theme.style(Role::Dim);
        let more = |arrow: char, n: usize| if n > 0 { format!("{arrow} {n} more") } else { String::new() };
        let hurt = self.shown.iter().any(|item| hurts(item, self.sore));
        let legend = if hurt && self.widths.is_sign() { "! it hurt last time" } else { "" };
        if let Some(row) = places.above {
            prose::put(buf, row, &more('↑', above), dim, Align::Left);
        }
        if let Some(row) = places.below {
            prose::put_both(buf, row, (&more('↓', below), dim), (legend, dim), 2);
        }
    }
}

/// How many routines are among `lines`.
fn count(lines: &[Line]) -> usize {
    lines.iter().filter(|line| matches!(line, Line::Item(_))).count()
}

/// `2 of 8` at the right of the title, where there is room beside that.
fn draw_count(buf: &mut Buffer, area: Rect, title: &str, picked: usize, shown: usize, look: &Look) {
    let words = format!("{} of {shown}", picked + 1);
    let row = layout::inset(Rect { height: area.height.min(1), ..area }, 1);
    if text::width(title) + text::width(&words) + 2 <= row.width.into() {
        prose::put(buf, row, &words, look.theme.style(Role::Dim), Align::Right);
    }
}

/// Whether a step of it hurt last time.
fn hurts(item: &Item, sore: &BTreeSet<String>) -> bool {
    // Most often nothing hurt, and nothing has to be read.
    let hurts = |routine: &Routine| routine.steps.iter().any(|step| sore.contains(&step.id));
    !sore.is_empty() && item.routine().is_some_and(hurts)
}
