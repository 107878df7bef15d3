//! Reads the history in threads of their own: neither a picture nor a start waits for a disk, or hardly.
// A thread can be left behind when the disk under it hangs.
#![allow(clippy::disallowed_methods)]

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use crate::app::{Elsewhere, Msg, Remembered};
use crate::edge::fault;
use crate::edge::paths::{NoHome, Paths};
use crate::edge::store::{self, Read, Unusable};
use crate::error::Unreadable;
use crate::screening::Screening;

/// A disk may have to wake up first. After this the program goes on as if nothing had ever been done.
const ANSWER: Duration = Duration::from_secs(3);

/// A first picture waits so long for a history that is short: drawn twice it would take longer.
const SOON: Duration = Duration::from_millis(2);

/// Bytes that are read in half a millisecond: a year of sessions, one a day.
const SHORT: u64 = 512 << 10;

/// What was kept, while it is read.
pub struct Reading(Option<io::Result<Answer>>);

/// What comes from the disk.
struct Answer {
    /// Whether the history is short.
    is_short: Receiver<bool>,
    /// Gone when the first picture stands: a long one is not read beside it.
    drawn: Sender<()>,
    kept: Receiver<Kept>,
}

/// All that was kept, or why it could not be read.
struct Kept {
    history: Result<Read, Unreadable>,
    screening: Result<Screening, Unusable>,
    elsewhere: Elsewhere,
}

impl Kept {
    fn read(paths: &Paths) -> Kept {
        fault::break_if_asked("past");
        let elsewhere = if store::is_held(&paths.session_lock()) { Elsewhere::Session } else { Elsewhere::Nothing };
        Kept { history: store::read(&paths.history()), screening: store::read_screening(&paths.screening()), elsewhere }
    }

    fn nothing(why: Unreadable) -> Kept {
        Kept { history: Err(why), screening: Ok(Screening::default()), elsewhere: Elsewhere::Nothing }
    }

    /// What was kept, then a line for each thing that is wrong with it.
    fn messages(self) -> Vec<Msg> {
        let (read, damage) = match self.history {
            Ok(read) => {
                let damage = damage(&read);
                (read, damage)
            }
            Err(why) => (Read::default(), Some(format!("history could not be read ({why}): it starts empty"))),
        };
        let again = "your answers about health could not be read: they are asked again";
        let unusable = self.screening.is_err().then(|| again.to_owned());
        let screening = self.screening.unwrap_or_default();
        let remembered = Remembered { past: read.past, screening, elsewhere: self.elsewhere };
        let notices = [unusable, damage].into_iter().flatten().map(Msg::Notice);
        [Msg::Past(Box::new(remembered))].into_iter().chain(notices).collect()
    }
}

/// Begins to read what was kept at `paths`, if there can be anything.
pub fn read(paths: Option<&Paths>) -> Reading {
    let begun = |paths: Paths| {
        let history = paths.history();
        begin(move || store::length(&history) <= SHORT, move || Kept::read(&paths))
    };
    Reading(paths.cloned().map(begun))
}

fn begin(
    is_short: impl FnOnce() -> bool + Send + 'static,
    kept: impl FnOnce() -> Kept + Send + 'static,
) -> io::Result<Answer> {
    let (say, short) = mpsc::sync_channel(1);
    let (drawn, stands) = mpsc::channel::<()>();
    let kept = reading(move || {
        let is_short = is_short();
        let _ = say.send(is_short);
        if !is_short {
            let _ = stands.recv();
        }
        kept()
    })?;
    Ok(Answer { is_short: short, drawn, kept })
}

impl Reading {
    /// What there is to tell, if it comes at once.
    pub fn soon(&self) -> Option<Vec<Msg>> {
        let Answer { is_short, kept, .. } = self.0.as_ref()?.as_ref().ok()?;
        let is_short = is_short.recv_timeout(SOON).unwrap_or(false);
        if is_short { kept.recv_timeout(SOON).ok().map(Kept::messages) } else { None }
    }

