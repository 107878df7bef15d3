//! What each action does in each state.

use std::time::Duration;

use super::state::Choice;
use super::walk::COUNT_IN;
use super::{Answer, Clock, Left, Question, Round, Session, State, Still, Wait, Why};
use crate::action::Action;
use crate::cue::Cue;
use crate::effect::Effect;
use crate::pain::{Closest, Outcome};
use crate::plan::Kind;
use crate::record::{Ending, Event};
use crate::time::Now;

/// What `+` and `-` add and take.
const STEP: Duration = Duration::from_secs(10);
/// The longest a segment can be made.
const LONGEST: Duration = Duration::from_secs(600);
/// A second toggle within this much real time is the same one.
const BOUNCE: Duration = Duration::from_millis(700);
/// After a longer pause the person gets into place again.
const LONG_PAUSE: Duration = Duration::from_secs(120);
/// To get into place again in a step that has no prep of its own.
const PREP_AGAIN: Duration = Duration::from_secs(10);

impl Session {
    pub(super) fn act(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        match (&self.state, action) {
            (State::Finished(_), _) => {}
            (_, Action::LeaveNow) => {
                fx.push(Effect::Hush);
                self.finish(Ending::Left, now.mono, now, fx);
            }
            (State::Stopped { .. }, action) => self.act_stopped(action, now, fx),
            (_, Action::Hurts) => self.stop(now, fx),
            (_, Action::Digit(digit)) => self.score(digit, now, fx),
            (_, Action::Enter) => self.enter(now, fx),
            (_, Action::Toggle) => self.toggle(now, fx),
            (State::Running(_) | State::CountIn { .. }, Action::Pause) => self.pause(now),
            (_, Action::Ease) => self.ease(now, fx),
            (_, Action::More) => self.more(now),
            (_, Action::Less) => self.less(now, fx),
            (_, Action::Next) => self.act_next(now, fx),
            (_, Action::Back) if !self.is_over() => self.keeping_paused(now, fx, |s, now, fx| s.back(now.mono, fx)),
            (_, Action::Restart) if !self.is_over() => {
                self.keeping_paused(now, fx, |s, now, fx| s.come_to(0, now.mono, fx));
            }
            _ => {}
        }
    }

    /// It hurts: everything stands still and is silent, whatever it was doing.
    fn stop(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let was = match self.state {
            State::Running(_) | State::CountIn { .. } | State::Paused { .. } => {
                Still::Segment(self.left_of_segment(now.mono))
            }
            State::Waiting { why, .. } => Still::Waiting(why),
            State::Stopped { .. } | State::Finished(_) => return,
        };
        self.state = State::Stopped { was, answer: None, since: now.mono };
        self.tally[self.at.step].stopped = true;
        fx.extend([Effect::Hush, Effect::Play { cue: Cue::Stop, at: now.mono }]);
        let place = self.place();
        self.keep(Event::Stopped { place }, now, fx);
    }

    fn act_stopped(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        let State::Stopped { was, answer, .. } = &mut self.state else { return };
        match (action, *answer) {
            (Action::Digit(digit), _) => {
                let Some(what) = Closest::of_key(digit) else { return };
                *answer = Some(what);
                let was = *was;
                self.keep(Event::Closest { what }, now, fx);
                if what == Closest::Mistake {
                    self.come_back(was, now);
                }
            }
            (Action::Enter, Some(_)) => self.finish(Ending::Hurt, now.mono, now, fx),
            _ => {}
        }
    }

    /// Back to the same second, paused.
    fn come_back(&mut self, was: Still, now: Now) {
        self.tally[self.at.step].stopped = false;
        self.state = match was {
            Still::Segment(left) => State::Paused { left, why: Why::Person, since: now.mono },
            Still::Waiting(why) => State::Waiting { why, since: now.mono },
        };
        if let (Still::Waiting(_), Some(question)) = (was, &mut self.question) {
            // It waits for the person again, not for the answer given before the mistake.
            question.answer = None;
            question.at = now.mono;
        }
    }

    /// Starts what waits, ends what goes by the person's own time, answers "none", or confirms an answer.
    fn enter(&mut self, now: Now, fx: &mut Vec<Effect>) {
        match (&self.state, self.question) {
            (State::Waiting { why: Wait::Key, .. }, _) => self.enter_segment(0, now.mono, fx),
            (State::Running(Clock::Since(_)), None) => {
                self.keep_hold(self.left_of_segment(now.mono), now, fx);
                self.follow(now.mono, now, fx);
            }
            (State::Waiting { .. }, Some(Question { answer: Some(_), .. })) => self.settle(now.mono, now, fx),
            // Confirms; only an end does not wait for the rest to be over.
            (State::Running(_), Some(Question { answer: Some(_), .. })) if self.outcome() == Some(Outcome::End) => {
                self.settle(now.mono, now, fx);
            }
            (_, Some(Question { answer: None, .. })) => {
                self.answer(Answer::Score(0), now, fx);
                if matches!(self.state, State::Waiting { .. }) {
                    self.settle(now.mono, now, fx);
                }
            }
            _ => {}
        }
    }

