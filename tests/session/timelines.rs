//! What happens when, and how keys change it.

use insta::assert_snapshot;

use crate::rig::{Rig, terms};

const SIDES: &str = r#"
name = "Sides"
[[step]]
name = "reach"
family = "mobility"
hold = 20
sides = "each"
switch = 5
prep = 10
[[step]]
name = "sink"
family = "wall"
hold = 6
reps = 2
gap = 2
sets = 2
rest = 10
prep = 5
"#;

#[test]
fn a_session_goes_through_its_plan_with_a_cue_at_every_border() {
    let rig = Rig::new(SIDES).wait(128.0);
    assert_snapshot!(rig.timeline(), @"");
}

#[test]
fn it_ends_after_exactly_the_total_of_the_plan() {
    let rig = Rig::new(SIDES).wait_until_still();
    assert_eq!(rig.now.since_start(), rig.session.plan().total());
}

#[test]
fn every_hold_is_kept_when_it_ends_and_every_check_when_it_closes() {
    let rig = Rig::new(SIDES).wait_until_still().press("enter");
    assert_snapshot!(rig.saved(), @"");
}

#[test]
fn pausing_keeps_what_is_left_and_the_count_in_takes_none_of_it() {
    let rig = Rig::new(SIDES).wait(14.3).press("space").wait(50.0).press("space").wait(20.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn a_second_toggle_within_a_moment_is_the_same_one() {
    let rig = Rig::new(SIDES).wait(12.0).press("space").wait(0.4).press("space").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn a_pause_of_more_than_two_minutes_gets_the_person_into_place_again() {
    let rig = Rig::new(SIDES).wait(14.0).press("space").wait(121.0).press("space").wait(12.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn a_pause_of_an_hour_closes_the_session_as_unfinished() {
    let rig = Rig::new(SIDES).wait(14.0).press("space").wait(3600.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn only_a_key_ends_a_pause_and_an_unbound_key_does_not() {
    let rig = Rig::new(SIDES).wait(14.0).press("other").wait(60.0).press("other").wait(60.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn next_ends_a_side_then_a_switch_then_the_other_side_then_a_rest() {
    let rig = Rig::new(SIDES).wait(12.0).press("n").wait(1.0).press("n").wait(1.0).press("n").wait(1.0).press("n");
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn next_in_a_prep_skips_the_step_and_its_check() {
    let rig = Rig::new(SIDES).wait(3.0).press("n").wait(1.0).press("n").wait(1.0);
    assert_snapshot!(rig.story(), @"");
    assert_snapshot!(rig.saved(), @"");
}

#[test]
fn back_goes_to_the_start_of_this_side_and_from_there_to_the_place_before() {
    let rig = Rig::new(SIDES).wait(45.0).press("p").wait(1.0).press("p").wait(1.0).press("p").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn back_at_the_start_of_a_step_goes_to_the_step_before() {
    let rig = Rig::new(SIDES).wait(66.0).press("p").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn restart_begins_the_step_with_its_prep() {
    let rig = Rig::new(SIDES).wait(45.0).press("r").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn moving_while_paused_stays_paused() {
    let rig = Rig::new(SIDES).wait(12.0).press("space n").wait(5.0).press("p").wait(5.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn ten_seconds_more_and_less_are_for_this_segment_only() {
    let rig = Rig::new(SIDES).wait(12.0).press("+ +").wait(5.0).press("-").wait(30.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn less_than_ten_seconds_left_and_minus_ends_the_segment() {
    let rig = Rig::new(SIDES).wait(25.0).press("-").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn easing_ends_a_hold_at_its_eased_length() {
    let rig = Rig::new(SIDES).wait(12.0).press("e").wait(40.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn easing_a_hold_that_is_already_longer_ends_it_now() {
    let rig = Rig::new(SIDES).wait(25.0).press("e").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn easing_in_a_set_that_the_eased_step_lacks_goes_on_with_the_rest_after_it() {
    let rig = Rig::new(SIDES).wait(67.0 + 5.0 + 14.0 + 10.0).press("e").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn easing_in_the_prep_can_be_undone_there() {
    let rig = Rig::new(SIDES).wait(3.0).press("e").wait(1.0).press("e").wait(10.0);
    assert_snapshot!(rig.story(), @"");
}

const OWN_TIME: &str = r#"
name = "Own time"
rounds = 2
[[step]]
name = "roll"
until = "key"
about = 40
wait = true
prep = 3
"#;

#[test]
fn an_open_step_counts_up_until_enter_and_a_waiting_one_begins_with_a_key() {
    let rig = Rig::new(OWN_TIME).wait(30.0).press("enter").wait(3.0 + 51.5).press("enter").wait(10.0).press("space");
    assert_snapshot!(rig.timeline(), @"");
    assert_snapshot!(rig.saved(), @"");
}

#[test]
fn enter_does_nothing_in_a_running_step() {
    let rig = Rig::new(SIDES).wait(12.0).press("enter").wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn a_machine_that_slept_finds_the_session_paused_at_the_same_second() {
    let rig = Rig::new(SIDES).wait(14.0).sleep(600.0).wait(60.0);
    assert_snapshot!(rig.timeline(), @"");
}

#[test]
fn two_seconds_late_is_late_but_not_a_gap() {
    let rig = Rig::new(SIDES).wait(9.5).sleep(2.4).wait(1.0);
    assert_snapshot!(rig.timeline(), @"");
}

#[test]
fn a_pause_of_the_person_outlives_a_sleep() {
    let rig = Rig::new(SIDES).wait(14.0).press("space").sleep(600.0).wait(1.0);
    assert_snapshot!(rig.story(), @"");
}

#[test]
fn leaving_keeps_what_was_held_of_the_running_hold() {
    let rig = Rig::new(SIDES).wait(14.0).press("ctrl-c");
    assert_snapshot!(rig.saved(), @"");
}

#[test]
fn a_rehearsal_sounds_and_ends_like_the_real_thing() {
    let quick = terms();
    let real = Rig::new(SIDES).wait_until_still();
    let rehearsal = Rig::with(SIDES, unkink::session::Terms { tempo: unkink::time::Tempo::times(60), ..quick });
    assert_eq!(real.timeline(), rehearsal.wait_until_still().timeline());
}
