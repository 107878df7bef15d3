//! Going on with a session of the past: at the very step, side and set that came next.

use super::state::{Choice, Tally};
use super::walk::At;
use super::{Answer, Session, State, Terms};
use crate::effect::Effect;
use crate::history::{Run, StepRun};
use crate::pain::{self, Asked, Outcome, Time};
use crate::plan::{Course, Kind, Pace, Plan, Segment};
use crate::record::{Event, Place, Reached};
use crate::time::Now;

/// Where in a plan a session of the past can be gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Place of the step in the plan, from 0.
    pub step: usize,
    /// The hold that comes next.
    pub at: Next,
}

/// What comes next in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// This segment of its course, which is work.
    Hold(usize),
    /// The check after it.
    Check,
}

impl Point {
    /// The point that `run` had reached in `plan`; none if the step is no longer there.
    pub fn of(plan: &Plan, run: &Run) -> Option<Point> {
        let Some(Reached { place, check, eased }) = run.reached.as_ref() else {
            return Some(Point { step: 0, at: Next::Hold(0) }).filter(|_| !plan.steps.is_empty());
        };
        let is_it = |at: &usize| plan.steps.get(*at).is_some_and(|step| step.id == place.id);
        let step = Some(place.step).filter(is_it).or_else(|| plan.steps.iter().position(|s| s.id == place.id))?;
        let planned = &plan.steps[step];
        let segments = &planned.course(pace(*eased)).segments;
        let side = |word: &str| planned.sides.iter().position(|s| s == word);
        let side = place.side.as_deref().and_then(side).unwrap_or(0);
        let later = |s: &Segment| s.kind.is_work() && (s.set, s.side, s.rep) >= (place.set, side, place.rep);
        let hold = segments.iter().position(later).filter(|_| !check);
        Some(Point { step, at: hold.map_or(Next::Check, Next::Hold) })
    }

    /// The course of its step that `run` was in.
    pub fn course<'a>(&self, plan: &'a Plan, run: &Run) -> &'a Course {
        let eased = run.reached.as_ref().is_some_and(|reached| reached.eased);
        plan.steps[self.step].course(pace(eased))
    }

    /// The hold that comes next in that course.
    pub fn segment<'a>(&self, plan: &'a Plan, run: &Run) -> Option<&'a Segment> {
        match self.at {
            Next::Hold(segment) => self.course(plan, run).segments[segment..].iter().find(|s| s.kind.is_work()),
            Next::Check => None,
        }
    }
}

fn pace(eased: bool) -> Pace {
    if eased { Pace::Eased } else { Pace::Normal }
}

impl Session {
    /// Goes on with `run` at `point` of `plan`, which is the plan it had. The person gets into place again.
    pub fn resume(plan: Plan, terms: Terms, run: &Run, point: Point, now: Now, fx: &mut Vec<Effect>) -> Session {
        let mut session = Session::not_begun(plan, terms, now);
        // Entry numbers are at least as many as askings, so none of these was used.
        (session.kept, session.asks) = (run.next_n, run.next_n);
        run.steps.iter().for_each(|step| session.recall(step));
        session.at.step = point.step;
        match (session.paces[point.step], run.reached.as_ref().map(|reached| reached.eased)) {
            (Choice::Normal, Some(true)) => session.paces[point.step] = Choice::Offered,
            // The person had taken it back.
            (Choice::Offered, Some(false)) => session.decline_ease(),
            _ => {}
        }
        session.keep(Event::Resumed, now, fx);
        session.go_to(point, now, fx);
        session.keep_reached(now, fx);
        session.tell(now, fx);
        session
    }

    /// What was done and answered counts as if it had been now.
    fn recall(&mut self, run: &StepRun) {
        if self.plan.steps.get(run.step).is_none_or(|step| step.id != run.id) {
            return;
        }
        self.at = At { step: run.step, segment: 0 };
        let answer = if run.easier { Some(Answer::Easier) } else { run.score.map(Answer::Score) };
        self.tally[run.step] = Tally {
            done: run.done(),
            cut: run.cut(),
            held: run.held(),
            eased: run.eased,
            skipped: run.skipped,
            stopped: false,
            answer,
        };
        let Some(worst) = run.worst() else { return };
        self.worst = self.worst.max(worst);
        let family = self.plan.steps[run.step].family;
        let asked = Asked {
            score: worst,
            baseline: self.terms.baseline,
            last_session: None,
            time: Time::First,
            sore_steps: 0,
            strict: self.terms.strict,
        };
        if run.is_flagged() {
            self.ease_family(family, Choice::Eased);
            self.flagged.insert(run.id.clone());
            self.sore_steps += 1;
        } else if pain::outcome(asked) == Outcome::Ease {
            self.ease_family(family, Choice::Offered);
        }
    }

    fn go_to(&mut self, point: Point, now: Now, fx: &mut Vec<Effect>) {
        self.at = At { step: point.step, segment: 0 };
        let segments = &self.course().segments;
        let first = segments.iter().position(|s| s.kind.is_work()).unwrap_or(0);
        let after = segments.iter().position(|s| s.kind == Kind::After);
        match (point.at, after) {
            (Next::Hold(segment), _) if segment > first && segment < segments.len() => {
                self.at.segment = segment;
                self.count_in(self.prep_again(), self.whole_segment(), now.mono, fx);
            }
            (Next::Hold(_), _) => self.enter_step(point.step, now.mono, fx),
            (Next::Check, Some(after)) => self.enter_segment(after, now.mono, fx),
            (Next::Check, None) => self.ask_last(now.mono, now, fx),
        }
    }

    /// Keeps what comes next, when that has become another side, set or step, or another pace.
    pub(super) fn keep_reached(&mut self, now: Now, fx: &mut Vec<Effect>) {
        if matches!(self.state, State::Finished(_) | State::Stopped { .. }) {
            return;
        }
        let comes = self.coming();
        let is_known = |known: &Reached| {
            let rep = comes.place.rep;
            *known == comes || Reached { place: Place { rep, ..known.place.clone() }, ..*known } == comes
        };
        if !self.reached.as_ref().is_some_and(is_known) {
            self.reached = Some(comes.clone());
            self.keep(Event::Reached(comes), now, fx);
        }
    }

    /// The hold that runs or comes next in this step, else its check.
    fn coming(&self) -> Reached {
        let segments = &self.course().segments;
        let hold = segments[self.at.segment..].iter().find(|s| s.kind.is_work()).filter(|_| !self.is_over());
        let last = || segments.iter().rfind(|s| s.kind.is_work()).unwrap_or(self.segment());
        let place = self.place_of(hold.unwrap_or_else(last));
        Reached { place, check: hold.is_none(), eased: self.pace(self.at.step) == Pace::Eased }
    }
}
