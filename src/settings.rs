//! What a user may set; `assets/settings.toml` holds every key, its default and its documentation.

/// All settings, with the defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How loud cues are, 0-100.
    pub volume: u8,
    /// Whether a session starts silent.
    pub mute: bool,
    /// The strict table of pain: 1-2 eases, 3 ends.
    pub strict: bool,
    /// Whether every pain check waits for an answer.
    pub always_wait: bool,
    /// What to call in an emergency; without it the words "your local emergency number".
    pub emergency: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { volume: 60, mute: false, strict: false, always_wait: false, emergency: None }
    }
}
