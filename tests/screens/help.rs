//! Help, over every place: it names every key that does something there, and no other key does anything.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unkink::action::Action;
use unkink::app::Msg;
use unkink::app::keymap::{self, Clock, Place};

use super::hands::Hands;
use super::keys::{at, events};

/// Where `?` is a letter like others, or already was pressed.
const NO_HELP: [Place; 2] = [Place::Filter, Place::Help];

const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

fn helped() -> impl Iterator<Item = Place> {
    Place::ALL.into_iter().filter(|place| !NO_HELP.contains(place))
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// All lines of the list of keys, reached by scrolling; every page but the last says that there is more.
fn all_lines(mut hands: Hands, (columns, rows): (u16, u16)) -> Vec<String> {
    hands.tell(Msg::Resized { columns, rows });
    let mut lines = Vec::new();
    for _ in 0..60 {
        let text = hands.text(columns, rows);
        let page: Vec<&str> = text.lines().map(|row| row.trim_start_matches('│')).collect();
        assert_eq!(page[0].trim(), "KEYS");
        let list: Vec<&str> = page[1..page.len() - 1].iter().copied().filter(|row| !row.trim().is_empty()).collect();
        assert!(list.iter().all(|row| !row.contains('…') || row.contains("more (↓)")), "cut:\n{text}");
        if !text.contains("more (↓)") {
            lines.extend(list.iter().map(|row| (*row).to_owned()));
            return lines;
        }
        lines.push(list[0].to_owned());
        hands = hands.press("down");
    }
    panic!("it has no end: {lines:#?}");
}

#[test]
fn help_names_every_key_of_every_place_with_its_words() {
    for place in helped() {
        let told = keymap::help(place);
        for size in SIZES {
            let lines = all_lines(at(place).press("?"), size);
            let first = words(told[0].1).remove(0);
            let column = lines[0].chars().count()
                - lines[0].find(&format!(" {first}")).map_or(0, |at| lines[0][at + 1..].chars().count());
            let side = |is_left: fn(usize, usize) -> bool| -> Vec<String> {
                let part = |line: &String| {
                    line.chars().enumerate().filter(|(x, _)| is_left(*x, column)).map(|(_, c)| c).collect::<String>()
                };
                lines.iter().flat_map(|line| words(&part(line))).collect()
            };
            let keys: Vec<String> = told.iter().flat_map(|(keys, _)| words(keys)).collect();
            let meanings: Vec<String> = told.iter().flat_map(|(_, text)| words(text)).collect();
            assert_eq!(side(|x, column| x < column), keys, "{place:?} at {size:?}\n{lines:#?}");
            assert_eq!(side(|x, column| x >= column), meanings, "{place:?} at {size:?}\n{lines:#?}");
        }
        for binding in keymap::bindings(place) {
            let names: Vec<String> = binding.keys.iter().map(|key| keymap::name(*key)).collect();
            assert!(told.contains(&(names.join(" "), binding.words)), "{place:?}: {names:?}");
        }
    }
}

#[test]
fn every_key_that_help_promises_for_it_closes_it() {
    let closing: Vec<KeyEvent> = keymap::bindings(Place::Help)
        .filter(|binding| binding.action == Action::Close)
        .flat_map(|binding| binding.keys.iter().flat_map(|key| events(*key)))
        .collect();
    assert!(closing.len() >= 5, "{closing:?}");
    for place in helped() {
        let before = at(place).wait(1.0).text(80, 24);
        for event in &closing {
            let mut hands = at(place).press("? down");
            assert!(hands.text(80, 24).contains("KEYS"), "{place:?}");
            hands.tell(Msg::Key(*event));
            let after = hands.wait(1.0).text(80, 24);
            match place {
                // All stands still behind the keys, and goes on only by the person.
                Place::Session | Place::Open | Place::Check(_, Clock::Runs) => {
                    assert!(after.contains("Space go on"), "{place:?} after {event:?}\n{after}");
                }
                _ => assert_eq!(before, after, "{place:?} after {event:?}"),
            }
        }
    }
}

#[test]
fn it_hurts_counts_in_the_help_of_every_place_in_which_it_can_hurt() {
    let hurts = |place: &Place| keymap::bindings(*place).any(|binding| binding.action == Action::Hurts);
    let places: Vec<Place> = helped().filter(hurts).collect();
    assert!(places.len() >= 10, "{places:?}");
    for place in places {
        for key in ["h", "H", "s", "S", ".", "b"] {
            let stopped = at(place).press("?").wait(1.0).press(key);
            for (columns, rows) in SIZES {
                let text = stopped.text(columns, rows);
                assert!(text.contains("closest?"), "{place:?}, {key}\n{text}");
            }
        }
    }
}

#[test]
fn time_stands_still_behind_the_keys() {
    for place in helped() {
        let at_once = at(place).press("? esc").wait(1.0);
        let later = at(place).press("?").wait(30.0).press("esc").wait(1.0);
        // Nobody is called hurt because they read.
        assert_eq!(at_once.text(80, 24), later.text(80, 24), "{place:?}");
    }
}

/// What keyboards have, in combinations that reach a terminal.
fn keyboard() -> Vec<KeyEvent> {
    let letters = (' '..='~').chain(['é', 'ß', 'ж', '日', '１', '٣', '\u{301}']).map(KeyCode::Char);
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Null,
        KeyCode::Menu,
    ];
    let keys: Vec<KeyCode> = letters.chain(named).chain((1..=12).map(KeyCode::F)).collect();
    let chords = [KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::CONTROL | KeyModifiers::ALT];
    chords.into_iter().flat_map(|chord| keys.iter().map(move |key| KeyEvent::new(*key, chord))).collect()
}

/// Whether the table of a place holds this key.
fn is_bound(place: Place, event: &KeyEvent) -> bool {
    let lower = |event: &KeyEvent| match event.code {
        KeyCode::Char(c) => KeyEvent::new(KeyCode::Char(c.to_ascii_lowercase()), event.modifiers),
        _ => *event,
    };
    let any = place == Place::Filter && matches!(event.code, KeyCode::Char(_)) && event.modifiers.is_empty();
    any || keymap::bindings(place).any(|binding| {
        binding.keys.iter().flat_map(|key| events(*key)).any(|held| {
            let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
            lower(&held)
                == lower(&KeyEvent::new(event.code, if ctrl { KeyModifiers::CONTROL } else { event.modifiers }))
        })
    })
}

#[test]
fn a_key_that_is_in_no_table_does_nothing_but_pause() {
    let keyboard = keyboard();
    for place in Place::ALL {
        let strangers: Vec<KeyEvent> = keyboard.iter().filter(|key| !is_bound(place, key)).copied().collect();
        assert!(strangers.len() > 100 || place == Place::Filter, "{place:?}: {}", strangers.len());
        let shown = |hands: &Hands| (hands.text(80, 24), hands.fx.len(), hands.quit);
        let mut hands = at(place);
        if matches!(place, Place::Session | Place::Open | Place::Check(..)) {
            hands = hands.press("tab").wait(1.0);
            let text = hands.text(80, 24);
            assert!(
                !matches!(place, Place::Session | Place::Open) || text.contains("Space go on"),
                "{place:?}\n{text}"
            );
        }
        let before = shown(&hands);
        for keys in strangers.chunks(12) {
            for key in keys {
                hands.tell(Msg::Key(*key));
            }
            assert_eq!(shown(&hands), before, "{place:?}: one of {keys:?}");
        }
    }
}
