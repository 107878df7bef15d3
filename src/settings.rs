//! What a user may set; `assets/settings.toml` holds every key, its default and its documentation.

use crate::problem::{Mended, Problem, Reader, Scope, Section};

/// Every setting, commented: the defaults and their documentation.
pub const DEFAULTS: &str = include_str!("../assets/settings.toml");

const KEYS: &[&str] = &["volume", "mute", "strict", "always-wait", "screening-days", "emergency"];

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
    /// After so many days the list of conditions is asked again, 7-365.
    pub screening_days: u16,
    /// What to call in an emergency; without it the words "your local emergency number".
    pub emergency: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        let bare =
            Settings { volume: 0, mute: false, strict: false, always_wait: false, screening_days: 90, emergency: None };
        bare.overlaid(DEFAULTS).0
    }
}

impl Settings {
    /// The defaults with what the text changes. A faulty key is a problem and keeps its default; the others count.
    pub fn parse(text: &str) -> (Settings, Vec<Problem>) {
        Settings::default().overlaid(text)
    }

    fn overlaid(self, text: &str) -> (Settings, Vec<Problem>) {
        let mended = Mended::new(text);
        let (mut reader, table) = Reader::new(&mended);
        let section = Section { scope: Scope::Settings, table: &table, span: 0..0 };
        reader.unknown(&section, KEYS, |_| None);
        let volume = reader.count(&section, "volume", 0, 100).and_then(|volume| u8::try_from(volume).ok());
        let days = reader.count(&section, "screening-days", 7, 365).and_then(|days| u16::try_from(days).ok());
        let settings = Settings {
            volume: volume.unwrap_or(self.volume),
            mute: reader.flag(&section, "mute").unwrap_or(self.mute),
            strict: reader.flag(&section, "strict").unwrap_or(self.strict),
            always_wait: reader.flag(&section, "always-wait").unwrap_or(self.always_wait),
            screening_days: days.unwrap_or(self.screening_days),
            emergency: reader.filled_text(&section, "emergency", 40).or(self.emergency),
        };
        (settings, reader.finish())
    }
}