    /// Sends it behind the routines that it tells of, which are all sent when `routines` says so or is gone; an empty
    /// one if it does not come in time, and then the real one whenever it does.
    pub fn remember(self, routines: Receiver<()>, send: SyncSender<Msg>) -> io::Result<()> {
        thread::Builder::new().name("past".to_owned()).spawn(move || self.tell(&routines, &send))?;
        Ok(())
    }

    fn tell(self, routines: &Receiver<()>, send: &SyncSender<Msg>) {
        let Some(answer) = self.0 else {
            return tell([Msg::Past(Box::default()), Msg::Notice(NoHome.to_string())], send);
        };
        let kept = answer.map(|Answer { kept, drawn, .. }| {
            drop(drawn);
            kept
        });
        // A folder that does not answer is not waited for longer than a history.
        let _ = routines.recv_timeout(ANSWER);
        match kept {
            Ok(kept) => pass_on(&kept, ANSWER, send),
            Err(e) => tell(Kept::nothing(Unreadable::Io(e)).messages(), send),
        }
    }
}

/// Id of the routine begun last, if the history can be read and comes in time.
pub fn last_begun(history: PathBuf) -> Option<String> {
    let read = move || store::read_begun(&history)?.last_begun().map(str::to_owned);
    reading(read).ok()?.recv_timeout(ANSWER).ok()?
}

fn reading<T: Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> io::Result<Receiver<T>> {
    let (send, answer) = mpsc::sync_channel(1);
    thread::Builder::new().name("history".to_owned()).spawn(move || send.send(read()))?;
    Ok(answer)
}

fn pass_on(answer: &Receiver<Kept>, limit: Duration, send: &SyncSender<Msg>) {
    let answered = match answer.recv_timeout(limit) {
        Err(RecvTimeoutError::Timeout) => {
            let notice = "the history does not answer: until it does, it counts as empty".to_owned();
            tell([Msg::Past(Box::default()), Msg::Notice(notice)], send);
            answer.recv().ok()
        }
        answered => answered.ok(),
    };
    // A thread that died over it must not keep a start waiting that was pressed already.
    let kept = answered.unwrap_or_else(|| Kept::nothing(Unreadable::Io(io::Error::other("reading it failed"))));
    tell(kept.messages(), send);
}

/// When nobody listens any more, nobody is left to be told.
fn tell(messages: impl IntoIterator<Item = Msg>, send: &SyncSender<Msg>) {
    let _ = messages.into_iter().try_for_each(|msg| send.send(msg));
}

