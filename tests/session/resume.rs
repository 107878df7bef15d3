//! Going on with a session that was left, or cut off.

use insta::assert_snapshot;
use proptest::prelude::*;
use unkink::effect::Effect;
use unkink::history::Past;
use unkink::plan::{Include, Pace, Plan};
use unkink::record::{Entry, Event};
use unkink::session::{Point, Session, State};
use unkink::time::Moment;

use super::properties::{Deed, MIXED, deed, play};
use crate::rig::{Rig, at, routine, terms};

const WALL: &str = r#"
name = "Wall"
[[step]]
name = "Stand"
hold = 10
prep = 5
[[step]]
name = "Reach"
hold = 10
reps = 3
sets = 2
rest = 10
sides = "each"
prep = 8
[[step]]
name = "Breathe"
hold = 20
prep = 5
"#;

/// The same routine, cut off with no more than this kept, and gone on with.
fn resumed(text: &str, kept: &[Entry]) -> Option<(Session, Vec<Effect>)> {
    let past = Past::of(kept.to_vec());
    let run = past.unfinished()?;
    let plan = Plan::build(&routine(text), None, Include::All);
    let point = Point::of(&plan, run)?;
    let mut fx = Vec::new();
    let session = Session::resume(plan, terms(), run, point, at(Moment::ZERO), &mut fx);
    Some((session, fx))
}

/// `reach, right, set 2, rep 3`, or the check of a step.
pub fn place(session: &Session) -> String {
    let step = session.step();
    let segments = &session.course().segments;
    let here = segments.iter().position(|s| s == session.segment()).unwrap();
    match segments[here..].iter().find(|s| s.kind.is_work()).filter(|_| !session.is_over()) {
        Some(s) => format!("{}, {}, set {}, rep {}", step.id, step.side(s).unwrap_or("-"), s.set, s.rep),
        None => format!("{}, check", step.id),
    }
}

#[track_caller]
fn goes_on(rig: &Rig, expected: &str) {
    let (session, _) = resumed(WALL, &rig.kept).expect("it can be gone on with");
    assert_eq!(place(&session), expected);
}

#[test]
fn it_goes_on_at_the_very_step_side_set_and_rep() {
    goes_on(&Rig::new(WALL).wait(2.0), "stand, -, set 1, rep 1");
    goes_on(&Rig::new(WALL).wait(12.0), "stand, -, set 1, rep 1");
    goes_on(&Rig::new(WALL).wait(20.0), "stand, check");
    goes_on(&Rig::new(WALL).wait(27.0), "reach, left, set 1, rep 1");
    goes_on(&Rig::new(WALL).wait(48.0), "reach, left, set 1, rep 2");
    goes_on(&Rig::new(WALL).wait(67.0), "reach, right, set 1, rep 1");
    goes_on(&Rig::new(WALL).wait(110.0), "reach, left, set 2, rep 1");
}

#[test]
fn what_a_key_changed_is_where_it_goes_on() {
    goes_on(&Rig::new(WALL).wait(48.0).press("r").wait(1.0), "reach, left, set 1, rep 1");
    goes_on(&Rig::new(WALL).wait(48.0).press("n").wait(1.0), "reach, right, set 1, rep 1");
    goes_on(&Rig::new(WALL).wait(2.0).press("n").wait(1.0), "reach, left, set 1, rep 1");
    goes_on(&Rig::new(WALL).wait(48.0).press("ctrl-c"), "reach, left, set 1, rep 2");
    goes_on(&Rig::new(WALL).wait(48.0).press("h 6").wait(1.0), "reach, left, set 1, rep 2");
}

#[test]
fn it_gets_ready_again_then_holds_the_whole_rep() {
    let rig = Rig::new(WALL).wait(48.0);
    let (session, fx) = resumed(WALL, &rig.kept).unwrap();
    let State::CountIn { ends, .. } = *session.state() else { panic!("{:?}", session.state()) };
    assert_eq!(ends, Moment::at(std::time::Duration::from_secs(8)));
    let kept: Vec<String> = fx
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Keep(entry) => Some(format!("{} {}\n", entry.n, serde_json::to_string(&entry.event).unwrap())),
            _ => None,
        })
        .collect();
    assert_snapshot!(kept.concat(), @r#"
    7 {"event":"resumed"}
    8 {"event":"reached","step":1,"id":"reach","set":1,"side":"left","rep":2}
    "#);
}

