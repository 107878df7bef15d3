//! `unkink check`: every problem of every file, and a count.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Form, json, print, render, user_folder};
use crate::app::Colour;
use crate::edge::paths::Paths;
use crate::edge::routines::{self, Album, album};
use crate::edge::speaker::own::{Choices, Own};
use crate::error::{Error, Exit, Unreadable};
use crate::figure::{self, Figure};
use crate::library::{Content, Found};
use crate::problem::{Kind, Lines, Problem};
use crate::routine::{self, BUNDLED, Bundled, Reading};
use crate::settings::{self, Settings};

/// What warnings do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warnings {
    /// They are shown, and all is well.
    Pass,
    /// The answer is no, as with an error.
    Deny,
}

/// One problem, for programs. Lines and columns are from 1, columns in characters; without a place it is about the
/// whole file.
#[derive(Serialize)]
struct Finding {
    file: String,
    severity: &'static str,
    message: String,
    label: String,
    help: Vec<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Prints the problems of what is named, or of all routines, and a line that counts them.
pub fn run(asked: &[PathBuf], form: Form, warnings: Warnings, colour: Colour) -> Result<Exit, Error> {
    let mut report = Report { colour, ..Report::default() };
    if asked.is_empty() {
        report.all();
    }
    asked.iter().for_each(|path| report.named(path));
    print(&match form {
        Form::Text => report.finish(),
        Form::Json => json(&report.findings),
    })?;
    Ok(match report {
        Report { unread: 1.., .. } => Exit::CouldNot,
        Report { errors: 1.., .. } => Exit::No,
        Report { warnings: 1.., .. } if warnings == Warnings::Deny => Exit::No,
        _ => Exit::Well,
    })
}

/// What there is to find in all routines and the settings.
pub fn count() -> Report {
    let mut report = Report::default();
    report.all();
    report
}

/// What has been found so far.
pub struct Report {
    out: String,
    findings: Vec<Finding>,
    colour: Colour,
    /// Files that were read.
    pub files: usize,
    /// Errors in them.
    pub errors: usize,
    /// Warnings in them.
    pub warnings: usize,
    /// Files and folders that could not be read.
    pub unread: usize,
}

impl Default for Report {
    fn default() -> Self {
        Report {
            out: String::new(),
            findings: Vec::new(),
            colour: Colour::None,
            files: 0,
            errors: 0,
            warnings: 0,
            unread: 0,
        }
    }
}

impl Report {
    /// All routines, and the user's settings.
    fn all(&mut self) {
        BUNDLED.iter().for_each(|bundled| self.bundled(bundled));
        if let Ok(paths) = Paths::find() {
            self.users(&paths.routines());
            self.users(&paths.figures());
            self.settings(&paths.settings());
        }
    }

    fn bundled(&mut self, bundled: &Bundled) {
        self.text(&format!("{}.toml (bundled)", bundled.id), bundled.id, bundled.text.as_bytes());
    }

    /// The files of the user's folder; none if there is no such folder.
    fn users(&mut self, folder: &Path) {
        match files_in(folder) {
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
                let (settings, mut problems) = Settings::parse(&text);
                let folder = path.parent().unwrap_or(path).join("sounds");
                problems.extend(remarks(Choices::of(&settings, folder).read(), &text));
                self.add(&path.to_string_lossy(), &text, &problems);
            }
            Err(why) if why.is_absence() => {}
            Err(why) => self.failed(&Error::ReadRoutine { path: path.to_owned(), why }),
        }
    }

