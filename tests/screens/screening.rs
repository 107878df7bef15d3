//! The screening card: when it comes, what its keys do, and what is kept of the answers.

use jiff::{SignedDuration, Timestamp};
use unkink::app::Msg;
use unkink::effect::Effect;
use unkink::error::Exit;
use unkink::history::Past;
use unkink::pain::Closest;
use unkink::record::{Began, Entry, Event};
use unkink::screening::{Applies, Screening};

use super::hands::{Hands, START, done, library, opening, remembers_all, well};
use super::states::{rehearsal, sample};

const QUESTION: &str = "Does any of these apply to you?";
const START_CARD: &str = "Pain now? Enter = none";

fn given(screening: Screening) -> Hands {
    with(done(&["sample"]), screening)
}

fn with(past: Past, screening: Screening) -> Hands {
    let mut hands = Hands::open(opening(sample(), Some("sample")));
    hands.tell(remembers_all(past, screening));
    hands
}

/// Somebody who was never asked.
pub fn new_here() -> Hands {
    given(Screening::default())
}

#[track_caller]
fn shows(hands: &Hands, words: &str) {
    // Spaces of the picked line look full.
    let text = hands.text(80, 24).replace('█', " ");
    assert!(text.contains(words), "no “{words}” in\n{text}");
}

fn asks(hands: &Hands) -> bool {
    hands.text(80, 24).contains(QUESTION)
}

fn kept(hands: &Hands) -> Option<&Screening> {
    hands.fx.iter().rev().find_map(|effect| match effect {
        Effect::KeepScreening(screening) => Some(screening),
        _ => None,
    })
}

fn now() -> Timestamp {
    Timestamp::from_second(START).unwrap()
}

/// All no, that many days before now.
fn days_ago(days: i64) -> Screening {
    let mut screening = well();
    let asked = now() - SignedDuration::from_hours(24 * days);
    screening.answers.values_mut().for_each(|answer| answer.asked = asked);
    screening
}

#[test]
fn a_first_start_asks_and_one_key_is_enough() {
    let hands = new_here();
    assert!(asks(&hands));
    let hands = hands.press("n");
    shows(&hands, START_CARD);
    assert!(kept(&hands).unwrap().answers.values().all(|a| a.applies == Applies::No && a.asked == now()));
    let hands = hands.press("enter");
    assert!(matches!(hands.kept[0].event, Event::Began(_)));
}

#[test]
fn a_later_start_does_not_ask() {
    for (hands, asked) in [(given(days_ago(1)), false), (given(days_ago(90)), false), (given(days_ago(91)), true)] {
        assert_eq!(asks(&hands), asked);
    }
    let first = new_here().press("n");
    assert!(!asks(&given(kept(&first).unwrap().clone())));
}

#[test]
fn a_clock_set_back_and_another_list_ask_again() {
    assert!(asks(&given(days_ago(-1))));
    assert!(asks(&given(Screening { list: 0, ..well() })));
}

#[test]
fn a_stop_that_needs_advice_asks_again() {
    let entry = |n, event| {
        let at = now() - SignedDuration::from_mins(60 - i64::from(n));
        Entry { v: Entry::VERSION, session: "a".to_owned(), n, at, event }
    };
    let began = || entry(0, Event::Began(Began { routine: "other".to_owned(), ..Began::default() }));
    for (what, again) in Closest::ALL.into_iter().zip([true, true, true, false, false, false]) {
        let past = Past::of([began(), entry(1, Event::Closest { what })]);
        // What to do comes first.
        let on = if again { "g" } else { "" };
        assert_eq!(asks(&with(past.clone(), days_ago(1)).press(on)), again, "{what:?}");
        assert!(!asks(&with(past, days_ago(0)).press(on)), "{what:?}, and asked since");
    }
}

#[test]
fn a_stop_from_before_the_clock_was_set_back_does_not_ask_for_ever() {
    let at = now() + SignedDuration::from_hours(48);
    let stopped = Event::Closest { what: Closest::SameDay };
    let past = Past::of([Entry { v: Entry::VERSION, session: "a".to_owned(), n: 0, at, event: stopped }]);
    assert!(!asks(&with(past, days_ago(1)).press("g")));
}

#[test]
fn a_new_condition_of_a_file_is_asked_alone() {
    let text = "name = \"Mine\"\nfamily = \"wall\"\navoid-if = [\"vertigo\"]\n[[step]]\nname = \"One\"\nhold = 9\n";
    let mut hands = Hands::open(opening(library(&[("mine", text)]), Some("mine")));
    hands.tell(remembers_all(done(&[]), well()));
    assert!(asks(&hands));
    shows(&hands, ">        vertigo");
    assert!(!hands.text(80, 24).contains("slipped"));
    shows(&hands.press("n"), START_CARD);
}

