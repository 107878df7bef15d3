//! Finds other programs, as a shell would, and keeps those that are started apart from us.
// The environment says where programs are, and they are ended here.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::path::{Path, PathBuf, is_separator};
use std::process::{Child, Command};

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

/// Puts it into a process group of its own: what stops or interrupts our job does not reach it.
pub fn alone(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

/// Ends a program that was put apart, with all that it started, and waits for its end.
pub fn end(child: &mut Child) {
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(rustix::process::Pid::from_child(child), rustix::process::Signal::KILL);
    let _ = child.kill();
    let _ = child.wait();
}
