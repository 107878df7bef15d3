//! Which command runs, and what the commands share.
// The environment decides about colours; output goes through `print` alone.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::ffi::OsStr;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf, is_separator};
use std::time::Duration;

use crate::app::{Colour, Opening};
use crate::cli::{Cli, Command, Global};
use crate::edge::ground::Face;
use crate::edge::paths::Paths;
use crate::edge::routines::Shelf;
use crate::edge::{past, routines, store, terminal, zone};
use crate::effect::Volume;
use crate::error::{Error, Exit};
use crate::figure::Dots;
use crate::library::{Content, Found, Item, Library, Origin};
use crate::problem::{self, Problem};
use crate::routine::{self, Routine};
use crate::settings::Settings;
use crate::text;
use crate::time::Tempo;

mod check;
mod doctor;
mod edit;
mod history;
mod import;
mod list;
mod manual;
mod new;
mod play;
mod schema;
mod show;

/// How a command gives its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What the program is to open.
#[derive(Debug, Clone, Copy)]
enum Asked<'a> {
    /// The list of routines.
    Library,
    /// The routine begun last; the list if there is none.
    Last,
    /// This one.
    Routine(&'a OsStr),
}

/// Runs what the command line says. An error is for the caller to print.
pub fn run(cli: Cli) -> Result<Exit, Error> {
    let global = cli.global;
    match cli.command {
        None => play(Asked::Library, &global),
        Some(Command::Run { routine: Some(routine) }) => play(Asked::Routine(&routine), &global),
        Some(Command::Run { routine: None }) => play(Asked::Last, &global),
        Some(Command::List { json }) => list::run(form(json)),
        Some(Command::Show { figure: Some(figure), frame, .. }) => {
            let look = match frame {
                Some(frame) => show::figure::Look::Pose(usize::from(frame)),
                None if has_screen() => show::figure::Look::Moving,
                None => show::figure::Look::Poses,
            };
            show::figure::run(&figure, look, colour(&global))
        }
        Some(Command::Show { routine, cues, json, .. }) => {
            let depth = if cues { show::Depth::Cues } else { show::Depth::Steps };
            show::run(&routine.unwrap_or_default(), form(json), depth, colour(&global))
        }
        Some(Command::New { name, from }) => new::run(&name, from.as_deref()),
        Some(Command::Edit { routine }) => edit::run(&routine, colour(&global)),
        Some(Command::History { forget: true, .. }) => history::forget(),
        Some(Command::History { all, json, csv, .. }) => history::run(match (json, csv, all) {
            (true, ..) => history::Form::Json,
            (_, true, _) => history::Form::Csv,
            (.., true) => history::Form::All,
            _ => history::Form::Last,
        }),
        Some(Command::Check { paths, json, deny }) => {
            let warnings = if deny.is_some() { check::Warnings::Deny } else { check::Warnings::Pass };
            check::run(&paths, form(json), warnings, colour(&global))
        }
        Some(Command::Doctor) => doctor::run(&global),
        Some(Command::Schema) => schema::run(),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man { command }) => manual::page(command.as_deref()),
        Some(Command::Import { file, print }) => {
            let goal = if print { import::Goal::Print } else { import::Goal::Write };
            import::run(&file, goal, colour(&global))
        }
    }
}

/// Opens the program on the screen: at the start card of `asked`, or at the library.
fn play(asked: Asked, global: &Global) -> Result<Exit, Error> {
    let paths = Paths::find().ok();
    let past = past::read(paths.as_ref());
    // A folder that cannot be listed leaves the bundled routines; `list` says what is wrong with it.
    let mut shelf = Shelf::new(paths.as_ref().map(Paths::routines));
    let few = shelf.few();
    let is_whole = few.is_some();
    let find = |asked: &OsStr| few.as_ref().map_or_else(|| find(&shelf, asked), |all| choose(all, asked));
    let last = match asked {
        Asked::Last => paths.as_ref().and_then(|paths| past::last_begun(paths.history())),
        _ => None,
    };
    let item = match asked {
        Asked::Routine(name) => Some(find(name)?),
        _ => last.and_then(|id| find(OsStr::new(&id)).ok()),
    };
    let (mut library, mut routine) = (few, None);
    if let Some(item) = item {
        if let Some(warm_up) = &usable(&item, screen_colour(global))?.warm_up {
            library.get_or_insert_with(|| shelf.asked(warm_up));
        }
        let item = shelf.take(item);
        routine = Some(item.id.clone());
        library.get_or_insert_default().put(item);
    }
    let library = library.unwrap_or_else(|| shelf.first());
    let (mut settings, notice) = settings(paths.as_ref());
    settings.voice &= !global.no_voice;
    let face = face(global);
    if face == Face::Lines {
        // Nothing of them is seen, so nothing is to wake for them.
        (settings.figures, settings.flash) = (None, false);
    }
    settings.figures = settings.figures.map(dots);
    let opening = Opening {
        volume: loudness(&settings, paths.as_ref(), global),
        colour: screen_colour(global),
        tempo: global.rehearse.map_or(Tempo::REAL, Tempo::times),
        salt: RandomState::new().hash_one("session") as u32,
        zone: zone::here(),
        library,
        settings,
        routine,
        notice,
    };
    play::play(opening, face, paths.as_ref(), shelf, play::Known { past, is_whole })
}

