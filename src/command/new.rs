//! `unkink new`: a routine file to begin with, as a commented template or a copy of another routine.

use std::ffi::OsStr;

use super::{choose, print, user_folder};
use crate::edge::routines;
use crate::error::{Error, Exit};
use crate::library::{Content, Item};
use crate::routine::{fresh, slug};
use crate::text;

/// Writes the file of a routine called `name`, as a copy of `from` if that is given, and says where it is.
pub fn run(name: &str, from: Option<&OsStr>) -> Result<Exit, Error> {
    let folder = user_folder().ok_or(Error::NoFolder)?;
    let (library, _) = routines::library(Some(&folder));
    // A name of signs alone gives no id of its own.
    let said = name.chars().any(char::is_alphanumeric);
    let id = if said { slug(name) } else { "routine".to_owned() };
    if said && library.find(&id).is_some() {
        return Err(Error::RoutineExists { id });
    }
    let source = match from {
        Some(from) => fresh::renamed(&source(&choose(&library, from)?)?, name),
        None => fresh::template(name),
    };
    let path = routines::keep_new(&folder, &id, &source)?;
    let id = routines::id_of(&path);
    print(&format!(
        "wrote {}\n\n  unkink edit {id}    opens it in your editor and checks it\n  unkink show {id}    prints it as a timeline\n  unkink run {id}     starts it\n",
        text::harmless(&path.to_string_lossy())
    ))?;
    Ok(Exit::Well)
}

/// The text of a routine's file.
fn source(item: &Item) -> Result<String, Error> {
    match (item.origin.path(), &item.content) {
        (_, Content::Broken { text, .. }) => Ok(text.clone()),
        (_, Content::Bundled(bundled)) => Ok(fresh::own(bundled.text)),
        (Some(path), _) => {
            let read = routines::read(path).map_err(|why| Error::ReadRoutine { path: path.to_owned(), why })?;
            Ok(String::from_utf8_lossy(&read).into_owned())
        }
        (None, _) => Err(Error::UnknownRoutine { asked: item.id.clone(), nearest: None }),
    }
}
