//! The voice: has phrases rendered by a program that speaks, in a thread of its own, and hands out their samples.
// A thread of its own waits for programs.
#![allow(clippy::disallowed_methods)]

pub mod cache;
mod desk;
pub mod engine;
pub mod render;
pub mod shape;
pub mod trial;
mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

use crate::app::Msg;
use crate::edge::speaker::speech::Speech;
use crate::settings::Settings;
use cache::Cache;
use desk::Desk;
use worker::Worker;

/// How long a program may take for one phrase.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// Nobody waits longer than this for a program that is being ended.
const LEAVING: Duration = Duration::from_millis(500);

/// What makes phrases ready to be said.
pub enum Voice {
    /// A program that speaks.
    Engine {
        /// Where orders go, and what is ready lies.
        desk: Arc<Desk>,
        /// What the thread will be: it starts with the first order.
        worker: Option<Box<Worker>>,
    },
    /// Nothing: the voice is off.
    Silent,
}

impl Voice {
    /// A voice as `settings` want it; nothing is started before the first phrase is asked for. What was rendered is
    /// kept in the folder `cache`, if there is one. A phrase that takes longer than `patience` is left out.
    ///
    /// It sends [`Msg::Voiced`] for what is ready, and [`Msg::NoVoice`] once if nothing can be rendered any more.
    pub fn start(settings: &Settings, cache: Option<PathBuf>, patience: Duration, send: SyncSender<Msg>) -> Voice {
        let desk = Arc::new(Desk::default());
        let worker = Worker::new(settings.clone(), cache.map(Cache::new), patience, send, desk.clone());
        Voice::Engine { desk, worker: Some(Box::new(worker)) }
    }

    /// Makes these ready, the first ones first, in place of what was asked for before. Never waits.
    pub fn prepare(&mut self, texts: Vec<String>) {
        let Voice::Engine { desk, worker } = self else { return };
        desk.ask(texts);
        let Some(mut worker) = worker.take() else { return };
        let theirs = desk.clone();
        let send = worker.send.clone();
        let started = thread::Builder::new().name("voice".to_owned()).spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| worker.run())).is_err() {
                let _ = worker.send.send(Msg::NoVoice("the voice's thread broke".to_owned()));
            }
            drop(worker);
            theirs.gone();
        });
        if let Err(e) = started {
            desk.gone();
            let _ = send.try_send(Msg::NoVoice(format!("no thread for it: {}", e.kind())));
        }
    }

    /// The samples of `text`, if they are ready.
    pub fn speech(&self, text: &str) -> Option<Speech> {
        match self {
            Voice::Engine { desk, .. } => desk.speech(text),
            Voice::Silent => None,
        }
    }
}

/// Ends what is being rendered, and leaves no process and no file of it behind.
impl Drop for Voice {
    fn drop(&mut self) {
        if let Voice::Engine { desk, worker: None } = self {
            desk.leave(LEAVING);
        }
    }
}
