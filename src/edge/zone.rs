//! The time zone of the machine.
// The system keeps it in a file, or the environment names another one.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::fs;
use std::path::Path;

use jiff::tz::TimeZone;

/// Where Unix keeps the rules of its zone.
const HERE: &str = "/etc/localtime";

/// The zone in which this machine tells the time. Its rules are read as they are: to look them up by name, all zones
/// there are would be listed, for longer than a first picture takes.
pub fn here() -> TimeZone {
    let rules = if env::var_os("TZ").is_none() { read(Path::new(HERE)) } else { None };
    rules.unwrap_or_else(TimeZone::system)
}

fn read(file: &Path) -> Option<TimeZone> {
    TimeZone::tzif("here", &fs::read(file).ok()?).ok()
}
