//! The world: fulfils effects and turns what happens into messages.
//!
//! Edges do what they are asked, in the order they are asked, and decide nothing about a session.

pub mod clock;
pub mod input;
pub mod past;
pub mod paths;
pub mod routines;
pub mod signals;
pub mod speaker;
pub mod store;
pub mod terminal;

use std::io;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use crate::app::Msg;
use crate::effect::{Effect, Volume};
use crate::error::{Error, Exit};
use crate::time::Tempo;

use clock::Clock;
use input::Keys;
use paths::Paths;
use speaker::sounds::Sounds;
use speaker::{Report, Speaker};
use store::{Store, Unkept};
use terminal::Screen;

/// A sound device that hangs must not keep a person from their shell.
const LAST_SOUND: Duration = Duration::from_secs(1);

/// What the program has of the world.
pub struct Edges {
    clock: Clock,
    keys: Option<Keys>,
    speaker: Speaker,
    store: Store,
    /// The terminal, taken. The last to go: until then nothing but us writes on it.
    pub screen: Screen,
}

/// What became of an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, or under way.
    Done,
    /// It could not be done; one line for the person.
    Failed(String),
    /// The program is to end.
    Quit(Exit),
}

impl Edges {
    /// Takes the terminal and opens the rest; nothing is read yet. Without `paths` nothing is kept.
    pub fn open(
        clock: Clock,
        tempo: Tempo,
        volume: Volume,
        paths: Option<&Paths>,
        send: &SyncSender<Msg>,
    ) -> Result<Edges, Error> {
        signals::listen(send.clone()).map_err(Error::CatchSignals)?;
        let store = match paths {
            Some(paths) if !tempo.is_rehearsal() => {
                Store::start(paths.history(), paths.screening(), paths.session_lock(), notices(send))
                    .map_err(Error::StartThread)?
            }
            _ => Store::nowhere(),
        };
        let screen = Screen::enter(paths.map(Paths::log)).map_err(Error::UseTerminal)?;
        let speaker = Speaker::start(Sounds::default(), volume, sound(send));
        Ok(Edges { screen, clock, keys: None, speaker, store })
    }

    /// Begins to listen for keys and to read the history; call it when the first picture stands.
    pub fn listen(&mut self, paths: Option<&Paths>, send: &SyncSender<Msg>) -> Result<(), Error> {
        self.keys = Some(Keys::listen(send.clone()).map_err(Error::StartThread)?);
        past::remember(paths.cloned(), send.clone()).map_err(Error::StartThread)
    }

    /// Fulfils one wish.
    pub fn perform(&mut self, effect: Effect) -> Outcome {
        match effect {
            Effect::Play { cue, at } => self.speaker.play(cue, self.clock.instant(at)),
            Effect::Hush => self.speaker.hush(),
            Effect::Volume(volume) => self.speaker.volume(volume),
            Effect::Keep(entry) => {
                if self.store.keep(entry).is_err() {
                    return Outcome::Failed("the disk does not answer: an entry of the history is lost".to_owned());
                }
            }
            Effect::KeepScreening(screening) => self.store.keep_screening(screening),
            Effect::Suspend => return drawn(self.suspend()),
            Effect::Redraw => return drawn(self.screen.reclaim()),
            Effect::Quit(exit) => return Outcome::Quit(exit),
        }
        Outcome::Done
    }

    /// Gives the terminal back, then waits a little for the last sound and the last line.
    ///
    /// # Errors
    /// What of the history is not on the disk, to be told once this is dropped.
    pub fn close(mut self) -> Result<(), Unkept> {
        terminal::leave();
        self.speaker.finish(LAST_SOUND);
        self.store.close()
    }

    fn suspend(&mut self) -> io::Result<()> {
        let Some(keys) = &self.keys else { return self.screen.suspend() };
        keys.pause();
        let back = self.screen.suspend();
        keys.resume();
        back
    }
}

fn drawn(result: io::Result<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(e) => Outcome::Failed(format!("the terminal could not be used: {}", e.kind())),
    }
}

fn notices(send: &SyncSender<Msg>) -> impl Fn(String) + Send + 'static {
    let send = send.clone();
    // When nobody listens any more, nobody is left to be told.
    move |notice| drop(send.send(Msg::Notice(notice)))
}

fn sound(send: &SyncSender<Msg>) -> impl FnMut(Report) + Send + 'static {
    let send = send.clone();
    move |report| {
        let notice = match report {
            Report::NoSound(why) => format!("no sound: {why}; the screen shows every cue"),
            Report::Back => "sound is back".to_owned(),
        };
        // The sound must not wait for a loop that is behind.
        drop(send.try_send(Msg::Notice(notice)));
    }
}
