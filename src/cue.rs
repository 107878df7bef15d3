//! Which sound belongs to which moment of a segment, and which gives way when two would meet.

use std::time::Duration;

use crate::plan::{Kind, Segment};

/// A sound of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// A step comes: get into place.
    GetReady,
    /// A hold begins.
    Start,
    /// The next repetition follows without a gap.
    Rep,
    /// A hold ends and a gap follows.
    End,
    /// Change sides.
    Switch,
    /// A rest between sets begins.
    Rest,
    /// The step is over: any pain?
    Check,
    /// Everything has stopped.
    Stop,
    /// The session is done.
    Done,
    /// Three, two or one second left.
    Count,
    /// Half of a hold is over.
    Halfway,
    /// The beat of a hold that has one.
    Tick,
}

impl Cue {
    /// All, in the order `doctor` and the settings list them.
    pub const ALL: [Cue; 12] = [
        Cue::GetReady,
        Cue::Start,
        Cue::Rep,
        Cue::End,
        Cue::Switch,
        Cue::Rest,
        Cue::Check,
        Cue::Stop,
        Cue::Done,
        Cue::Count,
        Cue::Halfway,
        Cue::Tick,
    ];

    /// Its name in settings, in timelines, and of its file under `assets/sounds/`.
    pub fn word(self) -> &'static str {
        match self {
            Cue::GetReady => "get-ready",
            Cue::Start => "start",
            Cue::Rep => "rep",
            Cue::End => "end",
            Cue::Switch => "switch",
            Cue::Rest => "rest",
            Cue::Check => "check",
            Cue::Stop => "stop",
            Cue::Done => "done",
            Cue::Count => "count",
            Cue::Halfway => "halfway",
            Cue::Tick => "tick",
        }
    }

    /// For how long another cue would talk over it. The sounds may ring on softly after that.
    pub fn length(self) -> Duration {
        Duration::from_millis(match self {
            Cue::Tick => 100,
            Cue::Count => 250,
            Cue::Halfway | Cue::Rep => 500,
            Cue::Start | Cue::End | Cue::Switch | Cue::Rest | Cue::GetReady | Cue::Check => 800,
            Cue::Stop | Cue::Done => 1500,
        })
    }

    /// The lower gives way to the higher.
    fn rank(self) -> u8 {
        match self {
            Cue::Stop => 4,
            Cue::Count => 2,
            Cue::Halfway => 1,
            Cue::Tick => 0,
            _ => 3,
        }
    }
}
