//! What is wrong in a text file, where, and how to mend it.

mod bytes;
mod lines;
mod near;
mod reader;
mod render;
mod scope;
mod syntax;
mod tree;
mod words;

use std::ops::Range;
use std::time::Duration;

pub use bytes::{NoText, text_of};
pub use lines::Lines;
pub use near::nearest;
pub use reader::{Reader, Section};
pub use render::render;
pub use scope::Scope;
pub use syntax::Mended;
pub use tree::Tree;

/// One thing that is wrong. All words about it are made from the data of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What.
    pub kind: Kind,
    /// Where, in bytes of the text; always within it and on character boundaries.
    pub span: Range<usize>,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file loads all the same.
    Warning,
    /// The file does not load.
    Error,
}

/// Everything that can be wrong, with what is needed to say so. Names and texts in it are as the file has them;
/// they are made harmless when they are shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// The bytes are no UTF-8.
    NotUtf8,
    /// The bytes are UTF-16, as old Notepads save "Unicode".
    Utf16,
    /// A text file has no zero bytes.
    ZeroByte,
    /// The file is larger than it may be.
    FileTooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// A byte order mark that is not at the start.
    StrayMark,
    /// TOML's rules are broken in a way that has no kind of its own.
    Syntax {
        /// The parser's words, without the source.
        message: String,
    },
    /// A key and an equals sign with nothing behind.
    NoValue,
    /// A text without quotes.
    NoQuotes {
        /// The text.
        written: String,
    },
    /// Typographic quotes, which TOML does not know.
    CurlyQuotes,
    /// `True` and the like.
    BooleanCase {
        /// What to write.
        write: &'static str,
    },
    /// A list or an inline table that does not end.
    Unclosed {
        /// What is missing.
        bracket: char,
    },
    /// A key without an equals sign.
    NoEquals,
    /// A backslash in a text that stands for nothing.
    BadEscape,
    /// A value with something behind it on its line.
    MoreBehindValue,
    /// A control character where there can be none.
    ControlCharacter,
    /// The same key twice in one table.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// A length of time without quotes, or that TOML takes for a time of day.
    TimeWithoutQuotes {
        /// As written.
        written: String,
        /// What to write, without quotes.
        write: String,
    },
    /// A text that should be a length of time and is none.
    NoTime {
        /// As written.
        written: String,
    },
    /// A length of time that can be read but is written in a misleading way.
    OddTime {
        /// As written.
        written: String,
        /// What to write, without quotes.
        write: String,
    },
    /// A key that the format does not have.
    UnknownKey {
        /// The key.
        key: String,
        /// Where it stands.
        scope: Scope,
        /// What was probably meant.
        near: Option<&'static str>,
        /// What may stand there.
        allowed: &'static [&'static str],
    },
    /// A key that belongs to another place.
    Misplaced {
        /// The key.
        key: String,
        /// Where it stands.
        scope: Scope,
        /// Where it belongs.
        belongs: Scope,
    },
    /// `[step]` where `[[step]]` is meant.
    SingleBrackets {
        /// The table.
        table: &'static str,
    },
    /// A value of another type than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        wanted: &'static str,
        /// What it got.
        found: &'static str,
    },
    /// A word that is not one of the list.
    UnknownWord {
        /// The key.
        key: &'static str,
        /// The word.
        written: String,
        /// What was probably meant.
        near: Option<&'static str>,
        /// What may be written.
        allowed: &'static [&'static str],
    },
    /// An id in `avoid-if` that the screening card does not know.
    UnknownCondition {
        /// The id.
        written: String,
        /// What was probably meant.
        near: Option<&'static str>,
    },
    /// A key that must be there and is not.
    Missing {
        /// The key.
        key: &'static str,
        /// Where.
        scope: Scope,
    },
    /// A step with neither `hold` nor `until`.
    NoHold,
    /// A step with both.
    HoldAndUntil,
    /// An `easier` with both.
    HoldAndAbout,
    /// A routine without a step.
    NoStep,
    /// A text that must say something and is empty.
    Empty {
        /// The key.
        key: String,
    },
    /// A number or length that must not be zero.
    Zero {
        /// The key.
        key: &'static str,
    },
    /// A number or length under zero.
    Negative {
        /// The key.
        key: &'static str,
    },
    /// A count with a part after the point.
    NotWhole {
        /// The key.
        key: &'static str,
    },
    /// NaN or infinity.
    NotANumber {
        /// The key.
        key: &'static str,
    },
    /// A length of time under what a person can follow.
    TooShort {
        /// The key.
        key: &'static str,
        /// The limit.
        least: Duration,
    },
    /// A length of time over its limit.
    TooLong {
        /// The key.
        key: &'static str,
        /// The limit.
        most: Duration,
    },
    /// A number below what the key takes.
    TooFew {
        /// The key.
        key: &'static str,
        /// The limit.
        least: u64,
    },
    /// A count over its limit.
    TooMany {
        /// The key, or what is counted.
        key: &'static str,
        /// The limit.
        most: u64,
    },
    /// The whole takes longer than a session may.
    SessionTooLong {
        /// What it takes.
        total: Duration,
        /// The limit.
        most: Duration,
    },
    /// A text longer than a line may be.
    TextTooLong {
        /// The key.
        key: String,
        /// Its characters.
        characters: usize,
        /// The limit.
        most: usize,
    },
    /// An id with characters that make it hard to type.
    OddId {
        /// What to write.
        write: String,
    },
    /// Two steps with the same written id.
    IdTwice {
        /// The id.
        id: String,
        /// The line of the first, from 1.
        first: usize,
    },
    /// A list of sides of a length that makes no sense.
    SidesCount {
        /// How many.
        count: usize,
    },
    /// The same side twice.
    SideTwice {
        /// The word.
        word: String,
    },
    /// A figure in another folder.
    FigurePath,
    /// A sound outside of the folder for sounds.
    SoundPath,
    /// A warning: a sound that cannot be used; the shipped one is heard.
    NoSound {
        /// The cue.
        key: &'static str,
        /// Its file.
        name: String,
        /// Why not.
        why: String,
    },
    /// A warning: a sound that is longer than a sound may be.
    LongSound {
        /// The cue.
        key: &'static str,
        /// Its file.
        name: String,
    },
    /// The file is of a format that this program does not know.
    NewerFormat {
        /// As written.
        found: String,
        /// The newest known.
        known: u32,
    },
    /// A warning: more static hold on one side than does good.
    LongStretch {
        /// In all, per side.
        total: Duration,
        /// What a careful author stays under.
        most: Duration,
    },
    /// A warning: the voice is still talking when the hold starts.
    LongSpeech {
        /// How long it talks.
        speech: Duration,
        /// How long there is.
        prep: Duration,
    },
    /// A warning: the roller seems to go where it must not.
    RollerPlace {
        /// The place.
        place: &'static str,
    },
    /// A warning: `about` without `until`.
    AboutUnused,
    /// A place in a figure that is not written as two numbers.
    NoPoint {
        /// The joint, or the key.
        key: &'static str,
    },
    /// A number, or one of the two of a point, that is too small or too large.
    OutOfRange {
        /// The key.
        key: &'static str,
        /// The smallest that may be.
        least: f64,
        /// The largest.
        most: f64,
    },
    /// A figure with a number of poses that makes no movement.
    PoseCount {
        /// How many.
        count: usize,
    },
    /// A joint of a later pose that the first does not have.
    NewJoint {
        /// The joint.
        key: &'static str,
    },
    /// A pose that moves a prop that is not there.
    NoProp {
        /// Its kind.
        kind: &'static str,
    },
    /// A warning: a bone that is longer or shorter than in the first pose.
    BoneLength {
        /// The joint where it begins.
        from: &'static str,
        /// The joint where it ends.
        to: &'static str,
        /// How long it is, in hundredths of its length in the first pose.
        percent: u32,
    },
    /// A warning: a figure that is neither bundled nor a file.
    UnknownFigure {
        /// As written.
        written: String,
        /// What was probably meant.
        near: Option<String>,
    },
}

impl Problem {
    /// Line and column, both from 1, the column in characters; a leading byte order mark does not count.
    pub fn place(&self, text: &str) -> (usize, usize) {
        Lines::new(text).place(text, self.span.start)
    }

    /// Whether the file does not load because of it.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}
