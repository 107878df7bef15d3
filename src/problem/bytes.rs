//! The bytes of a file as text, or the one problem that hides all others.

use super::{Kind, Problem};

/// Bytes that are no text of a file that is read here.
#[derive(Debug, Clone, PartialEq)]
pub struct NoText {
    /// The text that the problem points into: what is no UTF-8 replaced, or nothing.
    pub text: String,
    /// Why.
    pub problem: Problem,
}

/// The text of a file of at most so many bytes.
///
/// # Errors
/// It is too large, no UTF-8, or has a zero byte in it.
pub fn text_of(bytes: &[u8], most: usize) -> Result<&str, NoText> {
    let refuse = |text: String, kind, span| Err(NoText { text, problem: Problem { kind, span } });
    if bytes.len() > most {
        return refuse(String::new(), Kind::FileTooLarge { bytes: bytes.len(), most }, 0..0);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refuse(String::new(), Kind::Utf16, 0..0);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            Some(at) => refuse(text.to_owned(), Kind::ZeroByte, at..at + 1),
            None => Ok(text),
        },
        Err(error) => {
            let start = error.valid_up_to();
            let text = String::from_utf8_lossy(bytes).into_owned();
            refuse(text, Kind::NotUtf8, start..start + char::REPLACEMENT_CHARACTER.len_utf8())
        }
    }
}
