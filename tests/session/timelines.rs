//! What happens when, and how keys change it.

use insta::assert_snapshot;

use unkink::session::State;

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
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 reach: prep
    0:07.0   ♪ count
    0:08.0   ♪ count
    0:09.0   ♪ count
    0:10.0   ♪ start
    0:10.0 reach: hold left
    0:20.0   ♪ halfway
    0:27.0   ♪ count
    0:28.0   ♪ count
    0:29.0   ♪ count
    0:30.0   ♪ switch
    0:30.0 reach: switch
    0:32.0   ♪ count
    0:33.0   ♪ count
    0:34.0   ♪ count
    0:35.0   ♪ start
    0:35.0 reach: hold right
    0:45.0   ♪ halfway
    0:52.0   ♪ count
    0:53.0   ♪ count
    0:54.0   ♪ count
    0:55.0   ♪ check
    0:55.0 reach: after
    1:02.0   ♪ count
    1:03.0   ♪ count
    1:04.0   ♪ count
    1:05.0   ♪ get-ready
    1:05.0 sink: prep
    1:07.0   ♪ count
    1:08.0   ♪ count
    1:09.0   ♪ count
    1:10.0   ♪ start
    1:10.0 sink: hold 1/1
    1:16.0   ♪ end
    1:16.0 sink: gap
    1:18.0   ♪ start
    1:18.0 sink: hold 1/2
    1:24.0   ♪ rest
    1:24.0 sink: rest
    1:31.0   ♪ count
    1:32.0   ♪ count
    1:33.0   ♪ count
    1:34.0   ♪ start
    1:34.0 sink: hold 2/1
    1:40.0   ♪ end
    1:40.0 sink: gap
    1:42.0   ♪ start
    1:42.0 sink: hold 2/2
    1:48.0   ♪ done
    1:48.0 last check
    2:08.0   ♪ check
    ");
}

#[test]
fn it_ends_after_exactly_the_total_of_the_plan() {
    let rig = Rig::new(SIDES).wait_until_still();
    assert_eq!(rig.now.since_start(), rig.session.plan().total());
}

