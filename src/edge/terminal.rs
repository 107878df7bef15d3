//! Takes the terminal for the program and gives it back as it was; nothing else changes its modes.
//!
//! While the screen is up, messages that libraries print (sound libraries do) go to a log file
//! instead of onto the picture. Nothing here asks the terminal a question: an answer may never come.
// The log for messages of libraries is opened here, and a stopped program waits for news.
#![allow(clippy::disallowed_methods)]

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread::{self, ThreadId};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

use crate::edge::paths;

/// Alternate screen, cursor hidden, presses of mouse buttons: crossterm's own capture also asks for
/// every motion, and each would wake the program.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?1000h\x1b[?1006h";
const LEAVE: &[u8] = b"\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Above this the log is begun anew.
const LONGEST_LOG: u64 = 256 * 1024;

static TAKEN: Mutex<Taken> = Mutex::new(Taken { owner: None, log: None, errors: None });
static GONE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// What has to be given back.
struct Taken {
    /// The thread that took the terminal; none while it is as the shell knows it.
    owner: Option<ThreadId>,
    log: Option<PathBuf>,
    /// Standard error as it was.
    errors: Option<Errors>,
}

/// The screen, taken from construction on until it is left or dropped.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Pen>>,
}

impl Screen {
    /// Takes the terminal. Messages of libraries go to `log`, or nowhere.
    pub fn enter(log: Option<PathBuf>) -> io::Result<Screen> {
        let terminal = Terminal::new(CrosstermBackend::new(Pen::default()))?;
        HOOK.call_once(restore_on_panic);
        taken().log = log;
        take()?;
        Ok(Screen { terminal })
    }

    /// Draws one frame, in one write; nothing while the screen is given back or the terminal is gone.
    pub fn draw(&mut self, picture: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if is_gone() || taken().owner.is_none() {
            return Ok(());
        }
        self.terminal.draw(picture).map(drop)
    }

    /// Takes the terminal again whatever became of its modes, and forgets what it shows.
    pub fn reclaim(&mut self) -> io::Result<()> {
        if !job::come_to_front() {
            return Ok(());
        }
        // Enabling alone does nothing while crossterm believes that raw mode is still on.
        disable_raw_mode()?;
        take()?;
        // ratatui's own `clear` would ask the terminal where the cursor is.
        let size = self.terminal.backend().size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Gives the terminal back and stops until a shell continues the program; then takes it again.
    ///
    /// Without a shell that could continue it, it does not stop.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave();
        job::stop();
        self.reclaim()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back. Twice is harmless.
pub fn leave() {
    give_back(&mut taken());
}

/// Looks whether the terminal hung up; if so, nothing is written to it from then on.
pub fn look_for_hangup() {
    if job::is_hung_up() {
        GONE.store(true, Ordering::Relaxed);
    }
}

/// Whether keys can be read and a screen be shown.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether the terminal is ours to read from, not the shell's or another job's.
#[cfg(unix)]
pub fn is_in_front() -> bool {
    job::is_in_front()
}

fn is_gone() -> bool {
    GONE.load(Ordering::Relaxed)
}

fn taken() -> MutexGuard<'static, Taken> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take() -> io::Result<()> {
    let mut taken = taken();
    // First of all: behind another job this stops the program before a byte of it reaches the shell's screen.
    enable_raw_mode()?;
    taken.owner = Some(thread::current().id());
    if taken.errors.is_none() {
        taken.errors = Errors::turn_to(taken.log.as_deref());
    }
    write(ENTER)
}

fn give_back(taken: &mut Taken) {
    if taken.owner.take().is_none() {
        return;
    }
    // Each as far as it goes: a terminal that is gone has nothing to be restored. The modes come first,
    // since a terminal that is held up may not take the bytes; behind another job they are the shell's already.
    if job::is_in_front() {
        let _ = disable_raw_mode();
    }
    let _ = write(LEAVE);
    if let Some(errors) = taken.errors.take() {
        errors.turn_back();
    }
}

fn write(bytes: &[u8]) -> io::Result<()> {
    if is_gone() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    if written.is_err() {
        GONE.store(true, Ordering::Relaxed);
    }
    written
}

/// The terminal first, the message after it. A panic of another thread is theirs to report: it goes
/// to the log, and the screen stays.
fn restore_on_panic() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let held = match TAKEN.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        if let Some(mut taken) = held
            && taken.owner == Some(thread::current().id())
        {
            give_back(&mut taken);
        }
        print(panic);
    }));
}

/// Collects a frame and writes it at once.
#[derive(Debug, Default)]
struct Pen {
    frame: Vec<u8>,
}

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let written = write(&self.frame);
        self.frame.clear();
        written
    }
}

/// A file for what libraries print.
fn open_log(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        paths::make_private(folder)?;
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    if file.metadata()?.len() > LONGEST_LOG {
        file.set_len(0)?;
    }
    Ok(file)
}

#[cfg(unix)]
use unix::{Errors, job};

#[cfg(unix)]
mod unix {
    use std::fs::OpenOptions;
    use std::io::{self, IsTerminal};
    use std::path::Path;

    use rustix::fd::OwnedFd;
    use rustix::io::fcntl_dupfd_cloexec;
    use rustix::stdio::{dup2_stderr, stderr};

    /// Standard error as it was before it was turned to the log.
    #[derive(Debug)]
    pub struct Errors(OwnedFd);

    impl Errors {
        /// Only where it would reach the terminal: someone who sent it elsewhere wants it there.
        pub fn turn_to(log: Option<&Path>) -> Option<Errors> {
            if !io::stderr().is_terminal() {
                return None;
            }
            let before = fcntl_dupfd_cloexec(stderr(), 3).ok()?;
            let sink = match log.map(super::open_log) {
                Some(Ok(file)) => file,
                _ => OpenOptions::new().write(true).open("/dev/null").ok()?,
            };
            dup2_stderr(&sink).ok()?;
            Some(Errors(before))
        }

        pub fn turn_back(self) {
            let _ = dup2_stderr(&self.0);
        }
    }

    pub mod job {
        //! Job control: stopping, and being in front.

        use std::thread;
        use std::time::Duration;

        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
        use rustix::stdio::stdin;
        use rustix::termios::tcgetpgrp;

        use crate::edge::signals;

        /// How long a signal may take to reach its thread.
        const NEWS: Duration = Duration::from_millis(100);

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

        pub fn is_in_front() -> bool {
            tcgetpgrp(stdin()).map_or(true, |front| front == getpgrp())
        }

        pub fn is_hung_up() -> bool {
            let stdin = stdin();
            let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
            let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
            poll(&mut fds, Some(&at_once)).is_ok()
                && fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        }

        /// Whether a shell made a job of us. In the group of the session's leader (a terminal window that runs
        /// nothing but this program) nobody could continue us.
        fn can_be_continued() -> bool {
            getsid(None).is_ok_and(|session| session != getpgrp())
        }
    }
}

#[cfg(not(unix))]
use elsewhere::{Errors, job};

#[cfg(not(unix))]
mod elsewhere {
    //! Systems without job control: nothing stops, standard error stays.

    use std::path::Path;

    #[derive(Debug)]
    pub struct Errors;

    impl Errors {
        pub fn turn_to(log: Option<&Path>) -> Option<Errors> {
            let _ = log.map(super::open_log);
            None
        }

        pub fn turn_back(self) {}
    }

    pub mod job {
        pub fn stop() {}

        pub fn come_to_front() -> bool {
            true
        }

        pub fn is_in_front() -> bool {
            true
        }

        pub fn is_hung_up() -> bool {
            false
        }
    }
}
