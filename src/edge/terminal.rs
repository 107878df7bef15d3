//! Takes the terminal for the program and gives it back as it was; nothing else changes its modes.
//!
//! While the screen is up, messages that libraries print (sound libraries do) go to a log file
//! instead of onto the picture. Nothing here asks the terminal a question: an answer may never come.
//! Nor does anything wait for a terminal that takes no bytes (a connection that stalls, a window that
//! hangs): what it does not take is sent later, and until then no further picture is drawn.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread::{self, ThreadId};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use crate::app::Msg;
use crate::settings::Mouse;
use brush::Brush;
pub use system::Modes;
use system::{Errors, Line};

pub mod brush;
mod cells;
pub mod lines;

#[cfg(not(unix))]
mod elsewhere;
#[cfg(not(unix))]
use elsewhere as system;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as system;

/// Alternate screen, cursor hidden, pastes marked: what is in them was not pressed.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[?25l\x1b[?2004h";
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Presses of mouse buttons, and the wheel: crossterm's own capture also asks for every motion, and each would wake
/// the program.
const TELL_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const LEAVE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// What another program may have left on, had it died: it is gone before [`ENTER`], which wipes what an old terminal
/// makes of it. Keys and keypad, mouse, focus, paste, frames held back, the keyboard protocol, the cursor's form,
/// letters, inserting.
const FORGET: &[u8] =
    b"\x1b[?1l\x1b>\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?2026l\x1b[=0;1u\x1b[0 q\x1b(B\x1b[4l\x1b[0m";

const BELL: &[u8] = b"\x07";

/// A terminal that is only slow gets so many tenths of a second to take the bytes that give it back.
const TRIES: u32 = 10;

static TAKEN: Mutex<Taken> = Mutex::new(Taken {
    owner: None,
    mouse: Mouse::Left,
    log: None,
    errors: None,
    modes: None,
    line: None,
    rest: Vec::new(),
    fresh: false,
});
static GONE: AtomicBool = AtomicBool::new(false);
static BROKE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// What has to be given back.
struct Taken {
    /// The thread that took the terminal; none while it is as the shell knows it.
    owner: Option<ThreadId>,
    mouse: Mouse,
    log: Option<PathBuf>,
    /// Standard error as it was.
    errors: Option<Errors>,
    /// The modes as they were, where lines are told instead of pictures.
    modes: Option<Modes>,
    /// The way to the terminal.
    line: Option<Line>,
    /// What it has not taken yet.
    rest: Vec<u8>,
    /// Whether that is only the way in, which goes out with the first picture: two pieces would wake whoever shows
    /// them twice, and the second one would wait for that.
    fresh: bool,
}

/// What became of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Drawn {
    /// It is on its way, or there is nothing to draw on.
    Done,
    /// The terminal is full: try again a little later.
    Due,
}

/// The screen, taken from construction on until it is left or dropped.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<Brush<Pen>>,
}

impl Screen {
    /// Takes the terminal. What libraries print goes to `log`, or nowhere, from [`turn_errors_away`] on.
    pub fn enter(mouse: Mouse, log: Option<PathBuf>) -> io::Result<Screen> {
        // Of a size that is asked for here: one that is not known would be no room at all.
        let options = TerminalOptions { viewport: Viewport::Fixed(room()) };
        let terminal = Terminal::with_options(Brush::new(Pen), options)?;
        HOOK.call_once(restore_on_panic);
        taken().log = log;
        taken().mouse = mouse;
        // Made first, so that whatever is taken is given back.
        let screen = Screen { terminal };
        take()?;
        Ok(screen)
    }

    /// Draws one frame; nothing while the screen is given back or the terminal is gone. Never waits: a frame
    /// is not begun before the terminal has taken the one before.
    pub fn draw(&mut self, picture: impl FnOnce(&mut Frame)) -> io::Result<Drawn> {
        if is_gone() || taken().owner.is_none() {
            return Ok(Drawn::Done);
        }
        if !taken().fresh && taken().send()? == Drawn::Due {
            return Ok(Drawn::Due);
        }
        let room = room();
        if self.terminal.get_frame().area() != room {
            self.terminal.resize(room)?;
        }
        self.terminal.draw(|frame| {
            picture(frame);
            let number = frame.count();
            cells::settle(frame.buffer_mut(), number);
        })?;
        taken().send()
    }

    /// Rings the terminal's bell, if it has taken all that was drawn; in the middle of a picture, or later, it would
    /// be wrong. Never waits.
    pub fn ring(&mut self) -> io::Result<()> {
        let mut taken = taken();
        if taken.owner.is_none() || taken.send()? == Drawn::Due {
            return Ok(());
        }
        taken.rest.extend(BELL);
        let rung = taken.send();
        taken.rest.clear();
        rung.map(drop)
    }

    /// Takes the terminal again whatever became of its modes, and forgets what it shows.
    pub fn reclaim(&mut self) -> io::Result<()> {
        if !system::come_to_front() {
            return Ok(());
        }
        take()?;
        turn_errors_away();
        // ratatui's own `clear` would ask the terminal where the cursor is.
        self.terminal.resize(room())?;
        taken().send().map(drop)
    }

    /// Gives the terminal back for as long as `act` takes, standard error too; then takes it again.
    ///
    /// # Errors
    /// It could not be taken again.
    pub fn lend<T>(&mut self, act: impl FnOnce() -> T) -> io::Result<T> {
        taken().give_back_all();
        let done = act();
        taken().rest = FORGET.to_vec();
        self.reclaim()?;
        Ok(done)
    }

