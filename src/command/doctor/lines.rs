//! The lines of `unkink doctor`: each says how one thing is, and below it what to do.

use super::write;
use crate::error::{Error, Exit};
use crate::text;

/// How a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It works.
    Works,
    /// To be known: it is off, or not needed.
    Aside,
    /// It is wanted and does not work.
    Fails,
}

/// One thing, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    mark: Mark,
    what: String,
    advice: Option<String>,
}

/// What has been printed so far.
#[derive(Debug, Default)]
pub struct Page {
    sections: usize,
    faults: usize,
}

impl Line {
    /// This works.
    pub fn works(what: impl Into<String>) -> Line {
        Line::of(Mark::Works, what.into())
    }

    /// This is only to be known.
    pub fn aside(what: impl Into<String>) -> Line {
        Line::of(Mark::Aside, what.into())
    }

    /// This is wanted and does not work.
    pub fn fails(what: impl Into<String>) -> Line {
        Line::of(Mark::Fails, what.into())
    }

    fn of(mark: Mark, what: String) -> Line {
        Line { mark, what, advice: None }
    }

    /// What to do about it.
    pub fn then(self, advice: impl Into<String>) -> Line {
        Line { advice: Some(advice.into()), ..self }
    }

    /// As text. Whatever came from files or the environment cannot steer the terminal.
    fn shown(&self) -> String {
        let mark = match self.mark {
            Mark::Works => "ok",
            Mark::Aside => "--",
            Mark::Fails => "no",
        };
        let advice = self.advice.iter().map(|advice| format!("      {}\n", text::harmless(advice)));
        format!("  {mark}  {}\n", text::harmless(&self.what)) + &advice.collect::<String>()
    }
}

impl Page {
    /// Prints a section.
    pub fn add(&mut self, title: &str, lines: Vec<Line>) -> Result<(), Error> {
        self.begin(title)?;
        lines.iter().try_for_each(|line| self.line(line))
    }

    /// Prints the title of a section.
    pub fn begin(&mut self, title: &str) -> Result<(), Error> {
        let gap = if self.sections == 0 { "" } else { "\n" };
        self.sections += 1;
        write(&format!("{gap}{title}\n"))
    }

    /// Prints one line of it.
    pub fn line(&mut self, line: &Line) -> Result<(), Error> {
        self.faults += usize::from(line.mark == Mark::Fails);
        write(&line.shown())
    }

    /// Prints what all of it comes to.
    pub fn end(self) -> Result<Exit, Error> {
        let (words, exit) = match self.faults {
            0 => ("nothing is in the way".to_owned(), Exit::Well),
            1 => ("1 thing does not work: the line that begins with `no` says what to do".to_owned(), Exit::No),
            n => (format!("{n} things do not work: the lines that begin with `no` say what to do"), Exit::No),
        };
        write(&format!("\n{words}\n"))?;
        Ok(exit)
    }
}
