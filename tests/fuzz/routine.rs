//! Any bytes as a routine file: read, all problems rendered, and the plan of what loads built in every way.
//
// tests/fuzz/seed.sh                                         gathers files to start from
// cargo +nightly fuzz run routine --fuzz-dir tests/fuzz      runs until it is stopped, or something breaks

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use unkink::plan::{Include, Pace, Plan};
use unkink::problem::{Lines, Problem, render};
use unkink::routine::{Reading, Routine, parse_bytes};

/// A session is at most two hours, and one that is eased is no longer.
const LONGEST: Duration = Duration::from_secs(2 * 60 * 60);

fuzz_target!(|bytes: &[u8]| {
    let Reading { text, routine, problems } = parse_bytes("fuzz", bytes);
    assert_eq!(routine.is_none(), problems.iter().any(Problem::is_error));
    assert!(problems.is_sorted_by_key(|problem| problem.span.start));
    let lines = Lines::new(&text);
    for problem in &problems {
        assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
        let (line, column) = lines.place(&text, problem.span.start);
        assert!(line >= 1 && column >= 1);
    }
    for width in [0, 80] {
        let shown = render("fuzz.toml", &text, &problems, false, width);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    }
    if let Some(routine) = routine {
        plans(&routine);
    }
});

fn plans(routine: &Routine) {
    assert!(!routine.steps.is_empty());
    for (warm_up, most) in [(None, LONGEST), (Some(routine), LONGEST * 2 + LONGEST)] {
        for include in [Include::All, Include::NoRoller] {
            let plan = Plan::build(routine, warm_up, include);
            assert!(plan.total() <= most);
            for step in &plan.steps {
                for pace in [Pace::Normal, Pace::Eased] {
                    let course = step.course(pace);
                    assert!(course.segments.iter().any(|segment| segment.kind.is_work()));
                    assert!(course.segments.iter().all(|segment| !segment.length.is_zero()));
                    assert!(course.total() <= LONGEST);
                }
            }
        }
    }
}