#[test]
fn what_was_done_before_counts_in_the_summary() {
    let rig = Rig::new(WALL).wait(18.0).press("1").wait(40.0);
    let (session, _) = resumed(WALL, &rig.kept).unwrap();
    assert_eq!(session.tally()[..2], rig.session.tally()[..2]);
}

#[test]
fn what_hurt_before_is_still_eased_and_a_second_sore_step_still_ends_it() {
    let rig = Rig::new(WALL).wait(18.0).press("4").wait(25.0).press("0").wait(10.0);
    let (session, fx) = resumed(WALL, &rig.kept).unwrap();
    assert_eq!(session.pace(1), rig.session.pace(1));
    assert!(session.waits_for_answer());
    assert!(!fx.is_empty());
}

#[test]
fn what_was_taken_back_from_easier_goes_on_as_written() {
    let step = |name: &str| format!("[[step]]\nname = \"{name}\"\nhold = 10\nreps = 4\ngap = 2\nprep = 5\n");
    let two = format!("name = \"Two\"\nfamily = \"wall\"\n{}{}", step("Reach"), step("Lift"));
    let rig = Rig::new(&two).wait(52.0).press("3").wait(11.0);
    assert_eq!((place(&rig.session), rig.session.pace(1)), ("lift, -, set 1, rep 1".to_owned(), Pace::Eased));
    let rig = rig.press("e").wait(42.0);
    let (session, _) = resumed(&two, &rig.kept).unwrap();
    assert_eq!((place(&session), session.pace(1)), (place(&rig.session), Pace::Normal), "{}", rig.saved());
}

#[test]
fn what_was_stopped_ended_or_declined_is_not_gone_on_with() {
    let rest = |keys: &str| Rig::new(WALL).wait(48.0).press(keys).kept;
    assert!(resumed(WALL, &rest("h")).is_none());
    assert!(resumed(WALL, &rest("h 3 enter")).is_none());
    assert!(resumed(WALL, &Rig::new(WALL).wait(18.0).press("7 enter").kept).is_none());
    let mut kept = Rig::new(WALL).wait(48.0).kept;
    assert!(resumed(WALL, &kept).is_some());
    let last = kept.last().unwrap().clone();
    kept.push(Entry { n: last.n + 1, event: Event::Declined, ..last });
    assert!(resumed(WALL, &kept).is_none());
}

#[test]
fn a_routine_that_changed_goes_on_at_the_same_step_or_not_at_all() {
    let kept = Rig::new(WALL).wait(48.0).kept;
    let shorter = WALL.replace("[[step]]\nname = \"Stand\"\nhold = 10\nprep = 5\n", "");
    let (session, _) = resumed(&shorter, &kept).unwrap();
    assert_eq!(place(&session), "reach, left, set 1, rep 2");
    assert!(resumed(&WALL.replace("Reach", "Lift"), &kept).is_none());
    let one = WALL.replace("reps = 3", "reps = 1");
    assert_eq!(place(&resumed(&one, &kept).unwrap().0), "reach, right, set 1, rep 1");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wherever_it_is_cut_off_it_goes_on_there(deeds in prop::collection::vec(deed(), 0..40)) {
        let deeds: Vec<Deed> = deeds;
        let rig = play(Rig::with(MIXED, terms()), &deeds, 1);
        let over = matches!(rig.session.state(), State::Finished(_) | State::Stopped { .. });
        match resumed(MIXED, &rig.kept) {
            Some((session, _)) if !over => {
                prop_assert_eq!(place(&session), place(&rig.session), "{}", rig.saved());
                let counts = |s: &Session| s.tally().iter().map(|t| (t.done, t.cut, t.answer)).collect::<Vec<_>>();
                prop_assert_eq!(counts(&session), counts(&rig.session));
            }
            Some(_) => {}
            None => prop_assert!(over),
        }
    }
}
