//! A number or an id that is typed in the list of routines, until Enter.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::words::sentence;
use crate::library::{Content, Found, Item, Library};
use crate::problem::Problem;

/// What was typed so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    text: String,
}

/// What a key came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// These keys of the list.
    Keys(Vec<KeyEvent>),
    /// Something to be told.
    Words(Vec<String>),
}

/// What can be typed in the list.
pub const HOW: &str = "Type a number or an id, then Enter. q, then Enter: leave. Question mark: more.";

const MORE: [&str; 4] = [
    "A number or an id, or the beginning of one, then Enter: open that routine.",
    "l, then Enter: the list once more.",
    "q, then Enter: leave. Control and C leave at once, everywhere.",
    "What was done so far is told by: unkink history.",
];

impl Entry {
    /// Takes one key.
    pub fn take(&mut self, key: &KeyEvent, library: &Library) -> Typed {
        let chord = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(_) if chord => return Typed::Keys(vec![*key]),
            KeyCode::Char('?') => return Typed::Words(MORE.map(str::to_owned).to_vec()),
            KeyCode::Char(c) => self.text.push(c),
            KeyCode::Backspace => drop(self.text.pop()),
            KeyCode::Esc => self.text.clear(),
            KeyCode::Enter => {
                let typed = std::mem::take(&mut self.text);
                return entered(typed.trim(), library);
            }
            _ => {}
        }
        Typed::Words(Vec::new())
    }
}

fn entered(typed: &str, library: &Library) -> Typed {
    let words = |text: &str| Typed::Words(vec![sentence(text)]);
    let exact = library.in_order().iter().position(|item| item.id == typed);
    let number = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|at| *at < library.items.len());
    match typed {
        "" => return words(HOW),
        "q" if exact.is_none() => return Typed::Keys(vec![KeyEvent::from(KeyCode::Char('q'))]),
        "l" if exact.is_none() => return Typed::Words(list(library, |_| None)),
        _ => {}
    }
    if let Some(at) = exact.or(number) {
        return open(at, library);
    }
    match library.look_up(typed) {
        Found::One(item) => match library.in_order().iter().position(|one| one.id == item.id) {
            Some(at) => open(at, library),
            None => words(HOW),
        },
        Found::Several(ids) => words(&format!("“{typed}” may be {}: type more of it", ids.join(", "))),
        Found::Nothing(Some(near)) => words(&format!("There is no routine “{typed}”. Did you mean {near}?")),
        Found::Nothing(None) => words(&format!("There is no routine “{typed}”. {HOW}")),
    }
}

/// The keys that open the routine at this place of the list, or why it cannot be opened.
fn open(at: usize, library: &Library) -> Typed {
    let item = library.in_order()[at];
    if !item.loads() {
        return Typed::Words(vec![in_words(item, at, None)]);
    }
    let down = std::iter::repeat_n(KeyCode::Down, at);
    let keys = [KeyCode::Home].into_iter().chain(down).chain([KeyCode::Enter]);
    Typed::Keys(keys.map(KeyEvent::from).collect())
}

/// A line for each routine; `done` says when it was done last.
pub fn list(library: &Library, done: impl Fn(&Item) -> Option<String>) -> Vec<String> {
    library.in_order().into_iter().enumerate().map(|(at, item)| in_words(item, at, done(item))).collect()
}

fn in_words(item: &Item, at: usize, done: Option<String>) -> String {
    let (n, id) = (at + 1, item.shown_id());
    match (item.name(), &item.content) {
        (Some(name), _) => {
            let total = super::words::length(item.total.unwrap_or_default());
            let done = done.map(|done| format!(", done {done}")).unwrap_or_default();
            sentence(&format!("{n}: {name}, id {id}, {total}{done}"))
        }
        (None, Content::Unreadable(why)) => sentence(&format!("{n}: {id} cannot be read: {why}")),
        (None, _) => {
            let why = item.first_problem().map(Problem::title).unwrap_or_default();
            sentence(&format!("{n}: {id} does not load: {why}. unkink check {id} shows all"))
        }
    }
}
