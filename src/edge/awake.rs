//! Keeps the display awake: a program of the system holds the request for as long as it runs.
// That program is started here, and a thread sees it end.
#![allow(clippy::disallowed_methods)]

use std::env::{self, consts};
use std::io;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

use crate::edge::programs;
use crate::effect::Awake;

/// Between two looks at whether it has ended when it was to.
const LOOK: Duration = Duration::from_millis(10);

/// So often, and this far apart, it is looked at whether it fails at its start.
const AT_START: u32 = 10;
const APART: Duration = Duration::from_millis(200);

/// So many looks it is given to end by itself, before it is made to.
const AT_END: u32 = 100;

/// A display is not worth more of a wait at the end of the program.
const LAST: Duration = Duration::from_millis(1500);

/// Asks for the display, and gives it back.
#[derive(Debug)]
pub struct Inhibitor {
    held: Option<Held>,
    /// Says that the last one has ended, by being closed.
    ended: Option<Receiver<()>>,
    complaint: Arc<Complaint>,
}

/// A request that is held. Dropping it gives the display back.
#[derive(Debug)]
struct Held {
    /// The program, or one it waits for, reads this to its end: which comes however we end.
    _lifeline: Option<ChildStdin>,
    /// Tells its thread that it may end now, by being closed.
    _release: Sender<()>,
}

/// What goes wrong is told once; after that the person knows.
struct Complaint {
    told: Once,
    tell: Box<dyn Fn(String) + Send + Sync>,
}

impl std::fmt::Debug for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Complaint").field("told", &self.told.is_completed()).finish_non_exhaustive()
    }
}

impl Complaint {
    fn tell(&self, why: &str) {
        self.told.call_once(|| (self.tell)(format!("the display may go dark: {why}")));
    }
}

impl Inhibitor {
    /// Holds nothing yet. `tell` hears at most once why the display may go dark, and must not wait.
    pub fn new(tell: impl Fn(String) + Send + Sync + 'static) -> Inhibitor {
        Inhibitor {
            held: None,
            ended: None,
            complaint: Arc::new(Complaint { told: Once::new(), tell: Box::new(tell) }),
        }
    }

    /// Asks for the display, or gives it back. Starting a program takes a few milliseconds, seeing it end may take longer:
    /// only that is left to a thread.
    pub fn turn(&mut self, awake: Awake) {
        match awake {
            Awake::Wanted if self.held.is_none() => self.hold(),
            Awake::Wanted => {}
            Awake::NotWanted => self.held = None,
        }
    }

    /// Gives the display back and waits a little until it is.
    pub fn close(mut self) {
        self.held = None;
        if let Some(ended) = self.ended {
            // It is never sent to: what comes is the end, or the limit.
            let _ = ended.recv_timeout(LAST);
        }
    }

    fn hold(&mut self) {
        let programs = programs_here();
        let Some((name, mut child)) = programs.iter().find_map(|words| start(words).ok()) else {
            self.complaint.tell(&match programs.last() {
                Some(words) => format!("no {}", words[0]),
                None => "nothing on this system is known to keep it awake".to_owned(),
            });
            return;
        };
        let lifeline = child.stdin.take();
        let ((release, released), (ending, ended)) = (channel(), channel());
        let complaint = Arc::clone(&self.complaint);
        let see_off = move || {
            if see_off(&mut child, &released) == End::Failed {
                complaint.tell(&format!("{name} failed"));
            }
            drop(ending);
        };
        if thread::Builder::new().name("awake".to_owned()).spawn(see_off).is_ok() {
            self.held = Some(Held { _lifeline: lifeline, _release: release });
            self.ended = Some(ended);
        }
    }
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Before it was to.
    Failed,
    /// When it was to.
    Well,
}

/// Waits until `child` is released, then until it has ended; one that does not end is made to. None stays a zombie,
/// even if it fails at its start.
fn see_off(child: &mut Child, released: &Receiver<()>) -> End {
    for _ in 0..AT_START {
        match released.recv_timeout(APART) {
            Err(RecvTimeoutError::Timeout) if has_ended(child) => return End::Failed,
            Err(RecvTimeoutError::Timeout) => {}
            _ => break,
        }
    }
    // Nothing wakes it meanwhile. It is never sent to, only closed.
    let _ = released.recv();
    for _ in 0..AT_END {
        if has_ended(child) {
            return End::Well;
        }
        thread::sleep(LOOK);
    }
    programs::end(child);
    End::Well
}

fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

/// What the programs are called that keep a display awake on this system, the best first.
pub fn names() -> Vec<String> {
    programs_here().into_iter().filter_map(|words| words.into_iter().next()).collect()
}

fn programs_here() -> Vec<Vec<String>> {
    let desktop = env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    programs(consts::OS, &desktop)
}

/// The programs that keep a display awake here, as they are called, the best first. Only the display is asked for:
/// whoever wants the machine to sleep may still make it.
fn programs(system: &str, desktop: &str) -> Vec<Vec<String>> {
    let why = "a stretch session runs";
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    // Each of them asks for as long as `cat` runs, which ends when its input does.
    let logind = || {
        let why = format!("--why={why}");
        words(&["systemd-inhibit", "--what=idle", "--who=unkink", &why, "--mode=block", "cat"])
    };
    // Its session has a list of its own, and does not look at that of logind.
    let gnome = || words(&["gnome-session-inhibit", "--app-id", "unkink", "--reason", why, "--inhibit", "idle", "cat"]);
    match system {
        "linux" if desktop.split(':').any(|name| name == "GNOME") => vec![gnome(), logind()],
        "linux" => vec![logind()],
        "macos" => vec![words(&["caffeinate", "-d", "-i", "cat"])],
        _ => Vec::new(),
    }
}

/// Starts the program that `words` call; its name, and itself.
fn start(words: &[String]) -> io::Result<(String, Child)> {
    let (name, arguments) = words.split_first().ok_or(io::ErrorKind::NotFound)?;
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    programs::alone(&mut command);
    Ok((name.clone(), command.spawn()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn called(system: &str, desktop: &str) -> String {
        let words = programs(system, desktop).into_iter().map(|words| words.join("|"));
        words.collect::<Vec<_>>().join(", else ")
    }

    #[test]
    fn each_system_has_its_own_program_for_it() {
        let logind = "systemd-inhibit|--what=idle|--who=unkink|--why=a stretch session runs|--mode=block|cat";
        assert_eq!(called("linux", ""), logind);
        assert_eq!(called("linux", "KDE"), logind);
        let gnome = "gnome-session-inhibit|--app-id|unkink|--reason|a stretch session runs|--inhibit|idle|cat";
        assert_eq!(called("linux", "ubuntu:GNOME"), format!("{gnome}, else {logind}"));
        assert_eq!(called("macos", ""), "caffeinate|-d|-i|cat");
        assert_eq!(called("windows", ""), "");
    }
}
