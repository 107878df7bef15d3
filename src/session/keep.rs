//! What a session keeps: an entry for every hold and every answer, and how it ended.

use std::time::Duration;

use super::{Left, Question, Round, Session, State, Still, Wait};
use crate::cue::Cue;
use crate::effect::Effect;
use crate::pain::Outcome;
use crate::plan::{Pace, Part, Segment};
use crate::record::{Ending, Entry, Event, Place};
use crate::time::{Moment, Now};

impl Session {
    /// Keeps what happened.
    pub(super) fn keep(&mut self, event: Event, now: Now, fx: &mut Vec<Effect>) {
        let entry = Entry { v: Entry::VERSION, session: self.terms.id.clone(), n: self.kept, at: now.wall, event };
        self.kept += 1;
        fx.push(Effect::Keep(entry));
    }

    pub(super) fn place(&self) -> Place {
        self.place_of(self.segment())
    }

    /// The place of a segment of the present step.
    pub(super) fn place_of(&self, segment: &Segment) -> Place {
        Place {
            step: self.at.step,
            id: self.step().id.clone(),
            set: segment.set,
            side: self.step().side(segment).map(str::to_owned),
            rep: segment.rep,
        }
    }

    /// The present hold is over, after its whole length or before.
    pub(super) fn keep_hold(&mut self, left: Left, now: Now, fx: &mut Vec<Effect>) {
        if !self.segment().kind.is_work() {
            return;
        }
        let (held, of) = match left {
            Left::Down(left) => (self.length().saturating_sub(left), self.length()),
            // In the person's own time: whatever it took is all of it.
            Left::Up(passed) => (passed, passed),
        };
        let eased = self.pace(self.at.step) == Pace::Eased;
        let tally = &mut self.tally[self.at.step];
        if held == of {
            tally.done += 1;
        } else {
            tally.cut += 1;
        }
        tally.held += held;
        tally.eased |= eased;
        let event = Event::Held { place: self.place(), ms: ms(held), of_ms: ms(of), eased };
        self.keep(event, now, fx);
    }

    /// Ends the session at `at`. What was stopped because it hurt, has a score that ends it, or lacks
    /// only its last answer, is never kept as anything else.
    pub(super) fn finish(&mut self, how: Ending, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        let how = match (&self.state, self.question) {
            (State::Stopped { .. }, _) => Ending::Hurt,
            _ if self.outcome() == Some(Outcome::End) => Ending::Pain,
            (_, Some(Question { round: Round::Last, .. })) => self.gone_through(),
            _ => how,
        };
        if self.question.is_some_and(|q| q.answer.is_none()) {
            self.keep_answer(None, now, fx);
        }
        if let Some(left) = self.held_so_far(at) {
            self.keep_hold(left, now, fx);
        }
        self.question = None;
        self.state = State::Finished(how);
        self.keep(Event::Ended { how }, now, fx);
        if how == Ending::Pain {
            fx.push(Effect::Play { cue: Cue::Stop, at });
        }
    }

    /// Whether enough was done to call the routine gone through.
    pub(super) fn gone_through(&self) -> Ending {
        // A plan without its roller steps may have nothing but its warm-up.
        let main = self.plan.steps.iter().any(|step| step.part == Part::Main);
        let part = if main { Part::Main } else { Part::WarmUp };
        if self.mostly_done(part) { Ending::Complete } else { Ending::Left }
    }

    /// Whether more than half of the steps of a part were not passed over.
    fn mostly_done(&self, part: Part) -> bool {
        let steps = self.plan.steps.iter().zip(&self.tally).filter(|(step, _)| step.part == part);
        let (all, skipped) = steps.fold((0, 0), |(all, skipped), (_, t)| (all + 1, skipped + usize::from(t.skipped)));
        skipped * 2 < all
    }

    /// Keeps that the warm-up was done, when the present step is the last of it.
    pub(super) fn keep_warm_up(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let ends_here = self.step().part == Part::WarmUp && self.next_step().is_none_or(|s| s.part == Part::Main);
        let done = ends_here && self.mostly_done(Part::WarmUp);
        if let Some(routine) = self.plan.warm_up.clone().filter(|_| done) {
            self.keep(Event::WarmedUp { routine }, now, fx);
        }
    }

    /// What is left of a hold that was begun and is not over.
    pub(super) fn held_so_far(&self, at: Moment) -> Option<Left> {
        let begun = match self.state {
            State::Waiting { why: Wait::Answer, .. } | State::Stopped { was: Still::Waiting(Wait::Answer), .. } => {
                matches!(self.question, Some(Question { round: Round::Within(was), .. }) if was.left().is_some())
            }
            State::Waiting { why: Wait::Key, .. } | State::Stopped { was: Still::Waiting(Wait::Key), .. } => false,
            State::Finished(_) => false,
            _ => true,
        };
        let left = self.left_of_segment(at);
        (begun && self.segment().kind.is_work() && left != self.whole_segment()).then_some(left)
    }
}

fn ms(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}
