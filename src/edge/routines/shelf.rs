//! Every place that routines come from, read together as often as need be.
// Routine files are read and copied here.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::album::{Album, Page};
use super::{item, library, library_of, listed, make_ready, read, write_new};
use crate::error::Error;
use crate::figure::Figure;
use crate::library::{Content, Item, Library, Origin};
use crate::routine::{bundled, fresh};

/// Where routines are: the bundled ones, the user's folder, and one file from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The user's folder; none without a home.
    folder: Option<PathBuf>,
    /// A file that was asked for by its path.
    elsewhere: Option<PathBuf>,
}

/// So many files of the folder are in the first picture: more than it has room for.
const FIRST: usize = 24;

/// Files that are read in less than half a millisecond.
const FEW: usize = 8;

/// A file to be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The file.
    pub path: PathBuf,
    /// The text of the bundled routine that was copied to it just now.
    pub copied: Option<String>,
}

impl Shelf {
    /// The bundled routines, and those in `folder`.
    pub fn new(folder: Option<PathBuf>) -> Shelf {
        Shelf { folder, elsewhere: None }
    }

    /// Takes in a file that was asked for by its path, unless it is one of the folder; the item as it is in the
    /// library from then on. It is remembered by its whole path: its name alone may be that of another routine.
    pub fn take(&mut self, item: Item) -> Item {
        let Some(path) = item.origin.path().and_then(|path| std::path::absolute(path).ok()) else { return item };
        if path.parent() == self.folder.as_deref() {
            return item;
        }
        self.elsewhere = Some(path.clone());
        known_by_path(Item { origin: Origin::User(path), ..item })
    }

    /// All of the library, if the folder holds few files.
    pub fn few(&self) -> Option<Library> {
        let (files, _) = listed(self.folder.as_deref());
        (files.len() <= FEW).then(|| self.with_figures(library_of(files, |_, _| true)))
    }

    /// What a first picture of the library needs: the bundled routines and the first files of the folder. Who has
    /// hundreds of files sees the others a moment later.
    pub fn first(&self) -> Library {
        self.some(|id, at| at < FIRST || bundled(id).is_some())
    }

    /// What a start card needs: the routines whose id begins with `asked`, in either case of letters.
    pub fn asked(&self, asked: &str) -> Library {
        let asked = asked.to_lowercase();
        self.some(|id, _| id.to_lowercase().starts_with(&asked))
    }

    fn some(&self, is_wanted: impl Fn(&str, usize) -> bool) -> Library {
        let (files, _) = listed(self.folder.as_deref());
        self.with_figures(library_of(files, is_wanted))
    }

    /// All routines, and what kept the folder from being listed.
    pub fn read(&self) -> (Library, Option<Error>) {
        let (mut all, trouble) = library(self.folder.as_deref());
        if let Some(path) = &self.elsewhere {
            all.put(known_by_path(item(path.clone())));
        }
        (self.with_figures(all), trouble)
    }

    fn with_figures(&self, mut library: Library) -> Library {
        library.figures = self.figures(&library);
        library
    }

    /// The figures of the person's own that routines name. One that cannot be used is as if it were not there: `check`
    /// says what is wrong.
    fn figures(&self, all: &Library) -> BTreeMap<(String, String), Figure> {
        let folder = self.folder.as_deref().and_then(Path::parent).map(|config| config.join("figures"));
        let folder = folder.filter(|folder| folder.is_dir());
        // Most people draw none: two looks into folders then, and not one for every name in every routine.
        let has_figures = |folder: &Path| super::figures_in(folder).is_ok_and(|files| !files.is_empty());
        let with_figures: Vec<&Path> = self.folders().filter(|folder| has_figures(folder)).collect();
        let mut figures = BTreeMap::new();
        for item in &all.items {
            // A bundled one has figures of its own only from that folder.
            if folder.is_none() && !item.is_own() {
                continue;
            }
            let Some(routine) = item.routine() else { continue };
            let beside = item.origin.path().and_then(Path::parent).is_some_and(|folder| with_figures.contains(&folder));
            // A name may also be that of a whole file.
            let looked_for = |name: &&String| beside || folder.is_some() || name.ends_with(".toml");
            let album = Album::new(item.origin.path(), folder.clone());
            let names = routine.steps.iter().filter_map(|step| step.how.figure.as_ref()).filter(looked_for);
            for name in names.collect::<BTreeSet<_>>() {
                let Ok(Some(Page { path: Some(_), bytes })) = album.find(name) else { continue };
                if let Some(figure) = Figure::parse_bytes(name, &bytes).figure {
                    figures.insert((item.id.clone(), name.clone()), figure);
                }
            }
        }
        figures
    }

    /// The folders in which a change may concern the library: they may not be there.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folder.as_deref().into_iter().chain(self.elsewhere.as_deref().and_then(Path::parent))
    }

    /// The person's own file of a routine: a bundled one is copied to their folder first.
    ///
    /// # Errors
    /// There is no folder, or the copy cannot be written.
    pub fn own(&self, item: &Item) -> Result<Own, Error> {
        if let Some(path) = item.origin.path() {
            return Ok(Own { path: path.to_owned(), copied: None });
        }
        let folder = self.folder.as_deref().ok_or(Error::NoFolder)?;
        let unknown = || Error::UnknownRoutine { asked: item.id.clone(), nearest: None };
        let text = fresh::own(bundled(&item.id).ok_or_else(unknown)?.text);
        let path = folder.join(format!("{}.toml", item.id));
        make_ready(folder)?;
        match write_new(&path, &text) {
            // Another window was faster: that file is the person's own now.
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(Own { path, copied: None }),
            Err(source) => Err(Error::WriteRoutine { path, source }),
            Ok(()) => Ok(Own { path, copied: Some(text) }),
        }
    }

    /// Takes a copy back that was made only to be edited and was not changed; whether it was.
    pub fn put_back(own: &Own) -> bool {
        let Some(copied) = &own.copied else { return false };
        let same = read(&own.path).is_ok_and(|bytes| bytes == copied.as_bytes());
        same && std::fs::remove_file(&own.path).is_ok()
    }
}

fn known_by_path(mut item: Item) -> Item {
    if let Some(path) = item.origin.path() {
        item.id = path.to_string_lossy().into_owned();
        if let Content::Routine(routine, _) = &mut item.content {
            routine.id.clone_from(&item.id);
        }
    }
    item
}
