//! What keys do, at every place.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unkink::action::Action;
use unkink::app::keymap::{self, Answered, Clock, Key, Place};
use unkink::app::{Msg, Signal};
use unkink::cue::Cue;
use unkink::effect::{Effect, Volume};
use unkink::error::Exit;
use unkink::history::Past;
use unkink::record::{Ending, Event};

use super::hands::{Hands, done, library, opening, remembers};
use super::history;
use super::states::{self, begun, sample};

fn hold() -> Hands {
    begun().wait(23.0)
}

#[track_caller]
pub fn shows(hands: &Hands, words: &str) {
    let text = hands.text(80, 24);
    assert!(text.contains(words), "no “{words}” in\n{text}");
}

#[track_caller]
fn shows_in(hands: &Hands, words: &str, (columns, rows): (u16, u16)) {
    let text = hands.text(columns, rows);
    assert!(text.contains(words), "no “{words}” in\n{text}");
}

/// A window in which every list is too long.
const SMALL: (u16, u16) = (40, 9);

pub fn stopped(hands: &Hands) -> bool {
    hands.text(80, 24).contains("Which is closest?")
}

/// A state of each place in which every one of its keys has something to do.
pub fn at(place: Place) -> Hands {
    let list = || {
        let one = "name = \"One\"\n[[step]]\nname = \"Step\"\nhold = 9\n";
        Hands::open(opening(library(&["r1", "r2", "r3"].map(|id| (id, one))), None)).past(&["r1"])
    };
    let first = || Hands::open(opening(sample(), Some("sample"))).past(&["warm"]).press("w enter");
    let last = || states::last().small().press("down");
    let state = match place {
        Place::Library => list().press("/ r enter down"),
        Place::Filter => list().press("/ r down"),
        Place::Mend => states::broken(),
        Place::Offer => states::with_past(states::left(5), Some("sample")),
        Place::ColdOffer => states::with_past(states::left(500), Some("sample")),
        Place::Advised => states::with_past(states::stopped(), Some("sample")),
        Place::Morning => states::with_past(states::sore_unasked(), Some("sample")),
        Place::NoHistory => states::with_past(Past::default(), None).press("h"),
        Place::History => history::open().small().press("down"),
        Place::HistoryStep => history::open().press("enter down"),
        Place::HistoryDelete => history::open().press("d"),
        Place::HistoryCorrect => history::open().press("enter down 4"),
        Place::HistoryChart => history::open().press("enter down c"),
        Place::Start => states::with_past(states::sore(), Some("sample")).small().press("down"),
        Place::NotToday => states::with_past(states::sore(), Some("sample")).small().press("7 down"),
        Place::Screening(answered) => {
            let card = super::screening::new_here().small().press("down down");
            if answered == Answered::Yes { card.press("y") } else { card }
        }
        Place::Screened => super::screening::new_here().small().press("down y down u down down y enter down"),
        Place::Session => hold(),
        Place::Open => states::waiting().press("enter").wait(17.0),
        Place::Paused => hold().press("space").wait(1.0),
        Place::Waiting => states::waiting(),
        Place::Check(answered, clock) => {
            let open = match clock {
                Clock::Runs => begun().wait(52.0),
                Clock::Paused => begun().wait(52.0).press("space").wait(1.0),
                Clock::Waits => first().wait(80.0),
            };
            if answered == Answered::Yes { open.press("2") } else { open }
        }
        Place::LastCheck(Answered::No) => last(),
        Place::LastCheck(Answered::Yes) => last().press("2"),
        Place::Stop => hold().press("h"),
        Place::Advice => hold().press("h 4"),
        Place::Summary => last().press("0 enter"),
        Place::Help => hold().small().press("? down"),
        Place::Leave => hold().press("q"),
    };
    let hint = keymap::hints(place).remove(0);
    shows(&state, &format!("{} {}", hint.0, hint.1));
    state
}

/// An event for each key that a binding names.
pub fn events(key: Key) -> Vec<KeyEvent> {
    match key {
        Key::Char(c) => vec![KeyEvent::from(KeyCode::Char(c))],
        Key::Named(code) => vec![KeyEvent::from(code)],
        Key::Ctrl(c) => vec![KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL)],
        Key::Digit(first, last) => {
            (first..=last).map(|digit| KeyEvent::from(KeyCode::Char(char::from(b'0' + digit)))).collect()
        }
        Key::Any => vec![KeyEvent::from(KeyCode::Char('a'))],
    }
}

