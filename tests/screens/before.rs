//! What comes before a session: what was left, what hurt, and how few keys an ordinary one takes.

use unkink::record::{Event, Morning};

use super::hands::Hands;
use super::states::{self, left, sore, sore_unasked, stopped, with_past};

#[track_caller]
fn shows(hands: &Hands, words: &str) {
    let text = hands.text(80, 24);
    assert!(text.contains(words), "no “{words}” in\n{text}");
}

fn events(hands: &Hands) -> Vec<&Event> {
    hands.kept.iter().map(|entry| &entry.event).collect()
}

#[test]
fn a_session_that_was_cut_off_goes_on_where_it_was_in_one_key() {
    let hands = with_past(left(5), None);
    shows(&hands, "Seated turn: RIGHT, set 2 of 2, rep 2 of 2");
    let hands = hands.press("enter");
    shows(&hands, "step 3 of 5");
    shows(&hands, "set 2 of 2, rep 2 of 2");
    assert!(hands.kept.iter().all(|entry| entry.session == "earlier"));
    assert_eq!(hands.kept[0].event, Event::Resumed);
}

#[test]
fn declining_keeps_it_as_unfinished_and_goes_where_the_person_was_going() {
    let library = with_past(left(5), None).press("n");
    shows(&library, "unkink ·");
    assert_eq!(events(&library), [&Event::Declined]);
    let card = with_past(left(5), Some("sample")).press("n");
    shows(&card, "Pain now?");
    shows(&card.press("enter").wait(1.0), "step 1 of 5");
}

#[test]
fn what_was_left_long_ago_is_left_unless_a_second_key_says_otherwise() {
    let hands = with_past(left(500), None);
    shows(&hands, "No longer warm");
    assert_eq!(events(&hands.press("enter")), [&Event::Declined]);
    shows(&with_past(left(500), None).press("g"), "step 3 of 5");
}

#[test]
fn a_session_that_was_left_is_offered_when_its_card_opens_again() {
    let hands = Hands::open(super::hands::opening(states::sample(), None)).past(&["sample", "warm"]);
    let left = hands.press("enter w enter").wait(25.0).press("q y enter");
    shows(&left, "unkink ·");
    let again = left.press("enter");
    shows(&again, "First you get ready again.");
    shows(&again.press("enter"), "Settle on the roller");
}

#[test]
fn nothing_is_offered_while_another_window_has_the_session() {
    let mut hands = Hands::open(super::hands::opening(states::sample(), None));
    hands.tell(super::hands::remembers_beside_another(left(5)));
    shows(&hands, "unkink ·");
}

#[test]
fn a_key_pressed_before_the_history_was_read_starts_nothing_behind_a_question() {
    let mut hands = Hands::open(super::hands::opening(states::sample(), Some("sample"))).press("enter");
    hands.tell(super::hands::remembers(left(5)));
    shows(&hands, "First you get ready again.");
    assert!(hands.kept.is_empty());
}

#[test]
fn what_hurt_is_asked_about_at_the_next_start() {
    let asked = || with_past(sore_unasked(), Some("sample"));
    shows(&asked(), "Was it gone by the next morning?");
    shows(&asked(), "Settle on the roller: 4 of 10");
    for (key, gone) in [("enter", Morning::Yes), ("2", Morning::Same), ("3", Morning::Worse)] {
        let hands = asked().press(key);
        assert_eq!(events(&hands), [&Event::Morning { gone }]);
        assert!(hands.kept.iter().all(|entry| entry.session == "earlier" && entry.n == 3));
    }
    shows(&asked().press("enter"), "Settle on the roller: 4 of 10 last time, today easier");
    shows(&asked().press("2"), "Not gone by the next morning: today all of it easier");
    let worse = asked().press("3");
    shows(&worse, "Rest today.");
    shows(&worse.press("g enter").wait(1.0), "easier");
}

#[test]
fn a_step_that_hurt_begins_easier_unless_the_person_says_otherwise() {
    let start = || with_past(sore(), Some("sample")).press("w");
    shows(&start().press("enter").wait(1.0), "easier (e: as planned)");
    assert!(!start().press("e enter").wait(1.0).text(80, 24).contains("easier (e"));
}

#[test]
fn after_a_serious_stop_the_first_key_does_not_start_and_a_second_one_does() {
    // Before anything is asked.
    let hands = with_past(stopped(), Some("sample"));
    shows(&hands, "Get medical advice before you go on.");
    let back = with_past(stopped(), Some("sample")).press("enter");
    assert!(back.quit.is_some() && back.kept.is_empty());
    // The list of conditions, the morning after, the start card, which says it again.
    let card = hands.press("g n 1");
    shows(&card, "Get medical advice before you go on.");
    shows(&card, "Pain now?");
    let on = card.press("enter");
    assert!(on.kept.iter().any(|entry| matches!(entry.event, Event::Began(_))));
}

#[test]
fn advice_that_was_gone_on_from_comes_back_with_the_next_start() {
    let mut hands = Hands::open(super::hands::opening(states::sample(), None));
    hands.tell(super::hands::remembers(stopped()));
    let card = hands.press("enter g n 1");
    shows(&card, "Pain now?");
    shows(&card.press("esc enter"), "Better not today.");
}

#[test]
fn the_list_opened_again_leaves_the_choices_of_the_card_alone() {
    let card = with_past(sore(), Some("sample")).press("w e 2 c");
    shows(&card, "Does any of these apply to you?");
    let back = card.press("esc");
    for words in ["Without Warm-up", "as planned (e: easier)", "Pain now: 2"] {
        shows(&back, words);
    }
}

#[test]
fn the_summary_names_what_begins_easier_next_time() {
    let hands = with_past(sore(), Some("sample")).press("w enter").wait(60.0).press("4").wait(400.0).press("q y");
    shows(&hands, "Easier next time: Settle");
    shows(&states::begun().wait(23.0).press("h 4 enter"), "Easier next time: Settle");
    assert!(!states::last().press("0 enter").text(80, 24).contains("Easier next time"));
}

#[test]
fn a_session_left_a_moment_ago_was_left_just_now() {
    let hands = Hands::open(super::hands::opening(states::sample(), None)).past(&["sample", "warm"]);
    shows(&hands.press("enter w enter").wait(25.0).press("q y enter enter"), "was left just now, at step 1 of 4.");
}

#[test]
fn an_ordinary_session_takes_two_keys() {
    let bundled = || super::hands::opening(states::bundled(), Some("foam-roller"));
    let hands = Hands::open(bundled()).past(&["foam-roller", "warm-up"]);
    let still = |hands: &Hands| hands.app.deadline(hands.now).is_none();
    let hands = hands.press("enter").wait(3000.0);
    shows(&hands, "the last step");
    let hands = hands.press("enter");
    shows(&hands, "That was all of it.");
    assert!(still(&hands));
    // The end of the program is one more, at leisure.
    assert!(hands.press("enter").quit.is_some());
}

#[test]
fn a_first_session_with_its_warm_up_takes_ten_keys_at_most() {
    let mut hands = Hands::open(super::hands::opening(states::bundled(), Some("foam-roller"))).past(&[]).press("enter");
    let mut keys = 1;
    // Every check of it waits.
    while !hands.text(80, 24).contains("That was all of it.") && keys < 12 {
        hands = hands.wait(1000.0).press("enter");
        keys += 1;
    }
    assert!(keys <= 9, "with the one key about health: {}", keys + 1);
    assert!(keys > 4, "a first session asks after every step");
}
