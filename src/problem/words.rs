//! The words for every kind of problem: what is wrong, at the place, what to do, and how bad it is.

use std::time::Duration;

use super::{Kind, Problem, Scope, Severity};
use crate::text;

impl Problem {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self.kind {
            Kind::UnknownCondition { .. }
            | Kind::NoSound { .. }
            | Kind::LongSound { .. }
            | Kind::LongStretch { .. }
            | Kind::LongSpeech { .. }
            | Kind::RollerPlace { .. }
            | Kind::BoneLength { .. }
            | Kind::UnknownFigure { .. }
            | Kind::AboutUnused => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The sentence that says what is wrong, without place.
    pub fn title(&self) -> String {
        match &self.kind {
            Kind::NotUtf8 => "this file is not UTF-8 text".into(),
            Kind::Utf16 => "this file is UTF-16 text, not UTF-8".into(),
            Kind::ZeroByte => "this is no text file: it has a zero byte".into(),
            Kind::FileTooLarge { bytes, most } => {
                format!("this file has {bytes} bytes, it may have {most}")
            }
            Kind::StrayMark => "an invisible byte order mark inside the file".into(),
            Kind::Syntax { message } => clean(message.trim_end_matches(", expected nothing"), 200),
            Kind::NoValue => "there is nothing behind the `=`".into(),
            Kind::NoQuotes { written } => format!("text must stand in quotes: {}", name(written)),
            Kind::CurlyQuotes => "curly quotes do not count as quotes".into(),
            Kind::BooleanCase { write } => format!("`{write}` is written small"),
            Kind::Unclosed { bracket } => format!("a `{bracket}` is missing"),
            Kind::NoEquals => "an `=` is missing".into(),
            Kind::BadEscape => "a `\\` in a text must be doubled".into(),
            Kind::MoreBehindValue => "there is something behind the value".into(),
            Kind::ControlCharacter => "a control character".into(),
            Kind::KeyTwice { key } => format!("{} is there twice", name(key)),
            Kind::TimeWithoutQuotes { written, .. } => format!("{} must stand in quotes", name(written)),
            Kind::NoTime { written } => format!("{} is not a length of time", name(written)),
            Kind::OddTime { written, .. } => format!("{} is not how a length of time is written", name(written)),
            Kind::UnknownKey { key, scope, .. } => format!("unknown key {} in {}", name(key), scope.words()),
            Kind::Misplaced { key, scope, .. } => format!("{} has no place in {}", name(key), scope.words()),
            Kind::SingleBrackets { table } => format!("a {table} needs double brackets"),
            Kind::WrongType { key, wanted, .. } => format!("{} must be {wanted}", name(key)),
            Kind::UnknownWord { key, written, .. } => format!("`{key}` cannot be {}", name(written)),
            Kind::UnknownCondition { written, .. } => {
                format!("{} is not on the list of conditions that are asked about", name(written))
            }
            Kind::Missing { key, scope } => format!("{} has no `{key}`", scope.words()),
            Kind::NoHold => "a step without `hold`".into(),
            Kind::HoldAndUntil => "a step has either `hold` or `until`, not both".into(),
            Kind::HoldAndAbout => "`easier` has either `hold` or `about`, not both".into(),
            Kind::NoStep => "a routine without a step".into(),
            Kind::Empty { key } => format!("{} is empty", name(key)),
            Kind::Zero { key } => format!("`{key}` must be more than 0"),
            Kind::Negative { key } => format!("`{key}` cannot be negative"),
            Kind::NotWhole { key } => format!("`{key}` must be a whole number"),
            Kind::NotANumber { key } => format!("`{key}` must be a number that can be counted"),
            Kind::TooShort { key, least } => format!("`{key}` must be at least {}", length(*least)),
            Kind::TooLong { key, most } => format!("`{key}` can be at most {}", length(*most)),
            Kind::TooMany { key: "step", most } => format!("a routine can have at most {most} steps"),
            Kind::TooMany { key: "prop", most } => format!("a figure can have at most {most} props"),
            Kind::TooFew { key, least } => format!("`{key}` must be at least {least}"),
            Kind::TooMany { key, most } => format!("`{key}` can be at most {most}"),
            Kind::SessionTooLong { total, most } => {
                format!("the session takes {}, it may take {}", length(*total), length(*most))
            }
            Kind::TextTooLong { key, characters, most } => {
                format!("{} has {characters} characters, a text may have {most}", name(key))
            }
            Kind::OddId { .. } => "an id has only letters, digits, `-` and `_`".into(),
            Kind::IdTwice { id, .. } => format!("two steps have the id {}", name(id)),
            Kind::SidesCount { count } => format!("a step has 2 to 4 sides, not {count}"),
            Kind::SideTwice { word } => format!("the side {} is there twice", name(word)),
            Kind::NewerFormat { found, .. } => format!("this file is of format {}", clean(found, 20)),
            Kind::LongStretch { total, .. } => format!("{} of hold on one side is long", length(*total)),
            Kind::LongSpeech { speech, prep } => {
                format!("reading this aloud takes about {}, `prep` is {}", length(*speech), length(*prep))
            }
            Kind::RollerPlace { place } => format!("the roller seems to go under the {place}"),
            Kind::SoundPath => "a sound is a WAV file in the folder `sounds` beside the settings".into(),
            Kind::NoSound { key, name: file, why } => format!("`{key}` cannot sound like {}: {why}", name(file)),
            Kind::LongSound { key, name: file } => format!("the sound {} of `{key}` is longer than 30 s", name(file)),
            Kind::FigurePath => "`figure` is a bundled figure or a file beside the routine".into(),
            Kind::AboutUnused => "`about` counts only with `until`".into(),
            Kind::NoPoint { key } => format!("`{key}` must be a point: two numbers in brackets"),
            Kind::OutOfRange { key, least, most } => format!("`{key}` must be from {least} to {most}"),
            Kind::PoseCount { count } => format!("a figure has 2 to 4 poses, not {count}"),
            Kind::NewJoint { key } => format!("the first pose has no `{key}`"),
            Kind::NoProp { kind } => format!("there is no {kind} that could move"),
            Kind::BoneLength { from, to, percent } => {
                format!("from `{from}` to `{to}` it is {percent} % of what it is in the first pose")
            }
            Kind::UnknownFigure { written, .. } => format!("there is no figure {}", name(written)),
        }
    }

