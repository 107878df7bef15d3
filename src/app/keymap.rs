//! Which key means what in which place. The line of keys and the help screen are made from the same tables.

mod tables;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::action::Action;
use crate::ui::hints::Hint;

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list of routines.
    Library,
    /// Typing a filter for it.
    Filter,
    /// A file that was edited and does not load.
    Mend,
    /// A session that can be gone on with.
    Offer,
    /// The same, so long after it was left that the careful choice is not to.
    ColdOffer,
    /// Why not to start.
    Advised,
    /// The morning after something hurt.
    Morning,
    /// The history while there is nothing in it.
    NoHistory,
    /// The sessions of the history.
    History,
    /// The steps of one of them.
    HistoryStep,
    /// Whether to delete it.
    HistoryDelete,
    /// Whether to correct a score.
    HistoryCorrect,
    /// How much a step hurt over time.
    HistoryChart,
    /// The start card.
    Start,
    /// The start card of someone with so much pain that it advises against it.
    NotToday,
    /// What applies to the person, and whether a line is marked.
    Screening(Answered),
    /// What is advised about what applies.
    Screened,
    /// A step under way.
    Session,
    /// A step in the person's own time.
    Open,
    /// A session that stands still.
    Paused,
    /// Before a step that waits for a key.
    Waiting,
    /// A pain check, whether it has an answer, and what its clock does.
    Check(Answered, Clock),
    /// The check after the last step.
    LastCheck(Answered),
    /// It hurts: which is closest?
    Stop,
    /// What is advised after that.
    Advice,
    /// The end.
    Summary,
    /// The keys of another place.
    Help,
    /// Whether to leave a session.
    Leave,
}

/// Whether a check has an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// Not yet: Enter is "none".
    No,
    /// Enter confirms it.
    Yes,
}

/// What the clock of a check does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The rest runs.
    Runs,
    /// The person paused it.
    Paused,
    /// There is none: it waits for an answer.
    Waits,
}

impl Place {
    /// All places.
    pub const ALL: [Place; 35] = [
        Place::Library,
        Place::Filter,
        Place::Mend,
        Place::Offer,
        Place::ColdOffer,
        Place::Advised,
        Place::Morning,
        Place::NoHistory,
        Place::History,
        Place::HistoryStep,
        Place::HistoryDelete,
        Place::HistoryCorrect,
        Place::HistoryChart,
        Place::Start,
        Place::NotToday,
        Place::Screening(Answered::No),
        Place::Screening(Answered::Yes),
        Place::Screened,
        Place::Session,
        Place::Open,
        Place::Paused,
        Place::Waiting,
        Place::Check(Answered::No, Clock::Runs),
        Place::Check(Answered::Yes, Clock::Runs),
        Place::Check(Answered::No, Clock::Paused),
        Place::Check(Answered::Yes, Clock::Paused),
        Place::Check(Answered::No, Clock::Waits),
        Place::Check(Answered::Yes, Clock::Waits),
        Place::LastCheck(Answered::No),
        Place::LastCheck(Answered::Yes),
        Place::Stop,
        Place::Advice,
        Place::Summary,
        Place::Help,
        Place::Leave,
    ];

    /// Whether a key without a meaning pauses here.
    pub fn pauses(self) -> bool {
        use Place::{Check, LastCheck, Open, Paused, Session, Waiting};
        matches!(self, Session | Open | Paused | Waiting | Check(..) | LastCheck(_))
    }

    /// Whether time runs here.
    fn runs(self) -> bool {
        matches!(self, Place::Session | Place::Open | Place::Check(_, Clock::Runs))
    }
}

/// A key, or a kind of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character, in either case.
    Char(char),
    /// A key with a name.
    Named(KeyCode),
    /// A letter with Ctrl.
    Ctrl(char),
    /// Any digit from the first to the second.
    Digit(u8, u8),
    /// Any character at all.
    Any,
}

/// Keys, what they mean, and the words for it.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// All keys for it; the line of keys names the first.
    pub keys: &'static [Key],
    /// What they mean. A digit or a character stands for whichever was pressed.
    pub action: Action,
    /// A word or two in the line of keys; empty if it is not there.
    pub hint: &'static str,
    /// The words in help.
    pub words: &'static str,
}

/// All bindings of a place, the most important first.
pub fn bindings(place: Place) -> impl Iterator<Item = &'static Binding> {
    tables::of(place).iter().chain(tables::EVERYWHERE)
}

/// What `event` means in `place`.
pub fn action(place: Place, event: &KeyEvent) -> Option<Action> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let letter = matches!(event.code, KeyCode::Char(_));
    if alt && !ctrl && place.pauses() {
        // Escape and another key that arrived as one: the pain key is never lost.
        return Some(Action::Hurts);
    }
    let found = bindings(place).find_map(|b| b.keys.iter().find_map(|key| matches(*key, event, b.action)));
    let chord = letter && (ctrl || alt);
    let action = found.or_else(|| (place.pauses() && !chord).then_some(Action::Pause))?;
    let repeats =
        matches!(action, Action::More | Action::Less | Action::Up | Action::Down | Action::Next | Action::Back);
    (event.kind != KeyEventKind::Repeat || repeats || matches!(action, Action::Type(_) | Action::Erase))
        .then_some(action)
}

fn matches(key: Key, event: &KeyEvent, action: Action) -> Option<Action> {
    let chord = event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match (key, event.code) {
        (Key::Ctrl(letter), KeyCode::Char(c)) => {
            let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
            (ctrl && c.eq_ignore_ascii_case(&letter)).then_some(action)
        }
        _ if chord => None,
        (Key::Digit(first, last), KeyCode::Char(c)) => {
            let digit = u8::try_from(c.to_digit(10)?).ok()?;
            (first..=last).contains(&digit).then_some(Action::Digit(digit))
        }
        (Key::Any, KeyCode::Char(c)) => Some(Action::Type(c)),
        (Key::Char(letter), KeyCode::Char(c)) => c.eq_ignore_ascii_case(&letter).then_some(action),
        (Key::Named(name), code) => (name == code).then_some(action),
        _ => None,
    }
}

/// The line of keys of a place.
pub fn hints(place: Place) -> Vec<Hint> {
    let shown = bindings(place).filter(|b| !b.hint.is_empty());
    shown.map(|b| (b.keys.first().map(|k| name(*k)).unwrap_or_default(), b.hint)).collect()
}

/// Every binding of a place, and what keys without one do: the names of the keys, and the words for it.
pub fn help(place: Place) -> Vec<(String, &'static str)> {
    let names = |b: &Binding| b.keys.iter().map(|k| name(*k)).collect::<Vec<_>>().join(" ");
    let others = place.runs().then(|| ("others".to_owned(), "pause"));
    bindings(place).map(|b| (names(b), b.words)).chain(others).collect()
}

/// The name of a key, as it is printed on it.
pub fn name(key: Key) -> String {
    match key {
        Key::Char(' ') => "Space".into(),
        Key::Char(c) => c.into(),
        Key::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
        Key::Digit(first, last) => format!("{first}-{last}"),
        Key::Any => "a-z".into(),
        Key::Named(KeyCode::Up) => "↑".into(),
        Key::Named(KeyCode::Down) => "↓".into(),
        Key::Named(KeyCode::Left) => "←".into(),
        Key::Named(KeyCode::Right) => "→".into(),
        Key::Named(KeyCode::PageUp) => "PgUp".into(),
        Key::Named(KeyCode::PageDown) => "PgDn".into(),
        Key::Named(code) => code.to_string(),
    }
}
