//! Lengths of time as people write them, and how to write them well.

use std::time::Duration;

/// Why a text is no length of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unclear {
    /// Not one of the forms.
    Form,
    /// A minus in front.
    Negative,
    /// Readable, but a person would write it like this.
    Write(String),
}

/// Reads `30`, `2.5`, `30s`, `1m30s`, `1:30` and `1:02:03`.
pub(super) fn parse(text: &str) -> Result<Duration, Unclear> {
    let text = text.trim();
    if text.starts_with('-') {
        return Err(Unclear::Negative);
    }
    if text.contains(':') { clock(text) } else { units(text) }
}

/// `1:30` or `1:02:03`: every part after the first has two digits and is under sixty.
fn clock(text: &str) -> Result<Duration, Unclear> {
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 {
        return Err(Unclear::Form);
    }
    let mut total = Duration::ZERO;
    let mut tidy = true;
    for (at, part) in parts.iter().enumerate() {
        let value = number(part).ok_or(Unclear::Form)?;
        let last = at + 1 == parts.len();
        let digits = part.split('.').next().unwrap_or(part).len();
        if !last && part.contains('.') {
            return Err(Unclear::Form);
        }
        tidy &= at == 0 || (digits == 2 && value < Duration::from_secs(60));
        total = total.saturating_mul(60).saturating_add(value);
    }
    if tidy { Ok(total) } else { Err(Unclear::Write(write(total))) }
}

/// `90`, `30s`, `1m30s`, `1h`: units from large to small, the small ones under sixty when a larger one is there.
fn units(text: &str) -> Result<Duration, Unclear> {
    let mut rest = text;
    let mut total = Duration::ZERO;
    let mut last_unit = u32::MAX;
    let mut tidy = true;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let value = number(&rest[..end]).ok_or(Unclear::Form)?;
        let after = rest[end..].trim_start();
        let word = &after[..after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len())];
        let unit = match word {
            "" if last_unit == u32::MAX && after.is_empty() => 1,
            "s" | "sec" => 1,
            "m" | "min" => 60,
            "h" => 3600,
            _ => return Err(Unclear::Form),
        };
        if unit >= last_unit {
            return Err(Unclear::Form);
        }
        tidy &= last_unit == u32::MAX || value < Duration::from_secs(60);
        last_unit = unit;
        total = total.saturating_add(value.saturating_mul(unit));
        rest = after[word.len()..].trim_start();
    }
    match (last_unit, tidy) {
        (u32::MAX, _) => Err(Unclear::Form),
        (_, true) => Ok(total),
        (_, false) => Err(Unclear::Write(write(total))),
    }
}

/// Digits with at most one point between them, to the millisecond; absurd sizes saturate and fail a limit later.
fn number(text: &str) -> Option<Duration> {
    let digits_only = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    if !digits_only(whole) || !digits_only(part) {
        return None;
    }
    seconds(text.parse().ok()?)
}

/// A number of seconds, to the millisecond; none for NaN and what is negative.
pub(super) fn seconds(value: f64) -> Option<Duration> {
    if value.is_nan() || value < 0.0 {
        return None;
    }
    Some(Duration::try_from_secs_f64((value * 1000.0).round() / 1000.0).unwrap_or(Duration::MAX))
}

/// The clearest way to write it: `1:30`, `45`, `2.5`, `1:02:03`.
pub(crate) fn write(length: Duration) -> String {
    let (whole, millis) = (length.as_secs(), length.subsec_millis());
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    let mut text = match (hours, minutes) {
        (0, 0) => rest.to_string(),
        (0, _) => format!("{minutes}:{rest:02}"),
        _ => format!("{hours}:{minutes:02}:{rest:02}"),
    };
    if millis > 0 {
        let part = format!(".{millis:03}");
        text.push_str(part.trim_end_matches('0'));
    }
    text
}
