//! The key thread: waits for the terminal, passes on what a person did.
//!
//! On Unix the bytes are read and decoded here. The terminal library's own reader turns in circles at
//! full load once the terminal is closed, and loses a key that arrives together with a new window size.
// Keys come through a thread, and a program behind its shell waits without a message that could wake it.
#![allow(clippy::disallowed_methods)]

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEventKind};

use crate::app::{Msg, Signal, Wheel};
use crate::edge::terminal;

#[cfg(any(unix, test))]
mod decode;
#[cfg(any(unix, test))]
pub use decode::Decoder;

/// The thread that reads keys, and the hold on it.
#[derive(Debug)]
pub struct Keys {
    gate: Arc<Gate>,
    over: Arc<AtomicBool>,
}

impl Keys {
    /// Starts the thread; the terminal has to be taken already.
    pub fn listen(send: SyncSender<Msg>) -> io::Result<Keys> {
        let gate = Arc::new(Gate::default());
        let inside = Arc::clone(&gate);
        let over = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&over);
        // A terminal that hung up would no longer count as one.
        let source = if terminal::gives_keys() { Source::Terminal } else { Source::Pipe };
        thread::Builder::new().name("keys".to_owned()).spawn(move || {
            // However this thread ends, without it nobody could stop the session: the program ends too.
            let mut last_words = LastWords(send.clone(), Msg::Signal(Signal::Terminate));
            let read = reader::read(&inside, source, &send);
            if source == Source::Terminal {
                terminal::look_for_hangup();
            } else if read.is_ok() {
                // A pipe has an end that is no hangup: what goes on by itself goes on.
                ended.store(true, Ordering::Release);
                last_words.1 = Msg::Tick;
            }
        })?;
        Ok(Keys { gate, over })
    }

    /// Whether all keys of a pipe or a file were read.
    pub fn are_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// From now on keys belong to another program; returns when nothing is being read any more.
    pub fn pause(&self) {
        *self.gate.lock() = true;
    }

    /// Keys belong to this program again.
    pub fn resume(&self) {
        *self.gate.lock() = false;
        self.gate.opened.notify_all();
    }
}

/// Where keys come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A terminal, which may hang up.
    Terminal,
    /// A pipe or a file, which has an end.
    Pipe,
}

/// Shut while another program owns the terminal. The reader holds it while it reads.
#[derive(Debug, Default)]
struct Gate {
    shut: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.shut.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it is open; none if it was shut, since what was to be read may be gone.
    fn pass(&self) -> Option<MutexGuard<'_, bool>> {
        let shut = self.lock();
        if !*shut {
            return Some(shut);
        }
        drop(self.opened.wait_while(shut, |shut| *shut));
        None
    }
}

/// A message that is sent when its thread ends, however that ends.
pub struct LastWords(pub SyncSender<Msg>, pub Msg);

impl Drop for LastWords {
    fn drop(&mut self) {
        let _ = self.0.send(std::mem::replace(&mut self.1, Msg::Tick));
    }
}

/// What concerns the program: presses; repeats of the keys that are held down on purpose; left clicks and the wheel; sizes.
pub fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => match key.kind {
            KeyEventKind::Press => Some(Msg::Key(key)),
            KeyEventKind::Repeat if may_repeat(key) => Some(Msg::Key(key)),
            KeyEventKind::Repeat | KeyEventKind::Release => None,
        },
        Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
            Some(Msg::Click(mouse.column, mouse.row))
        }
        Event::Mouse(mouse) if mouse.kind == MouseEventKind::ScrollUp => Some(Msg::Wheel(Wheel::Up)),
        Event::Mouse(mouse) if mouse.kind == MouseEventKind::ScrollDown => Some(Msg::Wheel(Wheel::Down)),
        Event::Resize(columns, rows) => Some(Msg::Resized { columns, rows }),
        _ => None,
    }
}

fn may_repeat(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char('+' | '-' | '=') | KeyCode::Left | KeyCode::Right | KeyCode::Up | KeyCode::Down)
}

#[cfg(unix)]
mod reader {
    use std::io;
    use std::sync::mpsc::SyncSender;
    use std::thread;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::stdio::stdin;

    use super::decode::Decoder;
    use super::{Gate, Source};
    use crate::app::Msg;
    use crate::edge::{fault, terminal};

    /// How long the rest of a sequence may be on its way.
    const SEQUENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

    /// How often a program that was continued behind its shell looks whether it is in front.
    const PATIENCE: Duration = Duration::from_millis(100);