#[test]
fn every_key_in_help_does_what_no_other_key_does() {
    // All that can be noticed, once it is certain that an Escape was one: what is shown, and what was asked for.
    type Told = (String, String, Vec<Effect>);
    let told = |hands: Hands| -> Told {
        let hands = hands.wait(0.1);
        (hands.text(80, 24), hands.text(SMALL.0, SMALL.1), hands.fx)
    };
    let after = |mut hands: Hands, event: KeyEvent| {
        hands.tell(Msg::Key(event));
        told(hands)
    };
    for place in Place::ALL {
        let states: &[&dyn Fn() -> Hands] = match place {
            // One line can be scrolled: down from the first, up from the second.
            Place::LastCheck(_) | Place::Summary => &[&|| at(place), &|| at(place).press("up")],
            // While the rest runs, Enter has something to do only where the answer ends the session.
            Place::Check(Answered::Yes, _) => &[&|| at(place), &|| at(place).press("7")],
            _ => &[&|| at(place)],
        };
        let idle: Vec<[Told; 2]> =
            states.iter().map(|state| [told(state()), after(state(), KeyEvent::from(KeyCode::F(9)))]).collect();
        for (binding, (names, words)) in keymap::bindings(place).zip(keymap::help(place)) {
            if binding.action == Action::Pause {
                continue; // As any stranger: it only keeps what waits from going on.
            }
            let nothing = words.starts_with("nothing");
            let rest_is_over = matches!(place, Place::Check(_, Clock::Waits));
            if rest_is_over && matches!(binding.action, Action::More | Action::Less) {
                continue;
            }
            for key in binding.keys {
                let does = events(*key).into_iter().any(|event| {
                    states.iter().zip(&idle).any(|(state, [before, stranger])| {
                        let seen = after(state(), event);
                        seen != *before && (seen != *stranger || binding.action == Action::Toggle)
                    })
                });
                assert!(!words.is_empty());
                assert_eq!(does, !nothing, "{place:?}: {} ({names}), of which help says: {words}", keymap::name(*key));
            }
        }
    }
}

#[test]
fn the_keys_of_the_readme_are_those_of_a_session() {
    let readme = include_str!("../../README.md");
    let table = readme.split("## Keys").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| key"));
    let cells: Vec<&str> = rows.map(|row| row.split('|').nth(1).unwrap()).collect();
    assert!(cells.len() > 10, "{cells:?}");
    let named: Vec<String> = keymap::help(Place::Session)
        .iter()
        .flat_map(|(keys, _)| keys.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for key in cells.iter().flat_map(|cell| cell.split(", ")) {
        let key = match key.trim().trim_matches('`') {
            "Right" => "→",
            "Left" => "←",
            key => key,
        };
        assert!(named.iter().any(|name| name == key), "{key} is not one of {named:?}");
    }
}

#[test]
fn lists_are_scrolled_no_further_than_their_end() {
    let start = || Hands::open(opening(sample(), Some("sample"))).past(&["sample"]);
    for (name, place) in [("help", hold().press("?")), ("start", start()), ("summary", at(Place::Summary).press("up"))]
    {
        let top = place.small();
        let mut end = top.text(SMALL.0, SMALL.1);
        let mut scrolled = top;
        let mut lines = 0;
        for _ in 0..200 {
            scrolled = scrolled.press("down");
            let text = scrolled.text(SMALL.0, SMALL.1);
            lines += usize::from(text != end);
            end = text;
        }
        assert!(lines > 0, "{name}");
        assert!(!end.contains("more (↓)"), "{name}\n{end}");
        assert_ne!(scrolled.press("up").text(SMALL.0, SMALL.1), end, "{name}: up is dead");
    }
}

#[test]
fn a_list_that_fits_stays_where_it_is() {
    let help = hold().press("?");
    let before = help.text(80, 24);
    let down = help.press("down down down");
    assert_eq!(down.text(80, 24), before);
    let mut smaller = down;
    smaller.tell(Msg::Resized { columns: 40, rows: 12 });
    shows_in(&smaller, "it hurts: everything", SMALL);
}

#[test]
fn the_call_for_help_comes_with_the_last_reminder() {
    let mut stop = hold().press("h").wait(0.1);
    let mut shown = Vec::new();
    while let Some(due) = stop.app.deadline(stop.now).filter(|due| due.since(stop.now).as_secs() < 600) {
        let wait = due.since(stop.now).as_secs_f64();
        stop = stop.wait(wait);
        shown.push((stop.now, stop.text(80, 24).contains("call for help")));
    }
    let first = shown.iter().find(|(_, shown)| *shown).map(|(at, _)| *at);
    assert_eq!(first, stop.played.last().map(|(at, _)| *at), "{shown:?}");
}

#[test]
fn a_file_is_found_by_its_name_in_either_case() {
    let library = || library(&[("Kneeling", "name = \"On the floor\"\n[[step]]\nname = \"One\"\nhold = 9\n")]);
    for typed in ["/ k n e e", "/ F L O O R"] {
        shows(&Hands::open(opening(library(), None)).press(typed), "On the floor");
    }
}

#[test]
fn no_key_is_bound_twice_in_one_place() {
    for place in Place::ALL {
        let keys: Vec<Key> = keymap::bindings(place).flat_map(|b| b.keys).copied().collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{place:?}: {key:?}");
        }
    }
}

