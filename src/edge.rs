//! The world: fulfils effects and turns what happens into messages.
//!
//! Edges do what they are asked, in the order they are asked, and decide nothing about a session.

pub mod awake;
pub mod clock;
pub mod editor;
pub mod fault;
pub mod ground;
pub mod input;
pub mod past;
pub mod paths;
pub mod programs;
pub mod routines;
pub mod signals;
pub mod speaker;
pub mod store;
pub mod terminal;
pub mod voice;
pub mod watch;
pub mod zone;

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use crate::app::Msg;
use crate::effect::{Effect, Volume};
use crate::error::{Error, Exit};
use crate::library::Library;
use crate::settings::Settings;
use crate::time::Moment;

use awake::Inhibitor;
use clock::Clock;
use editor::{Editor, Place};
use ground::{Face, Ground};
use input::Keys;
use past::Reading;
use paths::Paths;
use routines::Shelf;
use signals::{Caught, Job};
use speaker::own::Choices;
use speaker::sounds::Sounds;
use speaker::{Report, Speaker};
use store::{Store, Unkept};
use voice::Voice;

/// A sound device that hangs must not keep a person from their shell.
const LAST_SOUND: Duration = Duration::from_secs(1);

/// What the program has of the world.
pub struct Edges {
    clock: Clock,
    /// Signals, until they are told.
    caught: Option<Caught>,
    keys: Option<Keys>,
    speaker: Speaker,
    inhibitor: Inhibitor,
    voice: Voice,
    store: Store,
    /// What is to be remembered of the loudness, and where.
    loudness: Option<(Volume, Volume)>,
    volume: Option<PathBuf>,
    shelf: Shelf,
    /// What is shown on, taken. The last to go: until then nothing but us writes on it.
    pub ground: Ground,
}

/// What became of an effect.
#[derive(Debug)]
pub enum Outcome {
    /// It is done, or under way.
    Done,
    /// It has to be told what became of it, in this order.
    Told(Vec<Msg>),
    /// The program is to end.
    Quit(Exit),
}

impl Edges {
    /// Takes the terminal for a face, and no more: the rest of the world comes with [`Edges::complete`], so that a
    /// first picture waits for none of it. Until then nothing is kept, and nothing sounds.
    pub fn open(
        face: Face,
        clock: Clock,
        settings: &Settings,
        paths: Option<&Paths>,
        shelf: Shelf,
        send: &SyncSender<Msg>,
    ) -> Result<Edges, Error> {
        let caught = Caught::catch().map_err(Error::CatchSignals)?;
        let ground = Ground::take(face, settings.mouse, paths.map(Paths::log), send)?;
        Ok(Edges {
            ground,
            clock,
            caught: Some(caught),
            keys: None,
            speaker: Speaker::Silent,
            voice: Voice::Silent,
            inhibitor: Inhibitor::new(quiet_notices(send)),
            store: Store::nowhere(),
            loudness: None,
            volume: paths.map(Paths::volume),
            shelf,
        })
    }

    /// Opens the rest; nothing is read yet. Without `paths` nothing is kept.
    pub fn complete(
        &mut self,
        volume: Volume,
        settings: &Settings,
        paths: Option<&Paths>,
        send: &SyncSender<Msg>,
    ) -> Result<(), Error> {
        terminal::turn_errors_away();
        if let Some(caught) = self.caught.take() {
            caught.tell(send.clone()).map_err(Error::CatchSignals)?;
        }
        let is_rehearsal = self.clock.tempo().is_rehearsal();
        if let Some(paths) = paths.filter(|_| !is_rehearsal) {
            self.store = Store::start(paths.history(), paths.screening(), paths.session_lock(), notices(send))
                .map_err(Error::StartThread)?;
        }
        let choices = paths.map(|paths| Choices::of(settings, paths.sounds())).unwrap_or_default();
        self.speaker = Speaker::start(Sounds::chosen(choices), volume, sound(send));
        if settings.voice && cfg!(feature = "sound") && !is_rehearsal {
            self.voice = Voice::start(settings, paths.map(Paths::voice), voice::PATIENCE, send.clone());
        }
        Ok(())
    }

    /// Begins to watch the routines, which are `known` as they were, and to tell what was kept, unless it is told
    /// already; call it when the first picture stands.
    pub fn listen(&mut self, past: Option<Reading>, known: Library, send: &SyncSender<Msg>) -> Result<(), Error> {
        let routines = watch::watch(self.shelf.clone(), known, send.clone()).map_err(Error::StartThread)?;
        past.map_or(Ok(()), |past| past.remember(routines, send.clone())).map_err(Error::StartThread)
    }

    /// Begins to listen for keys. Where there is no terminal to read from, they may come to an end.
    pub fn listen_to_keys(&mut self, send: &SyncSender<Msg>) -> Result<(), Error> {
        self.keys = Some(Keys::listen(send.clone()).map_err(Error::StartThread)?);
        Ok(())
    }

    /// Whether keys are listened to.
    pub fn are_keys_read(&self) -> bool {
        self.keys.is_some()
    }

    /// Whether keys are listened to and have come to their end.
    pub fn are_keys_over(&self) -> bool {
        self.keys.as_ref().is_some_and(Keys::are_over)
    }