    /// A few words for the place itself, possibly none.
    pub fn label(&self) -> String {
        match &self.kind {
            Kind::StrayMark | Kind::ControlCharacter => "here".into(),
            Kind::NoEquals => "`=` expected".into(),
            Kind::NoValue => "a value is missing".into(),
            Kind::Unclosed { bracket } => format!("`{bracket}` expected"),
            Kind::UnknownKey { near: Some(near), .. }
            | Kind::UnknownWord { near: Some(near), .. }
            | Kind::UnknownCondition { near: Some(near), .. } => did_you_mean(near),
            Kind::UnknownKey { .. } => "not a key of the format".into(),
            Kind::WrongType { found, .. } => format!("this is {found}"),
            Kind::IdTwice { first, .. } => format!("first on line {first}"),
            Kind::KeyTwice { .. } | Kind::SideTwice { .. } => "a second time".into(),
            Kind::UnknownFigure { near: Some(near), .. } => did_you_mean(near),
            Kind::NewerFormat { known, .. } => format!("this unkink reads format {known}"),
            _ => String::new(),
        }
    }

    /// What to do about it, a line for each hint, the most useful first.
    pub fn help(&self) -> Vec<String> {
        let hint: String = match &self.kind {
            Kind::NotUtf8 | Kind::Utf16 => "save it as UTF-8 in your editor".into(),
            Kind::ZeroByte => "is it the right file? If so, save it as UTF-8 text".into(),
            Kind::StrayMark => "delete this line and type it again".into(),
            Kind::FileTooLarge { .. } => "is it the right file?".into(),
            Kind::Syntax { .. } | Kind::NotANumber { .. } => return Vec::new(),
            Kind::NoValue => "write the value, or delete the line".into(),
            Kind::NoQuotes { written } => format!("write \"{}\"", clean(written, 60)),
            Kind::CurlyQuotes => "type straight quotes: \"...\"".into(),
            Kind::BooleanCase { write } => format!("write {write}"),
            Kind::Unclosed { bracket } => format!("write `{bracket}` at the end of what was opened"),
            Kind::NoEquals => "write key = value".into(),
            Kind::BadEscape => "write `\\\\`, or put the text in single quotes".into(),
            Kind::MoreBehindValue => {
                "start a new line for the next key; a text with a quote in it stands in the other quotes".into()
            }
            Kind::ControlCharacter => "delete it".into(),
            Kind::KeyTwice { .. } => "keep one of them".into(),
            Kind::TimeWithoutQuotes { write, .. } | Kind::OddTime { write, .. } => format!("write \"{write}\""),
            Kind::NoTime { .. } => "write seconds such as 30, or \"1m30s\", or \"1:30\"".into(),
            Kind::UnknownKey { scope, allowed, near, .. } => {
                let takes = if *scope == Scope::Settings { "take" } else { "takes" };
                let list = format!("{} {takes} {}", scope.words(), listed(allowed));
                return near.map(did_you_mean).into_iter().chain([list]).collect();
            }
            Kind::Misplaced { belongs, .. } => belongs.where_to_move().into(),
            Kind::SingleBrackets { table } => format!("write [[{table}]]"),
            Kind::WrongType { wanted, found, .. } if *found == "a text" && wanted.starts_with("a list") => {
                "put it in brackets: [\"...\"]".into()
            }
            Kind::WrongType { .. } => return Vec::new(),
            Kind::UnknownWord { key: "sides", .. } => SIDES.into(),
            Kind::UnknownWord { allowed, near, .. } => {
                let list = format!("write {}", choice(allowed));
                return near.map(did_you_mean).into_iter().chain([list]).collect();
            }
            Kind::UnknownCondition { near, .. } => {
                let shown = "the start card will show it as it is written".to_owned();
                return near.map(did_you_mean).into_iter().chain([shown]).collect();
            }
            Kind::Missing { key: "name", scope } => format!("write name = \"...\" {}", scope.where_inside()),
            Kind::Missing { key: "kind", .. } => "write kind = \"floor\", or what else it is".into(),
            Kind::Missing { key, scope: Scope::Pose | Scope::Prop } => {
                format!("write {key} = [0.5, 0.5] below this line")
            }
            Kind::Missing { key, .. } => format!("write {key} = ..."),
            Kind::NoHold => "write hold = 30, or until = \"key\" for the person's own time".into(),
            Kind::HoldAndUntil => "delete one; with `until`, `about` says how long it takes".into(),
            Kind::HoldAndAbout => "delete one".into(),
            Kind::NoStep => "write [[step]], and below it name = \"...\" and hold = 30".into(),
            Kind::Empty { .. } => "write something, or delete the line".into(),
            Kind::Zero { key } if matches!(*key, "hold" | "about") => "to leave the step out, delete it".into(),
            Kind::Zero { .. } => "write 1 or more, or delete the line".into(),
            Kind::Negative { .. } => "write a number without the minus".into(),
            Kind::NotWhole { .. } => "write a number such as 3".into(),
            Kind::TooShort { .. } => "a shorter one cannot be followed".into(),
            Kind::TooLong { key, .. } if matches!(*key, "hold" | "about") => "split it into several steps".into(),
            Kind::TooFew { .. } => "write a larger number".into(),
            Kind::TooMany { key: "prop", .. } => "delete what can be left out".into(),
            Kind::TooLong { .. } | Kind::TooMany { .. } => "write a smaller number".into(),
            Kind::SessionTooLong { .. } => "split it into several routines, or do fewer rounds".into(),
            Kind::TextTooLong { .. } => "a text is read aloud and from two metres away: make it short".into(),
            Kind::OddId { write } => format!("write \"{}\"", clean(write, 60)),
            Kind::IdTwice { .. } => "ids name a step in the memory of pain: give each step its own".into(),
            Kind::SidesCount { .. } => SIDES.into(),
            Kind::SoundPath => "put the file there, and write its name".into(),
            Kind::NoSound { .. } => {
                "it takes WAV files in the folder `sounds`; until then the shipped one is heard".into()
            }
            Kind::LongSound { .. } => {
                "it is heard for 30 s and fades out; a shorter one leaves room for the next".into()
            }
            Kind::FigurePath => "put the file beside the routine and write its name alone".into(),
            Kind::SideTwice { .. } => "give each side its own word".into(),
            Kind::NewerFormat { .. } => "update unkink, or write the file for the older format".into(),
            Kind::LongStretch { most, .. } => {
                format!(
                    "beyond {} in all a stretch gains little and strains more: hold it shorter or less often",
                    length(*most)
                )
            }
            Kind::LongSpeech { .. } => "shorten the position or the first cue, or give `prep` more time".into(),
            Kind::RollerPlace { place } => format!("keep the roller under the upper back, never under the {place}"),
            Kind::AboutUnused => "delete it, or write until = \"key\"".into(),
            Kind::NoPoint { .. } => "write x and y such as [0.5, 0.8], each with a point and not a comma".into(),
            Kind::OutOfRange { key: "seconds", .. } => "it is how long one whole movement takes".into(),
            Kind::OutOfRange { .. } => "the picture goes from 0 to 1: x to the right, y upwards".into(),
            Kind::PoseCount { count: 5.. } => "keep the start and the end of the movement, and what is between".into(),
            Kind::PoseCount { .. } => "write [[pose]] for the start, and one more for the end of the movement".into(),
            Kind::NewJoint { .. } => "write it in the first [[pose]] too: it is in all poses or in none".into(),
            Kind::NoProp { kind } => format!("write [[prop]], and below it kind = \"{kind}\", or delete the line"),
            Kind::BoneLength { .. } => "bones keep their length: move one of the two joints".into(),
            Kind::UnknownFigure { .. } => {
                "put its file beside the routine, or into the folder `figures`; until then none is shown".into()
            }
        };
        vec![hint]
    }
}

const SIDES: &str = "write \"each\" for left and right, or a list of 2 to 4 words";

fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

/// A name out of a file in backticks, harmless and short.
fn name(text: &str) -> String {
    format!("`{}`", clean(text, 40))
}

fn clean(text: &str, columns: usize) -> String {
    // What is cut away need not be cleaned: a text may be a megabyte.
    let head: String = text.chars().take(columns * 4).collect();
    text::cut(&text::harmless(&head), columns).into_owned()
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// `"a"`, `"b"` or `"c"` as they are written in the file.
fn choice(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// `2 h`, `10 min`, `1 min 30 s`, `0.5 s`.
fn length(length: Duration) -> String {
    let (hours, minutes) = (length.as_secs() / 3600, length.as_secs() / 60 % 60);
    let seconds = (length.as_secs() % 60) as f64 + f64::from(length.subsec_millis() / 100) / 10.0;
    let mut parts = Vec::new();
    if hours > 0 {
        parts.push(format!("{hours} h"));
    }
    if minutes > 0 {
        parts.push(format!("{minutes} min"));
    }
    if seconds > 0.0 || parts.is_empty() {
        parts.push(format!("{seconds} s"));
    }
    parts.join(" ")
}
