//! The breath of the hold that runs: what is seen of it, when that changes, and what is heard.

use std::time::Duration;

use super::{Clock, Session, State};
use crate::breath::{Paced, Point};
use crate::effect::Effect;
use crate::time::Moment;

/// What is seen of a breath moves no faster than this, in real time. Each step costs some 40 bytes on a line that may
/// be slow, unless it comes together with a second of the clock.
const STEP: Duration = Duration::from_millis(500);

impl Session {
    /// How finely a breath is seen to move: in so many steps a part at most.
    pub const BREATH_STEPS: u32 = 128;

    /// Where in its breath the hold is that runs, as it is shown; none where no breath paces.
    pub fn breath(&self, now: Moment) -> Option<Point> {
        let (paced, _) = self.paced()?;
        Some(paced.at(self.passed(now)).stepwise(self.breath_step(), Session::BREATH_STEPS))
    }

    /// When what is shown of the breath changes next.
    pub(super) fn breath_changes(&self, now: Moment) -> Option<Moment> {
        let (paced, _) = self.paced()?;
        Some(now + paced.at(self.passed(now)).changes_in(self.breath_step(), Session::BREATH_STEPS))
    }

    /// The breaths with `from` < moment <= `to` that are heard in the present state.
    pub(super) fn breathing(&self, from: Moment, to: Moment) -> Vec<Effect> {
        let Some((paced, began)) = self.audible() else { return Vec::new() };
        let offsets = paced.begin(from.since(began), to.since(began));
        offsets.map(|offset| Effect::Breathe { breath: paced.breath, at: began + offset }).collect()
    }

    /// The breath that is heard from exactly `at` on.
    pub(super) fn breath_begun(&self, at: Moment) -> Option<Effect> {
        let (paced, _) = self.audible()?;
        (self.breath_heard(at) == Some(at)).then_some(Effect::Breathe { breath: paced.breath, at })
    }

    /// When the breath began that is heard at `now`.
    pub(super) fn breath_heard(&self, now: Moment) -> Option<Moment> {
        let (paced, began) = self.audible()?;
        paced.began(now.since(began)).map(|offset| began + offset)
    }

    /// The same as [`Session::paced`]; faster than life no breath is heard.
    fn audible(&self) -> Option<(Paced, Moment)> {
        self.paced().filter(|_| !self.terms.tempo.is_rehearsal())
    }

    /// The hold that runs and is paced, and when it would have begun without a pause.
    fn paced(&self) -> Option<(Paced, Moment)> {
        let breath = self.course().how.breath.filter(|_| self.terms.breath && self.segment().kind.is_work())?;
        match self.state {
            State::Running(Clock::Ends(ends)) => {
                let length = self.length();
                Some((Paced { breath, length: Some(length) }, ends - length))
            }
            State::Running(Clock::Since(since)) => Some((Paced { breath, length: None }, since)),
            _ => None,
        }
    }

    fn breath_step(&self) -> Duration {
        self.terms.tempo.of_real(STEP)
    }
}