    /// A file or a folder; or an id, if nothing has that name.
    fn named(&mut self, path: &Path) {
        match routines::read(path) {
            Ok(_) if path.file_name().is_some_and(|name| name == "config.toml") => self.settings(path),
            Ok(bytes) => self.read(path, &bytes),
            Err(Unreadable::Folder) => match files_in(path) {
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
            Found::One(item) => match (item.origin.path(), &item.content) {
                (Some(path), _) => self.file(path),
                (None, Content::Bundled(bundled)) => self.bundled(bundled),
                (None, _) => {}
            },
            _ => self.failed(&Error::ReadRoutine { path: asked.to_owned(), why }),
        }
    }

    fn file(&mut self, path: &Path) {
        match routines::read(path) {
            Ok(bytes) => self.read(path, &bytes),
            Err(why) => self.failed(&Error::ReadRoutine { path: path.to_owned(), why }),
        }
    }

    /// What was read of a file of the person's: a figure, or a routine with the figures it names.
    fn read(&mut self, path: &Path, bytes: &[u8]) {
        let name = path.to_string_lossy();
        if routines::is_figure(path) {
            let figure::Reading { text, problems, .. } = Figure::parse_bytes(&album::name_of(path), bytes);
            return self.add(&name, &text, &problems);
        }
        let Reading { text, mut problems, routine } = routine::parse_bytes(&routines::id_of(path), bytes);
        if routine.is_some() {
            let album = Album::new(Some(path), Paths::find().ok().map(|paths| paths.figures()));
            problems.extend(strange_figures(&text, &album));
        }
        self.add(&name, &text, &problems);
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
        let lines = Lines::new(text);
        self.findings.extend(problems.iter().map(|problem| finding(name, text, &lines, problem)));
        if !problems.is_empty() {
            self.out.push_str(render(name, text, problems, self.colour).trim_end());
            self.out.push_str("\n\n");
        }
    }

    fn failed(&mut self, error: &Error) {
        self.unread += 1;
        let file = match error {
            Error::ReadRoutine { path, .. } | Error::ReadFolder { path, .. } => path.to_string_lossy().into_owned(),
            _ => String::new(),
        };
        self.findings.push(Finding {
            file,
            severity: "error",
            message: error.to_string(),
            label: String::new(),
            help: error.hint().into_iter().collect(),
            line: None,
            column: None,
            end_line: None,
            end_column: None,
        });
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

/// The routine files in a folder, then the figure files.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = routines::files_in(folder)?;
    files.extend(routines::figures_in(folder)?);
    Ok(files)
}

/// A warning for each figure of a routine that is nowhere.
fn strange_figures(text: &str, album: &Album) -> Vec<Problem> {
    let named = routine::figures(text).into_iter();
    let strange = named.filter(|(name, _)| album.find(name).is_ok_and(|page| page.is_none()));
    let problem = |(written, span): (String, _)| Problem {
        kind: Kind::UnknownFigure { near: album.nearest(&written), written },
        span,
    };
    strange.map(problem).collect()
}

/// What is to be said about the person's own sounds, where the settings name them.
fn remarks(own: Own, text: &str) -> Vec<Problem> {
    let place = |key| settings::place_of_sound(text, key).unwrap_or(0..0);
    let unusable = own.unusable.into_iter().map(|sound| {
        let key = sound.cue.word();
        Problem { kind: Kind::NoSound { key, name: sound.name, why: sound.why }, span: place(key) }
    });
    let shortened = own.shortened.into_iter().map(|(cue, name)| {
        let key = cue.word();
        Problem { kind: Kind::LongSound { key, name }, span: place(key) }
    });
    unusable.chain(shortened).collect()
}

fn finding(name: &str, source: &str, lines: &Lines, problem: &Problem) -> Finding {
    let whole = problem.span.is_empty() && problem.span.start == 0;
    let place = |byte| Some(lines.place(source, byte)).filter(|_| !whole);
    let (start, end) = (place(problem.span.start), place(problem.span.end));
    Finding {
        file: name.to_owned(),
        severity: if problem.is_error() { "error" } else { "warning" },
        message: problem.title(),
        label: problem.label(),
        help: problem.help().into_iter().filter(|help| *help != problem.label()).collect(),
        line: start.map(|(line, _)| line),
        column: start.map(|(_, column)| column),
        end_line: end.map(|(line, _)| line),
        end_column: end.map(|(_, column)| column),
    }
}