#[test]
fn every_pain_key_stops_in_every_state_of_a_session() {
    for key in ["h", "H", "s", "S", "esc", ".", "b"] {
        let turning = || begun().wait(70.0);
        let states = [
            begun().wait(3.0),
            hold(),
            turning().wait(23.0),
            turning().wait(38.0),
            turning().wait(72.0),
            begun().wait(52.0),
            hold().press("space"),
            hold().press("space").wait(1.0).press("space"),
            hold().press("3"),
            hold().sleep(60.0),
            states::waiting(),
        ];
        for (at, state) in states.into_iter().enumerate() {
            let state = state.press(key).wait(1.0);
            assert!(stopped(&state), "{key} in state {at}\n{}", state.text(80, 24));
            assert!(state.kept.iter().any(|entry| matches!(entry.event, Event::Stopped { .. })));
        }
    }
}

/// "Cut within 100 ms" is the sound's own matter, see `sound`; here it is asked to be cut before anything else.
#[test]
fn from_any_state_the_next_picture_is_the_stop_screen_and_what_sounds_is_cut_first() {
    let turning = || begun().wait(70.0);
    let resized = || {
        let mut hands = hold();
        hands.tell(Msg::Resized { columns: 40, rows: 12 });
        hands
    };
    let states: [(&str, Hands); 12] = [
        ("prep", begun().wait(3.0)),
        ("hold", hold()),
        ("end of a hold", begun().wait(49.8)),
        ("rest", turning().wait(72.0)),
        ("switch", turning().wait(38.0)),
        ("check", begun().wait(52.0)),
        ("paused", hold().press("space").wait(5.0)),
        ("count-in", hold().press("space").wait(1.0).press("space").wait(0.5)),
        ("waiting", states::waiting().wait(20.0)),
        ("help", hold().press("?")),
        ("whether to leave", hold().press("q")),
        ("just resized", resized()),
    ];
    for (name, state) in states {
        let before = state.fx.len();
        let state = state.press("h");
        for size in [(80, 24), (120, 40), (40, 12)] {
            let text = state.text(size.0, size.1);
            assert!(text.contains("closest?"), "{name} at {size:?}\n{text}");
        }
        let sounds: Vec<&Effect> =
            state.fx[before..].iter().filter(|fx| matches!(fx, Effect::Hush | Effect::Play { .. })).collect();
        assert_eq!(sounds, [&Effect::Hush, &Effect::Play { cue: Cue::Stop, at: state.now }], "{name}");
        let after = state.wait(19.0);
        assert_eq!(after.played.last().map(|(_, cue)| *cue), Some(Cue::Stop), "{name}: nothing sounds behind it");
    }
}

#[test]
fn in_help_and_in_the_question_escape_closes_and_h_stops() {
    for open in ["?", "q"] {
        assert!(!stopped(&hold().press(open).press("esc").wait(1.0)));
        shows(&hold().press(open).press("esc").wait(1.0), "Space go on");
        for key in ["h", "s", ".", "b"] {
            assert!(stopped(&hold().press(open).press(key)), "{key} in {open}");
        }
    }
}

#[test]
fn a_split_arrow_is_undone_without_a_trace() {
    let whole = hold().press("right").wait(2.0);
    for first in ["[", "O"] {
        let split = hold().press("esc").wait(0.02).press(first).wait(0.01).press("C").wait(1.97);
        assert_eq!(split.kept.len(), whole.kept.len());
        assert!(split.kept.iter().all(|entry| !matches!(entry.event, Event::Stopped { .. })));
        shows(&split, "Stop if it hurts.");
    }
}