    /// What waiting for the terminal came to.
    enum Ready {
        Bytes,
        Quiet,
        Interrupted,
        Closed,
    }

    /// Reads until the terminal is closed or nobody listens.
    pub fn read(gate: &Gate, source: Source, send: &SyncSender<Msg>) -> io::Result<()> {
        let mut decoder = Decoder::default();
        let mut bytes = [0; 1024];
        let mut empty = 0;
        loop {
            let mut events = Vec::new();
            match wait(source, decoder.is_waiting())? {
                Ready::Closed => return Ok(()),
                Ready::Interrupted => continue,
                Ready::Quiet => decoder.give_up(&mut events),
                // Keys typed for the shell while we are behind it: reading them would stop the program.
                Ready::Bytes if !terminal::is_in_front() => thread::sleep(PATIENCE),
                Ready::Bytes => {
                    let Some(_open) = gate.pass() else { continue };
                    fault::break_if_asked("keys");
                    let read = match rustix::io::read(stdin(), &mut bytes) {
                        Err(Errno::INTR | Errno::AGAIN) => continue,
                        read => read?,
                    };
                    // Once it may be an end-of-file key of a terminal; twice it is the end.
                    empty = if read == 0 { empty + 1 } else { 0 };
                    if empty == 2 || (read == 0 && source == Source::Pipe) {
                        return Ok(());
                    }
                    decoder.take(&bytes[..read], &mut events);
                }
            }
            for msg in events.into_iter().filter_map(super::message) {
                if send.send(msg).is_err() {
                    return Ok(());
                }
            }
        }
    }

    fn wait(source: Source, in_sequence: bool) -> io::Result<Ready> {
        let stdin = stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        let limit = in_sequence.then_some(&SEQUENCE);
        let ready = match poll(&mut fds, limit) {
            Err(Errno::INTR) => return Ok(Ready::Interrupted),
            ready => ready?,
        };
        let seen = fds[0].revents();
        Ok(match ready {
            0 => Ready::Quiet,
            // What is left in a pipe is read to its end.
            _ if source == Source::Pipe && !seen.intersects(PollFlags::NVAL) => Ready::Bytes,
            _ if seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) => Ready::Closed,
            _ => Ready::Bytes,
        })
    }
}

#[cfg(not(unix))]
mod reader {
    use std::io;
    use std::sync::mpsc::SyncSender;
    use std::time::Duration;

    use super::{Gate, Source};
    use crate::app::Msg;

    /// Reads until nobody listens.
    pub fn read(gate: &Gate, _: Source, send: &SyncSender<Msg>) -> io::Result<()> {
        loop {
            if !crossterm::event::poll(Duration::MAX)? {
                continue;
            }
            let Some(_open) = gate.pass() else { continue };
            if let Some(msg) = super::message(crossterm::event::read()?)
                && send.send(msg).is_err()
            {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyModifiers, MouseEvent};

    use super::*;

    #[test]
    fn a_release_is_not_a_key() {
        let key = |code, kind| Event::Key(KeyEvent::new_with_kind(code, KeyModifiers::NONE, kind));
        let passes = |event| message(event).is_some();
        assert!(passes(key(KeyCode::Char(' '), KeyEventKind::Press)));
        assert!(!passes(key(KeyCode::Char(' '), KeyEventKind::Release)));
        assert!(!passes(key(KeyCode::Char(' '), KeyEventKind::Repeat)));
        assert!(passes(key(KeyCode::Char('+'), KeyEventKind::Repeat)));
        assert!(passes(key(KeyCode::Left, KeyEventKind::Repeat)));
    }

    #[test]
    fn only_a_left_press_is_a_click() {
        let mouse = |kind| Event::Mouse(MouseEvent { kind, column: 4, row: 2, modifiers: KeyModifiers::NONE });
        assert!(matches!(message(mouse(MouseEventKind::Down(MouseButton::Left))), Some(Msg::Click(4, 2))));
        assert!(message(mouse(MouseEventKind::Up(MouseButton::Left))).is_none());
        assert!(message(mouse(MouseEventKind::Down(MouseButton::Right))).is_none());
        assert!(message(mouse(MouseEventKind::Moved)).is_none());
        assert!(matches!(message(mouse(MouseEventKind::ScrollUp)), Some(Msg::Wheel(Wheel::Up))));
        assert!(message(mouse(MouseEventKind::ScrollLeft)).is_none());
    }

    #[test]
    fn a_paste_is_dropped() {
        assert!(message(Event::Paste("hhh".to_owned())).is_none());
    }
}
