//! A terminal for the program to run in: its screen, its modes, its keyboard, its plug.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use unkink::routine::conditions::IDS;
use unkink::screening::Screening;
use vt100::{MouseProtocolMode, Parser, Screen};

use super::modes::left_on;

const UNKINK: &str = env!("CARGO_BIN_EXE_unkink");

/// How long anything may take: 20 s, or the seconds in `UNKINK_TEST_LIMIT`.
pub fn limit() -> Duration {
    let given = std::env::var("UNKINK_TEST_LIMIT").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(given.unwrap_or(20))
}

/// A program in a terminal of 80 by 24, in a home folder with nothing but a no to every condition.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    seen: Arc<Seen>,
    exit: Receiver<u32>,
    pid: u32,
    /// The modes of the terminal before the program came.
    before: String,
    /// How many bytes there were when the size was last changed.
    resized_at: usize,
    home: Arc<TempDir>,
}

struct Seen {
    picture: Mutex<Picture>,
    changed: Condvar,
}

struct Picture {
    parser: Parser,
    bytes: Vec<u8>,
    /// How often something came.
    pieces: usize,
    closed: bool,
    /// Nothing more is to be read.
    unplugged: bool,
    /// Nothing is read for now.
    held: bool,
}

/// No sound server and no card, whatever this machine has.
const NO_SOUND: [(&str, &str); 3] = [
    ("PULSE_SERVER", "unix:/nonexistent"),
    ("PIPEWIRE_REMOTE", "/nonexistent"),
    ("ALSA_CONFIG_PATH", "/nonexistent/alsa.conf"),
];

impl Pty {
    pub fn unkink(args: &[&str]) -> Pty {
        Pty::with(args, &[])
    }

    pub fn with(args: &[&str], variables: &[(&str, &str)]) -> Pty {
        let mut command = CommandBuilder::new(UNKINK);
        command.args(args);
        variables.iter().for_each(|(name, value)| command.env(name, value));
        Pty::start(command)
    }

    /// A session that runs, silent, at its real pace.
    pub fn session() -> Pty {
        let mut pty = Pty::unkink(&["run", "wall-slide", "--mute"]);
        pty.wait_for("Wall slide");
        pty.press("\r");
        pty.wait_for("step 1 of");
        pty
    }

    /// An interactive shell with job control.
    pub fn shell() -> Pty {
        let home = tempfile::tempdir().unwrap();
        answer_no(home.path());
        Pty::shell_at_home(&Arc::new(home), &[])
    }

    /// The same in this home, with these in its environment.
    pub fn shell_at_home(home: &Arc<TempDir>, variables: &[(&str, &str)]) -> Pty {
        let mut command = CommandBuilder::new("bash");
        command.args(["--noprofile", "--norc", "--noediting", "-i"]);
        command.env("PS1", "ready> ");
        variables.iter().for_each(|(name, value)| command.env(name, value));
        let pty = Pty::start_at(Arc::clone(home), command);
        pty.wait_for("ready>");
        pty
    }

    /// The program with a home folder that was there before.
    pub fn at_home(home: &Arc<TempDir>, args: &[&str]) -> Pty {
        let mut command = CommandBuilder::new(UNKINK);
        command.args(args);
        Pty::start_at(Arc::clone(home), command)
    }

    /// The same, with these in its environment.
    pub fn at_home_with(home: &Arc<TempDir>, args: &[&str], variables: &[(&str, &str)]) -> Pty {
        let mut command = CommandBuilder::new(UNKINK);
        command.args(args);
        variables.iter().for_each(|(name, value)| command.env(name, value));
        Pty::start_at(Arc::clone(home), command)
    }

    /// A session of this routine of the person's own, with these settings beside those of every test.
    #[cfg(target_os = "linux")]
    pub fn with_routine(id: &str, text: &str, settings: &str) -> Pty {
        let home = tempfile::tempdir().unwrap();
        answer_no(home.path());
        let folder = home.path().join("c/unkink");
        std::fs::create_dir_all(folder.join("routines")).unwrap();
        std::fs::write(folder.join("config.toml"), format!("voice = false\n{settings}")).unwrap();
        std::fs::write(folder.join(format!("routines/{id}.toml")), text).unwrap();
        Pty::at_home(&Arc::new(home), &["run", id])
    }

    /// The same person starts it once more.
    pub fn again(&self, args: &[&str]) -> Pty {
        Pty::at_home(&self.home, args)
    }

    /// For somebody who was never asked what applies to them.
    pub fn new_user(args: &[&str]) -> Pty {
        Pty::at_home(&Arc::new(tempfile::tempdir().unwrap()), args)
    }

