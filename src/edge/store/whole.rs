//! Files that are written as a whole: the answers about health, and a history without one of its sessions.
// Files belong to this room.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::file::{Trouble, line_of, locked, private, rename_to_a_free_name, sync_folder};
use crate::edge::paths::make_private;
use crate::record::Entry;
use crate::screening::Screening;

/// More than any answers take.
const MOST: u64 = 64 * 1024;

/// The answers about health, if they are there and can be used.
///
/// # Errors
/// Something is there that is not what this program writes.
pub fn read_screening(file: &Path) -> Result<Screening, Unusable> {
    match fs::metadata(file) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Screening::default()),
        Ok(there) if there.is_file() && there.len() <= MOST => {}
        _ => return Err(Unusable),
    }
    let mut text = String::new();
    let read = File::open(file).and_then(|file| file.take(MOST).read_to_string(&mut text));
    read.map_err(|_| Unusable)?;
    Screening::parse(&text).map_err(|_| Unusable)
}

/// Answers that cannot be used: they are asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unusable;

/// Writes the answers. What cannot be read there is set aside and not lost.
pub fn write_screening(file: &Path, screening: &Screening) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        make_private(folder)?;
    }
    if read_screening(file).is_err() {
        rename_to_a_free_name(file)?;
    }
    replace(file, screening.to_text().as_bytes())
}

/// Takes all entries of one session out of the history and leaves `tombstone` in their place, so that no copy of
/// the file brings it back. Whatever else stands in it stays as it is.
pub fn erase(history: &Path, tombstone: &Entry) -> Result<(), Trouble> {
    #[derive(Deserialize)]
    struct Line<'a> {
        #[serde(borrow)]
        session: std::borrow::Cow<'a, str>,
    }
    let (mut file, _turn) = locked(history)?;
    let mut text = Vec::new();
    file.read_to_end(&mut text)?;
    let is_its =
        |line: &&[u8]| serde_json::from_slice(line).is_ok_and(|Line { session }| session == tombstone.session.as_str());
    let mut left: Vec<u8> =
        text.split_inclusive(|byte| *byte == b'\n').filter(|line| !is_its(line)).flatten().copied().collect();
    if left.last().is_some_and(|last| *last != b'\n') {
        left.push(b'\n');
    }
    left.extend(line_of(tombstone)?);
    replace(history, &left)?;
    Ok(())
}

/// Puts `text` in place of what `file` holds: all of it or nothing, for the owner only.
pub(super) fn replace(file: &Path, text: &[u8]) -> io::Result<()> {
    // A link is the person's own; what it leads to is replaced.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    let new = PathBuf::from(name);
    let written = private().write(true).create(true).truncate(true).open(&new).and_then(|mut to| {
        to.write_all(text)?;
        to.sync_all()
    });
    let renamed = written.and_then(|()| fs::rename(&new, &file));
    if renamed.is_err() {
        let _ = fs::remove_file(&new);
    }
    renamed?;
    sync_folder(&file);
    Ok(())
}
