//! The pain check, and what follows from each answer.

use insta::assert_snapshot;
use unkink::memory::{Before, Flag};
use unkink::pain::{Asked, Outcome, Time, outcome};
use unkink::plan::Pace;
use unkink::session::{Answer, Terms};

use crate::rig::{Rig, terms};

const WALL: &str = r#"
name = "Wall"
[[step]]
name = "stand"
family = "wall"
hold = 10
prep = 5
after = 10
[[step]]
name = "slide"
family = "wall"
hold = 10
reps = 2
prep = 5
after = 10
[[step]]
name = "breathe"
family = "breathing"
hold = 10
prep = 5
"#;

/// In the rest after the first step.
fn resting() -> Rig {
    Rig::new(WALL).wait(16.0)
}

#[test]
fn silence_goes_on_and_is_kept_as_unanswered() {
    let rig = resting().wait(10.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep
    ");
    assert_eq!(rig.answer_to(0), None);
    assert!(rig.saved().contains(r#""event":"answered","step":0,"id":"stand","score":null}"#));
}

#[test]
fn enter_is_none_and_the_rest_runs_on() {
    let rig = resting().press("enter").wait(10.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep
    ");
    assert_eq!(rig.answer_to(0), Some(Answer::Score(0)));
}

#[test]
fn a_one_and_a_zero_within_a_second_are_ten() {
    assert_eq!(resting().press("1").wait(0.9).press("0").answer_to(0), Some(Answer::Score(10)));
    assert_eq!(resting().press("1").wait(1.1).press("0").answer_to(0), Some(Answer::Score(0)));
    assert_eq!(resting().press("2").wait(0.5).press("0").answer_to(0), Some(Answer::Score(0)));
}

#[test]
fn an_answer_may_be_replaced_until_the_rest_ends() {
    let rig = resting().press("7").wait(2.0).press("2").wait(9.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep
    ");
}

#[test]
fn up_to_two_goes_on() {
    let rig = resting().press("2").wait(15.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep
    0:30.0 slide: hold 1/1
    ");
}

#[test]
fn three_eases_the_rest_of_the_family_and_no_other() {
    let rig = resting().press("3").wait(30.0).press("enter").wait(15.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep (eased)
    0:30.0 slide: hold (eased)
    0:35.0 slide: after (eased)
    0:50.0 breathe: prep
    0:55.0 breathe: hold
    ");
}

#[test]
fn three_can_be_kept_without_easing() {
    let rig = resting().press("3 e").wait(10.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep
    ");
}

#[test]
fn easing_after_a_three_can_be_undone_in_the_prep_of_the_next_step() {
    let rig = resting().press("3").wait(10.0).press("e").wait(10.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep (eased)
    0:26.0 slide: prep
    0:30.0 slide: hold 1/1
    ");
}

#[test]
fn after_a_three_every_check_waits() {
    let rig = resting().press("3").wait(60.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep (eased)
    0:30.0 slide: hold (eased)
    0:35.0 slide: after (eased)
    0:50.0 waits for an answer after slide
    ");
}

#[test]
fn four_eases_rests_twenty_seconds_and_asks_again() {
    let rig = resting().press("4").wait(25.0).press("2").wait(10.0);
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 stand: prep
    0:02.0   ♪ count
    0:03.0   ♪ count
    0:04.0   ♪ count
    0:05.0   ♪ start
    0:05.0 stand: hold
    0:12.0   ♪ count
    0:13.0   ♪ count
    0:14.0   ♪ count
    0:15.0   ♪ check
    0:15.0 stand: after
    0:33.0   ♪ count
    0:34.0   ♪ count
    0:35.0   ♪ count
    0:36.0   ♪ check
    0:36.0 waits, asked again after stand
    0:43.0   ♪ get-ready
    0:43.0 slide: prep (eased)
    0:45.0   ♪ count
    0:46.0   ♪ count
    0:47.0   ♪ count
    0:48.0   ♪ start
    0:48.0 slide: hold (eased)
    ");
}

#[test]
fn four_twice_after_the_same_step_ends_the_session() {
    let rig = resting().press("4").wait(25.0).press("4").wait(10.0);
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 stand: prep
    0:02.0   ♪ count
    0:03.0   ♪ count
    0:04.0   ♪ count
    0:05.0   ♪ start
    0:05.0 stand: hold
    0:12.0   ♪ count
    0:13.0   ♪ count
    0:14.0   ♪ count
    0:15.0   ♪ check
    0:15.0 stand: after
    0:33.0   ♪ count
    0:34.0   ♪ count
    0:35.0   ♪ count
    0:36.0   ♪ check
    0:36.0 waits, asked again after stand
    0:43.0   ♪ stop
    0:43.0 finished: Pain
    ");
}

#[test]
fn a_second_sore_step_ends_the_session() {
    let rig = resting().press("4").wait(25.0).press("1").wait(18.0).press("5").wait(30.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:36.0 waits, asked again after stand
    0:43.0 slide: prep (eased)
    0:48.0 slide: hold (eased)
    0:53.0 slide: after (eased)
    1:08.0 finished: Pain
    ");
}

#[test]
fn six_ends_the_session_when_the_rest_is_over_or_at_once_with_enter() {
    let rig = resting().press("6").wait(20.0);
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 stand: prep
    0:02.0   ♪ count
    0:03.0   ♪ count
    0:04.0   ♪ count
    0:05.0   ♪ start
    0:05.0 stand: hold
    0:12.0   ♪ count
    0:13.0   ♪ count
    0:14.0   ♪ count
    0:15.0   ♪ check
    0:15.0 stand: after
    0:22.0   ♪ count
    0:23.0   ♪ count
    0:24.0   ♪ count
    0:25.0   ♪ stop
    0:25.0 finished: Pain
    ");
    let rig = resting().press("6 enter");
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:16.0 finished: Pain
    ");
}

#[test]
fn e_is_easier_from_here_without_a_score() {
    let rig = resting().press("e").wait(10.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep (eased)
    ");
    assert_eq!(rig.answer_to(0), Some(Answer::Easier));
}

#[test]
fn a_digit_in_a_hold_asks_at_once_and_a_low_one_goes_back_to_the_same_second() {
    let rig = Rig::new(WALL).wait(9.5).press("1").wait(12.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:09.5 waits, asked within stand: hold, 5.5 s left
    0:11.5 count-in to stand: hold
    0:14.5 stand: hold
    0:20.0 stand: after
    ");
}

#[test]
fn a_three_in_a_hold_ends_it_at_its_eased_length() {
    let rig = Rig::new(WALL).wait(9.5).press("3").wait(12.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:09.5 waits, asked within stand: hold, 5.5 s left
    0:11.5 count-in to stand: hold
    0:14.5 stand: hold (eased)
    0:15.0 stand: after (eased)
    ");
}

#[test]
fn a_four_in_a_hold_ends_the_step_and_asks_again() {
    let rig = Rig::new(WALL).wait(9.5).press("4").wait(30.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:09.5 waits, asked within stand: hold, 5.5 s left
    0:11.5 stand: after
    0:31.5 waits, asked again after stand
    ");
    assert_eq!(rig.holds_kept(), [("stand".to_owned(), 4500)]);
}

#[test]
fn a_seven_in_a_hold_ends_the_session() {
    let rig = Rig::new(WALL).wait(9.5).press("7").wait(3.0);
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 stand: prep
    0:02.0   ♪ count
    0:03.0   ♪ count
    0:04.0   ♪ count
    0:05.0   ♪ start
    0:05.0 stand: hold
    0:09.5   ♪ check
    0:09.5 waits, asked within stand: hold, 5.5 s left
    0:11.5   ♪ stop
    0:11.5 finished: Pain
    ");
}

#[test]
fn the_last_check_waits_and_belongs_to_the_end() {
    let rig = Rig::new(WALL).wait(100.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:15.0 stand: after
    0:25.0 slide: prep
    0:30.0 slide: hold 1/1
    0:40.0 slide: hold 1/2
    0:50.0 slide: after
    1:00.0 breathe: prep
    1:05.0 breathe: hold
    1:15.0 last check
    ");
    let rig = rig.press("enter");
    assert!(rig.story().ends_with("finished: Complete\n"));
}

#[test]
fn the_first_time_of_a_routine_every_check_waits_and_calls_again() {
    let rig = Rig::with(WALL, Terms { first_time: true, ..terms() }).wait(160.0);
    assert_snapshot!(rig.timeline(), @"
    0:00.0   ♪ get-ready
    0:00.0 stand: prep
    0:02.0   ♪ count
    0:03.0   ♪ count
    0:04.0   ♪ count
    0:05.0   ♪ start
    0:05.0 stand: hold
    0:12.0   ♪ count
    0:13.0   ♪ count
    0:14.0   ♪ count
    0:15.0   ♪ check
    0:15.0 stand: after
    0:22.0   ♪ count
    0:23.0   ♪ count
    0:24.0   ♪ count
    0:25.0   ♪ check
    0:25.0 waits for an answer after stand
    0:45.0   ♪ check
    1:25.0   ♪ check
    2:25.0   ♪ check
    ");
}

#[test]
fn a_check_nobody_answers_for_an_hour_closes_the_session() {
    let rig = Rig::with(WALL, Terms { first_time: true, ..terms() }).wait(3700.0);
    assert!(rig.story().ends_with("60:25.0 finished: Abandoned\n"), "{}", rig.story());
}

#[test]
fn the_setting_makes_every_check_wait() {
    let rig = Rig::with(WALL, Terms { always_wait: true, ..terms() }).wait(40.0);
    assert!(rig.story().ends_with("waits for an answer after stand\n"));
}

#[test]
fn a_baseline_of_three_starts_eased_and_can_be_undone() {
    let rig = Rig::with(WALL, Terms { baseline: 3, ..terms() }).wait(2.0).press("e").wait(10.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep (eased)
    0:02.0 stand: prep
    0:05.0 stand: hold
    ");
}

#[test]
fn a_baseline_of_four_eases_all_and_ends_above_itself() {
    let eased = Rig::with(WALL, Terms { baseline: 4, ..terms() });
    let rig = eased.wait(2.0).press("e").wait(10.0).press("4").wait(20.0).press("5").wait(20.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep (eased)
    0:05.0 stand: hold (eased)
    0:10.0 stand: after (eased)
    0:25.0 slide: prep (eased)
    0:30.0 slide: hold (eased)
    0:32.0 waits, asked within slide: hold, 3.0 s left
    0:34.0 finished: Pain
    ");
}

#[test]
fn strict_eases_at_one_and_ends_at_three() {
    let strict = || Rig::with(WALL, Terms { strict: true, ..terms() }).wait(16.0);
    assert!(strict().press("1").wait(12.0).story().ends_with("slide: prep (eased)\n"));
    assert!(strict().press("3").wait(12.0).story().ends_with("finished: Pain\n"));
}

/// What a score of 0 to 10 leads to: `.` go on, `e` ease, `a` ease and ask again, `X` end.
fn table(asked: Asked) -> String {
    let letter = |score| match outcome(Asked { score, ..asked }) {
        Outcome::GoOn => '.',
        Outcome::Ease => 'e',
        Outcome::EaseAndAsk => 'a',
        Outcome::End => 'X',
    };
    (0..=10).map(letter).collect()
}

#[test]
fn the_table_of_scores_reads_as_written() {
    let first = Asked { score: 0, baseline: 0, last_session: None, time: Time::First, sore_steps: 0, strict: false };
    assert_eq!(table(first), "...eaaXXXXX");
    assert_eq!(table(Asked { time: Time::Again, ..first }), "...eXXXXXXX");
    assert_eq!(table(Asked { sore_steps: 1, ..first }), "...eXXXXXXX");
    assert_eq!(table(Asked { last_session: Some(1), ..first }), "...aaaXXXXX");
    assert_eq!(table(Asked { last_session: Some(2), ..first }), "...eaaXXXXX");
    assert_eq!(table(Asked { baseline: 3, ..first }), "...eaaXXXXX");
    assert_eq!(table(Asked { baseline: 4, ..first }), "...eeXXXXXX");
    assert_eq!(table(Asked { baseline: 5, ..first }), "...eeeXXXXX");
    assert_eq!(table(Asked { strict: true, ..first }), ".eeXXXXXXXX");
}

/// Waiting for an answer after the first step.
fn waiting() -> Rig {
    Rig::with(WALL, Terms { first_time: true, ..terms() }).wait(26.0)
}

#[test]
fn a_score_is_never_lost_by_going_on() {
    assert!(waiting().press("7 n").story().ends_with("finished: Pain\n"));
    assert!(resting().press("7 n").story().ends_with("finished: Pain\n"));
    assert!(resting().press("7 r").story().ends_with("finished: Pain\n"));
    assert!(waiting().press("3 p").story().ends_with("slide: prep (eased)\n"));
    assert!(Rig::new(WALL).wait(9.5).press("7 n").story().ends_with("finished: Pain\n"));
}

#[test]
fn nothing_closes_behind_whatever_the_person_does_after_an_answer() {
    let rig = waiting().press("2 other").wait(60.0);
    assert!(rig.story().ends_with("waits for an answer after stand\n"), "{}", rig.story());
    assert!(rig.press("enter").story().ends_with("slide: prep\n"));
}

#[test]
fn going_back_from_an_open_check_keeps_it_as_unanswered() {
    let rig = waiting().press("r");
    assert!(rig.saved().contains(r#""event":"answered","step":0,"id":"stand","score":null"#), "{}", rig.saved());
}

#[test]
fn a_check_that_is_asked_again_is_not_left_without_an_answer() {
    let again = || resting().press("4").wait(25.0);
    for key in ["n", "p", "r"] {
        assert!(again().press(key).story().ends_with("asked again after stand\n"), "{key}");
    }
}

#[test]
fn easier_does_not_replace_a_score_that_asks_for_more() {
    assert_eq!(resting().press("7 e").answer_to(0), Some(Answer::Score(7)));
    assert_eq!(resting().press("4 e").answer_to(0), Some(Answer::Score(4)));
}

#[test]
fn a_score_given_in_a_pause_leaves_it_a_pause() {
    let rig = Rig::new(WALL).wait(9.5).press("space").wait(5.0).press("2").wait(30.0);
    assert!(rig.story().ends_with("paused, 5.5 s left of stand: hold\n"), "{}", rig.story());
}

#[test]
fn a_score_before_a_step_that_waits_leaves_it_waiting_but_eased() {
    let text = WALL.replacen("hold = 10\n", "hold = 10\nwait = true\n", 1);
    let rig = Rig::new(&text).press("4").wait(30.0);
    assert!(rig.story().ends_with("waits for a key before stand\n"), "{}", rig.story());
    assert!(rig.press("enter").story().ends_with("stand: prep (eased)\n"));
}

#[test]
fn a_high_score_in_a_prep_eases_what_has_not_begun() {
    let rig = Rig::new(WALL).wait(2.0).press("4").wait(30.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:02.0 waits, asked within stand: prep, 3.0 s left
    0:04.0 count-in to stand: prep
    0:07.0 stand: prep (eased)
    0:10.0 stand: hold (eased)
    0:15.0 stand: after (eased)
    0:30.0 waits for an answer after stand
    ");
}

#[test]
fn an_eight_at_the_last_check_is_no_complete_session() {
    let rig = Rig::new(WALL).wait(100.0).press("8 enter");
    assert!(rig.story().ends_with("finished: Pain\n"));
}

#[test]
fn a_double_press_at_the_end_of_an_open_hold_answers_nothing() {
    let text =
        "name = \"Own\"\n[[step]]\nname = \"own\"\nuntil = \"key\"\nprep = 1\n[[step]]\nname = \"b\"\nhold = 5\n";
    let rig = Rig::new(text).wait(10.0).press("enter").wait(0.2).press("enter").wait(1.0);
    assert_eq!(rig.answer_to(0), None);
    assert_eq!(rig.press("enter").answer_to(0), Some(Answer::Score(0)));
}

#[test]
fn a_stop_by_mistake_keeps_the_answer_given_before_it() {
    let rig = Rig::new(WALL).wait(9.5).press("7 h 6").wait(30.0);
    assert!(rig.story().ends_with("waits, asked within stand: hold, 5.5 s left\n"), "{}", rig.story());
    assert!(rig.press("enter").story().ends_with("finished: Pain\n"));
}

#[test]
fn enter_confirms_an_end_in_a_pause_too() {
    assert!(resting().press("7 space enter").story().ends_with("finished: Pain\n"));
}

#[test]
fn a_corrected_score_does_not_keep_the_longer_rest() {
    let rig = resting().press("4").wait(3.0).press("0").wait(6.5);
    assert!(rig.story().ends_with("0:25.0 slide: prep\n"), "{}", rig.story());
}

#[test]
fn a_flagged_step_is_not_begun_again_as_written() {
    let again = Rig::new(WALL).wait(9.5).press("4").wait(23.0).press("0");
    let rig = again.wait(4.0).press("p").wait(8.0);
    assert_snapshot!(rig.story(), @"
    0:00.0 stand: prep
    0:05.0 stand: hold
    0:09.5 waits, asked within stand: hold, 5.5 s left
    0:11.5 stand: after
    0:31.5 waits, asked again after stand
    0:34.5 slide: prep (eased)
    0:36.5 stand: prep (eased)
    0:41.5 stand: hold (eased)
    ");
}

#[test]
fn a_warm_up_that_was_done_is_kept_when_the_routine_begins() {
    use unkink::plan::{Include, Plan};
    let (wall, warm) = (
        crate::rig::routine(WALL),
        crate::rig::routine("name = \"W\"\n[[step]]\nname = \"march\"\nhold = 5\nprep = 5\nafter = 8\n"),
    );
    let plan = || Plan::build(&wall, Some(&warm), Include::All);
    assert!(Rig::of(plan(), terms()).wait(20.0).saved().contains(r#"{"event":"warmed-up","routine":"test"}"#));
    assert!(!Rig::of(plan(), terms()).wait(2.0).press("n").wait(20.0).saved().contains("warmed-up"));
}

/// A step with two sets, then two more, all of one family.
const SETS: &str = r#"
name = "Sets"
[defaults]
prep = 5
[[step]]
name = "a"
family = "wall"
hold = 10
sets = 2
rest = 5
after = 10
[[step]]
name = "b"
family = "wall"
hold = 10
[[step]]
name = "c"
family = "wall"
hold = 10
"#;

#[test]
fn a_ten_typed_across_the_end_of_the_rest_is_a_ten() {
    let rig = Rig::new(SETS).wait(39.6).press("1").wait(0.6).press("0").wait(20.0);
    assert_eq!(rig.answer_to(0), Some(Answer::Score(10)));
    assert!(rig.story().ends_with("finished: Pain\n"), "{}", rig.story());
    let rig = Rig::new(SETS).wait(35.0).press("1 n 0").wait(20.0);
    assert!(rig.story().ends_with("finished: Pain\n"), "{}", rig.story());
}

#[test]
fn a_replacing_answer_may_be_replaced_too() {
    let rig = Rig::new(SETS).wait(31.0).press("4").wait(12.0).press("1").wait(0.3).press("0").wait(20.0);
    assert_eq!(rig.answer_to(0), Some(Answer::Score(10)));
}

#[test]
fn a_double_enter_answers_no_check_that_opens_between() {
    let own = "name = \"O\"\n[[step]]\nname = \"own\"\nuntil = \"key\"\nprep = 1\n";
    let rig = Rig::new(own).wait(10.0).press("enter").wait(0.2).press("enter").wait(1.0);
    assert!(rig.story().ends_with("last check\n"), "{}", rig.story());
    let timed = Rig::new(SETS).wait_until_still().wait(0.1).press("enter");
    assert!(timed.story().ends_with("last check\n"), "{}", timed.story());
    let none = Rig::new(SETS).wait(30.5).press("enter");
    assert_eq!(none.answer_to(0), Some(Answer::Score(0)));
}

#[test]
fn a_score_in_a_pause_never_ends_the_pause() {
    for score in ["2", "3", "4"] {
        let rig = Rig::new(SETS).wait(22.0).press("space").wait(5.0).press(score).wait(40.0);
        assert!(rig.story().lines().last().unwrap().contains("paused"), "{score}: {}", rig.story());
    }
    for key in ["p", "r"] {
        let rig = Rig::new(SETS).wait(10.0).press("space").wait(5.0).press("2").wait(0.5).press(key).wait(30.0);
        assert!(rig.story().lines().last().unwrap().contains("paused"), "{key}: {}", rig.story());
    }
}

#[test]
fn easier_stands_beside_a_score_and_taking_it_back_leaves_the_score() {
    let easier = Rig::new(SETS).wait(31.0).press("2 e");
    assert!(easier.saved().trim_end().ends_with(r#""score":2,"easier":true,"flagged":false}"#), "{}", easier.saved());
    let back = easier.press("e");
    assert_eq!(back.answer_to(0), Some(Answer::Score(2)));
    assert!(back.saved().trim_end().ends_with(r#""score":2,"flagged":false}"#), "{}", back.saved());
}

#[test]
fn after_a_three_the_same_step_is_not_begun_again_as_written() {
    let rig = Rig::new(SETS).wait(31.0).press("3").wait(10.0).press("p").wait(1.0);
    assert!(rig.story().ends_with("a: prep (eased)\n"), "{}", rig.story());
}

#[test]
fn an_open_check_is_kept_as_unanswered_however_the_session_ends() {
    let unanswered = concat!(r#""event":"answered","step":0,"id":"a","score":null}"#, "\n", r#"{"event":"ended""#);
    assert!(Rig::new(SETS).wait(31.0).press("ctrl-c").saved().contains(unanswered));
    let waits = Rig::with(SETS, Terms { first_time: true, ..terms() }).wait(4000.0);
    assert!(waits.saved().contains(unanswered), "{}", waits.saved());
}

#[test]
fn a_lower_score_in_a_paused_rest_does_not_keep_the_longer_rest() {
    let rig =
        Rig::new(SETS).wait(31.0).press("4").wait(1.0).press("space").wait(1.0).press("2").press("space").wait(11.5);
    assert!(rig.story().ends_with("b: prep\n"), "{}", rig.story());
}

#[test]
fn a_plan_that_is_all_warm_up_can_be_gone_through() {
    use unkink::plan::{Include, Plan};
    let roller = crate::rig::routine("name = \"R\"\nfamily = \"roller\"\n[[step]]\nname = \"roll\"\nhold = 5\n");
    let warm = crate::rig::routine("name = \"W\"\n[[step]]\nname = \"march\"\nhold = 5\nprep = 5\n");
    let plan = Plan::build(&roller, Some(&warm), Include::NoRoller);
    let rig = Rig::of(plan, Terms { baseline: 4, ..terms() }).wait_until_still().wait(1.0).press("enter");
    assert!(rig.saved().contains("warmed-up") && rig.saved().contains("complete"), "{}", rig.saved());
}

/// What is known of a step from earlier sessions.
fn knows(id: &str, last: u8, flag: Flag) -> Terms {
    let known = Before { last: Some(last), flag, ..Before::default() };
    Terms { before: [(id.to_owned(), known)].into(), ..terms() }
}

#[test]
fn a_three_that_is_two_above_the_same_step_last_session_eases_and_asks_again() {
    let three = |last| Rig::with(SETS, knows("a", last, Flag::Clear)).wait(31.0).press("3").session.outcome();
    assert_eq!(three(1), Some(Outcome::EaseAndAsk));
    assert_eq!(three(0), Some(Outcome::EaseAndAsk));
    assert_eq!(three(2), Some(Outcome::Ease));
    assert_eq!(three(5), Some(Outcome::Ease));
}

#[test]
fn the_check_of_a_step_that_was_flagged_waits_even_after_one_clean_run() {
    for flag in [Flag::Fresh, Flag::Fading] {
        let rig = Rig::with(SETS, knows("a", 4, flag)).wait(31.0);
        assert!(rig.session.waits_for_answer(), "{flag:?}");
    }
    assert!(!Rig::with(SETS, knows("a", 1, Flag::Clear)).wait(31.0).session.waits_for_answer());
}

#[test]
fn a_step_that_begins_eased_can_be_taken_back_in_its_prep() {
    let terms = Terms { eased: ["a".to_owned()].into(), ..knows("a", 4, Flag::Fresh) };
    let rig = Rig::with(SETS, terms.clone()).wait(1.0);
    assert_eq!(rig.session.pace(0), Pace::Eased);
    assert_eq!(rig.press("e").session.pace(0), Pace::Normal);
}
