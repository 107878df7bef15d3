//! What the program takes of the machine while nobody does anything: nothing, and in a hold as good as nothing.
//!
//! Only what a busy machine cannot change is asserted: how often it wakes and how many bytes it writes. How long all
//! of it takes is measured by `tests/cost.sh`.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::rig::Pty;

/// How long it is looked at.
const WHILE: Duration = Duration::from_secs(3);
/// In a hold: one picture a second, and one more where the two clocks meet.
const MOST_WAKES: u64 = 5;
/// Digits, the bar and what is left, three or four times.
const MOST_BYTES: usize = 1_800;
/// A routine that holds for five minutes.
const HOLD: &str = "name = \"Long hold\"\n[[step]]\nname = \"Sit\"\nposition = \"Sit.\"\nhold = 300\nprep = 3\n";

/// What a program has taken so far.
#[derive(Debug, Clone, Copy)]
struct Taken {
    wakes: u64,
    bytes: usize,
}

impl Taken {
    fn by(pty: &Pty) -> Taken {
        Taken { wakes: wakes(pty.pid()), bytes: pty.bytes().len() }
    }
}

/// How often the threads of a program slept and were woken.
fn wakes(pid: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).unwrap().map(|thread| thread.unwrap().path());
    let slept = |thread: PathBuf| {
        // One that has ended meanwhile does not wake.
        let status = fs::read_to_string(thread.join("status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse::<u64>().ok()
    };
    threads.filter_map(slept).sum()
}

/// Waits until a program does nothing, if it ever does; or gives up.
fn settle(pty: &Pty) {
    for _ in 0..40 {
        let before = Taken::by(pty);
        thread::sleep(Duration::from_millis(500));
        let after = Taken::by(pty);
        if (before.wakes, before.bytes) == (after.wakes, after.bytes) {
            return;
        }
    }
}

/// What it takes in a while.
fn taken(pty: &Pty) -> Taken {
    let before = Taken::by(pty);
    thread::sleep(WHILE);
    let after = Taken::by(pty);
    Taken { wakes: after.wakes - before.wakes, bytes: after.bytes - before.bytes }
}

#[track_caller]
fn takes_nothing(pty: &Pty) {
    settle(pty);
    let taken = taken(pty);
    assert_eq!((taken.wakes, taken.bytes), (0, 0), "{}", pty.screen());
}

/// A session in its first hold, behind all that comes at its beginning.
fn held(settings: &str) -> Pty {
    let mut pty = Pty::with_routine("long-hold", HOLD, settings);
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for("4:5");
    pty
}

#[test]
fn a_library_that_nobody_touches_wakes_for_nothing() {
    let pty = Pty::unkink(&[]);
    pty.wait_for(super::LIBRARY);
    takes_nothing(&pty);
}

#[test]
fn a_start_card_that_nobody_touches_wakes_for_nothing() {
    let pty = Pty::unkink(&["run", "wall-slide"]);
    pty.wait_for("Pain now?");
    takes_nothing(&pty);
}

#[test]
fn a_paused_session_wakes_for_nothing() {
    let mut pty = held("");
    pty.press(" ");
    pty.wait_for("Space go on");
    takes_nothing(&pty);
}

#[test]
fn a_stopped_session_wakes_for_nothing() {
    let mut pty = held("");
    pty.press("h");
    pty.wait_until("the stop", |screen| !screen.contents().contains("h it hurts"));
    takes_nothing(&pty);
}

#[test]
fn a_hold_without_a_figure_wakes_once_a_second_and_writes_what_changed() {
    let pty = held("figures = false\nbreath = false\nflash = false\nmute = true\n");
    // What sounds and shines at its beginning is over then.
    thread::sleep(Duration::from_secs(2));
    let taken = taken(&pty);
    assert!((2..=MOST_WAKES).contains(&taken.wakes), "{taken:?}");
    assert!((60..=MOST_BYTES).contains(&taken.bytes), "{taken:?}");
}