    /// Gives the terminal back and stops until a shell continues the program; then takes it again. Without a shell
    /// that could continue it, it does not stop.
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
    let Rect { width: columns, height: rows, .. } = room();
    Msg::Resized { columns, rows }
}

fn room() -> Rect {
    let size = system::size().filter(|(columns, rows)| *columns > 0 && *rows > 0);
    let (columns, rows) = size.unwrap_or((80, 24));
    Rect::new(0, 0, columns, rows)
}

/// Whether keys come from a terminal.
pub fn gives_keys() -> bool {
    io::stdin().is_terminal()
}

/// Whether keys can be read and a screen be shown.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether a line on standard error would be taken at once; call it when the screen is given back.
pub fn may_be_told() -> bool {
    system::errors_have_room()
}

/// Whether a thread broke and what it had to say is in the log.
pub fn is_more_in_the_log() -> bool {
    BROKE.load(Ordering::Relaxed)
}

/// From here on what libraries print goes to the log. To be called behind the first picture: a log takes longer to make.
pub fn turn_errors_away() {
    taken().turn_errors_away();
}

/// Does `act` while messages that libraries print to standard error go nowhere.
pub fn without_errors<T>(act: impl FnOnce() -> T) -> T {
    let errors = Errors::turn_to_nothing();
    let done = act();
    if let Some(errors) = errors {
        errors.turn_back();
    }
    done
}

/// Whether the terminal is ours to read from, not the shell's or another job's.
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
    // From here on there is something to give back, whatever fails.
    (taken.owner, taken.fresh) = (Some(thread::current().id()), true);
    // That did nothing if crossterm believes that raw mode is still on. Off and on again would do, but a Ctrl-C in
    // between would reach the whole job.
    system::make_raw()?;
    taken.line.get_or_insert_with(Line::open);
    taken.rest.extend(ENTER);
    if taken.mouse == Mouse::Told {
        taken.rest.extend(TELL_MOUSE);
    }
    Ok(())
}

impl Taken {
    /// Sends what waits, as far as the terminal takes it.
    fn send(&mut self) -> io::Result<Drawn> {
        self.fresh = false;
        while let Some(line) = &self.line
            && !self.rest.is_empty()
            && !is_gone()
        {
            match line.write(&self.rest) {
                Ok(0) => return Ok(Drawn::Due),
                Ok(sent) => drop(self.rest.drain(..sent)),
                Err(e) => {
                    GONE.store(true, Ordering::Relaxed);
                    return Err(e);
                }
            }
        }
        self.rest.clear();
        Ok(Drawn::Done)
    }

    fn give_back(&mut self) {
        if self.owner.take().is_none() {
            return;
        }
        // Each as far as it goes: a terminal that is gone has nothing to be restored. The modes come first,
        // since a terminal that is held up may not take the bytes; behind another job they are the shell's already.
        let in_front = system::is_in_front();
        if in_front {
            let _ = disable_raw_mode();
            if let Some(modes) = self.modes.take() {
                modes.put_back();
            }
        }
        // Nothing has been shown: leaving a screen that was not entered would move the shell's cursor.
        if std::mem::take(&mut self.fresh) {
            self.rest.clear();
            return;
        }
        // Half of a frame may be out. It is left at that: an escape sequence breaks off another one.
        self.rest = self.way_out();
        for _ in 0..TRIES {
            if !matches!(self.send(), Ok(Drawn::Due)) {
                return;
            }
            system::wait_for_room();
        }
        // What it was sent and has not shown is pictures nobody will look at: they make room.
        if in_front {
            system::drop_what_is_unseen();
            self.rest = self.way_out();
            let _ = self.send();
        }
        self.rest.clear();
    }

    fn way_out(&self) -> Vec<u8> {
        let mouse = if self.mouse == Mouse::Told { LEAVE_MOUSE } else { b"" };
        [mouse, LEAVE].concat()
    }

    fn turn_errors_away(&mut self) {
        if self.owner.is_some() && self.errors.is_none() {
            self.errors = Errors::turn_to(self.log.as_deref());
        }
    }

    fn give_back_all(&mut self) {
        self.give_back();
        if let Some(errors) = self.errors.take() {
            errors.turn_back();
        }
    }
}

/// The terminal first, the message after it. A panic of another thread goes to the log, and the screen stays.
fn restore_on_panic() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let mut held = match TAKEN.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        let is_in_log = held.as_mut().is_none_or(|taken| {
            match taken.owner == Some(thread::current().id()) {
                true => taken.give_back_all(),
                false => taken.turn_errors_away(),
            }
            taken.errors.is_some()
        });
        BROKE.fetch_or(is_in_log, Ordering::Relaxed);
        // Otherwise it is read where it was sent: a screen that is not taken yet is taken when it is told.
        let _first = held.filter(|taken| taken.owner.is_none() && !is_in_log);
        print(panic);
    }));
}

/// Puts frames behind what waits for the terminal. While the screen is given back they are for nobody.
#[derive(Debug, Default)]
struct Pen;

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut taken = taken();
        if taken.owner.is_some() {
            taken.rest.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // Ratatui flushes in the middle of a frame; what is whole is sent by those who drew it.
        Ok(())
    }
}
