//! The real program in a real pseudo-terminal: everything it does to a terminal, and that it is undone.
#![cfg(unix)]

#[cfg(target_os = "linux")]
mod cost;
mod disk;
mod figure;
mod kills;
mod loudness;
mod modes;
mod mouse;
#[cfg(feature = "sound")]
mod own_sounds;
mod plain;
mod rig;
mod routines;
#[cfg(target_os = "linux")]
mod senses;
mod terminals;
mod texts;
mod time;
#[cfg(feature = "sound")]
mod voice;
mod ways_out;

use rig::Pty;

/// What stands on the screen when the program has opened.
const LIBRARY: &str = "8 routines";
/// What stands on the start card that is opened here.
const START_CARD: &str = "Wall slide";
/// What stands in a session that runs, and in none that does not.
const RUNNING: &str = "it hurts";
const RUN: [&str; 5] = ["run", "wall-slide", "--rehearse", "60", "--mute"];
/// Threads may be asked to panic.
const PANICS: [(&str, &str); 1] = [("UNKINK_TEST_PANIC", "panic")];

#[test]
fn a_first_start_asks_what_applies_once_and_one_key_is_enough() {
    let mut pty = Pty::new_user(&["run", "wall-slide", "--mute"]);
    pty.wait_for("Does any of these apply to you?");
    pty.press("n");
    pty.wait_for("Pain now?");
    pty.press("q");
    assert_eq!(pty.exit(), 0);
    let again = pty.again(&["run", "wall-slide", "--mute"]);
    again.wait_for("Pain now?");
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut pty = Pty::unkink(&[]);
    pty.wait_for(LIBRARY);
    assert!(pty.is_taken());
    pty.press("q");
    assert_eq!(pty.exit(), 0);
    pty.assert_given_back();
    assert_eq!(pty.screen().trim(), "", "nothing is printed on the way out");
}

