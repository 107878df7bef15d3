//! What is remembered of earlier sessions, from whatever their entries look like.

use jiff::Timestamp;
use proptest::prelude::*;
use unkink::edge::store::parse;
use unkink::history::Past;
use unkink::history::gather::LeftOut;
use unkink::record::{Answered, Began, Ending, Entry, Event, Place};

fn entry(session: &str, n: u32, second: i64, event: Event) -> Entry {
    Entry { v: Entry::VERSION, session: session.into(), n, at: Timestamp::from_second(second).unwrap(), event }
}

fn session(name: &str, routine: &str, warm_up: Option<&str>, second: i64, how: Ending) -> [Entry; 2] {
    let began = Event::Began(Began { routine: routine.into(), warm_up: warm_up.map(Into::into), ..Began::default() });
    [entry(name, 0, second, began), entry(name, 1, second + 60, Event::Ended { how })]
}

fn some_sessions() -> Vec<Entry> {
    [
        session("a", "wall-slide", Some("warm-up"), 1000, Ending::Complete),
        session("b", "foam-roller", None, 5000, Ending::Hurt),
        session("c", "wall-slide", None, 3000, Ending::Complete),
        session("d", "warm-up", None, 2000, Ending::Complete),
        session("e", "full", Some("warm-up"), 2500, Ending::Left),
    ]
    .into_iter()
    .flatten()
    .chain([entry("e", 2, 2600, Event::WarmedUp { routine: "warm-up".into() })])
    .collect()
}

#[test]
fn only_what_was_gone_through_to_its_end_counts_as_done() {
    let past = Past::of(some_sessions());
    let done: Vec<(&str, i64)> = past.last_done.iter().map(|(id, at)| (id.as_str(), at.as_second())).collect();
    assert_eq!(done, [("wall-slide", 3060), ("warm-up", 2600)]);
    assert_eq!(past.last_begun(), Some("foam-roller"));
}

#[test]
fn an_empty_history_remembers_nothing() {
    let past = Past::of([]);
    assert!(past.last_done.is_empty());
    assert_eq!(past.last_begun(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_entries_does_not_matter(shuffled in Just(some_sessions()).prop_shuffle()) {
        prop_assert_eq!(Past::of(shuffled), Past::of(some_sessions()));
    }
}

/// A few sessions with answers and holds, each of several lines.
fn long_sessions() -> Vec<String> {
    let place = |rep| Place { step: 0, id: "reach".into(), set: 1, side: Some("left".into()), rep };
    let session = |name: &'static str, second: i64| {
        let began = Event::Began(Began { routine: "wall-slide".into(), ..Began::default() });
        let held = (1..12).map(move |rep| Event::Held { place: place(rep), ms: 1000, of_ms: 1000, eased: false });
        let score = |score| Event::Answered(Answered { id: "reach".into(), score: Some(score), ..Answered::default() });
        let events = std::iter::once(began).chain(held).chain([score(9), score(2), Event::Ended { how: Ending::Left }]);
        (0..).zip(events).map(move |(n, event)| entry(name, n, second + i64::from(n), event))
    };
    let all = session("a", 1000).chain(session("b", 5000)).chain(session("c", 2000));
    all.map(|entry| serde_json::to_string(&entry).unwrap() + "\n").collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_joined_in_any_order_and_some_lines_doubled_give_the_same_past(
        shuffled in Just(long_sessions()).prop_shuffle(), doubled in 0usize..20, threads in 1usize..5,
    ) {
        let (expected, _) = parse(&long_sessions().concat(), 1);
        let again = shuffled[..doubled].concat();
        let (past, left_out) = parse(&(shuffled.concat() + &again), threads);
        prop_assert_eq!(past, expected);
        prop_assert_eq!(left_out, LeftOut::default());
    }

    #[test]
    fn any_bytes_are_a_history_with_lines_left_out(text in ".{0,200}", threads in 1usize..5) {
        let joined = long_sessions().concat() + &text;
        let (past, _) = parse(&joined, threads);
        prop_assert_eq!(past.runs().len(), 3);
    }
}

#[test]
fn sorted_lines_of_two_machines_give_the_same_past() {
    let mut lines = long_sessions();
    lines.extend(long_sessions());
    lines.sort();
    assert_eq!(parse(&lines.concat(), 2).0, parse(&long_sessions().concat(), 1).0);
}

#[test]
fn records_of_the_first_version_still_load() {
    let text = r#"{"v":1,"session":"a","n":0,"at":"2026-11-25T04:00:00Z","event":"began","routine":"wall-slide","baseline":2}
{"v":1,"session":"a","n":1,"at":"2026-11-25T04:00:30Z","event":"held","step":0,"id":"reach","set":1,"side":"left","rep":1,"ms":20000,"of_ms":20000}
{"v":1,"session":"a","n":2,"at":"2026-11-25T04:01:00Z","event":"answered","step":0,"id":"reach","score":4}
{"v":1,"session":"a","n":3,"at":"2026-11-25T04:02:00Z","event":"skipped","step":1,"id":"sink"}
{"v":1,"session":"a","n":4,"at":"2026-11-25T04:02:10Z","event":"ended","how":"complete"}
"#;
    let (past, left_out) = parse(text, 1);
    assert_eq!(left_out, LeftOut::default());
    let run = past.runs()[0];
    assert_eq!((run.routine.as_deref(), run.baseline, run.ending), (Some("wall-slide"), 2, Some(Ending::Complete)));
    assert_eq!((run.steps[0].done(), run.steps[0].score, run.steps[0].is_flagged()), (1, Some(4), true));
    assert!(run.steps[1].skipped);
}

#[test]
fn a_past_that_comes_late_keeps_what_was_added_meanwhile() {
    let mut past = Past::default();
    session("now", "morning", None, 9000, Ending::Complete).iter().for_each(|entry| past.add(entry));
    past.merge(Past::of(some_sessions()));
    assert_eq!(past.last_done.keys().collect::<Vec<_>>(), ["morning", "wall-slide", "warm-up"]);
    assert_eq!(past.last_begun(), Some("morning"));
}
