//! Reads routines: the bundled ones, the user's folder, and single files.
//!
//! Whatever is wrong with one file never stops the others: it becomes that item's content.
// Routine files are read here and nowhere else.
#![allow(clippy::disallowed_methods)]

pub mod album;
mod shelf;

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Unreadable};
use crate::library::{Content, Item, Library, Origin};
use crate::routine::{self, BUNDLED, Reading, bundled, fresh};

pub use album::Album;
pub use shelf::{Own, Shelf};

/// More files of one name are an accident.
const MOST_NAMESAKES: u32 = 999;

/// The bundled routines and those in `folder`, and what kept the folder from being listed.
///
/// A folder that does not exist is an empty one.
pub fn library(folder: Option<&Path>) -> (Library, Option<Error>) {
    let (files, trouble) = listed(folder);
    (library_of(files, |_, _| true), trouble)
}

/// The files in `folder`, and what kept it from being listed.
fn listed(folder: Option<&Path>) -> (Vec<PathBuf>, Option<Error>) {
    match folder.map(files_in) {
        None => (Vec::new(), None),
        Some(Ok(files)) => (files, None),
        Some(Err(Error::ReadFolder { source, .. })) if source.kind() == ErrorKind::NotFound => (Vec::new(), None),
        Some(Err(trouble)) => (Vec::new(), Some(trouble)),
    }
}

/// The bundled routines and those in `files`, as far as they are wanted: by their id, and their place among those of
/// their kind.
fn library_of(files: Vec<PathBuf>, is_wanted: impl Fn(&str, usize) -> bool) -> Library {
    let mut library = Library::default();
    for (_, bundled) in BUNDLED.iter().enumerate().filter(|(at, bundled)| is_wanted(bundled.id, *at)) {
        library.put(Item::new(bundled.id.to_owned(), Origin::Bundled, Content::Bundled(bundled)));
    }
    for (at, path) in files.into_iter().enumerate() {
        if is_wanted(&id_of(&path), at) {
            library.put(item(path));
        }
    }
    library
}

/// One file that was asked for. What is wrong in it becomes the item's content.
pub fn open(path: &Path) -> Result<Item, Error> {
    let id = id_of(path);
    let bytes = read(path).map_err(|why| Error::ReadRoutine { path: path.to_owned(), why })?;
    let content = content(&id, &bytes);
    Ok(Item::new(id, Origin::User(path.to_owned()), content))
}

/// One file of a folder: that it cannot be read becomes the item's content too.
fn item(path: PathBuf) -> Item {
    let id = id_of(&path);
    let content = match read(&path) {
        Ok(bytes) => content(&id, &bytes),
        Err(why) => Content::Unreadable(why.to_string()),
    };
    Item::new(id, Origin::User(path), content)
}

/// The id of the routine in a file: the stem of its name.
pub fn id_of(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The routine files directly in `folder`, by name. Hidden ones are left out: editors keep copies there.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = all_toml_in(folder)?;
    files.retain(|path| !is_figure(path));
    Ok(files)
}

/// The figure files directly in `folder`, by name: those that say so in their name; in a folder of figures all.
pub fn figures_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = all_toml_in(folder)?;
    files.retain(|path| is_figure(path));
    Ok(files)
}

/// Whether a file holds a figure: `NAME.figure.toml` does wherever it is, `NAME.toml` in a folder of figures.
pub fn is_figure(path: &Path) -> bool {
    let named = path.file_name().is_some_and(|name| name.as_encoded_bytes().ends_with(b".figure.toml"));
    // The folder of a file without one is the folder one is in.
    let whole = std::path::absolute(path).ok();
    named || whole.as_deref().and_then(Path::parent).and_then(Path::file_name).is_some_and(|folder| folder == "figures")
}

fn all_toml_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |source| Error::ReadFolder { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(failed)?;
    let is_one = |path: &PathBuf| {
        let hidden = path.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
        !hidden && path.extension().is_some_and(|e| e == "toml")
    };
    let mut files: Vec<PathBuf> = entries.into_iter().map(|e| e.path()).filter(is_one).collect();
    files.sort();
    Ok(files)
}

/// The bytes of a routine file. Never waits for a pipe, and never reads more than a routine may have.
pub fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    read_up_to(routine::MOST_BYTES, path)
}

/// The bytes of a file, or so many and one of it: enough to see that it is too large, however long it is. Never waits
/// for a pipe.
pub fn read_up_to(most: usize, path: &Path) -> Result<Vec<u8>, Unreadable> {
    let kind = fs::metadata(path).map_err(Unreadable::Io)?.file_type();
    if kind.is_dir() {
        return Err(Unreadable::Folder);
    }
    if !kind.is_file() {
        return Err(Unreadable::NotRegular);
    }
    let mut bytes = Vec::new();
    let mut file = File::open(path).map_err(Unreadable::Io)?.take(most as u64 + 1);
    file.read_to_end(&mut bytes).map_err(Unreadable::Io)?;
    Ok(bytes)
}

/// Writes a new routine file into `folder`, which is made if need be, and gives its path. What is there already is
/// never written over, nor is the place of a bundled routine taken: the new one then gets the first free number behind
/// its id.
///
/// # Errors
/// The folder or the file cannot be made.
pub fn keep_new(folder: &Path, id: &str, text: &str) -> Result<PathBuf, Error> {
    make_ready(folder)?;
    let first = if bundled(id).is_some() { 2 } else { 1 };
    for n in first..=MOST_NAMESAKES {
        let stem = if n == 1 { id.to_owned() } else { format!("{id}-{n}") };
        let path = folder.join(format!("{stem}.toml"));
        match write_new(&path, text) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            written => {
                return written.map(|()| path.clone()).map_err(|source| Error::WriteRoutine { path, source });
            }
        }
    }
    let source = io::Error::from(ErrorKind::AlreadyExists);
    Err(Error::WriteRoutine { path: folder.join(format!("{id}.toml")), source })
}

/// Makes a folder for routines, with the schema of the format in it.
fn make_ready(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|source| Error::WriteRoutine { path: folder.to_owned(), source })?;
    keep_schema(folder);
    Ok(())
}

/// Puts the schema of the format beside the routines in `folder`, for editors that follow the first line of a new
/// file to it. It is the program's own, written anew when the format has changed; without it nothing else is missing.
fn keep_schema(folder: &Path) {
    let Ok(text) = serde_json::to_string_pretty(&routine::schema()) else { return };
    let file = folder.join(fresh::SCHEMA_FILE);
    if fs::read_to_string(&file).is_ok_and(|there| there == text) {
        return;
    }
    let new = folder.join(format!("{}.new", fresh::SCHEMA_FILE));
    if fs::write(&new, text).and_then(|()| fs::rename(&new, &file)).is_err() {
        let _ = fs::remove_file(new);
    }
}

/// Writes a file that is not there yet: all of it, or nothing.
///
/// # Errors
/// Something has that name, or it cannot be written.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

fn content(id: &str, bytes: &[u8]) -> Content {
    match routine::parse_bytes(id, bytes) {
        Reading { routine: Some(routine), problems, .. } => Content::Routine(Box::new(routine), problems),
        Reading { routine: None, problems, text } => Content::Broken { problems, text },
    }
}
