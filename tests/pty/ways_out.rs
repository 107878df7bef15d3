//! Every way out: the terminal is as it was before, and what was done so far is kept.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use super::rig::{Pty, answer_no};
use super::{LIBRARY, PANICS, RUNNING, START_CARD};
use tempfile::TempDir;

const WALL_SLIDE: [&str; 3] = ["run", "wall-slide", "--mute"];

/// A session that runs, with these in its environment.
fn session_with(variables: &[(&str, &str)]) -> Pty {
    let mut pty = Pty::with(&WALL_SLIDE, variables);
    begin(&mut pty);
    pty
}

/// From the start card into the session, of which the beginning is kept.
fn begin(pty: &mut Pty) {
    pty.wait_for(START_CARD);
    pty.press("\r");
    pty.wait_for("step 1 of");
    pty.wait_until_kept("began");
}

#[test]
fn leaving_asks_and_a_no_goes_back() {
    let mut pty = Pty::session();
    pty.press("q");
    pty.wait_for("n stay");
    pty.press("n");
    pty.wait_for(RUNNING);
    pty.press("q");
    pty.wait_for("n stay");
    pty.press("y");
    pty.wait_for("Enter close");
    pty.press("\r");
    assert_eq!(pty.exit(), 0);
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["began", "ended"]);
}

#[test]
fn ctrl_c_leaves_from_every_screen() {
    let to: [&[(&str, &str)]; 6] = [
        &[("?", "KEYS")],
        &[("/wall", "wall")],
        &[("h", "Nothing yet")],
        &[("\r", "Pain now?")],
        &[("\r", "Pain now?"), ("\r", RUNNING)],
        &[("\r", "Pain now?"), ("\r", RUNNING), ("q", "n stay")],
    ];
    for way in to {
        let mut pty = Pty::unkink(&["--mute"]);
        pty.wait_for(LIBRARY);
        for (keys, there) in way {
            pty.press(keys);
            pty.wait_for(there);
        }
        pty.press("\x03");
        assert_eq!(pty.exit(), 130, "{way:?}");
        pty.assert_given_back();
    }
}

#[test]
fn a_signal_to_end_is_heard_in_every_state_of_a_session() {
    let states = [
        ("", RUNNING, "QUIT"),
        (" ", "Space go on", "TERM"),
        ("h", "Which is closest?", "HUP"),
        ("q", "n stay", "INT"),
        ("?", "KEYS", "USR1"),
        ("m", RUNNING, "ALRM"),
    ];
    for (keys, there, signal) in states {
        let mut pty = Pty::session();
        pty.press(keys);
        pty.wait_for(there);
        pty.signal(signal);
        assert_eq!(pty.exit(), 130, "SIG{signal} after {keys:?}");
        pty.assert_given_back();
        let kept = pty.kept();
        assert_eq!([kept.first(), kept.last()].map(Option::unwrap), ["began", "ended"], "{kept:?}");
    }
}

#[test]
fn a_panic_in_a_session_gives_the_terminal_back_and_keeps_what_was_done() {
    let mut pty = session_with(&PANICS);
    pty.ask_to_panic("main");
    pty.press("+");
    assert_eq!(pty.exit(), 101);
    pty.assert_given_back();
    assert!(pty.bytes().contains("main was asked to panic"));
    assert_eq!(pty.kept(), ["began"]);
    let again = pty.again(&[]);
    again.wait_for("Enter go on there");
}

#[test]
fn a_panic_before_the_first_picture_is_told_on_the_screen_of_the_shell() {
    let home = home_with_editor("true").0;
    fs::create_dir_all(home.path().join("panic")).unwrap();
    fs::write(home.path().join("panic/picture"), "").unwrap();
    let pty = Pty::at_home_with(&home, &WALL_SLIDE, &PANICS);
    assert_eq!(pty.exit(), 101);
    pty.assert_given_back();
    let told = pty.bytes();
    assert!(told.contains("picture was asked to panic"), "{told}");
    assert!(!told.contains("\x1b[?1049"), "{told:?}");
}

#[test]
fn without_the_thread_of_the_keys_or_of_the_signals_the_program_ends() {
    for (thread, signal) in [("keys", None), ("signals", Some("TERM"))] {
        let mut pty = session_with(&PANICS);
        pty.ask_to_panic(thread);
        match signal {
            Some(name) => pty.signal(name),
            None => pty.press("+"),
        }
        assert_eq!(pty.exit(), 130, "{thread}");
        pty.assert_given_back();
        assert_eq!(pty.kept(), ["began", "ended"], "{thread}");
    }
}

