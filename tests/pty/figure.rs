//! A figure that plays on a terminal until somebody has seen enough.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::rig::Pty;

const SHOW: [&str; 3] = ["show", "--figure", "wall-slide"];

fn playing() -> Pty {
    let pty = Pty::unkink(&SHOW);
    pty.wait_for("any key ends it");
    assert!(pty.is_taken());
    pty
}

/// Whether it is drawn in braille, and whether in blocks.
fn drawn_in(pty: &Pty) -> (bool, bool) {
    let screen = pty.screen();
    (screen.contains(|dots| ('\u{2801}'..='\u{28ff}').contains(&dots)), screen.contains(['▀', '▄', '█']))
}

#[test]
fn the_linux_console_has_no_braille_and_gets_blocks() {
    for (term, braille) in [("linux", false), ("xterm-256color", true)] {
        let pty = Pty::with(&SHOW, &[("TERM", term)]);
        pty.wait_for("any key ends it");
        assert_eq!(drawn_in(&pty), (braille, !braille), "{term}");
    }
}

#[test]
fn a_person_whose_font_has_no_braille_can_say_so() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let folder = home.path().join("c/unkink");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "voice = false\nfigures = \"blocks\"\n").unwrap();
    let pty = Pty::at_home(&home, &SHOW);
    pty.wait_for("any key ends it");
    assert_eq!(drawn_in(&pty), (false, true));
}

#[test]
fn any_key_gives_the_terminal_back() {
    for key in ["q", " ", "\r", "\x1b"] {
        let mut pty = playing();
        pty.press(key);
        assert_eq!(pty.exit(), 0, "{key:?}");
        pty.assert_given_back();
        assert_eq!(pty.screen().trim(), "", "nothing is printed on the way out");
    }
}

#[test]
fn an_interrupt_and_a_signal_give_the_terminal_back() {
    let mut pty = playing();
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    for signal in ["TERM", "INT", "HUP"] {
        let pty = playing();
        pty.signal(signal);
        assert_eq!(pty.exit(), 130, "SIG{signal}");
        pty.assert_given_back();
    }
}

#[test]
fn it_moves_at_most_eight_times_a_second() {
    let pty = playing();
    let (before, start) = (pty.pictures(), Instant::now());
    pty.wait_for_pictures(before + 8);
    let passed = start.elapsed();
    assert!(passed >= Duration::from_millis(850), "8 pictures in {passed:?}");
}

#[test]
fn a_window_of_any_size_is_drawn_into() {
    let mut pty = playing();
    for (columns, rows) in [(1, 1), (20, 5), (200, 60), (80, 24)] {
        pty.resize(columns, rows);
        pty.wait_for_redraw();
    }
    pty.wait_for("any key ends it");
    pty.press("q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn ctrl_z_stops_it_and_fg_goes_on() {
    let mut pty = Pty::shell();
    pty.run_in_shell(&SHOW);
    pty.wait_for("any key ends it");
    pty.press("\x1a");
    pty.wait_for("Stopped");
    assert!(!pty.is_taken());
    pty.press("fg\r");
    pty.wait_until("the screen is taken again", |screen| screen.alternate_screen() && screen.hide_cursor());
    pty.wait_for("any key ends it");
    pty.press("\x03");
    pty.wait_for_shell();
    pty.wait_until_given_back();
}
