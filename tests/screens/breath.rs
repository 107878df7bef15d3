//! What is seen of a breath, and how often.

use super::hands::{Hands, library, seconds};
use super::states::{BREATH, breathing};
use unkink::app::Msg;
use unkink::settings::Settings;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// The row with the words of the breath, without what stands beside it.
fn row(hands: &Hands, (columns, rows): (u16, u16)) -> Option<(usize, usize, String)> {
    let text = hands.text(columns, rows);
    let (at, line) = text.lines().enumerate().find(|(_, line)| line.contains("breathe"))?;
    Some((at, line.find("breathe")?, line.trim_matches(['│', ' ']).to_owned()))
}

#[test]
fn nothing_jumps_when_the_parts_of_a_breath_change() {
    for size in SIZES {
        let rows = [0.5, 3.5, 5.0, 8.0, 12.5, 55.0, 59.5].map(|s| row(&breathing().wait(5.0 + s), size).unwrap());
        assert!(rows.iter().all(|(at, column, _)| (*at, *column) == (rows[0].0, rows[0].1)), "{rows:?}");
    }
}

#[test]
fn the_words_say_each_part_and_the_bar_rises_and_falls() {
    let rows = [0.5, 3.0, 5.0, 7.0, 11.5, 12.5, 55.0].map(|s| row(&breathing().wait(5.0 + s), (80, 24)).unwrap().2);
    insta::assert_snapshot!(rows.join("\n"), @"
    breathe in     ██──────────────
    breathe in     ████████████────
    breathe, hold  ████████████████
    breathe out    █████████████▍──
    breathe out    █▍──────────────
    breathe, rest  ────────────────
    breathe on     ────────────────
    ");
}

#[test]
fn a_narrow_window_shows_the_words_alone() {
    let hands = breathing().wait(5.5);
    assert_eq!(row(&hands, (30, 12)).unwrap().2, "breathe in");
    assert_eq!(row(&hands, (40, 12)).unwrap().2.split_whitespace().next(), Some("breathe"));
}

#[test]
fn only_a_hold_that_runs_shows_a_breath() {
    let hidden = [
        ("prep", breathing().wait(3.0)),
        ("paused", breathing().wait(8.0).press("space")),
        ("count-in", breathing().wait(8.0).press("space").wait(2.0).press("space").wait(1.0)),
        ("after", breathing().wait(68.0)),
        ("stopped", breathing().wait(8.0).press("h")),
    ];
    for (name, hands) in hidden {
        let text = hands.text(80, 24).to_lowercase();
        let words = ["breathe in ", "breathe out ", "breathe, ", "breathe on "];
        assert!(!words.iter().any(|words| text.contains(words)), "{name}\n{text}");
    }
}

#[test]
fn switched_off_it_is_not_shown() {
    let settings = Settings { breath: false, ..Settings::default() };
    let all = library(&[("breath", BREATH)]);
    let opening = super::hands::opening(all, Some("breath"));
    let hands = Hands::open(unkink::app::Opening { settings, ..opening }).past(&["breath"]).press("enter").wait(8.0);
    assert_eq!(row(&hands, (80, 24)), None);
}

#[test]
fn nothing_looks_different_before_the_deadline() {
    let mut hands = breathing().wait(5.0);
    while hands.now < unkink::time::Moment::at(seconds(31.0)) {
        let due = hands.app.deadline(hands.now).unwrap();
        let (now, before) = (hands.now, hands.draw(80, 24));
        hands.now = due - std::time::Duration::from_nanos(1);
        assert!(hands.draw(80, 24) == before, "from {now:?} to {due:?}");
        hands.now = due;
        hands.tell(Msg::Tick);
    }
}

#[test]
fn a_breath_changes_the_picture_a_few_times_a_second_and_not_while_it_stands() {
    let mut hands = breathing().wait(5.0 + 12.9);
    let (mut before, mut changes) = (row(&hands, (80, 24)), [0; 13]);
    let end = hands.now + seconds(13.099);
    while let Some(due) = hands.app.deadline(hands.now).filter(|due| *due < end) {
        let second = due.since_start().as_secs() as usize - 18;
        hands.now = due;
        hands.tell(Msg::Tick);
        let after = row(&hands, (80, 24));
        changes[second] += u32::from(after != before);
        before = after;
    }
    // Four seconds in, two held, six out, one empty.
    assert!([0..4, 6..12].into_iter().flatten().all(|second| (2..=3).contains(&changes[second])), "{changes:?}");
    assert!([4, 5, 12].into_iter().all(|second| changes[second] <= 1), "{changes:?}");
}