#[test]
fn a_key_that_comes_byte_by_byte_is_one_key_and_a_click_is_none() {
    let slowly = |keys: &str| keys.split_whitespace().fold(hold(), |hands, key| hands.press(key).wait(0.04));
    let whole = hold().press("right").wait(0.12);
    let arrow = slowly("esc [ C");
    assert_eq!(arrow.text(80, 24), whole.text(80, 24));
    let click = slowly("esc [ < 0 ; 5 ; 3 M esc [ < 0 ; 5 ; 3 m").wait(0.2);
    shows(&click, "Space pause");
    for hands in [arrow, click, slowly("esc [ 1 ; 5 C").wait(0.2), slowly("esc [ 6 ~").wait(0.2)] {
        assert!(hands.kept.iter().all(|entry| !matches!(entry.event, Event::Stopped { .. })));
    }
    // Keys under one hand are no click.
    assert!(stopped(&slowly("esc [ m").wait(0.2)));
    assert!(stopped(&slowly("esc [ < m").wait(0.2)));
}

#[test]
fn a_split_arrow_tells_hushed_cues_again() {
    // At 46.8 s the three of the count at 47 s has been told, and has not sounded.
    let split = begun().wait(46.8).press("esc").wait(0.02).press("[").press("Z").wait(1.0);
    let counts: Vec<_> = split.played.iter().filter(|(_, cue)| *cue == Cue::Count).collect();
    let plain = begun().wait(47.82);
    let expected: Vec<_> = plain.played.iter().filter(|(_, cue)| *cue == Cue::Count).collect();
    assert_eq!(counts, expected);
}

#[test]
fn an_escape_alone_is_kept_a_moment_later() {
    let escape = hold().press("esc");
    assert!(!escape.kept.iter().any(|entry| matches!(entry.event, Event::Stopped { .. })));
    assert!(stopped(&escape));
    assert!(escape.played.iter().any(|(_, cue)| *cue == Cue::Stop));
    let escape = escape.wait(0.06);
    assert!(escape.kept.iter().any(|entry| matches!(entry.event, Event::Stopped { .. })));
    assert!(stopped(&escape.press("[ C")));
}

#[test]
fn an_escape_and_a_key_that_came_as_one_stop() {
    let mut hands = hold();
    hands.tell(Msg::Key(KeyEvent::new(KeyCode::Char(' '), KeyModifiers::ALT)));
    assert!(stopped(&hands));
}

#[test]
fn any_other_key_and_a_click_pause_and_never_go_on() {
    for key in ["x", "Z", "tab", "up", "ж"] {
        let paused = hold().press(key);
        shows(&paused, "Space go on");
        shows(&paused.wait(5.0).press(key), "Space go on");
    }
    let mut clicked = hold();
    clicked.tell(Msg::Click(3, 3));
    shows(&clicked, "Space go on");
}

#[test]
fn a_letter_with_ctrl_does_nothing() {
    let before = hold().text(80, 24);
    assert_eq!(hold().press("ctrl-x ctrl-h ctrl-s").text(80, 24), before);
}

#[test]
fn enter_does_nothing_in_a_running_step() {
    assert_eq!(hold().press("enter").text(80, 24), hold().text(80, 24));
}

#[test]
fn releases_do_nothing_and_repeats_only_where_they_are_wanted() {
    let key = |code, kind| KeyEvent::new_with_kind(code, KeyModifiers::NONE, kind);
    for place in Place::ALL {
        assert_eq!(keymap::action(place, &key(KeyCode::Char(' '), KeyEventKind::Release)), None);
    }
    let repeat = |c| keymap::action(Place::Session, &key(KeyCode::Char(c), KeyEventKind::Repeat));
    assert_eq!(repeat(' '), None);
    assert_eq!(repeat('+'), Some(Action::More));
    assert_eq!(repeat('='), Some(Action::More));
}

#[test]
fn a_session_needs_two_presses_and_ends_the_program_it_was_opened_for() {
    let text = "name = \"Short\"\n[[step]]\nname = \"Hold\"\nhold = 10\n";
    let short = Hands::open(opening(library(&[("short", text)]), Some("short"))).past(&["short"]);
    let over = short.press("enter").wait(25.0);
    shows(&over, "after Hold, the last step");
    let closed = over.press("enter");
    assert!(closed.kept.iter().any(|entry| entry.event == Event::Ended { how: Ending::Complete }));
    assert_eq!(closed.press("enter").quit, Some(Exit::Well));
}

