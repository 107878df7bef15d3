//! The places of a file that hold keys, and what they are called.

/// A place that holds keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The top of a routine file.
    Routine,
    /// The table `[defaults]`.
    Defaults,
    /// One `[[step]]`.
    Step,
    /// The table `breath`.
    Breath,
    /// The table `easier`.
    Easier,
    /// The file of settings.
    Settings,
    /// The table `[cues]` of it.
    Cues,
    /// The top of a figure file.
    Figure,
    /// One `[[prop]]` of a figure.
    Prop,
    /// One `[[pose]]` of a figure.
    Pose,
}

impl Scope {
    pub(super) fn words(self) -> &'static str {
        match self {
            Scope::Routine => "the routine",
            Scope::Defaults => "`[defaults]`",
            Scope::Step => "the step",
            Scope::Breath => "`breath`",
            Scope::Easier => "`easier`",
            Scope::Settings => "the settings",
            Scope::Cues => "`[cues]`",
            Scope::Figure => "the figure",
            Scope::Prop => "the prop",
            Scope::Pose => "the pose",
        }
    }

    pub(super) fn where_to_move(self) -> &'static str {
        match self {
            Scope::Routine => "move it above the first [[step]] and above [defaults]",
            Scope::Step => "move it below the [[step]] it belongs to",
            Scope::Defaults => "move it below the [[step]] it belongs to, or below [defaults]",
            Scope::Breath => "move it into breath = { ... }",
            Scope::Easier => "move it into easier = { ... }",
            Scope::Settings => "move it to the settings file, config.toml",
            Scope::Cues => "move it below [cues]",
            Scope::Figure => "move it above the first [[prop]] and [[pose]]",
            Scope::Prop => "move it below the [[prop]] it belongs to",
            Scope::Pose => "move it below the [[pose]] it belongs to",
        }
    }

    pub(super) fn where_inside(self) -> &'static str {
        match self {
            Scope::Routine => "above the first [[step]]",
            Scope::Figure => "above the first [[prop]] and [[pose]]",
            _ => "below this line",
        }
    }
}