    fn toggle(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let bounce = self.terms.tempo.of_real(BOUNCE);
        if self.toggled.is_some_and(|before| now.mono.since(before) < bounce) {
            return;
        }
        match self.state {
            State::Running(_) | State::CountIn { .. } => {
                self.pause(now);
                self.toggled = Some(now.mono);
            }
            State::Paused { left, since, .. } => {
                let length = if now.mono.since(since) > LONG_PAUSE { self.prep_again() } else { COUNT_IN };
                self.count_in(length, left, now.mono, fx);
                self.toggled = Some(now.mono);
            }
            State::Waiting { why: Wait::Key, .. } => self.enter_segment(0, now.mono, fx),
            _ => {}
        }
    }

    fn prep_again(&self) -> Duration {
        let prep = self.course().segments.iter().find(|s| s.kind == Kind::Prep);
        prep.map_or(PREP_AGAIN, |s| s.length.max(COUNT_IN))
    }

    fn pause(&mut self, now: Now) {
        let left = self.left_of_segment(now.mono);
        self.state = State::Paused { left, why: Why::Person, since: now.mono };
    }

    /// In a check an answer; elsewhere this step goes on eased, or an easing is taken back.
    fn ease(&mut self, now: Now, fx: &mut Vec<Effect>) {
        if self.question.is_some() {
            self.easier(now, fx);
            let easier = self.question.is_some_and(|q| q.answer == Some(Answer::Easier));
            if easier && !self.is_over() && matches!(self.state, State::Waiting { .. }) {
                self.settle(now.mono, now, fx);
            }
            return;
        }
        let not_begun = self.segment().kind == Kind::Prep;
        match self.paces[self.at.step] {
            Choice::Normal => self.ease_present(now, fx),
            Choice::Offered if not_begun => self.undo_ease(now, fx),
            Choice::Offered | Choice::Eased => {}
        }
    }

    /// The present step goes on eased.
    pub(super) fn ease_present(&mut self, now: Now, fx: &mut Vec<Effect>) {
        if self.paces[self.at.step] == Choice::Normal {
            self.reseat(now, fx, |s| s.paces[s.at.step] = Choice::Offered);
        }
    }

    /// The present step, and those of its family to come, are done as written after all.
    fn undo_ease(&mut self, now: Now, fx: &mut Vec<Effect>) {
        self.reseat(now, fx, |s| {
            let family = s.step().family;
            for (step, choice) in s.plan.steps.iter().zip(&mut s.paces).skip(s.at.step) {
                if step.family == family && *choice == Choice::Offered {
                    *choice = Choice::Normal;
                }
            }
        });
    }

    /// Ten seconds more, up to the longest a segment may be.
    fn more(&mut self, now: Now) {
        let more = STEP.min(LONGEST.saturating_sub(self.length()));
        if self.change_left(now, |left| left + more) {
            self.stretched.more += more;
        }
    }

    /// Ten seconds less; a segment with less than that left is over.
    fn less(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let Left::Down(left) = self.left_of_segment(now.mono) else { return };
        let less = STEP.min(left);
        if self.change_left(now, |left| left - less) {
            self.stretched.less += less;
        }
        if matches!(self.state, State::Running(Clock::Ends(ends)) if ends <= now.mono) {
            self.end_segment(now.mono, now, fx);
        }
    }

    /// Changes what is left of a segment that has a length; false if there is none under way.
    fn change_left(&mut self, now: Now, change: impl Fn(Duration) -> Duration) -> bool {
        match &mut self.state {
            State::Running(Clock::Ends(ends)) => *ends = now.mono + change(ends.since(now.mono)),
            State::CountIn { left: Left::Down(left), .. } | State::Paused { left: Left::Down(left), .. } => {
                *left = change(*left);
            }
            _ => return false,
        }
        true
    }

    fn act_next(&mut self, now: Now, fx: &mut Vec<Effect>) {
        match (&self.state, self.question.map(|q| q.round)) {
            (State::Waiting { why: Wait::Key, .. }, _) => self.skip_step(now, fx),
            (State::Waiting { .. }, Some(Round::After)) => {
                self.keep_answer(None, now, fx);
                self.follow(now.mono, now, fx);
            }
            (State::Waiting { .. }, Some(Round::Within(left))) => {
                self.question = None;
                self.count_in(COUNT_IN, left, now.mono, fx);
            }
            (State::Waiting { .. }, _) => {}
            _ => self.keeping_paused(now, fx, |s, now, fx| s.next(now, fx)),
        }
    }

    /// Moves to another place; whoever was paused there is paused here too.
    fn keeping_paused(&mut self, now: Now, fx: &mut Vec<Effect>, go: impl FnOnce(&mut Session, Now, &mut Vec<Effect>)) {
        let paused = matches!(self.state, State::Paused { .. });
        let mut own = Vec::new();
        go(self, now, &mut own);
        if let (true, Some(left)) = (paused, self.running_left(now.mono)) {
            self.state = State::Paused { left, why: Why::Person, since: now.mono };
            own.retain(|effect| !matches!(effect, Effect::Play { .. }));
        }
        fx.append(&mut own);
    }
}
