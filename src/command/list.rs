//! `unkink list`: every routine at hand, with its total time.

use std::path::PathBuf;

use serde::Serialize;

use super::{Form, json, origin_word, print, seconds, user_folder};
use crate::edge::routines;
use crate::error::{Error, Exit};
use crate::library::{Content, Item, Library, Origin};
use crate::problem::Problem;
use crate::text;
use crate::time::clock;

/// Prints all routines; what kept the user's folder from being read comes after them.
pub fn run(form: Form) -> Result<Exit, Error> {
    let (library, trouble) = routines::library(user_folder().as_deref());
    print(&match form {
        Form::Text => table(&library),
        Form::Json => json(&library.items.iter().map(Entry::new).collect::<Vec<_>>()),
    })?;
    trouble.map_or(Ok(Exit::Well), Err)
}

fn table(library: &Library) -> String {
    let mut rows = vec![["ID", "TIME", "NAME", "FROM"].map(str::to_owned)];
    rows.extend(library.items.iter().map(row));
    let width = |column: usize| rows.iter().map(|r| text::width(&r[column])).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for [id, time, name, from] in &rows {
        let line = [left(id, widths[0]), right(time, widths[1]), left(name, widths[2]), from.clone()].join("  ");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// One long name does not push everything else out of the window.
const WIDEST_ID: usize = 32;
const WIDEST_NAME: usize = 60;

fn row(item: &Item) -> [String; 4] {
    let time = item.total.map_or("-".to_owned(), clock);
    let name = match (item.name(), &item.content) {
        (Some(name), _) => text::cut(name, WIDEST_NAME).into_owned(),
        (None, Content::Unreadable(why)) => format!("could not be read: {why}"),
        (None, _) => format!("does not load: {}", complaint(item)),
    };
    let from = match &item.origin {
        Origin::Bundled => "bundled",
        Origin::User(_) => "yours",
        Origin::Replaces(_) => "yours, in place of the bundled one",
    };
    [text::cut(&item.shown_id(), WIDEST_ID).into_owned(), time, name, from.to_owned()]
}

/// The first problem of a file, and where in it.
fn complaint(item: &Item) -> String {
    match (item.first_problem(), &item.content) {
        (Some(problem), Content::Broken { text, .. }) if text.is_empty() => problem.title(),
        (Some(problem), Content::Broken { text, .. }) => {
            format!("{} (line {})", problem.title(), problem.place(text).0)
        }
        _ => "no reason is known".to_owned(),
    }
}

fn left(cell: &str, width: usize) -> String {
    format!("{cell}{}", " ".repeat(width.saturating_sub(text::width(cell))))
}

fn right(cell: &str, width: usize) -> String {
    format!("{}{cell}", " ".repeat(width.saturating_sub(text::width(cell))))
}

/// One routine, for programs.
#[derive(Serialize)]
struct Entry {
    id: String,
    name: Option<String>,
    summary: Option<String>,
    total_seconds: Option<serde_json::Number>,
    steps: Option<usize>,
    equipment: Vec<String>,
    warm_up: Option<String>,
    from: &'static str,
    path: Option<PathBuf>,
    problems: Vec<Complaint>,
}

/// One problem, for programs.
#[derive(Serialize)]
struct Complaint {
    severity: &'static str,
    title: String,
    /// Known while the file does not load.
    line: Option<usize>,
}

fn complaints(item: &Item) -> Vec<Complaint> {
    let of = |p: &Problem, line| {
        let severity = if p.is_error() { "error" } else { "warning" };
        Complaint { severity, title: p.title(), line }
    };
    match &item.content {
        Content::Bundled(_) | Content::Routine(..) => item.problems().iter().map(|p| of(p, None)).collect(),
        Content::Broken { problems, text } => problems.iter().map(|p| of(p, Some(p.place(text).0))).collect(),
        Content::Unreadable(why) => {
            vec![Complaint { severity: "error", title: format!("could not be read: {why}"), line: None }]
        }
    }
}

impl Entry {
    fn new(item: &Item) -> Entry {
        let routine = item.routine();
        Entry {
            id: item.id.clone(),
            name: routine.map(|r| r.name.clone()),
            summary: routine.map(|r| r.summary.clone()),
            total_seconds: item.total.map(seconds),
            steps: routine.map(|r| r.steps.len()),
            equipment: routine.map(|r| r.equipment.clone()).unwrap_or_default(),
            warm_up: routine.and_then(|r| r.warm_up.clone()),
            from: origin_word(&item.origin),
            path: item.origin.path().map(|p| p.to_string_lossy().into_owned().into()),
            problems: complaints(item),
        }
    }
}