#[test]
fn from_the_library_a_session_leads_back_to_it() {
    let list = Hands::open(opening(sample(), None)).past(&["sample"]);
    let back = list.press("enter w enter").wait(23.0).press("q y enter");
    assert_eq!(back.quit, None);
    shows(&back, "3 routines");
}

#[test]
fn enter_counts_once_the_history_is_there() {
    let early = Hands::open(opening(sample(), Some("sample"))).press("w enter");
    shows(&early, "reading the history");
    assert!(early.kept.is_empty());
    let mut early = early.wait(1.0);
    early.tell(remembers(done(&["sample"])));
    shows(&early, "step 1 of 4");
}

#[test]
fn six_and_more_need_a_second_key() {
    let card = || Hands::open(opening(sample(), None)).past(&["sample"]).press("enter 7");
    shows(&card().press("enter"), "3 routines");
    let on = card().press("w g");
    shows(&on, "step 1 of 3");
}

#[test]
fn one_and_zero_make_ten() {
    let card = || Hands::open(opening(sample(), Some("sample"))).past(&["sample"]);
    shows(&card().press("1 0"), "Pain now: 10. Not today.");
    shows(&card().press("1").wait(1.5).press("0"), "Pain now: 0");
}

#[test]
fn the_warm_up_is_left_out_when_it_was_just_done() {
    let mut hands = Hands::open(opening(sample(), Some("sample")));
    let mut past = done(&["sample"]);
    hands.tell(Msg::Tick);
    shows(&hands, "First: Warm-up");
    past.last_done.insert("warm".into(), jiff::Timestamp::from_second(1_780_000_000 - 600).unwrap());
    hands.tell(remembers(past));
    shows(&hands, "Without Warm-up");
}

#[test]
fn ctrl_c_keeps_and_leaves_at_once() {
    let left = hold().press("ctrl-c");
    assert_eq!(left.quit, Some(Exit::Interrupted));
    assert!(left.kept.iter().any(|entry| matches!(entry.event, Event::Held { .. })));
    assert!(left.kept.iter().any(|entry| entry.event == Event::Ended { how: Ending::Left }));
    let ended = left.fx.iter().rposition(|effect| matches!(effect, Effect::Keep(_)));
    assert!(ended < left.fx.iter().rposition(|effect| matches!(effect, Effect::Quit(_))));
    for signal in [Signal::Terminate, Signal::Interrupt] {
        let mut told = hold();
        told.tell(Msg::Signal(signal));
        assert_eq!(told.quit, Some(Exit::Interrupted));
        assert!(told.kept.iter().any(|entry| entry.event == Event::Ended { how: Ending::Left }));
    }
}

#[test]
fn two_sessions_that_begin_in_one_moment_are_two() {
    let list = Hands::open(opening(sample(), None)).past(&["sample", "warm"]);
    // The second time it is offered to go on with the first.
    let twice = list.press("enter enter q enter enter").press("enter n enter q enter");
    let names = |event: fn(&Event) -> bool| -> Vec<String> {
        twice.kept.iter().filter(|entry| event(&entry.event)).map(|entry| entry.session.clone()).collect()
    };
    let (began, ended) =
        (names(|event| matches!(event, Event::Began(_))), names(|event| matches!(event, Event::Ended { .. })));
    assert_eq!(began.len(), 2);
    assert_ne!(began[0], began[1]);
    assert_eq!(began, ended);
}

#[test]
fn ctrl_z_pauses_is_silent_and_suspends() {
    let mut stopped = hold();
    stopped.tell(Msg::Signal(Signal::Stop));
    for mut away in [hold().press("ctrl-z"), stopped] {
        assert_eq!(away.fx[away.fx.len() - 2..], [Effect::Hush, Effect::Suspend]);
        away.tell(Msg::Signal(Signal::Continue));
        assert_eq!(away.fx.last(), Some(&Effect::Redraw));
        let away = away.sleep(600.0);
        shows(&away, "Space go on");
    }
}

#[test]
fn the_volume_is_changed_in_steps_and_shown_for_a_while() {
    let louder = hold().press("]");
    assert_eq!(louder.volume, Some(Volume { percent: 65, muted: false }));
    shows(&louder, "Volume 65");
    let later = louder.wait(2.1);
    assert!(!later.text(80, 24).contains("Volume"));
    let silent = later.press("m");
    assert_eq!(silent.volume, Some(Volume { percent: 65, muted: true }));
    shows(&silent.wait(3.0), "muted · Sample back");
    assert_eq!(hold().press("[ [").volume.map(|v| v.percent), Some(50));
}

