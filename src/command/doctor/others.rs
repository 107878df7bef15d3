//! What `unkink doctor` says about the programs that help: the voice, and what keeps the display awake.

use super::lines::Line;
use crate::edge::speaker::speech::Speech;
use crate::edge::voice::engine::Engine;
use crate::edge::voice::{PATIENCE, trial};
use crate::edge::{awake, programs};
use crate::settings::Settings;

/// What the voice is tried with.
const PHRASE: &str = "Left side next.";

/// Whether a voice is wanted, what speaks, and what it made of a phrase.
pub fn voice_lines(settings: &Settings) -> (Vec<Line>, Option<Speech>) {
    if cfg!(not(feature = "sound")) {
        return (vec![Line::aside("none: this build has no sound")], None);
    }
    if !settings.voice {
        return (vec![Line::aside("off (`voice = false` in the settings, or --no-voice)")], None);
    }
    let Some(engine) = Engine::choose(settings) else {
        let line = Line::aside("no program that speaks was found: bells and screen say it all")
            .then("for a voice, install espeak-ng, or name a program as `voice-engine`");
        return (vec![line], None);
    };
    let own = !settings.voice_engine.is_empty();
    let Some(file) = programs::find(engine.name()) else {
        let line = Line::fails(format!("`{}`, which the settings name, is not there", engine.name()))
            .then("install it, or take `voice-engine` out of the settings");
        return (vec![line], None);
    };
    let how = if own { "as the settings say".to_owned() } else { voice(settings) };
    let program = Line::works(format!("{}, {how}", file.display()));
    match trial::try_out(&engine, PHRASE, PATIENCE) {
        Ok(speech) => (vec![program, Line::works(format!("it says: {PHRASE}"))], Some(speech)),
        Err(why) => {
            let line = Line::fails(format!("it does not speak: {why}"))
                .then("try it by hand; `voice-engine` and `voice-name` in the settings say how it is called");
            (vec![program, line], None)
        }
    }
}

fn voice(settings: &Settings) -> String {
    let voice = settings.voice_name.as_ref().map_or("its own voice".to_owned(), |name| format!("voice `{name}`"));
    format!("{voice}, {} words a minute", settings.voice_rate)
}

/// Whether the display is to be kept awake, and what does it.
pub fn display_lines(settings: &Settings) -> Vec<Line> {
    if !settings.keep_awake {
        return vec![Line::aside("it may go dark in a session (`keep-awake = false` in the settings)")];
    }
    let names = awake::names();
    vec![match names.iter().find_map(|name| programs::find(name)) {
        Some(file) => Line::works(format!("{} keeps it awake", file.display())),
        None if names.is_empty() => Line::fails("nothing on this system is known to keep it awake")
            .then("set the display to stay on for longer"),
        None => Line::fails(format!("no program to keep it awake ({})", names.join(", ")))
            .then("install one, or set the display to stay on for longer"),
    }]
}
