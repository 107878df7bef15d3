//! The loop: waits for a message or a deadline, lets the program decide, does what it asks, draws.
// A test asks for a panic through the environment.
#![allow(clippy::disallowed_methods)]

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::app::{App, Msg, Opening, Signal};
use crate::edge::clock::Clock;
use crate::edge::paths::Paths;
use crate::edge::routines::Shelf;
use crate::edge::terminal::{self, Drawn};
use crate::edge::{Edges, Outcome};
use crate::error::{Error, Exit};
use crate::time::Now;

/// A key held down repeats some hundred times a second; a loop this far behind has other worries.
const QUEUE: usize = 256;

/// After so many messages a picture is due, however many wait.
const WITHOUT_A_PICTURE: usize = 64;

/// How soon a terminal that takes no bytes is tried again.
const DRAW_AGAIN: Duration = Duration::from_millis(100);

/// Runs the program on this terminal until it ends. Without `paths` nothing is kept.
pub fn play(opening: Opening, paths: Option<&Paths>, shelf: Shelf) -> Result<Exit, Error> {
    if !terminal::is_there() {
        return Err(Error::NoTerminal);
    }
    let clock = Clock::start(opening.tempo);
    let (send, messages) = mpsc::sync_channel(QUEUE);
    let mut edges = Edges::open(clock, opening.tempo, opening.volume, &opening.settings, paths, shelf, &send)?;
    let known = opening.library.clone();
    let mut app = App::new(opening);
    step(&mut app, terminal::size(), clock.now(), &mut edges);
    // A terminal that is closed already ends the program like any other: its reader tells.
    let drawn = edges.screen.draw(|frame| app.draw(clock.now().mono, frame)).unwrap_or(Drawn::Done);
    #[cfg(debug_assertions)]
    panic_if_asked();
    edges.listen(paths, known, &send)?;
    let exit = turn(&mut app, clock, &mut edges, &messages, drawn);
    // Threads that wait to be heard are let go, or waiting for them would never end.
    drop(messages);
    if let Err(unkept) = edges.close()
        && terminal::may_be_told()
    {
        let _ = writeln!(io::stderr(), "{unkept}");
    }
    Ok(exit)
}

fn turn(app: &mut App, clock: Clock, edges: &mut Edges, messages: &Receiver<Msg>, mut drawn: Drawn) -> Exit {
    loop {
        let deadline = app.deadline(clock.now().mono).map(|at| clock.wait(at));
        let again = (drawn == Drawn::Due).then_some(DRAW_AGAIN);
        let mut msg = wait(messages, [deadline, again].into_iter().flatten().min());
        for _ in 0..WITHOUT_A_PICTURE {
            if let Some(exit) = step(app, msg, clock.now(), edges) {
                return exit;
            }
            match messages.try_recv() {
                Ok(next) => msg = next,
                Err(_) => break,
            }
        }
        let now = clock.now();
        match edges.screen.draw(|frame| app.draw(now.mono, frame)) {
            Ok(became) => drawn = became,
            Err(_) => {
                if let Some(exit) = step(app, Msg::Signal(Signal::Terminate), now, edges) {
                    return exit;
                }
            }
        }
    }
}

fn wait(messages: &Receiver<Msg>, limit: Option<Duration>) -> Msg {
    let msg = match limit {
        Some(limit) => messages.recv_timeout(limit),
        None => messages.recv().map_err(RecvTimeoutError::from),
    };
    match msg {
        Ok(msg) => msg,
        Err(RecvTimeoutError::Timeout) => Msg::Tick,
        Err(RecvTimeoutError::Disconnected) => Msg::Signal(Signal::Terminate),
    }
}

/// Takes in one message and does what follows from it, in order.
fn step(app: &mut App, msg: Msg, now: Now, edges: &mut Edges) -> Option<Exit> {
    let mut wishes = Vec::new();
    let mut messages = vec![msg];
    while let Some(msg) = messages.pop() {
        app.update(msg, now, &mut wishes);
        for effect in wishes.drain(..) {
            match edges.perform(effect) {
                Outcome::Done => {}
                // The last is taken first.
                Outcome::Told(told) => messages.extend(told.into_iter().rev()),
                Outcome::Quit(exit) => return Some(exit),
            }
        }
    }
    None
}

/// Lets the tests see that even then the terminal is given back.
#[cfg(debug_assertions)]
fn panic_if_asked() {
    assert!(std::env::var_os("UNKINK_TEST_PANIC").is_none(), "asked to panic");
}