#[test]
fn ctrl_c_leaves_at_once() {
    let mut pty = Pty::unkink(&RUN);
    pty.wait_for(START_CARD);
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    for signal in ["TERM", "INT", "HUP"] {
        let pty = Pty::unkink(&RUN);
        pty.wait_for(START_CARD);
        pty.signal(signal);
        assert_eq!(pty.exit(), 130, "SIG{signal}");
        pty.assert_given_back();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut pty = Pty::with(&RUN, &PANICS);
    pty.wait_for(START_CARD);
    pty.ask_to_panic("main");
    pty.resize(70, 20);
    assert_eq!(pty.exit(), 101);
    pty.assert_given_back();
    assert!(pty.bytes().contains("asked to panic"));
}

#[test]
fn only_our_own_bytes_reach_the_terminal_without_a_sound_card() {
    let mut pty = Pty::unkink(&["run", "wall-slide", "--rehearse", "60"]);
    pty.wait_for(START_CARD);
    pty.press("\r");
    pty.press("\x03");
    pty.exit();
    let bytes = pty.bytes();
    for foreign in ["ALSA", "pcm", "jack", "Cannot connect", "pulse"] {
        assert!(!bytes.contains(foreign), "{foreign} in {bytes:?}");
    }
}

#[test]
fn nothing_is_asked_of_the_terminal() {
    let mut pty = Pty::unkink(&RUN);
    pty.wait_for(START_CARD);
    pty.resize(60, 20);
    pty.wait_for_redraw();
    pty.press("\x03");
    pty.exit();
    let bytes = pty.bytes();
    // Where is the cursor, who are you, which keyboard protocol, which colours.
    for question in ["\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[?u", "\x1b[>1u", "\x1b]10;?", "\x1b]11;?"] {
        assert!(!bytes.contains(question), "{question:?}");
    }
    for mode in ["\x1b[?1002h", "\x1b[?1003h"] {
        assert!(!bytes.contains(mode), "{mode:?}");
    }
}

#[test]
fn a_new_size_is_drawn_without_a_key() {
    let mut pty = Pty::unkink(&[]);
    pty.wait_for(LIBRARY);
    for (columns, rows) in [(40, 10), (1, 1), (200, 60), (80, 24)] {
        pty.resize(columns, rows);
        pty.wait_for_redraw();
    }
    pty.wait_for(LIBRARY);
    pty.press("q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn keys_arrive_while_the_size_changes() {
    let mut pty = Pty::unkink(&[]);
    pty.wait_for(LIBRARY);
    for n in 0..50 {
        pty.resize(60 + n % 2, 20);
        pty.press("x");
    }
    pty.press("q");
    assert_eq!(pty.exit(), 0);
}

#[test]
fn a_flood_of_keys_is_taken_in() {
    let mut pty = Pty::unkink(&RUN);
    pty.wait_for(START_CARD);
    pty.press(&"+".repeat(2000));
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
}

#[test]
fn ctrl_z_stops_and_fg_goes_on() {
    let mut pty = Pty::shell();
    pty.run_in_shell(&RUN);
    pty.wait_for(START_CARD);
    pty.press("\x1a");
    pty.wait_for("Stopped");
    assert!(!pty.is_taken());
    assert_shell_is_sane(&mut pty);
    pty.press("fg\r");
    pty.wait_until("the screen is taken again", |screen| screen.alternate_screen() && screen.hide_cursor());
    pty.wait_for(START_CARD);
    pty.press("\x03");
    pty.wait_for_shell();
    pty.wait_until_given_back();
    pty.press("echo code=$?\r");
    pty.wait_for("code=130");
}

#[test]
fn ctrl_z_stops_a_script_around_it_too() {
    let mut pty = Pty::shell();
    pty.run_in_script(&RUN);
    pty.wait_for(START_CARD);
    pty.press("\x1a");
    pty.wait_for("Stopped");
    pty.press("fg\r");
    pty.wait_until("the screen is taken again", |screen| screen.alternate_screen() && screen.hide_cursor());
    pty.press("\x03");
    pty.wait_for("after=130");
}

#[test]
fn ctrl_z_does_not_stop_what_no_shell_could_continue() {
    let mut pty = Pty::unkink(&[]);
    pty.wait_for(LIBRARY);
    pty.press("\x1a");
    pty.press("q");
    assert_eq!(pty.exit(), 0);
    pty.assert_given_back();
}

#[test]
fn a_stop_from_outside_is_undone_by_fg() {
    for signal in ["TSTP", "STOP"] {
        let mut pty = Pty::shell();
        pty.run_in_shell(&RUN);
        pty.wait_for(START_CARD);
        pty.signal_job(signal);
        pty.wait_for("Stopped");
        pty.press("\rfg\r");
        pty.wait_for_raw_mode();
        pty.wait_until("the screen is taken again", |screen| screen.alternate_screen() && screen.hide_cursor());
        pty.wait_for(START_CARD);
        pty.press("\x03");
        pty.wait_for_shell();
        pty.wait_until_given_back();
        pty.press("echo code=$?\r");
        pty.wait_for("code=130");
    }
}

#[test]
fn a_stopped_program_can_be_told_to_end() {
    for stop in ["\x1a", "STOP"] {
        let mut pty = Pty::shell();
        pty.run_in_shell(&RUN);
        pty.wait_for(START_CARD);
        if stop == "STOP" {
            pty.signal_job(stop)
        } else {
            pty.press(stop)
        }
        pty.wait_for("Stopped");
        pty.press("p=$(jobs -p); kill %1; while kill -0 $p 2>/dev/null; do :; done; true\r");
        pty.wait_for("Exit 130");
        pty.wait_until_given_back();
    }
}

#[test]
fn a_whole_session_goes_from_the_start_card_to_the_summary() {
    let mut pty = Pty::unkink(&RUN);
    pty.wait_for(START_CARD);
    pty.press("w\r");
    pty.wait_for("the last step");
    pty.press("0\r");
    pty.wait_for("Enter close");
    pty.press("\r");
    assert_eq!(pty.exit(), 0);
    pty.assert_given_back();
}

#[test]
fn the_pain_key_stops_a_running_session_and_a_mistake_comes_back_paused() {
    for key in ["h", "s", "\x1b", "."] {
        let mut pty = Pty::session();
        pty.press(key);
        pty.wait_for("Which is closest?");
        pty.press("6");
        pty.wait_for("Space go on");
        pty.press("h");
        pty.wait_for("Which is closest?");
        pty.press("4");
        pty.wait_for("Enter to the summary");
        pty.press("\r");
        pty.wait_for("Enter close");
        pty.wait_until_kept("ended");
        assert_eq!(pty.kept(), ["began", "stopped", "closest", "stopped", "closest", "ended"], "{key:?}");
        pty.press("\r");
        assert_eq!(pty.exit(), 0);
    }
}

#[test]
fn a_session_is_kept_however_it_ends() {
    for name in ["Ctrl-C", "TERM", "HUP", "INT"] {
        let mut pty = Pty::session();
        if name == "Ctrl-C" {
            pty.press("\x03")
        } else {
            pty.signal(name)
        }
        assert_eq!(pty.exit(), 130, "{name}");
        pty.assert_given_back();
        assert_eq!(pty.kept(), ["began", "ended"], "{name}");
    }
}

#[test]
fn a_terminal_that_takes_nothing_holds_up_neither_the_pain_key_nor_the_end() {
    let mut pty = Pty::session();
    pty.stall();
    pty.press("+");
    pty.resize(70, 20);
    pty.press("h");
    pty.wait_until_kept("stopped");
    pty.signal("TERM");
    assert_eq!(pty.code(), 130);
    pty.flow();
    pty.wait_until_closed();
    pty.assert_given_back();
    assert_eq!(pty.kept(), ["began", "stopped", "ended"]);
}

#[test]
fn what_a_terminal_did_not_take_is_shown_when_it_takes_it_again() {
    let mut pty = Pty::session();
    pty.stall();
    pty.press("h");
    pty.wait_until_kept("stopped");
    pty.resize(100, 30);
    pty.flow();
    pty.wait_for("Which is closest?");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
}

#[test]
fn what_could_not_be_kept_is_told_when_the_terminal_is_back() {
    let mut pty = Pty::unkink(&["run", "wall-slide", "--mute"]);
    pty.wait_for(START_CARD);
    let history = pty.history();
    std::fs::create_dir_all(history.parent().unwrap()).unwrap();
    let theirs = std::fs::File::create(&history).unwrap();
    theirs.lock().unwrap();
    pty.press("\r");
    pty.wait_for(RUNNING);
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    let told = pty.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.starts_with("3 entries of this session could not be kept in `"), "{told}");
    assert!(told.ends_with("`: another program keeps it locked"), "{told}");
    assert_eq!(std::fs::read_to_string(history).unwrap(), "");
}

#[test]
fn a_pipe_in_place_of_the_history_does_not_hold_up_the_start() {
    let mut pty = Pty::shell();
    pty.press("mkdir -p d/unkink && mkfifo d/unkink/history.jsonl\r");
    pty.wait_for_shell();
    pty.run_in_shell(&["run"]);
    pty.wait_for(LIBRARY);
    pty.wait_for("it is not a regular file");
    pty.press("q");
    pty.wait_for_shell();
}

#[test]
fn a_session_is_kept_when_the_window_is_closed() {
    let (mut pty, code) = Pty::script("setsid ", &["run", "wall-slide", "--mute"]);
    pty.wait_for(START_CARD);
    pty.press("\r");
    pty.wait_for(RUNNING);
    let home = pty.unplug();
    assert_eq!(code.recv_timeout(rig::limit()).as_deref(), Ok("130"));
    assert_eq!(rig::kept(home.path()), ["began", "ended"]);
}

#[test]
fn a_killed_session_has_left_what_it_did() {
    let pty = Pty::session();
    pty.wait_until_kept("began");
    pty.signal("KILL");
    pty.exit();
    assert_eq!(pty.kept(), ["began"]);
    assert!(pty.is_taken(), "nobody could give the terminal back");
}

#[test]
fn a_rehearsal_keeps_nothing() {
    let mut pty = Pty::unkink(&RUN);
    pty.wait_for(START_CARD);
    pty.press("\r");
    pty.wait_for(RUNNING);
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert!(pty.kept().is_empty());
}

#[test]
fn a_stopped_session_is_paused_when_it_goes_on() {
    let mut pty = Pty::shell();
    pty.run_in_shell(&["run", "wall-slide", "--mute"]);
    pty.wait_for(START_CARD);
    pty.press("\r");
    pty.wait_for(RUNNING);
    pty.press("\x1a");
    pty.wait_for("Stopped");
    pty.press("fg\r");
    pty.wait_until("a pause", |screen| screen.alternate_screen() && screen.contents().contains("Space go on"));
    pty.press("\x03");
    pty.wait_for_shell();
    pty.wait_until_given_back();
}

#[test]
fn a_closed_terminal_ends_the_program() {
    // In a session of its own it gets no signal: only the terminal tells it.
    for lead in ["", "setsid "] {
        let (pty, code) = Pty::script(lead, &RUN);
        pty.wait_for(START_CARD);
        pty.unplug();
        assert_eq!(code.recv_timeout(rig::limit()).as_deref(), Ok("130"), "{lead}");
    }
}

#[track_caller]
fn assert_shell_is_sane(pty: &mut Pty) {
    pty.press("stty -a | tr ' ;' '\\n\\n' | grep -x -e icanon -e echo -e isig -e opost | sort | tr '\\n' +\r");
    pty.wait_for("echo+icanon+isig+opost+");
}
