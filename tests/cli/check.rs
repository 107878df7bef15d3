//! `unkink check`: all problems of all files.

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};

fn broken() -> String {
    MINE.replace("gap", "hodl")
}

#[test]
fn the_shipped_routines_are_clean() {
    assert_snapshot!(Unkink::new().run(["check"]), @"
    8 files, no problems
    --- exit 0
    ");
}

#[test]
fn without_names_the_users_files_are_checked_too() {
    let said = Unkink::new().routine("mine.toml", MINE).routine("broken.toml", broken()).run(["check"]);
    assert!(said.contains("~/.config/unkink/routines/broken.toml:16"), "{said}");
    assert!(said.ends_with("10 files, 1 error, 0 warnings\n--- exit 1\n"), "{said}");
}

#[test]
fn a_broken_file_is_shown_where_it_is_broken() {
    assert_snapshot!(Unkink::new().file("broken.toml", broken()).run(["check", "broken.toml"]), @"
    error: unknown key `hodl` in the step
      --> broken.toml:16:1
       |
    16 | hodl = 2
       | ^^^^ did you mean `hold`?
       |
       = help: the step takes `id`, `name`, `family`, `position`, `cues`, `hold`, `until`, `about`,
               `reps`, `gap`, `sets`, `rest`, `after`, `sides`, `switch`, `prep`, `wait`, `breath`,
               `tick`, `check`, `stop-if`, `come-out`, `easier`, `figure`, `say`

    1 file, 1 error, 0 warnings
    --- exit 1
    ");
}

#[test]
fn a_clean_file_is_clean() {
    assert_snapshot!(Unkink::new().file("mine.toml", MINE).run(["check", "mine.toml"]), @"
    1 file, no problems
    --- exit 0
    ");
}

#[test]
fn a_folder_stands_for_its_routine_files() {
    let unkink = Unkink::new().file("stretches/a.toml", MINE).file("stretches/b.toml", MINE);
    let unkink = unkink.file("stretches/notes.txt", "no routine").file("stretches/deeper/c.toml", "no routine");
    assert_snapshot!(unkink.run(["check", "stretches"]), @"
    2 files, no problems
    --- exit 0
    ");
}

#[test]
fn a_folder_without_routines_says_so() {
    assert_snapshot!(Unkink::new().file("empty/notes.txt", "").run(["check", "empty"]), @"
    no routine files there
    --- exit 0
    ");
}

#[test]
fn an_id_stands_for_its_file() {
    let unkink = Unkink::new().routine("broken.toml", broken());
    let said = unkink.run(["check", "broken"]);
    assert!(said.ends_with("1 file, 1 error, 0 warnings\n--- exit 1\n"), "{said}");
    assert_snapshot!(unkink.run(["check", "morning"]), @"
    1 file, no problems
    --- exit 0
    ");
}

#[test]
fn a_name_that_cannot_be_read_does_not_hide_the_others() {
    assert_snapshot!(Unkink::new().file("mine.toml", MINE).run(["check", "nowhere.toml", "mine.toml"]), @"
    error: could not read `nowhere.toml`: there is no such file

    1 file, no problems, 1 not read
    --- exit 3
    ");
}

#[test]
fn settings_are_checked_with_everything_and_by_name() {
    let unkink = Unkink::new().file(".config/unkink/config.toml", "volum = 10\n");
    assert_snapshot!(unkink.run(["check", ".config/unkink/config.toml"]), @"
    error: unknown key `volum` in the settings
     --> .config/unkink/config.toml:1:1
      |
    1 | volum = 10
      | ^^^^^ did you mean `volume`?
      |
      = help: the settings take `volume`, `mute`, `strict`, `always-wait`, `screening-days`,
              `emergency`

    1 file, 1 error, 0 warnings
    --- exit 1
    ");
    assert!(unkink.run(["check"]).ends_with("9 files, 1 error, 0 warnings\n--- exit 1\n"));
}

#[test]
fn nothing_is_coloured_in_a_pipe() {
    let said =
        Unkink::new().file("broken.toml", broken()).variable("CLICOLOR_FORCE", "1").run(["check", "broken.toml"]);
    assert!(!said.contains('\u{1b}'), "{said:?}");
}
