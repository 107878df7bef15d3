//! Random keys at random moments: what holds whatever a person does.

use std::collections::BTreeMap;

use proptest::prelude::*;
use unkink::app::{Msg, Wheel};
use unkink::history::Past;
use unkink::record::Event;

use super::hands::{Hands, key, opening, remembers};
use super::states::sample;

const KEYS: [&str; 36] = [
    "h", "s", "esc", ".", "space", "enter", "right", "left", "up", "down", "pgup", "pgdn", "e", "r", "+", "-", "m",
    "[", "]", "?", "q", "y", "n", "w", "o", "g", "/", "x", "0", "1", "3", "4", "6", "O", "c", "d",
];

#[derive(Debug, Clone)]
enum Act {
    Key(usize),
    Wait(u32),
    Sleep(u32),
    Click(u16, u16),
    Wheel(Wheel),
    Past,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..KEYS.len()).prop_map(Act::Key),
        4 => (0u32..40_000).prop_map(Act::Wait),
        2 => (0u32..60).prop_map(Act::Wait),
        1 => (0u32..900_000).prop_map(Act::Sleep),
        1 => (0u16..90, 0u16..30).prop_map(|(x, y)| Act::Click(x, y)),
        1 => prop_oneof![Just(Act::Wheel(Wheel::Up)), Just(Act::Wheel(Wheel::Down))],
        1 => Just(Act::Past),
    ]
}

fn does(hands: Hands, act: &Act) -> Hands {
    let mut hands = hands;
    match act {
        Act::Key(at) => hands.press(KEYS[*at]),
        Act::Wait(ms) => hands.wait(f64::from(*ms) / 1000.0),
        Act::Sleep(ms) => hands.sleep(f64::from(*ms) / 1000.0),
        Act::Click(x, y) => {
            hands.tell(Msg::Click(*x, *y));
            hands
        }
        Act::Wheel(wheel) => {
            hands.tell(Msg::Wheel(*wheel));
            hands
        }
        Act::Past => {
            hands.tell(remembers(Past::default()));
            hands
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_it_draws_and_its_deadline_lies_ahead(
        from_list in any::<bool>(),
        acts in proptest::collection::vec(act(), 1..60),
    ) {
        let routine = (!from_list).then_some("sample");
        let mut hands = Hands::open(opening(sample(), routine)).past(&["sample"]);
        for act in &acts {
            hands = does(hands, act);
            let due = hands.app.deadline(hands.now);
            prop_assert!(due.is_none_or(|due| due > hands.now), "{due:?} at {:?} after {act:?}", hands.now);
            hands.draw(40, 12);
            if hands.quit.is_some() {
                break;
            }
        }
        let mut numbers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for entry in &hands.kept {
            numbers.entry(&entry.session).or_default().push(entry.n);
        }
        for (session, numbers) in numbers {
            let expected: Vec<u32> = (0..).take(numbers.len()).collect();
            prop_assert_eq!(numbers, expected, "entries of {} are lost, or kept twice", session);
        }
    }

    #[test]
    fn the_pain_key_stops_from_anywhere_in_a_session(acts in proptest::collection::vec(act(), 0..40)) {
        let mut hands = Hands::open(opening(sample(), Some("sample"))).past(&["sample"]).press("w enter");
        for act in &acts {
            hands = does(hands, act);
        }
        let is = |test: fn(&Event) -> bool| hands.kept.iter().any(|entry| test(&entry.event));
        let over = is(|event| matches!(event, Event::Ended { .. })) || hands.quit.is_some();
        prop_assume!(is(|event| matches!(event, Event::Began(_))) && !over);
        hands.tell(Msg::Key(key("h")));
        let text = hands.text(80, 24);
        prop_assert!(text.contains("Which is closest?") || text.contains("to the summary"), "{}", text);
    }
}
