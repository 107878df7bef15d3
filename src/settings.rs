//! What a user may set; `assets/settings.toml` holds every key, its default and its documentation.

use std::ops::Range;

use toml::de::DeValue;

use crate::figure::Dots;
use crate::problem::{Kind, Mended, Problem, Reader, Scope, Section};

/// Every setting, commented: the defaults and their documentation.
pub const DEFAULTS: &str = include_str!("../assets/settings.toml");

const KEYS: &[&str] = &[
    "volume",
    "mute",
    "voice",
    "voice-engine",
    "voice-name",
    "voice-rate",
    "breath",
    "cues",
    "figures",
    "flash",
    "bell",
    "keep-awake",
    "strict",
    "always-wait",
    "screening-days",
    "emergency",
    "theme",
    "mouse",
];

/// The sounds that can be set one by one.
const CUES: &[&str] =
    &["get-ready", "start", "rep", "end", "switch", "rest", "check", "stop", "done", "count", "halfway", "tick"];

/// Characters of a path, or of an argument of an engine.
const MOST_PATH: usize = 500;

/// What the screen looks like: a table from roles to colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours, on its own ground.
    Terminal,
    /// White and strong colours on black, nothing dim.
    HighContrast,
    /// Bold, dim, underlined and reversed only.
    Mono,
    /// Warm light on an evening blue; needs true colours.
    Dusk,
    /// Ink on warm paper; needs true colours.
    Linen,
}

impl Theme {
    /// All themes.
    pub const ALL: [Theme; 5] = [Theme::Terminal, Theme::HighContrast, Theme::Mono, Theme::Dusk, Theme::Linen];

    /// Their words, in the same order.
    const WORDS: &[&str; 5] = &["terminal", "high-contrast", "mono", "dusk", "linen"];

    /// Its word in the settings.
    pub fn word(self) -> &'static str {
        Theme::WORDS[self as usize]
    }
}

/// Whether the terminal tells of clicks and the wheel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// It does.
    Told,
    /// They are the terminal's own: text can be selected.
    Left,
}

/// All settings, with the defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How loud cues are, 0-100.
    pub volume: u8,
    /// Whether a session starts silent.
    pub mute: bool,
    /// Whether a voice says names, sides and questions.
    pub voice: bool,
    /// The program that speaks, with its arguments; empty for one that is found by itself.
    pub voice_engine: Vec<String>,
    /// The voice, as the engine calls it.
    pub voice_name: Option<String>,
    /// Words a minute, 80-300.
    pub voice_rate: u16,
    /// Whether a breath is heard and seen in holds that have one.
    pub breath: bool,
    /// Sounds that are not as shipped, by the words of their cues.
    pub cues: Vec<(&'static str, Sound)>,
    /// Of what the figures are made that do what is to be done; none if there are to be none.
    pub figures: Option<Dots>,
    /// Whether the edge of the screen is lit with each cue.
    pub flash: bool,
    /// Whether the terminal's bell rings with the cues that begin or end something.
    pub bell: bool,
    /// Whether the display is kept awake while a session runs.
    pub keep_awake: bool,
    /// The strict table of pain: 1-2 eases, 3 ends.
    pub strict: bool,
    /// Whether every pain check waits for an answer.
    pub always_wait: bool,
    /// After so many days the list of conditions is asked again, 7-365.
    pub screening_days: u16,
    /// What to call in an emergency; without it the words "your local emergency number".
    pub emergency: Option<String>,
    /// What the screen looks like.
    pub theme: Theme,
    /// Whether the terminal tells of clicks and the wheel.
    pub mouse: Mouse,
}

/// What a cue sounds like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sound {
    /// As shipped.
    Shipped,
    /// Not at all.
    Off,
    /// The WAV file with this path, from the folder of the person's sounds.
    File(String),
}

impl Default for Settings {
    fn default() -> Self {
        let bare = Settings {
            volume: 0,
            mute: false,
            voice: false,
            voice_engine: Vec::new(),
            voice_name: None,
            voice_rate: 160,
            breath: false,
            cues: Vec::new(),
            figures: None,
            flash: false,
            bell: false,
            keep_awake: false,
            strict: false,
            always_wait: false,
            screening_days: 90,
            emergency: None,
            theme: Theme::Terminal,
            mouse: Mouse::Left,
        };
        bare.overlaid(DEFAULTS).0
    }
}

impl Settings {
    /// The defaults with what the text changes. A faulty key is a problem and keeps its default; the others count.
    pub fn parse(text: &str) -> (Settings, Vec<Problem>) {
        Settings::default().overlaid(text)
    }

