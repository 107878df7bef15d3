//! The person's own sounds: WAV files in a folder of theirs, read whole or not at all.
// Their files are read here.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::sounds::resample;
use super::wav::{self, Wav};
use crate::cue::Cue;
use crate::edge::routines;
use crate::error::Unreadable;
use crate::settings::{Settings, Sound};
use crate::text;

/// A larger file is not meant for this: half a minute of stereo at 96 kHz with 24 bits is smaller.
const MOST_BYTES: usize = 20 * 1024 * 1024;
const TOO_LARGE: &str = "it is larger than 20 MB";

/// A longer sound ends here.
pub const MOST: Duration = Duration::from_secs(30);

/// And so it ends, without a click.
const FADE: Duration = Duration::from_secs(1);

/// More samples a second are not kept: no device is better for them, and half a minute of them is much.
const MOST_RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

/// What the person set for each cue that does not sound as shipped.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    folder: PathBuf,
    cues: Vec<(Cue, Sound)>,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Own {
    /// Sounds that are heard instead of the shipped ones.
    pub heard: Vec<(Cue, Wav)>,
    /// Those that cannot be used.
    pub unusable: Vec<Unusable>,
    /// Those that are heard and end early, with the names of their files.
    pub shortened: Vec<(Cue, String)>,
}

/// A sound of the person's that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// Whose sound it was to be.
    pub cue: Cue,
    /// Its file, as it is written in the settings.
    pub name: String,
    /// Why not, in a few words.
    pub why: String,
}

impl Choices {
    /// What `settings` say; files are looked for in `folder`.
    pub fn of(settings: &Settings, folder: PathBuf) -> Choices {
        let chosen = Cue::ALL.map(|cue| (cue, settings.sound(cue.word()).clone()));
        Choices { folder, cues: chosen.into_iter().filter(|(_, sound)| *sound != Sound::Shipped).collect() }
    }

    /// Whether `cue` is never to sound.
    pub fn is_off(&self, cue: Cue) -> bool {
        self.cues.contains(&(cue, Sound::Off))
    }

    /// The file that is to sound for `cue`, if there is one.
    pub fn file(&self, cue: Cue) -> Option<&str> {
        self.cues.iter().find_map(|(other, sound)| match sound {
            Sound::File(name) if *other == cue => Some(name.as_str()),
            _ => None,
        })
    }

    /// Whether there is anything to read.
    pub fn has_files(&self) -> bool {
        Cue::ALL.iter().any(|cue| self.file(*cue).is_some())
    }

    /// Reads every file; it takes as long as the disk does.
    pub fn read(&self) -> Own {
        let mut own = Own::default();
        for cue in Cue::ALL {
            let Some(name) = self.file(cue) else { continue };
            match read(&self.folder, name) {
                Ok((wav, length)) => {
                    own.heard.push((cue, wav));
                    own.shortened.extend((length == Length::Shortened).then(|| (cue, name.to_owned())));
                }
                Err(why) => own.unusable.push(Unusable { cue, name: name.to_owned(), why }),
            }
        }
        own
    }
}

/// One short line about all of them; none if there are none.
pub fn told(unusable: &[Unusable]) -> Option<String> {
    match unusable {
        [] => None,
        [Unusable { name, why, .. }] => {
            Some(format!("`{}` is not used ({why}): the shipped sound is heard", text::harmless(name)))
        }
        several => {
            Some(format!("{} sounds of yours are not used, shipped ones are: see `unkink check`", several.len()))
        }
    }
}

/// How much of a sound is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Whole,
    Shortened,
}

/// The sound in the file `name` of `folder`, no longer than a sound may be.
///
/// # Errors
/// Why it cannot be used, in a few words.
fn read(folder: &Path, name: &str) -> Result<(Wav, Length), String> {
    let absent = |e| Unreadable::Io(e).to_string();
    // A link may lead out of the folder, whatever its name says.
    let file = folder.join(name).canonicalize().map_err(absent)?;
    if !file.starts_with(folder.canonicalize().map_err(absent)?) {
        return Err("it is a link out of the folder `sounds`".to_owned());
    }
    if fs::metadata(&file).is_ok_and(|file| file.is_file() && file.len() > MOST_BYTES as u64) {
        return Err(TOO_LARGE.to_owned());
    }
    let bytes = routines::read_up_to(MOST_BYTES, &file).map_err(|why| why.to_string())?;
    if bytes.len() > MOST_BYTES {
        return Err(TOO_LARGE.to_owned());
    }
    let wav = wav::parse(&bytes)?;
    if wav::is_cut_short(&bytes) {
        return Err("it is cut short: its end is missing".to_owned());
    }
    if wav.samples.is_empty() { Err("no sound in it".to_owned()) } else { Ok(bounded(wav)) }
}

/// The sound, or as much of it as may be, faded out; at no higher rate than is of use.
fn bounded(mut wav: Wav) -> (Wav, Length) {
    let frames = |span: Duration| u64::from(wav.rate.get()) * span.as_secs();
    let (most, fade) = (frames(MOST), frames(FADE) as usize);
    let mut length = Length::Whole;
    if wav.samples.len() as u64 > most {
        length = Length::Shortened;
        wav.samples.truncate(most as usize);
        let end = wav.samples.iter_mut().rev().take(fade).enumerate();
        end.for_each(|(left, sample)| *sample *= left as f32 / fade as f32);
    }
    if wav.rate > MOST_RATE {
        wav = Wav { samples: resample(&wav.samples, wav.rate, MOST_RATE).to_vec(), rate: MOST_RATE };
    }
    wav.samples.shrink_to_fit();
    (wav, length)
}
