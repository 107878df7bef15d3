//! The shipped routines as plans: a golden timeline for each, and totals that equal the tables they come from.

use std::fmt::Write as _;
use std::time::Duration;

use unkink::cue;
use unkink::plan::{Include, Kind, Pace, Plan, Totals};
use unkink::routine::{self, BUNDLED, Routine};

const SHIPPED: [&str; 8] =
    ["warm-up", "foam-roller", "wall-slide", "self-massage", "desk-break", "morning", "neck-shoulder", "full"];

/// The text of a shipped routine.
fn shipped(id: &str) -> Routine {
    let path = format!("{}/routines/{id}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let (routine, problems) = routine::parse(id, &text);
    assert_eq!(problems, [], "{id}");
    routine.unwrap()
}

fn plan(id: &str) -> Plan {
    Plan::build(&shipped(id), None, Include::All)
}

fn clock(at: Duration) -> String {
    format!("{}:{:02}", at.as_secs() / 60, at.as_secs() % 60)
}

/// Every segment with the moment it begins, as written or eased.
fn timeline(plan: &Plan, pace: Pace) -> String {
    let (mut lines, mut at) = (String::new(), Duration::ZERO);
    for step in &plan.steps {
        writeln!(lines, "{} ({})", step.name, step.family.word()).unwrap();
        for segment in &step.course(pace).segments {
            let what = match segment.kind {
                Kind::Prep => "get ready".to_owned(),
                Kind::Hold => format!("hold {}.{}", segment.set, segment.rep),
                Kind::Open => format!("open hold {}", segment.set),
                Kind::Gap => "gap".to_owned(),
                Kind::Switch => "switch".to_owned(),
                Kind::Rest => "rest".to_owned(),
                Kind::After => "rest, any pain?".to_owned(),
            };
            let side = step.side(segment).filter(|_| segment.kind.is_work() || segment.kind == Kind::Switch);
            let side = side.map(|side| format!(" {side}")).unwrap_or_default();
            writeln!(lines, "  {:>5}  {:>4} s  {what}{side}", clock(at), segment.length.as_secs_f64()).unwrap();
            at += segment.length;
        }
    }
    writeln!(lines, "  {:>5}  done", clock(at)).unwrap();
    lines
}

#[test]
fn every_shipped_routine_runs_as_its_golden_timeline_says() {
    for id in SHIPPED {
        let plan = plan(id);
        let both = format!("{}\neased\n\n{}", timeline(&plan, Pace::Normal), timeline(&plan, Pace::Eased));
        insta::with_settings!({ description => id, omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("timeline-{id}"), both);
        });
    }
}

/// The seconds of each step as the tables the routines were made from give them: the rest after a step
/// counted as 8 where they say less, the last one left out.
#[test]
fn totals_equal_the_sums_of_the_tables() {
    let tables: [(&str, &[u64]); 4] = [
        ("warm-up", &[35 + 8, 70 + 3, 45 + 3, 45 + 3, 38 + 3, 51 + 3, 50]),
        ("foam-roller", &[60, 120, 154, 80, 50]),
        ("wall-slide", &[35 + 3, 170, 73, 80, 70, 25]),
        ("self-massage", &[85, 45, 125, 130, 55]),
    ];
    for (id, steps) in tables {
        let plan = plan(id);
        let totals: Vec<u64> = plan.steps.iter().map(|s| s.normal.total().as_secs()).collect();
        assert_eq!(totals, steps, "{id}");
        assert_eq!(plan.total().as_secs(), steps.iter().sum::<u64>(), "{id}");
    }
    // Dose by dose: 30 + 2x15+5 + 5x5+4x3 + 6x5+5x3 + 10+5+10 + 5x4+4x2 + 20, a prep of 5 each, 8 after all but the last.
    assert_eq!(plan("desk-break").total().as_secs(), 20 + 35 + 37 + 45 + 25 + 28 + 20 + 7 * 5 + 6 * 8);
    let full = [35 + 8, 55 + 3, 45 + 3, 56, 45 + 3, 100, 96, 80, 70, 90, 50, 35, 50];
    assert_eq!(plan("full").total().as_secs(), full.iter().sum::<u64>());
}

