//! The offer to go on with a session that was left or cut off, at the very place that came next.

use std::time::Duration;

use jiff::Timestamp;
use ratatui::Frame;

use crate::action::Action;
use crate::history::{self, Run};
use crate::plan::Plan;
use crate::screen::card::{self, Card};
use crate::screen::{self, Look};
use crate::session::{Next, Point};
use crate::time;
use crate::ui::theme::Role;

/// A session that can be gone on with.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The session.
    pub run: Run,
    /// The plan that it had.
    pub plan: Plan,
    /// Where it is gone on with.
    pub point: Point,
    /// The routine whose start card was to be opened, if one was.
    pub then: Option<String>,
    /// How long ago it was left; none if the clock was set back since.
    ago: Option<Duration>,
}

/// After so long nobody is warm any more. The same time closes a session that stands still.
const COLD: Duration = Duration::from_secs(60 * 60);

impl Offer {
    /// The offer at `now`; none if the place is no longer there.
    pub fn new(run: Run, plan: Plan, then: Option<String>, now: Timestamp) -> Option<Offer> {
        let point = Point::of(&plan, &run)?;
        let ago = history::since(run.last, now).and_then(|ago| Duration::try_from(ago).ok());
        Some(Offer { run, plan, point, then, ago })
    }

    /// Whether it was left so long ago that to leave it is the careful choice.
    pub fn is_cold(&self) -> bool {
        self.ago.is_some_and(|ago| ago > COLD)
    }

    /// Does what the person means.
    pub fn update(&self, action: Action) -> screen::Next {
        match action {
            Action::Enter => screen::Next::Resume,
            Action::Close => screen::Next::Decline,
            Action::Leave => screen::Next::Quit,
            _ => screen::Next::Stay,
        }
    }

    /// Draws the offer.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        card::draw(&self.card(), look, frame);
    }

    /// Its words.
    pub fn card(&self) -> Card {
        let ago = match self.ago {
            None => "a while ago".to_owned(),
            Some(ago) if ago < Duration::from_secs(60) => "just now".to_owned(),
            Some(ago) => format!("{} ago", time::about(ago)),
        };
        let left = format!("{} was left {ago}, {}.", self.plan.name, self.place());
        let lines = vec![(left, Role::Text), (self.step(), Role::Title)];
        let asked = match self.point.at {
            _ if self.is_cold() => "No longer warm: better from the start.",
            Next::Hold(_) => "First you get ready again.",
            Next::Check => "First it asks how that step was.",
        };
        Card { word: "GO ON?", lines, asked: asked.to_owned() }
    }

    fn place(&self) -> String {
        format!("at step {} of {}", self.point.step + 1, self.plan.steps.len())
    }

    /// `Reach: RIGHT, set 2 of 3, rep 4 of 5`.
    fn step(&self) -> String {
        let step = &self.plan.steps[self.point.step];
        let Some(segment) = self.point.segment(&self.plan, &self.run) else {
            return format!("{}: its pain check", step.name);
        };
        let course = self.point.course(&self.plan, &self.run);
        let side = step.side(segment).map(str::to_uppercase);
        let of = |what: &str, n: u32, all: u32| (all > 1).then(|| format!("{what} {n} of {all}"));
        let words = [side, of("set", segment.set, course.sets), of("rep", segment.rep, course.reps)];
        let words: Vec<String> = words.into_iter().flatten().collect();
        if words.is_empty() { step.name.clone() } else { format!("{}: {}", step.name, words.join(", ")) }
    }
}
