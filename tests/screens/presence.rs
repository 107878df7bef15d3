//! Somebody comes back to a session that stands still, or nobody does.

use unkink::app::Msg;
use unkink::pain::Closest;
use unkink::record::Event;

use super::hands::{Hands, key};
use super::states::begun;
use crate::rig::seconds;

const HOUR: f64 = 3600.0;

/// Longer after a stop it does not call any more.
const CALLED: f64 = 130.0;

/// So much later, and nothing was told meanwhile: what waits for a time stands still while a machine sleeps.
fn later(mut hands: Hands, s: f64) -> Hands {
    hands.now += seconds(s);
    hands
}

fn paused() -> Hands {
    begun().wait(20.0).press("space")
}

fn stopped() -> Hands {
    begun().wait(20.0).press("h").wait(CALLED)
}

fn is_closed(hands: &Hands) -> bool {
    hands.kept.iter().any(|entry| matches!(entry.event, Event::Ended { .. }))
}

#[test]
fn an_answer_that_comes_as_the_hour_ends_counts() {
    for after in [-0.1, 0.1, 1.5, 2.5, 5.0 * HOUR] {
        let hands = later(stopped(), HOUR - CALLED + after).press("1");
        let emergency = Event::Closest { what: Closest::Emergency };
        assert!(hands.kept.iter().any(|entry| entry.event == emergency), "{after}");
        assert!(hands.text(80, 24).contains("emergency number"), "{}", hands.text(80, 24));
        let hands = later(paused(), HOUR + after).press("space");
        assert!(!is_closed(&hands), "{after}: {}", hands.text(80, 24));
        let hands = hands.wait(30.0);
        assert!(hands.text(80, 24).contains("Space pause"), "{after}: {}", hands.text(80, 24));
    }
}

#[test]
fn whatever_happens_the_hour_begins_anew_and_at_its_end_the_session_closes() {
    let key = || Msg::Key(key("x"));
    let size = || Msg::Resized { columns: 80, rows: 24 };
    for happens in [key as fn() -> Msg, size] {
        for hands in [paused(), stopped()] {
            let mut hands = later(hands, HOUR - 2.0 * CALLED);
            hands.tell(happens());
            let hands = hands.wait(HOUR - 1.0);
            assert!(!is_closed(&hands), "{:?}", happens());
            assert!(is_closed(&hands.wait(2.0)), "{:?}", happens());
        }
    }
}
