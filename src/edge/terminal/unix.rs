//! Standard error and job control, as Unix has them.
// The log for messages of libraries is opened here, and a stopped program waits for news.
#![allow(clippy::disallowed_methods)]

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{BorrowedFd, OwnedFd};
use rustix::fs::OFlags;
use rustix::io::{Errno, fcntl_dupfd_cloexec, retry_on_intr, write};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::stdio::{dup2_stderr, stderr, stdin, stdout};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcgetpgrp,
    tcgetwinsize, tcsetattr, ttyname,
};

use crate::edge::{paths, signals};

/// Above this the log is begun anew.
const LONGEST_LOG: u64 = 256 * 1024;

/// How long a signal may take to reach its thread.
const NEWS: Duration = Duration::from_millis(100);

/// A terminal that says it has room has at least some. More than this at once might wait for more.
const PIECE: usize = 256;

/// The terminal is closed.
const GONE: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

const TENTH: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
const AT_ONCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

/// Standard error as it was before it was turned to the log.
#[derive(Debug)]
pub struct Errors(OwnedFd);

impl Errors {
    /// Only where it would reach the terminal: someone who sent it elsewhere wants it there.
    pub fn turn_to(log: Option<&Path>) -> Option<Errors> {
        if !io::stderr().is_terminal() {
            return None;
        }
        match log.map(open_log) {
            Some(Ok(file)) => Errors::turn(&file),
            _ => Errors::turn_to_nothing(),
        }
    }

    /// Wherever it goes.
    pub fn turn_to_nothing() -> Option<Errors> {
        Errors::turn(&OpenOptions::new().write(true).open("/dev/null").ok()?)
    }

    fn turn(sink: &File) -> Option<Errors> {
        let before = fcntl_dupfd_cloexec(stderr(), 3).ok()?;
        dup2_stderr(sink).ok()?;
        Some(Errors(before))
    }

    pub fn turn_back(self) {
        let _ = dup2_stderr(&self.0);
    }
}

fn open_log(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        paths::make_private(folder)?;
    }
    let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    if file.metadata()?.len() > LONGEST_LOG {
        file.set_len(0)?;
    }
    Ok(file)
}

/// Keys as they are pressed, whatever a shell made of the modes meanwhile.
pub fn make_raw() -> io::Result<()> {
    let mut modes = tcgetattr(stdin())?;
    modes.make_raw();
    Ok(tcsetattr(stdin(), OptionalActions::Now, &modes)?)
}

/// The modes of the terminal as they were.
#[derive(Debug)]
pub struct Modes(Termios);

impl Modes {
    /// As they are now; none where keys do not come from a terminal.
    pub fn as_they_are() -> Option<Modes> {
        tcgetattr(stdin()).ok().map(Modes)
    }

    /// Single keys, unseen; lines are written and signals come as ever. None where keys do not come from a terminal.
    pub fn take_keys_alone() -> io::Result<Option<Modes>> {
        if !io::stdin().is_terminal() {
            return Ok(None);
        }
        let before = tcgetattr(stdin())?;
        let mut modes = before.clone();
        modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN;
        modes.input_modes -= InputModes::ICRNL | InputModes::INLCR | InputModes::IGNCR;
        modes.special_codes[SpecialCodeIndex::VMIN] = 1;
        modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(stdin(), OptionalActions::Now, &modes)?;
        Ok(Some(Modes(before)))
    }

    /// Makes them so again.
    pub fn put_back(self) {
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.0);
    }
}

/// The way to the terminal, which never waits.
#[derive(Debug)]
pub struct Line {
    /// The terminal, opened once more: not to wait is said of an opening, and standard output is the
    /// shell's too. None where the system does not open it, as after `su`.
    own: Option<File>,
}

impl Line {
    pub fn open() -> Line {
        Line { own: open_terminal().ok() }
    }

    /// Writes as much as there is room for; nothing if there is none.
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &self.own {
            Some(own) => retry_on_intr(|| write(own, bytes)),
            None if !is(stdout(), PollFlags::OUT | GONE, AT_ONCE) => Ok(0),
            None => retry_on_intr(|| write(stdout(), &bytes[..bytes.len().min(PIECE)])),
        };
        match written {
            Err(Errno::AGAIN) => Ok(0),
            written => Ok(written?),
        }
    }
}

fn open_terminal() -> io::Result<File> {
    let name = ttyname(stdout(), Vec::new())?;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new().write(true).custom_flags(flags.bits() as i32).open(OsStr::from_bytes(name.as_bytes()))
}

/// Columns and rows of the terminal, if it says: crossterm opens it anew each time it asks.
pub fn size() -> Option<(u16, u16)> {
    tcgetwinsize(stdout()).ok().map(|size| (size.ws_col, size.ws_row))
}

/// Waits for a tenth of a second at most.
pub fn wait_for_room() {
    is(stdout(), PollFlags::OUT, TENTH);
}

/// Forgets what was sent to the terminal and has not reached it.
pub fn drop_what_is_unseen() {
    let _ = tcflush(stdout(), QueueSelector::OFlush);
}

/// Stops the whole job, as Ctrl-Z does: a script around the program has to stop too, or the shell waits
/// for it. Comes back when a shell continues the job, or at once if no shell could.
pub fn stop() {
    if can_be_continued() {
        let _ = kill_current_process_group(Signal::STOP);
    }
}

/// Stops until the job is in front: a screen is no use behind it. False if it is told to end instead.
pub fn come_to_front() -> bool {
    while !is_in_front() && can_be_continued() {
        // The signal to end a stopped job comes with the one to continue it, in no certain order.
        thread::sleep(NEWS);
        if signals::ending() {
            return false;
        }
        stop();
    }
    true
}

/// Whether the terminal is ours; one that does not control us has no such order.
pub fn is_in_front() -> bool {
    tcgetpgrp(stdin()).map_or(true, |front| front == getpgrp())
}

pub fn is_hung_up() -> bool {
    is(stdin(), GONE, AT_ONCE)
}

/// Waits until nobody can read what is written to standard output; at once if that cannot be waited for.
pub fn wait_until_unread() -> io::Result<()> {
    let out = stdout();
    let mut fds = [PollFd::new(&out, PollFlags::empty())];
    Ok(retry_on_intr(|| poll(&mut fds, None)).map(drop)?)
}

pub fn errors_have_room() -> bool {
    is(stderr(), PollFlags::OUT, AT_ONCE)
}

/// Whether one of `states` holds, within `limit`.
fn is(fd: BorrowedFd<'_>, states: PollFlags, limit: Timespec) -> bool {
    let mut fds = [PollFd::new(&fd, states)];
    poll(&mut fds, Some(&limit)).is_ok() && fds[0].revents().intersects(states)
}

/// Whether a shell made a job of us. In the group of the session's leader (a terminal window that runs
/// nothing but this program) nobody could continue us.
fn can_be_continued() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// A failed write, or `ConnectionAborted` if it failed because the window was closed.
pub fn or_hung_up(fault: io::Error) -> io::Error {
    let closed = fault.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) && is_hung_up();
    if closed { io::ErrorKind::ConnectionAborted.into() } else { fault }
}
