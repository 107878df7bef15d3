//! Routines that change while the program runs.

use unkink::app::Msg;
use unkink::effect::Effect;

use super::hands::{Hands, library, opening, remembers};
use super::states::{self, sample, sore, with_past};

const ONE: &str = "name = \"One\"\n[[step]]\nname = \"Step\"\nhold = 9\n";

#[track_caller]
fn shows(hands: &Hands, words: &str) {
    let text = hands.text(80, 24);
    assert!(text.contains(words), "no “{words}” in\n{text}");
}

fn changed(mut hands: Hands, texts: &[(&str, &str)]) -> Hands {
    hands.tell(Msg::Library(Box::new(library(texts))));
    hands
}

fn edits(hands: &Hands) -> Vec<&Effect> {
    hands.fx.iter().filter(|effect| matches!(effect, Effect::Edit { .. })).collect()
}

#[test]
fn the_picked_routine_is_edited_and_a_broken_one_at_its_fault() {
    let broken = "name = \"B\"\n\n  oops = 1\n[[step]]\nname = \"S\"\nhold = 9\n";
    let list = || Hands::open(opening(library(&[("a", ONE), ("b", broken)]), None)).past(&[]);
    let sound = Effect::Edit { id: "a".into(), place: None };
    assert_eq!(edits(&list().press("e")), [&sound]);
    let broken = Effect::Edit { id: "b".into(), place: Some((3, 3)) };
    assert_eq!(edits(&list().press("down e")), [&broken]);
}

#[test]
fn a_file_that_does_not_load_is_opened_again_at_its_first_fault_or_left() {
    let again = Effect::Edit { id: "mine".into(), place: Some((4, 1)) };
    assert_eq!(edits(&states::broken().press("enter")), [&again]);
    let left = states::broken().press("esc");
    assert!(edits(&left).is_empty());
    shows(&left, "This file does not load:");
}

#[test]
fn a_file_that_loads_says_so_and_is_picked() {
    let mut hands = Hands::open(opening(library(&[("a", ONE), ("b", ONE)]), None)).past(&[]);
    hands = changed(hands, &[("a", ONE), ("b", &ONE.replace("One", "Other"))]);
    hands.tell(Msg::Edited("b".into()));
    shows(&hands, "Other: it loads");
    shows(&hands.press("enter"), "Other");
}

#[test]
fn what_is_picked_stays_picked_when_routines_come_and_go() {
    let third = ONE.replace("One", "Third");
    let list = Hands::open(opening(library(&[("b", ONE), ("c", &third)]), None)).past(&[]);
    let more = changed(list.press("down"), &[("a", ONE), ("b", ONE), ("c", &third)]);
    shows(&more.press("enter"), "Third");
}

#[test]
fn a_list_that_becomes_shorter_keeps_a_line_picked() {
    let list = Hands::open(opening(library(&[("a", ONE), ("b", ONE)]), None)).past(&[]).press("down");
    let fewer = changed(list, &[("a", ONE)]);
    shows(&fewer.press("enter"), "Pain now?");
    let none = changed(Hands::open(opening(library(&[("a", ONE)]), None)).past(&[]), &[]);
    shows(&none, "There is no routine here.");
}

#[test]
fn a_start_card_shows_the_file_as_it_is_now_and_keeps_what_was_chosen() {
    let card = with_past(sore(), Some("sample")).press("w 2");
    shows(&card, "4 steps");
    let text = states::SAMPLE.split("[[step]]\nname = \"Chin tucks\"").next().unwrap().to_owned();
    let changed = changed(card, &[("sample", &text), ("warm", ONE)]);
    shows(&changed, "2 steps");
    shows(&changed, "Without One");
    shows(&changed, "Pain now: 2");
    shows(&changed, "Settle on the roller: 4 of 10 last time");
    shows(&changed.press("enter").wait(1.0), "step 1 of 2");
}

#[test]
fn a_card_whose_file_broke_stays_as_it_was() {
    let card = changed(with_past(sore(), Some("sample")), &[("sample", "name = 3")]);
    shows(&card, "5 steps");
}

#[test]
fn a_session_keeps_the_plan_it_has() {
    let hold = states::begun().wait(23.0);
    let before = hold.text(80, 24);
    let after = changed(hold, &[("sample", ONE)]);
    assert_eq!(after.text(80, 24), before);
    shows(&after.wait(60.0), "Seated turn");
}

#[test]
fn a_file_that_changes_before_the_history_is_read_is_shown_as_it_is() {
    let hands = Hands::open(opening(sample(), Some("sample")));
    let mut hands = changed(hands, &[("sample", ONE)]);
    hands.tell(remembers(sore()));
    shows(&hands, "One");
}
