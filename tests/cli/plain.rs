//! A session in lines, with keys from a pipe and the output in another.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;
use rustix::process::{Pid, Signal, kill_process};

use super::unkink::{MINE, Unkink};

/// Two steps that take a second or two each, for sessions at their real pace.
const SHORT: &str = "name = \"Short\"\nsummary = \"Two moments.\"\n\n[[step]]\nname = \"One\"\nhold = 1\nprep = 1\n\
                     after = 8\n\n[[step]]\nname = \"Two\"\nhold = 1\nprep = 1\n";

/// Without a sound card, whatever this machine has.
fn quiet() -> Unkink {
    Unkink::new()
        .variable("PULSE_SERVER", "unix:/nonexistent")
        .variable("PIPEWIRE_REMOTE", "/nonexistent")
        .variable("ALSA_CONFIG_PATH", "/nonexistent/alsa.conf")
        .routine("mine.toml", MINE)
        .routine("short.toml", SHORT)
}

/// A program that hangs must not hang the tests.
fn end_it_after_all(child: &Child) {
    let pid = Pid::from_child(child);
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(30));
        let _ = kill_process(pid, Signal::KILL);
    });
}

/// A program that runs, its keys and its lines.
struct Running {
    child: Child,
    keys: ChildStdin,
    lines: BufReader<std::process::ChildStdout>,
}

impl Running {
    fn start(unkink: &Unkink, arguments: &[&str]) -> Running {
        let mut command = unkink.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        end_it_after_all(&child);
        let (keys, lines) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Running { child, keys, lines }
    }

    /// A session of somebody whom nothing of the list applies to.
    fn session(unkink: &Unkink) -> Running {
        let mut running = Running::start(unkink, &["run", "short", "--mute"]);
        running.wait_for("n: none.");
        running.press("n");
        running.wait_for("Enter: start.");
        running.press("\n");
        running
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Reads on to a line with these words.
    #[track_caller]
    fn wait_for(&mut self, words: &str) {
        let mut all = String::new();
        loop {
            let before = all.len();
            assert!(self.lines.read_line(&mut all).unwrap() > 0, "no line with {words:?} came:\n{all}");
            if all[before..].contains(words) {
                return;
            }
        }
    }

    /// What is left to be read, and how it ended.
    fn end(mut self) -> (String, Option<i32>) {
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        (rest, self.child.wait().unwrap().code())
    }
}

#[test]
fn a_whole_session_is_told_from_a_pipe() {
    let said = quiet().run_with_input(["run", "mine", "--mute", "--rehearse", "100"], "\n");
    assert!(said.contains("Step 2 of 2: Fold."), "{said}");
    assert!(said.ends_with("Done. That was all of it.\n--- exit 0\n"), "{said}");
    assert!(!said.contains("--- stderr"), "{said}");
}

#[test]
fn nothing_of_it_steers_a_terminal_and_every_line_ends() {
    let said = quiet().run_with_input(["--plain", "run", "full", "--mute", "--rehearse", "1000"], "?\n\n");
    let said = said.split("--- exit").next().unwrap();
    assert!(said.lines().count() > 50, "{said}");
    for line in said.lines() {
        assert!(!line.chars().any(|c| c.is_control() || ('\u{2190}'..='\u{28ff}').contains(&c)), "{line:?}");
        assert!(line.ends_with(['.', '?', ':', '!']), "{line:?}");
    }
}

#[test]
fn the_list_is_numbered_and_a_number_opens() {
    let said = quiet().run_with_input([] as [&str; 0], "?zzz\n3\nq");
    assert_snapshot!(said.lines().take(30).collect::<Vec<_>>().join("\n"));
}

#[test]
fn where_a_key_is_waited_for_and_none_can_come_it_says_so() {
    let said = quiet().run(["run", "mine", "--rehearse", "100", "--mute"]);
    assert!(said.ends_with("There are no more keys to read, and it waits for one: leaving.\n--- exit 3\n"), "{said}");
}

#[test]
fn without_a_terminal_somebody_new_is_asked_what_applies() {
    let said = quiet().run_with_input(["run", "foam-roller", "--mute"], "j\n");
    assert!(said.contains("Does any of these apply to you?"), "{said}");
    assert!(said.contains("Line 2 is picked"), "{said}");
    assert!(said.contains("n: none of them"), "{said}");
    assert!(said.ends_with("--- exit 3\n"), "{said}");
}

#[test]
fn a_session_that_hurts_is_stopped_and_kept() {
    let unkink = quiet();
    let mut running = Running::session(&unkink);
    running.wait_for("Hold: 1 second");
    running.press("h");
    running.wait_for("6: pressed by mistake");
    running.press("4");
    running.wait_for("Rest, and move gently as usual.");
    running.press("\n");
    running.wait_for("Enter: close.");
    running.press("\n");
    assert_eq!(running.end().1, Some(0));
    let history = unkink.json(["history", "--json"]);
    assert_eq!(history[0]["ending"], "hurt");
    assert_eq!(history[0]["closest"], "ache");
}

#[test]
fn keys_that_end_in_a_session_keep_it() {
    let unkink = quiet();
    let mut running = Running::session(&unkink);
    running.wait_for("Step 1 of 2");
    let Running { child, keys, lines } = running;
    drop(keys);
    let mut rest = String::new();
    let (mut child, mut lines) = (child, lines);
    lines.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("There are no more keys to read"), "{rest}");
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let history = unkink.json(["history", "--json"]);
    assert_eq!(history[0]["steps"][0]["sides"][0]["holds_done"], 1);
}

#[test]
fn a_control_c_in_a_pipe_keeps_it_and_leaves() {
    let unkink = quiet();
    let mut running = Running::session(&unkink);
    running.wait_for("Step 1 of 2");
    running.press("\u{3}");
    let (rest, exit) = running.end();
    assert!(rest.contains("Left early. What you did is kept."), "{rest}");
    assert_eq!(exit, Some(130));
    assert_eq!(unkink.json(["history", "--json"])[0]["ending"], "left");
}

#[test]
fn a_reader_that_goes_while_nothing_is_said_ends_it_too() {
    let unkink = quiet();
    let mut running = Running::start(&unkink, &["run", "short", "--mute"]);
    running.wait_for("Question mark: keys.");
    let Running { mut child, keys, lines } = running;
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    drop(keys);
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly_and_it_is_kept() {
    let unkink = quiet();
    let mut running = Running::session(&unkink);
    running.wait_for("Step 1 of 2");
    let Running { mut child, keys, lines } = running;
    drop(lines);
    let exit = child.wait().unwrap().code();
    drop(keys);
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((exit, errors.as_str()), (Some(0), ""));
    assert_eq!(unkink.json(["history", "--json"])[0]["ending"], "left");
}
