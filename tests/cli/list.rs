//! `unkink list`: what there is, and what is wrong with it.

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};

const SHIPPED: [&str; 8] =
    ["warm-up", "foam-roller", "wall-slide", "self-massage", "desk-break", "morning", "neck-shoulder", "full"];

/// The lines of the list that are not about untouched bundled routines.
fn own_lines(unkink: &Unkink) -> String {
    let said = unkink.run(["list"]);
    let lines = said.lines().filter(|l| !l.ends_with("  bundled")).map(|l| l.split_whitespace().collect::<Vec<_>>());
    lines.map(|words| words.join(" ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_shipped_routines_come_in_their_order() {
    let said = Unkink::new().run(["list"]);
    let ids: Vec<&str> = said.lines().skip(1).take(8).map(|l| l.split(' ').next().unwrap()).collect();
    assert_eq!(ids, SHIPPED);
    assert!(said.ends_with("--- exit 0\n"), "{said}");
}

#[test]
fn columns_stand_under_their_heads() {
    let said = Unkink::new().routine("mine.toml", MINE).run(["list"]);
    let head = said.lines().next().unwrap();
    let (time, name, from) = (head.find("TIME").unwrap() + 4, head.find("NAME").unwrap(), head.find("FROM").unwrap());
    for line in said.lines().skip(1).take(9) {
        assert_eq!(&line[time..name], "  ", "{said}");
        assert_eq!(&line[from - 2..from], "  ", "{said}");
        assert!(line[..time].ends_with(|c: char| c.is_ascii_digit()), "{said}");
    }
}

#[test]
fn the_users_routines_follow_with_their_times() {
    let unkink = Unkink::new().routine("mine.toml", MINE).routine(".mine.toml", "").routine("notes.txt", "");
    assert_snapshot!(own_lines(&unkink), @"
    ID TIME NAME FROM
    mine 1:30 Mine yours
    --- exit 0
    ");
}

#[test]
fn a_users_file_takes_the_place_of_a_bundled_one() {
    assert_snapshot!(own_lines(&Unkink::new().routine("morning.toml", MINE)), @"
    ID TIME NAME FROM
    morning 1:30 Mine yours, in place of the bundled one
    --- exit 0
    ");
}

#[test]
fn files_that_do_not_load_are_listed_with_their_first_problem() {
    let unkink = Unkink::new()
        .routine("broken.toml", MINE.replace("gap", "hodl"))
        .routine("big.toml", vec![b'#'; 1024 * 1024 + 1])
        .routine("folder.toml/inside", "")
        .routine("latin.toml", b"name = \"\xE9\"\n");
    assert_snapshot!(own_lines(&unkink), @"
    ID TIME NAME FROM
    big - does not load: this file has 1048577 bytes, it may have 1048576 yours
    broken - does not load: unknown key `hodl` in the step (line 16) yours
    folder - could not be read: it is a folder yours
    latin - does not load: this file is not UTF-8 text (line 1) yours
    --- exit 0
    ");
}

#[test]
fn names_of_files_cannot_steer_the_terminal() {
    let said = Unkink::new().routine("a\u{1b}[31mb.toml", MINE).run(["list"]);
    assert!(said.chars().all(|c| !c.is_control() || c == '\n'), "{said:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_folder_is_not_waited_for() {
    let unkink = Unkink::new().routine("mine.toml", MINE);
    let made = std::process::Command::new("mkfifo").arg(unkink.path(".config/unkink/routines/pipe.toml")).status();
    if made.is_ok_and(|status| status.success()) {
        assert!(own_lines(&unkink).contains("pipe - could not be read: it is not a regular file yours"));
    }
}

#[test]
fn a_routines_folder_that_is_a_file_is_said_after_the_list() {
    let said = Unkink::new().file(".config/unkink/routines", "").run(["list"]);
    let (list, rest) = said.split_once("--- stderr\n").unwrap();
    assert_eq!(list.lines().count(), 9, "{said}");
    assert_snapshot!(rest, @"
    error: could not read the folder `~/.config/unkink/routines`: Not a directory
    --- exit 3
    ");
}

#[test]
fn without_a_home_there_are_still_the_shipped_ones() {
    let said = Unkink::new().command(["list"]).env_remove("HOME").output().unwrap();
    assert!(String::from_utf8(said.stdout).unwrap().lines().count() >= 9);
}

#[test]
fn json_holds_the_same_facts() {
    let list = Unkink::new().routine("mine.toml", MINE).routine("broken.toml", "hodl").json(["list", "--json"]);
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 10);
    assert_eq!(list[0]["id"], "warm-up");
    assert_eq!(list[0]["from"], "bundled");
    let (broken, mine) = (&list[8], &list[9]);
    assert_eq!(mine["total_seconds"], 90);
    assert_eq!(mine["from"], "user");
    assert!(mine["path"].as_str().unwrap().ends_with("/routines/mine.toml"));
    assert!(broken["name"].is_null());
    assert_eq!(broken["problems"][0]["severity"], "error");
    assert_eq!(broken["problems"][0]["line"], 1);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Unkink::new().command(["list"]).stdout(writer).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = Unkink::new().command(["list"]).stdout(full).output().unwrap();
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @"error: could not write the output: No space left on device");
    assert_eq!(output.status.code(), Some(3));
}
