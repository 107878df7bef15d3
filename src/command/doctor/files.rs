//! What `unkink doctor` says about folders, files and the history.

use std::path::Path;

use super::lines::Line;
use crate::command::check;
use crate::edge::paths::{Paths, Standing};
use crate::edge::{past, store};
use crate::text;

/// Whether each folder can be used; none is made.
pub fn folder_lines(paths: &Paths) -> Vec<Line> {
    let refused = |closed: Line, folder: &Path| match Standing::of(folder) {
        Standing::Writable | Standing::NotYet => None,
        Standing::Closed => Some(closed),
        Standing::NoFolder => Some(closed.then("something that is no folder has its place: move it away")),
    };
    let line = |what: &str, folder: &Path, closed: fn(String) -> Line, advice: &str| {
        let named = format!("{what}: {}", folder.display());
        let closed = closed(format!("{named} takes no files")).then(advice);
        refused(closed, folder).unwrap_or_else(|| match Standing::of(folder) {
            Standing::NotYet => Line::works(format!("{named} (not there yet, made when it is needed)")),
            _ => Line::works(named),
        })
    };
    vec![
        line(
            "settings and routines",
            &paths.config,
            Line::aside,
            "they are read; `unkink new` and `edit` cannot write",
        ),
        line(
            "history",
            &paths.data,
            Line::fails,
            "without it nothing is remembered: make it yours with chown or chmod",
        ),
        line("mark of a running session", &paths.state, Line::fails, "make it yours with chown or chmod"),
        line("what can be made again", &paths.cache, Line::aside, "it is made again each time"),
    ]
}

/// Whether routines and settings can be read, and what was kept of earlier sessions.
pub fn file_lines(paths: &Paths) -> Vec<Line> {
    vec![routines(), history(paths)]
}

fn routines() -> Line {
    let found = check::count();
    let files = text::count(found.files, "file");
    let parts = [(found.errors, "error"), (found.warnings, "warning")].into_iter().filter(|(n, _)| *n > 0);
    let mut parts: Vec<String> = parts.map(|(n, word)| text::count(n, word)).collect();
    parts.extend((found.unread > 0).then(|| format!("{} not read", found.unread)));
    let what = format!("routines and settings: {files}, {}", parts.join(", "));
    match (found.errors + found.unread, found.warnings) {
        (0, 0) => Line::works(format!("routines and settings: {files}, no problems")),
        (0, _) => Line::aside(what).then("`unkink check` names them"),
        _ => Line::fails(what).then("`unkink check` names them, and how to mend them"),
    }
}

fn history(paths: &Paths) -> Line {
    let file = paths.history();
    match store::read(&file) {
        Err(why) => Line::fails(format!("history: {} cannot be read ({why})", file.display()))
            .then("nothing in it was changed; a session would set it aside and begin a new one"),
        Ok(read) => {
            let sessions = text::count(read.past.runs().len(), "session");
            let what = format!("history: {sessions}");
            match past::damage(&read) {
                Some(damage) => Line::aside(what).then(damage),
                None => Line::works(what),
            }
        }
    }
}
