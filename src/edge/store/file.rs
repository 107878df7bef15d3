//! The history file itself: one line in, all lines out, and what to do with damage.
// Files belong to this room.
#![allow(clippy::disallowed_methods)]

use std::fmt::{self, Display, Formatter};
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::edge::paths::make_private;
use crate::error::Unreadable;
use crate::history::Past;
use crate::history::gather::{self, LeftOut, Part};
use crate::record::Entry;

/// How long, and how often, to wait for another program to let go of the file: two seconds in all.
const TURN: Duration = Duration::from_millis(5);
const TURNS: u32 = 400;

/// All that could be read.
#[derive(Debug, Default)]
pub struct Read {
    /// What it tells.
    pub past: Past,
    /// What could not be taken in.
    pub left_out: LeftOut,
}

/// More threads than this wait for memory, not for each other.
const MOST_THREADS: usize = 4;
/// A smaller text is read before a thread has begun.
const WORTH_A_THREAD: usize = 256 * 1024;

/// Reads every line; a file that is not there is an empty one. Never waits for a pipe.
pub fn read(history: &Path) -> Result<Read, Unreadable> {
    match fs::metadata(history) {
        Ok(there) if there.is_dir() => return Err(Unreadable::Folder),
        Ok(there) if !there.is_file() => return Err(Unreadable::NotRegular),
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Read::default()),
        there => there.map_err(Unreadable::Io)?,
    };
    let bytes = fs::read(history).map_err(Unreadable::Io)?;
    let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let (past, left_out) = parse(&text, threads.min(text.len().div_ceil(WORTH_A_THREAD).max(1)));
    Ok(Read { past, left_out })
}

/// The bytes of a history; none if there is none.
pub fn length(history: &Path) -> u64 {
    fs::metadata(history).map_or(0, |there| there.len())
}

/// What began when, and no more of it: a long history is read in a fraction of the time.
pub fn read_begun(history: &Path) -> Option<Past> {
    fs::metadata(history).ok().filter(Metadata::is_file)?;
    let bytes = fs::read(history).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let tells = |line: &&str| line.contains("\"began\"") || line.contains("\"deleted\"");
    let lines: Vec<&str> = text.split_inclusive('\n').filter(tells).collect();
    Some(parse(&lines.concat(), 1).0)
}

/// What `text` tells, read with so many threads.
pub fn parse(text: &str, threads: usize) -> (Past, LeftOut) {
    let parts = thread::scope(|scope| {
        let ranges = gather::cut(text, threads).into_iter();
        let reading: Vec<_> = ranges.map(|range| scope.spawn(move || Part::read(text, range))).collect();
        reading.into_iter().filter_map(|part| part.join().ok()).collect()
    });
    gather::join(text, parts)
}

/// What kept an entry from the disk.
#[derive(Debug)]
pub enum Trouble {
    /// Another program holds the lock.
    Held,
    /// A link stands there, and leads to nothing that could take a line.
    LeadsNowhere,
    /// The system said no.
    Io(io::Error),
}

impl Display for Trouble {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Held => f.write_str("another program keeps it locked"),
            Trouble::LeadsNowhere => f.write_str("the link in its place leads to no file"),
            Trouble::Io(e) => match e.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => f.write_str("the disk is full"),
                ErrorKind::ReadOnlyFilesystem => f.write_str("the disk is read-only"),
                ErrorKind::NotADirectory | ErrorKind::AlreadyExists => f.write_str("its folder cannot be made"),
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

/// Appends one line.
pub fn append(history: &Path, entry: &Entry) -> Result<(), Trouble> {
    let (mut file, turn) = locked(history)?;
    let mut line = line_of(entry)?;
    let length = file.metadata()?.len();
    if length > 0 && !ends_with_newline(&mut file)? {
        line.insert(0, b'\n');
    }
    if let Err(e) = file.write_all(&line).and_then(|()| file.sync_data()) {
        // A full disk takes half a line. Only whose the lock is, that is whose the end of the file is.
        if turn == Turn::Ours {
            let _ = file.set_len(length);
        }
        return Err(e.into());
    }
    if length == 0 {
        sync_folder(history);
    }
    Ok(())
}

/// The line of an entry.
pub(super) fn line_of(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    Ok(line)
}

/// The history, open and locked: the file that stands there now, and not one that was replaced meanwhile.
pub(super) fn locked(history: &Path) -> Result<(File, Turn), Trouble> {
    for _ in 0..TURNS {
        let file = open(history)?;
        let turn = lock(&file)?;
        if is_in_place(&file, history) {
            return Ok((file, turn));
        }
    }
    Err(Trouble::Held)
}

#[cfg(unix)]
fn is_in_place(file: &File, history: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |(a, b): (fs::Metadata, fs::Metadata)| (a.dev(), a.ino()) == (b.dev(), b.ino());
    file.metadata().ok().zip(fs::metadata(history).ok()).is_some_and(same)
}

/// The standard library cannot tell files apart here.
#[cfg(not(unix))]
fn is_in_place(_: &File, _: &Path) -> bool {
    true
}

/// Whether a session runs that holds this lock.
pub fn is_held(lock: &Path) -> bool {
    let file = OpenOptions::new().read(true).write(true).open(lock);
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Whether nobody else writes meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The lock is held.
    Ours,
    /// There are no locks here, as on some network disks: one piece a line is still the best there is.
    Anybodys,
}

/// Waits for its turn, but not for one who never lets go.
fn lock(file: &File) -> Result<Turn, Trouble> {
    for _ in 0..TURNS {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(TURN),
            Ok(()) => return Ok(Turn::Ours),
            Err(TryLockError::Error(_)) => return Ok(Turn::Anybodys),
        }
    }
    Err(Trouble::Held)
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

/// Renames what lies at `history` if it is no file, or one that may not be read or written, and says to
/// what. A file with any other trouble stays, and so does a link: it is the person's own.
pub fn move_aside(history: &Path) -> io::Result<Option<PathBuf>> {
    let refused = || {
        let opened = OpenOptions::new().read(true).append(true).open(history);
        opened.is_err_and(|e| e.kind() == ErrorKind::PermissionDenied)
    };
    match fs::symlink_metadata(history) {
        Ok(there) if there.is_symlink() => Ok(None),
        Ok(there) if !there.is_file() || refused() => rename_to_a_free_name(history).map(Some),
        _ => Ok(None),
    }
}

fn open(history: &Path) -> Result<File, Trouble> {
    make_folder(history)?;
    // A pipe at the end of a link would take everything and keep nothing.
    if fs::metadata(history).is_ok_and(|there| !there.is_file()) {
        return Err(Trouble::LeadsNowhere);
    }
    private().read(true).append(true).create(true).open(history).map_err(|e| match e.kind() {
        // Its folder is there, so the file would be made if the name were not a link.
        ErrorKind::NotFound => Trouble::LeadsNowhere,
        _ => e.into(),
    })
}

pub(super) fn rename_to_a_free_name(history: &Path) -> io::Result<PathBuf> {
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
pub(super) fn sync_folder(file: &Path) {
    if let Some(Ok(folder)) = file.parent().map(File::open) {
        let _ = folder.sync_all();
    }
}

fn make_folder(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), make_private)
}

pub(super) fn private() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