    fn start(command: CommandBuilder) -> Pty {
        let home = tempfile::tempdir().unwrap();
        answer_no(home.path());
        Pty::start_at(Arc::new(home), command)
    }

    fn start_at(home: Arc<TempDir>, mut command: CommandBuilder) -> Pty {
        for (name, folder) in [("HOME", ""), ("XDG_CONFIG_HOME", "c"), ("XDG_DATA_HOME", "d"), ("XDG_STATE_HOME", "s")]
        {
            command.env(name, home.path().join(folder));
        }
        command.env("XDG_CACHE_HOME", home.path().join("k"));
        let settings = home.path().join("c/unkink/config.toml");
        if !settings.exists() {
            // What this machine has to speak with is not to matter.
            std::fs::create_dir_all(home.path().join("c/unkink")).unwrap();
            std::fs::write(settings, "voice = false\n").unwrap();
        }
        // Nothing is to be heard of a test.
        for (name, value) in NO_SOUND {
            command.env(name, value);
        }
        if !command.iter_extra_env_as_str().any(|(name, _)| name == "TERM") {
            command.env("TERM", "xterm-256color");
        }
        command.env("LC_ALL", "C.UTF-8");
        command.env_remove("NO_COLOR");
        command.cwd(home.path());
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let before = modes(&*pair.master);
        let mut child = pair.slave.spawn_command(command).unwrap();
        // Or the end of the program would not be the end of what can be read.
        drop(pair.slave);
        let seen = watch(pair.master.try_clone_reader().unwrap());
        let keyboard = pair.master.take_writer().unwrap();
        let pid = child.process_id().unwrap();
        let (send, exit) = channel();
        std::thread::spawn(move || send.send(child.wait().unwrap().exit_code()));
        Pty { master: pair.master, keyboard, seen, exit, pid, before, resized_at: 0, home }
    }

    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits until `text` stands somewhere on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    #[track_caller]
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Screen) -> bool) {
        self.wait(what, |picture| is_so(picture.parser.screen()));
    }

    /// Waits until it is so of all that was ever written to the terminal.
    #[track_caller]
    pub fn wait_for_bytes(&self, is_so: impl Fn(&str) -> bool) {
        self.wait("other bytes", |picture| is_so(&String::from_utf8_lossy(&picture.bytes)));
    }

    /// Waits until so many pieces of pictures have come.
    #[track_caller]
    pub fn wait_for_pictures(&self, count: usize) {
        self.wait("more pictures", |picture| picture.pieces >= count);
    }

    /// How many pieces of pictures have come.
    pub fn pictures(&self) -> usize {
        self.seen.picture.lock().unwrap().pieces
    }

    /// Waits until the program has written something since the size was changed.
    #[track_caller]
    pub fn wait_for_redraw(&self) {
        self.wait("a picture of the new size", |picture| picture.bytes.len() > self.resized_at);
    }

    /// The shell's echo is off once the program has its keys again.
    #[track_caller]
    pub fn wait_for_raw_mode(&self) {
        let until = Instant::now() + limit();
        while modes(&*self.master) == self.before {
            assert!(Instant::now() < until, "raw mode did not come back");
            std::thread::yield_now();
        }
    }

    /// Waits until the shell is in front again.
    #[track_caller]
    pub fn wait_for_shell(&self) {
        let until = Instant::now() + limit();
        while self.master.process_group_leader().and_then(|pid| u32::try_from(pid).ok()) != Some(self.pid) {
            assert!(Instant::now() < until, "the shell did not come back");
            std::thread::yield_now();
        }
    }

    #[track_caller]
    fn wait(&self, what: &str, is_so: impl Fn(&Picture) -> bool) {
        let picture = self.seen.picture.lock().unwrap();
        let (picture, late) =
            self.seen.changed.wait_timeout_while(picture, limit(), |p| !is_so(p) && !p.closed).unwrap();
        let screen = picture.parser.screen();
        assert!(is_so(&picture), "waited for {what:?} (limit reached: {})\n{}", late.timed_out(), screen.contents());
    }

    pub fn screen(&self) -> String {
        self.seen.picture.lock().unwrap().parser.screen().contents()
    }

    /// All that was ever written to the terminal.
    pub fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.seen.picture.lock().unwrap().bytes).into_owned()
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let (rows_there, columns_there) = (NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap());
        let mut picture = self.seen.picture.lock().unwrap();
        picture.parser.set_size(rows_there, columns_there);
        self.resized_at = picture.bytes.len();
        drop(picture);
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Makes the terminal one that cannot say how large it is.
    pub fn resize_to_nothing(&mut self) {
        self.resized_at = self.seen.picture.lock().unwrap().bytes.len();
        self.master.resize(size(0, 0)).unwrap();
    }

    /// The program started here.
    #[cfg(target_os = "linux")]
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Sends a signal to the program started here.
    pub fn signal(&self, name: &str) {
        send(self.pid, name);
    }

    /// Sends a signal to the job in front, from outside.
    pub fn signal_job(&self, name: &str) {
        let job = self.master.process_group_leader().unwrap();
        send(job.try_into().unwrap(), name);
    }

    /// Waits for the end of the program, and of what it wrote.
    #[track_caller]
    pub fn exit(&self) -> u32 {
        let code = self.code();
        self.wait_until_closed();
        code
    }

    /// Waits until all that the program wrote is read.
    #[track_caller]
    pub fn wait_until_closed(&self) {
        self.wait("the end", |picture| picture.closed);
    }

    /// Waits for the end of the program, whether or not anybody reads what it wrote.
    #[track_caller]
    pub fn code(&self) -> u32 {
        self.exit.recv_timeout(limit()).expect("the program ends within the limit")
    }

    /// Reads nothing from now on, and fills the terminal until it takes no further byte.
    pub fn stall(&self) {
        let name = self.master.tty_name().unwrap();
        self.seen.picture.lock().unwrap().held = true;
        let mut terminal = open_for_writing(&name).unwrap();
        // The reader takes one more piece before it sees that it is held, and the system moves bytes on when it likes.
        let full_at = |terminal: &mut std::fs::File| (0..).find(|_| terminal.write(&[0; 512]).is_err()).unwrap();
        while full_at(&mut terminal) > 0 {
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Reads again.
    pub fn flow(&self) {
        self.seen.picture.lock().unwrap().held = false;
        self.seen.changed.notify_all();
    }

    /// Where the history is kept.
    pub fn history(&self) -> PathBuf {
        self.home.path().join("d/unkink/history.jsonl")
    }

    pub fn is_taken(&self) -> bool {
        is_taken(self.seen.picture.lock().unwrap().parser.screen())
    }

    #[track_caller]
    pub fn wait_until_given_back(&self) {
        self.wait_until("screen, cursor and mouse are given back", |screen| !is_taken(screen));
    }

    /// The terminal is as it was before the program came.
    #[track_caller]
    pub fn assert_given_back(&self) {
        assert_eq!(self.left_on(), [""; 0]);
        assert_eq!(modes(&*self.master), self.before);
    }

    /// The modes that what was written so far leaves on.
    pub fn left_on(&self) -> Vec<String> {
        left_on(&self.seen.picture.lock().unwrap().bytes)
    }

    /// From now on a thread panics as soon as it comes to where it does; of those that were told that they might be asked.
    pub fn ask_to_panic(&self, thread: &str) {
        std::fs::create_dir_all(self.home.path().join("panic")).unwrap();
        std::fs::write(self.home.path().join("panic").join(thread), "").unwrap();
    }

    pub fn run_in_shell(&mut self, args: &[&str]) {
        self.press(&format!("{UNKINK} {}\r", args.join(" ")));
        self.wait_until("the screen is taken", Screen::alternate_screen);
    }

    /// Runs it in lines, which take no screen.
    pub fn tell_in_shell(&mut self, args: &[&str]) {
        self.press(&format!("{UNKINK} --plain {}\r", args.join(" ")));
    }

    /// Runs it in a script, which says its exit code afterwards.
    pub fn run_in_script(&mut self, args: &[&str]) {
        self.press(&format!("sh -c '{UNKINK} {}; echo after=$?'\r", args.join(" ")));
        self.wait_until("the screen is taken", Screen::alternate_screen);
    }

    /// Runs it behind `lead` in a script; its exit code comes even when the terminal is gone.
    pub fn script(lead: &str, args: &[&str]) -> (Pty, Receiver<String>) {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("code");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let script = format!("{UNKINK} {}; echo $? >{}", args.join(" "), pipe.display());
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &format!("trap '' HUP; {lead}sh -c '{script}'; true")]);
        let (send, code) = channel();
        std::thread::spawn(move || {
            let _folder = folder;
            send.send(std::fs::read_to_string(pipe).unwrap().trim().to_owned())
        });
        (Pty::start(command), code)
    }

    /// What became of the session, in the words of the history.
    pub fn kept(&self) -> Vec<String> {
        kept(self.home.path())
    }

    /// Waits until the history ends with this.
    #[track_caller]
    pub fn wait_until_kept(&self, event: &str) {
        let until = Instant::now() + limit();
        while self.kept().last().is_none_or(|last| last != event) {
            assert!(Instant::now() < until, "{event} is not kept");
            std::thread::yield_now();
        }
    }

    /// Waits until the history tells of so many sessions.
    #[track_caller]
    pub fn wait_until_begun(&self, sessions: usize) {
        let until = Instant::now() + limit();
        while self.kept().iter().filter(|event| *event == "began").count() < sessions {
            assert!(Instant::now() < until, "no session is kept");
            std::thread::yield_now();
        }
    }

    /// Closes the terminal window of a program that stands still and will not write any more.
    pub fn unplug_stopped(mut self) -> Arc<TempDir> {
        self.seen.picture.lock().unwrap().unplugged = true;
        let terminal = self.master.tty_name().unwrap();
        // A byte of anybody's lets the reader go.
        open_for_writing(&terminal).unwrap().write_all(b"?").unwrap();
        self.wait("the reader to let go", |picture| picture.closed);
        self.keyboard = Box::new(std::io::sink());
        Arc::clone(&self.home)
    }

    /// Closes the terminal window; what is left is the home folder.
    pub fn unplug(mut self) -> Arc<TempDir> {
        self.seen.picture.lock().unwrap().unplugged = true;
        // The picture that follows is the last thing that is read.
        self.press("?");
        self.wait("the reader to let go", |picture| picture.closed);
        Arc::clone(&self.home)
    }
}

