//! What is kept on disk, and what damage it survives.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempDir;
use unkink::edge::store::{Read, Store, Unkept, Unusable, read, read_begun, read_screening};
use unkink::error::Unreadable;
use unkink::record::{Began, Ending, Entry, Event};
use unkink::screening::{Answer, Applies, LIST, Screening};

const LIMIT: Duration = Duration::from_secs(20);

/// A folder for one store.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn new() -> Disk {
        Disk { folder: tempfile::tempdir().unwrap() }
    }

    fn history(&self) -> PathBuf {
        self.folder.path().join("data/unkink/history.jsonl")
    }

    fn screening(&self) -> PathBuf {
        self.folder.path().join("data/unkink/screening.toml")
    }

    /// A history that is there already.
    fn with(text: &str) -> Disk {
        let disk = Disk::new();
        fs::create_dir_all(disk.history().parent().unwrap()).unwrap();
        fs::write(disk.history(), text).unwrap();
        disk
    }

    fn open(&self) -> (Store, Receiver<String>) {
        let (send, notices) = channel();
        let lock = self.folder.path().join("state/unkink/session.lock");
        let screening = self.screening();
        let store = Store::start(self.history(), screening, lock, move |notice| send.send(notice).unwrap());
        (store.unwrap(), notices)
    }

    /// Keeps them, waits for the disk, and gives the notices.
    fn keep(&self, entries: &[Entry]) -> Vec<String> {
        let (mut store, notices) = self.open();
        entries.iter().for_each(|entry| store.keep(entry.clone()).unwrap());
        store.finish(LIMIT).unwrap();
        notices.iter().collect()
    }

    /// The same where it fails; what is told at the end comes too.
    fn fail_to_keep(&self, entries: &[Entry]) -> (Vec<String>, Unkept) {
        let (mut store, notices) = self.open();
        entries.iter().for_each(|entry| store.keep(entry.clone()).unwrap());
        let unkept = store.finish(LIMIT).unwrap_err();
        (notices.iter().collect(), unkept)
    }

    fn read(&self) -> Read {
        read(&self.history()).unwrap()
    }

    fn text(&self) -> String {
        fs::read_to_string(self.history()).unwrap()
    }

    /// Every line that is an entry of this version or an older one.
    fn entries(&self) -> Vec<Entry> {
        let bytes = fs::read(self.history()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let entries = text.lines().filter_map(|line| serde_json::from_str::<Entry>(line).ok());
        entries.filter(|entry| entry.v <= Entry::VERSION).collect()
    }
}

fn entry(session: &str, n: u32, event: Event) -> Entry {
    Entry { v: Entry::VERSION, session: session.to_owned(), n, at: Timestamp::UNIX_EPOCH, event }
}

fn began(session: &str) -> Entry {
    entry(session, 0, Event::Began(Began { routine: "wall-slide".to_owned(), ..Began::default() }))
}

fn skipped(session: &str, n: u32) -> Entry {
    entry(session, n, Event::Skipped { step: n as usize, id: format!("step-{n}") })
}

