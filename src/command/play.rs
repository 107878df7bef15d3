//! The loop: waits for a message or a deadline, lets the program decide, does what it asks, draws or tells.

use std::io::{self, ErrorKind, Write};
use std::iter;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use crate::app::{App, Msg, Opening, Signal};
use crate::edge::clock::Clock;
use crate::edge::ground::Face;
use crate::edge::past::Reading;
use crate::edge::paths::Paths;
use crate::edge::routines::Shelf;
use crate::edge::terminal::{self, Drawn};
use crate::edge::{Edges, Outcome, fault};
use crate::effect::Effect;
use crate::error::{Error, Exit};
use crate::plain::{self, Teller, WithoutKeys};
use crate::text;
use crate::time::Now;

/// A key held down repeats some hundred times a second; a loop this far behind has other worries.
const QUEUE: usize = 256;

/// After so long a picture is due, however many messages wait.
const WITHOUT_A_PICTURE: Duration = Duration::from_millis(50);

/// How soon a terminal that takes no bytes is tried again.
const DRAW_AGAIN: Duration = Duration::from_millis(100);

/// What is known at the start.
pub struct Known {
    /// What was kept.
    pub past: Reading,
    /// Whether all routines that it may tell of are there.
    pub is_whole: bool,
}

/// Runs the program until it ends. Without `paths` nothing is kept.
pub fn play(
    opening: Opening,
    face: Face,
    paths: Option<&Paths>,
    shelf: Shelf,
    Known { past, is_whole }: Known,
) -> Result<Exit, Error> {
    if face == Face::Pictures && !terminal::is_there() {
        return Err(Error::NoTerminal);
    }
    let clock = Clock::start(opening.tempo);
    let (send, messages) = mpsc::sync_channel(QUEUE);
    let (volume, settings) = (opening.volume, opening.settings.clone());
    let mut edges = Edges::open(face, clock, &settings, paths, shelf, &send)?;
    let known = opening.library.clone();
    let mut play = Play { app: App::new(opening), teller: (face == Face::Lines).then(Teller::default) };
    let complete = |edges: &mut Edges| edges.complete(volume, &settings, paths, &send);
    let mut past = Some(past);
    let drawn = match face {
        Face::Pictures => {
            let soon = past.as_ref().filter(|_| is_whole).and_then(Reading::soon);
            past.take_if(|_| soon.is_some());
            play.begin(clock, &mut edges, soon.unwrap_or_default(), complete)?
        }
        Face::Lines => {
            complete(&mut edges)?;
            play.step(terminal::size(), clock.now(), &mut edges);
            Drawn::Done
        }
    };
    edges.listen(past, known, &send)?;
    let exit = match face {
        Face::Pictures => edges.listen_to_keys(&send).map(|()| play.turn(clock, &mut edges, &messages, drawn)),
        Face::Lines => play.tell(clock, &mut edges, &messages, &send),
    };
    // Threads that wait to be heard are let go, or waiting for them would never end.
    drop(messages);
    if let Err(unkept) = edges.close()
        && terminal::may_be_told()
    {
        let _ = writeln!(io::stderr(), "{unkept}");
    }
    if let Some(paths) = paths.filter(|_| terminal::is_more_in_the_log() && terminal::may_be_told()) {
        let log = text::harmless(&paths.log().to_string_lossy());
        let _ = writeln!(io::stderr(), "a part of the program broke; what it said is in `{log}`");
    }
    exit
}

/// The program, and what tells it in lines where it is not drawn.
struct Play {
    app: App,
    teller: Option<Teller>,
}

impl Play {
    /// Draws the first picture. What follows from it waits for those who fulfil it, and they for the picture.
    fn begin(
        &mut self,
        clock: Clock,
        edges: &mut Edges,
        past: Vec<Msg>,
        complete: impl FnOnce(&mut Edges) -> Result<(), Error>,
    ) -> Result<Drawn, Error> {
        fault::break_if_asked("picture");
        let (mut wishes, mut told) = (Vec::new(), Vec::new());
        for msg in iter::once(terminal::size()).chain(past) {
            self.app.update(msg, clock.now(), &mut wishes);
        }
        // A terminal that is closed already ends the program like any other: its reader tells.
        let drawn = edges.ground.draw(|frame| self.app.draw(clock.now().mono, frame)).unwrap_or(Drawn::Done);
        complete(edges)?;
        let _ = fulfil(wishes, &mut told, edges);
        while let Some(msg) = told.pop() {
            self.step(msg, clock.now(), edges);
        }
        Ok(drawn)
    }