/// The events in the history of a home folder, in order, without the places reached on the way; broken lines
/// are a fault.
pub fn kept(home: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(home.join("d/unkink/history.jsonl")).unwrap_or_default();
    let word =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["event"].as_str().unwrap().to_owned();
    text.lines().map(word).filter(|word: &String| word != "reached").collect()
}

/// Nothing that was started here is left running.
impl Drop for Pty {
    fn drop(&mut self) {
        for pid in self.master.process_group_leader().into_iter().filter_map(|pid| u32::try_from(pid).ok()) {
            send(pid, "KILL");
        }
        if self.exit.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
            send(self.pid, "KILL");
        }
    }
}

fn is_taken(screen: &Screen) -> bool {
    screen.alternate_screen() || screen.hide_cursor() || screen.mouse_protocol_mode() != MouseProtocolMode::None
}

fn watch(mut reader: Box<dyn Read + Send>) -> Arc<Seen> {
    let (rows, columns) = (NonZeroU16::new(24).unwrap(), NonZeroU16::new(80).unwrap());
    let picture = Picture {
        parser: Parser::new(rows, columns, 0),
        bytes: Vec::new(),
        pieces: 0,
        closed: false,
        unplugged: false,
        held: false,
    };
    let seen = Arc::new(Seen { picture: Mutex::new(picture), changed: Condvar::new() });
    let watched = Arc::clone(&seen);
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        loop {
            let read = reader.read(&mut bytes).unwrap_or(0);
            let mut picture = watched.picture.lock().unwrap();
            picture.parser.process(&bytes[..read]);
            picture.bytes.extend_from_slice(&bytes[..read]);
            picture.pieces += 1;
            picture = watched.changed.wait_while(picture, |picture| picture.held).unwrap();
            if read == 0 || picture.unplugged {
                drop(reader);
                picture.closed = true;
                watched.changed.notify_all();
                return;
            }
            watched.changed.notify_all();
        }
    });
    seen
}

/// As if yesterday every condition had been answered with no.
pub fn answer_no(home: &Path) {
    let mut screening = Screening::default();
    screening.answer(&IDS.map(str::to_owned), &BTreeMap::new(), Timestamp::now() - SignedDuration::from_hours(24));
    let data = home.join("d/unkink");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("screening.toml"), screening.to_text()).unwrap();
}

/// A terminal, not to become ours, and not to be waited for.
fn open_for_writing(terminal: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    std::fs::File::options().write(true).custom_flags(flags.bits() as i32).open(terminal)
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// What `tcgetattr` says, in words.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn send(pid: u32, name: &str) {
    let signal = match name {
        "TERM" => Signal::TERM,
        "INT" => Signal::INT,
        "HUP" => Signal::HUP,
        "TSTP" => Signal::TSTP,
        "STOP" => Signal::STOP,
        "KILL" => Signal::KILL,
        "QUIT" => Signal::QUIT,
        "USR1" => Signal::USR1,
        "ALRM" => Signal::ALARM,
        "CONT" => Signal::CONT,
        _ => panic!("no signal {name}"),
    };
    let pid = Pid::from_raw(pid.try_into().unwrap()).unwrap();
    // It may have ended by itself.
    let _ = kill_process(pid, signal);
}
