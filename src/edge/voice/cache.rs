//! Keeps what was rendered, so that it is rendered once: a file for each phrase, bounded in all.
// Files of its own.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::edge::paths::make_private;
use crate::edge::speaker::speech::Speech;

/// How a file begins. What is done to speech before it is kept belongs to the format: with it the number changes.
const FORMAT: &[u8] = b"unkink voice 1\n";

/// All files together take no more than this.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// One file takes no more: a minute at 192 kHz.
const MOST_OF_ONE: u64 = 24 * 1024 * 1024;

/// A folder of phrases. Whatever goes wrong with it, the voice works without.
pub struct Cache {
    folder: PathBuf,
    most: u64,
    /// How many bytes are in it, once they were counted.
    held: Option<u64>,
}

impl Cache {
    /// In this folder, which is made when the first phrase is kept.
    pub fn new(folder: PathBuf) -> Cache {
        Cache::bounded(folder, MOST_BYTES)
    }

    /// The same with no more than so many bytes in all.
    pub fn bounded(folder: PathBuf, most: u64) -> Cache {
        Cache { folder, most, held: None }
    }

    /// What was kept under `key`, if all of it is still there.
    pub fn recall(&self, key: &str) -> Option<Speech> {
        let path = self.path(key);
        let there = fs::metadata(&path).ok()?;
        if !there.is_file() || there.len() > MOST_OF_ONE {
            return None;
        }
        let mut bytes = Vec::new();
        File::open(&path).ok()?.take(MOST_OF_ONE).read_to_end(&mut bytes).ok()?;
        unpack(&bytes, key)
    }

    /// Keeps `speech` under `key`; the oldest go when there are too many.
    pub fn keep(&mut self, key: &str, speech: &Speech) {
        let bytes = pack(key, speech);
        if self.write(key, &bytes).is_err() {
            return;
        }
        let held = match self.held {
            Some(held) => held + bytes.len() as u64,
            None => files(&self.folder).iter().map(|file| file.bytes).sum(),
        };
        self.held = Some(if held > self.most { self.clear() } else { held });
    }

    /// All of it or nothing, for the owner only.
    fn write(&self, key: &str, bytes: &[u8]) -> io::Result<()> {
        make_private(&self.folder)?;
        let path = self.path(key);
        // Two programs may write the same at once.
        let new = path.with_extension(format!("{}.new", std::process::id()));
        let written = fs::write(&new, bytes).and_then(|()| fs::rename(&new, &path));
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written
    }

    /// Removes the oldest until a quarter is free. Returns how many bytes are left.
    fn clear(&self) -> u64 {
        let mut files = files(&self.folder);
        files.sort_by_key(|file| file.changed);
        let mut held = files.iter().map(|file| file.bytes).sum();
        for file in files {
            if held <= self.most / 4 * 3 {
                break;
            }
            if fs::remove_file(&file.path).is_ok() {
                held -= file.bytes;
            }
        }
        held
    }

    /// The name says nothing of the text.
    fn path(&self, key: &str) -> PathBuf {
        let hash = hash(&[FORMAT, key.as_bytes()].concat());
        self.folder.join(format!("{hash:016x}"))
    }
}

struct Kept {
    path: PathBuf,
    bytes: u64,
    changed: SystemTime,
}

/// The files in `folder` that can be counted.
fn files(folder: &Path) -> Vec<Kept> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let kept = |entry: fs::DirEntry| {
        let there = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        Some(Kept { path: entry.path(), bytes: there.len(), changed: there.modified().ok()? })
    };
    entries.flatten().filter_map(kept).collect()
}

/// The key stands in the file, so that two keys with the same hash are never taken for each other.
fn pack(key: &str, speech: &Speech) -> Vec<u8> {
    let samples: Vec<u8> = speech.samples().iter().flat_map(|sample| sample.to_le_bytes()).collect();
    let mut bytes = FORMAT.to_vec();
    bytes.extend((key.len() as u32).to_le_bytes());
    bytes.extend(key.as_bytes());
    bytes.extend(speech.rate().get().to_le_bytes());
    bytes.extend(hash(&samples).to_le_bytes());
    bytes.extend(samples);
    bytes
}

fn unpack(bytes: &[u8], key: &str) -> Option<Speech> {
    let (length, rest) = bytes.strip_prefix(FORMAT)?.split_first_chunk()?;
    let (known, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let (rate, rest) = rest.split_first_chunk()?;
    let (sum, samples) = rest.split_first_chunk()?;
    if known != key.as_bytes() || u64::from_le_bytes(*sum) != hash(samples) || samples.is_empty() {
        return None;
    }
    let rate = NonZero::new(u32::from_le_bytes(*rate))?;
    Some(Speech::of(samples.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect(), rate))
}

/// FNV-1a: the same on every machine and in every version, unlike that of the standard library.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
