//! `unkink check`: every problem of every file, and a count.

use std::path::{Path, PathBuf};

use super::{print, render, user_folder};
use crate::app::Colour;
use crate::edge::paths::Paths;
use crate::edge::routines::{self, BUNDLED};
use crate::error::{Error, Exit, Unreadable};
use crate::library::Found;
use crate::problem::Problem;
use crate::routine::{self, Reading};
use crate::settings::Settings;

/// Prints the problems of what is named, or of all routines, and a line that counts them.
pub fn run(asked: &[PathBuf], colour: Colour) -> Result<Exit, Error> {
    let mut report = Report { colour, ..Report::default() };
    if asked.is_empty() {
        BUNDLED.iter().for_each(|(id, text)| report.text(&format!("{id}.toml (bundled)"), id, text.as_bytes()));
        if let Ok(paths) = Paths::find() {
            report.users(&paths.routines());
            report.settings(&paths.settings());
        }
    }
    asked.iter().for_each(|path| report.named(path));
    print(&report.finish())?;
    Ok(match report {
        Report { unread: 1.., .. } => Exit::CouldNot,
        Report { errors: 1.., .. } => Exit::No,
        _ => Exit::Well,
    })
}

/// What has been found so far.
struct Report {
    out: String,
    colour: Colour,
    files: usize,
    errors: usize,
    warnings: usize,
    /// Named files and folders that could not be read.
    unread: usize,
}

impl Default for Report {
    fn default() -> Self {
        Report { out: String::new(), colour: Colour::None, files: 0, errors: 0, warnings: 0, unread: 0 }
    }
}

impl Report {
    /// The files of the user's folder; none if there is no such folder.
    fn users(&mut self, folder: &Path) {
        match routines::files_in(folder) {
            Ok(files) => files.iter().for_each(|path| self.file(path)),
            Err(Error::ReadFolder { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => self.failed(&error),
        }
    }

    /// The user's settings; none if there is no such file.
    fn settings(&mut self, path: &Path) {
        match routines::read(path) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                self.add(&path.to_string_lossy(), &text, &Settings::parse(&text).1);
            }
            Err(why) if why.is_absence() => {}
            Err(why) => self.failed(&Error::ReadRoutine { path: path.to_owned(), why }),
        }
    }

    /// A file or a folder; or an id, if nothing has that name.
    fn named(&mut self, path: &Path) {
        match routines::read(path) {
            Ok(_) if path.file_name().is_some_and(|name| name == "config.toml") => self.settings(path),
            Ok(bytes) => self.text(&path.to_string_lossy(), &routines::id_of(path), &bytes),
            Err(Unreadable::Folder) => match routines::files_in(path) {
                Ok(files) => files.iter().for_each(|path| self.file(path)),
                Err(error) => self.failed(&error),
            },
            Err(why) if why.is_absence() => self.id(path, why),
            Err(why) => self.failed(&Error::ReadRoutine { path: path.to_owned(), why }),
        }
    }

    /// A routine of the library by its id.
    fn id(&mut self, asked: &Path, why: Unreadable) {
        let (library, _) = routines::library(user_folder().as_deref());
        match library.look_up(&asked.to_string_lossy()) {
            Found::One(item) => match (item.origin.path(), BUNDLED.iter().find(|(id, _)| *id == item.id)) {
                (Some(path), _) => self.file(path),
                (None, Some((id, text))) => self.text(&format!("{id}.toml (bundled)"), id, text.as_bytes()),
                (None, None) => {}
            },
            _ => self.failed(&Error::ReadRoutine { path: asked.to_owned(), why }),
        }
    }

    fn file(&mut self, path: &Path) {
        match routines::read(path) {
            Ok(bytes) => self.text(&path.to_string_lossy(), &routines::id_of(path), &bytes),
            Err(why) => self.failed(&Error::ReadRoutine { path: path.to_owned(), why }),
        }
    }

    fn text(&mut self, name: &str, id: &str, bytes: &[u8]) {
        let Reading { text, problems, .. } = routine::parse_bytes(id, bytes);
        self.add(name, &text, &problems);
    }

    fn add(&mut self, name: &str, text: &str, problems: &[Problem]) {
        let errors = problems.iter().filter(|p| p.is_error()).count();
        self.files += 1;
        self.errors += errors;
        self.warnings += problems.len() - errors;
        if !problems.is_empty() {
            self.out.push_str(render(name, text, problems, self.colour).trim_end());
            self.out.push_str("\n\n");
        }
    }

    fn failed(&mut self, error: &Error) {
        self.unread += 1;
        self.out.push_str(&format!("error: {error}\n\n"));
    }

    /// All of it, and the line that counts.
    fn finish(&self) -> String {
        let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        let mut parts = Vec::new();
        match (self.files, self.errors, self.warnings) {
            (0, ..) if self.unread > 0 => {}
            (0, ..) => parts.push("no routine files there".to_owned()),
            (files, 0, 0) => parts.extend([count(files, "file"), "no problems".to_owned()]),
            (files, errors, warnings) => {
                parts.extend([count(files, "file"), count(errors, "error"), count(warnings, "warning")]);
            }
        }
        if self.unread > 0 {
            parts.push(format!("{} not read", self.unread));
        }
        format!("{}{}\n", self.out, parts.join(", "))
    }
}
