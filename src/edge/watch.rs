//! Watches the folders of routines, and tells when what is in them has become something else.
// A thread waits for news of files.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::Msg;
use crate::edge::fault;
use crate::edge::routines::Shelf;
use crate::library::{Library, Origin};

/// An editor writes in several steps, such as a new file and then a name for it: so long is waited for the last.
const REST: Duration = Duration::from_millis(60);

/// Starts the thread. `known` is what the program shows now; whenever the shelf holds something else, that is sent.
/// Where files cannot be watched, a line says so. What is given back is told, or gone, once the shelf was read and sent
/// for the first time.
pub fn watch(shelf: Shelf, known: Library, send: SyncSender<Msg>) -> std::io::Result<Receiver<()>> {
    let (first, read) = mpsc::channel();
    thread::Builder::new().name("watch".to_owned()).spawn(move || {
        let why = match catch_unwind(AssertUnwindSafe(|| run(&shelf, known, &send, first))) {
            Ok(Ok(())) => return,
            Ok(Err(why)) => reason(&why),
            Err(_) => "the part of the program that looks broke".to_owned(),
        };
        let told = format!("changed routines are not seen until the next start: {why}");
        let _ = send.send(Msg::Notice(told));
    })?;
    Ok(read)
}

/// Only what a person can change is news: reading a file, as this program does, is none.
fn is_news(event: &Event, folders: &[PathBuf]) -> bool {
    let changes =
        matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any);
    let concerns = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "toml")
            || folders.iter().any(|folder| folder.starts_with(path))
    };
    changes && (event.paths.is_empty() || event.paths.iter().any(concerns))
}

fn run(shelf: &Shelf, mut known: Library, send: &SyncSender<Msg>, first: Sender<()>) -> notify::Result<()> {
    let (news, told) = mpsc::channel();
    let folders: Vec<PathBuf> = shelf.folders().map(Path::to_owned).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // A queue that ran over is news too: nobody knows what was in it.
        if event.map_or(true, |event| event.need_rescan() || is_news(&event, &folders)) {
            let _ = news.send(());
        }
    })?;
    let mut watched = BTreeSet::new();
    loop {
        // Watched first and read then, so that nothing changes unseen in between.
        watched = match follow(&mut watcher, &watched, places(shelf, &known)) {
            // A folder that was there a moment ago: what is left is looked for anew.
            Err(why) if is_gone(&why) => {
                thread::sleep(REST);
                continue;
            }
            followed => followed?,
        };
        fault::break_if_asked("watch");
        let (now, _) = shelf.read();
        if now != known {
            known = now;
            if send.send(Msg::Library(Box::new(known.clone()))).is_err() {
                return Ok(());
            }
            let _ = first.send(());
            // A link may lead to another folder now.
            continue;
        }
        let _ = first.send(());
        if !rest(&told) {
            return Ok(());
        }
    }
}

/// Waits for news, and a little for what comes with them; false if there will be none any more.
fn rest(told: &Receiver<()>) -> bool {
    if told.recv().is_err() {
        return false;
    }
    thread::sleep(REST);
    while told.try_recv().is_ok() {}
    true
}

/// The folders to watch now: those of the shelf, or where they would be made; and those that links lead to.
fn places(shelf: &Shelf, known: &Library) -> BTreeSet<PathBuf> {
    let there = |folder: &Path| folder.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned);
    let links = known.items.iter().filter_map(|item| match &item.origin {
        Origin::User(path) | Origin::Replaces(path) if path.is_symlink() => {
            path.canonicalize().ok()?.parent().map(Path::to_owned)
        }
        _ => None,
    });
    shelf.folders().filter_map(there).chain(links).collect()
}

/// Watches `wanted` in place of `watched`. A folder that was deleted and made again is another one, so all are asked
/// for anew.
fn follow(
    watcher: &mut RecommendedWatcher,
    watched: &BTreeSet<PathBuf>,
    wanted: BTreeSet<PathBuf>,
) -> notify::Result<BTreeSet<PathBuf>> {
    for folder in watched {
        let _ = watcher.unwatch(folder);
    }
    for folder in &wanted {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(wanted)
}

fn is_gone(why: &notify::Error) -> bool {
    match &why.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(e) => e.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn reason(why: &notify::Error) -> String {
    match &why.kind {
        notify::ErrorKind::MaxFilesWatch => "too many files are watched on this machine".to_owned(),
        notify::ErrorKind::Io(e) => e.kind().to_string(),
        _ => "this machine does not tell of them".to_owned(),
    }
}