#[test]
fn a_routine_that_starts_silent_is_silent_only_itself() {
    let text = "name = \"Desk\"\nmute = true\n[[step]]\nname = \"Hold\"\nhold = 10\n";
    let list = Hands::open(opening(library(&[("desk", text)]), None)).past(&["desk"]);
    let begun = list.press("enter enter");
    assert_eq!(begun.volume, Some(Volume { percent: 60, muted: true }));
    let back = begun.wait(5.0).press("q y enter");
    assert_eq!(back.volume, Some(Volume { percent: 60, muted: false }));
}

#[test]
fn a_notice_stays_until_the_next_key_or_six_seconds() {
    let told = || {
        let mut hands = hold();
        hands.tell(Msg::Notice("sound off: no device".into()));
        hands
    };
    shows(&told().wait(5.9), "sound off: no device");
    assert!(!told().wait(6.1).text(80, 24).contains("sound off"));
    assert!(!told().press("+").text(80, 24).contains("sound off"));
}

#[test]
fn a_rehearsal_is_labelled_and_keeps_nothing() {
    let (_, rehearsal) = states::all().into_iter().find(|(name, _)| *name == "rehearsal").unwrap();
    shows(&rehearsal, "rehearsal ×60, nothing is kept");
    let rehearsal = rehearsal.wait(100.0);
    assert!(rehearsal.kept.is_empty());
    assert!(!rehearsal.played.is_empty());
}

#[test]
fn the_edge_is_lit_with_each_cue_for_a_fifth_of_a_second() {
    let lit = |at: f64| {
        let buffer = begun().wait(at).draw(80, 24);
        buffer[(0, 12)].modifier.contains(ratatui::style::Modifier::REVERSED)
    };
    assert!(!lit(19.9));
    assert!(lit(20.05));
    assert!(!lit(20.25));
}

#[test]
fn what_stands_still_asks_for_no_tick() {
    let list = Hands::open(opening(sample(), None)).past(&[]);
    assert_eq!(list.app.deadline(list.now), None);
    for still in [hold().press("space").wait(1.0), hold().press("h 4").wait(1.0), hold().press("q y").wait(1.0)] {
        let next = still.app.deadline(still.now).map(|due| due.since(still.now).as_secs());
        assert!(next.is_none_or(|s| s > 3000), "{next:?}");
    }
}

#[test]
fn a_click_picks_a_line() {
    let mut list = Hands::open(opening(sample(), None)).past(&[]);
    list.tell(Msg::Resized { columns: 80, rows: 24 });
    list.tell(Msg::Click(5, 4));
    shows(&list.press("enter"), "Roller only");
}

#[test]
fn a_remote_does_a_whole_session() {
    let remote = Hands::open(opening(sample(), Some("sample"))).past(&["sample"]).press("pgdn").wait(13.0);
    let eased = remote.press("pgup").wait(1.0);
    shows(&eased, "easier");
    assert!(stopped(&eased.press(".")));
}

#[test]
fn a_routine_that_is_not_there_opens_the_library_which_says_so() {
    let list = Hands::open(opening(sample(), Some("nowhere")));
    shows(&list, "There is no routine `nowhere`");
    shows(&list, "3 routines");
}

#[test]
fn the_summary_repeats_what_was_advised_after_a_stop() {
    for (answer, advised) in [("1", "Call your local emergency number now."), ("2", "Get medical advice today.")] {
        let stopped = hold().press("h").press(answer).press("enter");
        assert!(stopped.text(80, 24).contains(advised), "{}", stopped.text(80, 24));
    }
}

#[test]
fn an_escape_that_only_looked_like_half_an_arrow_stops_after_all() {
    let alone = hold().press("esc").wait(0.02).press("[").wait(0.2);
    assert!(stopped(&alone), "{}", alone.text(80, 24));
    let then_h = hold().press("esc").wait(0.02).press("[").wait(0.02).press("h").wait(0.2);
    assert!(stopped(&then_h), "{}", then_h.text(80, 24));
    assert_eq!(
        then_h.kept.iter().filter(|entry| matches!(entry.event, unkink::record::Event::Stopped { .. })).count(),
        1
    );
}

#[test]
fn the_way_on_from_the_advice_is_named_in_a_small_window_too() {
    for answer in ["1", "2", "3", "4", "5"] {
        shows_in(&hold().press("h").press(answer), "Enter to the summary", (40, 12));
    }
}
