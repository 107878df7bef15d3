//! Standard output as lines, and single keys of a terminal without a screen.
//!
//! Lines are written by a thread: a reader that takes its time must not hold up a session.
// That thread is started here.
#![allow(clippy::disallowed_methods)]

use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::system::{self, Modes};
use super::{HOOK, restore_on_panic, taken};
use crate::app::Msg;
use crate::edge::fault;

/// A reader that takes nothing must not keep a person from their shell.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Why nothing more can be written.
type Fault = Arc<Mutex<Option<io::Error>>>;

/// Standard output, and the keys, taken until it is dropped.
#[derive(Debug)]
pub struct Lines {
    /// Lines to be written; none once it is dropped.
    lines: Option<Sender<Vec<String>>>,
    done: Receiver<()>,
    fault: Fault,
}

impl Lines {
    /// Takes the keys. Messages of libraries go to `log`, or nowhere; that lines cannot be written wakes the program.
    pub fn open(log: Option<PathBuf>, send: SyncSender<Msg>) -> io::Result<Lines> {
        HOOK.call_once(restore_on_panic);
        taken().log = log;
        let fault = Arc::new(Mutex::new(None));
        let (lines, waiting) = channel::<Vec<String>>();
        let (finish, done) = channel();
        if !io::stdout().is_terminal() {
            watch_reader(Arc::clone(&fault), send.clone())?;
        }
        let told = Arc::clone(&fault);
        thread::Builder::new().name("lines".to_owned()).spawn(move || {
            let _finish = finish;
            match catch_unwind(AssertUnwindSafe(|| waiting.iter().try_for_each(|lines| write(&lines)))) {
                Ok(Ok(())) => {}
                Ok(Err(e)) => report(&told, system::or_hung_up(e), &send),
                Err(_) => report(&told, io::Error::other("the part of the program that writes broke"), &send),
            }
        })?;
        let lines = Lines { lines: Some(lines), done, fault };
        take()?;
        Ok(lines)
    }

    /// Writes lines, soon.
    pub fn tell(&mut self, lines: Vec<String>) {
        if let (Some(way), false) = (&self.lines, lines.is_empty()) {
            // When nobody writes them any more, the fault says why.
            drop(way.send(lines));
        }
    }

    /// Why no more lines can be written, if they cannot; it is told once. `ConnectionAborted`: the window was closed.
    pub fn fault(&self) -> Option<io::Error> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Takes the keys again.
    pub fn reclaim(&mut self) -> io::Result<()> {
        if system::come_to_front() { take() } else { Ok(()) }
    }

    /// Gives the keys and standard error back for as long as `act` takes.
    ///
    /// # Errors
    /// They could not be taken again.
    pub fn lend<T>(&mut self, act: impl FnOnce() -> T) -> io::Result<T> {
        taken().give_back_all();
        let done = act();
        self.reclaim()?;
        Ok(done)
    }

    /// Gives the keys back and stops until a shell continues the program.
    pub fn suspend(&mut self) -> io::Result<()> {
        super::leave();
        system::stop();
        self.reclaim()
    }
}

/// Sees a reader go while there is nothing to be written.
fn watch_reader(fault: Fault, send: SyncSender<Msg>) -> io::Result<()> {
    thread::Builder::new().name("reader".to_owned()).spawn(move || {
        if system::wait_until_unread().is_ok() {
            report(&fault, io::ErrorKind::BrokenPipe.into(), &send);
        }
    })?;
    Ok(())
}

fn report(fault: &Fault, e: io::Error, send: &SyncSender<Msg>) {
    *fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(e);
    // When the program is busy it comes to see it all the same.
    drop(send.try_send(Msg::Tick));
}

/// Waits a little for the last lines, and gives everything back.
impl Drop for Lines {
    fn drop(&mut self) {
        self.lines = None;
        let _ = self.done.recv_timeout(LAST_LINES);
        taken().give_back_all();
    }
}

fn take() -> io::Result<()> {
    let mut taken = taken();
    taken.owner = Some(thread::current().id());
    // Where they were taken before, those are the modes to go back to.
    let modes = Modes::take_keys_alone()?;
    if taken.modes.is_none() {
        taken.modes = modes;
    }
    taken.turn_errors_away();
    Ok(())
}

fn write(lines: &[String]) -> io::Result<()> {
    fault::break_if_asked("lines");
    let mut out = io::stdout().lock();
    let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}
