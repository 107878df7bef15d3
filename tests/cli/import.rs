//! `unkink import`: another timer's file becomes files of routines.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use super::unkink::Unkink;

const TIMER: &str = r#"{"title": "Evening", "version": 2, "sets": [
    {"repetitions": 1, "exercises": [
        {"name": "Fold left", "duration": 30}, {"name": "Fold right", "duration": 30}, {"name": "Rest", "duration": 10},
        {"name": "Nothing", "duration": 0}, {"name": "Neck circles", "duration": 30}]}]}"#;

fn named(title: &str) -> String {
    TIMER.replace("Evening", title)
}

fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

#[test]
fn a_routine_is_written_and_told() {
    let unkink = Unkink::new().file("backup.bin", TIMER);
    assert_snapshot!(unkink.run(["import", "backup.bin"]), @r#"
    wrote ~/.config/unkink/routines/evening.toml: Evening, 2 steps, 1:55
      left out, because it takes no time: "Nothing"
      rolling the neck in circles strains its joints; slow turns are gentler: "Neck circles"
      both sides are one step: "Fold"
      read it through: unkink edit evening
    --- exit 0
    "#);
    assert_snapshot!(unkink.run(["check", "evening"]), @"
    1 file, no problems
    --- exit 0
    ");
    assert!(unkink.run(["show", "evening"]).contains("Neck circles"));
}

#[test]
fn what_is_unwise_is_told_as_check_would() {
    let unkink = Unkink::new()
        .file("a.json", TIMER.replace("\"duration\": 10", "\"duration\": 10}, {\"name\": \"Long\", \"duration\": 200"));
    let said = unkink.run(["import", "a.json"]);
    assert!(said.contains("\n  1 warning: see unkink check evening\n"), "{said}");
    assert!(unkink.run(["check", "evening"]).ends_with("1 file, 0 errors, 1 warning\n--- exit 0\n"));
}

#[test]
fn the_same_file_twice_gets_a_number_and_writes_nothing_over() {
    let unkink = Unkink::new().file("a.json", TIMER).routine("evening-2.toml", "mine");
    unkink.run(["import", "a.json"]);
    let folder = unkink.path(".config/unkink/routines");
    let first = fs::read(folder.join("evening.toml")).unwrap();
    let said = unkink.run(["import", "a.json"]);
    assert!(said.contains("wrote ~/.config/unkink/routines/evening-3.toml: "), "{said}");
    assert!(said.contains("unkink edit evening-3"), "{said}");
    assert_eq!(files(&folder), ["evening-2.toml", "evening-3.toml", "evening.toml"]);
    assert_eq!(fs::read(folder.join("evening.toml")).unwrap(), first);
    assert_eq!(fs::read(folder.join("evening-2.toml")).unwrap(), b"mine");
}

#[test]
fn a_bundled_routine_is_never_replaced() {
    let unkink = Unkink::new().file("a.json", named("Foam roller"));
    assert!(unkink.run(["import", "a.json"]).contains("routines/foam-roller-2.toml"));
    assert!(unkink.run(["import", "a.json"]).contains("routines/foam-roller-3.toml"));
    assert_eq!(files(&unkink.path(".config/unkink/routines")), ["foam-roller-2.toml", "foam-roller-3.toml"]);
}

#[test]
fn several_workouts_become_several_files() {
    let both =
        format!("{{\"workouts\": [{}, {}, {{\"title\": \"Empty\", \"sets\": []}}]}}", named("One"), named("Two"));
    let unkink = Unkink::new().file("a.json", both);
    let said = unkink.run(["import", "a.json"]);
    assert!(said.starts_with("\"Empty\" was left out: there is no exercise in it\nwrote "), "{said}");
    assert_eq!(files(&unkink.path(".config/unkink/routines")), ["one.toml", "two.toml"]);
}

#[test]
fn print_shows_the_text_and_writes_nothing() {
    let unkink = Unkink::new().file("a.json", TIMER);
    let said = unkink.run(["import", "a.json", "--print"]);
    assert!(said.starts_with("# Imported from Just Another Workout Timer; not reviewed."), "{said}");
    assert!(said.contains("--- stderr\nevening:\n  left out, because it takes no time: \"Nothing\"\n"), "{said}");
    assert!(said.ends_with("--- exit 0\n"), "{said}");
    assert_eq!(files(&unkink.path("")), ["a.json"]);
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    assert_snapshot!(Unkink::new().run(["import", "nowhere.json"]), @"
    --- stderr
    error: could not read `nowhere.json`: there is no such file
    --- exit 3
    ");
    assert_snapshot!(Unkink::new().file("folder/a.json", TIMER).run(["import", "folder"]), @"
    --- stderr
    error: could not read `folder`: it is a folder
    --- exit 3
    ");
}

#[test]
fn a_file_that_is_too_large_is_told() {
    assert_snapshot!(Unkink::new().file("a.json", vec![b' '; 6_000_000]).run(["import", "a.json"]), @"
    --- stderr
    error: could not import `a.json`: it is larger than 5 MB
    --- exit 1
    ");
}

#[test]
fn a_file_without_anything_to_use_is_told() {
    assert_snapshot!(Unkink::new().file("a.json", "hold = 3").run(["import", "a.json"]), @"
    --- stderr
    error: could not import `a.json`: it is not JSON (expected value at line 1 column 1); known are files of OpenHIIT, Just Another Workout Timer and free-exercise-db
    --- exit 1
    ");
    assert_snapshot!(Unkink::new().file("a.json", "{\"timers\": []}").run(["import", "a.json"]), @"
    --- stderr
    error: could not import `a.json`: it is of no kind that is known; known are files of OpenHIIT, Just Another Workout Timer and free-exercise-db
    --- exit 1
    ");
    assert_snapshot!(Unkink::new().file("a.json", "{\"sets\": []}").run(["import", "a.json"]), @r#"
    --- stderr
    error: could not import `a.json`: there is nothing in it to use: "a" was left out: there is no exercise in it
    --- exit 1
    "#);
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let said = Unkink::new().file("a.json", TIMER).file(".config/unkink", "in the way").run(["import", "a.json"]);
    assert!(said.starts_with("--- stderr\nerror: could not write `~/.config/unkink/routines`"), "{said}");
    assert!(said.ends_with("--- exit 3\n"), "{said}");
}

#[test]
fn names_of_strangers_do_not_steer_the_terminal() {
    let unkink = Unkink::new().file("a.json", named("\\u001b[2JEvil\\u202e").replace("Nothing", "\\u001b]0;x\\u0007"));
    let said = unkink.run(["import", "a.json"]);
    assert!(said.contains("Evil") && !said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
}
