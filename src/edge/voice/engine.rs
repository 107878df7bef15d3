//! The program that speaks: which it is, and the arguments it is called with.

use std::ffi::OsString;
use std::path::Path;

use crate::edge::programs;
use crate::settings::Settings;

/// Stands for the path of a file with the text.
const TEXT: &str = "{text}";

/// Stands for the path of the WAV file to be written.
const OUT: &str = "{out}";

/// A program and its arguments; in them [`TEXT`] and [`OUT`] stand for files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    words: Vec<String>,
}

/// A program that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// On most systems, or a package of them.
    EspeakNg,
    /// Part of macOS.
    Say,
}

/// Those that are looked for, the better one first.
const USUAL: &[Known] = if cfg!(target_os = "macos") { &[Known::Say, Known::EspeakNg] } else { &[Known::EspeakNg] };

/// How one phrase is rendered. The text itself is never among the arguments.
#[derive(Debug, PartialEq, Eq)]
pub struct Call {
    /// The program.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// How it gets the text.
    pub reads: Reads,
    /// How it gives the WAV file.
    pub writes: Writes,
}

/// How a program gets the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// On its standard input.
    Input,
    /// From the file it is told.
    File,
}

/// How a program gives the WAV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writes {
    /// On its standard output.
    Output,
    /// To the file it is told.
    File,
}

impl Known {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Known::EspeakNg => "espeak-ng",
            Known::Say => "say",
        }
    }
}

impl Engine {
    /// The one that `settings` name, else one that is installed.
    pub fn choose(settings: &Settings) -> Option<Engine> {
        if !settings.voice_engine.is_empty() {
            return Some(Engine::own(settings.voice_engine.clone()));
        }
        let known = USUAL.iter().find(|known| programs::find(known.name()).is_some())?;
        Some(Engine::known(*known, settings.voice_name.as_deref(), settings.voice_rate))
    }

    /// A program with arguments of the person's own.
    pub fn own(words: Vec<String>) -> Engine {
        Engine { words }
    }

    /// A known program with this voice and so many words a minute.
    pub fn known(known: Known, voice: Option<&str>, rate: u16) -> Engine {
        let rate = rate.to_string();
        let mut words = match known {
            Known::EspeakNg => vec![known.name(), "--stdin", "-w", OUT, "-s", &rate],
            Known::Say => vec![known.name(), "-f", "-", "-o", OUT, "--data-format=LEI16@22050", "-r", &rate],
        };
        words.extend(voice.iter().flat_map(|voice| ["-v", voice]));
        Engine { words: words.into_iter().map(str::to_owned).collect() }
    }

    /// The program's name, for a line about it.
    pub fn name(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// What a rendering of `text` depends on, as one text that no other call has.
    pub fn key(&self, text: &str) -> String {
        format!("{}\0{}\0{text}", self.words.len(), self.words.join("\0"))
    }

    /// How it is called for the text in the file `text`, to write the file `out`.
    pub fn call(&self, text: &Path, out: &Path) -> Call {
        let arguments = self.words.get(1..).unwrap_or_default();
        let names = |part: &str| arguments.iter().any(|argument| argument.contains(part));
        Call {
            program: self.name().to_owned(),
            reads: if names(TEXT) { Reads::File } else { Reads::Input },
            writes: if names(OUT) { Writes::File } else { Writes::Output },
            arguments: arguments.iter().map(|argument| filled(argument, text, out)).collect(),
        }
    }
}

/// `argument` with the files in place of what stands for them.
fn filled(argument: &str, text: &Path, out: &Path) -> OsString {
    let mut filled = OsString::new();
    let mut rest = argument;
    while let Some(at) = rest.find('{') {
        filled.push(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix(TEXT) {
            filled.push(text);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(OUT) {
            filled.push(out);
            rest = after;
        } else {
            filled.push("{");
            rest = &rest[1..];
        }
    }
    filled.push(rest);
    filled
}
