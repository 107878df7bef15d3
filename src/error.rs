//! What can go wrong in the world, one variant per act that failed, and the program's exit codes.
//!
//! Each error says three things: what failed and where (`Display`), what to do about it
//! ([`Error::hint`]), and how the program ends if nobody can go on ([`Error::exit`]). Names that came
//! from outside are made harmless on their way out. Only `main` prints them.

use std::fmt::{self, Display, Formatter};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::text;

/// How the program ends. 2, for a command line that was not understood, is clap's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: well.
    Well,
    /// 1: the answer is no, such as problems found.
    No,
    /// 3: it could not be done.
    CouldNot,
    /// 130: interrupted.
    Interrupted,
}

impl Exit {
    /// The number the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Exit::Well => 0,
            Exit::No => 1,
            Exit::CouldNot => 3,
            Exit::Interrupted => 130,
        }
    }
}

/// An act that failed.
#[derive(Debug)]
pub enum Error {
    /// Finding a routine by its name: there is none.
    UnknownRoutine {
        /// What was asked for.
        asked: String,
        /// An id that looks like it.
        nearest: Option<String>,
    },
    /// Finding a routine by the start of its name: there are several.
    AmbiguousRoutine {
        /// What was asked for.
        asked: String,
        /// The ids that begin so.
        ids: Vec<String>,
    },
    /// Reading one routine file.
    ReadRoutine {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: Unreadable,
    },
    /// Finding a figure by its name: there is none.
    UnknownFigure {
        /// What was asked for.
        asked: String,
        /// A name that looks like it.
        nearest: Option<String>,
    },
    /// Reading one figure file.
    ReadFigure {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: Unreadable,
    },
    /// Showing a pose that a figure does not have.
    NoPose {
        /// Which, from 1.
        asked: usize,
        /// How many there are.
        poses: usize,
    },
    /// Reading what was kept of earlier sessions.
    ReadHistory {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: Unreadable,
    },
    /// Deleting what was kept while a session goes on.
    SessionRuns,
    /// Deleting one of the files.
    Delete {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Reading another program's file.
    ReadImport {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: Unreadable,
    },
    /// Making routines of another program's file: there is nothing in it to make them of.
    Import {
        /// The file.
        path: PathBuf,
        /// Why not, in words.
        why: String,
    },
    /// Making a routine of another program's file: what came of it has errors, by a fault of this program.
    MakeRoutine {
        /// The id it was to have.
        id: String,
        /// All its problems, rendered.
        report: String,
    },
    /// Writing a new routine file, or making the folder for it.
    WriteRoutine {
        /// The file, or the folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Making a routine of this id: there is one.
    RoutineExists {
        /// Its id.
        id: String,
    },
    /// Writing a routine while there is no home folder to write it to.
    NoFolder,
    /// Finding the person's editor.
    NoEditor(NoEditor),
    /// Opening a file in an editor.
    OpenEditor {
        /// How the editor is called.
        editor: String,
        /// Why not.
        source: io::Error,
    },
    /// Listing the files of a folder.
    ReadFolder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Using a routine whose file has errors.
    BrokenRoutine {
        /// How the person calls it: an id, or a path.
        name: String,
        /// How many errors.
        errors: usize,
        /// All its problems, rendered.
        report: String,
    },
    /// Showing a session where there is no terminal.
    NoTerminal,
    /// Taking over the terminal, or reading its keys.
    UseTerminal(io::Error),
    /// Listening for signals.
    CatchSignals(io::Error),
    /// Starting a thread.
    StartThread(io::Error),
    /// Writing to standard output.
    WriteOutput(io::Error),
}

/// Why there is no editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoEditor {
    /// Neither variable is set, and none of the usual ones is there.
    NoneFound,
    /// The variable of this name has quotes that do not match.
    Unreadable(&'static str),
}

/// Why a file cannot be read.
#[derive(Debug)]
pub enum Unreadable {
    /// It is a folder.
    Folder,
    /// It is a device, a pipe or a socket, which may never end.
    NotRegular,
    /// It is a link that leads out of the folder it was looked for in.
    Outside,
    /// The system says no.
    Io(io::Error),
}

impl Error {
    /// What to do about it, if there is something to do.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Error::UnknownRoutine { nearest: None, .. } => "see `unkink list`".to_owned(),
            Error::UnknownRoutine { nearest: Some(id), .. } => {
                format!("did you mean `{}`? see `unkink list`", text::harmless(id))
            }
            Error::AmbiguousRoutine { .. } => "give more of its name".to_owned(),
            Error::ReadRoutine { path, why: Unreadable::Folder } => {
                format!("name a file in it; `unkink check {}` checks them all", harmless(path))
            }
            Error::ReadRoutine { why, .. } if why.is_absence() => {
                "a name without `/` or `.toml` is looked up in `unkink list`".to_owned()
            }
            Error::UnknownFigure { nearest: Some(name), .. } => format!("did you mean `{}`?", text::harmless(name)),
            Error::UnknownFigure { nearest: None, .. } => {
                "give the path of its file, or put it into the folder `figures` beside the settings".to_owned()
            }
            Error::BrokenRoutine { name, .. } => {
                format!("mend it, then ask again with `unkink check {}`", text::harmless(name))
            }
            Error::RoutineExists { id } => format!("`unkink edit {}` opens it", text::harmless(id)),
            Error::NoEditor(NoEditor::NoneFound) => {
                "set VISUAL or EDITOR to yours, such as `export VISUAL=nano`, or VISUAL=\"code --wait\"".to_owned()
            }
            Error::NoEditor(NoEditor::Unreadable(name)) => format!("close the quotes in ${name}"),
            Error::OpenEditor { .. } => "VISUAL or EDITOR says which editor is opened".to_owned(),
            Error::NoFolder => "set HOME, or XDG_CONFIG_HOME".to_owned(),
            Error::MakeRoutine { .. } => {
                "nothing was written; please report this, with the file if it may be seen".to_owned()
            }
            Error::ReadHistory { .. } => {
                "nothing in it was changed; a session would set it aside and begin a new one".to_owned()
            }
            Error::SessionRuns => "end that session, then ask again".to_owned(),
            Error::NoTerminal => {
                "start it in a terminal window, or tell it in lines with `--plain`: then keys may come from a pipe"
                    .to_owned()
            }
            _ => return None,
        };
        Some(hint)
    }

