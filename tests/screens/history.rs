//! The history on the screen: days, what hurt, a score corrected, a session deleted.

use jiff::Timestamp;
use unkink::effect::Effect;
use unkink::history::Past;
use unkink::pain::Closest;
use unkink::record::{Answered, Began, Ending, Entry, Event, Morning, Place};

use super::hands::{Hands, START, library, opening, remembers};
use super::states::{rehearsal, sample, scored, with_past};

/// One session as its entries, so many minutes before the program opens.
pub fn session(name: &str, minutes: i64, began: Began, events: Vec<Event>) -> Vec<Entry> {
    let at = Timestamp::from_second(START - minutes * 60).unwrap();
    let events = std::iter::once(Event::Began(began)).chain(events);
    (0..).zip(events).map(|(n, event)| Entry { v: 1, session: name.into(), n, at, event }).collect()
}

fn sample_began() -> Began {
    Began { routine: "sample".into(), warm_up: Some("warm".into()), ..Began::default() }
}

fn held(step: usize, id: &str, side: Option<&str>, eased: bool) -> Event {
    let place = Place { step, id: id.into(), set: 1, side: side.map(str::to_owned), rep: 1 };
    Event::Held { place, ms: 15_000, of_ms: 15_000, eased }
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Five sessions on five days, the last of them today.
fn five() -> Past {
    let turn = |side| held(2, "seated-turn", Some(side), false);
    let end = |how| Event::Ended { how };
    let today = vec![
        held(0, "march-on-the-spot", None, false),
        held(1, "settle-on-the-roller", None, true),
        scored(1, "settle-on-the-roller", 2),
        turn("left"),
        turn("right"),
        scored(2, "seated-turn", 0),
        Event::Skipped { step: 3, id: "chin-tucks".into() },
        held(4, "rest-on-the-floor", None, false),
        end(Ending::Complete),
    ];
    let yesterday = vec![held(1, "settle-on-the-roller", None, false), end(Ending::Left)];
    let place = Place { step: 2, id: "seated-turn".into(), set: 1, side: Some("left".into()), rep: 1 };
    let stopped = vec![
        scored(1, "settle-on-the-roller", 3),
        turn("left"),
        Event::Stopped { place },
        Event::Closest { what: Closest::Ache },
        end(Ending::Hurt),
        Event::Morning { gone: Morning::Yes },
    ];
    let nobody = Answered { step: 1, id: "settle-on-the-roller".into(), ..Answered::default() };
    let hurt = vec![Event::Answered(nobody), scored(2, "seated-turn", 7), end(Ending::Pain)];
    let gone = Began { routine: "gone".into(), ..Began::default() };
    let ghost = vec![held(0, "ghost", None, false), scored(0, "settle-on-the-roller", 5), end(Ending::Complete)];
    let sore = Began { baseline: 3, no_roller: true, ..sample_began() };
    let sessions = [
        session("e", 2 * HOUR, sample_began(), today),
        session("d", DAY + HOUR, sore, yesterday),
        session("c", 3 * DAY, sample_began(), stopped),
        session("b", 5 * DAY, sample_began(), hurt),
        session("a", 8 * DAY, gone, ghost),
    ];
    Past::of(sessions.into_iter().flatten())
}

/// The history of five sessions.
pub fn open() -> Hands {
    with_past(five(), None).press("h")
}

/// The same in a rehearsal.
pub fn rehearsed() -> Hands {
    let mut hands = Hands::open(rehearsal(opening(sample(), None)));
    hands.tell(remembers(five()));
    hands.press("h")
}

#[track_caller]
fn shows(hands: &Hands, words: &str) {
    let text = hands.text(80, 24);
    assert!(text.contains(words), "no “{words}” in\n{text}");
}

#[track_caller]
fn hides(hands: &Hands, words: &str) {
    let text = hands.text(80, 24);
    assert!(!text.contains(words), "“{words}” in\n{text}");
}

fn events(hands: &Hands) -> Vec<&Event> {
    hands.kept.iter().map(|entry| &entry.event).collect()
}

#[test]
fn a_session_belongs_to_the_day_it_was_begun_on_where_it_was_begun() {
    // 23:30 and 00:30 in a zone nine hours ahead, which is the afternoon of one day in UTC.
    let night = |name: &str, minutes| {
        let began = Began { routine: "sample".into(), offset: Some(9 * 3600), ..Began::default() };
        session(name, minutes, began, vec![Event::Ended { how: Ending::Complete }])
    };
    let at = |text: &str| (START - text.parse::<Timestamp>().unwrap().as_second()) / 60;
    let evening = night("evening", at("2026-05-10T14:30:00Z"));
    let past = Past::of(evening.into_iter().chain(night("night", at("2026-05-10T15:30:00Z"))));
    let text = with_past(past, None).press("h").text(80, 24);
    let rows: Vec<&str> = text.lines().map(|line| line.get(.."│ Monday 2026-05-11".len()).unwrap_or("")).collect();
    assert_eq!(
        rows[2..6].iter().map(|row| row.trim()).collect::<Vec<_>>(),
        [
            "│ Monday 2026-05-11",
            "│ 00:30██Sample█bac".get(..rows[3].len()).unwrap(),
            "│ Sunday 2026-05-10",
            "│ 23:30  Sample bac"
        ]
    );
}

#[test]
fn a_wrong_score_is_corrected_after_a_question() {
    let asked = open().press("enter down 4");
    shows(&asked, "Pain 4 instead of 2?");
    let corrected = asked.press("enter");
    let right = Answered { step: 1, id: "settle-on-the-roller".into(), score: Some(4), ..Answered::default() };
    assert_eq!(events(&corrected), [&Event::Answered(Answered { corrected: true, ..right })]);
    assert!(corrected.kept.iter().all(|entry| entry.session == "e" && entry.n == 10));
    shows(&corrected, "pain 4");
    // It counts at once: the step begins easier at the next start.
    let start = corrected.press("esc esc enter n 1");
    shows(&start, "Settle on the roller: 4 of 10 last time, today easier");
}

#[test]
fn a_one_and_a_zero_are_a_ten_and_another_digit_another_score() {
    let ten = open().press("enter down 1").wait(0.3).press("0");
    shows(&ten, "Pain 10 instead of 2?");
    shows(&open().press("enter down 1").wait(1.2).press("0"), "Pain 0 instead of 2?");
    let kept = ten.press("3 y");
    assert!(matches!(events(&kept)[..], [Event::Answered(Answered { score: Some(3), .. })]));
}

#[test]
fn a_score_can_be_given_where_nobody_answered() {
    let asked = open().press("down down down enter 2");
    shows(&asked, "Pain 2 instead of “no answer”?");
    shows(&open().press("enter 1"), "Pain 1, of which nothing was said?");
}

#[test]
fn no_to_either_question_changes_nothing() {
    for keys in ["enter down 4 n", "enter down 4 esc", "enter d enter", "enter d n", "enter d esc"] {
        let hands = open().press(keys).wait(1.0);
        assert!(hands.kept.is_empty(), "{keys}");
        shows(&hands.press("esc"), "Today, Thursday");
    }
}

#[test]
fn a_deleted_session_is_gone_and_counts_for_nothing() {
    let asked = open().press("down down d");
    shows(&asked, "Sample back, Monday 2026-05-25, 20:26");
    let deleted = asked.press("y");
    assert_eq!(events(&deleted), [&Event::Deleted]);
    assert_eq!(deleted.kept[0].session, "c");
    hides(&deleted, "2026-05-25");
    shows(&deleted, "Saturday 2026-05-23");
    // The next session is picked, and after the last of them nothing is left.
    let mut hands = deleted;
    for _ in 0..4 {
        hands = hands.press("d y");
    }
    assert_eq!(hands.kept.iter().map(|entry| entry.session.as_str()).collect::<String>(), "cbade");
    shows(&hands, "Nothing yet");
    shows(&hands.press("enter"), "unkink · 3 routines");
}

#[test]
fn what_is_done_in_this_very_run_is_there_too() {
    let done = with_past(Past::default(), None).press("/ r o l enter enter enter").wait(60.0).press("n 0 enter enter");
    let text = done.text(80, 24);
    assert!(text.contains("unkink ·"), "{text}");
    shows(&done.press("esc h"), "Roll ");
}

#[test]
fn a_history_that_is_read_late_comes_into_the_open_list() {
    let mut hands = Hands::open(opening(sample(), None)).press("h");
    shows(&hands, "A moment: reading the history.");
    hands.tell(remembers(five()));
    shows(&hands, "stopped, it hurt");
    assert!(hands.kept.is_empty());
}

#[test]
fn a_rehearsal_changes_nothing() {
    for keys in ["d", "enter down 4"] {
        let hands = rehearsed().press(keys);
        shows(&hands, "A rehearsal changes nothing.");
        let hands = hands.press("y enter");
        assert!(!hands.fx.iter().any(|effect| matches!(effect, Effect::Keep(_))));
        shows(&hands, "Sample back");
    }
}

#[test]
fn in_a_narrow_window_a_session_opens_alone() {
    let text = open().press("enter").text(40, 12);
    assert!(text.contains("after Warm-up") && !text.contains("Yesterday"), "{text}");
    let text = open().press("enter esc").text(40, 12);
    assert!(text.contains("Yesterday"), "{text}");
}

#[test]
fn a_session_says_how_it_went_and_how_the_morning_was() {
    let stopped = open().press("down down enter");
    shows(&stopped, "closest: “a strong ache”");
    shows(&stopped, "gone by the next morning");
    let sore = open().press("down enter");
    shows(&sore, "pain before: 3");
    shows(&sore, "without roller steps");
}

#[test]
fn the_chart_is_of_the_step_that_hurt_most_or_of_the_picked_one() {
    shows(&open().press("down down c"), "Settle on the roller: pain, 0-10");
    let chart = open().press("enter down c");
    shows(&chart, " 5       ·       3       2");
    shows(&chart, "2026-05-20 to 2026-05-28");
    let next = chart.press("down");
    shows(&next, "Seated turn: pain, 0-10");
    shows(&next, " 7       0");
    shows(&next.press("down"), "Nobody was asked about this step yet.");
    // A chart of a step that was asked about once has one bar and one date.
    hides(&open().press("down down down down c esc"), "pain, 0-10");
}

#[test]
fn a_long_history_is_moved_through_and_every_picked_session_is_to_be_seen() {
    let many = (0..200).flat_map(|n| {
        session(&format!("s{n:03}"), n * 7 * HOUR, sample_began(), vec![Event::Ended { how: Ending::Complete }])
    });
    let mut hands = with_past(Past::of(many), None).press("h");
    hands.tell(unkink::app::Msg::Resized { columns: 40, rows: 12 });
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..199 {
        let text = hands.text(40, 12);
        let picked = text.lines().find(|line| line.contains('█')).unwrap_or_else(|| panic!("{text}")).to_owned();
        let top = text.lines().nth(2).unwrap();
        assert!(top.contains("day 20"), "the topmost row tells the day:\n{text}");
        seen.insert((hands.app.deadline(hands.now), top.to_owned(), picked));
        hands = hands.press("down");
    }
    assert!(seen.len() > 100);
    let last = hands.text(40, 12);
    assert_eq!(hands.press("down pgdn").text(40, 12), last);
}

#[test]
fn a_click_picks_a_session_and_no_day() {
    let mut hands = open();
    hands.tell(unkink::app::Msg::Click(5, 4));
    shows(&hands, "Thursday 2026-05-28, 18:26");
    hands.tell(unkink::app::Msg::Click(5, 5));
    shows(&hands, "pain before: 3");
}

#[test]
fn a_hostile_history_reaches_no_cell() {
    let evil = "\u{1b}[31m\u{202e}x";
    let began = Began { routine: evil.into(), warm_up: Some(evil.into()), ..Began::default() };
    let events = vec![held(usize::MAX, evil, Some(evil), false), scored(usize::MAX, evil, 255)];
    let past = || Past::of(session(evil, HOUR, began.clone(), events.clone()));
    let all = library(&[("one", "name = \"One\"\n[[step]]\nname = \"Step\"\nhold = 9\n")]);
    for keys in ["h", "h enter", "h enter 3", "h d", "h c", "h enter 3 enter", "h d y"] {
        let mut hands = Hands::open(opening(all.clone(), None));
        hands.tell(remembers(past()));
        let hands = hands.press("n").press(keys);
        for size in [(80, 24), (40, 12), (120, 40)] {
            let text = hands.text(size.0, size.1);
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{keys}: {text:?}");
        }
    }
}
