//! Whether the terminal is asked for the mouse, and gets it back.

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;

use super::rig::{Pty, answer_no};

const ASKED: &str = "\x1b[?1000h\x1b[?1006h";
const GIVEN_BACK: &str = "\x1b[?1006l\x1b[?1000l";

/// All that a start and an end of the program write, with these settings.
fn written(settings: &str) -> String {
    let home = Arc::new(TempDir::new().unwrap());
    fs::create_dir_all(home.path().join("c/unkink")).unwrap();
    fs::write(home.path().join("c/unkink/config.toml"), settings).unwrap();
    answer_no(home.path());
    let mut unkink = Pty::at_home(&home, &[]);
    unkink.wait_for("Foam roller");
    unkink.press("q");
    assert_eq!(unkink.exit(), 0);
    unkink.assert_given_back();
    unkink.bytes()
}

#[test]
fn the_mouse_is_asked_for_and_given_back() {
    let bytes = written("");
    let (asked, back) = (bytes.find(ASKED).unwrap(), bytes.rfind(GIVEN_BACK).unwrap());
    assert!(asked < back);
}

#[test]
fn a_mouse_that_is_left_to_the_terminal_is_never_asked_for() {
    let bytes = written("mouse = false\n");
    for mode in ["1000", "1002", "1003", "1006"] {
        assert!(!bytes.contains(&format!("\x1b[?{mode}")), "{mode}");
    }
}

#[test]
fn the_wheel_and_a_second_click_reach_the_routine_that_is_meant() {
    let home = Arc::new(TempDir::new().unwrap());
    answer_no(home.path());
    let mut unkink = Pty::at_home(&home, &[]);
    unkink.wait_for("Foam roller");
    unkink.press("\x1b[<65;5;5M\x1b[<65;5;5M\x1b[<64;5;5M");
    unkink.press("\x1b[<0;5;4M\x1b[<0;5;4m\x1b[<0;5;4M\x1b[<0;5;4m");
    unkink.wait_for("Enter start");
    unkink.press("q");
    unkink.wait_for("Enter open");
    unkink.press("q");
    assert_eq!(unkink.exit(), 0);
}
