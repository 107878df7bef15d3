//! What each action does in each state.

use std::time::Duration;

use super::check::Close;
use super::state::Choice;
use super::tell::without_sounds;
use super::walk::COUNT_IN;
use super::{Answer, Clock, Left, Question, Round, Session, State, Still, Wait, Why};
use crate::action::Action;
use crate::cue::Cue;
use crate::effect::Effect;
use crate::pain::{Closest, Outcome};
use crate::plan::Kind;
use crate::record::{Ending, Event};
use crate::time::{Moment, Now};

/// What `+` and `-` add and take.
const STEP: Duration = Duration::from_secs(10);
/// The longest a segment can be made.
const LONGEST: Duration = Duration::from_secs(600);
/// A second press within this much real time is the same one.
const BOUNCE: Duration = Duration::from_millis(700);
/// A key that goes to another place and is held down repeats faster than this, in real time.
const REPEAT: Duration = Duration::from_millis(300);
/// After a longer pause, in real time, the person gets into place again.
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
            (_, Action::Pause) => self.pause(now),
            (_, Action::Ease) => self.keeping_paused(now, fx, Session::ease),
            (_, Action::More) => self.more(now),
            (_, Action::Less) => self.less(now),
            (_, Action::Next | Action::Back | Action::Restart) => self.go(action, now, fx),
            _ => {}
        }
    }

    /// What it is doing, to come back to; none once it is stopped or over.
    pub(super) fn still(&self, now: Moment) -> Option<Still> {
        let left = self.left_of_segment(now);
        match self.state {
            State::Running(_) | State::CountIn { .. } => Some(Still::Running(left)),
            State::Paused { .. } => Some(Still::Paused(left)),
            State::Waiting { why, .. } => Some(Still::Waiting(why)),
            State::Stopped { .. } | State::Finished(_) => None,
        }
    }

    /// It hurts: everything stands still and is silent, whatever it was doing.
    fn stop(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let Some(was) = self.still(now.mono) else { return };
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
                self.closest = Some(what).filter(|what| *what != Closest::Mistake);
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
            Still::Running(left) | Still::Paused(left) => State::Paused { left, why: Why::Person, since: now.mono },
            Still::Waiting(why) => State::Waiting { why, since: now.mono },
        };
        if let Some(question) = &mut self.question {
            // It waits for the person, and does not close behind a mistake.
            question.close = Close::Key;
        }
    }

    /// Starts what waits, ends what goes by the person's own time, answers "none", or confirms an answer.
    fn enter(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let bounce = self.is_bounce(self.entered, now);
        self.entered = Some(now.mono);
        match (&self.state, self.question) {
            _ if bounce => {}
            (State::Waiting { why: Wait::Key, .. }, _) => {
                self.toggled = Some(now.mono);
                self.begin_step(now.mono, fx);
            }
            (State::Running(Clock::Since(_)), None) => {
                self.keep_hold(self.left_of_segment(now.mono), now, fx);
                self.follow(now.mono, now, fx);
            }
            (State::Waiting { .. }, Some(Question { answer: Some(_), .. })) => self.settle(now.mono, now, fx),
            // Confirms; only an end does not wait for the rest to be over.
            (State::Running(_) | State::Paused { .. }, Some(Question { answer: Some(_), .. }))
                if self.outcome() == Some(Outcome::End) =>
            {
                self.settle(now.mono, now, fx);
            }
            // The hold ended by itself under the finger: that was no answer.
            (_, Some(Question { round: Round::Last, answer: None, at, .. })) if self.is_bounce(Some(at), now) => {}
            (_, Some(Question { answer: None, .. })) => {
                self.answer(Answer::Score(0), now, fx);
                if matches!(self.state, State::Waiting { .. }) {
                    self.settle(now.mono, now, fx);
                }
            }
            _ => {}
        }
    }

    /// Whether so little time has passed since `before` that it was the same press.
    fn is_bounce(&self, before: Option<Moment>, now: Now) -> bool {
        before.is_some_and(|before| now.mono.since(before) < self.terms.tempo.of_real(BOUNCE))
    }

    fn toggle(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let bounce = self.is_bounce(self.toggled, now);
        // A key that is held down goes on bouncing.
        self.toggled = Some(now.mono);
        match self.state {
            _ if bounce => {}
            State::Running(_) | State::CountIn { .. } => self.pause(now),
            State::Paused { left, since, .. } => {
                let long = now.mono.since(since) > self.terms.tempo.of_real(LONG_PAUSE);
                let length = if long { self.prep_again() } else { COUNT_IN };
                self.count_in(length, left, now.mono, fx);
            }
            _ => {}
        }
    }

    pub(super) fn prep_again(&self) -> Duration {
        let prep = self.course().segments.iter().find(|s| s.kind == Kind::Prep);
        prep.map_or(PREP_AGAIN, |s| s.length.max(COUNT_IN))
    }

    /// Stands still. A check that was about to close by itself now closes by a key.
    fn pause(&mut self, now: Now) {
        match (&self.state, &mut self.question) {
            (State::Running(_) | State::CountIn { .. }, _) => {
                let left = self.left_of_segment(now.mono);
                self.state = State::Paused { left, why: Why::Person, since: now.mono };
                self.toggled = Some(now.mono);
            }
            (State::Waiting { .. }, Some(question)) => question.close = Close::Key,
            _ => {}
        }
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
        let not_begun = self.segment().kind == Kind::Prep || matches!(self.state, State::Waiting { .. });
        match self.paces[self.at.step] {
            Choice::Normal => self.ease_present(Choice::Offered, now, fx),
            Choice::Offered if not_begun => self.undo_ease(now, fx),
            Choice::Offered | Choice::Eased => {}
        }
    }

    /// The present step goes on eased.
    pub(super) fn ease_present(&mut self, to: Choice, now: Now, fx: &mut Vec<Effect>) {
        if self.paces[self.at.step] == Choice::Normal {
            self.reseat(now, fx, |s| s.paces[s.at.step] = to);
        } else if to == Choice::Eased {
            self.paces[self.at.step] = to;
        }
    }

    /// The present step, and those of its family to come, are done as written after all.
    fn undo_ease(&mut self, now: Now, fx: &mut Vec<Effect>) {
        self.reseat(now, fx, Session::decline_ease);
    }

    /// Takes back what was only offered, from the present step on.
    pub(super) fn decline_ease(&mut self) {
        let family = self.step().family;
        for (step, choice) in self.plan.steps.iter().zip(&mut self.paces).skip(self.at.step) {
            if step.family == family && *choice == Choice::Offered {
                *choice = Choice::Normal;
            }
        }
        self.redo.retain(|_, choice| *choice != Choice::Offered);
    }

    /// Ten seconds more, up to the longest a segment may be.
    fn more(&mut self, now: Now) {
        let more = STEP.min(LONGEST.saturating_sub(self.length()));
        self.change_left(now.mono, |left| left + more);
    }

    /// Ten seconds less; a segment with less than that left is over.
    fn less(&mut self, now: Now) {
        self.change_left(now.mono, |left| left.saturating_sub(STEP));
    }

    /// Changes what is left of a segment that has a length and is under way, this time only.
    pub(super) fn change_left(&mut self, now: Moment, change: impl Fn(Duration) -> Duration) {
        let (before, after) = match &mut self.state {
            State::Running(Clock::Ends(ends)) => {
                let left = ends.since(now);
                *ends = now + change(left);
                (left, change(left))
            }
            State::CountIn { left: Left::Down(left), .. } | State::Paused { left: Left::Down(left), .. } => {
                let before = *left;
                *left = change(before);
                (before, *left)
            }
            _ => return,
        };
        self.stretched.more += after.saturating_sub(before);
        self.stretched.less += before.saturating_sub(after);
    }

    /// On, back, or to the start of the step. A check that is open is closed first: an answer is acted
    /// upon, and none is "unanswered".
    fn go(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        let held_down = self.moved.is_some_and(|before| now.mono.since(before) < self.terms.tempo.of_real(REPEAT));
        self.moved = Some(now.mono);
        let last = self.is_over();
        let question = self.question.filter(|_| !last);
        let careful = self.outcome() > Some(Outcome::GoOn);
        match (&self.state, question) {
            _ if held_down || last || self.may_become_ten(now.mono) => {}
            (_, Some(Question { answer: Some(_), .. })) if careful || action == Action::Next => {
                self.keeping_paused(now, fx, |s, now, fx| s.settle(now.mono, now, fx));
            }
            // It asks again because the answer before was 4 or more.
            (_, Some(Question { round: Round::Again, .. })) => {}
            (State::Waiting { why: Wait::Key, .. }, _) if action == Action::Next => self.skip_step(now, fx),
            (state, question) => {
                let waits = matches!(state, State::Waiting { why: Wait::Answer, .. });
                if question.is_some_and(|q| q.answer.is_none()) && (waits || action != Action::Next) {
                    self.keep_answer(None, now, fx);
                }
                self.keeping_paused(now, fx, |s, now, fx| match action {
                    Action::Next if waits => s.follow(now.mono, now, fx),
                    Action::Next => s.next(now, fx),
                    Action::Back => s.back(now, fx),
                    _ => s.restart(now, fx),
                });
            }
        }
    }

    /// Moves to another place; whoever was paused there is paused here too.
    pub(super) fn keeping_paused(
        &mut self,
        now: Now,
        fx: &mut Vec<Effect>,
        go: impl FnOnce(&mut Session, Now, &mut Vec<Effect>),
    ) {
        let within_pause = |q: &Question| matches!(q.round, Round::Within(Still::Paused(_)));
        let paused = matches!(self.state, State::Paused { .. }) || self.question.as_ref().is_some_and(within_pause);
        let mut own = Vec::new();
        go(self, now, &mut own);
        if let (true, Some(left)) = (paused, self.running_left(now.mono)) {
            self.state = State::Paused { left, why: Why::Person, since: now.mono };
            own = without_sounds(own);
        }
        fx.append(&mut own);
    }
}
