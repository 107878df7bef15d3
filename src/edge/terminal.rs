//! Takes the terminal for the program and gives it back as it was; nothing else changes its modes.
//!
//! While the screen is up, messages that libraries print (sound libraries do) go to a log file
//! instead of onto the picture. Nothing here asks the terminal a question: an answer may never come.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread::{self, ThreadId};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};

use crate::app::Msg;
use system::Errors;

#[cfg(not(unix))]
mod elsewhere;
#[cfg(not(unix))]
use elsewhere as system;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as system;

/// Alternate screen, cursor hidden, presses of mouse buttons: crossterm's own capture also asks for
/// every motion, and each would wake the program.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?1000h\x1b[?1006h";
const LEAVE: &[u8] = b"\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

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
        // Made first, so that whatever is taken is given back.
        let screen = Screen { terminal };
        take()?;
        Ok(screen)
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
        if !system::come_to_front() {
            return Ok(());
        }
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
        system::stop();
        self.reclaim()
    }
}

/// Gives everything back.
impl Drop for Screen {
    fn drop(&mut self) {
        taken().give_back_all();
    }
}

/// Gives the terminal back. Twice is harmless. Messages of libraries stay away from it until the [`Screen`]
/// is dropped: a sound device may still be open, and talk.
pub fn leave() {
    taken().give_back();
}

/// Looks whether the terminal hung up; if so, nothing is written to it from then on.
pub fn look_for_hangup() {
    if system::is_hung_up() {
        GONE.store(true, Ordering::Relaxed);
    }
}

/// The size of the terminal, as a message; one that cannot say it counts as 80x24.
pub fn size() -> Msg {
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    Msg::Resized { columns, rows }
}

/// Whether keys can be read and a screen be shown.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether a line on standard error would be taken at once; call it when the screen is given back.
pub fn may_be_told() -> bool {
    system::errors_have_room()
}

/// Whether the terminal is ours to read from, not the shell's or another job's.
#[cfg(unix)]
pub fn is_in_front() -> bool {
    system::is_in_front()
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
    // That did nothing if crossterm believes that raw mode is still on. Off and on again would do, but a Ctrl-C in
    // between would reach the whole job.
    system::make_raw()?;
    taken.owner = Some(thread::current().id());
    if taken.errors.is_none() {
        taken.errors = Errors::turn_to(taken.log.as_deref());
    }
    write(ENTER)
}

impl Taken {
    fn give_back(&mut self) {
        if self.owner.take().is_none() {
            return;
        }
        // Each as far as it goes: a terminal that is gone has nothing to be restored. The modes come first,
        // since a terminal that is held up may not take the bytes; behind another job they are the shell's already.
        if system::is_in_front() {
            let _ = disable_raw_mode();
        }
        let _ = write(LEAVE);
    }

    fn give_back_all(&mut self) {
        self.give_back();
        if let Some(errors) = self.errors.take() {
            errors.turn_back();
        }
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

/// The terminal first, the message after it. A panic of another thread goes to the log, and the screen stays.
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
            taken.give_back_all();
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
