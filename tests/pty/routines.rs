//! Routines in the real terminal: the editor and back, and files that change under the open library.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use super::rig::{Pty, answer_no};
use tempfile::TempDir;

const MINE: &str = "name = \"Mine\"\n[[step]]\nname = \"One\"\nhold = 30\n";
/// Where the routines of a person are in the rig.
const FOLDER: &str = "c/unkink/routines";

/// Picks the person's routine in the open library, and opens it in the editor.
fn edit_mine(pty: &mut Pty) {
    pty.wait_for("9 routines");
    pty.press("/mine\r");
    pty.wait_for("One");
    pty.press("e");
}

/// A home with their routine in it.
fn home_with_mine(name: &str, script: &str) -> (Arc<TempDir>, String) {
    let (home, editor) = home(name, script);
    put(home.path(), "mine.toml", MINE);
    (home, editor)
}

/// A home with an editor of this name: a script that has the file as `$file`.
fn home(name: &str, script: &str) -> (Arc<TempDir>, String) {
    let home = tempfile::tempdir().unwrap();
    answer_no(home.path());
    let editor = home.path().join(name);
    let lead = "#!/bin/sh\nprintf '%s\\n' \"$@\" >>\"$HOME/arguments\"\nfor file; do :; done\n";
    fs::write(&editor, format!("{lead}{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let editor = editor.to_string_lossy().into_owned();
    (Arc::new(home), editor)
}

fn put(home: &Path, name: &str, text: &str) {
    fs::create_dir_all(home.join(FOLDER)).unwrap();
    fs::write(home.join(FOLDER).join(name), text).unwrap();
}

/// The same, as careful editors do: a new file, and then its name.
fn replace(home: &Path, name: &str, text: &str) {
    let new = home.join(FOLDER).join(format!(".{name}.swp"));
    fs::write(&new, text).unwrap();
    fs::rename(new, home.join(FOLDER).join(name)).unwrap();
}

#[test]
fn the_editor_has_the_terminal_as_it_was_and_gives_it_back() {
    let script = "stty -a >\"$HOME/modes\"; printf 'in the editor '; read line; sed -i 's/30/45/' \"$file\"";
    let (home, editor) = home_with_mine("vi", script);
    let mut pty = Pty::at_home_with(&home, &[], &[("VISUAL", &editor)]);
    edit_mine(&mut pty);
    pty.wait_for("in the editor");
    assert!(!pty.is_taken());
    // Keys of this program mean nothing while the editor has them.
    pty.press("hq \r");
    pty.wait_for("Mine: it loads");
    assert!(pty.is_taken());
    pty.wait_for("45 s");
    let modes = fs::read_to_string(home.path().join("modes")).unwrap();
    assert!(modes.contains("isig icanon iexten echo "), "{modes}");
    pty.press("q");
    assert_eq!(pty.exit(), 0);
    pty.assert_given_back();
}

#[test]
fn a_file_that_does_not_load_is_opened_again_at_the_line() {
    let script =
        "if grep -q hodl \"$file\"; then sed -i s/hodl/hold/ \"$file\"; else sed -i s/hold/hodl/ \"$file\"; fi";
    let (home, editor) = home_with_mine("vi", script);
    let mut pty = Pty::at_home_with(&home, &[], &[("VISUAL", &editor)]);
    edit_mine(&mut pty);
    pty.wait_for("Line 4: unknown key `hodl`");
    pty.press("\r");
    pty.wait_for("Mine: it loads");
    let arguments = fs::read_to_string(home.path().join("arguments")).unwrap();
    assert_eq!(arguments.lines().nth(1), Some("+4"), "{arguments}");
}

#[test]
fn without_an_editor_it_says_what_to_set() {
    let (home, _) = home("vi", "true");
    let mut pty = Pty::at_home_with(&home, &[], &[("PATH", "/nowhere"), ("VISUAL", ""), ("EDITOR", "")]);
    pty.wait_for("8 routines");
    pty.press("e");
    pty.wait_for("no editor was found; set VISUAL or EDITOR");
    assert!(!home.path().join(FOLDER).exists());
}

#[test]
fn a_stopped_editor_stops_the_program_and_fg_brings_both_back() {
    // A shell with job control, as vi has it: its stop key stops all of the job.
    let (home, editor) = home_with_mine("vi", "printf 'in the editor '; kill -TSTP 0; sed -i 's/30/45/' \"$file\"");
    let mut pty = Pty::shell_at_home(&home, &[("VISUAL", &editor)]);
    pty.run_in_shell(&[]);
    edit_mine(&mut pty);
    pty.wait_for("in the editor");
    pty.wait_for_shell();
    pty.press("fg\r");
    pty.wait_for("Mine: it loads");
    pty.press("q");
    pty.wait_until_given_back();
}

#[test]
fn a_file_that_is_saved_is_shown_at_once() {
    let (home, _) = home("vi", "true");
    // Not even the folder is there yet.
    let pty = Pty::at_home(&home, &[]);
    pty.wait_for("8 routines");
    put(home.path(), "mine.toml", MINE);
    pty.wait_for("Mine");
    replace(home.path(), "mine.toml", &MINE.replace("Mine", "Renamed"));
    pty.wait_for("Renamed");
    replace(home.path(), "mine.toml", &MINE.replace("hold", "hodl"));
    pty.wait_for("mine: line 4, unknown key `hodl`");
    fs::rename(home.path().join(FOLDER).join("mine.toml"), home.path().join(FOLDER).join("other.toml")).unwrap();
    pty.wait_for("other: line 4, unknown key");
    fs::remove_dir_all(home.path().join(FOLDER)).unwrap();
    pty.wait_for("8 routines");
    put(home.path(), "mine.toml", MINE);
    pty.wait_for("Mine");
}

#[test]
fn a_link_to_a_file_elsewhere_is_followed() {
    let (home, _) = home("vi", "true");
    put(home.path(), "own.toml", &MINE.replace("Mine", "Own"));
    let elsewhere = home.path().join("dotfiles/linked.toml");
    fs::create_dir_all(elsewhere.parent().unwrap()).unwrap();
    fs::write(&elsewhere, MINE).unwrap();
    std::os::unix::fs::symlink(&elsewhere, home.path().join(FOLDER).join("linked.toml")).unwrap();
    let pty = Pty::at_home(&home, &[]);
    pty.wait_for("Mine");
    fs::write(&elsewhere, MINE.replace("Mine", "Linked")).unwrap();
    pty.wait_for("Linked");
}

#[test]
fn a_file_that_was_opened_by_its_path_is_followed_too() {
    let (home, _) = home("vi", "true");
    let file = home.path().join("elsewhere.toml");
    fs::write(&file, MINE).unwrap();
    let mut pty = Pty::at_home(&home, &["run", "elsewhere.toml", "--mute"]);
    pty.wait_for("Pain now?");
    fs::write(&file, MINE.replace("Mine", "Changed")).unwrap();
    pty.wait_for("Changed");
    pty.press("\r");
    pty.wait_for("it hurts");
    fs::write(&file, MINE.replace("One", "Two")).unwrap();
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert!(!pty.bytes().contains("Two"), "a session keeps its plan");
}

#[test]
fn swap_files_and_copies_of_editors_are_no_routines() {
    let (home, _) = home("vi", "true");
    put(home.path(), "mine.toml", MINE);
    let pty = Pty::at_home(&home, &[]);
    pty.wait_for("9 routines");
    for name in [".mine.toml.swp", "mine.toml~", "#mine.toml#", ".#mine.toml", "4913", ".hidden.toml"] {
        put(home.path(), name, "name = 3");
    }
    replace(home.path(), "mine.toml", &MINE.replace("Mine", "Renamed"));
    pty.wait_for("Renamed");
    assert!(pty.screen().contains("9 routines"), "{}", pty.screen());
}

#[test]
fn of_many_files_all_are_listed_and_any_can_be_run() {
    let home = tempfile::tempdir().unwrap();
    answer_no(home.path());
    for n in 0..60 {
        put(home.path(), &format!("mine-{n:02}.toml"), &MINE.replace("Mine", &format!("Mine {n}")));
    }
    let with_another = MINE.replace("[[step]]", "warm-up = \"mine-58\"\n[[step]]");
    put(home.path(), "zzz.toml", &with_another.replace("Mine", "The last of them"));
    put(home.path(), "wall-slide.toml", &MINE.replace("Mine", "Slides of mine"));
    let home = Arc::new(home);
    let pty = Pty::at_home(&home, &[]);
    pty.wait_for("69 routines");
    // One in place of a bundled one, one by the start of its name, and what warms up for it.
    Pty::at_home(&home, &["run", "wall-slide"]).wait_for("Slides of mine");
    let pty = Pty::at_home(&home, &["run", "zz"]);
    pty.wait_for("The last of them");
    pty.wait_for("Mine 58");
}
