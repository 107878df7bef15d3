//! Text from files and arguments made harmless, and cut where a person would cut it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many zero-width characters may follow one another; living scripts need about four.
const MOST_MARKS: usize = 8;

/// One line of text that is safe to print: Unicode NFC, everything invisible or steering made visible.
///
/// C0 controls become their pictures (`␛`, `␊`), other controls, bidi overrides and isolates, and lone zero-width
/// characters become their number (`<202e>`). ZWJ, ZWNJ and variation selectors stay. More than eight marks on one
/// character are dropped, and a mark without a character gets a dotted circle to sit on.
pub fn harmless(text: &str) -> String {
    clean(text, |_| false)
}

/// Like [`harmless`], but newlines stay and CRLF becomes one newline.
pub fn harmless_lines(text: &str) -> String {
    clean(&text.replace("\r\n", "\n"), |c| c == '\n')
}

/// One line of prose from a string that may have been written over several: line breaks and tabs, with the spaces
/// round them, become one space.
pub fn folded(text: &str) -> String {
    if is_plain(text) && text.trim().len() == text.len() {
        return text.to_owned();
    }
    let parts = text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty());
    harmless(&parts.collect::<Vec<_>>().join(" "))
}

/// Whether a character would steer a terminal or an eye, and is shown by [`harmless`] as something else.
pub fn steers(c: char) -> bool {
    visible(c).is_some()
}

/// The picture or number that stands for a character that must not reach a terminal.
fn visible(c: char) -> Option<Cow<'static, str>> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).map(|c| c.to_string().into()),
        '\u{7f}' => Some("␡".into()),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => Some(format!("<{:04x}>", u32::from(c)).into()),
        _ => None,
    }
}

/// Whether it is nothing but what a typewriter prints: most text is, and there is nothing to be done about it.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn clean(text: &str, stays: impl Fn(char) -> bool) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        let zero_width = is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        marks = if zero_width { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            continue;
        }
        if out.is_empty() && is_combining_mark(c) {
            out.push('◌');
        }
        match visible(c) {
            Some(shown) if !stays(c) => out.push_str(&shown),
            _ => out.push(c),
        }
    }
    if out.is_ascii() { out } else { out.nfc().collect() }
}

/// `1 step`, `2 steps`.
pub fn count(n: usize, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        _ => format!("{n} {one}s"),
    }
}

/// Columns that a text takes, grapheme by grapheme as cells are filled.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

/// Terminals give a cell of its own to each voice mark of halfwidth kana, which is of no width by its properties.
fn grapheme_width(grapheme: &str) -> usize {
    UnicodeWidthStr::width(grapheme) + grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count()
}

/// The text without the last character that a person would count.
pub fn without_last(text: &str) -> &str {
    text.grapheme_indices(true).next_back().map_or("", |(at, _)| &text[..at])
}

/// The text as names are compared with it: whichever way its accents were typed, in whichever case.
pub fn sought(text: &str) -> String {
    text.to_lowercase().nfc().collect()
}

/// The text, or as many whole graphemes of it as fit into so many columns with an ellipsis.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut left = columns - 1;
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = grapheme_width(grapheme);
        if wide > left {
            break;
        }
        left -= wide;
        end = at + grapheme.len();
    }
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}
