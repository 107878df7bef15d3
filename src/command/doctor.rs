//! `unkink doctor`: what works here, what does not, and what to do about it.

mod files;
mod lines;
mod others;
mod sound;
mod surroundings;

use super::{loudness, nobody_reads, settings, write};
use crate::cli::Global;
use crate::edge::paths::Paths;
use crate::edge::terminal;
use crate::error::{Error, Exit};
use lines::{Line, Page};

/// Prints a section for each thing, and sounds each cue. Writes nothing. Ends when nobody reads it any more.
pub fn run(global: &Global) -> Result<Exit, Error> {
    match look(global) {
        Err(gone) if nobody_reads(&gone) => Ok(Exit::Well),
        looked => looked,
    }
}

fn look(global: &Global) -> Result<Exit, Error> {
    let paths = Paths::find();
    let (mut settings, _) = settings(paths.as_ref().ok());
    settings.voice &= !global.no_voice;
    let volume = loudness(&settings, paths.as_ref().ok(), global);
    let mut page = Page::default();
    page.add("terminal", surroundings::lines(global, settings.theme))?;
    let heard = terminal::without_errors(|| sound::look(&mut page, &settings, paths.as_ref().ok(), volume))?;
    let (voice, speech) = others::voice_lines(&settings);
    page.add("voice", voice)?;
    if let Some(speech) = speech.filter(|_| heard) {
        terminal::without_errors(|| sound::say(speech, volume));
    }
    page.add("display", others::display_lines(&settings))?;
    match paths {
        Ok(paths) => {
            page.add("folders", files::folder_lines(&paths))?;
            page.add("files", files::file_lines(&paths))?;
        }
        Err(no_home) => {
            page.add("folders", vec![Line::fails(no_home.to_string()).then("set HOME, or the XDG variables")])?;
        }
    }
    page.end()
}