    /// Fulfils one wish.
    pub fn perform(&mut self, effect: Effect) -> Outcome {
        match effect {
            Effect::Play { cue, at } => self.speaker.play(cue, self.clock.instant(at)),
            Effect::Breathe { breath, at } => self.speaker.breathe(breath, self.clock.instant(at)),
            Effect::Say { text, at } => self.say(&text, at),
            Effect::Prepare(texts) => self.voice.prepare(texts),
            Effect::Hush => self.speaker.hush(),
            Effect::Bell => return drawn(self.ground.ring()),
            Effect::Awake(awake) => self.inhibitor.turn(awake),
            Effect::Volume(volume) => self.speaker.volume(volume),
            Effect::KeepVolume { used, set } => self.loudness = Some((used, set)),
            Effect::Keep(entry) => {
                if self.store.keep(entry).is_err() {
                    return notice("the disk does not answer: an entry of the history is lost".to_owned());
                }
            }
            Effect::KeepScreening(screening) => self.store.keep_screening(screening),
            Effect::Edit { id, place } => return Outcome::Told(self.edit(&id, place)),
            Effect::Suspend => return drawn(self.suspend()),
            Effect::Redraw => return drawn(self.ground.reclaim()),
            Effect::Quit(exit) => return Outcome::Quit(exit),
        }
        Outcome::Done
    }

    /// What is not ready is not said.
    fn say(&self, text: &str, at: Moment) {
        if let Some(speech) = self.voice.speech(text) {
            self.speaker.say(speech, self.clock.instant(at));
        }
    }

    /// Gives the terminal back, then waits a little for the last sound and the last line.
    ///
    /// # Errors
    /// What of the history is not on the disk, to be told once this is dropped.
    pub fn close(mut self) -> Result<(), Unkept> {
        terminal::leave();
        self.inhibitor.close();
        drop(self.voice);
        if let Some((file, (used, set))) = self.volume.take().zip(self.loudness) {
            store::keep_volume(file, used, set);
        }
        self.speaker.finish(LAST_SOUND);
        self.store.close()
    }

    /// Lends the terminal to an editor with a routine's file; then all routines as they are, and what became of it.
    fn edit(&mut self, id: &str, place: Option<Place>) -> Vec<Msg> {
        let edited = self.try_edit(id, place).unwrap_or_else(|error| {
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            Msg::Notice(format!("{error}{hint}"))
        });
        vec![Msg::Library(Box::new(self.shelf.read().0)), edited]
    }

    fn try_edit(&mut self, id: &str, place: Option<Place>) -> Result<Msg, Error> {
        let (library, _) = self.shelf.read();
        let gone = || Error::UnknownRoutine { asked: id.to_owned(), nearest: None };
        let item = library.find(id).ok_or_else(gone)?;
        let editor = Editor::find().map_err(Error::NoEditor)?;
        let own = self.shelf.own(item)?;
        let opened = self.lend(|| editor.open(&own.path, place)).map_err(Error::UseTerminal)?;
        let same = Shelf::put_back(&own);
        opened.map_err(|source| Error::OpenEditor { editor: editor.name().to_owned(), source })?;
        Ok(if same { Msg::Notice("nothing was changed".to_owned()) } else { Msg::Edited(id.to_owned()) })
    }

    /// Lets another program have terminal, keys and job control for a while.
    fn lend<T>(&mut self, act: impl FnOnce() -> T) -> io::Result<T> {
        if let Some(keys) = &self.keys {
            keys.pause();
        }
        signals::lend(Job::Theirs);
        let done = self.ground.lend(act);
        signals::lend(Job::Ours);
        if let Some(keys) = &self.keys {
            keys.resume();
        }
        done
    }

    fn suspend(&mut self) -> io::Result<()> {
        let Some(keys) = &self.keys else { return self.ground.suspend() };
        keys.pause();
        let back = self.ground.suspend();
        keys.resume();
        back
    }
}

fn notice(text: String) -> Outcome {
    Outcome::Told(vec![Msg::Notice(text)])
}

fn drawn(result: io::Result<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(e) => notice(format!("the terminal could not be used: {}", e.kind())),
    }
}

fn notices(send: &SyncSender<Msg>) -> impl Fn(String) + Send + 'static {
    let send = send.clone();
    // When nobody listens any more, nobody is left to be told.
    move |notice| drop(send.send(Msg::Notice(notice)))
}

/// For those who must not wait for a loop that is behind.
fn quiet_notices(send: &SyncSender<Msg>) -> impl Fn(String) + Send + Sync + 'static {
    let send = send.clone();
    move |notice| drop(send.try_send(Msg::Notice(notice)))
}

fn sound(send: &SyncSender<Msg>) -> impl FnMut(Report) + Send + 'static {
    let send = send.clone();
    move |report| {
        let notice = match report {
            Report::NoSound(why) => format!("no sound: {why}; the screen shows every cue"),
            Report::Back => "sound is back".to_owned(),
            Report::Unusable(line) => line,
        };
        // The sound must not wait for a loop that is behind.
        drop(send.try_send(Msg::Notice(notice)));
    }
}
