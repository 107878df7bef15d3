//! The voice's thread: takes phrases from the cache or has them rendered, one after the other, and tells.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{SendError, SyncSender};
use std::time::Duration;

use super::cache::Cache;
use super::desk::Desk;
use super::engine::Engine;
use super::render::{Failed, Workshop};
use super::shape::shape;
use crate::app::Msg;
use crate::edge::fault;
use crate::edge::speaker::speech::Speech;
use crate::edge::speaker::wav;
use crate::settings::Settings;
use crate::text::harmless;

/// After so many failures in a row nothing is rendered any more.
const TRIES: usize = 3;

/// What the thread works with.
pub struct Worker {
    settings: Settings,
    cache: Option<Cache>,
    patience: Duration,
    /// Whom it tells.
    pub send: SyncSender<Msg>,
    desk: Arc<Desk>,
    workshop: Option<Workshop>,
    /// How many phrases in a row could not be rendered.
    failures: usize,
    /// Whether it has given up.
    lost: bool,
    /// These could not be rendered and are not tried again.
    hopeless: HashSet<String>,
}

/// The thread has nothing left to do: it was told to end, or nobody listens.
struct Over;

impl From<SendError<Msg>> for Over {
    fn from(_: SendError<Msg>) -> Over {
        Over
    }
}

impl Worker {
    /// One that has not begun.
    pub fn new(
        settings: Settings,
        cache: Option<Cache>,
        patience: Duration,
        send: SyncSender<Msg>,
        desk: Arc<Desk>,
    ) -> Worker {
        let (workshop, failures, lost, hopeless) = (None, 0, false, HashSet::new());
        Worker { settings, cache, patience, send, desk, workshop, failures, lost, hopeless }
    }

    /// Works until it is told to end.
    pub fn run(&mut self) {
        let Some(mut asked) = self.desk.take() else { return };
        let Some(engine) = Engine::choose(&self.settings) else {
            let _ = self.send.send(Msg::NoVoice("no program that speaks was found".to_owned()));
            return;
        };
        while self.fulfil(&engine, asked).is_ok() {
            match self.desk.take() {
                Some(next) => asked = next,
                None => return,
            }
        }
    }

    /// First all that is there already, as one message, then what has to be rendered, one by one.
    fn fulfil(&mut self, engine: &Engine, asked: Vec<String>) -> Result<(), Over> {
        fault::break_if_asked("voice");
        let mut there = Vec::new();
        let mut missing = Vec::new();
        for text in asked {
            match self.recall(engine, &text) {
                Some(length) => there.push((text, length)),
                None => missing.push(text),
            }
        }
        if !there.is_empty() {
            self.send.send(Msg::Voiced(there))?;
        }
        for text in missing {
            if self.lost || self.desk.has_news() {
                break;
            }
            if !self.hopeless.contains(&text) {
                self.make(engine, text)?;
            }
        }
        // No files are left lying while there is nothing to do.
        self.workshop = None;
        Ok(())
    }

    /// How long `text` lasts, if it is ready or was kept.
    fn recall(&self, engine: &Engine, text: &str) -> Option<Duration> {
        if let Some(speech) = self.desk.speech(text) {
            return Some(speech.length());
        }
        let speech = self.cache.as_ref()?.recall(&engine.key(text))?;
        let length = speech.length();
        self.desk.put(text.to_owned(), speech).then_some(length)
    }

    /// Has `text` rendered and tells.
    fn make(&mut self, engine: &Engine, text: String) -> Result<(), Over> {
        match self.render(engine, &text) {
            Ok(speech) => {
                self.failures = 0;
                if let Some(cache) = &mut self.cache {
                    cache.keep(&engine.key(&text), &speech);
                }
                let length = speech.length();
                if self.desk.put(text.clone(), speech) {
                    self.send.send(Msg::Voiced(vec![(text, length)]))?;
                }
            }
            Err(Failed::Unwanted) => return Err(Over),
            Err(why) => {
                self.failures += 1;
                self.hopeless.insert(text);
                // What is not there will not be there for the next phrase.
                if self.failures == TRIES || matches!(why, Failed::NotStarted(_)) {
                    self.lost = true;
                    self.send.send(Msg::NoVoice(format!("{}: {why}", harmless(engine.name()))))?;
                }
            }
        }
        Ok(())
    }

    fn render(&mut self, engine: &Engine, text: &str) -> Result<Speech, Failed> {
        let workshop = match self.workshop.take() {
            Some(workshop) => workshop,
            None => Workshop::open().map_err(Failed::Files)?,
        };
        let file = workshop.render(engine, text, self.patience, |time| self.desk.rest(time))?;
        // One in which something went wrong is not used again.
        self.workshop = Some(workshop);
        let wav = wav::parse(&file).map_err(Failed::Unusable)?;
        shape(&wav).map_err(Failed::Unusable)
    }
}
