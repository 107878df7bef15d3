//! What can be told at a moment, and what of it is news.

use std::time::Duration;

use super::words::{length, sentence};
use crate::time::Moment;

/// All that can be told at a moment: what was told before is not told again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    lines: Vec<Line>,
    clock: Option<Clock>,
}

#[derive(Debug, Clone, PartialEq)]
struct Line {
    /// What it is about; the same words about something else are news.
    about: String,
    text: String,
    /// What is told when it is gone, while there is still a line about the second.
    gone: Option<(&'static str, String)>,
}

/// A clock that runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Which one.
    pub about: String,
    /// How much of it there was.
    pub length: Duration,
    /// How much is left.
    pub left: Duration,
    /// When that was.
    pub at: Moment,
    /// How often it is told.
    pub told: Told,
}

/// How often a clock is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// At its beginning alone.
    Once,
    /// Ten seconds before its end as well.
    Ten,
    /// That, and the last three seconds.
    Down,
    /// All that, and its half.
    Half,
}

/// What is shorter is not counted down.
const COUNTED: Duration = Duration::from_secs(8);

/// Two looks at a clock may be so far apart from what was to be expected.
const SLACK: Duration = Duration::from_millis(900);

impl Page {
    /// Adds a line about something.
    pub fn add(&mut self, about: &str, text: &str) {
        self.put(about, text, None);
    }

    /// The same; `gone` is told when the line is gone and there is still one about `still`.
    pub fn add_until(&mut self, about: &str, text: &str, gone: &'static str, still: &str) {
        self.put(about, text, Some((gone, still.to_owned())));
    }

    fn put(&mut self, about: &str, text: &str, gone: Option<(&'static str, String)>) {
        let text = sentence(text);
        if !text.is_empty() {
            self.lines.push(Line { about: about.to_owned(), text, gone });
        }
    }

    /// The same, without what is about this.
    pub fn without(mut self, about: &str) -> Page {
        self.lines.retain(|line| line.about != about);
        self
    }

    /// The clock that runs.
    pub fn run(&mut self, clock: Clock) {
        self.clock = Some(clock);
    }

    /// What the first line is about.
    pub fn first_about(&self) -> String {
        self.lines.first().map(|line| line.about.clone()).unwrap_or_default()
    }

    fn has(&self, other: &Line) -> bool {
        self.lines.iter().any(|line| line.about == other.about && line.text == other.text)
    }
}

/// What is to be told when `after` follows `before`.
pub fn news(before: &Page, after: &Page) -> Vec<String> {
    let new = after.lines.iter().filter(|line| !before.has(line));
    let mut told: Vec<String> = new.map(|line| line.text.clone()).collect();
    let gone = before.lines.iter().filter(|line| !after.has(line)).filter_map(|line| line.gone.as_ref());
    let gone = gone.filter(|(_, still)| after.lines.iter().any(|line| line.about == *still));
    told.extend(gone.map(|(words, _)| (*words).to_owned()));
    if let (Some(before), Some(after)) = (&before.clock, &after.clock)
        && before.about == after.about
    {
        told.extend(ticked(before, after));
    }
    told
}

/// What a clock that went on has to tell: that it was changed, or that it comes to a mark.
fn ticked(before: &Clock, after: &Clock) -> Option<String> {
    let expected = before.left.saturating_sub(after.at.since(before.at));
    if expected.abs_diff(after.left) > SLACK {
        return Some(format!("{} left.", length(after.left)));
    }
    let (was, is) = (mark(before), mark(after));
    (is < was).then(|| is.map(|is| said(is, after))).flatten()
}

/// The seconds of the last mark that it has come to; none before the first.
fn mark(clock: &Clock) -> Mark {
    let left = shown(clock.left);
    let half = clock.length.as_secs() / 2;
    let mut marks = Vec::new();
    if clock.told == Told::Half && clock.length >= Duration::from_secs(20) {
        marks.push(half);
    }
    if clock.told != Told::Once && clock.length >= Duration::from_secs(15) && !marks.iter().any(|half| *half < 13) {
        marks.push(10);
    }
    if matches!(clock.told, Told::Down | Told::Half) && clock.length >= COUNTED {
        marks.extend([3, 2, 1]);
    }
    Mark(marks.into_iter().filter(|mark| left <= *mark).min())
}

/// Orders marks as they come: none is before all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark(Option<u64>);

impl Mark {
    fn map<T>(self, f: impl FnOnce(u64) -> T) -> Option<T> {
        self.0.map(f)
    }
}

impl PartialOrd for Mark {
    fn partial_cmp(&self, other: &Mark) -> Option<std::cmp::Ordering> {
        let place = |mark: &Mark| mark.0.unwrap_or(u64::MAX);
        Some(place(self).cmp(&place(other)))
    }
}

fn said(mark: u64, clock: &Clock) -> String {
    let half = clock.told == Told::Half && mark == clock.length.as_secs() / 2;
    match mark {
        1..=3 => format!("{mark}."),
        _ if half => format!("Half: {} left.", length(clock.left)),
        _ => format!("{} left.", length(clock.left)),
    }
}

fn shown(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}
