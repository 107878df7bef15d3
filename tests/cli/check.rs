//! `unkink check`: all problems of all files.

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};
use crate::sound::wav_file;

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
      = help: the settings take `volume`, `mute`, `voice`, `voice-engine`, `voice-name`,
              `voice-rate`, `breath`, `cues`, `figures`, `flash`, `bell`, `keep-awake`, `strict`,
              `always-wait`, `screening-days`, `emergency`, `theme`, `mouse`

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

#[test]
fn an_editor_gets_every_problem_with_its_place() {
    let text = "name = \"A\"\n[[step]]\nname = \"Ä\"\nhold = 300\nhodl = 3\n";
    let unkink = Unkink::new().file("broken.toml", text);
    let said = unkink.run(["check", "--json", "broken.toml", "nowhere.toml"]);
    assert_snapshot!(said, @r#"
    [
      {
        "file": "broken.toml",
        "severity": "warning",
        "message": "5 min of hold on one side is long",
        "label": "",
        "help": [
          "beyond 2 min in all a stretch gains little and strains more: hold it shorter or less often"
        ],
        "line": 4,
        "column": 8,
        "end_line": 4,
        "end_column": 11
      },
      {
        "file": "broken.toml",
        "severity": "error",
        "message": "unknown key `hodl` in the step",
        "label": "did you mean `hold`?",
        "help": [
          "the step takes `id`, `name`, `family`, `position`, `cues`, `hold`, `until`, `about`, `reps`, `gap`, `sets`, `rest`, `after`, `sides`, `switch`, `prep`, `wait`, `breath`, `tick`, `check`, `stop-if`, `come-out`, `easier`, `figure`, `say`"
        ],
        "line": 5,
        "column": 1,
        "end_line": 5,
        "end_column": 5
      },
      {
        "file": "nowhere.toml",
        "severity": "error",
        "message": "could not read `nowhere.toml`: there is no such file",
        "label": "",
        "help": [
          "a name without `/` or `.toml` is looked up in `unkink list`"
        ],
        "line": null,
        "column": null,
        "end_line": null,
        "end_column": null
      }
    ]
    --- exit 3
    "#);
}

#[test]
fn clean_files_are_an_empty_list_for_an_editor() {
    assert_eq!(Unkink::new().json(["check", "--json"]), serde_json::json!([]));
}

#[test]
fn warnings_are_a_no_only_when_they_are_denied() {
    let unkink = Unkink::new().file("long.toml", "name = \"A\"\n[[step]]\nname = \"B\"\nhold = 300\n");
    assert!(unkink.run(["check", "long.toml"]).ends_with("1 file, 0 errors, 1 warning\n--- exit 0\n"));
    let denied = unkink.run(["check", "--deny", "warnings", "long.toml"]);
    assert!(denied.ends_with("1 file, 0 errors, 1 warning\n--- exit 1\n"), "{denied}");
    assert!(unkink.run(["check", "--deny", "warnings"]).ends_with("no problems\n--- exit 0\n"));
    assert!(unkink.run(["check", "--deny", "errors"]).ends_with("--- exit 2\n"));
}

#[test]
fn a_sound_of_ones_own_that_cannot_be_used_is_a_warning_where_it_is_named() {
    let settings = "# end.wav is the bell\n[cues]\nstart = \"bell.wav\"\nend = \"end.wav\"\nrest = \"long.wav\"\n\
                    tick = false\n";
    let unkink = Unkink::new().file(".config/unkink/config.toml", settings);
    let unkink = unkink.file(".config/unkink/sounds/end.wav", "no sound");
    let unkink = unkink.file(".config/unkink/sounds/long.wav", wav_file(1_000, vec![0.1; 31_000]));
    assert_snapshot!(unkink.run(["check"]), @r#"
    warning: `start` cannot sound like `bell.wav`: there is no such file
     --> ~/.config/unkink/config.toml:3:9
      |
    3 | start = "bell.wav"
      |         ^^^^^^^^^^
      |
      = help: it takes WAV files in the folder `sounds`; until then the shipped one is heard

    warning: `end` cannot sound like `end.wav`: not a WAV file
     --> ~/.config/unkink/config.toml:4:7
      |
    4 | end = "end.wav"
      |       ^^^^^^^^^
      |
      = help: it takes WAV files in the folder `sounds`; until then the shipped one is heard

    warning: the sound `long.wav` of `rest` is longer than 30 s
     --> ~/.config/unkink/config.toml:5:8
      |
    5 | rest = "long.wav"
      |        ^^^^^^^^^^
      |
      = help: it is heard for 30 s and fades out; a shorter one leaves room for the next

    9 files, 0 errors, 3 warnings
    --- exit 0
    "#);
}