    /// What the cue with this word sounds like.
    pub fn sound(&self, cue: &str) -> &Sound {
        self.cues.iter().find(|(word, _)| *word == cue).map_or(&Sound::Shipped, |(_, sound)| sound)
    }

    fn overlaid(self, text: &str) -> (Settings, Vec<Problem>) {
        let mended = Mended::new(text);
        let (mut reader, table) = Reader::new(&mended);
        let section = Section { scope: Scope::Settings, table: &table, span: 0..0 };
        reader.unknown(&section, KEYS, |_| None);
        let volume = reader.count(&section, "volume", 0, 100).and_then(|volume| u8::try_from(volume).ok());
        let rate = reader.count(&section, "voice-rate", 80, 300).and_then(|rate| u16::try_from(rate).ok());
        let days = reader.count(&section, "screening-days", 7, 365).and_then(|days| u16::try_from(days).ok());
        let engine = reader.texts(&section, "voice-engine", MOST_PATH);
        let engine = engine.map(|words| words.into_iter().map(|(word, _)| word).collect());
        let theme = reader.word(&section, "theme", Theme::WORDS);
        let theme = theme.and_then(|word| Theme::ALL.into_iter().find(|theme| theme.word() == word));
        let figures = figures(&mut reader, &section).unwrap_or(self.figures);
        let mut flag = |key, default| reader.flag(&section, key).unwrap_or(default);
        let settings = Settings {
            mouse: if flag("mouse", self.mouse == Mouse::Told) { Mouse::Told } else { Mouse::Left },
            mute: flag("mute", self.mute),
            voice: flag("voice", self.voice),
            breath: flag("breath", self.breath),
            figures,
            flash: flag("flash", self.flash),
            bell: flag("bell", self.bell),
            keep_awake: flag("keep-awake", self.keep_awake),
            strict: flag("strict", self.strict),
            always_wait: flag("always-wait", self.always_wait),
            volume: volume.unwrap_or(self.volume),
            voice_engine: engine.unwrap_or(self.voice_engine),
            voice_name: reader.filled_text(&section, "voice-name", 80).or(self.voice_name),
            voice_rate: rate.unwrap_or(self.voice_rate),
            cues: cues(&mut reader, &section),
            screening_days: days.unwrap_or(self.screening_days),
            theme: theme.unwrap_or(self.theme),
            emergency: reader.filled_text(&section, "emergency", 40).or(self.emergency),
        };
        (settings, reader.finish())
    }
}

/// Whether there are figures, or the word for other ones.
fn figures<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>) -> Option<Option<Dots>> {
    let value = reader.sound(section, "figures")?;
    match value.get_ref() {
        DeValue::Boolean(shown) => Some(shown.then_some(Dots::Braille)),
        DeValue::String(_) => reader.word(section, "figures", &["blocks"]).map(|_| Some(Dots::Blocks)),
        _ => {
            reader.wrong_type("figures", "true, false or \"blocks\"", value);
            None
        }
    }
}

/// Where the text says what the cue with this word sounds like.
pub fn place_of_sound(text: &str, cue: &'static str) -> Option<Range<usize>> {
    let mended = Mended::new(text);
    let (mut reader, table) = Reader::new(&mended);
    let top = Section { scope: Scope::Settings, table: &table, span: 0..0 };
    let section = reader.section(&top, "cues", Scope::Cues)?;
    reader.sound(&section, cue).map(|value| value.span())
}

/// The table of sounds: false, true, or a path for each.
fn cues<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>) -> Vec<(&'static str, Sound)> {
    let Some(section) = reader.section(top, "cues", Scope::Cues) else { return Vec::new() };
    reader.unknown(&section, CUES, |_| None);
    let mut cues = Vec::new();
    for &word in CUES {
        let Some(value) = reader.sound(&section, word) else { continue };
        let span = value.span();
        match value.get_ref() {
            DeValue::Boolean(true) => cues.push((word, Sound::Shipped)),
            DeValue::Boolean(false) => cues.push((word, Sound::Off)),
            DeValue::String(_) => match reader.filled_text(&section, word, MOST_PATH) {
                Some(path) if is_inside(&path) => cues.push((word, Sound::File(path))),
                Some(_) => reader.note(Kind::SoundPath, span),
                None => {}
            },
            _ => reader.wrong_type(word, "true, false or the name of a WAV file", value),
        }
    }
    cues
}

/// Whether a path stays below the folder it starts from.
fn is_inside(path: &str) -> bool {
    let odd = |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', ':']);
    !path.split('/').any(odd)
}
