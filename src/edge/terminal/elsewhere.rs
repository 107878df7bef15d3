//! Systems without job control: nothing stops, standard error stays where it is, and a write may wait.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

#[derive(Debug)]
pub struct Errors;

impl Errors {
    pub fn turn_to(_: Option<&Path>) -> Option<Errors> {
        None
    }

    pub fn turn_to_nothing() -> Option<Errors> {
        None
    }

    pub fn turn_back(self) {}
}

/// That the console gives single keys, which it did not before.
#[derive(Debug)]
pub struct Modes;

impl Modes {
    /// None: other programs leave a console as it was.
    pub fn as_they_are() -> Option<Modes> {
        None
    }

    /// Single keys. None where keys do not come from a console.
    pub fn take_keys_alone() -> io::Result<Option<Modes>> {
        if !io::stdin().is_terminal() {
            return Ok(None);
        }
        crossterm::terminal::enable_raw_mode()?;
        Ok(Some(Modes))
    }

    /// Makes them so again.
    pub fn put_back(self) {
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

#[derive(Debug)]
pub struct Line;

impl Line {
    pub fn open() -> Line {
        // A console of Windows takes escape sequences only once it is told so, which asking does.
        #[cfg(windows)]
        crossterm::ansi_support::supports_ansi();
        Line
    }

    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut out = io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush()).map(|()| bytes.len())
    }
}

/// Columns and rows of the terminal, if it says.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

pub fn wait_for_room() {}

pub fn drop_what_is_unseen() {}

pub fn make_raw() -> io::Result<()> {
    Ok(())
}

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

pub fn wait_until_unread() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

pub fn errors_have_room() -> bool {
    true
}

/// A failed write, as it is.
pub fn or_hung_up(fault: std::io::Error) -> std::io::Error {
    fault
}
