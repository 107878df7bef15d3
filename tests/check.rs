//! Routine files: what parses to what, and the exact text of every problem.

pub mod book;
mod files;
mod foreign;
mod lengths;
mod settings;
mod strangers;
mod texts;
mod warnings;

use unkink::problem::{Problem, render};
use unkink::routine::{Routine, parse};

/// A routine that loads without a word.
#[track_caller]
fn sound(text: &str) -> Routine {
    let (routine, problems) = parse("test", text);
    assert!(problems.is_empty(), "{}", render("test.toml", text, &problems, false, 100));
    routine.expect("no problem, so a routine")
}

/// The problems of a text, as a terminal shows them.
fn shown(text: &str) -> String {
    render("test.toml", text, &problems(text), false, 100)
}

/// The problems of a text, after looking that they fit the text and the routine.
#[track_caller]
fn problems(text: &str) -> Vec<Problem> {
    let (routine, problems) = parse("test", text);
    assert_eq!(routine.is_none(), problems.iter().any(Problem::is_error), "{problems:?}");
    for problem in &problems {
        assert!(text.get(problem.span.clone()).is_some(), "{problem:?} lies outside of the text");
        assert!(!problem.title().is_empty());
    }
    assert!(problems.is_sorted_by_key(|problem| problem.span.start));
    problems
}
