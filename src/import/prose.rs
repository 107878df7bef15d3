//! Texts of strangers as plain lines: without HTML, harmless, in sentences, and no longer than allowed.

use unicode_segmentation::UnicodeSegmentation;

use crate::routine::MOST_TEXT;
use crate::text;

/// Whether a text had to be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// All of it is there.
    Whole,
    /// The end is missing.
    Cut,
}

/// More of a text is not looked at: whatever it is, it is no instruction.
const MOST_WRITTEN: usize = 16 * 1024;

/// One harmless line of at most [`MOST_TEXT`] characters.
pub(super) fn line(written: &str) -> (String, Length) {
    fitted(plain(written))
}

/// As much of a harmless line as is allowed.
pub(super) fn fitted(plain: String) -> (String, Length) {
    if plain.chars().count() <= MOST_TEXT { (plain, Length::Whole) } else { (cut(&plain), Length::Cut) }
}

/// A harmless line of any length, without HTML.
pub(super) fn plain(written: &str) -> String {
    let end = written.char_indices().map(|(at, _)| at).take_while(|&at| at <= MOST_WRITTEN).last();
    let start = if written.len() > MOST_WRITTEN { &written[..end.unwrap_or(0)] } else { written };
    spaced(&text::folded(&without_html(start)))
}

/// Single spaces, and none at the ends.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text up to the end of a sentence, or else of a word, with room for an ellipsis.
fn cut(text: &str) -> String {
    let mut end = 0;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count == MOST_TEXT - 1 {
            end = at;
            break;
        }
        end = at + c.len_utf8();
    }
    let start = &text[..end];
    let half = start.len() / 2;
    let sentence = start.rmatch_indices(['.', '!', '?', '。']).map(|(at, mark)| at + mark.len());
    if let Some(end) = sentence.filter(|&end| text[end..].starts_with(char::is_whitespace)).find(|&end| end > half) {
        return start[..end].to_owned();
    }
    let word = start.rfind(char::is_whitespace).filter(|&at| at > half);
    let whole = start.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    format!("{}…", start[..word.unwrap_or(whole)].trim_end())
}

/// A text without tags and entities; what breaks a line in a browser breaks a sentence here.
fn without_html(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let Some(end) = rest.find('>') else { break };
        match is_tag {
            true => {
                end_sentence(&mut out, &rest[1..end]);
                rest = &rest[end + 1..];
            }
            false => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    decoded(&out)
}

/// What a tag leaves behind: nothing inside a line, else a space, and a full stop where a sentence has none.
fn end_sentence(out: &mut String, tag: &str) {
    const BREAKS: [&str; 8] = ["br", "p", "li", "div", "ul", "ol", "tr", "h"];
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphabetic).collect();
    if !BREAKS.contains(&name.to_ascii_lowercase().as_str()) {
        return;
    }
    let trimmed = out.trim_end();
    if trimmed.ends_with(char::is_alphanumeric) {
        out.truncate(trimmed.len());
        out.push('.');
    }
    out.push(' ');
}

/// The entities that programs write; any other stays as it is.
fn decoded(text: &str) -> String {
    const ENTITIES: [(&str, &str); 8] = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        // The last: what it uncovers is text.
        ("&amp;", "&"),
    ];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, stands_for)| text.replace(entity, stands_for))
}

/// The sentences of a text, each with its mark.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '!', '?']) {
        let end = at + mark.len();
        if text[end..].starts_with(char::is_whitespace) || end == text.len() {
            found.push(text[start..end].trim());
            start = end;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    found
}
