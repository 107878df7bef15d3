//! Where in its breath a hold is, and what of that is told, seen and heard.

use std::time::Duration;

use proptest::prelude::*;
use unkink::breath::{Paced, Phase, Point};
use unkink::routine::Breath;
use unkink::session::Terms;
use unkink::time::{Moment, Tempo};

use crate::rig::{Rig, seconds, terms};

/// In, hold, out and pause, in seconds.
fn breath([r#in, hold, out, pause]: [f64; 4]) -> Breath {
    Breath { r#in: seconds(r#in), hold: seconds(hold), out: seconds(out), pause: seconds(pause) }
}

fn paced(parts: [f64; 4], length: f64) -> Paced {
    Paced { breath: breath(parts), length: Some(seconds(length)) }
}

/// `0 in 0% 4`: the moment, the part, how full the lungs are, and the time left of the part.
fn table(paced: Paced, moments: &[f64]) -> String {
    let line = |s: &f64| {
        let point = paced.at(seconds(*s));
        let (full, left) = (point.full() * 100.0, point.left().as_secs_f64());
        format!("{s} {:?} {full:.0}% {left}\n", point.phase)
    };
    moments.iter().map(line).collect()
}

#[test]
fn a_hold_goes_through_all_parts_of_each_breath() {
    let whole = [0.0, 1.0, 3.999, 4.0, 6.5, 7.0, 10.0, 14.999, 15.0, 16.0, 17.0, 19.0, 24.0, 32.0, 33.0, 34.0, 39.9];
    insta::assert_snapshot!(table(paced([4.0, 3.0, 8.0, 2.0], 40.0), &whole), @"
    0 In 0% 4
    1 In 25% 3
    3.999 In 100% 0.001
    4 Hold 100% 3
    6.5 Hold 100% 0.5
    7 Out 100% 8
    10 Out 62% 5
    14.999 Out 0% 0.001
    15 Pause 0% 2
    16 Pause 0% 1
    17 In 0% 4
    19 In 50% 2
    24 Out 100% 8
    32 Pause 0% 2
    33 Pause 0% 1
    34 Own 0% 6
    39.9 Own 0% 0.1
    ");
}

#[test]
fn parts_of_no_length_are_passed_over() {
    insta::assert_snapshot!(table(paced([4.0, 0.0, 6.0, 0.0], 20.0), &[0.0, 4.0, 9.0, 10.0, 14.0, 19.0]), @"
    0 In 0% 4
    4 Out 100% 6
    9 Out 17% 1
    10 In 0% 4
    14 Out 100% 6
    19 Out 17% 1
    ");
    insta::assert_snapshot!(table(paced([0.0, 0.0, 3.0, 0.0], 20.0), &[0.0, 1.5, 3.0, 18.0]), @"
    0 Out 100% 3
    1.5 Out 50% 1.5
    3 Out 100% 3
    18 Own 0% 2
    ");
}

#[test]
fn a_breath_that_would_not_come_to_its_end_is_not_begun() {
    // The second ends at 20, its pause would at 22.
    insta::assert_snapshot!(table(paced([4.0, 0.0, 6.0, 2.0], 22.0), &[12.0, 19.0]), @"
    12 In 0% 4
    19 Out 50% 3
    ");
    insta::assert_snapshot!(table(paced([4.0, 0.0, 6.0, 2.0], 21.9), &[11.9, 12.0, 21.0]), @"
    11.9 Pause 0% 0.1
    12 Own 0% 9.9
    21 Own 0% 0.9
    ");
    insta::assert_snapshot!(table(paced([4.0, 0.0, 6.0, 0.0], 29.0), &[19.0, 20.0, 28.0]), @"
    19 Out 17% 1
    20 Own 0% 9
    28 Own 0% 1
    ");
}

#[test]
fn a_hold_shorter_than_one_breath_cuts_it() {
    insta::assert_snapshot!(table(paced([4.0, 0.0, 6.0, 0.0], 7.0), &[0.0, 2.0, 4.0, 6.9]), @"
    0 In 0% 4
    2 In 50% 2
    4 Out 100% 6
    6.9 Out 52% 3.1
    ");
    assert_eq!(paced([4.0, 0.0, 6.0, 0.0], 7.0).began(seconds(1.0)), None, "it is not heard");
}

#[test]
fn a_hold_without_an_end_breathes_on() {
    let open = Paced { breath: breath([4.0, 0.0, 6.0, 0.0]), length: None };
    insta::assert_snapshot!(table(open, &[0.0, 9.0, 10.0, 3604.0]), @"
    0 In 0% 4
    9 Out 17% 1
    10 In 0% 4
    3604 Out 100% 6
    ");
}

#[test]
fn only_breaths_that_come_to_their_end_are_heard() {
    let begin = |parts, length| -> Vec<f64> {
        let hour = seconds(3600.0);
        let paced = paced(parts, length);
        let first = paced.began(Duration::ZERO).into_iter();
        first.chain(paced.begin(Duration::ZERO, hour)).map(|at| at.as_secs_f64()).collect()
    };
    assert_eq!(begin([4.0, 0.0, 6.0, 0.0], 30.0), [0.0, 10.0, 20.0]);
    assert_eq!(begin([4.0, 0.0, 6.0, 0.0], 29.9), [0.0, 10.0]);
    assert_eq!(begin([4.0, 0.0, 6.0, 5.0], 25.0), [0.0, 15.0]);
    assert_eq!(begin([4.0, 0.0, 6.0, 0.0], 9.0), [0.0; 0]);
    assert_eq!(begin([0.0, 0.0, 0.0, 5.0], 30.0), [0.0; 0], "nothing of it sounds");
}

fn some_hold() -> impl Strategy<Value = Paced> {
    let part = || prop_oneof![1 => Just(0u64), 3 => 0u64..60_000];
    let length = prop::option::of(1u64..600_000);
    ([part(), part(), part(), part()], length)
        .prop_filter("at least a second", |(parts, _)| parts.iter().sum::<u64>() >= 1000)
        .prop_map(|(parts, length)| {
            let [r#in, hold, out, pause] = parts.map(Duration::from_millis);
            Paced { breath: Breath { r#in, hold, out, pause }, length: length.map(Duration::from_millis) }
        })
}

proptest! {
    #[test]
    fn nothing_is_asked_that_there_is_no_time_for(paced in some_hold(), share in 0.0..1.0f64) {
        let length = paced.length.unwrap_or(Duration::from_secs(600));
        let passed = length.mul_f64(share);
        let point = paced.at(passed);
        prop_assert!((0.0..=1.0).contains(&point.full()), "{point:?}");
        prop_assert!(point.passed <= point.of, "{point:?}");
        let short = length < paced.breath.drawn();
        if matches!(point.phase, Phase::In | Phase::Hold | Phase::Out) && !short {
            prop_assert!(paced.length.is_none() || passed + point.left() <= length, "{point:?}");
        }
        // Seen and heard are the same breath.
        let drawn = matches!(point.phase, Phase::In | Phase::Hold | Phase::Out);
        prop_assert_eq!(paced.began(passed).is_some(), drawn && !(short && paced.length.is_some()));
    }

    #[test]
    fn what_is_shown_stays_until_its_next_change_and_not_longer(paced in some_hold(), share in 0.0..1.0f64) {
        let step = Duration::from_millis(500);
        let length = paced.length.unwrap_or(Duration::from_secs(600));
        let passed = length.mul_f64(share);
        let shown = |passed: Duration| paced.at(passed).stepwise(step, 128);
        let (point, change) = (paced.at(passed), paced.at(passed).changes_in(step, 128));
        prop_assert!(change > Duration::ZERO, "{point:?}");
        prop_assert_eq!(shown(passed), shown(passed + change - Duration::from_nanos(1)));
        let lasts = point.phase == Phase::Own || (passed + change >= length);
        if !lasts {
            let after = paced.at(passed + change);
            prop_assert!(shown(passed) != shown(passed + change) || after.passed.is_zero(), "{point:?}");
            prop_assert!(point.of < step || change <= point.of);
        }
    }

    #[test]
    fn it_moves_no_faster_than_its_step_and_rises_in_and_falls_out(paced in some_hold()) {
        let (step, mut passed, mut before) = (Duration::from_millis(500), Duration::ZERO, None::<Point>);
        for _ in 0..200 {
            let point = paced.at(passed).stepwise(step, 128);
            if let Some(before) = before.filter(|before| before.phase == point.phase && before.passed < point.passed) {
                prop_assert!(point.passed - before.passed >= step.min(point.of) - Duration::from_nanos(1));
                match point.phase {
                    Phase::In => prop_assert!(point.full() > before.full()),
                    Phase::Out => prop_assert!(point.full() < before.full()),
                    _ => prop_assert_eq!(point.full(), before.full()),
                }
            }
            before = Some(point);
            passed += paced.at(passed).changes_in(step, 128);
            if paced.length.is_some_and(|length| passed >= length) {
                break;
            }
        }
    }
}

const STEPS: &str = r#"
name = "Breathing"
[[step]]
name = "still"
hold = 25
reps = 2
gap = 3
prep = 5
after = 10
breath = { in = 4, out = 6 }
[[step]]
name = "unpaced"
hold = 20
prep = 5
after = 10
[[step]]
name = "own"
until = "key"
about = 20
prep = 5
breath = { in = 2, hold = 1, out = 3, pause = 1 }
"#;

fn at(moments: &[Moment]) -> Vec<f64> {
    moments.iter().map(|at| at.since_start().as_secs_f64()).collect()
}

#[test]
fn a_session_tells_each_whole_breath_of_its_holds_and_nothing_else() {
    let rig = Rig::new(STEPS).wait(126.5).press("enter").wait(100.0);
    // Holds from 5 to 30 and 33 to 58; one from 108 to a key.
    assert_eq!(at(&rig.breaths), [5.0, 15.0, 33.0, 43.0, 108.0, 115.0, 122.0]);
}

#[test]
fn no_cue_is_left_out_for_a_breath() {
    let cues = |breath| Rig::with(STEPS, Terms { breath, ..terms() }).wait(103.0).played;
    assert_eq!(cues(true), cues(false));
}

#[test]
fn a_pause_cuts_the_breath_and_going_on_waits_for_the_next() {
    let paused = Rig::new(STEPS).wait(12.0).press("space");
    assert_eq!(at(&paused.hushed), [12.0]);
    assert!(paused.session.breath(paused.now).is_none());
    let rig = paused.wait(20.0).press("space").wait(2.0);
    assert!(rig.session.breath(rig.now).is_none(), "while it counts in");
    // The hold goes on at 35, 7 seconds in: its second breath is due 3 later.
    let rig = rig.wait(13.0);
    assert_eq!(at(&rig.breaths), [5.0, 38.0]);
}

#[test]
fn every_key_that_leaves_a_hold_cuts_its_breath() {
    for key in ["space", "h", "n", "p", "r", "3", "ctrl-c"] {
        let rig = Rig::new(STEPS).wait(12.0).press(key);
        assert_eq!(at(&rig.hushed), [12.0], "{key}");
    }
    for key in ["+", "-"] {
        let rig = Rig::new(STEPS).wait(6.0).press(key);
        assert_eq!(at(&rig.hushed), [0.0; 0], "{key} leaves the breath as it is");
    }
    // Half of the hold has no time for the second breath.
    assert_eq!(at(&Rig::new(STEPS).wait(16.0).press("e").hushed), [16.0]);
}

#[test]
fn a_machine_that_slept_comes_back_without_a_breath() {
    let rig = Rig::new(STEPS).wait(12.0).sleep(60.0).wait(30.0);
    assert_eq!(at(&rig.breaths), [5.0]);
}

#[test]
fn switched_off_a_breath_is_neither_heard_nor_seen() {
    let mut rig = Rig::with(STEPS, Terms { breath: false, ..terms() });
    for _ in 0..30 {
        rig = rig.wait(1.0);
        assert_eq!(rig.session.breath(rig.now), None);
    }
    assert_eq!(at(&rig.breaths), [0.0; 0]);
}

#[test]
fn a_rehearsal_is_seen_and_not_heard() {
    let rig = Rig::with(STEPS, Terms { tempo: Tempo::times(60), ..terms() }).wait(12.0);
    assert_eq!(rig.session.breath(rig.now).map(|point| point.phase), Some(Phase::Out));
    assert_eq!(at(&rig.breaths), [0.0; 0]);
}

#[test]
fn a_step_without_a_prep_begins_with_a_breath() {
    let text = "name = \"Now\"\n[[step]]\nname = \"one\"\nprep = 0\nhold = 21\nbreath = { in = 4, out = 6 }\n";
    assert_eq!(at(&Rig::new(text).wait(20.0).breaths), [0.0, 10.0]);
    let waits = format!("{text}wait = true\n");
    assert_eq!(at(&Rig::new(&waits).wait(4.0).press("enter").wait(20.0).breaths), [4.0, 14.0]);
}

#[test]
fn nothing_calls_for_a_picture_while_a_breath_stands() {
    let text = "name = \"Box\"\n[[step]]\nname = \"one\"\nprep = 5\nhold = 40\nbreath = { in = 4, hold = 4, out = 4, pause = 4 }\n";
    let mut rig = Rig::new(text).wait(4.9);
    let mut calls = [0; 40];
    while let Some(due) = rig.session.deadline(rig.now).filter(|due| *due < Moment::at(seconds(45.0))) {
        rig.walk(due);
        calls[(due.since_start().as_secs_f64() - 5.0) as usize] += 1;
    }
    let moving = |second: usize| second < 32 && matches!(second % 16, 0..4 | 8..12);
    for (second, calls) in calls.into_iter().enumerate() {
        // The clock, the start of a sound told ahead, and what moves.
        let most = if moving(second) { 5 } else { 2 };
        assert!(calls <= most, "{calls} in second {second}");
        assert!(calls >= 2 || !moving(second), "{calls} in second {second}");
    }
}
