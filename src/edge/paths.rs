//! Where the user's files are: XDG on Unix and wherever its variables are set, the system's own folders on Windows.
// The environment says where the folders are, and the private ones are made here.
#![allow(clippy::disallowed_methods)]

use std::fmt::{self, Display, Formatter};
use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, HomeDirError};

const NAME: &str = "unkink";

/// The program's folders; none is made until something is written to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// Written by the person.
    pub config: PathBuf,
    /// Written by the program, worth keeping; owner-only.
    pub data: PathBuf,
    /// Written by the program, small loss.
    pub state: PathBuf,
    /// Written by the program, no loss.
    pub cache: PathBuf,
}

impl Paths {
    /// The folders of this user.
    pub fn find() -> Result<Paths, NoHome> {
        if cfg!(windows) && !["CONFIG", "DATA", "STATE", "CACHE"].iter().any(|kind| is_given(kind)) {
            return Ok(Paths::of(&etcetera::base_strategy::Windows::new()?));
        }
        Ok(Paths::of(&etcetera::base_strategy::Xdg::new()?))
    }

    fn of(strategy: &impl BaseStrategy) -> Paths {
        Paths {
            config: strategy.config_dir().join(NAME),
            data: strategy.data_dir().join(NAME),
            state: strategy.state_dir().unwrap_or_else(|| strategy.data_dir()).join(NAME),
            cache: strategy.cache_dir().join(NAME),
        }
    }

    /// The settings.
    pub fn settings(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The user's routines.
    pub fn routines(&self) -> PathBuf {
        self.config.join("routines")
    }

    /// The person's own figures.
    pub fn figures(&self) -> PathBuf {
        self.config.join("figures")
    }

    /// The person's own sounds.
    pub fn sounds(&self) -> PathBuf {
        self.config.join("sounds")
    }

    /// All that was done and all that hurt.
    pub fn history(&self) -> PathBuf {
        self.data.join("history.jsonl")
    }

    /// What the person said about conditions that make a routine unfit for them.
    pub fn screening(&self) -> PathBuf {
        self.data.join("screening.toml")
    }

    /// Locked while a session runs.
    pub fn session_lock(&self) -> PathBuf {
        self.state.join("session.lock")
    }

    /// What the voice has rendered.
    pub fn voice(&self) -> PathBuf {
        self.cache.join("voice")
    }

    /// How loud it was last.
    pub fn volume(&self) -> PathBuf {
        self.state.join("volume.toml")
    }

    /// Where messages of libraries go while the screen is up.
    pub fn log(&self) -> PathBuf {
        self.state.join("unkink.log")
    }
}

/// There is no home folder, so there is no place for files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoHome;

impl Display for NoHome {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("there is no home folder (`HOME` is not set): nothing is remembered")
    }
}

impl std::error::Error for NoHome {}

impl From<HomeDirError> for NoHome {
    fn from(_: HomeDirError) -> Self {
        NoHome
    }
}

/// How a folder stands, before anything is written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Files can be written to it.
    Writable,
    /// It is not there, and can be made.
    NotYet,
    /// It is there, or what it would be made in, and takes no files.
    Closed,
    /// Something that is no folder has its place.
    NoFolder,
}

impl Standing {
    /// How `folder` stands; nothing is made.
    pub fn of(folder: &Path) -> Standing {
        let Some(there) = folder.ancestors().find(|part| part.symlink_metadata().is_ok()) else {
            return Standing::Closed;
        };
        match (there.is_dir(), takes_files(there)) {
            (false, _) => Standing::NoFolder,
            (true, false) => Standing::Closed,
            (true, true) if there == folder => Standing::Writable,
            (true, true) => Standing::NotYet,
        }
    }
}

#[cfg(unix)]
fn takes_files(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn takes_files(folder: &Path) -> bool {
    folder.metadata().is_ok_and(|folder| !folder.permissions().readonly())
}

/// Makes the folder and those above it, where missing, for the owner only.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn is_given(kind: &str) -> bool {
    std::env::var_os(format!("XDG_{kind}_HOME")).is_some_and(|v| !v.is_empty())
}