fn ended(session: &str, n: u32) -> Entry {
    entry(session, n, Event::Ended { how: Ending::Complete })
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_kept_is_read_in_order() {
    let disk = Disk::new();
    let entries = [began("a"), skipped("a", 1), skipped("a", 2), ended("a", 3)];
    assert!(disk.keep(&entries[..2]).is_empty());
    assert!(disk.keep(&entries[2..]).is_empty());
    assert_eq!(disk.entries(), entries);
    assert_eq!(disk.text().lines().count(), 4);
    assert!(disk.text().ends_with('\n'));
}

#[test]
fn no_history_is_an_empty_one() {
    let read = Disk::new().read();
    assert!(read.past.runs().is_empty() && read.left_out.skipped == 0 && !read.left_out.torn);
}

#[test]
fn an_entry_is_on_the_disk_before_the_end() {
    let disk = Disk::new();
    let (store, _notices) = disk.open();
    store.keep(began("a")).unwrap();
    let until = std::time::Instant::now() + LIMIT;
    while disk.entries().is_empty() {
        assert!(std::time::Instant::now() < until, "it is not there");
        std::thread::yield_now();
    }
}

#[test]
fn a_torn_last_line_is_told_and_costs_only_itself() {
    let whole = serde_json::to_string(&began("a")).unwrap();
    let torn = &whole[..whole.len() / 2];
    let disk = Disk::with(&format!("{whole}\n{torn}"));
    assert!(disk.read().left_out.torn);
    assert_eq!((disk.entries().len(), disk.read().left_out.skipped), (1, 0));
    disk.keep(&[skipped("a", 1)]);
    assert_eq!(disk.entries(), [began("a"), skipped("a", 1)]);
    assert_eq!((disk.read().left_out.skipped, disk.read().left_out.torn), (1, false));
    assert!(disk.text().starts_with(&format!("{whole}\n{torn}\n")), "what stood there is untouched");
}

#[test]
fn a_last_line_without_its_newline_is_a_line() {
    let disk = Disk::with(&serde_json::to_string(&began("a")).unwrap());
    assert!(!disk.read().left_out.torn);
    disk.keep(&[skipped("a", 1)]);
    assert_eq!(disk.entries(), [began("a"), skipped("a", 1)]);
}

#[test]
fn broken_lines_in_the_middle_are_skipped_and_counted() {
    let line = |entry: &Entry| serde_json::to_string(entry).unwrap();
    let disk = Disk::with("");
    let mut bytes = format!("{}\nnonsense\n\n{{}}\n", line(&began("a"))).into_bytes();
    bytes.extend(b"\xff\xfe\0\n[1, 2]\r\n");
    bytes.extend(format!("{}\r\n", line(&ended("a", 1))).bytes());
    fs::write(disk.history(), bytes).unwrap();
    let read = disk.read();
    assert_eq!(disk.entries(), [began("a"), ended("a", 1)]);
    assert_eq!((read.left_out.skipped, read.left_out.torn), (4, false));
}

#[test]
fn what_a_newer_program_wrote_is_left_out_and_counted() {
    let newer = r#"{"v":7,"session":"a","n":0,"at":"1970-01-01T00:00:00Z","event":"skipped","step":0,"id":"x","mood":["calm"]}"#;
    let unknown = r#"{"v":7,"session":"a","n":1,"at":"1970-01-01T00:00:00Z","event":"danced"}"#;
    let read = Disk::with(&format!("{newer}\n{unknown}\n")).read();
    assert_eq!((read.past.runs().len(), read.left_out.skipped, read.left_out.newer), (0, 0, 2));
}

#[test]
fn a_folder_in_its_place_is_set_aside() {
    let disk = Disk::new();
    fs::create_dir_all(disk.history().join("inside")).unwrap();
    let beside = disk.history().with_file_name("history.jsonl.aside-1");
    fs::write(&beside, "an earlier one").unwrap();
    let notices = disk.keep(&[began("a"), ended("a", 1)]);
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].contains("history.jsonl.aside-2"), "{notices:?}");
    assert_eq!(disk.entries().len(), 2);
    assert_eq!(fs::read_to_string(beside).unwrap(), "an earlier one");
    let folder = disk.history();
    assert_eq!(names(folder.parent().unwrap()), ["history.jsonl", "history.jsonl.aside-1", "history.jsonl.aside-2"]);
    assert!(folder.with_file_name("history.jsonl.aside-2").join("inside").is_dir());
}

#[test]
fn a_folder_that_cannot_be_made_costs_the_history_not_the_session() {
    let disk = Disk::new();
    fs::write(disk.folder.path().join("data"), "in the way").unwrap();
    let (notices, unkept) = disk.fail_to_keep(&[began("a"), skipped("a", 1), ended("a", 2)]);
    assert_eq!(notices, ["history is not kept for now: its folder cannot be made; the session goes on"]);
    assert_eq!((unkept.entries, unkept.why.as_str()), (3, "its folder cannot be made"));
    assert_eq!(fs::read_to_string(disk.folder.path().join("data")).unwrap(), "in the way");
}

