//! Terminals of every name and size, and all that may come from a keyboard.

use super::rig::Pty;
use super::{LIBRARY, RUNNING, START_CARD};

#[test]
fn a_terminal_of_any_name_shows_a_session_and_is_given_back() {
    for name in ["linux", "xterm", "screen", "tmux-256color", "vt100", "no-such-terminal", ""] {
        let mut pty = Pty::with(&["run", "wall-slide", "--mute"], &[("TERM", name)]);
        pty.wait_for(START_CARD);
        pty.press("\r");
        pty.wait_for("step 1 of");
        pty.press("\x1b[C");
        pty.wait_for("step 2 of");
        pty.press("\x03");
        assert_eq!(pty.exit(), 130, "{name}");
        pty.assert_given_back();
    }
}

#[test]
fn without_a_name_of_the_terminal_it_is_a_terminal_all_the_same() {
    let mut pty = Pty::shell();
    pty.press("unset TERM\r");
    pty.wait_for_shell();
    pty.run_in_shell(&[]);
    pty.wait_for(LIBRARY);
    pty.press("q");
    pty.wait_for_shell();
    pty.wait_until_given_back();
    assert_eq!(pty.left_on(), [""; 0]);
}

#[test]
fn a_thousand_sizes_in_a_session_leave_a_whole_picture() {
    let mut pty = Pty::session();
    let mut seed = 11_u32;
    let mut random = |most: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (1 + (seed >> 8) % most) as u16
    };
    for n in 0..1000 {
        // Now and then a very large one; each of those is a hundred thousand cells.
        let (columns, rows) = if n % 50 == 0 { (500, 200) } else { (random(160), random(60)) };
        pty.resize(columns, rows);
        if n % 100 == 0 {
            pty.press("+");
        }
    }
    pty.resize(1, 1);
    pty.wait_for_redraw();
    pty.resize(80, 24);
    pty.wait_for("step 1 of");
    pty.wait_for(RUNNING);
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
}

#[test]
fn a_terminal_that_does_not_know_its_size_has_a_picture() {
    let mut pty = Pty::unkink(&[]);
    pty.wait_for(LIBRARY);
    pty.resize(100, 30);
    pty.wait_for_redraw();
    pty.resize_to_nothing();
    pty.wait_for_redraw();
    pty.press("?");
    pty.wait_for("KEYS");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
}

#[test]
fn a_megabyte_that_is_pasted_does_nothing_and_the_next_key_is_heard() {
    let mut pty = Pty::session();
    assert!(pty.left_on().contains(&"?2004 on".to_owned()), "it asks for the marks");
    let text = "help, q\ry6 \x1b[C\x03\x1a".repeat(1 << 16);
    pty.press(&format!("\x1b[200~{text}\x1b[201~h"));
    pty.wait_for("Which is closest?");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert_eq!(pty.kept(), ["began", "stopped", "ended"]);
}

#[test]
fn a_text_that_comes_as_keys_only_pauses_and_the_next_key_is_heard() {
    let mut pty = Pty::session();
    pty.press(&"xyz ".repeat(1 << 13));
    pty.press("h");
    pty.wait_for("Which is closest?");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert_eq!(pty.kept(), ["began", "stopped", "ended"]);
}

#[test]
fn a_key_that_also_tells_of_its_release_acts_once() {
    let mut pty = Pty::session();
    // Press, repeat and release of Space: a pause, and no going on.
    pty.press("\x1b[32;1:1u\x1b[32;1:2u\x1b[32;1:3u");
    pty.wait_for("Space go on");
    // Of 6, which undoes a stop by mistake.
    pty.press("\x1b[104;1:1u\x1b[104;1:2u\x1b[104;1:3u");
    pty.wait_for("Which is closest?");
    pty.press("\x1b[54;1:1u\x1b[54;1:3u");
    pty.wait_for("Space go on");
    // Shift alone is no key, and h on a Russian keyboard that tells of the Latin one.
    pty.press("\x1b[57441;2u\x1b[1088::104;1u");
    pty.wait_for("Which is closest?");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert_eq!(pty.kept(), ["began", "stopped", "closest", "stopped", "ended"]);
}

#[test]
fn a_letter_of_another_alphabet_pauses() {
    for letter in ["р", "Р", "ه", "日"] {
        let mut pty = Pty::session();
        pty.press(letter);
        pty.wait_for("Space go on");
    }
}
