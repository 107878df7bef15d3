//! The bell and the display in the real terminal: a fake of the system's program tells what becomes of it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use unkink::cue::{self, Cue};
use unkink::plan::{Include, Plan};

use super::rig::{Pty, answer_no, limit};
use crate::rig::routine;

/// Over in four seconds but for its last check.
const QUICK: &str = "
name = \"Quick\"
[[step]]
name = \"Stand\"
prep = 1
hold = 1
reps = 2
gap = 1
";

/// Runs for a while.
const LONG: &str = "name = \"Long\"\n[[step]]\nname = \"Stand\"\nprep = 5\nhold = 300\n";

/// Tells of its start and of its end, which comes when its input ends.
const FAKE: &str = "echo \"start $*\" >>\"$HOME/awake\"\ncat\necho end >>\"$HOME/awake\"";
const START: &str = "start --what=idle --who=unkink --why=a stretch session runs --mode=block cat";

/// A home with these settings and both routines.
fn home(settings: &str) -> Arc<TempDir> {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("c/unkink");
    fs::create_dir_all(config.join("routines")).unwrap();
    fs::write(config.join("config.toml"), settings).unwrap();
    fs::write(config.join("routines/quick.toml"), QUICK).unwrap();
    fs::write(config.join("routines/long.toml"), LONG).unwrap();
    answer_no(home.path());
    Arc::new(home)
}

