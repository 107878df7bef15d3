//! Words that are read aloud: sentences with an end, lengths without a colon, sides.

use std::time::Duration;

use crate::text;

/// The text as a sentence: signs of the screen become words, and it ends.
pub fn sentence(words: &str) -> String {
    let words = words.trim().trim_start_matches("· ").replace(" · ", ", ").replace("→ ", "").replace('×', "times");
    match words.chars().last() {
        None => String::new(),
        Some('.' | '?' | '!' | ':') => words,
        Some(_) => words + ".",
    }
}

/// `1 minute 30 seconds`; a second that has begun counts.
pub fn length(length: Duration) -> String {
    let seconds = length.as_secs() + u64::from(length.subsec_nanos() > 0);
    let part = |n: u64, one| (n > 0).then(|| text::count(n as usize, one));
    let parts = [part(seconds / 3600, "hour"), part(seconds / 60 % 60, "minute"), part(seconds % 60, "second")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "0 seconds".to_owned() } else { parts.join(" ") }
}

/// `left` is `left side`; another word stands for itself.
pub fn side(word: &str) -> String {
    match word {
        "left" | "right" => format!("{word} side"),
        _ => word.to_owned(),
    }
}

/// Large letters as words: `NOT TODAY` is `Not today`.
pub fn lowered(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
}