#[test]
fn without_the_thread_of_the_disk_the_session_goes_on_and_it_is_told() {
    let mut pty = session_with(&PANICS);
    pty.ask_to_panic("store");
    pty.press("h");
    pty.wait_for("history is not kept");
    pty.press("6");
    pty.wait_for("Space go on");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert!(pty.screen().contains("could not be kept"), "{}", pty.screen());
    assert_eq!(pty.kept(), ["began"]);
}

#[test]
#[cfg(feature = "sound")]
fn without_the_threads_of_sound_voice_and_files_the_session_goes_on() {
    let home = home_with_editor("true").0;
    fs::write(home.path().join("c/unkink/config.toml"), "voice = true\nvoice-engine = [\"true\"]\n").unwrap();
    fs::create_dir(home.path().join("panic")).unwrap();
    // This one begins with the start card.
    fs::write(home.path().join("panic/voice"), "").unwrap();
    let mut pty = Pty::at_home_with(&home, &["run", "wall-slide"], &PANICS);
    pty.wait_for("no voice");
    pty.wait_for(START_CARD);
    ["sound", "watch"].iter().for_each(|thread| pty.ask_to_panic(thread));
    fs::create_dir_all(home.path().join("c/unkink/routines")).unwrap();
    pty.wait_for("changed routines are not seen");
    begin(&mut pty);
    pty.press(" ");
    pty.wait_for("Space go on");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["began", "ended"]);
    assert!(pty.screen().starts_with("a part of the program broke; what it said is in `"), "{}", pty.screen());
    let log = fs::read_to_string(home.path().join("s/unkink/unkink.log")).unwrap();
    let broke = |thread: &str| log.contains(&format!("{thread} was asked to panic"));
    assert!(["sound", "voice", "watch"].into_iter().all(broke), "{log}");
}

#[test]
fn without_the_thread_that_writes_lines_the_program_ends() {
    let mut pty = Pty::with(&["--plain", "run", "wall-slide", "--mute"], &PANICS);
    pty.wait_for("Enter: start.");
    pty.press("\r");
    pty.wait_until_kept("began");
    pty.ask_to_panic("lines");
    pty.press("h");
    assert_eq!(pty.exit(), 3);
    pty.assert_given_back();
    assert!(pty.bytes().contains("the part of the program that writes broke"), "{}", pty.bytes());
    assert_eq!(pty.kept(), ["began", "stopped", "ended"]);
}

#[test]
fn a_past_that_could_not_be_read_at_all_does_not_keep_a_session_from_starting() {
    for face in [[].as_slice(), &["--plain"]] {
        let home = home_with_editor("true").0;
        fs::create_dir_all(home.path().join("panic")).unwrap();
        fs::write(home.path().join("panic/past"), "").unwrap();
        let mut pty = Pty::at_home_with(&home, &[&WALL_SLIDE, face].concat(), &PANICS);
        pty.wait_for("apply to you");
        // Lines are told below what the shell shows; pictures are not to be written on.
        assert!(!face.is_empty() || !pty.screen().contains("panic"), "{}", pty.screen());
        pty.press("n");
        pty.wait_for("Enter");
        pty.press("\r");
        pty.wait_until_kept("began");
        pty.press("\x03");
        assert_eq!(pty.exit(), 130);
        pty.assert_given_back();
        // Before the screen is there, it is told where the shell tells things.
        let log = fs::read_to_string(home.path().join("s/unkink/unkink.log")).unwrap();
        assert!((log + &pty.bytes()).contains("past was asked to panic"));
    }
}

#[test]
fn stopped_and_brought_back_three_times_it_ends_with_the_terminal_as_it_was() {
    let mut pty = Pty::shell();
    pty.run_in_shell(&WALL_SLIDE);
    begin(&mut pty);
    for stop in ["\x1a", "TSTP", "\x1a"] {
        match stop {
            "TSTP" => pty.signal_job("TSTP"),
            key => pty.press(key),
        }
        pty.wait_for_shell();
        pty.wait_until_given_back();
        assert_eq!(pty.left_on(), [""; 0], "{stop:?}");
        pty.press("fg\r");
        pty.wait_until("a pause", |screen| screen.alternate_screen() && screen.contents().contains("Space go on"));
    }
    leaves_to_its_shell(pty);
}

