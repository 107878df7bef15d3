//! Lines in a real terminal: single keys without an echo, and its modes as they were on every way out.

use super::rig::{self, Pty};

const RUN: [&str; 3] = ["run", "desk-break", "--mute"];
const DUMB: [(&str, &str); 1] = [("TERM", "dumb")];

#[test]
fn a_dumb_terminal_is_told_in_lines_and_single_keys_work() {
    let mut pty = Pty::with(&RUN, &DUMB);
    pty.wait_for("Enter: start.");
    pty.press("\r");
    pty.wait_for("Get ready");
    pty.press("h");
    pty.wait_for("6: pressed by mistake.");
    pty.press("6");
    pty.wait_for("Space: go on.");
    pty.press("qy");
    pty.wait_for("Left early.");
    pty.press("\r");
    assert_eq!(pty.exit(), 0);
    pty.assert_given_back();
    let bytes = pty.bytes();
    assert!(!bytes.contains('\u{1b}') && !bytes.contains('\u{7}'), "{bytes:?}");
    assert!(!bytes.contains("\nhq") && !bytes.contains("qy"), "no key is echoed: {bytes:?}");
}

#[test]
fn ctrl_c_leaves_the_lines_at_once_and_the_session_is_kept() {
    let mut pty = Pty::unkink(&["--plain", "run", "desk-break", "--mute"]);
    pty.wait_for("Enter: start.");
    pty.press("\r");
    pty.wait_for("Get ready");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert!(pty.bytes().contains("Left early. What you did is kept."), "{}", pty.bytes());
    assert!(pty.kept().iter().any(|event| event.contains("ended")), "{:?}", pty.kept());
}

#[test]
fn a_signal_to_end_gives_the_modes_back() {
    for signal in ["TERM", "HUP"] {
        let pty = Pty::with(&RUN, &DUMB);
        pty.wait_for("Enter: start.");
        pty.signal(signal);
        assert_eq!(pty.exit(), 130, "SIG{signal}");
        pty.assert_given_back();
    }
}

#[test]
fn a_panic_gives_the_modes_back_before_it_speaks() {
    let mut pty = Pty::with(&["--plain", "run", "desk-break", "--mute"], &super::PANICS);
    pty.wait_for("Enter: start.");
    pty.ask_to_panic("main");
    pty.press("m");
    assert_eq!(pty.exit(), 101);
    pty.assert_given_back();
    assert!(pty.bytes().contains("asked to panic"), "{}", pty.bytes());
}

#[test]
fn a_stopped_session_is_paused_and_has_its_keys_again() {
    let mut pty = Pty::shell();
    pty.tell_in_shell(&RUN);
    pty.wait_for("Enter: start.");
    pty.press("\r");
    pty.wait_for("Get ready");
    pty.press("\x1a");
    pty.wait_for_shell();
    pty.press("fg\r");
    pty.wait_for("Space: go on.");
    pty.wait_for_raw_mode();
    pty.press("qy");
    pty.wait_for("Left early.");
    pty.press("\r");
    pty.wait_for_shell();
}

#[test]
fn a_closed_window_ends_the_lines_and_the_session_is_kept() {
    let (mut pty, code) = Pty::script("", &["--plain", "run", "desk-break", "--mute"]);
    pty.wait_for("Enter: start.");
    pty.press("\r");
    pty.wait_for("Get ready");
    pty.wait_until_kept("began");
    let home = pty.unplug();
    assert_eq!(code.recv_timeout(rig::limit()).as_deref(), Ok("130"));
    assert_eq!(rig::kept(home.path()), ["began", "ended"]);
}

#[test]
fn a_screen_without_keys_says_that_there_are_lines() {
    let mut pty = Pty::shell();
    pty.press(&format!("{} run desk-break </dev/null; echo exit=$?\r", env!("CARGO_BIN_EXE_unkink")));
    pty.wait_for("`--plain`");
    pty.wait_for("exit=3");
}
