//! Reads a TOML table by hand, key by key, and notes every problem with its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Kind, Lines, Mended, Problem, Scope, Tree, nearest};
use crate::text;

/// Reads values out of one text and collects what is wrong with them.
///
/// A value on a line whose writing is broken is taken as there but unreadable: nothing more is said about it.
#[derive(Debug)]
pub struct Reader<'t> {
    /// The text that is read.
    pub text: &'t str,
    /// Its lines.
    pub lines: Lines,
    /// Lines whose writing is broken, in order.
    faults: Vec<usize>,
    /// Lines below a header whose writing is broken, up to the next: nobody knows which table they are of.
    homeless: Vec<Range<usize>>,
    problems: Vec<Problem>,
}

/// One table of the text.
#[derive(Debug, Clone)]
pub struct Section<'d, 't> {
    /// Which.
    pub scope: Scope,
    /// Its keys and values.
    pub table: &'d DeTable<'t>,
    /// Its header, or where it starts.
    pub span: Range<usize>,
}

impl<'d, 't> Section<'d, 't> {
    /// Whether the key is there, readable or not.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&'d Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// Where the value of a key is, or the table if the key is not there.
    pub fn place(&self, key: &str) -> Range<usize> {
        self.value(key).map_or_else(|| self.span.clone(), Spanned::span)
    }
}

impl<'t> Reader<'t> {
    /// Reads the text as TOML, as far as it goes.
    pub fn new(mended: &'t Mended<'_>) -> (Reader<'t>, Tree<'t>) {
        let text = mended.text;
        let lines = Lines::new(text);
        let (tree, problems) = mended.parse(&lines);
        let faults: Vec<usize> = problems.iter().map(|problem| lines.index(problem.span.start)).collect();
        let homeless = below_broken_headers(text, &faults);
        (Reader { text, lines, faults, homeless, problems }, tree)
    }

    /// Whether the header above this byte is broken.
    fn is_homeless(&self, byte: usize) -> bool {
        let line = self.lines.index(byte);
        let at = self.homeless.partition_point(|lines| lines.end <= line);
        self.homeless.get(at).is_some_and(|lines| lines.contains(&line))
    }

    /// Notes a problem.
    pub fn note(&mut self, kind: Kind, span: Range<usize>) {
        self.problems.push(Problem { kind, span });
    }