    fn turn(&mut self, clock: Clock, edges: &mut Edges, messages: &Receiver<Msg>, mut drawn: Drawn) -> Exit {
        loop {
            let deadline = self.app.deadline(clock.now().mono).map(|at| clock.wait(at));
            let again = (drawn == Drawn::Due).then_some(DRAW_AGAIN);
            let mut msg = wait(messages, [deadline, again].into_iter().flatten().min());
            let due = clock.now().mono + clock.tempo().of_real(WITHOUT_A_PICTURE);
            loop {
                let now = clock.now();
                if let Some(exit) = self.step(msg, now, edges) {
                    return exit;
                }
                if now.mono >= due {
                    break;
                }
                let Ok(next) = messages.try_recv() else { break };
                msg = next;
            }
            let now = clock.now();
            match edges.ground.draw(|frame| self.app.draw(now.mono, frame)) {
                Ok(became) => drawn = became,
                Err(_) => {
                    if let Some(exit) = self.step(Msg::Signal(Signal::Terminate), now, edges) {
                        return exit;
                    }
                }
            }
        }
    }

    /// The same in lines. Keys are read when it is known what was before: until then nothing is asked.
    fn tell(
        &mut self,
        clock: Clock,
        edges: &mut Edges,
        messages: &Receiver<Msg>,
        send: &SyncSender<Msg>,
    ) -> Result<Exit, Error> {
        let mut next = None;
        loop {
            let deadline = self.app.deadline(clock.now().mono).map(|at| clock.wait(at));
            let msg = next.take().unwrap_or_else(|| wait(messages, deadline));
            let begins = matches!(msg, Msg::Past(_));
            let now = clock.now();
            if let Some(exit) = self.step(msg, now, edges) {
                return Ok(exit);
            }
            if begins && !edges.are_keys_read() {
                edges.listen_to_keys(send)?;
            }
            if let Some(fault) = edges.ground.fault() {
                self.leave(now, edges);
                return match fault.kind() {
                    ErrorKind::BrokenPipe => Ok(Exit::Well),
                    // The window is gone, which a signal says too, perhaps later.
                    ErrorKind::ConnectionAborted => Ok(Exit::Interrupted),
                    _ => Err(Error::WriteOutput(fault)),
                };
            }
            // What was pressed before the end comes first.
            let over = edges.are_keys_over();
            next = messages.try_recv().ok();
            if !over || next.is_some() {
                continue;
            }
            let (words, exit) = match plain::without_keys(&self.app, now.mono) {
                WithoutKeys::Waits => (plain::NO_MORE_KEYS, Exit::CouldNot),
                WithoutKeys::Done => (plain::DONE_WITHOUT_KEYS, Exit::Well),
                WithoutKeys::GoesOn => continue,
            };
            edges.ground.tell(vec![words.to_owned()]);
            self.leave(now, edges);
            return Ok(exit);
        }
    }

    /// Keeps what was done.
    fn leave(&mut self, now: Now, edges: &mut Edges) {
        let _ = self.step(Msg::Signal(Signal::Terminate), now, edges);
    }

    /// Takes in one message and does what follows from it, in order.
    fn step(&mut self, msg: Msg, now: Now, edges: &mut Edges) -> Option<Exit> {
        fault::break_if_asked("main");
        let mut wishes = Vec::new();
        let mut messages = match &mut self.teller {
            Some(teller) => teller.take(msg, &self.app, now.mono),
            None => vec![msg],
        };
        messages.reverse();
        if messages.is_empty() {
            self.tell_news(now, edges, &[]);
        }
        while let Some(msg) = messages.pop() {
            self.app.update(msg, now, &mut wishes);
            self.tell_news(now, edges, &wishes);
            let exit = fulfil(wishes.drain(..), &mut messages, edges);
            if exit.is_some() {
                return exit;
            }
        }
        None
    }

    fn tell_news(&mut self, now: Now, edges: &mut Edges, wishes: &[Effect]) {
        if let Some(teller) = &mut self.teller {
            let news = match wishes.iter().any(|wish| matches!(wish, Effect::Quit(_))) {
                true => teller.last_news(&self.app, now.mono),
                false => teller.news(&self.app, now.mono),
            };
            edges.ground.tell(news);
        }
    }
}

/// Has wishes fulfilled, in order. What became of them comes to the end of `messages`, of which the last is taken first.
fn fulfil(wishes: impl IntoIterator<Item = Effect>, messages: &mut Vec<Msg>, edges: &mut Edges) -> Option<Exit> {
    for wish in wishes {
        match edges.perform(wish) {
            Outcome::Done => {}
            Outcome::Told(told) => messages.extend(told.into_iter().rev()),
            Outcome::Quit(exit) => return Some(exit),
        }
    }
    None
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
