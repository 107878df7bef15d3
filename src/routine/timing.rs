//! The timing keys, which a step and `[defaults]` share: read, and merged.

use std::time::Duration;

use toml::de::DeValue;

use super::{Breath, duration, keys, strangers};
use crate::problem::{Kind, Reader, Scope, Section};

/// A repetition, or a pace, that a person can follow.
pub(crate) const LEAST: Duration = Duration::from_millis(500);
/// The longest hold.
pub(crate) const MOST_HOLD: Duration = Duration::from_secs(10 * 60);
/// The longest session; nothing in it can be longer.
pub(super) const MOST_SESSION: Duration = Duration::from_secs(2 * 60 * 60);
/// The longest part of a breath.
pub(super) const MOST_BREATH: Duration = Duration::from_secs(60);
/// More than these are slips of the finger; they also bound the plan.
pub(crate) const MOST_REPS: u32 = 200;
pub(crate) const MOST_SETS: u32 = 50;

// What holds where nothing is written.
/// To get into place.
pub(super) const PREP: Duration = Duration::from_secs(10);
/// Between repetitions.
pub(super) const GAP: Duration = Duration::ZERO;
/// Between sets.
pub(super) const REST: Duration = Duration::from_secs(20);
/// After a step.
pub(super) const AFTER: Duration = Duration::from_secs(10);
/// To change sides.
pub(super) const SWITCH: Duration = Duration::from_secs(5);
/// A side in the person's own time, for totals.
pub(super) const ABOUT: Duration = Duration::from_secs(30);

/// What one table says about timing; none where it is silent.
#[derive(Debug, Clone, Default)]
pub(super) struct Timing {
    pub hold: Option<Duration>,
    /// Whether `hold` is there, though it may be unreadable.
    pub hold_written: bool,
    pub about: Option<Duration>,
    pub reps: Option<u32>,
    pub gap: Option<Duration>,
    pub sets: Option<u32>,
    pub rest: Option<Duration>,
    pub after: Option<Duration>,
    pub switch: Option<Duration>,
    pub prep: Option<Duration>,
    pub tick: Option<Duration>,
    pub breath: Option<Breath>,
}

impl Timing {
    /// Reads every timing key of a table.
    pub fn read<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>) -> Timing {
        Timing {
            hold: length(reader, section, "hold", LEAST, MOST_HOLD),
            hold_written: section.has("hold"),
            about: length(reader, section, "about", LEAST, MOST_SESSION),
            reps: reader.count(section, "reps", 1, MOST_REPS),
            gap: length(reader, section, "gap", Duration::ZERO, MOST_SESSION),
            sets: reader.count(section, "sets", 1, MOST_SETS),
            rest: length(reader, section, "rest", Duration::ZERO, MOST_SESSION),
            after: length(reader, section, "after", Duration::ZERO, MOST_SESSION),
            switch: length(reader, section, "switch", Duration::ZERO, MOST_SESSION),
            prep: length(reader, section, "prep", Duration::ZERO, MOST_SESSION),
            tick: length(reader, section, "tick", LEAST, MOST_HOLD),
            breath: breath(reader, section),
        }
    }

    /// This, and what it is silent about from another.
    pub fn or(self, other: &Timing) -> Timing {
        Timing {
            hold: self.hold.or(other.hold),
            hold_written: self.hold_written || other.hold_written,
            about: self.about.or(other.about),
            reps: self.reps.or(other.reps),
            gap: self.gap.or(other.gap),
            sets: self.sets.or(other.sets),
            rest: self.rest.or(other.rest),
            after: self.after.or(other.after),
            switch: self.switch.or(other.switch),
            prep: self.prep.or(other.prep),
            tick: self.tick.or(other.tick),
            breath: self.breath.or(other.breath),
        }
    }
}

fn breath<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>) -> Option<Breath> {
    let inner = reader.section(section, "breath", Scope::Breath)?;
    reader.unknown(&inner, keys::BREATH, |key| strangers::stranger(key, Scope::Breath, keys::BREATH));
    let mut part = |key| match length(reader, &inner, key, Duration::ZERO, MOST_BREATH) {
        Some(length) => Some(length),
        None => (!inner.has(key)).then_some(Duration::ZERO),
    };
    let (r#in, hold, out, pause) = (part("in"), part("hold"), part("out"), part("pause"));
    let breath = Breath { r#in: r#in?, hold: hold?, out: out?, pause: pause? };
    if breath.r#in + breath.hold + breath.out + breath.pause < Duration::from_secs(1) {
        reader.note(Kind::TooShort { key: "breath", least: Duration::from_secs(1) }, inner.span);
        return None;
    }
    Some(breath)
}

/// A length of time from `least`, which zero allows to be zero, to `most`.
fn length<'t>(
    reader: &mut Reader<'t>,
    section: &Section<'_, 't>,
    key: &'static str,
    least: Duration,
    most: Duration,
) -> Option<Duration> {
    let value = reader.sound(section, key)?;
    let read = match value.get_ref() {
        DeValue::Integer(number) => whole(number.as_str(), number.radix(), key),
        DeValue::Float(number) => decimal(number.as_str(), key),
        DeValue::String(text) => written(text, key),
        DeValue::Datetime(_) => {
            let raw = reader.text.get(value.span()).unwrap_or_default().to_owned();
            let write = match duration::parse(&raw) {
                Ok(length) => duration::write(length),
                Err(duration::Unclear::Write(write)) => write,
                Err(_) => "1:30".to_owned(),
            };
            // A date is no slip of the quotes.
            if raw.contains('-') {
                Err(Kind::NoTime { written: raw })
            } else {
                Err(Kind::TimeWithoutQuotes { written: raw, write })
            }
        }
        _ => {
            reader.wrong_type(key, "a length of time such as 30 or \"1:30\"", value);
            return None;
        }
    };
    let kind = match read {
        Ok(length) if length.is_zero() && !least.is_zero() => Kind::Zero { key },
        Ok(length) if length < least => Kind::TooShort { key, least },
        Ok(length) if length > most => Kind::TooLong { key, most },
        Ok(length) => return Some(length),
        Err(kind) => kind,
    };
    reader.note(kind, value.span());
    None
}

fn whole(digits: &str, radix: u32, key: &'static str) -> Result<Duration, Kind> {
    if digits.starts_with('-') && digits.bytes().any(|b| b.is_ascii_hexdigit() && b != b'0') {
        return Err(Kind::Negative { key });
    }
    let digits = digits.trim_start_matches('-');
    Ok(u64::from_str_radix(digits, radix).map_or(Duration::MAX, Duration::from_secs))
}

fn decimal(digits: &str, key: &'static str) -> Result<Duration, Kind> {
    match digits.parse::<f64>() {
        Ok(value) if value.is_nan() || value.is_infinite() && digits.contains("inf") => Err(Kind::NotANumber { key }),
        Ok(value) if value < 0.0 => Err(Kind::Negative { key }),
        Ok(value) => duration::seconds(value).ok_or(Kind::NotANumber { key }),
        Err(_) => Err(Kind::NotANumber { key }),
    }
}

fn written(text: &str, key: &'static str) -> Result<Duration, Kind> {
    duration::parse(text).map_err(|unclear| match unclear {
        duration::Unclear::Negative => Kind::Negative { key },
        duration::Unclear::Form => Kind::NoTime { written: text.to_owned() },
        duration::Unclear::Write(write) => Kind::OddTime { written: text.to_owned(), write },
    })
}