/// Lines where they are wanted, and where pictures cannot be shown.
fn face(global: &Global) -> Face {
    if global.plain || is_dumb() || !io::stdout().is_terminal() { Face::Lines } else { Face::Pictures }
}

/// Whether something can be shown in place, until a key.
fn has_screen() -> bool {
    terminal::is_there() && !is_dumb()
}

/// Whether the terminal says that it can do nothing but lines.
fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// What figures are made of on this terminal: the Linux console has no braille.
fn dots(wanted: Dots) -> Dots {
    if env::var_os("TERM").is_some_and(|term| term == "linux") { Dots::Blocks } else { wanted }
}

/// As loud as the command line says, else as last used, else as the settings have it.
fn loudness(settings: &Settings, paths: Option<&Paths>, global: &Global) -> Volume {
    let set = Volume { percent: settings.volume, muted: settings.mute };
    let last = paths.and_then(|paths| store::recall_volume(&paths.volume(), set)).unwrap_or(set);
    Volume { percent: global.volume.unwrap_or(last.percent), muted: global.mute || last.muted }
}

/// The user's settings, and a line about what is wrong with them. A faulty key keeps its default.
fn settings(paths: Option<&Paths>) -> (Settings, Option<String>) {
    let text = match paths.map(|paths| routines::read(&paths.settings())) {
        None => return (Settings::default(), None),
        Some(Err(why)) if why.is_absence() => return (Settings::default(), None),
        Some(Err(why)) => Err(why.to_string()),
        Some(Ok(bytes)) if bytes.len() > routine::MOST_BYTES => Err("it is too large".to_owned()),
        Some(Ok(bytes)) => String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()),
    };
    let text = match text {
        Ok(text) => text,
        Err(why) => {
            let notice = format!("`config.toml` could not be read ({why}): all settings are at their defaults");
            return (Settings::default(), Some(notice));
        }
    };
    let (settings, problems) = Settings::parse(&text);
    let notice = match problems.len() {
        0 => None,
        1 => Some("a setting has a problem and keeps its default: see `unkink check`".to_owned()),
        n => Some(format!("{n} settings have a problem and keep their defaults: see `unkink check`")),
    };
    (settings, notice)
}

/// Where the user's routines are; nowhere without a home.
fn user_folder() -> Option<PathBuf> {
    Paths::find().ok().map(|paths| paths.routines())
}

/// The routine that `asked` means: a path to a file, an id, or the start of one.
fn choose(library: &Library, asked: &OsStr) -> Result<Item, Error> {
    let path = Path::new(asked);
    let name = asked.to_string_lossy();
    if name.contains(is_separator) || path.extension().is_some_and(|e| e == "toml") {
        return routines::open(path);
    }
    match library.look_up(&name) {
        Found::One(Item {
            content: Content::Unreadable(_),
            origin: Origin::User(path) | Origin::Replaces(path),
            ..
        }) => routines::open(path),
        Found::One(item) => Ok(item.clone()),
        Found::Several(ids) => Err(Error::AmbiguousRoutine { asked: name.into_owned(), ids }),
        Found::Nothing(nearest) => match routines::open(path) {
            Err(Error::ReadRoutine { why, .. }) if why.is_absence() => {
                Err(Error::UnknownRoutine { asked: name.into_owned(), nearest })
            }
            file => file,
        },
    }
}

/// The same, among as few as will do.
fn find(shelf: &Shelf, asked: &OsStr) -> Result<Item, Error> {
    choose(&shelf.asked(&asked.to_string_lossy()), asked).or_else(|_| choose(&shelf.read().0, asked))
}