/// What a person should know about a history that was read.
pub fn damage(read: &Read) -> Option<String> {
    match (read.left_out.newer, read.left_out.skipped, read.left_out.torn) {
        (0, 0, false) => None,
        (0, 0, true) => Some("the last line of the history was cut off and is left out".to_owned()),
        (0, 1, _) => Some("1 line of the history cannot be read and is left out".to_owned()),
        (0, n, _) => Some(format!("{n} lines of the history cannot be read and are left out")),
        _ => Some("a newer unkink wrote part of the history; that part is left out here".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::history::Past;
    use crate::record::{Began, Entry, Event};

    #[test]
    fn a_history_that_does_not_answer_counts_as_empty_until_it_does() {
        let (disk, answer) = mpsc::sync_channel(1);
        let (send, messages) = mpsc::sync_channel(8);
        let waiting = thread::spawn(move || pass_on(&answer, Duration::ZERO, &send));
        assert!(matches!(messages.recv(), Ok(Msg::Past(told)) if *told == Remembered::default()));
        assert!(matches!(messages.recv(), Ok(Msg::Notice(notice)) if notice.contains("does not answer")));
        let event = Event::Began(Began { routine: "wall-slide".to_owned(), ..Began::default() });
        let began = Entry { v: Entry::VERSION, session: "a".to_owned(), n: 0, at: Timestamp::UNIX_EPOCH, event };
        let history = Ok(Read { past: Past::of([began]), ..Read::default() });
        disk.send(Kept { history, ..Kept::nothing(Unreadable::Folder) }).unwrap();
        assert!(matches!(messages.recv(), Ok(Msg::Past(told)) if told.past.last_begun() == Some("wall-slide")));
        waiting.join().unwrap();
        assert!(messages.recv().is_err());
    }

    #[test]
    fn a_reader_that_dies_leaves_nobody_waiting() {
        let (disk, answer) = mpsc::sync_channel::<Kept>(1);
        let (send, messages) = mpsc::sync_channel(8);
        drop(disk);
        pass_on(&answer, ANSWER, &send);
        assert!(matches!(messages.recv(), Ok(Msg::Past(told)) if *told == Remembered::default()));
        assert!(matches!(messages.recv(), Ok(Msg::Notice(notice)) if notice.contains("could not be read")));
    }

    /// A history that is so long, and of which so much is there.
    fn begun(is_short: Option<bool>, kept: Option<Kept>) -> (Reading, SyncSender<Kept>) {
        let (say, length) = mpsc::sync_channel(1);
        let (disk, answer) = mpsc::sync_channel(1);
        is_short.into_iter().for_each(|is_short| say.send(is_short).unwrap());
        kept.into_iter().for_each(|kept| disk.send(kept).unwrap());
        (Reading(Some(Ok(Answer { is_short: length, drawn: mpsc::channel().0, kept: answer }))), disk)
    }

    #[test]
    fn a_first_picture_waits_for_a_short_history_that_comes_and_for_no_other() {
        let kept = || Some(Kept::nothing(Unreadable::NotRegular));
        let (short, _disk) = begun(Some(true), kept());
        assert!(matches!(short.soon().as_deref(), Some([Msg::Past(_), Msg::Notice(_)])));
        for (is_short, kept) in [(Some(false), kept()), (Some(true), None), (None, None)] {
            let (reading, _disk) = begun(is_short, kept);
            assert!(reading.soon().is_none());
        }
        assert!(read(None).soon().is_none(), "without a home");
    }

    #[test]
    fn a_long_history_is_read_when_the_first_picture_stands() {
        let (began, reads) = mpsc::channel();
        let kept = move || {
            began.send(()).unwrap();
            Kept::nothing(Unreadable::NotRegular)
        };
        let reading = Reading(Some(begin(|| false, kept)));
        assert!(reading.soon().is_none());
        assert!(reads.try_recv().is_err());
        let (send, messages) = mpsc::sync_channel(8);
        let (_, routines) = mpsc::channel();
        reading.tell(&routines, &send);
        assert!(matches!(messages.recv(), Ok(Msg::Past(_))));
        assert!(reads.try_recv().is_ok());
    }

    #[test]
    fn what_did_not_come_soon_is_told_later() {
        let (reading, disk) = begun(Some(true), None);
        assert!(reading.soon().is_none());
        disk.send(Kept::nothing(Unreadable::NotRegular)).unwrap();
        let (send, messages) = mpsc::sync_channel(8);
        let (_, routines) = mpsc::channel();
        reading.tell(&routines, &send);
        assert!(matches!(messages.recv(), Ok(Msg::Past(_))));
    }

    #[test]
    fn a_history_that_answers_is_told_once() {
        let (disk, answer) = mpsc::sync_channel(1);
        let (send, messages) = mpsc::sync_channel(8);
        disk.send(Kept::nothing(Unreadable::NotRegular)).unwrap();
        pass_on(&answer, ANSWER, &send);
        drop(send);
        let told: Vec<Msg> = messages.iter().collect();
        let [Msg::Past(past), Msg::Notice(notice)] = &told[..] else { panic!("{told:?}") };
        assert_eq!(**past, Remembered::default());
        assert_eq!(notice, "history could not be read (it is not a regular file): it starts empty");
    }
}
