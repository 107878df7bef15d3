//! The program killed at random moments, and what it then goes on with.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use unkink::history::Past;
use unkink::plan::{Include, Plan};
use unkink::record::{Entry, Event};
use unkink::session::Point;

use super::rig::{Pty, answer_no};
use crate::rig::{Rig, routine};
use crate::session::place;

/// Every kind of segment within a quarter of a minute.
const SHORT: &str = r#"
name = "Short"
[defaults]
prep = 1
switch = 1
rest = 1
[[step]]
name = "Stand"
hold = 1
reps = 2
gap = 1
[[step]]
name = "Reach"
hold = 1
reps = 2
sides = "each"
sets = 3
[[step]]
name = "Breathe"
hold = 60
"#;

/// How many kills: 20, or the number in `UNKINK_KILLS`.
fn kills() -> u64 {
    std::env::var("UNKINK_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20)
}

/// A home in which the routine was done before, a month ago: its checks do not wait.
fn home() -> Arc<TempDir> {
    let home = tempfile::tempdir().unwrap();
    let routines = home.path().join("c/unkink/routines");
    fs::create_dir_all(&routines).unwrap();
    fs::write(routines.join("short.toml"), SHORT).unwrap();
    answer_no(home.path());
    let data = home.path().join("d/unkink");
    let at = Timestamp::now() - SignedDuration::from_hours(24 * 30);
    let began =
        format!(r#"{{"v":1,"session":"old","n":0,"at":"{at}","event":"began","routine":"short","baseline":0}}"#);
    let ended = format!(r#"{{"v":1,"session":"old","n":1,"at":"{at}","event":"ended","how":"complete"}}"#);
    fs::write(data.join("history.jsonl"), format!("{began}\n{ended}\n")).unwrap();
    Arc::new(home)
}

/// All entries; a line that was cut off by the kill is not one.
fn entries(home: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(home.join("d/unkink/history.jsonl")).unwrap();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Kills it when so many pictures have come since the start of the session; what went wrong, if anything.
fn kill_after(pictures: usize) -> Result<(), String> {
    let home = home();
    let mut pty = Pty::at_home(&home, &["run", "short", "--mute"]);
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for("it hurts");
    pty.wait_until_begun(2);
    pty.wait_for_pictures(pty.pictures() + pictures);
    pty.signal("KILL");
    let killed = Timestamp::now();
    pty.code();
    let kept = entries(home.path());
    let began = kept.iter().rfind(|entry| matches!(entry.event, Event::Began(_))).unwrap().at;
    let elapsed = killed.duration_since(began).as_secs_f64();
    let past = Past::of(kept);
    let plan = Plan::build(&routine(SHORT), None, Include::All);
    let run = past.unfinished().ok_or("nothing to go on with")?;
    let mut fx = Vec::new();
    let point = Point::of(&plan, run).ok_or("no such place")?;
    let now = crate::rig::at(Default::default());
    let resumed = unkink::session::Session::resume(plan, crate::rig::terms(), run, point, now, &mut fx);
    // What is due within a second of the kill may or may not have reached the disk.
    let due: Vec<Rig> = [1.0, 0.75, 0.5, 0.25, 0.0, -0.25]
        .map(|before| Rig::new(SHORT).wait((elapsed - before).max(0.0)))
        .into_iter()
        .collect();
    let places: Vec<String> = due.iter().map(|rig| place(&rig.session)).collect();
    let is = place(&resumed);
    if !places.contains(&is) {
        return Err(format!("after {elapsed:.2} s it goes on at {is}, not at {places:?}"));
    }
    let done: u32 = resumed.tally().iter().map(|t| t.done).sum();
    let holds: Vec<u32> = due.iter().map(|rig| rig.session.tally().iter().map(|t| t.done).sum()).collect();
    if !holds.contains(&done) {
        return Err(format!("after {elapsed:.2} s {done} holds are kept, not {holds:?}"));
    }
    // The window is closed for good.
    drop(pty);
    let again = Pty::at_home(&home, &[]);
    again.wait_for("Enter go on there");
    again.wait_for(&resumed.step().name);
    Ok(())
}

#[test]
fn a_session_killed_at_any_moment_goes_on_at_that_step_set_and_side() {
    let random = |at: u64| RandomState::new().hash_one(at) as usize % 26;
    let moments: Vec<usize> = (0..kills()).map(random).collect();
    let mut wrong = Vec::new();
    for some in moments.chunks(10) {
        let killed: Vec<_> = some
            .iter()
            .map(|moment| {
                std::thread::spawn({
                    let moment = *moment;
                    move || kill_after(moment)
                })
            })
            .collect();
        wrong.extend(killed.into_iter().filter_map(|thread| thread.join().unwrap().err()));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
