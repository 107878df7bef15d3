//! What earlier sessions mean for the next one.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use unkink::history::Past;
use unkink::memory::{Before, Flag, Memory, Reason, morning_after};
use unkink::pain::Closest;
use unkink::record::{Answered, Began, Ending, Entry, Event, Morning, Place};

/// The first day is 2026-03-01; sessions begin at noon.
fn day(day: i64) -> Timestamp {
    "2026-03-01T12:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_hours(24 * (day - 1))
}

/// A session on that day, from words: `4` a score of the step `arch`, `-` asked in vain, `s` skipped, `easier`;
/// `hurt` a stop in it, `emergency`, `ache` what was closest; `pain`, `left` how it ended; `same` the morning after.
fn session(on: i64, words: &str) -> Vec<Entry> {
    let (step, id) = (0, "arch".to_owned());
    let answered = |score, easier| {
        let id = id.clone();
        Event::Answered(Answered { step, id, score, easier, ..Answered::default() })
    };
    let mut events = vec![Event::Began(Began { routine: "test".into(), ..Began::default() })];
    let mut how = Ending::Complete;
    for word in words.split_whitespace() {
        let place = Place { step, id: id.clone(), set: 1, side: None, rep: 1 };
        match word {
            "-" => events.push(answered(None, false)),
            "easier" => events.push(answered(None, true)),
            "s" => events.push(Event::Skipped { step, id: id.clone() }),
            "hurt" => {
                events.push(Event::Stopped { place });
                how = Ending::Hurt;
            }
            "emergency" => events.push(Event::Closest { what: Closest::Emergency }),
            "ache" => events.push(Event::Closest { what: Closest::Ache }),
            "mistake" => {
                events.push(Event::Closest { what: Closest::Mistake });
                how = Ending::Complete;
            }
            "pain" => how = Ending::Pain,
            "left" => how = Ending::Left,
            "same" | "worse" | "yes" => {}
            score => events.push(answered(Some(score.parse().unwrap()), false)),
        }
    }
    events.push(Event::Ended { how });
    let mornings = [("same", Morning::Same), ("worse", Morning::Worse), ("yes", Morning::Yes)];
    let mut entries: Vec<Entry> = (0..)
        .zip(events)
        .map(|(n, event)| Entry { v: 1, session: format!("day {on:03}"), n, at: day(on), event })
        .collect();
    for (word, gone) in mornings {
        if words.split_whitespace().any(|w| w == word) {
            let n = u32::try_from(entries.len()).unwrap();
            entries.push(Entry {
                v: 1,
                session: format!("day {on:03}"),
                n,
                at: day(on + 1),
                event: Event::Morning { gone },
            });
        }
    }
    entries
}

/// One session a day, the first on the first day.
fn past(days: &[&str]) -> Past {
    Past::of((1..).zip(days).flat_map(|(on, words)| session(on, words)))
}

fn before(days: &[&str]) -> Before {
    let past = past(days);
    Before::of(&past.runs(), "arch")
}

fn memory(days: &[&str]) -> Memory {
    let today = i64::try_from(days.len()).unwrap() + 1;
    Memory::of(&past(days), &["arch"], day(today), &TimeZone::UTC)
}

#[track_caller]
fn flag(days: &[&str], expected: Flag) {
    assert_eq!(before(days).flag, expected, "{days:?}");
}

#[test]
fn a_step_that_was_flagged_begins_eased_until_two_clean_runs() {
    flag(&[], Flag::Clear);
    flag(&["2"], Flag::Clear);
    flag(&["3"], Flag::Clear);
    flag(&["4"], Flag::Fresh);
    flag(&["4", "1"], Flag::Fading);
    flag(&["4", "1", "0"], Flag::Clear);
    flag(&["4", "1", "0", "5"], Flag::Fresh);
    flag(&["hurt"], Flag::Fresh);
    flag(&["hurt mistake 0"], Flag::Clear);
}

#[test]
fn silence_and_skipping_and_a_three_clear_no_flag() {
    flag(&["4", "-", "-"], Flag::Fresh);
    flag(&["4", "s", "s"], Flag::Fresh);
    flag(&["4", "3", "3"], Flag::Fresh);
    flag(&["4", "easier", "easier"], Flag::Fresh);
    flag(&["4", "1", "-"], Flag::Fading);
}

