//! Names of keys in words, and the keys of a place in a line.

use crossterm::event::KeyCode;

use crate::action::Action;
use crate::app::keymap::{self, Binding, Key, Place};

/// `Enter: start. 0 to 9: pain now.`: the keys of a place that its screen names.
pub fn line(place: Place) -> String {
    let shown = keymap::bindings(place).filter(|binding| !binding.hint.is_empty());
    // Where nothing is seen, a word is not enough for what moves.
    let words = |binding: &Binding| if binding.action == Action::Down { binding.words } else { binding.hint };
    shown.map(|binding| format!("{}: {}.", spoken(&name(binding)), words(binding))).collect::<Vec<_>>().join(" ")
}

/// The name of the key that any keyboard and any pipe has.
fn name(binding: &Binding) -> String {
    let plain = |key: &&Key| !matches!(key, Key::Named(code) if *code != KeyCode::Enter);
    binding.keys.iter().find(plain).or(binding.keys.first()).map(|key| keymap::name(*key)).unwrap_or_default()
}

/// Names of keys, with words for their signs.
pub fn spoken(names: &str) -> String {
    let word = |name: &str| match name {
        "↑" => "Up".to_owned(),
        "↓" => "Down".to_owned(),
        "←" => "Left".to_owned(),
        "→" => "Right".to_owned(),
        "PgUp" => "Page Up".to_owned(),
        "PgDn" => "Page Down".to_owned(),
        "Esc" => "Escape".to_owned(),
        "?" => "Question mark".to_owned(),
        "." => "full stop".to_owned(),
        "+" => "plus".to_owned(),
        "=" => "equals sign".to_owned(),
        "-" => "minus".to_owned(),
        "[" => "left bracket".to_owned(),
        "]" => "right bracket".to_owned(),
        "/" => "slash".to_owned(),
        name if name.len() == 3 && name.as_bytes()[1] == b'-' => name.replace('-', " to "),
        name => name.to_owned(),
    };
    names.split(' ').map(word).collect::<Vec<_>>().join(", ")
}