/// Ctrl-C gives the terminal to the shell that began it, and the session is kept.
#[track_caller]
fn leaves_to_its_shell(mut pty: Pty) {
    pty.press("\x03");
    pty.wait_for_shell();
    pty.wait_until_given_back();
    pty.press("exit 7\r");
    assert_eq!(pty.exit(), 7);
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["began", "ended"]);
}

#[test]
fn begun_behind_its_shell_it_waits_for_its_turn() {
    let mut pty = Pty::shell();
    pty.press(&format!("{} run wall-slide --mute &\r", env!("CARGO_BIN_EXE_unkink")));
    pty.wait_for("[1]");
    pty.press("while [ -z \"$(jobs -s)\" ]; do :; done; true\r");
    pty.wait_for("Stopped");
    assert_eq!(pty.left_on(), [""; 0]);
    pty.press("fg\r");
    begin(&mut pty);
    leaves_to_its_shell(pty);
}

#[test]
fn the_key_that_quits_a_program_leaves_lines_and_keeps_the_session() {
    let mut pty = Pty::unkink(&["--plain", "run", "wall-slide", "--mute"]);
    pty.wait_for("Enter: start.");
    pty.press("\r");
    pty.wait_until_kept("began");
    pty.press("\x1c");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["began", "ended"]);
}

/// A home in which one routine is the person's own, and an editor that is this script.
fn home_with_editor(script: &str) -> (Arc<TempDir>, String) {
    let home = tempfile::tempdir().unwrap();
    answer_no(home.path());
    fs::create_dir_all(home.path().join("c/unkink")).unwrap();
    fs::write(home.path().join("c/unkink/config.toml"), "voice = false\n").unwrap();
    let editor = home.path().join("vi");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let editor = editor.to_string_lossy().into_owned();
    (Arc::new(home), editor)
}

#[test]
fn an_editor_that_dies_leaves_nothing_of_what_it_made_of_the_terminal() {
    let taken =
        "stty raw -echo; printf '\\033[?1049h\\033[?2004h\\033[?1004h\\033[?1003h\\033[?1h\\033=\\033[>1u\\033[5 q'";
    for (end, told) in [("kill -KILL $$", "signal: 9"), ("kill -SEGV $$", "signal: 11"), ("exit 3", "exit status: 3")] {
        let (home, editor) = home_with_editor(&format!("{taken}; {end}"));
        let mut pty = Pty::at_home_with(&home, &[], &[("VISUAL", &editor)]);
        pty.wait_for(LIBRARY);
        pty.press("e");
        pty.wait_for(told);
        assert!(pty.is_taken());
        assert_eq!(pty.left_on(), ["?25 off", "?1000 on", "?1006 on", "?1049 on", "?2004 on"]);
        // Keys work as before.
        pty.press("?");
        pty.wait_for("KEYS");
        pty.press("\x03");
        assert_eq!(pty.exit(), 130);
        pty.assert_given_back();
    }
}

#[test]
fn an_editor_that_dies_leaves_an_echo_to_the_command_that_called_it() {
    let (home, editor) = home_with_editor("stty raw -echo; kill -KILL $$");
    let pty = Pty::at_home_with(&home, &["edit", "wall-slide"], &[("VISUAL", &editor)]);
    assert_eq!(pty.exit(), 3);
    pty.assert_given_back();
}

#[test]
fn with_nothing_to_write_on_a_session_is_kept_and_can_be_left() {
    // Standard output, error, or both are closed; keys still come from the terminal.
    for closed in [">&-", "2>&-", ">&- 2>&-"] {
        let mut pty = Pty::shell();
        let program = env!("CARGO_BIN_EXE_unkink");
        pty.press(&format!("{program} run wall-slide --mute {closed}; echo code=$?\r"));
        if closed == "2>&-" {
            begin(&mut pty);
        } else {
            pty.wait_for_raw_mode();
            pty.press("\r");
            pty.wait_until_kept("began");
        }
        pty.press("\x03");
        pty.wait_for("code=130");
        pty.press("exit 7\r");
        assert_eq!(pty.exit(), 7);
        pty.assert_given_back();
        assert_eq!(pty.kept(), ["began", "ended"], "{closed}");
    }
}
