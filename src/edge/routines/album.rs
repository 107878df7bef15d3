//! Finds the file of a figure: beside its routine, in the person's folder of figures, or among the bundled ones.
// Figure files are found and read here.
#![allow(clippy::disallowed_methods)]

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::{all_toml_in, is_figure, read_up_to};
use crate::error::{Error, Unreadable};
use crate::figure::{self, BUNDLED};
use crate::problem;

/// What the name of a figure file beside a routine ends with.
const ENDING: &str = ".figure.toml";

/// Where the figures of a routine are.
#[derive(Debug, Clone, Default)]
pub struct Album {
    /// The folder of the routine's file; none of a bundled one.
    beside: Option<PathBuf>,
    /// The person's folder of figures; none without a home.
    figures: Option<PathBuf>,
}

/// A figure as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its file, unless it is bundled.
    pub path: Option<PathBuf>,
    /// What is in it; of a file at most [`figure::MOST_BYTES`] and one.
    pub bytes: Cow<'static, [u8]>,
}

impl Album {
    /// For the routine in the file `routine`, or for a bundled one.
    pub fn new(routine: Option<&Path>, figures: Option<PathBuf>) -> Album {
        // A name alone has an empty parent, which is the folder one is in.
        let folder =
            |file: &Path| file.parent().map(|f| if f.as_os_str().is_empty() { Path::new(".") } else { f }.into());
        Album { beside: routine.and_then(folder), figures }
    }

    /// The figure of this name; none if there is none.
    ///
    /// # Errors
    /// Its file is there and cannot be read.
    pub fn find(&self, name: &str) -> Result<Option<Page>, Error> {
        for (folder, file) in self.candidates(name) {
            match read_within(folder, &file) {
                Err(why) if why.is_absence() => {}
                Err(why) => return Err(Error::ReadFigure { path: folder.join(file), why }),
                Ok(bytes) => return Ok(Some(Page { path: Some(folder.join(file)), bytes: Cow::Owned(bytes) })),
            }
        }
        Ok(figure::bundled(name).map(|text| Page { path: None, bytes: Cow::Borrowed(text.as_bytes()) }))
    }

    /// The name that was probably meant by one that nothing has.
    pub fn nearest(&self, name: &str) -> Option<String> {
        let mut names: Vec<String> = BUNDLED.iter().map(|(name, _)| (*name).to_owned()).collect();
        let beside = self.beside.iter().flat_map(|folder| files(folder)).filter(|file| is_figure(file));
        names.extend(beside.chain(self.figures.iter().flat_map(|folder| files(folder))).map(|file| name_of(&file)));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        problem::nearest(name.trim_end_matches(ENDING), &names).map(str::to_owned)
    }

    /// The files that a name may mean, the first that is there. A name that leads out of the folders means none.
    fn candidates(&self, name: &str) -> Vec<(&Path, String)> {
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0']) {
            return Vec::new();
        }
        let whole = name.ends_with(".toml");
        let file = |ending: &str| if whole { name.to_owned() } else { format!("{name}{ending}") };
        let beside = self.beside.as_deref().map(|folder| (folder, file(ENDING)));
        let figures = self.figures.as_deref().map(|folder| (folder, file(".toml")));
        beside.into_iter().chain(figures).collect()
    }
}

/// The figure in a file that was asked for by its path.
///
/// # Errors
/// It cannot be read.
pub fn open(path: &Path) -> Result<Page, Error> {
    let read = read_up_to(figure::MOST_BYTES, path);
    let bytes = read.map_err(|why| Error::ReadFigure { path: path.to_owned(), why })?;
    Ok(Page { path: Some(path.to_owned()), bytes: Cow::Owned(bytes) })
}

/// The name of the figure in a file.
pub fn name_of(path: &Path) -> String {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    file.strip_suffix(ENDING).or(file.strip_suffix(".toml")).unwrap_or(&file).to_owned()
}

/// A link may lead out of a folder, whatever its name says: a routine from elsewhere is not to reach there.
fn read_within(folder: &Path, file: &str) -> Result<Vec<u8>, Unreadable> {
    let path = folder.join(file).canonicalize().map_err(Unreadable::Io)?;
    if !path.starts_with(folder.canonicalize().map_err(Unreadable::Io)?) {
        return Err(Unreadable::Outside);
    }
    read_up_to(figure::MOST_BYTES, &path)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    all_toml_in(folder).unwrap_or_default()
}
