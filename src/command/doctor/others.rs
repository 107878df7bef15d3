//! What `unkink doctor` says about the programs that help: the voice, and what keeps the display awake.

use super::lines::Line;
use crate::edge::programs;
use crate::settings::Settings;

/// Programs that speak and are found by themselves, the better one first.
const SPEAKERS: &[&str] = if cfg!(target_os = "macos") { &["say", "espeak-ng"] } else { &["espeak-ng"] };

/// Programs that keep the display awake.
const KEEPERS: &[&str] =
    if cfg!(target_os = "macos") { &["caffeinate"] } else { &["systemd-inhibit", "gnome-session-inhibit"] };

/// Whether a voice is wanted, and what speaks.
pub fn voice_lines(settings: &Settings) -> Vec<Line> {
    if !settings.voice {
        return vec![Line::aside("off (`voice = false` in the settings)")];
    }
    let own = settings.voice_engine.first();
    match own.map_or_else(|| SPEAKERS.iter().find_map(|name| programs::find(name)), |own| programs::find(own)) {
        Some(file) => {
            let by = if own.is_some() { ", as the settings say" } else { "" };
            let voice =
                settings.voice_name.as_ref().map_or("its own voice".to_owned(), |name| format!("voice `{name}`"));
            let rate = settings.voice_rate;
            vec![Line::works(format!("{}{by}", file.display())), Line::aside(format!("{voice}, {rate} words a minute"))]
        }
        None => vec![match own {
            Some(own) => Line::fails(format!("`{own}`, which the settings name, is not there"))
                .then("install it, or take `voice-engine` out of the settings"),
            None => Line::aside("no program that speaks was found: bells and screen say it all")
                .then("for a voice, install espeak-ng, or name a program as `voice-engine`"),
        }],
    }
}

/// Whether the display is to be kept awake, and what does it.
pub fn display_lines(settings: &Settings) -> Vec<Line> {
    let program = KEEPERS.iter().find_map(|name| programs::find(name));
    vec![match (settings.keep_awake, program) {
        (false, _) => Line::aside("it may go dark in a session (`keep-awake = false` in the settings)"),
        (true, Some(file)) => Line::works(format!("{} keeps it awake", file.display())),
        (true, None) => Line::fails(format!("no program to keep it awake ({})", KEEPERS.join(", ")))
            .then("install one, or set the display to stay on for longer"),
    }]
}
