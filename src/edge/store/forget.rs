//! Everything that was kept of a person, deleted.
// Files belong to this room.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::is_held;
use crate::edge::paths::Paths;
use crate::error::Error;

/// Deletes the history, the answers about health, what was set aside of either, and the mark of a session. Where a
/// link stands, what it leads to goes too.
///
/// # Errors
/// A session goes on, a folder does not say what is in it, or a file stays. What could be deleted is gone all the
/// same.
pub fn forget(paths: &Paths) -> Result<(), Error> {
    if is_held(&paths.session_lock()) {
        return Err(Error::SessionRuns);
    }
    let kept = [paths.history(), paths.screening(), paths.session_lock()];
    let deleted: Vec<Result<(), Error>> = kept.iter().map(|file| delete_all(file)).collect();
    deleted.into_iter().collect()
}

/// Deletes a file, and those that were made from it.
fn delete_all(file: &Path) -> Result<(), Error> {
    let files = beside(file)?;
    let deleted: Vec<Result<(), Error>> = files.iter().map(|file| delete(file)).collect();
    deleted.into_iter().collect()
}

/// A file, and those that were made from it.
fn beside(file: &Path) -> Result<Vec<PathBuf>, Error> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Ok(Vec::new()) };
    let name = name.to_string_lossy();
    let is_its = |other: &str| {
        let rest = other.strip_prefix(&*name);
        rest.is_some_and(|rest| rest.is_empty() || rest == ".new" || rest.starts_with(".aside-"))
    };
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<DirEntry>>>);
    let entries = match listed {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.map_err(|source| Error::Delete { path: folder.to_owned(), source })?,
    };
    Ok(entries.iter().filter(|entry| is_its(&entry.file_name().to_string_lossy())).map(DirEntry::path).collect())
}

fn delete(file: &Path) -> Result<(), Error> {
    if file.is_symlink()
        && let Ok(target) = fs::canonicalize(file)
        && target.is_file()
    {
        remove(&target, |target| fs::remove_file(target))?;
    }
    let is_folder = file.is_dir() && !file.is_symlink();
    remove(file, |file| if is_folder { fs::remove_dir(file) } else { fs::remove_file(file) })
}

/// Nothing has to be there.
fn remove(file: &Path, by: impl Fn(&Path) -> io::Result<()>) -> Result<(), Error> {
    match by(file) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(Error::Delete { path: file.to_owned(), source: e }),
        _ => Ok(()),
    }
}
