//! "It hurts", from every state, and the way back from a mistake.

use insta::assert_snapshot;
use unkink::effect::Effect;
use unkink::pain::Closest;
use unkink::session::{State, Terms, Wait};

use crate::rig::{Rig, at, terms};

const STEPS: &str = r#"
name = "Steps"
[[step]]
name = "reach"
hold = 20
reps = 2
gap = 4
sets = 2
rest = 15
sides = "each"
prep = 10
come-out = "Lower the arm."
[[step]]
name = "own"
until = "key"
wait = true
"#;

/// A session in each of its states, by name.
fn states() -> Vec<(&'static str, Rig)> {
    let new = || Rig::new(STEPS);
    vec![
        ("prep", new().wait(3.0)),
        ("hold", new().wait(15.0)),
        ("the last instant of a hold", new().wait(29.999)),
        ("gap", new().wait(32.0)),
        ("switch", new().wait(56.0)),
        ("rest", new().wait(105.0)),
        ("the check", new().wait(210.0)),
        ("an answered check", new().wait(210.0).press("4")),
        ("paused", new().wait(15.0).press("space").wait(5.0)),
        ("count-in", new().wait(15.0).press("space").wait(5.0).press("space").wait(1.0)),
        ("after a gap", new().wait(15.0).sleep(100.0)),
        ("waiting for a key", new().wait(230.0)),
        ("an open hold", new().wait(230.0).press("enter").wait(20.0)),
        ("asked within a hold", new().wait(15.0).press("2")),
        ("waiting for an answer", Rig::with(STEPS, Terms { first_time: true, ..terms() }).wait(260.0)),
        ("the last check", new().wait(230.0).press("enter").wait(20.0).press("enter")),
    ]
}

#[test]
fn it_hurts_stops_everything_from_every_state_and_silences_first() {
    for (name, mut rig) in states() {
        let mut fx = Vec::new();
        rig.session.handle(unkink::action::Action::Hurts, at(rig.now), &mut fx);
        assert!(matches!(rig.session.state(), State::Stopped { answer: None, .. }), "{name}");
        assert_eq!(fx.first(), Some(&Effect::Hush), "{name}");
        let later: Vec<_> = fx.iter().filter(|e| matches!(e, Effect::Play { at, .. } if *at > rig.now)).collect();
        assert!(later.is_empty(), "{name}: {later:?} is told after the stop");
    }
}

#[test]
fn pressed_by_mistake_comes_back_to_the_same_second_and_waits_there() {
    for (name, rig) in states() {
        let before = rig.session.left(rig.now);
        let was = rig.session.state().clone();
        let rig = rig.press("h").wait(30.0).press("6").wait(60.0);
        match (was, rig.session.state()) {
            (State::Waiting { why, .. }, State::Waiting { why: now, .. }) => assert_eq!(why, *now, "{name}"),
            (State::CountIn { left, .. }, State::Paused { left: now, .. }) => assert_eq!(left, *now, "{name}"),
            (_, State::Paused { left, .. }) => assert_eq!(before, *left, "{name}"),
            (was, now) => panic!("{name}: {was:?} became {now:?}"),
        }
    }
}

#[test]
fn an_answer_gives_advice_and_enter_ends_the_session() {
    let rig = Rig::new(STEPS).wait(15.0).press("h").wait(3.0).press("enter 3").wait(2.0).press("enter");
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 reach: prep
    0:07.0   ♪ count
    0:08.0   ♪ count
    0:09.0   ♪ count
    0:10.0   ♪ start
    0:10.0 reach: hold left 1/1
    0:15.0   ♪ stop
    0:15.0 stopped in reach: hold left 1/1
    0:18.0 stopped: sharp, shooting, spreading, dizzy
    0:20.0 finished: Hurt
    ");
    assert_snapshot!(rig.saved(), @r#"
    {"event":"began","routine":"test","baseline":0}
    {"event":"reached","step":0,"id":"reach","set":1,"side":"left","rep":1}
    {"event":"stopped","step":0,"id":"reach","set":1,"side":"left","rep":1}
    {"event":"closest","what":"professional"}
    {"event":"held","step":0,"id":"reach","set":1,"side":"left","rep":1,"ms":5000,"of_ms":20000}
    {"event":"ended","how":"hurt"}
    "#);
}

#[test]
fn an_answer_can_be_replaced_before_it_is_confirmed() {
    let rig = Rig::new(STEPS).wait(15.0).press("h 1 4 enter");
    assert_snapshot!(rig.saved(), @r#"
    {"event":"began","routine":"test","baseline":0}
    {"event":"reached","step":0,"id":"reach","set":1,"side":"left","rep":1}
    {"event":"stopped","step":0,"id":"reach","set":1,"side":"left","rep":1}
    {"event":"closest","what":"emergency"}
    {"event":"closest","what":"ache"}
    {"event":"held","step":0,"id":"reach","set":1,"side":"left","rep":1,"ms":5000,"of_ms":20000}
    {"event":"ended","how":"hurt"}
    "#);
}

#[test]
fn no_other_key_leaves_the_stop_screen() {
    let mut rig = Rig::new(STEPS).wait(15.0).press("h");
    for key in ["space", "n", "p", "r", "+", "-", "e", "h", "enter", "other", "7", "0"] {
        rig = rig.press(key);
        assert!(matches!(rig.session.state(), State::Stopped { answer: None, .. }), "{key}");
    }
}

#[test]
fn an_answer_after_a_night_of_sleep_counts() {
    let rig = Rig::new(STEPS).wait(15.0).press("h").wait(5.0).sleep(36_000.0).press("1");
    assert!(matches!(rig.session.state(), State::Stopped { answer: Some(Closest::Emergency), .. }), "{}", rig.story());
    let asked = |rig: &Rig| matches!(rig.session.state(), State::Waiting { why: Wait::Answer, .. });
    for (name, rig) in states().into_iter().filter(|(_, rig)| asked(rig)) {
        let rig = rig.sleep(36_000.0).press("7");
        assert!(rig.saved().contains("\"score\":7"), "{name}: {}", rig.saved());
    }
}

#[test]
fn a_stop_that_nobody_answers_calls_again_and_is_kept_as_hurt() {
    let rig = Rig::new(STEPS).wait(15.0).press("h").wait(4000.0);
    assert_snapshot!(rig.timeline(), @"
     0:00.0   ♪ get-ready
     0:00.0 reach: prep
     0:07.0   ♪ count
     0:08.0   ♪ count
     0:09.0   ♪ count
     0:10.0   ♪ start
     0:10.0 reach: hold left 1/1
     0:15.0   ♪ stop
     0:15.0 stopped in reach: hold left 1/1
     0:35.0   ♪ check
     1:15.0   ♪ check
     2:15.0   ♪ check
    60:15.0 finished: Hurt
    ");
}
