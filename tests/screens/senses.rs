//! What a session does for those who do not hear it, or look at it from afar, in virtual time.

use ratatui::style::Modifier;
use unkink::app::{Msg, Signal};
use unkink::cue::Cue;
use unkink::effect::{Awake, Effect};
use unkink::settings::Settings;
use unkink::time::{Moment, Tempo};

use super::hands::{Hands, library, opening, seconds};
use super::states::sample;

/// No voice, so that nothing hushes but the session.
fn settings(text: &str) -> Settings {
    Settings::parse(&format!("voice = false\n{text}")).0
}

/// The session of `routine`, just begun, with these settings.
fn begun(routine: &str, text: &str) -> Hands {
    let opening = opening(library(&[("short", routine)]), Some("short"));
    let opening = unkink::app::Opening { settings: settings(text), ..opening };
    Hands::open(opening).past(&["short"]).press("enter")
}

/// The same with everything a session can have in it.
fn all(text: &str) -> Hands {
    let opening = opening(sample(), Some("sample"));
    let opening = unkink::app::Opening { settings: settings(text), ..opening };
    Hands::open(opening).past(&["sample", "warm"]).press("w enter")
}

const SHORT: &str = "
name = \"Short\"
[[step]]
name = \"Hold\"
prep = 5
hold = 20
reps = 2
gap = 2
sets = 2
rest = 10
after = 10
sides = \"each\"
tick = 3
[[step]]
name = \"Again\"
prep = 5
hold = 5
reps = 2
";

fn at(s: f64) -> Moment {
    Moment::at(seconds(s))
}

fn begins_or_ends(cue: Cue) -> bool {
    !matches!(cue, Cue::Count | Cue::Halfway | Cue::Tick)
}

fn asked(hands: &Hands) -> Vec<Awake> {
    let awake = |effect: &Effect| if let Effect::Awake(awake) = effect { Some(*awake) } else { None };
    hands.fx.iter().filter_map(awake).collect()
}

fn is_lit(hands: &Hands) -> bool {
    hands.draw(80, 24)[(0, 12)].modifier.contains(Modifier::REVERSED)
}

#[test]
fn with_flash_off_the_edge_is_never_lit() {
    for (text, flashes) in [("flash = true", true), ("flash = false", false)] {
        let mut hands = begun(SHORT, text);
        let mut lit = false;
        for _ in 0..400 {
            hands = hands.wait(0.1);
            lit |= is_lit(&hands);
        }
        assert_eq!(lit, flashes, "{text}");
    }
}

#[test]
fn with_flash_off_nothing_wakes_for_it() {
    // A cue comes at 5 s, when the hold begins, and the digits change every second.
    for (text, wakes) in [("flash = true", true), ("flash = false", false)] {
        let hands = begun(SHORT, text).wait(5.0);
        assert_eq!(hands.played.last(), Some(&(at(5.0), Cue::Start)));
        let next = hands.app.deadline(hands.now);
        assert_eq!(next == Some(at(5.2)), wakes, "{next:?}");
    }
    let waked = |text: &str| {
        let (mut hands, mut times) = (begun(SHORT, text), 0);
        while let Some(due) = hands.app.deadline(hands.now).filter(|due| *due < at(100.0)) {
            hands.now = due;
            hands.tell(Msg::Tick);
            times += 1;
        }
        times
    };
    let (with, without) = (waked("flash = true"), waked("flash = false"));
    assert!(without < with, "{without} and {with} times");
    assert_eq!(waked("flash = false\nbell = true"), without, "the bell rings at moments at which digits change");
}

#[test]
fn the_bell_rings_at_the_moment_of_each_cue_that_begins_or_ends_something() {
    for text in ["bell = true", "bell = true\nflash = false"] {
        for hands in [begun(SHORT, text).wait(300.0), all(text).wait(500.0).press("enter").wait(100.0)] {
            let due: Vec<Moment> =
                hands.played.iter().filter(|(_, cue)| begins_or_ends(*cue)).map(|(at, _)| *at).collect();
            assert!(due.len() > 10, "{due:?}");
            assert_eq!(hands.rung, due, "{text}");
        }
    }
}

#[test]
fn a_voice_that_is_cut_off_swallows_no_bell_and_doubles_none() {
    let opening = opening(library(&[("short", SHORT)]), Some("short"));
    let spoken = unkink::app::Opening { settings: Settings::parse("bell = true").0, ..opening };
    let mut hands = Hands::open(spoken).past(&["short"]);
    let asked = |effect: &Effect| if let Effect::Prepare(texts) = effect { texts.clone() } else { Vec::new() };
    let texts: Vec<String> = hands.fx.iter().flat_map(asked).collect();
    hands.tell(Msg::Voiced(texts.into_iter().map(|text| (text, seconds(1.7))).collect()));
    let hands =
        hands.press("enter").wait(8.0).press("right").wait(0.4).press("right").wait(1.0).press("right").wait(300.0);
    assert!(hands.said.len() > 5, "{:?}", hands.said);
    let due: Vec<Moment> = hands.played.iter().filter(|(_, cue)| begins_or_ends(*cue)).map(|(at, _)| *at).collect();
    assert!(due.len() > 10, "{due:?}");
    assert_eq!(hands.rung, due);
}

