//! `unkink new` and `unkink edit`: a person's own files.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};

const MINE_FILE: &str = ".config/unkink/routines/mine.toml";

/// An editor of this name: a script that has the file as `$file`, and notes its arguments.
fn editor(unkink: Unkink, name: &str, script: &str) -> Unkink {
    let file = format!("bin/{name}");
    let lead = "#!/bin/sh\nprintf '%s\\n' \"$@\" >>\"$HOME/arguments\"\nfor file; do :; done\nfile=${file%:*:*}\n";
    let unkink = unkink.file(&file, format!("{lead}{script}\n"));
    fs::set_permissions(unkink.path(&file), fs::Permissions::from_mode(0o755)).unwrap();
    unkink.variable("PATH", "bin:/usr/bin:/bin")
}

fn arguments(unkink: &Unkink) -> String {
    let home = unkink.path("").to_string_lossy().into_owned();
    fs::read_to_string(unkink.path("arguments")).unwrap_or_default().replace(home.trim_end_matches('/'), "~")
}

#[test]
fn a_new_routine_explains_itself_and_loads() {
    let unkink = Unkink::new();
    assert_snapshot!(unkink.run(["new", "After work"]), @"
    wrote ~/.config/unkink/routines/after-work.toml

      unkink edit after-work    opens it in your editor and checks it
      unkink show after-work    prints it as a timeline
      unkink run after-work     starts it
    --- exit 0
    ");
    let text = fs::read_to_string(unkink.path(".config/unkink/routines/after-work.toml")).unwrap();
    assert!(text.contains("name = \"After work\"\n"), "{text}");
    assert!(unkink.run(["check", "after-work"]).starts_with("1 file, no problems"));
    assert!(unkink.run(["show", "after-work"]).contains("Open book"));
}

#[test]
fn the_schema_that_a_new_file_names_is_beside_it() {
    let unkink = Unkink::new();
    unkink.run(["new", "After work"]);
    unkink.run(["new", "My roller", "--from", "foam-roller"]);
    let folder = unkink.path(".config/unkink/routines");
    for file in ["after-work.toml", "my-roller.toml"] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let named = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap().to_owned();
        let there: serde_json::Value = serde_json::from_slice(&fs::read(folder.join(named)).unwrap()).unwrap();
        assert_eq!(there, unkink.json(["schema"]));
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), 3);
}

#[test]
fn a_copy_has_the_name_that_was_given_and_the_rest_as_it_was() {
    let unkink = Unkink::new().routine("mine.toml", format!("# my own\r\n{MINE}"));
    assert!(unkink.run(["new", "Short \"one\"", "--from", "mine"]).contains("short-one.toml"));
    let copy = fs::read_to_string(unkink.path(".config/unkink/routines/short-one.toml")).unwrap();
    assert_eq!(copy, format!("# my own\r\n{}", MINE.replace("\"Mine\"", "'Short \"one\"'")));
    assert!(unkink.run(["new", "My roller", "--from", "foam"]).ends_with("--- exit 0\n"));
    assert!(unkink.run(["show", "my-roller"]).starts_with("My roller\n"));
}

