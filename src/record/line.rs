//! A line of the history as it is read: one flat shape, since that is several times as fast as nested ones.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, de};

use super::{Answered, Began, Ending, Entry, Event, Morning, Place, Reached};
use crate::pain::Closest;

/// Every key that any event has. Keys that are not known are passed over.
#[derive(Deserialize)]
struct Line<'a> {
    v: u32,
    #[serde(borrow)]
    session: Cow<'a, str>,
    n: u32,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    event: Cow<'a, str>,
    #[serde(borrow)]
    routine: Option<Cow<'a, str>>,
    #[serde(borrow)]
    warm_up: Option<Cow<'a, str>>,
    #[serde(default)]
    no_roller: bool,
    baseline: Option<u8>,
    offset: Option<i32>,
    step: Option<usize>,
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    set: Option<u32>,
    #[serde(borrow)]
    side: Option<Cow<'a, str>>,
    rep: Option<u32>,
    ms: Option<u64>,
    of_ms: Option<u64>,
    #[serde(default)]
    check: bool,
    #[serde(default)]
    eased: bool,
    score: Option<u8>,
    #[serde(default)]
    easier: bool,
    flagged: Option<bool>,
    #[serde(default)]
    ask: u32,
    #[serde(default)]
    corrected: bool,
    what: Option<Closest>,
    how: Option<Ending>,
    gone: Option<Morning>,
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entry, D::Error> {
        let line = Line::deserialize(deserializer)?;
        let at: Timestamp = line.at.parse().map_err(D::Error::custom)?;
        let event = line.event().map_err(D::Error::missing_field)?;
        let event = event.ok_or_else(|| D::Error::unknown_variant(&line.event, &[]))?;
        if line.baseline.max(line.score) > Some(10) {
            return Err(D::Error::invalid_value(de::Unexpected::Other("a score over 10"), &"0 to 10"));
        }
        Ok(Entry { v: line.v, session: line.session.into_owned(), n: line.n, at, event })
    }
}

impl Line<'_> {
    /// What happened; nothing if the word for it is not known, and the name of a key that it lacks.
    fn event(&self) -> Result<Option<Event>, &'static str> {
        let event = match &*self.event {
            "began" => Event::Began(Began {
                routine: text(&self.routine).ok_or("routine")?,
                warm_up: text(&self.warm_up),
                no_roller: self.no_roller,
                baseline: self.baseline.ok_or("baseline")?,
                offset: self.offset,
            }),
            "reached" => Event::Reached(Reached { place: self.place()?, check: self.check, eased: self.eased }),
            "resumed" => Event::Resumed,
            "declined" => Event::Declined,
            "held" => Event::Held {
                place: self.place()?,
                ms: self.ms.ok_or("ms")?,
                of_ms: self.of_ms.ok_or("of_ms")?,
                eased: self.eased,
            },
            "warmed-up" => Event::WarmedUp { routine: text(&self.routine).ok_or("routine")? },
            "skipped" => {
                let (step, id) = self.step_and_id()?;
                Event::Skipped { step, id }
            }
            "answered" => {
                let (step, id) = self.step_and_id()?;
                let Line { score, easier, flagged, ask, corrected, .. } = *self;
                Event::Answered(Answered { step, id, score, easier, flagged, ask, corrected })
            }
            "stopped" => Event::Stopped { place: self.place()? },
            "closest" => Event::Closest { what: self.what.ok_or("what")? },
            "ended" => Event::Ended { how: self.how.ok_or("how")? },
            "morning" => Event::Morning { gone: self.gone.ok_or("gone")? },
            "deleted" => Event::Deleted,
            _ => return Ok(None),
        };
        Ok(Some(event))
    }

    fn step_and_id(&self) -> Result<(usize, String), &'static str> {
        Ok((self.step.ok_or("step")?, text(&self.id).ok_or("id")?))
    }

    fn place(&self) -> Result<Place, &'static str> {
        let (step, id) = self.step_and_id()?;
        let (set, rep) = (self.set.ok_or("set")?, self.rep.ok_or("rep")?);
        Ok(Place { step, id, set, side: text(&self.side), rep })
    }
}

fn text(words: &Option<Cow<'_, str>>) -> Option<String> {
    words.as_deref().map(str::to_owned)
}