#[test]
fn a_warm_up_in_front_is_one_plan_and_keeps_its_last_rest() {
    let (roller, warm_up) = (shipped("foam-roller"), shipped("warm-up"));
    let both = Plan::build(&roller, Some(&warm_up), Include::All);
    assert_eq!(both.total(), plan("foam-roller").total() + plan("warm-up").total() + Duration::from_secs(8));
    assert_eq!((both.routine.as_str(), both.warm_up.as_deref()), ("foam-roller", Some("warm-up")));
}

#[test]
fn leaving_out_the_roller_leaves_the_rest() {
    let plan = Plan::build(&shipped("foam-roller"), None, Include::NoRoller);
    let ids: Vec<&str> = plan.steps.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["floor-rest"]);
    assert!(plan.steps[0].normal.segments.iter().all(|s| s.kind != Kind::After));
}

#[test]
fn a_step_takes_what_its_rule_says() {
    let text = r#"
name = "Rule"
rounds = 2
[[step]]
name = "all of it"
prep = 7
hold = 11
reps = 3
gap = 2
sets = 2
rest = 13
sides = ["up", "down", "in"]
switch = 4
after = 3
"#;
    let (rule, _) = routine::parse("rule", text);
    let plan = Plan::build(&rule.unwrap(), None, Include::All);
    let step = 7 + 2 * (3 * (3 * 11 + 2 * 2) + 2 * 4) + 13;
    assert_eq!(plan.total().as_secs(), 2 * step + 8);
}

#[test]
fn the_easing_rule_fills_what_the_author_does_not_name() {
    let text = r#"
name = "Ease"
[[step]]
name = "by the rule"
hold = 15
reps = 5
sets = 3
after = 11
[[step]]
name = "short"
hold = 4
[[step]]
name = "by its author"
hold = 30
easier = { hold = 20, sets = 2, after = 9 }
sets = 4
"#;
    let (ease, _) = routine::parse("ease", text);
    let plan = Plan::build(&ease.unwrap(), None, Include::All);
    let dose = |step: usize| {
        let course = &plan.steps[step].eased;
        let hold = course.segments.iter().find(|s| s.kind == Kind::Hold).unwrap().length.as_secs();
        let after = course.segments.iter().find(|s| s.kind == Kind::After).map(|s| s.length.as_secs());
        (hold, course.reps, course.sets, after)
    };
    assert_eq!(dose(0), (8, 3, 1, Some(17)));
    assert_eq!(dose(1), (4, 1, 1, Some(15)));
    assert_eq!(dose(2), (20, 1, 2, None));
}

#[test]
fn the_schedule_of_cues_is_what_a_session_plays() {
    for id in SHIPPED {
        let plan = plan(id);
        let schedule = cue::schedule(&plan);
        let rig = crate::rig::Rig::of(plan, crate::rig::terms()).wait_until_still();
        let played: Vec<_> = rig.played.iter().map(|(at, cue)| (at.since_start(), *cue)).collect();
        assert_eq!(schedule, played, "{id}");
    }
}

#[test]
fn what_is_held_rested_and_moved_is_all_there_is() {
    for id in SHIPPED {
        let plan = plan(id);
        let Totals { hold, rest, moving, sides } = Totals::of(&plan);
        assert_eq!(hold + rest + moving, plan.total(), "{id}");
        assert!(sides.iter().map(|(_, sum)| *sum).sum::<Duration>() <= hold);
    }
    let totals = Totals::of(&plan("neck-shoulder"));
    let [(left, on_left), (right, on_right), ..] = &totals.sides[..] else { panic!("{totals:?}") };
    assert_eq!((left.as_str(), right.as_str(), on_left), ("left", "right", on_right));
}

#[test]
fn what_a_list_shows_of_a_bundled_routine_is_what_its_file_says() {
    assert_eq!(BUNDLED.iter().map(|bundled| bundled.id).collect::<Vec<_>>(), SHIPPED);
    for bundled in &BUNDLED {
        let read = shipped(bundled.id);
        let total = Plan::build(&read, None, Include::All).total();
        assert_eq!((bundled.name, bundled.total), (read.name.as_str(), total), "{}", bundled.id);
    }
}