    /// How the program ends when this ends it.
    pub fn exit(&self) -> Exit {
        match self {
            Error::BrokenRoutine { .. } | Error::Import { .. } => Exit::No,
            _ => Exit::CouldNot,
        }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Error::UnknownRoutine { asked, .. } => write!(f, "no routine is called `{}`", text::harmless(asked)),
            Error::AmbiguousRoutine { asked, ids } => {
                write!(f, "`{}` may be {}", text::harmless(asked), either(ids))
            }
            Error::ReadRoutine { path, why } => write!(f, "could not read `{}`: {why}", harmless(path)),
            Error::UnknownFigure { asked, .. } => write!(f, "no figure is called `{}`", text::harmless(asked)),
            Error::ReadFigure { path, why } => write!(f, "could not read `{}`: {why}", harmless(path)),
            Error::NoPose { asked, poses } => write!(f, "there is no frame {asked}: the figure has {poses} poses"),
            Error::ReadImport { path, why } => write!(f, "could not read `{}`: {why}", harmless(path)),
            Error::Import { path, why } => write!(f, "could not import `{}`: {}", harmless(path), text::harmless(why)),
            Error::MakeRoutine { id, report } => {
                write!(f, "made a routine `{}` that has errors\n\n{}\n", text::harmless(id), report.trim_end())
            }
            Error::ReadHistory { path, why } => write!(f, "could not read the history `{}`: {why}", harmless(path)),
            Error::SessionRuns => write!(f, "could not delete the history: a session goes on in another window"),
            Error::Delete { path, source } => write!(f, "could not delete `{}`: {}", harmless(path), reason(source)),
            Error::ReadFolder { path, source } => {
                write!(f, "could not read the folder `{}`: {}", harmless(path), reason(source))
            }
            Error::WriteRoutine { path, source } => {
                write!(f, "could not write `{}`: {}", harmless(path), reason(source))
            }
            Error::RoutineExists { id } => write!(f, "there is a routine `{}` already", text::harmless(id)),
            Error::NoFolder => write!(f, "there is no home folder for routines"),
            Error::NoEditor(NoEditor::NoneFound) => write!(f, "no editor was found"),
            Error::NoEditor(NoEditor::Unreadable(name)) => write!(f, "the editor in ${name} cannot be read"),
            Error::OpenEditor { editor, source } => {
                write!(f, "could not open the editor `{}`: {}", text::harmless(editor), reason(source))
            }
            Error::BrokenRoutine { name, errors, report } => {
                let s = if *errors == 1 { "" } else { "s" };
                write!(f, "`{}` has {errors} error{s}\n\n{}\n", text::harmless(name), report.trim_end())
            }
            Error::NoTerminal => write!(f, "a session needs a terminal to show itself and to read keys"),
            Error::UseTerminal(source) => write!(f, "could not use the terminal: {}", reason(source)),
            Error::CatchSignals(source) => write!(f, "could not listen for signals: {}", reason(source)),
            Error::StartThread(source) => write!(f, "could not start a thread: {}", reason(source)),
            Error::WriteOutput(source) => write!(f, "could not write the output: {}", reason(source)),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::ReadRoutine { why: Unreadable::Io(source), .. }
            | Error::ReadFigure { why: Unreadable::Io(source), .. }
            | Error::ReadHistory { why: Unreadable::Io(source), .. }
            | Error::ReadImport { why: Unreadable::Io(source), .. }
            | Error::Delete { source, .. }
            | Error::ReadFolder { source, .. }
            | Error::WriteRoutine { source, .. }
            | Error::OpenEditor { source, .. }
            | Error::UseTerminal(source)
            | Error::CatchSignals(source)
            | Error::StartThread(source)
            | Error::WriteOutput(source) => Some(source),
            _ => None,
        }
    }
}

impl Unreadable {
    /// Whether nothing has that name at all.
    pub fn is_absence(&self) -> bool {
        matches!(self, Unreadable::Io(source) if source.kind() == ErrorKind::NotFound)
    }
}

impl Display for Unreadable {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Folder => f.write_str("it is a folder"),
            Unreadable::NotRegular => f.write_str("it is not a regular file"),
            Unreadable::Outside => f.write_str("it is a link out of its folder"),
            Unreadable::Io(source) => f.write_str(&reason(source)),
        }
    }
}

fn harmless(path: &Path) -> String {
    text::harmless(&path.to_string_lossy())
}

/// `a`, `b` or `c`.
fn either(names: &[String]) -> String {
    let mut names: Vec<String> = names.iter().map(|n| format!("`{}`", text::harmless(n))).collect();
    match names.pop() {
        Some(end) if !names.is_empty() => format!("{} or {end}", names.join(", ")),
        end => end.unwrap_or_default(),
    }
}

/// The system's words without the number that means nothing to a person.
fn reason(source: &io::Error) -> String {
    let words = match source.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => source.to_string(),
    };
    match words.split_once(" (os error") {
        Some((start, _)) => start.to_owned(),
        None => words,
    }
}