    /// All problems by place, errors before warnings where they share one.
    pub fn finish(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.severity()), p.span.end));
        self.problems
    }

    /// Whether the writing is broken somewhere in these bytes, so that something may be missing in what was read.
    pub fn is_broken(&self, span: Range<usize>) -> bool {
        if self.faults.is_empty() {
            return false;
        }
        let (first, last) = (self.lines.index(span.start), self.lines.index(span.end));
        let at = self.faults.partition_point(|&line| line < first);
        self.faults.get(at).is_some_and(|&line| line <= last)
    }

    /// The value of a key if it is there and its writing is sound.
    pub fn sound<'d>(&self, section: &Section<'d, 't>, key: &str) -> Option<&'d Spanned<DeValue<'t>>> {
        section.value(key).filter(|value| !self.is_broken(value.span()))
    }

    /// Notes every key that is not allowed; `other` may know better than "unknown" and what is near.
    pub fn unknown(
        &mut self,
        section: &Section<'_, 't>,
        allowed: &'static [&'static str],
        other: impl Fn(&str) -> Option<Kind>,
    ) {
        for (key, _) in section.table.iter().filter(|(key, _)| !allowed.contains(&key.get_ref().as_ref())) {
            if self.is_broken(key.span()) || self.is_homeless(key.span().start) {
                continue;
            }
            let unknown = || {
                let near = nearest(key.get_ref(), allowed);
                Kind::UnknownKey { key: key.get_ref().to_string(), scope: section.scope, near, allowed }
            };
            let kind = other(key.get_ref()).unwrap_or_else(unknown);
            self.note(kind, key.span());
        }
    }

    /// Notes that a value is of the wrong type.
    pub fn wrong_type(&mut self, key: &str, wanted: &'static str, value: &Spanned<DeValue<'_>>) {
        self.note(Kind::WrongType { key: key.to_owned(), wanted, found: found(value.get_ref()) }, value.span());
    }

    /// A text of at most so many characters, folded to one harmless line.
    pub fn text(&mut self, section: &Section<'_, 't>, key: &str, most: usize) -> Option<String> {
        let value = self.sound(section, key)?;
        self.text_of(key, value, most)
    }

    fn text_of(&mut self, key: &str, value: &Spanned<DeValue<'_>>, most: usize) -> Option<String> {
        let Some(written) = value.get_ref().as_str() else {
            self.wrong_type(key, "a text in quotes", value);
            return None;
        };
        let folded = text::folded(written);
        let characters = folded.chars().count();
        if characters > most {
            self.note(Kind::TextTooLong { key: key.to_owned(), characters, most }, value.span());
            return None;
        }
        Some(folded)
    }

    /// A text that says something.
    pub fn filled_text(&mut self, section: &Section<'_, 't>, key: &str, most: usize) -> Option<String> {
        let text = self.text(section, key, most)?;
        if text.is_empty() {
            self.note(Kind::Empty { key: key.to_owned() }, section.place(key));
            return None;
        }
        Some(text)
    }

    /// A list of texts, each with its place; faulty ones are noted and left out.
    pub fn texts(&mut self, section: &Section<'_, 't>, key: &str, most: usize) -> Option<Vec<(String, Range<usize>)>> {
        let value = self.sound(section, key)?;
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of texts", value);
            return None;
        };
        let mut texts = Vec::with_capacity(list.len());
        for item in list.iter() {
            match self.text_of(key, item, most) {
                Some(text) if text.is_empty() => self.note(Kind::Empty { key: key.to_owned() }, item.span()),
                Some(text) => texts.push((text, item.span())),
                None => {}
            }
        }
        Some(texts)
    }

    /// One word of a closed list.
    pub fn word(
        &mut self,
        section: &Section<'_, 't>,
        key: &'static str,
        allowed: &'static [&'static str],
    ) -> Option<&'static str> {
        let value = self.sound(section, key)?;
        let Some(written) = value.get_ref().as_str() else {
            self.wrong_type(key, "a text in quotes", value);
            return None;
        };
        let known = allowed.iter().copied().find(|&word| word == written);
        if known.is_none() {
            let near = nearest(written, allowed);
            self.note(Kind::UnknownWord { key, written: written.to_owned(), near, allowed }, value.span());
        }
        known
    }

    /// True or false.
    pub fn flag(&mut self, section: &Section<'_, 't>, key: &str) -> Option<bool> {
        let value = self.sound(section, key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, "true or false", value);
        }
        flag
    }

    /// A whole number from `least` to `most`.
    pub fn count(&mut self, section: &Section<'_, 't>, key: &'static str, least: u32, most: u32) -> Option<u32> {
        let value = self.sound(section, key)?;
        let kind = match value.get_ref() {
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(count) if count < 0 => Kind::Negative { key },
                Err(_) if number.as_str().starts_with('-') => Kind::Negative { key },
                Ok(count) if count < i64::from(least) && least > 1 => Kind::TooFew { key, least: u64::from(least) },
                Ok(count) if count < i64::from(least) => Kind::Zero { key },
                Ok(count) if count <= i64::from(most) => return u32::try_from(count).ok(),
                _ => Kind::TooMany { key, most: u64::from(most) },
            },
            DeValue::Float(_) => Kind::NotWhole { key },
            _ => {
                self.wrong_type(key, "a whole number", value);
                return None;
            }
        };
        self.note(kind, value.span());
        None
    }

    /// A number from `least` to `most`, whole or not.
    pub fn number(&mut self, section: &Section<'_, 't>, key: &'static str, least: f64, most: f64) -> Option<f64> {
        let value = self.sound(section, key)?;
        let Some(number) = number(value.get_ref()) else {
            self.wrong_type(key, "a number", value);
            return None;
        };
        self.within(key, number, least, most, value.span())
    }

    /// Two numbers in brackets, each from `least` to `most`.
    pub fn point(&mut self, section: &Section<'_, 't>, key: &'static str, least: f64, most: f64) -> Option<(f64, f64)> {
        let value = self.sound(section, key)?;
        let list = value.get_ref().as_array().map(|list| list.as_ref());
        let numbers = match list {
            Some([x, y]) => number(x.get_ref()).zip(number(y.get_ref())),
            _ => None,
        };
        let Some((x, y)) = numbers else {
            self.note(Kind::NoPoint { key }, value.span());
            return None;
        };
        let x = self.within(key, x, least, most, value.span())?;
        Some((x, self.within(key, y, least, most, value.span())?))
    }

    fn within(&mut self, key: &'static str, number: f64, least: f64, most: f64, span: Range<usize>) -> Option<f64> {
        let fits = (least..=most).contains(&number);
        if !fits {
            self.note(Kind::OutOfRange { key, least, most }, span);
        }
        fits.then_some(number)
    }

    /// A table inside this one.
    pub fn section<'d>(&mut self, section: &Section<'d, 't>, key: &str, scope: Scope) -> Option<Section<'d, 't>> {
        let value = self.sound(section, key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, "a table such as { ... }", value);
            return None;
        };
        Some(Section { scope, table, span: value.span() })
    }
}

/// The lines below each header on one of the lines `faults`, which are in order.
fn below_broken_headers(text: &str, faults: &[usize]) -> Vec<Range<usize>> {
    let is_header = |line: &str| line.trim_start().starts_with('[');
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    let mut faults = faults.iter().copied().peekable();
    for (at, line) in text.split('\n').enumerate() {
        while faults.next_if(|fault| *fault < at).is_some() {}
        if is_header(line) {
            found.extend(open.take().map(|from| from..at));
            open = (faults.peek() == Some(&at)).then_some(at + 1);
        }
    }
    found.extend(open.map(|from| from..usize::MAX));
    found
}

/// A number, whole or not; one that is larger than anything is infinite.
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => {
            Some(i64::from_str_radix(number.as_str(), number.radix()).map_or(f64::INFINITY, |whole| whole as f64))
        }
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

/// What a value is, in words.
fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time of day",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