#[test]
fn the_bell_rings_between_two_seconds_too() {
    // Going on after a pause moves everything by a part of a second; with flash off only the bell wakes for it.
    let hands =
        begun(SHORT, "bell = true\nflash = false").wait(2.25).press("space").wait(1.5).press("space").wait(20.0);
    let start = hands.played.iter().find(|(_, cue)| *cue == Cue::Start).unwrap().0;
    assert_eq!(start, at(2.25 + 1.5 + 3.0 + 2.75));
    assert!(hands.rung.contains(&start), "{:?}", hands.rung);
}

#[test]
fn without_the_setting_no_bell_rings() {
    let hands = begun(SHORT, "").wait(300.0);
    assert!(hands.rung.is_empty() && hands.played.len() > 10);
}

#[test]
fn no_bell_rings_while_it_is_muted() {
    let hands = begun(SHORT, "bell = true").press("m").wait(300.0);
    assert_eq!(hands.rung, [Moment::ZERO], "only the one before");
    let hands = begun(SHORT, "bell = true").press("m").wait(20.0).press("m").wait(0.1);
    assert_eq!(hands.rung, [Moment::ZERO], "nothing is made up for");
    let mut silent = opening(library(&[("short", SHORT)]), Some("short"));
    silent.settings = settings("bell = true");
    silent.volume.muted = true;
    assert!(Hands::open(silent).past(&["short"]).press("enter").wait(300.0).rung.is_empty());
}

#[test]
fn no_bell_rings_in_a_rehearsal_and_nothing_is_kept_awake() {
    let mut rehearsal = opening(library(&[("short", SHORT)]), Some("short"));
    rehearsal.settings = settings("bell = true\nkeep-awake = true");
    rehearsal.tempo = Tempo::times(20);
    let hands = Hands::open(rehearsal).past(&["short"]).press("enter").wait(300.0);
    assert!(hands.played.len() > 10);
    assert!(hands.rung.is_empty());
    assert_eq!(asked(&hands), []);
}

#[test]
fn what_is_hushed_before_its_moment_does_not_ring() {
    // The start at 5 s is told a little ahead.
    let ahead = begun(SHORT, "bell = true").wait(4.99);
    assert_eq!(ahead.played.last(), Some(&(at(5.0), Cue::Start)));
    let paused = ahead.press("space").wait(60.0);
    assert_eq!(paused.rung, [Moment::ZERO]);
}

#[test]
fn a_stop_rings_at_once() {
    let hands = begun(SHORT, "bell = true").wait(7.25).press("h");
    assert_eq!(hands.rung, [at(0.0), at(5.0), at(7.25)]);
    let hands = begun(SHORT, "bell = true").wait(7.25).press("esc").wait(1.0);
    assert_eq!(hands.rung, [at(0.0), at(5.0), at(7.3)], "when it is certain that it was no half of an arrow key");
}

#[test]
fn half_an_arrow_key_rings_nothing_and_swallows_no_bell() {
    let plus = |s: f64| begun(SHORT, "bell = true").wait(s).press("esc").wait(0.02).press("[").press("C").wait(0.01);
    // An arrow to the right ends this side.
    let hands = plus(7.25);
    assert_eq!(hands.played.last(), Some(&(at(7.27), Cue::Switch)));
    assert_eq!(hands.rung, [at(0.0), at(5.0), at(7.27)]);
    let through = begun(SHORT, "bell = true").wait(4.99).press("esc").wait(0.02).press("[").press("Z").wait(1.0);
    assert_eq!(through.rung, [at(0.0), at(5.01)], "what came within the split key rings when it is whole");
    let rung = begun(SHORT, "bell = true").wait(5.0).press("esc").wait(0.02).press("[").press("Z").wait(1.0);
    assert_eq!(rung.rung, [at(0.0), at(5.0)], "and only once");
}

#[test]
fn a_bell_that_is_too_late_does_not_ring() {
    let slept = begun(SHORT, "bell = true").wait(4.9).sleep(1.5).wait(1.0);
    assert_eq!(slept.rung, [Moment::ZERO]);
    let late = begun(SHORT, "bell = true").wait(4.9).sleep(0.9).wait(1.0);
    assert_eq!(late.rung, [at(0.0), at(5.8)]);
}