#[test]
fn every_hold_is_kept_when_it_ends_and_every_check_when_it_closes() {
    let rig = Rig::new(SIDES).wait_until_still().wait(1.0).press("enter");
    assert_snapshot!(rig.saved(), @r#"
    {"event":"began","routine":"test","baseline":0}
    {"event":"reached","step":0,"id":"reach","set":1,"side":"left","rep":1}
    {"event":"held","step":0,"id":"reach","set":1,"side":"left","rep":1,"ms":20000,"of_ms":20000}
    {"event":"reached","step":0,"id":"reach","set":1,"side":"right","rep":1}
    {"event":"held","step":0,"id":"reach","set":1,"side":"right","rep":1,"ms":20000,"of_ms":20000}
    {"event":"reached","step":0,"id":"reach","set":1,"side":"right","rep":1,"check":true}
    {"event":"answered","step":0,"id":"reach","score":null}
    {"event":"reached","step":1,"id":"sink","set":1,"rep":1}
    {"event":"held","step":1,"id":"sink","set":1,"rep":1,"ms":6000,"of_ms":6000}
    {"event":"held","step":1,"id":"sink","set":1,"rep":2,"ms":6000,"of_ms":6000}
    {"event":"reached","step":1,"id":"sink","set":2,"rep":1}
    {"event":"held","step":1,"id":"sink","set":2,"rep":1,"ms":6000,"of_ms":6000}
    {"event":"held","step":1,"id":"sink","set":2,"rep":2,"ms":6000,"of_ms":6000}
    {"event":"reached","step":1,"id":"sink","set":2,"rep":2,"check":true}
    {"event":"answered","step":1,"id":"sink","score":0,"flagged":false,"ask":1}
    {"event":"ended","how":"complete"}
    "#);
}

#[test]
fn pausing_keeps_what_is_left_and_the_count_in_takes_none_of_it() {
    let rig = Rig::new(SIDES).wait(14.3).press("space").wait(50.0).press("space").wait(20.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:14.3 paused, 15.7 s left of reach: hold left
    1:04.3 count-in to reach: hold left
    1:07.3 reach: hold left
    1:23.0 reach: switch
    ");
}

#[test]
fn a_second_toggle_within_a_moment_is_the_same_one() {
    let rig = Rig::new(SIDES).wait(12.0).press("space").wait(0.4).press("space").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:12.0 paused, 18.0 s left of reach: hold left
    ");
}

#[test]
fn a_pause_of_more_than_two_minutes_gets_the_person_into_place_again() {
    let rig = Rig::new(SIDES).wait(14.0).press("space").wait(121.0).press("space").wait(12.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:14.0 paused, 16.0 s left of reach: hold left
    2:15.0 count-in to reach: hold left
    2:25.0 reach: hold left
    ");
}

#[test]
fn a_pause_of_an_hour_closes_the_session_as_unfinished() {
    let rig = Rig::new(SIDES).wait(14.0).press("space").wait(3600.0);
    assert_snapshot!(rig.story(), @"
     0:00.0 reach: prep
     0:10.0 reach: hold left
     0:14.0 paused, 16.0 s left of reach: hold left
    60:14.0 finished: Abandoned
    ");
}

#[test]
fn only_a_key_ends_a_pause_and_an_unbound_key_does_not() {
    let rig = Rig::new(SIDES).wait(14.0).press("other").wait(60.0).press("other").wait(60.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:14.0 paused, 16.0 s left of reach: hold left
    ");
}

#[test]
fn next_ends_a_side_then_a_switch_then_the_other_side_then_a_rest() {
    let rig = Rig::new(SIDES).wait(12.0).press("n").wait(1.0).press("n").wait(1.0).press("n").wait(1.0).press("n");
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:12.0 reach: switch
    0:13.0 reach: hold right
    0:14.0 reach: after
    0:15.0 sink: prep
    ");
}

#[test]
fn next_in_a_prep_skips_the_step_and_its_check() {
    let rig = Rig::new(SIDES).wait(3.0).press("n").wait(1.0).press("n").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:03.0 sink: prep
    0:04.0 finished: Left
    ");
    assert_snapshot!(rig.saved(), @r#"
    {"event":"began","routine":"test","baseline":0}
    {"event":"reached","step":0,"id":"reach","set":1,"side":"left","rep":1}
    {"event":"skipped","step":0,"id":"reach"}
    {"event":"reached","step":1,"id":"sink","set":1,"rep":1}
    {"event":"skipped","step":1,"id":"sink"}
    {"event":"ended","how":"left"}
    "#);
}

#[test]
fn back_goes_to_the_start_of_this_side_and_from_there_to_the_place_before() {
    let rig = Rig::new(SIDES).wait(45.0).press("p").wait(1.0).press("p").wait(1.0).press("p").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:30.0 reach: switch
    0:35.0 reach: hold right
    0:45.0 reach: switch
    0:46.0 reach: prep
    ");
}

#[test]
fn back_at_the_start_of_a_step_goes_to_the_step_before() {
    let rig = Rig::new(SIDES).wait(66.0).press("p").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:30.0 reach: switch
    0:35.0 reach: hold right
    0:55.0 reach: after
    1:05.0 sink: prep
    1:06.0 reach: prep
    ");
}

#[test]
fn restart_begins_the_step_with_its_prep() {
    let rig = Rig::new(SIDES).wait(45.0).press("r").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:30.0 reach: switch
    0:35.0 reach: hold right
    0:45.0 reach: prep
    ");
}

#[test]
fn moving_while_paused_stays_paused() {
    let rig = Rig::new(SIDES).wait(12.0).press("space n").wait(5.0).press("p").wait(5.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:12.0 paused, 18.0 s left of reach: hold left
    0:12.0 paused, 5.0 s left of reach: switch
    0:17.0 paused, 10.0 s left of reach: prep
    ");
}

#[test]
fn ten_seconds_more_and_less_are_for_this_segment_only() {
    let rig = Rig::new(SIDES).wait(12.0).press("+ +").wait(5.0).press("-").wait(30.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:40.0 reach: switch
    0:45.0 reach: hold right
    ");
}

#[test]
fn less_than_ten_seconds_left_and_minus_ends_the_segment() {
    let rig = Rig::new(SIDES).wait(25.0).press("-").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:25.0 reach: switch
    ");
}

#[test]
fn easing_ends_a_hold_at_its_eased_length() {
    let rig = Rig::new(SIDES).wait(12.0).press("e").wait(40.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:12.0 reach: hold left (eased)
    0:20.0 reach: switch (eased)
    0:25.0 reach: hold right (eased)
    0:35.0 reach: after (eased)
    0:50.0 sink: prep
    ");
}

#[test]
fn easing_a_hold_that_is_already_longer_ends_it_now() {
    let rig = Rig::new(SIDES).wait(25.0).press("e").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:25.0 reach: switch (eased)
    ");
}

#[test]
fn easing_in_a_set_that_the_eased_step_lacks_goes_on_with_the_rest_after_it() {
    let rig = Rig::new(SIDES).wait(67.0 + 5.0 + 14.0 + 10.0).press("e").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:30.0 reach: switch
    0:35.0 reach: hold right
    0:55.0 reach: after
    1:05.0 sink: prep
    1:10.0 sink: hold 1/1
    1:16.0 sink: gap
    1:18.0 sink: hold 1/2
    1:24.0 sink: rest
    1:34.0 sink: hold 2/1
    1:36.0 last check
    ");
}

#[test]
fn easing_in_the_prep_can_be_undone_there() {
    let rig = Rig::new(SIDES).wait(3.0).press("e").wait(1.0).press("e").wait(10.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:03.0 reach: prep (eased)
    0:04.0 reach: prep
    0:10.0 reach: hold left
    ");
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
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 waits for a key before roll
    0:20.0   ♪ check
    0:30.0   ♪ get-ready
    0:30.0 roll: prep
    0:31.0   ♪ count
    0:32.0   ♪ count
    0:33.0   ♪ start
    0:33.0 roll: open hold
    1:24.5   ♪ check
    1:24.5 roll: after
    1:31.5   ♪ count
    1:32.5   ♪ count
    1:33.5   ♪ count
    1:34.5   ♪ get-ready
    1:34.5 waits for a key before roll
    ");
    assert_snapshot!(rig.saved(), @r#"
    {"event":"began","routine":"test","baseline":0}
    {"event":"reached","step":0,"id":"roll","set":1,"rep":1}
    {"event":"held","step":0,"id":"roll","set":1,"rep":1,"ms":51500,"of_ms":51500}
    {"event":"reached","step":0,"id":"roll","set":1,"rep":1,"check":true}
    {"event":"answered","step":0,"id":"roll","score":null}
    {"event":"reached","step":1,"id":"roll","set":1,"rep":1}
    "#);
}

#[test]
fn enter_does_nothing_in_a_running_step() {
    let rig = Rig::new(SIDES).wait(12.0).press("enter").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    ");
}

#[test]
fn a_machine_that_slept_finds_the_session_paused_at_the_same_second() {
    let rig = Rig::new(SIDES).wait(14.0).sleep(600.0).wait(60.0);
    assert_snapshot!(rig.timeline(), @"
     0:00.0   ♪ get-ready
     0:00.0 reach: prep
     0:07.0   ♪ count
     0:08.0   ♪ count
     0:09.0   ♪ count
     0:10.0   ♪ start
     0:10.0 reach: hold left
    10:14.0 paused after 599 s away, 15.0 s left of reach: hold left
    ");
}

#[test]
fn after_a_long_sleep_the_person_gets_into_place_again() {
    let rig = Rig::new(SIDES).wait(14.0).sleep(600.0).press("space").wait(12.0);
    assert_snapshot!(rig.story(), @"
     0:00.0 reach: prep
     0:10.0 reach: hold left
    10:14.0 paused after 599 s away, 15.0 s left of reach: hold left
    10:14.0 count-in to reach: hold left
    10:24.0 reach: hold left
    ");
    let rig = Rig::new(SIDES).wait(14.0).sleep(60.0).press("space").wait(5.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    1:14.0 paused after 59 s away, 15.0 s left of reach: hold left
    1:14.0 count-in to reach: hold left
    1:17.0 reach: hold left
    ");
}

#[test]
fn two_seconds_late_is_late_but_not_a_gap() {
    let rig = Rig::new(SIDES).wait(9.5).sleep(2.1).wait(1.0);
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 reach: prep
    0:07.0   ♪ count
    0:08.0   ♪ count
    0:09.0   ♪ count
    0:10.0   ♪ start
    0:11.6 reach: hold left
    ");
}

#[test]
fn a_pause_of_the_person_outlives_a_sleep() {
    let rig = Rig::new(SIDES).wait(14.0).press("space").sleep(600.0).wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:14.0 paused, 16.0 s left of reach: hold left
    ");
}

#[test]
fn a_pause_outlives_a_night_of_sleep_and_is_closed_after_an_hour_awake() {
    let rig = Rig::new(SIDES).wait(14.0).press("space").wait(1800.0).sleep(36_000.0).press("space").wait(2.0);
    assert!(
        rig.story()
            .ends_with("0:14.0 paused, 16.0 s left of reach: hold left\n630:14.0 count-in to reach: hold left\n")
    );
    let rig = Rig::new(SIDES).wait(14.0).press("space").wait(1800.0).sleep(36_000.0).wait(3590.0);
    assert!(matches!(rig.session.state(), State::Paused { .. }));
    let rig = rig.wait(20.0);
    assert!(rig.story().ends_with("finished: Abandoned\n"));
}

#[test]
fn a_sleep_that_begins_in_the_last_second_of_the_last_hold_finds_its_check() {
    let one = "name = \"One\"\n[[step]]\nname = \"reach\"\nhold = 20\nprep = 10\n";
    let rig = Rig::new(one).wait(29.9).sleep(36_000.0).press("7");
    assert!(rig.story().ends_with("last check\n"), "{}", rig.story());
    assert!(rig.saved().contains("\"score\":7"), "{}", rig.saved());
}

#[test]
fn leaving_keeps_what_was_held_of_the_running_hold() {
    let rig = Rig::new(SIDES).wait(14.0).press("ctrl-c");
    assert_snapshot!(rig.saved(), @r#"
    {"event":"began","routine":"test","baseline":0}
    {"event":"reached","step":0,"id":"reach","set":1,"side":"left","rep":1}
    {"event":"held","step":0,"id":"reach","set":1,"side":"left","rep":1,"ms":4000,"of_ms":20000}
    {"event":"ended","how":"left"}
    "#);
}

#[test]
fn a_rehearsal_sounds_and_ends_like_the_real_thing() {
    let quick = terms();
    let real = Rig::new(SIDES).wait_until_still();
    let rehearsal = Rig::with(SIDES, unkink::session::Terms { tempo: unkink::time::Tempo::times(60), ..quick });
    assert_eq!(real.timeline(), rehearsal.wait_until_still().timeline());
}

#[test]
fn a_key_held_down_toggles_once_and_a_slap_with_a_space_in_it_only_pauses() {
    let mut rig = Rig::new(SIDES).wait(12.0).press("space");
    for _ in 0..20 {
        rig = rig.wait(0.1).press("space");
    }
    assert!(rig.story().ends_with("paused, 18.0 s left of reach: hold left\n"), "{}", rig.story());
    let rig = Rig::new(SIDES).wait(12.0).press("other space").wait(5.0);
    assert!(rig.story().ends_with("paused, 18.0 s left of reach: hold left\n"), "{}", rig.story());
}

#[test]
fn an_arrow_held_down_goes_one_place() {
    let mut rig = Rig::new(SIDES).wait(12.0);
    for _ in 0..20 {
        rig = rig.press("n").wait(0.03);
    }
    assert!(rig.story().ends_with("0:12.0 reach: switch\n"), "{}", rig.story());
}

#[test]
fn easing_while_paused_leaves_it_paused() {
    let rig = Rig::new(SIDES).wait(67.0 + 5.0 + 14.0 + 10.0).press("space e").wait(20.0);
    assert!(rig.story().ends_with("last check\n"), "{}", rig.story());
    let rig = Rig::new(SIDES).wait(12.0).press("space e").wait(20.0);
    assert!(rig.story().ends_with("paused, 8.0 s left of reach: hold left\n"), "{}", rig.story());
}

#[test]
fn there_is_no_counting_in_to_nothing() {
    let rig = Rig::new(SIDES).wait(25.0).press("space -").wait(1.0).press("space").wait(1.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 reach: prep
    0:10.0 reach: hold left
    0:25.0 paused, 5.0 s left of reach: hold left
    0:25.0 paused, 0.0 s left of reach: hold left
    0:26.0 reach: switch
    ");
}

#[test]
fn going_on_near_the_end_does_not_talk_over_the_countdown() {
    let rig = Rig::new(SIDES).wait(27.8).press("space").wait(5.0).press("space").wait(6.0);
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 reach: prep
    0:07.0   ♪ count
    0:08.0   ♪ count
    0:09.0   ♪ count
    0:10.0   ♪ start
    0:10.0 reach: hold left
    0:20.0   ♪ halfway
    0:27.0   ♪ count
    0:27.8 paused, 2.2 s left of reach: hold left
    0:32.8   ♪ count
    0:32.8 count-in to reach: hold left
    0:33.8   ♪ count
    0:34.8   ♪ count
    0:35.8   ♪ start
    0:35.8 reach: hold left
    0:37.0   ♪ count
    0:38.0   ♪ switch
    0:38.0 reach: switch
    ");
}

#[test]
fn easing_in_a_prep_made_longer_keeps_it_longer() {
    let rig = Rig::new(SIDES).wait(3.0).press("+ e").wait(16.0);
    assert!(!rig.story().contains("hold"), "{}", rig.story());
}

#[test]
fn what_was_held_before_going_back_is_kept() {
    let back = Rig::new(SIDES).wait(22.0).press("p");
    assert_eq!(back.holds_kept(), [("reach".to_owned(), 12_000)]);
    let restart = Rig::new(SIDES).wait(22.0).press("r");
    assert_eq!(restart.holds_kept(), [("reach".to_owned(), 12_000)]);
}

#[test]
fn a_session_of_which_most_was_skipped_is_not_gone_through() {
    let rig = Rig::new(SIDES).wait(3.0).press("n").wait(100.0).press("enter");
    assert!(rig.story().ends_with("finished: Left\n"), "{}", rig.story());
}

#[test]
fn a_waiting_step_without_a_prep_begins_with_its_start() {
    let rig =
        Rig::new("name = \"N\"\n[[step]]\nname = \"n\"\nhold = 9\nprep = 0\nwait = true\n").wait(1.0).press("enter");
    assert!(rig.timeline().contains("0:01.0   ♪ start\n"), "{}", rig.timeline());
}

#[test]
fn a_hold_that_never_began_is_not_kept() {
    let text = "name = \"S\"\n[[step]]\nname = \"s\"\nhold = 10\nprep = 0\nsides = \"each\"\n";
    let rig = Rig::new(text).wait(5.0).press("r").wait(1.0).press("n");
    assert_eq!(rig.holds_kept(), [("s".to_owned(), 5000)]);
}

#[test]
fn easing_can_be_undone_before_a_waiting_step_without_a_prep() {
    let text = "name = \"N\"\n[[step]]\nname = \"n\"\nhold = 20\nprep = 0\nwait = true\n";
    let rig = Rig::new(text).press("e").wait(1.0).press("e").wait(1.0).press("enter").wait(1.0);
    assert!(rig.story().ends_with("n: hold\n"), "{}", rig.story());
}