#[test]
fn nothing_is_ever_written_over() {
    let unkink = Unkink::new().routine("mine.toml", MINE);
    assert_snapshot!(unkink.run(["new", "mine"]), @"
    --- stderr
    error: there is a routine `mine` already
    help: `unkink edit mine` opens it
    --- exit 3
    ");
    assert_snapshot!(unkink.run(["new", "Foam roller"]), @"
    --- stderr
    error: there is a routine `foam-roller` already
    help: `unkink edit foam-roller` opens it
    --- exit 3
    ");
    assert_eq!(fs::read_to_string(unkink.path(MINE_FILE)).unwrap(), MINE);
}

#[test]
fn a_name_may_be_anything() {
    let unkink = Unkink::new();
    for name in ["../../evil", "日本 体操", "a\u{1b}[31mb", "\"\"\"", "/"] {
        let said = unkink.run(["new", name]);
        assert!(said.ends_with("--- exit 0\n") && !said.contains('\u{1b}'), "{said}");
    }
    assert!(unkink.run(["new", ""]).ends_with("--- exit 2\n"));
    let said = unkink.run(["check"]);
    assert!(said.ends_with("13 files, no problems\n--- exit 0\n"), "{said}");
}

#[test]
fn the_editor_gets_the_file_and_the_check_comes_after_it() {
    let unkink = editor(Unkink::new().routine("mine.toml", MINE), "vi", "sed -i 's/hold = 20/hold = 25/' \"$file\"");
    let unkink = unkink.variable("VISUAL", "vi -u NONE");
    assert_snapshot!(unkink.run(["edit", "mine"]), @"
    ~/.config/unkink/routines/mine.toml: Mine, 2 steps, 1:40
    --- exit 0
    ");
    assert_snapshot!(arguments(&unkink), @"
    -u
    NONE
    ~/.config/unkink/routines/mine.toml
    ");
}

#[test]
fn a_file_with_errors_is_opened_again_where_the_first_is() {
    // The first time it breaks a line, the second time it mends it.
    let mend = "sed -i 's/hodl/hold/' \"$file\"";
    let script = format!("if grep -q hodl \"$file\"; then {mend}; else sed -i '0,/hold/s//hodl/' \"$file\"; fi");
    let with =
        |name, visual| editor(Unkink::new().routine("mine.toml", MINE), name, &script).variable("VISUAL", visual);
    let nano = with("nano", "nano");
    assert_snapshot!(nano.run_with_input(["edit", "mine"], "\n"), @"
    error: unknown key `hodl` in the step
     --> ~/.config/unkink/routines/mine.toml:6:1
      |
    6 | hodl = 20
      | ^^^^ did you mean `hold`?
      |
      = help: the step takes `id`, `name`, `family`, `position`, `cues`, `hold`, `until`, `about`,
              `reps`, `gap`, `sets`, `rest`, `after`, `sides`, `switch`, `prep`, `wait`, `breath`,
              `tick`, `check`, `stop-if`, `come-out`, `easier`, `figure`, `say`

    It does not load like this. Open it again at line 6? [Y/n] ~/.config/unkink/routines/mine.toml: Mine, 2 steps, 1:30
    --- exit 0
    ");
    assert_snapshot!(arguments(&nano), @"
    ~/.config/unkink/routines/mine.toml
    +6,1
    ~/.config/unkink/routines/mine.toml
    ");
    let code = with("code", "code -n");
    code.run_with_input(["edit", "mine"], "y\n");
    assert_snapshot!(arguments(&code), @"
    -n
    --wait
    ~/.config/unkink/routines/mine.toml
    -n
    --wait
    --goto
    ~/.config/unkink/routines/mine.toml:6:1
    ");
}

#[test]
fn a_file_with_errors_is_left_as_it_is_when_that_is_wanted() {
    for answer in ["n\n", "no\n", ""] {
        let unkink = editor(Unkink::new().routine("mine.toml", MINE), "vi", "sed -i 's/hold/hodl/' \"$file\"");
        let said = unkink.variable("EDITOR", "vi").run_with_input(["edit", "mine"], answer);
        assert!(said.contains("Open it again at line") && said.contains("--- exit 1\n"), "{said}");
    }
}

#[test]
fn a_bundled_routine_is_copied_before_it_is_changed() {
    let unkink = editor(Unkink::new(), "vi", "sed -i 's/^name = \"Wall slide\"/name = \"My wall\"/;' \"$file\"");
    let unkink = unkink.variable("VISUAL", "vi");
    let said = unkink.run(["edit", "wall-sl"]);
    assert!(said.contains("~/.config/unkink/routines/wall-slide.toml: My wall, 6 steps"), "{said}");
    assert!(unkink.run(["list"]).contains("My wall"));
}

#[test]
fn a_bundled_routine_that_was_only_looked_at_stays_bundled() {
    let unkink = editor(Unkink::new(), "vi", "true").variable("VISUAL", "vi");
    assert_snapshot!(unkink.run(["edit", "wall-slide"]), @"
    nothing was changed: `wall-slide` is still unkink's own
    --- exit 0
    ");
    assert!(!unkink.path(".config/unkink/routines/wall-slide.toml").exists());
}

#[test]
fn an_editor_that_fails_is_told_and_nothing_is_left_behind() {
    let unkink = editor(Unkink::new(), "vi", "exit 7").variable("VISUAL", "vi");
    assert_snapshot!(unkink.run(["edit", "wall-slide"]), @"
    --- stderr
    error: could not open the editor `vi`: exit status: 7
    help: VISUAL or EDITOR says which editor is opened
    --- exit 3
    ");
    assert!(!unkink.path(".config/unkink/routines/wall-slide.toml").exists());
    assert_snapshot!(Unkink::new().variable("VISUAL", "nowhere/ed").run(["edit", "morning"]), @"
    --- stderr
    error: could not open the editor `nowhere/ed`: there is no such file
    help: VISUAL or EDITOR says which editor is opened
    --- exit 3
    ");
    assert_snapshot!(Unkink::new().variable("VISUAL", "'half").run(["edit", "morning"]), @"
    --- stderr
    error: the editor in $VISUAL cannot be read
    help: close the quotes in $VISUAL
    --- exit 3
    ");
    assert_snapshot!(Unkink::new().variable("PATH", "nowhere").run(["edit", "morning"]), @r#"
    --- stderr
    error: no editor was found
    help: set VISUAL or EDITOR to yours, such as `export VISUAL=nano`, or VISUAL="code --wait"
    --- exit 3
    "#);
}

#[test]
fn a_file_that_is_gone_afterwards_is_told() {
    let unkink = editor(Unkink::new().routine("mine.toml", MINE), "vi", "rm \"$file\"").variable("VISUAL", "vi");
    assert_snapshot!(unkink.run(["edit", "mine"]), @"
    --- stderr
    error: could not read `~/.config/unkink/routines/mine.toml`: there is no such file
    help: a name without `/` or `.toml` is looked up in `unkink list`
    --- exit 3
    ");
}
