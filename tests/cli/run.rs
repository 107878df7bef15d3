//! What keeps a session from opening.

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};

#[test]
fn a_session_needs_a_terminal() {
    assert_snapshot!(Unkink::new().run(["run", "morning"]), @"
    --- stderr
    error: a session needs a terminal to show itself and to read keys
    help: start it in a terminal window; a mode for plain lines (`--plain`) is not there yet
    --- exit 3
    ");
}

#[test]
fn the_library_screen_needs_a_terminal() {
    let unkink = Unkink::new();
    assert_eq!(unkink.run([] as [&str; 0]), unkink.run(["run", "morning"]));
}

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
    assert!(said.contains("needs a terminal"), "{said}");
}
