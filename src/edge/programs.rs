//! Finds other programs, as a shell would.
// The environment says where programs are.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::path::{Path, PathBuf, is_separator};

/// The file of the program called `name`: the path itself if it is one, else the first in the folders of `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    if name.contains(is_separator) {
        return Some(PathBuf::from(name)).filter(|file| runs(file));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).flat_map(|folder| files(&folder, name)).find(|file| runs(file))
}

/// What a program of this name may be called in `folder`.
fn files(folder: &Path, name: &str) -> Vec<PathBuf> {
    let plain = folder.join(name);
    if cfg!(windows) { vec![folder.join(format!("{name}.exe")), plain] } else { vec![plain] }
}

#[cfg(unix)]
fn runs(file: &Path) -> bool {
    file.is_file() && rustix::fs::access(file, rustix::fs::Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn runs(file: &Path) -> bool {
    file.is_file()
}
