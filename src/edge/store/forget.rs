//! Everything that was kept of a person, deleted.
// Files belong to this room.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::is_held;
use crate::edge::paths::Paths;
use crate::error::Error;

/// Deletes the history, the answers about health, what was set aside of either, and the mark of a session.
///
/// # Errors
/// A session goes on, or a file stays. What could be deleted is gone all the same.
pub fn forget(paths: &Paths) -> Result<(), Error> {
    if is_held(&paths.session_lock()) {
        return Err(Error::SessionRuns);
    }
    let kept = [paths.history(), paths.screening(), paths.session_lock()];
    let files = kept.iter().flat_map(|file| beside(file));
    let deleted: Vec<Result<(), Error>> = files.map(|file| delete(&file)).collect();
    deleted.into_iter().collect()
}

/// A file, and those that were made from it.
fn beside(file: &Path) -> Vec<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_its = |other: &str| {
        other == name || other.strip_prefix(&name).is_some_and(|rest| rest == ".new" || rest.starts_with(".aside-"))
    };
    let folder = file.parent().and_then(|folder| fs::read_dir(folder).ok());
    let entries = folder.into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|n| is_its(&n.to_string_lossy())))
        .collect()
}

fn delete(file: &Path) -> Result<(), Error> {
    let deleted = if file.is_dir() && !file.is_symlink() { fs::remove_dir(file) } else { fs::remove_file(file) };
    match deleted {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(Error::Delete { path: file.to_owned(), source: e }),
        _ => Ok(()),
    }
}
