//! What keeps a session from opening.

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};

#[test]
fn a_routine_that_is_not_there_comes_before_the_terminal() {
    assert_snapshot!(Unkink::new().run(["run", "mornign"]), @"
    --- stderr
    error: no routine is called `mornign`
    help: did you mean `morning`? see `unkink list`
    --- exit 3
    ");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    assert_snapshot!(Unkink::new().run(["run", "mine.toml"]), @"
    --- stderr
    error: could not read `mine.toml`: there is no such file
    help: a name without `/` or `.toml` is looked up in `unkink list`
    --- exit 3
    ");
}

#[test]
fn a_file_anywhere_can_be_run() {
    let said = Unkink::new().file("stretches/mine.toml", MINE).run(["run", "stretches/mine.toml"]);
    assert!(said.starts_with("Mine."), "{said}");
}