#[test]
fn a_condition_that_applies_shows_what_to_do_and_enter_does_not_start() {
    for key in ["enter", "pgdn", "esc", "left", "q"] {
        let hands = new_here().press("down y enter");
        shows(&hands, "a slipped (herniated) disc (yes)");
        shows(&hands, "Ask a doctor or physiotherapist before you do this routine.");
        shows(&hands, "Not today, unless a professional has told you that this is fine.");
        assert_eq!(kept(&hands).unwrap().answers["herniated-disc"].applies, Applies::Yes);
        let hands = hands.press(key).wait(0.1);
        assert_eq!(hands.quit, Some(Exit::Well), "{key}");
        assert!(hands.kept.is_empty());
    }
}

#[test]
fn going_on_takes_a_key_of_its_own() {
    let hands = new_here().press("down u enter g");
    shows(&hands, START_CARD);
    assert_eq!(kept(&hands).unwrap().answers["herniated-disc"].cleared, None);
    let again = given(kept(&hands).unwrap().clone());
    assert!(!asks(&again));
    shows(&again, "a slipped (herniated) disc (unsure)");
}

#[test]
fn what_a_professional_said_is_kept_with_its_date_and_not_asked_again() {
    let hands = new_here().press("down y enter").wait(5.0).press("p");
    shows(&hands, START_CARD);
    let screening = kept(&hands).unwrap().clone();
    assert_eq!(screening.answers["herniated-disc"].cleared, Some(now() + SignedDuration::from_secs(5)));
    assert_eq!(screening.answers["heart"].cleared, None);
    let mut later = Hands::open(opening(sample(), Some("sample"))).wait(10.0);
    later.tell(remembers_all(done(&["sample"]), screening));
    shows(&later, START_CARD);
}

#[test]
fn marks_can_be_changed_and_taken_back() {
    let hands = new_here().press("y u");
    shows(&hands, "> unsure");
    let hands = hands.press("u enter");
    assert!(asks(&hands));
    shows(&hands, "n: none of them");
    assert_eq!(kept(&hands), None);
    let hands = hands.press("up down j k y n");
    shows(&hands, "a slipped (herniated) disc (yes)");
}

#[test]
fn leaving_without_an_answer_keeps_nothing() {
    for key in ["esc", "left", "q"] {
        let hands = new_here().press("y").press(key).wait(0.1);
        assert_eq!((kept(&hands), hands.quit), (None, Some(Exit::Well)), "{key}");
    }
    let mut list = Hands::open(opening(sample(), None));
    list.tell(remembers_all(done(&[]), Screening::default()));
    let list = list.press("enter");
    assert!(asks(&list));
    let list = list.press("esc").wait(0.1);
    assert_eq!(list.quit, None);
    assert!(!asks(&list));
}

#[test]
fn nothing_starts_by_an_enter_from_before_the_answers_were_read() {
    let mut hands = Hands::open(opening(sample(), Some("sample"))).press("enter");
    shows(&hands, "A moment: reading the history.");
    hands.tell(remembers_all(done(&["sample"]), Screening::default()));
    assert!(asks(&hands));
    let hands = hands.press("n").wait(1.0);
    shows(&hands, START_CARD);
    assert!(hands.kept.is_empty());
}

#[test]
fn answers_that_come_late_from_the_disk_make_the_card_needless() {
    let mut hands = new_here();
    hands.tell(remembers_all(done(&["sample"]), well()));
    shows(&hands, START_CARD);
    let mut hands = new_here().press("n");
    hands.tell(remembers_all(done(&["sample"]), Screening::default()));
    shows(&hands, START_CARD);
}

#[test]
fn a_rehearsal_asks_nothing() {
    let mut hands = Hands::open(rehearsal(opening(sample(), Some("sample"))));
    hands.tell(remembers_all(done(&[]), Screening::default()));
    assert!(!asks(&hands));
    assert!(!asks(&hands.press("c")));
}

#[test]
fn c_asks_all_of_it_again_and_escape_goes_back_to_the_start_card() {
    let hands = given(days_ago(1)).press("c");
    assert!(asks(&hands));
    let hands = hands.press("esc").wait(0.1);
    shows(&hands, START_CARD);
    let hands = hands.press("c down y enter");
    shows(&hands, "(yes)");
}

#[test]
fn a_hostile_condition_of_a_file_is_shown_harmless() {
    let text = "name = \"Mine\"\navoid-if = [\"\\u001b[31m\\u202eevil\"]\n[[step]]\nname = \"One\"\nhold = 9\n";
    let mut hands = Hands::open(opening(library(&[("mine", text)]), Some("mine")));
    hands.tell(remembers_all(done(&[]), well()));
    for hands in [hands.press("y"), Hands::open(opening(library(&[]), None))] {
        assert!(!hands.text(80, 24).contains(['\u{1b}', '\u{202e}']));
    }
}

#[test]
fn the_cursor_is_always_to_be_seen() {
    let mut hands = new_here();
    hands.tell(Msg::Resized { columns: 40, rows: 12 });
    for at in 0..13 {
        let text = hands.text(40, 12);
        assert!(text.contains("│ >") && text.contains(QUESTION) && text.contains("n none"), "line {at}\n{text}");
        hands = hands.press("down");
    }
    let text = hands.text(80, 24);
    assert!(!text.contains("more"), "all lines in an ordinary window\n{text}");
}
