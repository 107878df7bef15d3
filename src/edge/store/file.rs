//! The history file itself: one line in, all lines out, and what to do with damage.
// Files belong to this room.
#![allow(clippy::disallowed_methods)]

use std::fmt::{self, Display, Formatter};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::edge::paths::make_private;
use crate::record::Entry;

/// All that could be read.
#[derive(Debug, Default)]
pub struct Read {
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// How many lines are none that this program knows.
    pub skipped: usize,
    /// Whether the last line was cut off, as a crash does; it is not counted among the skipped.
    pub torn: bool,
}

/// Reads every line; a file that is not there is an empty one.
pub fn read(history: &Path) -> io::Result<Read> {
    let mut lines = match File::open(history) {
        Ok(file) => BufReader::new(file),
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Read::default()),
        Err(e) => return Err(e),
    };
    let mut read = Read::default();
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let is_whole = line.ends_with(b"\n");
        match serde_json::from_slice(&line) {
            Ok(entry) => read.entries.push(entry),
            Err(_) if line.trim_ascii().is_empty() => {}
            Err(_) if is_whole => read.skipped += 1,
            Err(_) => read.torn = true,
        }
        line.clear();
    }
    Ok(read)
}

/// What kept an entry from the disk.
#[derive(Debug)]
pub enum Trouble {
    /// Another program holds the lock.
    Held,
    /// The system said no.
    Io(io::Error),
}

impl Display for Trouble {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Held => f.write_str("it is locked"),
            Trouble::Io(e) => match e.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => f.write_str("the disk is full"),
                ErrorKind::ReadOnlyFilesystem => f.write_str("the disk is read-only"),
                ErrorKind::NotFound | ErrorKind::NotADirectory => f.write_str("its folder cannot be made"),
                kind => write!(f, "{kind}"),
            },
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(e: io::Error) -> Self {
        Trouble::Io(e)
    }
}

/// Appends one line. If what lies at `history` cannot be used it is renamed first; then the answer says to what.
pub fn append(history: &Path, entry: &Entry) -> Result<Option<PathBuf>, Trouble> {
    let (mut file, aside) = match open(history) {
        Ok(file) => (file, None),
        Err(e) if is_the_file_to_blame(&e) => {
            let aside = rename_aside(history)?;
            (open(history)?, Some(aside))
        }
        Err(e) => return Err(e.into()),
    };
    // Where locks do not exist, as on some network disks, one piece a line is still the best there is.
    let _ = file.lock();
    let mut line = serde_json::to_vec(entry).map_err(io::Error::from)?;
    line.push(b'\n');
    let length = file.metadata()?.len();
    if length > 0 && !ends_with_newline(&mut file)? {
        line.insert(0, b'\n');
    }
    if let Err(e) = file.write_all(&line).and_then(|()| file.sync_data()) {
        // A full disk takes half a line. Ours is the lock, so ours is the end of the file.
        let _ = file.set_len(length);
        return Err(e.into());
    }
    if length == 0 {
        sync_folder(history);
    }
    Ok(aside)
}

/// Takes the lock of a running session, without waiting. It is released when the file is dropped.
pub fn hold(lock: &Path) -> Result<File, Trouble> {
    make_folder(lock)?;
    let file = private().write(true).create(true).truncate(false).open(lock)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Trouble::Held),
        Err(TryLockError::Error(e)) => Err(e.into()),
    }
}

fn open(history: &Path) -> io::Result<File> {
    make_folder(history)?;
    // A pipe in its place would take everything and keep nothing.
    if fs::metadata(history).is_ok_and(|m| !m.is_file()) {
        return Err(ErrorKind::IsADirectory.into());
    }
    private().read(true).append(true).create(true).open(history)
}

/// Whether another file under the same name would do.
fn is_the_file_to_blame(e: &io::Error) -> bool {
    matches!(e.kind(), ErrorKind::IsADirectory | ErrorKind::PermissionDenied | ErrorKind::NotFound)
}

fn rename_aside(history: &Path) -> io::Result<PathBuf> {
    let name = |n: u32| {
        let mut name = history.as_os_str().to_owned();
        name.push(format!(".aside-{n}"));
        PathBuf::from(name)
    };
    let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err_and(|e| e.kind() == ErrorKind::NotFound);
    let free = (1..=9999).map(name).find(is_free).ok_or(ErrorKind::AlreadyExists)?;
    fs::rename(history, &free)?;
    Ok(free)
}

fn ends_with_newline(file: &mut File) -> io::Result<bool> {
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    io::Read::read_exact(file, &mut last)?;
    Ok(last == *b"\n")
}

/// The name of a new file has to reach the disk too, or a power cut takes file and all.
fn sync_folder(file: &Path) {
    if let Some(Ok(folder)) = file.parent().map(File::open) {
        let _ = folder.sync_all();
    }
}

fn make_folder(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), make_private)
}

fn private() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
