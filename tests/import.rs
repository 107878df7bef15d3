//! Files of other timers become routine files.

mod free_exercise_db;
mod jawt;
mod openhiit;
mod strangers;

use serde_json::Value;
use unkink::import::{Import, Imported, Refusal, import};
use unkink::routine::{Routine, parse};

/// What comes of a file that is called `file.json`.
fn of(value: &Value) -> Result<Import, Refusal> {
    import(value.to_string().as_bytes(), "file")
}

/// The only routine of a file.
#[track_caller]
fn one(value: &Value) -> Imported {
    let mut routines = of(value).unwrap().routines;
    assert_eq!(routines.len(), 1);
    routines.remove(0)
}

/// The only routine of a file, as the program reads it.
#[track_caller]
fn read(value: &Value) -> Routine {
    let imported = one(value);
    let (routine, problems) = parse(&imported.id, &imported.text);
    assert!(problems.is_empty(), "{problems:?}\n{}", imported.text);
    routine.unwrap()
}

/// The steps of a file's text, without what is the same in every one.
fn steps(imported: &Imported) -> String {
    let start = imported.text.find("[defaults]").unwrap();
    imported.text[start..].to_owned()
}

/// Why there is nothing.
#[track_caller]
fn refusal(value: &Value) -> String {
    of(value).unwrap_err().to_string()
}
