//! What clicks and the wheel do, at every place.

use unkink::app::keymap::Place;
use unkink::app::{Msg, Wheel};
use unkink::effect::Effect;

use super::hands::{Hands, library, opening};
use super::history;
use super::keys::{at, shows, stopped};

const LISTED: [&str; 3] = ["r1", "r2", "r3"];

fn list() -> Hands {
    let named = |id| format!("name = \"Routine {id}\"\n[[step]]\nname = \"Step\"\nhold = 9\n");
    let texts = LISTED.map(|id| (id, named(id)));
    let texts: Vec<_> = texts.iter().map(|(id, text)| (*id, text.as_str())).collect();
    Hands::open(opening(library(&texts), None)).past(&LISTED)
}

/// Clicks on the line of the list that has these words in it.
fn click(mut hands: Hands, words: &str) -> Hands {
    hands.tell(Msg::Resized { columns: 80, rows: 24 });
    let text = hands.text(80, 24).replace('█', " ");
    let listed = |line: &str| line.chars().take(40).collect::<String>().contains(words);
    let row = text.lines().position(listed).unwrap_or_else(|| panic!("no {words} in\n{text}"));
    hands.tell(Msg::Click(6, u16::try_from(row).unwrap()));
    hands
}

fn turn(mut hands: Hands, wheel: Wheel) -> Hands {
    hands.tell(Msg::Wheel(wheel));
    hands
}

#[test]
fn a_click_picks_and_a_second_one_opens() {
    let picked = click(list(), "Routine r2");
    shows(&picked, "Enter open");
    let opened = click(picked, "Routine r2");
    shows(&opened, "Enter start");
    shows(&opened, "Routine r2");
}

#[test]
fn a_click_while_typing_keeps_the_filter_and_picks() {
    let typed = list().press("/ r");
    shows(&click(typed, "Routine r3"), "Enter open");
    let twice = click(click(list().press("/ r"), "Routine r3"), "Routine r3");
    shows(&twice, "Enter start");
}

#[test]
fn a_second_click_opens_a_session_of_the_history() {
    let opened = click(click(history::open(), "18:26"), "18:26");
    shows(&opened, "correct");
}

#[test]
fn the_wheel_picks_and_scrolls_where_keys_do() {
    assert_eq!(turn(list(), Wheel::Down).text(80, 24), list().press("down").text(80, 24));
    assert_eq!(turn(list().press("down"), Wheel::Up).text(80, 24), list().text(80, 24));
    let help = || list().small().press("?");
    assert_eq!(turn(help(), Wheel::Down).text(40, 9), help().press("down").text(40, 9));
    assert_ne!(turn(help(), Wheel::Down).text(40, 9), help().text(40, 9));
}

/// A hand that touches the mouse while nobody looks.
#[test]
fn a_click_answers_no_question() {
    for place in Place::ALL {
        if matches!(place, Place::Library | Place::Filter | Place::History) {
            continue;
        }
        let expected = if place.pauses() { at(place).press("x") } else { at(place) };
        let mut hands = at(place);
        for (column, row) in (0..80).step_by(3).flat_map(|column| (0..24).map(move |row| (column, row))) {
            hands.tell(Msg::Click(column, row));
        }
        let lasting =
            |hands: &Hands| hands.fx.iter().filter(|fx| matches!(fx, Effect::Keep(_) | Effect::Quit(_))).count();
        assert_eq!(hands.text(80, 24), expected.text(80, 24), "{place:?}");
        assert_eq!(lasting(&hands), lasting(&expected), "{place:?}");
    }
}

#[test]
fn the_wheel_changes_nothing_in_a_session() {
    for place in [Place::Session, Place::Paused, Place::Open, Place::Waiting, Place::Stop, Place::Advice] {
        for wheel in [Wheel::Up, Wheel::Down] {
            assert_eq!(turn(at(place), wheel).text(80, 24), at(place).text(80, 24), "{place:?}");
        }
    }
    assert!(!stopped(&turn(at(Place::Session), Wheel::Down)));
}