#[test]
fn a_score_that_was_answered_again_after_the_longer_rest_still_flags() {
    let again = |ask, score, flagged| {
        Event::Answered(Answered {
            step: 0,
            id: "arch".into(),
            score: Some(score),
            flagged: Some(flagged),
            ask,
            ..Answered::default()
        })
    };
    let mut entries = session(1, "");
    let last = entries.pop().unwrap();
    for (n, event) in (1..).zip([again(0, 4, true), again(1, 1, false), last.event]) {
        entries.push(Entry { n, event, ..entries[0].clone() });
    }
    let past = Past::of(entries);
    let before = Before::of(&past.runs(), "arch");
    assert_eq!((before.last, before.flag), (Some(1), Flag::Fresh));
    assert_eq!(past.runs()[0].worst(), Some(4));
}

#[test]
fn a_score_replaced_in_the_same_asking_never_was() {
    let typed = past(&["9 0"]);
    assert_eq!(typed.runs()[0].worst(), Some(0));
    flag(&["9 0"], Flag::Clear);
}

#[test]
fn the_last_score_is_that_of_the_last_session_that_asked() {
    assert_eq!(before(&["1", "3"]).last, Some(3));
    assert_eq!(before(&["1", "-"]).last, Some(1));
    assert_eq!(before(&["1", "s"]).last, Some(1));
    assert_eq!(before(&["-"]).last, None);
}

#[test]
fn three_sessions_running_advise_a_professional() {
    assert_eq!(memory(&["4", "4"]).reasons, []);
    assert_eq!(memory(&["4", "5", "4"]).reasons, [Reason::Step("arch".into())]);
    assert_eq!(memory(&["4", "5", "-", "4"]).reasons, [Reason::Step("arch".into())]);
    assert_eq!(memory(&["4", "5", "4", "1"]).reasons, []);
    let ended = memory(&["6 pain", "hurt ache", "7 pain"]).reasons;
    assert_eq!(ended, [Reason::PainEnded, Reason::Step("arch".into())]);
    assert_eq!(memory(&["6 pain", "7 pain", "0"]).reasons, []);
}

#[test]
fn after_a_serious_stop_the_next_start_shows_that_first() {
    assert_eq!(memory(&["hurt emergency"]).reasons, [Reason::Stopped(Closest::Emergency)]);
    assert_eq!(memory(&["hurt ache"]).reasons, []);
    assert_eq!(memory(&["hurt emergency", "0"]).reasons, []);
}

#[test]
fn the_morning_after_is_asked_once_at_the_next_start_on_a_later_day() {
    let asked =
        |days: &[&str], on: i64| morning_after(&past(days), day(on), &TimeZone::UTC).map(|run| run.name.clone());
    assert_eq!(asked(&["3"], 2).as_deref(), Some("day 001"));
    assert_eq!(asked(&["hurt ache"], 9).as_deref(), Some("day 001"));
    assert_eq!(asked(&["3"], 1), None, "the morning has not come");
    assert_eq!(asked(&["2"], 2), None);
    assert_eq!(asked(&["3 yes"], 2), None);
    assert_eq!(asked(&["3", "0"], 3), None, "that was not the next start");
    assert_eq!(asked(&[], 2), None);
}

#[test]
fn what_the_morning_was_holds_for_that_day() {
    assert_eq!(memory(&["3 same"]).morning, Some(Morning::Same));
    assert_eq!(memory(&["3 same"]).reasons, []);
    assert_eq!(memory(&["3 worse"]).reasons, [Reason::Worse]);
    assert_eq!(memory(&["3 same", "3 same"]).reasons, [Reason::NotSettled]);
    assert_eq!(memory(&["3 same", "3 yes"]).reasons, []);
    let later = Memory::of(&past(&["3 worse"]), &["arch"], day(3), &TimeZone::UTC);
    assert_eq!((later.morning, later.reasons), (None, vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_higher_score_never_makes_a_step_less_careful(
        days in prop::collection::vec(0u8..=10, 1..6), at in 0usize..6, more in 0u8..=10,
    ) {
        let words = |days: &[u8]| days.iter().map(u8::to_string).collect::<Vec<_>>();
        let at = at % days.len();
        let mut worse = days.clone();
        worse[at] = worse[at].saturating_add(more).min(10);
        let [one, other] = [days, worse].map(|days| {
            let words = words(&days);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            before(&words)
        });
        let rank = |flag| match flag {
            Flag::Clear => 0,
            Flag::Fading => 1,
            Flag::Fresh => 2,
        };
        prop_assert!(rank(other.flag) >= rank(one.flag), "{one:?} {other:?}");
    }
}
