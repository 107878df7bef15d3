//! What is remembered of earlier sessions, from whatever their entries look like.

use jiff::Timestamp;
use proptest::prelude::*;
use unkink::history::Past;
use unkink::record::{Began, Ending, Entry, Event};

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

#[test]
fn a_past_that_comes_late_keeps_what_was_added_meanwhile() {
    let mut past = Past::default();
    session("now", "morning", None, 9000, Ending::Complete).iter().for_each(|entry| past.add(entry));
    past.merge(Past::of(some_sessions()));
    assert_eq!(past.last_done.keys().collect::<Vec<_>>(), ["morning", "wall-slide", "warm-up"]);
    assert_eq!(past.last_begun(), Some("morning"));
}