#[test]
fn the_display_is_kept_awake_from_the_start_of_a_session_to_its_end() {
    let hands = begun(SHORT, "keep-awake = true");
    assert_eq!(asked(&hands), [Awake::Wanted]);
    // The last check waits for a while, as others do.
    let last = hands.wait(250.0);
    assert_eq!(asked(&last), [Awake::Wanted]);
    let over = last.press("enter");
    assert_eq!(asked(&over), [Awake::Wanted, Awake::NotWanted]);
    assert_eq!(asked(&over.wait(10.0).press("enter").wait(10.0)), [Awake::Wanted, Awake::NotWanted], "told once");
}

#[test]
fn without_the_setting_nothing_is_asked_of_the_display() {
    let hands = begun(SHORT, "").wait(10.0).press("space").wait(1.0).press("space").wait(300.0);
    assert_eq!(asked(&hands), []);
}

#[test]
fn the_display_may_go_dark_before_a_session() {
    let mut card = opening(library(&[("short", SHORT)]), Some("short"));
    card.settings = settings("keep-awake = true");
    assert_eq!(asked(&Hands::open(card).past(&["short"]).wait(60.0)), []);
}

#[test]
fn the_display_may_go_dark_while_it_is_paused_and_when_it_hurts() {
    let paused = begun(SHORT, "keep-awake = true").wait(10.0).press("space");
    assert_eq!(asked(&paused), [Awake::Wanted, Awake::NotWanted]);
    let on = paused.wait(10.0).press("space");
    assert_eq!(asked(&on), [Awake::Wanted, Awake::NotWanted, Awake::Wanted], "counting in");
    for key in ["h", "?", "q"] {
        let hands = begun(SHORT, "keep-awake = true").wait(10.0).press(key);
        assert_eq!(asked(&hands), [Awake::Wanted, Awake::NotWanted], "{key}");
    }
}

#[test]
fn a_question_that_waits_keeps_the_display_awake_until_it_has_called_for_the_last_time() {
    let mut first = opening(library(&[("short", SHORT)]), Some("short"));
    first.settings = settings("keep-awake = true");
    // Every check waits in a routine that was never done; the first one comes after 183 seconds.
    let mut hands = Hands::open(first).past(&[]).press("enter").wait(200.0);
    assert!(hands.text(80, 24).contains("It goes on when you have answered."), "{}", hands.text(80, 24));
    assert_eq!(asked(&hands), [Awake::Wanted]);
    let mut before = hands.now;
    while asked(&hands).len() == 1 {
        (before, hands) = (hands.now, hands.wait(1.0));
        assert!(hands.now < at(400.0));
    }
    assert_eq!(asked(&hands), [Awake::Wanted, Awake::NotWanted]);
    let last = hands.played.iter().rev().find(|(at, cue)| *cue == Cue::Check && *at <= hands.now).unwrap().0;
    assert!(before < last && last <= hands.now, "with the last call, at {last:?}");
}

#[test]
fn a_program_that_is_stopped_or_left_keeps_nothing_awake() {
    let begun = || begun(SHORT, "keep-awake = true").wait(10.0);
    let mut terminated = begun();
    terminated.tell(Msg::Signal(Signal::Terminate));
    let mut stopped = begun();
    stopped.tell(Msg::Signal(Signal::Stop));
    for hands in [begun().press("ctrl-z"), begun().press("ctrl-c"), terminated, stopped] {
        let place = |what: &dyn Fn(&Effect) -> bool| hands.fx.iter().position(what).unwrap();
        let released = place(&|effect| *effect == Effect::Awake(Awake::NotWanted));
        assert!(released < place(&|effect| matches!(effect, Effect::Suspend | Effect::Quit(_))));
    }
}

#[test]
fn a_question_that_waits_behind_a_stopped_program_keeps_nothing_awake_until_that_goes_on() {
    const WAITS: &str = "name = \"Waits\"\n[[step]]\nname = \"A\"\nwait = true\nhold = 5\n";
    let mut hands = begun(WAITS, "keep-awake = true").wait(1.0);
    assert_eq!(asked(&hands), [Awake::Wanted]);
    hands = hands.press("ctrl-z");
    assert_eq!(asked(&hands), [Awake::Wanted, Awake::NotWanted]);
    hands.tell(Msg::Signal(Signal::Continue));
    assert_eq!(asked(&hands), [Awake::Wanted, Awake::NotWanted, Awake::Wanted]);
}

#[test]
fn a_question_begins_with_its_words_and_ends_with_the_marks() {
    let hands = begun(SHORT, "").press("m").press("q");
    assert!(hands.text(80, 24).contains("What you did is kept. · muted"), "{}", hands.text(80, 24));
}
