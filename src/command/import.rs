//! `unkink import`: another timer's file as routine files, and what became of it.
// The notes go to stderr where the routines themselves are the answer.
#![allow(clippy::disallowed_methods)]

use std::io::{self, Write};
use std::path::Path;

use super::{print, render, user_folder};
use crate::app::Colour;
use crate::edge::routines;
use crate::error::{Error, Exit};
use crate::import::{self, Import, Imported, MOST_BYTES};
use crate::plan::{Include, Plan};
use crate::problem::Problem;
use crate::routine::{self, Routine, fresh};
use crate::text;
use crate::time::clock;

/// What is to become of the routines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Files in the user's folder.
    Write,
    /// Text on standard output.
    Print,
}

/// A routine that has been read as any routine file is.
struct Made<'a> {
    imported: &'a Imported,
    routine: Routine,
    warnings: usize,
}

/// Imports a file; no routine is written unless all of them load.
pub fn run(file: &Path, goal: Goal, colour: Colour) -> Result<Exit, Error> {
    let read = routines::read_up_to(MOST_BYTES, file);
    let bytes = read.map_err(|why| Error::ReadImport { path: file.to_owned(), why })?;
    let refused = |why: import::Refusal| Error::Import { path: file.to_owned(), why: why.to_string() };
    let import = import::import(&bytes, &routines::id_of(file)).map_err(refused)?;
    let made: Vec<Made<'_>> =
        import.routines.iter().map(|imported| sound(imported, colour)).collect::<Result<_, Error>>()?;
    match goal {
        Goal::Print => show(&import)?,
        Goal::Write => write(&import, &made)?,
    }
    Ok(Exit::Well)
}

/// What an imported text says; that it has errors would be a fault of this program.
fn sound(imported: &Imported, colour: Colour) -> Result<Made<'_>, Error> {
    let (routine, problems) = routine::parse(&imported.id, &imported.text);
    let (errors, warnings): (Vec<Problem>, Vec<Problem>) = problems.into_iter().partition(Problem::is_error);
    let report = || render(&format!("{}.toml", imported.id), &imported.text, &errors, colour);
    match routine {
        Some(routine) => Ok(Made { imported, routine, warnings: warnings.len() }),
        None => Err(Error::MakeRoutine { id: imported.id.clone(), report: report() }),
    }
}

fn write(import: &Import, made: &[Made<'_>]) -> Result<(), Error> {
    let folder = user_folder().ok_or(Error::NoFolder)?;
    print(&indented(&import.notes, ""))?;
    for made in made {
        let path = routines::keep_new(&folder, &made.imported.id, &fresh::own(&made.imported.text))?;
        print(&told(made, &path))?;
    }
    Ok(())
}

/// What was written, what there is to know about it, and what to do next.
fn told(made: &Made<'_>, path: &Path) -> String {
    let Made { imported, routine, warnings } = made;
    let id = text::harmless(&routines::id_of(path));
    let total = clock(Plan::build(routine, None, Include::All).total());
    let steps = text::count(routine.steps.len(), "step");
    let path = text::harmless(&path.to_string_lossy());
    let mut out = format!("wrote {path}: {}, {steps}, {total}\n{}", routine.name, indented(&imported.notes, "  "));
    if *warnings > 0 {
        out.push_str(&format!("  {}: see unkink check {id}\n", text::count(*warnings, "warning")));
    }
    out + &format!("  read it through: unkink edit {id}\n")
}

/// The routines for a file or a pipe, and beside them what else there is to say.
fn show(import: &Import) -> Result<(), Error> {
    let texts: Vec<&str> = import.routines.iter().map(|imported| imported.text.as_str()).collect();
    print(&texts.join("\n"))?;
    let notes = import.routines.iter().map(|imported| match imported.notes.as_slice() {
        [] => String::new(),
        notes => format!("{}:\n{}", imported.id, indented(notes, "  ")),
    });
    let notes = indented(&import.notes, "") + &notes.collect::<String>();
    // Whoever listens to nobody's notes has the routines all the same.
    let _ = io::stderr().write_all(notes.as_bytes());
    Ok(())
}

fn indented(notes: &[String], indent: &str) -> String {
    notes.iter().map(|note| format!("{indent}{note}\n")).collect()
}
