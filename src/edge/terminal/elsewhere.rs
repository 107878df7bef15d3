//! Systems without job control: nothing stops, and standard error stays where it is.

use std::io;
use std::path::Path;

#[derive(Debug)]
pub struct Errors;

impl Errors {
    pub fn turn_to(_: Option<&Path>) -> Option<Errors> {
        None
    }

    pub fn turn_back(self) {}
}

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

pub fn errors_have_room() -> bool {
    true
}