#[test]
fn what_was_missing_is_kept_once_it_can_be() {
    let disk = Disk::new();
    let in_the_way = disk.folder.path().join("data");
    fs::write(&in_the_way, "").unwrap();
    let (mut store, notices) = disk.open();
    store.keep(began("a")).unwrap();
    assert!(notices.recv_timeout(LIMIT).unwrap().starts_with("history is not kept for now"));
    fs::remove_file(in_the_way).unwrap();
    store.keep(ended("a", 1)).unwrap();
    store.finish(LIMIT).unwrap();
    assert!(notices.recv().unwrap().contains("again"));
    assert_eq!(disk.entries(), [began("a"), ended("a", 1)]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_its_place_is_set_aside_and_nobody_waits_for_it() {
    let disk = Disk::with("");
    fs::remove_file(disk.history()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(disk.history()).status().unwrap().success());
    assert!(matches!(read(&disk.history()), Err(Unreadable::NotRegular)));
    assert_eq!(disk.keep(&[began("a")]).len(), 1);
    assert_eq!(disk.entries(), [began("a")]);
    assert_eq!(names(disk.history().parent().unwrap()), ["history.jsonl", "history.jsonl.aside-1"]);
}

#[test]
fn a_folder_is_not_read_as_a_history() {
    let disk = Disk::new();
    fs::create_dir_all(disk.history()).unwrap();
    assert!(matches!(read(&disk.history()), Err(Unreadable::Folder)));
}

#[cfg(unix)]
#[test]
fn a_link_is_never_moved() {
    for target in ["/dev/full", "nowhere/history.jsonl"] {
        let disk = Disk::with("");
        fs::remove_file(disk.history()).unwrap();
        std::os::unix::fs::symlink(target, disk.history()).unwrap();
        let (notices, unkept) = disk.fail_to_keep(&[began("a")]);
        assert_eq!(
            notices,
            ["history is not kept for now: the link in its place leads to no file; the session goes on"]
        );
        assert_eq!(unkept.entries, 1);
        assert_eq!(fs::read_link(disk.history()).unwrap(), Path::new(target));
        assert_eq!(names(disk.history().parent().unwrap()), ["history.jsonl"]);
    }
}

#[cfg(unix)]
#[test]
fn what_waits_is_kept_once_the_link_leads_somewhere() {
    let disk = Disk::with("");
    fs::remove_file(disk.history()).unwrap();
    std::os::unix::fs::symlink("disk/history.jsonl", disk.history()).unwrap();
    let (mut store, notices) = disk.open();
    store.keep(began("a")).unwrap();
    assert!(notices.recv_timeout(LIMIT).unwrap().starts_with("history is not kept for now"));
    fs::create_dir(disk.history().with_file_name("disk")).unwrap();
    store.finish(LIMIT).unwrap();
    assert_eq!(disk.entries(), [began("a")]);
    assert!(disk.history().is_symlink());
}

#[test]
fn a_file_that_is_locked_for_ever_is_waited_for_a_little_and_told() {
    let disk = Disk::with("");
    let theirs = fs::File::open(disk.history()).unwrap();
    theirs.lock().unwrap();
    let (notices, unkept) = disk.fail_to_keep(&[began("a"), ended("a", 1)]);
    assert_eq!(notices, ["history is not kept for now: another program keeps it locked; the session goes on"]);
    assert_eq!(
        unkept.to_string(),
        format!(
            "2 entries of this session could not be kept in `{}`: another program keeps it locked",
            disk.history().display()
        )
    );
    drop(theirs);
    assert_eq!(disk.text(), "");
}

#[test]
fn a_thread_that_is_stuck_keeps_nobody_waiting() {
    let disk = Disk::new();
    fs::write(disk.folder.path().join("data"), "in the way").unwrap();
    let (free, stuck) = channel::<()>();
    let (begin, begun) = channel();
    let report = move |_| {
        begin.send(()).unwrap();
        let _ = stuck.recv();
    };
    let mut store =
        Store::start(disk.history(), disk.screening(), disk.folder.path().join("session.lock"), report).unwrap();
    store.keep(began("a")).unwrap();
    begun.recv_timeout(LIMIT).unwrap();
    store.keep(ended("a", 1)).unwrap();
    assert_eq!(store.finish(Duration::from_millis(10)).unwrap_err().entries, 2);
    drop(free);
}

#[test]
fn of_too_many_the_oldest_holds_are_lost_and_never_silently() {
    let disk = Disk::new();
    let in_the_way = disk.folder.path().join("data");
    fs::write(&in_the_way, "").unwrap();
    let (mut store, notices) = disk.open();
    let mut lost = usize::from(store.keep(began("a")).is_err());
    for n in 1..=2_100 {
        lost += usize::from(store.keep(skipped("a", n)).is_err());
    }
    lost += usize::from(store.keep(ended("a", 2_101)).is_err());
    assert!(notices.recv_timeout(LIMIT).unwrap().starts_with("history is not kept for now"));
    if lost < 102 {
        assert!(notices.recv_timeout(LIMIT).unwrap().starts_with("entries of the history are lost"));
    }
    fs::remove_file(in_the_way).unwrap();
    let lost = store.finish(LIMIT * 3).unwrap_err().entries;
    let kept = disk.entries();
    assert!((1..=102).contains(&lost) && kept.len() == 2_102 - lost, "{lost}");
    assert_eq!((&kept[0], kept.last()), (&began("a"), Some(&ended("a", 2_101))));
    assert_eq!(kept[1], skipped("a", lost as u32 + 1));
}

#[test]
fn two_programs_lose_nothing_of_each_other() {
    let disk = Disk::new();
    let (mut one, _a) = disk.open();
    let (mut two, _b) = disk.open();
    for n in 0..200 {
        one.keep(skipped("one", n)).unwrap();
        two.keep(skipped("two", n)).unwrap();
    }
    one.finish(LIMIT).unwrap();
    two.finish(LIMIT).unwrap();
    let read = disk.read();
    assert_eq!((disk.entries().len(), read.left_out.skipped, read.left_out.torn), (400, 0, false));
    for session in ["one", "two"] {
        let order: Vec<u32> = disk.entries().iter().filter(|e| e.session == session).map(|e| e.n).collect();
        assert_eq!(order, (0..200).collect::<Vec<_>>());
    }
}

#[test]
fn a_second_session_at_the_same_time_is_told() {
    let disk = Disk::new();
    let (mut first, of_first) = disk.open();
    first.keep(began("first")).unwrap();
    first.keep(skipped("first", 1)).unwrap();
    let until = std::time::Instant::now() + LIMIT;
    while disk.entries().len() < 2 && std::time::Instant::now() < until {
        std::thread::yield_now();
    }
    assert_eq!(disk.keep(&[began("second")]), ["another unkink session is running; both are kept"]);
    first.keep(ended("first", 2)).unwrap();
    first.finish(LIMIT).unwrap();
    assert_eq!(of_first.iter().count(), 0);
    assert!(disk.keep(&[began("third"), ended("third", 1), began("fourth")]).is_empty(), "the lock is free again");
    assert_eq!(disk.entries().len(), 7);
}

#[test]
fn nowhere_keeps_nothing() {
    let mut store = Store::nowhere();
    assert_eq!(store.keep(began("a")), Ok(()));
    assert_eq!(store.finish(Duration::ZERO), Ok(()));
}

#[cfg(unix)]
#[test]
fn files_and_folders_are_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let disk = Disk::new();
    disk.keep(&[began("a")]);
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let root = disk.folder.path();
    assert_eq!(mode(root.join("data/unkink")), 0o700);
    assert_eq!(mode(root.join("state/unkink")), 0o700);
    assert_eq!(mode(disk.history()), 0o600);
    assert_eq!(mode(root.join("state/unkink/session.lock")), 0o600);
}

#[test]
fn what_could_not_be_written_is_tried_again_without_another_entry() {
    let disk = Disk::with("");
    let theirs = fs::File::open(disk.history()).unwrap();
    theirs.lock().unwrap();
    let (mut store, notices) = disk.open();
    store.keep(began("a")).unwrap();
    assert!(notices.recv_timeout(LIMIT).unwrap().starts_with("history is not kept for now"));
    drop(theirs);
    assert!(notices.recv_timeout(LIMIT).unwrap().starts_with("history is kept again"));
    assert_eq!(disk.entries(), [began("a")]);
    store.finish(LIMIT).unwrap();
}

#[test]
fn a_deleted_session_is_gone_from_the_disk_and_nothing_else_is() {
    let lines = |name: &str| format!("{}\n{}\n", line(&began(name)), line(&ended(name, 1)));
    let disk = Disk::with(&format!("{}garbage \u{1b}\n{}{{\"v\":9}}\n{}", lines("a"), lines("b"), lines("c")));
    let tombstone = entry("b", 2, Event::Deleted);
    assert!(disk.keep(std::slice::from_ref(&tombstone)).is_empty());
    let left = format!("{}garbage \u{1b}\n{{\"v\":9}}\n{}{}\n", lines("a"), lines("c"), line(&tombstone));
    assert_eq!(disk.text(), left);
    assert_eq!(names(disk.history().parent().unwrap()), ["history.jsonl"]);
    fs::write(disk.history(), left + &lines("b")).unwrap();
    assert!(disk.read().past.run("b").is_none(), "a copy does not bring it back");
    assert!(disk.read().past.run("a").is_some());
}

#[test]
fn where_there_is_no_room_for_a_shorter_history_a_session_is_deleted_by_a_line() {
    let before = format!("{}\n{}\n", line(&began("a")), line(&began("b")));
    let disk = Disk::with(&before);
    // Nothing can be written under this name, as on a full disk.
    fs::create_dir(disk.folder.path().join("data/unkink/history.jsonl.new")).unwrap();
    let tombstone = entry("b", 1, Event::Deleted);
    let told = disk.keep(&[tombstone.clone(), began("c")]);
    assert!(told.iter().any(|told| told.starts_with("deleted, but its lines stay in the history file: ")), "{told:?}");
    assert_eq!(disk.text(), format!("{before}{}\n{}\n", line(&tombstone), line(&began("c"))));
    let past = disk.read().past;
    assert!(past.run("b").is_none() && past.run("a").is_some());
}

#[test]
fn nothing_that_others_keep_meanwhile_is_lost_by_deleting() {
    let disk = Disk::with(&format!("{}\n", line(&began("old"))));
    let (mut theirs, _) = disk.open();
    let (mut ours, _) = disk.open();
    theirs.keep(began("theirs")).unwrap();
    for n in 1..200 {
        theirs.keep(skipped("theirs", n)).unwrap();
        if n % 20 == 0 {
            ours.keep(entry("old", n, Event::Deleted)).unwrap();
        }
    }
    theirs.finish(LIMIT).unwrap();
    ours.finish(LIMIT).unwrap();
    let count = disk.entries().iter().filter(|entry| entry.session == "theirs").count();
    assert_eq!(count, 200);
}

fn line(entry: &Entry) -> String {
    serde_json::to_string(entry).unwrap()
}

fn some_answers() -> Screening {
    let answer = Answer { applies: Applies::No, asked: Timestamp::UNIX_EPOCH, cleared: None };
    Screening { list: LIST, answers: [("heart".to_owned(), answer)].into() }
}

impl Disk {
    fn keep_answers(&self) -> Vec<String> {
        let (mut store, notices) = self.open();
        store.keep_screening(some_answers());
        store.finish(LIMIT).unwrap();
        notices.iter().collect()
    }
}

#[test]
fn answers_about_health_are_kept_and_read() {
    let disk = Disk::new();
    assert_eq!(read_screening(&disk.screening()), Ok(Screening::default()));
    assert!(disk.keep_answers().is_empty());
    assert!(disk.keep_answers().is_empty());
    assert_eq!(read_screening(&disk.screening()), Ok(some_answers()));
    assert_eq!(names(disk.screening().parent().unwrap()), ["screening.toml"]);
}

#[test]
fn answers_that_cannot_be_read_are_set_aside_and_not_lost() {
    for damaged in ["list = \"", "", "list = 999\n"] {
        let disk = Disk::with("");
        fs::write(disk.screening(), damaged).unwrap();
        assert_eq!(read_screening(&disk.screening()), Err(Unusable), "{damaged}");
        disk.keep_answers();
        assert_eq!(read_screening(&disk.screening()), Ok(some_answers()));
        let aside = disk.screening().with_extension("toml.aside-1");
        assert_eq!(fs::read_to_string(aside).unwrap(), damaged);
    }
}

#[test]
fn answers_that_cannot_be_kept_are_told() {
    let disk = Disk::new();
    fs::write(disk.folder.path().join("data"), "in the way").unwrap();
    let told = disk.keep_answers();
    assert_eq!(told, ["your answers could not be kept: its folder cannot be made; they are asked again next time"]);
}

#[test]
fn what_began_last_is_found_without_the_rest_in_files_joined_from_two_machines() {
    let begins = |session: &str, routine: &str, at: i64| {
        let event = Event::Began(Began { routine: routine.to_owned(), ..Began::default() });
        Entry { at: Timestamp::from_second(at).unwrap(), ..entry(session, 0, event) }
    };
    let mut entries = vec![begins("b", "morning", 300), skipped("b", 1), begins("c", "full", 400), ended("c", 1)];
    entries.extend([begins("a", "wall-slide", 100), skipped("a", 1), ended("a", 2)]);
    let last = |entries: &[Entry]| {
        let lines: Vec<String> = entries.iter().map(|entry| serde_json::to_string(entry).unwrap() + "\n").collect();
        let disk = Disk::with(&(lines.concat() + "{torn"));
        let begun = read_begun(&disk.history()).unwrap();
        assert_eq!(begun.last_begun(), disk.read().past.last_begun());
        begun.last_begun().map(str::to_owned)
    };
    assert_eq!(last(&entries).as_deref(), Some("full"));
    entries.push(entry("c", 2, Event::Deleted));
    assert_eq!(last(&entries).as_deref(), Some("morning"));
    assert!(read_begun(&Disk::new().history()).is_none());
}
