//! `unkink edit`: a routine in the person's own editor, checked when it is closed.

use std::ffi::OsStr;
use std::io::{self, BufRead};
use std::path::Path;

use super::{choose, print, render, user_folder};
use crate::app::Colour;
use crate::edge::editor::{Editor, Place};
use crate::edge::routines::{self, Own, Shelf};
use crate::error::{Error, Exit};
use crate::plan::{Include, Plan};
use crate::problem::Problem;
use crate::routine::{self, Reading};
use crate::text;
use crate::time::clock;

/// Opens the file of the routine that `asked` means, and again at its first error for as long as the person wants.
pub fn run(asked: &OsStr, colour: Colour) -> Result<Exit, Error> {
    let shelf = Shelf::new(user_folder());
    let item = choose(&shelf.read().0, asked)?;
    let editor = Editor::find().map_err(Error::NoEditor)?;
    let own = shelf.own(&item)?;
    let mut place = None;
    loop {
        if let Err(source) = editor.open(&own.path, place) {
            Shelf::put_back(&own);
            return Err(Error::OpenEditor { editor: editor.name().to_owned(), source });
        }
        if Shelf::put_back(&own) {
            print(&format!("nothing was changed: `{}` is still unkink's own\n", item.shown_id()))?;
            return Ok(Exit::Well);
        }
        place = match look_at(&own, colour)? {
            None => return Ok(Exit::Well),
            Some(place) if again(place)? => Some(place),
            Some(_) => return Ok(Exit::No),
        };
    }
}

/// Says what the file is now; the place of its first error, if it has one.
fn look_at(own: &Own, colour: Colour) -> Result<Option<Place>, Error> {
    let path = &own.path;
    let bytes = routines::read(path).map_err(|why| Error::ReadRoutine { path: path.clone(), why })?;
    let Reading { text: source, routine, problems } = routine::parse_bytes(&routines::id_of(path), &bytes);
    let name = path.to_string_lossy();
    if !problems.is_empty() {
        print(&format!("{}\n\n", render(&name, &source, &problems, colour).trim_end()))?;
    }
    let first = problems.iter().find(|problem| problem.is_error());
    if let Some(routine) = routine {
        let total = clock(Plan::build(&routine, None, Include::All).total());
        let steps = text::count(routine.steps.len(), "step");
        print(&format!("{}: {}, {steps}, {total}\n", shown(path), routine.name))?;
    }
    Ok(first.map(|problem: &Problem| problem.place(&source)))
}

fn shown(path: &Path) -> String {
    text::harmless(&path.to_string_lossy())
}

/// Whether the person wants the editor again, there. Who cannot be asked does not.
fn again((line, _): Place) -> Result<bool, Error> {
    print(&format!("It does not load like this. Open it again at line {line}? [Y/n] "))?;
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer).unwrap_or(0);
    if read == 0 {
        print("\n")?;
    }
    Ok(read > 0 && !answer.trim().to_lowercase().starts_with('n'))
}