/// The routine of an item, or its problems as an error.
fn usable(item: &Item, colour: Colour) -> Result<&Routine, Error> {
    let name = item.origin.path().map_or(item.id.clone(), |p| p.to_string_lossy().into_owned());
    if let Some(routine) = item.routine() {
        return Ok(routine);
    }
    match &item.content {
        Content::Broken { problems, text } => Err(Error::BrokenRoutine {
            errors: problems.iter().filter(|p| p.is_error()).count(),
            report: render(&name, text, problems, colour),
            name,
        }),
        _ => Err(Error::UnknownRoutine { asked: name, nearest: None }),
    }
}

/// Problems as text, as wide as the terminal; the same everywhere when it goes to a file or a pipe.
fn render(name: &str, text: &str, problems: &[Problem], colour: Colour) -> String {
    let size = if io::stdout().is_terminal() { crossterm::terminal::size().ok() } else { None };
    let width = size.map_or(100, |(columns, _)| usize::from(columns));
    problem::render(name, text, problems, colour != Colour::None, width)
}

/// Writes an answer. A reader that has seen enough and closed the pipe is content.
fn print(answer: &str) -> Result<(), Error> {
    match write(answer) {
        Err(gone) if nobody_reads(&gone) => Ok(()),
        written => written,
    }
}

/// Writes a part of an answer.
fn write(part: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(part.as_bytes()).and_then(|()| out.flush()).map_err(Error::WriteOutput)
}

/// Whether it failed because the reader closed the pipe.
fn nobody_reads(error: &Error) -> bool {
    matches!(error, Error::WriteOutput(e) if e.kind() == ErrorKind::BrokenPipe)
}

/// Which colours the screen has: none when the person, or the terminal, wants none.
fn screen_colour(global: &Global) -> Colour {
    let wanted =
        env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && env::var_os("TERM").is_none_or(|t| t != "dumb");
    let all = env::var_os("COLORTERM").is_some_and(|v| v == "truecolor" || v == "24bit");
    match (wanted && !global.no_color, all) {
        (false, _) => Colour::None,
        (true, false) => Colour::Sixteen,
        (true, true) => Colour::True,
    }
}

/// Whether an answer has colours: as the screen, and none in a file or a pipe.
fn colour(global: &Global) -> Colour {
    if io::stdout().is_terminal() { screen_colour(global) } else { Colour::None }
}

fn form(json: bool) -> Form {
    if json { Form::Json } else { Form::Text }
}

/// Seconds for JSON: whole ones without a point.
fn seconds(time: Duration) -> serde_json::Number {
    match time.subsec_nanos() {
        0 => time.as_secs().into(),
        _ => serde_json::Number::from_f64(time.as_secs_f64()).unwrap_or_else(|| time.as_secs().into()),
    }
}

/// A value as JSON text with a line end. What would steer a terminal is escaped, so that the value stays what it is.
fn json(value: &impl serde::Serialize) -> String {
    let plain = serde_json::to_string_pretty(value).expect("plain structs of words and numbers are always JSON");
    let mut out = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        if text::steers(c) && c != '\n' {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out + "\n"
}

/// Where an item came from, in one word for programs.
fn origin_word(origin: &Origin) -> &'static str {
    match origin {
        Origin::Bundled => "bundled",
        Origin::User(_) => "user",
        Origin::Replaces(_) => "replaces-bundled",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What is told about the settings when the file has been made so.
    fn told(make: impl FnOnce(&Path)) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let of = |name| folder.path().join(name);
        let paths = Paths { config: of("config"), data: of("data"), state: of("state"), cache: of("cache") };
        fs::create_dir(&paths.config).unwrap();
        make(&paths.settings());
        let (settings, notice) = settings(Some(&paths));
        assert_eq!(settings, Settings::default());
        notice
    }

    #[test]
    fn settings_that_are_not_there_are_no_news() {
        assert_eq!(told(|_| {}), None);
        assert_eq!(settings(None), (Settings::default(), None));
    }

    #[test]
    fn settings_that_cannot_be_read_are_told() {
        let notice = |why| Some(format!("`config.toml` could not be read ({why}): all settings are at their defaults"));
        assert_eq!(told(|file| fs::create_dir(file).unwrap()), notice("it is a folder"));
        assert_eq!(told(|file| fs::write(file, b"emergency = \"\xff\"").unwrap()), notice("it is not UTF-8"));
        let long = "#".repeat(routine::MOST_BYTES + 1);
        assert_eq!(told(|file| fs::write(file, long).unwrap()), notice("it is too large"));
    }
}