/// The same, in which this script is what keeps the display awake; and the path on which it is found first.
fn home_with_fake(script: &str) -> (Arc<TempDir>, String) {
    let home = home("voice = false\nkeep-awake = true\n");
    let folder = home.path().join("bin");
    fs::create_dir(&folder).unwrap();
    let fake = folder.join("systemd-inhibit");
    fs::write(&fake, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    (home, path)
}

/// The start card in such a home.
fn card(home: &Arc<TempDir>, path: &str) -> Pty {
    let variables = [("PATH", path), ("XDG_CURRENT_DESKTOP", "KDE")];
    let pty = Pty::at_home_with(home, &["run", "long", "--mute"], &variables);
    pty.wait_for("Pain now?");
    pty
}

/// A silent session that runs, in such a home.
fn running(home: &Arc<TempDir>, path: &str) -> Pty {
    let mut pty = card(home, path);
    begin(&mut pty);
    pty
}

fn begin(pty: &mut Pty) {
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for("step 1 of");
}

#[track_caller]
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let until = Instant::now() + limit();
    while !is_so() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn told(home: &Path) -> Vec<String> {
    let text = fs::read_to_string(home.join("awake")).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// Waits until the fake has told this.
#[track_caller]
fn wait_for(home: &Path, lines: &[&str]) {
    let until = Instant::now() + limit();
    while told(home) != lines {
        assert!(Instant::now() < until, "{:?}, not {lines:?}", told(home));
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Processes that the one with this number started and that are still there, even if only as zombies.
fn children(pid: u32) -> Vec<PathBuf> {
    let is_child = |stat: &str| stat.rsplit(')').next().unwrap().split_whitespace().nth(1) == Some(&pid.to_string());
    let folders = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|folder| fs::read_to_string(folder.join("stat")).is_ok_and(|stat| is_child(&stat))).collect()
}

/// How many bells are in what was written. None is in the middle of another sequence.
#[track_caller]
fn bells(written: &str) -> usize {
    assert!(!written.contains("\x1b]"), "such a sequence may end in a bell");
    let (mut count, mut within) = (0, false);
    for c in written.chars() {
        match c {
            '\x1b' => within = true,
            '\x07' => {
                assert!(!within, "a bell within a sequence");
                count += 1;
            }
            '\x40'..='\x7e' if within && c != '[' => within = false,
            _ => {}
        }
    }
    count
}

/// A session of the quick routine up to its last check, and how many bells rang.
fn rung(settings: &str, arguments: &[&str]) -> usize {
    let mut pty = Pty::at_home(&home(settings), &[&["run", "quick"], arguments].concat());
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for("the last step");
    pty.press("\x03");
    pty.exit();
    bells(&pty.bytes())
}

#[test]
fn the_bell_rings_once_for_each_cue_that_begins_or_ends_something() {
    let plan = Plan::build(&routine(QUICK), None, Include::All);
    let rings = |(_, cue): &(Duration, Cue)| !matches!(cue, Cue::Count | Cue::Halfway | Cue::Tick);
    let due = cue::schedule(&plan).iter().filter(|cue| rings(cue)).count();
    assert_eq!(due, 5);
    assert_eq!(rung("voice = false\nbell = true\n", &[]), due);
    assert_eq!(rung("voice = false\nbell = true\nflash = false\n", &[]), due);
}

#[test]
fn no_bell_rings_without_the_setting_or_muted() {
    assert_eq!(rung("voice = false\n", &[]), 0);
    assert_eq!(rung("voice = false\nbell = true\n", &["--mute"]), 0);
}

#[test]
fn a_bell_that_a_terminal_did_not_take_does_not_ring_later() {
    let mut pty = Pty::at_home(&home("voice = false\nbell = true\n"), &["run", "quick"]);
    pty.wait_for("Pain now?");
    pty.stall();
    pty.press("\r");
    wait_until("both holds are over", || pty.kept().len() == 3);
    std::thread::sleep(Duration::from_millis(1200));
    pty.flow();
    pty.wait_for("the last step");
    pty.press("\x03");
    pty.exit();
    // Of five; before the first picture waits, the system may find room for one.
    assert!(bells(&pty.bytes()) < 2);
}

#[test]
fn the_display_is_kept_awake_only_while_the_session_goes_on() {
    let (home, path) = home_with_fake(FAKE);
    let mut pty = running(&home, &path);
    wait_for(home.path(), &[START]);
    pty.press(" ");
    wait_for(home.path(), &[START, "end"]);
    pty.wait_for("Space go on");
    std::thread::sleep(Duration::from_millis(800));
    pty.press(" ");
    wait_for(home.path(), &[START, "end", START]);
    pty.press("h");
    wait_for(home.path(), &[START, "end", START, "end"]);
    wait_until("nothing is left of them, not even a zombie", || children(pty.pid()).is_empty());
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert_eq!(told(home.path()).len(), 4);
}

#[test]
fn however_the_program_ends_the_display_is_given_back() {
    for how in ["ctrl-c", "TERM", "HUP", "KILL", "unplug"] {
        let (home, path) = home_with_fake(FAKE);
        let mut pty = running(&home, &path);
        wait_for(home.path(), &[START]);
        match how {
            "ctrl-c" => pty.press("\x03"),
            "unplug" => drop(pty.unplug()),
            signal => pty.signal(signal),
        }
        wait_for(home.path(), &[START, "end"]);
    }
}

#[test]
fn a_stopped_program_keeps_nothing_awake() {
    let (home, path) = home_with_fake(FAKE);
    let mut pty = Pty::shell_at_home(&home, &[("PATH", &path), ("XDG_CURRENT_DESKTOP", "")]);
    pty.run_in_shell(&["run", "long", "--mute"]);
    begin(&mut pty);
    wait_for(home.path(), &[START]);
    pty.press("\x1a");
    pty.wait_for("Stopped");
    wait_for(home.path(), &[START, "end"]);
    pty.press("fg\r");
    pty.wait_for("Space go on");
    assert_eq!(told(home.path()).len(), 2);
    std::thread::sleep(Duration::from_millis(800));
    pty.press(" ");
    wait_for(home.path(), &[START, "end", START]);
    pty.press("\x03");
    wait_for(home.path(), &[START, "end", START, "end"]);
}

#[test]
fn a_program_that_does_not_end_is_made_to() {
    let stubborn = "trap '' TERM INT HUP\necho $$ >>\"$HOME/awake\"\nwhile :; do sleep 1; done";
    let (home, path) = home_with_fake(stubborn);
    let mut pty = running(&home, &path);
    let started = |nth: usize| {
        wait_until("it starts", || told(home.path()).len() > nth);
        Path::new("/proc").join(&told(home.path())[nth])
    };
    let first = started(0);
    assert!(first.exists());
    pty.press(" ");
    wait_until("it is gone", || !first.exists());
    assert!(children(pty.pid()).is_empty());
    pty.press(" ");
    let second = started(1);
    assert!(second.exists());
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert!(!second.exists(), "before the shell is back");
}

#[test]
fn a_program_that_fails_is_told_of_once_and_is_no_zombie() {
    let (home, path) = home_with_fake("echo no >>\"$HOME/awake\"\nexit 1");
    let mut pty = card(&home, &path);
    pty.press("\r");
    pty.wait_for("the display may go dark: systemd-inhibit failed");
    assert!(children(pty.pid()).is_empty());
    pty.press(" ");
    pty.wait_until("the key takes the notice away", |screen| !screen.contents().contains("dark"));
    std::thread::sleep(Duration::from_millis(800));
    pty.press(" ");
    wait_until("it is tried again", || told(home.path()).len() == 2);
    std::thread::sleep(Duration::from_millis(400));
    assert!(!pty.screen().contains("dark"), "{}", pty.screen());
}

#[test]
fn where_there_is_no_such_program_one_line_says_so() {
    let (home, _) = home_with_fake(FAKE);
    let nowhere = home.path().join("nowhere").display().to_string();
    let mut pty = card(&home, &nowhere);
    pty.press("\r");
    // In place of the keys.
    pty.wait_for("the display may go dark: no systemd-inhibit");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
}

#[test]
fn gnome_has_a_program_of_its_own_for_it() {
    let (home, path) = home_with_fake("echo logind >>\"$HOME/awake\"\ncat");
    let folder = home.path().join("bin");
    let fake = folder.join("gnome-session-inhibit");
    fs::write(&fake, format!("#!/bin/sh\n{FAKE}\n")).unwrap();
    fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
    let variables = [("PATH", path.as_str()), ("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")];
    let mut pty = Pty::at_home_with(&home, &["run", "long", "--mute"], &variables);
    begin(&mut pty);
    let start = "start --app-id unkink --reason a stretch session runs --inhibit idle cat";
    wait_for(home.path(), &[start]);
    pty.press("\x03");
    wait_for(home.path(), &[start, "end"]);
}

#[test]
fn without_the_setting_no_program_is_started() {
    let (home, path) = home_with_fake(FAKE);
    fs::write(home.path().join("c/unkink/config.toml"), "voice = false\n").unwrap();
    let mut pty = running(&home, &path);
    pty.press(" ");
    pty.wait_for("Space go on");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert_eq!(told(home.path()), [""; 0]);
}
