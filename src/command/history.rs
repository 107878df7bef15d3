//! `unkink history`: what was done and what hurt; and the deleting of all of it.

mod csv;
mod document;

use std::fmt::Write as _;
use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{print, user_folder};
use crate::edge::paths::Paths;
use crate::edge::{past, routines, store, zone};
use crate::error::{Error, Exit};
use crate::history::words::{Course, courses, facts, fate, pain, sides};
use crate::history::{Past, Run};
use crate::library::Library;
use crate::text;

/// How the history is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For people: the last sessions.
    Last,
    /// For people: all of it.
    All,
    /// A JSON array.
    Json,
    /// A table of comma-separated values.
    Csv,
}

/// So many sessions are shown to people who do not ask for all.
const LAST: usize = 30;
/// So many answers about a step are drawn in one row.
const ROW: usize = 30;

/// Prints the history; what of it cannot be read is told, and left out.
pub fn run(form: Form) -> Result<Exit, Error> {
    let past = match Paths::find() {
        Ok(paths) => {
            let read =
                store::read(&paths.history()).map_err(|why| Error::ReadHistory { path: paths.history(), why })?;
            if let Some(damage) = past::damage(&read) {
                tell(&damage);
            }
            read.past
        }
        Err(no_home) => {
            tell(&no_home.to_string());
            Past::default()
        }
    };
    let (library, _) = routines::library(user_folder().as_deref());
    let runs = past.runs();
    let zone = zone::here();
    print(&match form {
        Form::Last => page(&runs, LAST, &library, &zone),
        Form::All => page(&runs, usize::MAX, &library, &zone),
        Form::Json => document::of(&runs, &zone),
        Form::Csv => csv::of(&runs, &zone),
    })?;
    Ok(Exit::Well)
}

/// A line beside the answer.
fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "unkink: {line}");
}

/// The newest day first, then how much each step hurt.
fn page(runs: &[&Run], most: usize, library: &Library, zone: &TimeZone) -> String {
    if runs.is_empty() {
        return "Nothing yet: what you do in a session is kept here.\n".to_owned();
    }
    let mut out = String::new();
    let mut last: Option<Date> = None;
    for run in runs.iter().take(most) {
        let local = run.local(zone);
        if last.replace(local.date()) != Some(local.date()) {
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{}", local.strftime("%A %Y-%m-%d"));
        }
        add_run(&mut out, run, &local.strftime("%H:%M").to_string(), library);
    }
    let more = runs.len().saturating_sub(most);
    if more > 0 {
        let _ = writeln!(out, "\n… and {} before: --all shows them", text::count(more, "session"));
    }
    add_courses(&mut out, &courses(runs, zone, ROW), library);
    out
}

fn add_run(out: &mut String, run: &Run, time: &str, library: &Library) {
    let routine = library.shown_routine(run.routine.as_deref());
    let facts = facts(run, |id| library.shown_routine(Some(id)));
    let _ = writeln!(out, "  {time}  {routine}: {}", facts.join(", "));
    let names: Vec<String> = run.steps.iter().map(|step| named_step(&step.id, library)).collect();
    let width = names.iter().map(|name| text::width(name)).max().unwrap_or(0);
    for (step, name) in run.steps.iter().zip(names) {
        let pad = " ".repeat(width - text::width(&name));
        let eased = if step.eased && fate(step) != "easier" { " · easier" } else { "" };
        let sides = sides(step).collect::<Vec<_>>().join(" · ");
        let line = format!("         {:<9} {name}{pad}  {:<10} {sides}{eased}", fate(step), pain(step));
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

fn add_courses(out: &mut String, courses: &[Course], library: &Library) {
    if courses.is_empty() {
        return;
    }
    let names: Vec<String> = courses.iter().map(|course| named_step(&course.id, library)).collect();
    let width = names.iter().map(|name| text::width(name)).max().unwrap_or(0);
    let _ = writeln!(out, "\nPain by step, 0-10, the newest last (· no answer)");
    for (course, name) in courses.iter().zip(names) {
        let pad = " ".repeat(width - text::width(&name));
        let scores: Vec<String> =
            course.scores.iter().map(|(_, score)| score.map_or("·".to_owned(), |score| score.to_string())).collect();
        let _ = writeln!(out, "  {name}{pad}  {}  {}", bars(course), scores.join(" "));
    }
}

/// A row of bars, one for each answer.
fn bars(course: &Course) -> String {
    const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    // Only a 0 is none.
    let bar = |score: Option<u8>| score.map_or('·', |score| BARS[(usize::from(score.min(10)) * 8).div_ceil(10)]);
    let bars: String = course.scores.iter().map(|(_, score)| bar(*score)).collect();
    format!("|{bars}|")
}

/// The longest name that does not push everything else out of the window.
const WIDEST: usize = 40;

fn named_step(id: &str, library: &Library) -> String {
    text::cut(&library.shown_step(id), WIDEST).into_owned()
}

/// Asks, and deletes all that was kept of this person.
pub fn forget() -> Result<Exit, Error> {
    let Ok(paths) = Paths::find() else {
        print("There is no home folder, so nothing was kept.\n")?;
        return Ok(Exit::Well);
    };
    // What cannot be read can be deleted all the same.
    let history = match store::read(&paths.history()) {
        Ok(read) => text::count(read.past.runs().len(), "session"),
        Err(why) => format!("the history, which cannot be read ({why})"),
    };
    print(&format!(
        "This deletes {history}, and what you said about your health. It cannot be undone.\n\
         Delete all of it for good? Type yes: "
    ))?;
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    if read.is_err() || answer.trim() != "yes" {
        print("\nNothing was deleted.\n")?;
        return Ok(Exit::No);
    }
    store::forget(&paths)?;
    print("\nAll of it is deleted.\n")?;
    Ok(Exit::Well)
}
