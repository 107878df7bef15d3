//! Reads the history in threads of their own: neither a picture nor a start waits for a disk.
// A thread can be left behind when the disk under it hangs.
#![allow(clippy::disallowed_methods)]

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use crate::app::{Msg, Remembered};
use crate::edge::paths::NoHome;
use crate::edge::store::{self, Read};
use crate::error::Unreadable;
use crate::history::Past;

/// A disk may have to wake up first. After this the program goes on as if nothing had ever been done.
const ANSWER: Duration = Duration::from_secs(3);

/// What became of the reading, once it is known.
type Answer = Receiver<Result<Read, Unreadable>>;

/// Reads the history at `history`, if there can be one, and sends it; an empty one if it does not come
/// in time, and then the real one whenever it does.
pub fn remember(history: Option<PathBuf>, send: SyncSender<Msg>) -> io::Result<()> {
    thread::Builder::new().name("past".to_owned()).spawn(move || {
        let Some(history) = history else {
            return tell([Msg::Past(Box::default()), Msg::Notice(NoHome.to_string())], &send);
        };
        match reading(history) {
            Ok(answer) => pass_on(&answer, ANSWER, &send),
            Err(e) => tell(messages(Err(Unreadable::Io(e))), &send),
        }
    })?;
    Ok(())
}

/// The history at `history`, if it can be read and comes in time.
pub fn recall(history: PathBuf) -> Option<Past> {
    let read = reading(history).ok()?.recv_timeout(ANSWER).ok()?.ok()?;
    Some(Past::of(read.entries))
}

fn reading(history: PathBuf) -> io::Result<Answer> {
    let (send, answer) = mpsc::sync_channel(1);
    thread::Builder::new().name("history".to_owned()).spawn(move || send.send(store::read(&history)))?;
    Ok(answer)
}

fn pass_on(answer: &Answer, limit: Duration, send: &SyncSender<Msg>) {
    let read = match answer.recv_timeout(limit) {
        Err(RecvTimeoutError::Timeout) => {
            let notice = "the history does not answer: until it does, it counts as empty".to_owned();
            tell([Msg::Past(Box::default()), Msg::Notice(notice)], send);
            answer.recv().ok()
        }
        read => read.ok(),
    };
    if let Some(read) = read {
        tell(messages(read), send);
    }
}

/// When nobody listens any more, nobody is left to be told.
fn tell(messages: impl IntoIterator<Item = Msg>, send: &SyncSender<Msg>) {
    let _ = messages.into_iter().try_for_each(|msg| send.send(msg));
}

fn messages(read: Result<Read, Unreadable>) -> Vec<Msg> {
    let (read, notice) = match read {
        Ok(read) => {
            let notice = damage(&read);
            (read, notice)
        }
        Err(why) => (Read::default(), Some(format!("history could not be read ({why}): it starts empty"))),
    };
    let remembered = Remembered { past: Past::of(read.entries), ..Remembered::default() };
    [Msg::Past(Box::new(remembered))].into_iter().chain(notice.map(Msg::Notice)).collect()
}

/// What a person should know about a history that was read.
fn damage(read: &Read) -> Option<String> {
    match (read.newer, read.skipped, read.torn) {
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
        disk.send(Ok(Read { entries: vec![began], ..Read::default() })).unwrap();
        assert!(matches!(messages.recv(), Ok(Msg::Past(told)) if told.past.last_begun() == Some("wall-slide")));
        waiting.join().unwrap();
        assert!(messages.recv().is_err());
    }

    #[test]
    fn a_history_that_answers_is_told_once() {
        let (disk, answer) = mpsc::sync_channel(1);
        let (send, messages) = mpsc::sync_channel(8);
        disk.send(Err(Unreadable::NotRegular)).unwrap();
        pass_on(&answer, ANSWER, &send);
        drop(send);
        let told: Vec<Msg> = messages.iter().collect();
        let [Msg::Past(past), Msg::Notice(notice)] = &told[..] else { panic!("{told:?}") };
        assert_eq!(**past, Remembered::default());
        assert_eq!(notice, "history could not be read (it is not a regular file): it starts empty");
    }
}
