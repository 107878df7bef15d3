//! All that the program can ask of the world.

use crate::cue::Cue;
use crate::error::Exit;
use crate::record::Entry;
use crate::routine::Breath;
use crate::screening::Screening;
use crate::time::Moment;

/// One wish. Edges fulfil them in the order they come and never decide.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Sound `cue` exactly at `at`, which lies a little ahead.
    Play {
        /// Which.
        cue: Cue,
        /// When its first sample is to be heard.
        at: Moment,
    },
    /// Let one breath be heard, softly and under whatever else sounds, from exactly `at` on.
    Breathe {
        /// How long its parts are; the pause is silent.
        breath: Breath,
        /// When its first sample is to be heard.
        at: Moment,
    },
    /// Let the voice say `text` at `at`, if it was made ready.
    Say {
        /// The words.
        text: String,
        /// When its first sample is to be heard.
        at: Moment,
    },
    /// Make these ready to be said, the first ones first; what was asked for before can wait.
    Prepare(Vec<String>),
    /// Cut what sounds and forget what was told ahead.
    Hush,
    /// Ring the terminal's own bell now, or not at all.
    Bell,
    /// Whether the display is to be kept awake from now on.
    Awake(Awake),
    /// How loud everything is from now on.
    Volume(Volume),
    /// Remember for the next time that the person made it so loud, while the settings say `set`.
    KeepVolume {
        /// As it is now.
        used: Volume,
        /// As the settings have it.
        set: Volume,
    },
    /// Append to the history; one that says "deleted" takes its session out of it, for good.
    Keep(Entry),
    /// Keep what the person said about their health, in place of what was kept.
    KeepScreening(Screening),
    /// Give the terminal to the person's editor, with the file of this routine; a bundled one is copied first.
    Edit {
        /// Id of the routine.
        id: String,
        /// Where to open it: line and column, both from 1.
        place: Option<(usize, usize)>,
    },
    /// Give the terminal back and stop, as job control does; go on when continued.
    Suspend,
    /// Forget what the terminal is thought to show and draw all of it.
    Redraw,
    /// End the program.
    Quit(Exit),
}

impl Effect {
    /// When it is to be heard, if it is a sound.
    pub fn sounds_at(&self) -> Option<Moment> {
        match self {
            Effect::Play { at, .. } | Effect::Breathe { at, .. } => Some(*at),
            _ => None,
        }
    }
}

/// Whether the display is kept awake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awake {
    /// It is.
    Wanted,
    /// It goes dark when the system likes.
    NotWanted,
}

/// Loudness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Volume {
    /// 0-100.
    pub percent: u8,
    /// Silent whatever the number says.
    pub muted: bool,
}
