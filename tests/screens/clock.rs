//! The clock on the wall goes wrong, or is put right, while the program runs.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use unkink::history::Past;

use super::hands::{Hands, opening};
use super::states::sample;

const KEYS: [&str; 6] = ["enter", "", "+", "space", "space", "right"];

/// A session, the clock being off by so many seconds after each of the keys; all that was shown and kept of it.
fn session(zone: &TimeZone, off: [i64; 6]) -> (String, Hands) {
    let zoned = unkink::app::Opening { zone: zone.clone(), ..opening(sample(), Some("sample")) };
    let mut hands = Hands::open(zoned).past(&["sample", "warm"]);
    let mut shown = String::new();
    for (keys, off) in KEYS.into_iter().zip(off) {
        hands = hands.press(keys).wait(3.0);
        hands.off = SignedDuration::from_secs(off);
        hands = hands.wait(9.5);
        shown += &hands.text(80, 24);
    }
    (shown, hands.press("ctrl-c"))
}

const DAY: i64 = 86_400;

#[test]
fn a_clock_that_is_set_changes_nothing_of_a_session() {
    let zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"].map(|name| TimeZone::get(name).unwrap());
    let right = session(&TimeZone::UTC, [0; 6]);
    // The first tells the zone.
    let events = |hands: &Hands| hands.kept.iter().skip(1).map(|entry| entry.event.clone()).collect::<Vec<_>>();
    assert!(right.1.kept.len() > 3);
    let wrong = [
        // An hour on and back, as of a summer that ends.
        [3600, 3600, 0, -3600, -3600, 0],
        // A battery that ran out, and the network that puts it right.
        [-56 * 365 * DAY, -56 * 365 * DAY, 0, 0, 0, 0],
        // A day back, a year on, a second back.
        [-DAY, 365 * DAY, -1, 0, 7200, -7200],
        // As far as a date goes.
        [7900 * 365 * DAY, 0, -10_000 * 30 * DAY, 0, 7900 * 365 * DAY, 0],
    ];
    for zone in &zones {
        for off in wrong {
            let (shown, hands) = session(zone, off);
            assert_eq!(shown, right.0, "{off:?}");
            assert_eq!(hands.played, right.1.played, "{off:?}");
            assert_eq!(events(&hands), events(&right.1), "{off:?}");
        }
    }
}

#[test]
fn a_history_of_times_that_go_back_and_forth_is_read_and_shown() {
    for off in [[-DAY, 365 * DAY, -1, 0, 7200, -7200], [7900 * 365 * DAY, 0, -300_000 * DAY, 0, 7900 * 365 * DAY, 0]] {
        let (_, hands) = session(&TimeZone::UTC, off);
        let past = Past::of(hands.kept.clone());
        assert_eq!(past.runs().len(), 1);
        for off in [0, 400 * DAY, -400 * DAY, 7900 * 365 * DAY] {
            let mut later = Hands::open(opening(sample(), None));
            later.off = SignedDuration::from_secs(off);
            later.tell(super::hands::remembers(past.clone()));
            for keys in ["", "h", "down", "enter", "esc", "esc", "enter", "enter"] {
                later = later.press(keys).wait(1.0);
                later.text(80, 24);
            }
        }
    }
}
