//! Numbers and units as English words, for a voice that is to read them as people say them.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What follows a number, as it is written, for one and for several of it.
const UNITS: &[(&str, &str, &str)] = &[
    ("s", "second", "seconds"),
    ("sec", "second", "seconds"),
    ("min", "minute", "minutes"),
    ("mm", "millimetre", "millimetres"),
    ("cm", "centimetre", "centimetres"),
    ("m", "metre", "metres"),
    ("kg", "kilogram", "kilograms"),
    ("°", "degree", "degrees"),
    ("%", "percent", "percent"),
    ("x", "times", "times"),
    ("×", "times", "times"),
];

/// `text` with every whole number up to 999 in words, and the unit behind it: `hold 30 s` is "hold thirty seconds",
/// `15-60 cm` is "fifteen to sixty centimetres".
pub fn in_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = &rest[..end];
        // Part of a word, such as T4, or of a decimal: an engine knows how to read those.
        let inside = out.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == ',' || c == ':');
        let decimal =
            rest[end..].starts_with(['.', ',', ':']) && rest[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        rest = &rest[end..];
        match digits.parse::<u32>().ok().filter(|n| *n < 1000 && !inside && !decimal) {
            None => out.push_str(digits),
            Some(n) => {
                out.push_str(&words(n));
                rest = after(n, rest, &mut out);
            }
        }
    }
    out + rest
}

/// Says the unit, or that a range goes on, and gives what follows.
fn after<'t>(n: u32, rest: &'t str, out: &mut String) -> &'t str {
    let range = rest.strip_prefix(['-', '–']).filter(|on| on.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(on) = range {
        out.push_str(" to ");
        return on;
    }
    let close = rest.trim_start_matches(' ');
    let end = close.find(|c: char| !c.is_alphabetic() && !matches!(c, '°' | '%' | '×')).unwrap_or(close.len());
    match UNITS.iter().find(|(unit, ..)| *unit == &close[..end]) {
        None => rest,
        Some((_, one, several)) => {
            out.push(' ');
            out.push_str(if n == 1 { one } else { several });
            &close[end..]
        }
    }
}

/// A number up to 999.
pub fn words(n: u32) -> String {
    let at = |n: u32| n as usize;
    match n {
        0..20 => SMALL[at(n)].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[at(n / 10)].to_owned(),
        20..100 => format!("{}-{}", TENS[at(n / 10)], SMALL[at(n % 10)]),
        _ if n.is_multiple_of(100) => format!("{} hundred", words(n / 100 % 10)),
        _ => format!("{} hundred and {}", words(n / 100 % 10), words(n % 100)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_units_are_said_as_people_say_them() {
        for (written, said) in [
            ("hold 30 s", "hold thirty seconds"),
            ("15-60 cm from the wall", "fifteen to sixty centimetres from the wall"),
            ("Breathe in for 4, out for 6.", "Breathe in for four, out for six."),
            ("about a foot (30 cm) out", "about a foot (thirty centimetres) out"),
            ("more than 3 out of 10", "more than three out of ten"),
            ("1 min, then 2 min", "one minute, then two minutes"),
            ("bend to 90°", "bend to ninety degrees"),
            ("3 × 5", "three times five"),
            ("105 steps", "one hundred and five steps"),
            ("T4, 2.5 kg, 1:30, 2026", "T4, 2.5 kg, 1:30, 2026"),
            ("20 sets", "twenty sets"),
            ("no number", "no number"),
            ("7", "seven"),
            ("999", "nine hundred and ninety-nine"),
        ] {
            assert_eq!(in_words(written), said);
        }
    }
}
