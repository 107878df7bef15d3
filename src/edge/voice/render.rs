//! Lets a program render one phrase, within limits of time and size, and leaves nothing of it behind.
// A program is started here, and speaks through files.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::fmt::{self, Display, Formatter};
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use super::engine::{Call, Engine, Reads, Writes};
use crate::edge::programs;

/// A minute of speech at 48 kHz in two channels takes half of this.
pub const MOST_BYTES: u64 = 20 * 1024 * 1024;

/// How often a program is looked after: first often, since most take a few milliseconds, then less so.
const FIRST_LOOK: Duration = Duration::from_millis(1);
const LAST_LOOK: Duration = Duration::from_millis(20);

/// How far a program stands back behind others, as `nice` counts.
#[cfg(unix)]
const LATER: i32 = 10;

/// Why a phrase was not rendered.
#[derive(Debug)]
pub enum Failed {
    /// The program could not be started.
    NotStarted(io::Error),
    /// The files that it is to read or write could not be used.
    Files(io::Error),
    /// It ended with an error.
    Ended(ExitStatus),
    /// It took too long and was ended.
    Slow,
    /// It wrote too much and was ended.
    Large,
    /// What it wrote is no speech, and why.
    Unusable(&'static str),
    /// Nobody wants it any more; it was ended.
    Unwanted,
}

impl Display for Failed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Failed::NotStarted(e) => write!(f, "it could not be started ({})", e.kind()),
            Failed::Files(e) => write!(f, "its files could not be used ({})", e.kind()),
            Failed::Ended(status) => write!(f, "it failed ({status})"),
            Failed::Slow => f.write_str("it takes too long"),
            Failed::Large => f.write_str("it writes too much"),
            Failed::Unusable(why) => write!(f, "what it writes cannot be used ({why})"),
            Failed::Unwanted => f.write_str("it was ended"),
        }
    }
}

/// A folder for the files of renderings: the owner's alone, and gone with this.
pub struct Workshop(PathBuf);

impl Workshop {
    /// Makes one among the temporary files.
    pub fn open() -> io::Result<Workshop> {
        let mut builder = DirBuilder::new();
        // Somebody else's folder of that name is never used.
        builder.recursive(false);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let name = |n| env::temp_dir().join(format!("unkink-voice-{}-{n}", std::process::id()));
        let made = (0..100).map(name).find_map(|folder| match builder.create(&folder) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => None,
            made => Some(made.map(|()| Workshop(folder))),
        });
        made.unwrap_or_else(|| Err(ErrorKind::AlreadyExists.into()))
    }

    /// The WAV file that `engine` makes of `text`. Called again and again, `go_on` waits for the time it is given,
    /// and says false as soon as the rendering is to end.
    pub fn render(
        &self,
        engine: &Engine,
        text: &str,
        patience: Duration,
        go_on: impl Fn(Duration) -> bool,
    ) -> Result<Vec<u8>, Failed> {
        let (words, out) = (self.0.join("text.txt"), self.0.join("speech.wav"));
        fs::write(&words, text).map_err(Failed::Files)?;
        match fs::remove_file(&out) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(Failed::Files(e)),
            _ => {}
        }
        let mut child = start(&engine.call(&words, &out), &words, &out)?;
        let ended = watch(&mut child, &out, patience, go_on);
        if ended.is_err() {
            programs::end(&mut child);
        }
        match ended? {
            status if status.success() => read(&out),
            status => Err(Failed::Ended(status)),
        }
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Starts it in a group of its own, so that it can be ended with all that it starts, and away from our terminal. Text
/// and sound go through files, so that no pipe can run full.
fn start(call: &Call, words: &Path, out: &Path) -> Result<Child, Failed> {
    let mut command = Command::new(&call.program);
    command.args(&call.arguments).stderr(Stdio::null());
    command.stdin(match call.reads {
        Reads::Input => File::open(words).map_err(Failed::Files)?.into(),
        Reads::File => Stdio::null(),
    });
    command.stdout(match call.writes {
        Writes::Output => File::create(out).map_err(Failed::Files)?.into(),
        Writes::File => Stdio::null(),
    });
    programs::alone(&mut command);
    let child = command.spawn().map_err(Failed::NotStarted)?;
    // The sound of a session that runs comes first.
    #[cfg(unix)]
    let _ = rustix::process::setpriority_process(Some(rustix::process::Pid::from_child(&child)), LATER);
    Ok(child)
}

/// Waits for its end. The time counts that was waited here, so that a stop of the whole program takes none away.
fn watch(
    child: &mut Child,
    out: &Path,
    patience: Duration,
    go_on: impl Fn(Duration) -> bool,
) -> Result<ExitStatus, Failed> {
    let (mut waited, mut look) = (Duration::ZERO, FIRST_LOOK);
    loop {
        if let Some(status) = child.try_wait().map_err(Failed::Files)? {
            return Ok(status);
        }
        if waited >= patience {
            return Err(Failed::Slow);
        }
        if fs::metadata(out).is_ok_and(|file| file.len() > MOST_BYTES) {
            return Err(Failed::Large);
        }
        if !go_on(look) {
            return Err(Failed::Unwanted);
        }
        waited += look;
        look = (look * 2).min(LAST_LOOK);
    }
}

fn read(out: &Path) -> Result<Vec<u8>, Failed> {
    match fs::metadata(out) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Err(Failed::Unusable("there is nothing")),
        Err(e) => return Err(Failed::Files(e)),
        Ok(file) if !file.is_file() => return Err(Failed::Unusable("it is not a file")),
        Ok(file) if file.len() > MOST_BYTES => return Err(Failed::Large),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    let read = File::open(out).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(Failed::Files)
}
