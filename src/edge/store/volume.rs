//! How loud it was last: a small file, written when the program ends.
// Files and a thread belong to this room.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use serde::Deserialize;

use super::whole::replace;
use crate::edge::paths::make_private;
use crate::effect::Volume;

/// More than it takes.
const MOST: u64 = 4096;

/// Nobody is kept waiting for this by a disk.
const LAST: Duration = Duration::from_millis(500);

/// What the file holds.
#[derive(Deserialize)]
struct Kept {
    volume: u8,
    mute: bool,
    settings: Set,
}

/// What the settings said then.
#[derive(Deserialize)]
struct Set {
    volume: u8,
    mute: bool,
}

/// How loud it was when the program last ended, unless the settings, which say `set` now, were changed since.
pub fn recall_volume(file: &Path, set: Volume) -> Option<Volume> {
    let there = fs::metadata(file).ok().filter(|there| there.is_file() && there.len() <= MOST)?;
    let mut text = String::new();
    File::open(file).ok()?.take(there.len()).read_to_string(&mut text).ok()?;
    let Kept { volume, mute, settings } = toml::from_str(&text).ok()?;
    let then = Volume { percent: settings.volume, muted: settings.mute };
    (then == set).then_some(Volume { percent: volume.min(100), muted: mute })
}

/// Keeps that it is `used` while the settings say `set`. What cannot be written is a small loss.
pub fn keep_volume(file: PathBuf, used: Volume, set: Volume) {
    let (done, wait) = channel();
    let write = move || {
        // Nobody waits any more if it took too long.
        let _ = done.send(write(&file, used, set));
    };
    if thread::Builder::new().name("volume".to_owned()).spawn(write).is_ok() {
        let _ = wait.recv_timeout(LAST);
    }
}

fn write(file: &Path, used: Volume, set: Volume) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        make_private(folder)?;
    }
    let text = format!(
        "# How loud it was last, kept by the program: delete it to go by the settings again.\n\
         volume = {}\nmute = {}\nsettings = {{ volume = {}, mute = {} }}\n",
        used.percent, used.muted, set.percent, set.muted
    );
    replace(file, text.as_bytes())
}
