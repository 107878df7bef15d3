//! Folders that are missing, are something else, or hold far too much.

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;

use super::RUNNING;
use super::rig::{Pty, answer_no};

/// A shell in a home in which this was done.
fn shell_after(words: &str) -> Pty {
    let mut pty = Pty::shell();
    pty.press(&format!("{words}; clear; echo done=$?\r"));
    pty.wait_for("done=0");
    pty
}

/// What is known of what applies to the person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screening {
    Kept,
    Lost,
}

/// Goes through a session in a shell, from the start card to the end by Ctrl-C.
fn run_session(pty: &mut Pty, screening: Screening) {
    pty.run_in_shell(&["run", "wall-slide", "--mute"]);
    if screening == Screening::Lost {
        pty.wait_for("apply to you");
        pty.press("n");
    }
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for(RUNNING);
    pty.press("h");
    pty.wait_for("Which is closest?");
    pty.press("\x03");
    pty.wait_for_shell();
    pty.wait_until_given_back();
    pty.press("echo code=$?\r");
    pty.wait_for("code=130");
}

/// A shell in a home in which each of these folders is a file.
fn in_place(folders: &str) -> Pty {
    shell_after(&format!("for f in {folders}; do rm -rf $f; mkdir -p $(dirname $f); echo no >$f; done"))
}

#[test]
fn a_file_in_place_of_a_folder_costs_what_would_be_in_it_and_no_more() {
    // Of settings, history, state and cache: each with the folder that is meant, and the one around it.
    for folders in ["c s k", "c/unkink s/unkink k/unkink", "c/unkink/routines"] {
        let mut pty = in_place(folders);
        run_session(&mut pty, Screening::Kept);
        assert_eq!(pty.kept(), ["began", "stopped", "ended"], "{folders}");
    }
}

#[test]
fn a_session_that_nothing_can_be_kept_of_is_led_all_the_same() {
    for folder in ["d", "c d/unkink s k"] {
        let mut pty = in_place(folder);
        run_session(&mut pty, Screening::Lost);
        let told = pty.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("entries of this session could not be kept"), "{folder}: {told}");
    }
}

#[test]
fn folders_that_are_not_there_are_made_when_there_is_something_to_keep() {
    let mut pty = shell_after("rm -rf c d s k");
    run_session(&mut pty, Screening::Lost);
    assert_eq!(pty.kept(), ["began", "stopped", "ended"]);
}

#[test]
fn a_home_that_goes_in_the_middle_costs_only_what_was_not_kept() {
    let mut pty = Pty::session();
    pty.wait_until_kept("began");
    fs::remove_dir_all(pty.history().parent().unwrap()).unwrap();
    pty.press("h");
    pty.wait_for("Which is closest?");
    // It is made again for what comes.
    pty.wait_until_kept("stopped");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["stopped", "ended"]);
}

/// A home with so many files that are no routines in the folder for routines.
fn home_with_junk(count: usize) -> Arc<TempDir> {
    let home = tempfile::tempdir().unwrap();
    answer_no(home.path());
    let folder = home.path().join("c/unkink/routines");
    fs::create_dir_all(&folder).unwrap();
    for n in 0..count {
        fs::write(folder.join(format!("junk-{n}.toml")), format!("nonsense = {n}\n[[[\n\u{7f}")).unwrap();
    }
    Arc::new(home)
}

#[test]
fn files_of_junk_hold_nothing_up_and_stay_out_of_a_session() {
    let home = home_with_junk(1_000);
    let mut pty = Pty::at_home(&home, &["run", "wall-slide", "--mute"]);
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for(RUNNING);
    fs::write(home.path().join("c/unkink/routines/junk-1.toml"), "other").unwrap();
    pty.press("h");
    pty.wait_for("Which is closest?");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    let mut library = Pty::at_home(&home, &[]);
    library.wait_for("1008 routines");
    library.press("/junk-999");
    library.wait_for("unknown key `nonsense`");
    library.press("\x03");
    assert_eq!(library.exit(), 130);
    library.assert_given_back();
}
