//! A program that is held up: what it has missed is not made up for.

use std::time::Duration;

use super::rig::{Pty, kept, limit};
use super::{RUNNING, START_CARD};

#[test]
fn a_session_that_stood_still_is_paused_at_the_same_second() {
    let mut pty = Pty::session();
    let left = |pty: &Pty| {
        let screen = pty.screen();
        let (time, _) = screen.split_once(" left").unwrap();
        let (minutes, seconds) = time.rsplit(' ').next().unwrap().split_once(':').unwrap();
        minutes.parse::<u32>().unwrap() * 60 + seconds.parse::<u32>().unwrap()
    };
    let before = left(&pty);
    pty.signal("STOP");
    // What is waited for is time itself: when it is shorter than this, nothing was missed.
    std::thread::sleep(Duration::from_millis(3500));
    pty.signal("CONT");
    pty.wait_for("Space go on");
    // It may have run on for a moment before it stood still.
    assert!(before - left(&pty) < 3, "{before}, {}", pty.screen());
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["began", "ended"]);
}

#[test]
fn a_pause_of_the_person_outlives_a_stop() {
    let mut pty = Pty::session();
    pty.press(" ");
    pty.wait_for("Space go on");
    for _ in 0..3 {
        pty.signal("STOP");
        pty.signal("CONT");
    }
    pty.resize(90, 30);
    pty.wait_for_redraw();
    pty.wait_for("Space go on");
}

#[test]
fn a_key_that_holds_a_screen_back_holds_nothing_back() {
    let mut pty = Pty::session();
    // Ctrl-S is a key like any other.
    pty.press("\x13");
    pty.press("h");
    pty.wait_for("Which is closest?");
}

#[test]
fn lines_that_are_held_back_hold_up_neither_the_pain_key_nor_the_end() {
    let mut pty = Pty::unkink(&["--plain", "run", "wall-slide", "--mute"]);
    pty.wait_for("Enter: start.");
    pty.press("\r");
    pty.wait_until_kept("began");
    pty.press("\x13");
    pty.press("h");
    pty.wait_until_kept("stopped");
    pty.press("\x03");
    assert_eq!(pty.code(), 130);
    pty.press("\x11");
    pty.wait_until_closed();
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["began", "stopped", "ended"]);
}

#[test]
fn a_window_that_is_closed_while_the_program_stands_still_ends_it() {
    let (mut pty, code) = Pty::script("", &["run", "wall-slide", "--mute"]);
    pty.wait_for(START_CARD);
    pty.press("\r");
    pty.wait_for(RUNNING);
    pty.wait_until_kept("began");
    pty.signal_job("STOP");
    let home = pty.unplug_stopped();
    assert_eq!(code.recv_timeout(limit()).as_deref(), Ok("130"));
    assert_eq!(kept(home.path()), ["began", "ended"]);
}
