//! The pain check: how it is asked, what an answer leads to, and when it closes.

use std::time::Duration;

use super::state::{Choice, Stretched};
use super::walk::COUNT_IN;
use super::{Clock, Session, State, Still, Wait, Why};
use crate::cue::Cue;
use crate::effect::Effect;
use crate::pain::{self, Asked, Outcome, Time};
use crate::plan::{Kind, Part};
use crate::record::{Answered, Ending, Event};
use crate::routine::{Check, Family};
use crate::time::{Moment, Now};

/// A waiting check closes so long, in real time, after the last key, which may still be replaced.
const SETTLES: Duration = Duration::from_secs(2);
/// Rest after a score that eases and flags, before it is asked again.
const LONGER_REST: Duration = Duration::from_secs(20);

/// A pain check that is being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Which check.
    pub round: Round,
    /// The answer so far; it may be replaced until the check closes.
    pub answer: Option<Answer>,
    /// Whether the easing that the answer asks for was declined.
    pub declined: bool,
    /// When it was asked, or last answered.
    pub at: Moment,
    /// How a check that waits comes to its close.
    pub close: Close,
    /// Which asking of the session it is, from 0.
    pub(super) number: u32,
    /// What the answer added to the rest.
    longer: Duration,
    /// The answer that "easier" stands beside.
    before: Option<Answer>,
}

/// How a check that waits comes to its close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// By itself, a little after it was answered.
    Itself,
    /// By a key: the person did something else after the answer.
    Key,
}

/// Which check of a step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// In the rest after the step.
    After,
    /// Asked again after a longer rest.
    Again,
    /// In the middle of a segment, or before a step, by a digit.
    Within(Still),
    /// After the last step, with the summary.
    Last,
}

/// An answer to a pain check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// NRS 0-10.
    Score(u8),
    /// "Easier", without a number.
    Easier,
}

impl Session {
    /// Asks.
    pub(super) fn ask(&mut self, round: Round, at: Moment) {
        let number = self.asks;
        self.asks += 1;
        self.question = Some(Question {
            round,
            answer: None,
            declined: false,
            at,
            close: Close::Itself,
            number,
            longer: Duration::ZERO,
            before: None,
        });
    }

    /// What an answered check leads to.
    pub(super) fn judge(&self, question: &Question) -> Option<Outcome> {
        let score = match question.answer? {
            Answer::Easier => return Some(Outcome::Ease),
            Answer::Score(score) => score,
        };
        Some(pain::outcome(Asked {
            score,
            baseline: self.terms.baseline,
            last_session: self.terms.before(&self.step().id).last,
            time: if question.round == Round::Again { Time::Again } else { Time::First },
            sore_steps: self.sore_steps,
            strict: self.terms.strict,
        }))
    }

    /// Whether the present check waits for an answer when its rest is over; else silence goes on.
    pub fn waits_for_answer(&self) -> bool {
        let step = self.step();
        self.question.is_some_and(|q| q.round != Round::After)
            || self.terms.always_wait
            || step.check == Check::Wait
            || self.terms.baseline >= 3
            || self.worst >= 3
            || self.flagged.contains(&step.id)
            || self.terms.before(&step.id).is_flagged()
            || (self.terms.first_time && step.part == Part::Main)
    }

    /// When a waiting check closes by itself: a little after it was answered.
    pub(super) fn settles(&self) -> Option<Moment> {
        let closes = |q: &Question| q.answer.is_some() && q.round != Round::Last && q.close == Close::Itself;
        let question = self.question.filter(closes)?;
        let waits = matches!(self.state, State::Waiting { why: Wait::Answer, .. });
        waits.then(|| question.at + self.terms.tempo.of_real(SETTLES))
    }

    /// Whether it waits for nothing more than a moment in which its answer can be replaced.
    pub fn closes_by_itself(&self) -> bool {
        self.settles().is_some()
    }

    /// The last hold is over at `at`: its check waits, with the summary.
    pub(super) fn ask_last(&mut self, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        let untouched = self.tally[self.at.step].skipped;
        self.at.segment = self.course().segments.len() - 1;
        fx.push(Effect::Play { cue: Cue::Done, at });
        self.keep_warm_up(now, fx);
        self.ask(Round::Last, at);
        self.state = State::Waiting { why: Wait::Answer, since: at };
        if untouched {
            // Nothing was done that could be asked about.
            self.question = None;
            self.finish(self.gone_through(), at, now, fx);
        }
    }

    /// The rest that the check was asked in is over.
    pub(super) fn close_check(&mut self, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        let answered = self.question.is_some_and(|q| q.answer.is_some());
        if self.may_become_ten(at) {
            let until = self.question.map_or(at, |q| q.at + self.terms.tempo.of_real(pain::TEN));
            self.stretched.more += until.since(at);
            self.state = State::Running(Clock::Ends(until));
        } else if answered {
            self.settle(at, now, fx);
        } else if self.waits_for_answer() {
            self.wait_for_answer(at, fx);
        } else {
            self.keep_answer(None, now, fx);
            self.follow(at, now, fx);
        }
    }

    /// Whether a one was typed that a zero may still make a ten.
    pub(super) fn may_become_ten(&self, at: Moment) -> bool {
        let one = |q: Question| q.answer == Some(Answer::Score(1)) && at < q.at + self.terms.tempo.of_real(pain::TEN);
        self.question.is_some_and(one)
    }

    fn wait_for_answer(&mut self, at: Moment, fx: &mut Vec<Effect>) {
        self.state = State::Waiting { why: Wait::Answer, since: at };
        fx.push(Effect::Play { cue: Cue::Check, at });
    }

    /// Takes a score, or the zero that makes a one into a ten.
    pub(super) fn score(&mut self, digit: u8, now: Now, fx: &mut Vec<Effect>) {
        if self.question.is_none() {
            let Some(was) = self.still(now.mono) else { return };
            self.ask(Round::Within(was), now.mono);
            self.wait_for_answer(now.mono, fx);
        }
        let Some(question) = self.question else { return };
        let before = match question.answer {
            Some(Answer::Score(score)) => Some(score),
            _ => None,
        };
        let passed = self.terms.tempo.to_real(now.mono.since(question.at));
        self.answer(Answer::Score(pain::typed(before, digit, passed)), now, fx);
    }

    /// Notes an answer. It is kept at once, and acted upon when the check closes.
    pub(super) fn answer(&mut self, answer: Answer, now: Now, fx: &mut Vec<Effect>) {
        self.note(answer, None, now, fx);
    }

    fn note(&mut self, answer: Answer, before: Option<Answer>, now: Now, fx: &mut Vec<Effect>) {
        self.take_back_longer_rest(now.mono);
        let Some(question) = &mut self.question else { return };
        *question = Question {
            answer: Some(answer),
            before,
            declined: false,
            at: now.mono,
            close: Close::Itself,
            longer: Duration::ZERO,
            ..*question
        };
        self.keep_answer(Some(answer), now, fx);
        if self.outcome() == Some(Outcome::EaseAndAsk) {
            self.lengthen_rest(now.mono);
        }
    }

    /// Makes the rest last long enough before it is asked again.
    fn lengthen_rest(&mut self, now: Moment) {
        let before = self.stretched.more;
        if self.is_asked_in_a_rest() {
            self.change_left(now, |left| left.max(LONGER_REST));
        }
        let longer = self.stretched.more - before;
        if let Some(question) = &mut self.question {
            question.longer = longer;
        }
    }

    /// Another answer does not keep what the one before it asked for, but may still be replaced.
    fn take_back_longer_rest(&mut self, now: Moment) {
        let (longer, least) = (self.question.map_or(Duration::ZERO, |q| q.longer), self.terms.tempo.of_real(SETTLES));
        if self.is_asked_in_a_rest() {
            self.change_left(now, |left| left.saturating_sub(longer).max(least.min(left)));
        }
    }

    fn is_asked_in_a_rest(&self) -> bool {
        self.question.is_some_and(|q| matches!(q.round, Round::After | Round::Again))
    }

    /// "Easier from here", its withdrawal, or the declining of what a score asks for.
    pub(super) fn easier(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let outcome = self.outcome();
        let Some(question) = &mut self.question else { return };
        match question.answer {
            // What is already more careful than "easier" is not replaced by it.
            Some(Answer::Score(_)) if outcome > Some(Outcome::Ease) => {}
            Some(Answer::Score(_)) if outcome == Some(Outcome::Ease) => {
                question.declined = !question.declined;
                question.at = now.mono;
            }
            Some(Answer::Easier) => {
                question.answer = question.before;
                question.at = now.mono;
                let before = question.before;
                self.tally[self.at.step].answer = before;
                self.keep_answer(before, now, fx);
            }
            before => self.note(Answer::Easier, before, now, fx),
        }
    }

    /// Closes the check at `at` and does what its answer asks for.
    pub(super) fn settle(&mut self, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        let Some((question, outcome)) = self.question.zip(self.outcome()) else { return };
        if let Some(Answer::Score(score)) = question.answer {
            self.worst = self.worst.max(score);
        }
        if question.round == Round::Last {
            return self.finish(self.gone_through(), at, now, fx);
        }
        match outcome {
            Outcome::End => return self.finish(Ending::Pain, at, now, fx),
            Outcome::Ease if !question.declined => {
                self.redo.insert(self.at.step, Choice::Offered);
                self.ease_family(self.step().family, Choice::Offered);
            }
            Outcome::EaseAndAsk => {
                self.ease_family(self.step().family, Choice::Eased);
                self.flagged.insert(self.step().id.clone());
                self.sore_steps += 1;
            }
            Outcome::Ease | Outcome::GoOn => {}
        }
        match (question.round, outcome) {
            (Round::Within(was), _) => {
                let then = Now { mono: at, ..now };
                self.keeping_paused(then, fx, |s, then, fx| s.settle_within(was, outcome, then, fx));
            }
            (_, Outcome::EaseAndAsk) => self.ask_again(question.at, at, fx),
            _ => self.follow(at, now, fx),
        }
    }

    /// Asks again at the end of the longer rest.
    fn ask_again(&mut self, answered: Moment, at: Moment, fx: &mut Vec<Effect>) {
        self.ask(Round::Again, at);
        let until = answered + LONGER_REST;
        if until <= at {
            self.wait_for_answer(at, fx);
            return;
        }
        self.stretched =
            Stretched { more: until.since(at).saturating_sub(self.segment().length), ..Default::default() };
        self.state = State::Running(Clock::Ends(until));
    }

    /// A score in the middle of a step: on from the same second, eased from there, or the step is over.
    fn settle_within(&mut self, was: Still, outcome: Outcome, now: Now, fx: &mut Vec<Effect>) {
        let at = now.mono;
        let declined = self.question.take().is_some_and(|q| q.declined);
        let not_begun = self.segment().kind == Kind::Prep || was == Still::Waiting(Wait::Key);
        self.state = match was {
            Still::Running(left) => State::CountIn { ends: at, left },
            Still::Paused(left) => State::Paused { left, why: Why::Person, since: at },
            Still::Waiting(why) => State::Waiting { why, since: at },
        };
        match outcome {
            Outcome::EaseAndAsk if not_begun => self.ease_present(Choice::Eased, now, fx),
            Outcome::EaseAndAsk => return self.end_step_and_ask_again(at, now, fx),
            Outcome::Ease if !declined => self.ease_present(Choice::Offered, now, fx),
            Outcome::Ease | Outcome::GoOn | Outcome::End => {}
        }
        if let State::CountIn { left, .. } = self.state {
            self.count_in(COUNT_IN, left, at, fx);
        }
    }

    /// Too sore to go on with this step: it ends here, with a longer rest.
    fn end_step_and_ask_again(&mut self, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        if let Some(left) = self.held_so_far(at) {
            self.keep_hold(left, now, fx);
        }
        match self.course().segments.iter().position(|s| s.kind == Kind::After) {
            Some(after) => {
                self.enter_segment(after, at, fx);
                self.ask_again(at, at, fx);
            }
            None => self.follow_step(at, now, fx),
        }
    }

    /// Eases the steps of a family that are still to come.
    pub(super) fn ease_family(&mut self, family: Family, to: Choice) {
        for (step, choice) in self.plan.steps.iter().zip(&mut self.paces).skip(self.at.step + 1) {
            if step.family == family && *choice != Choice::Eased {
                *choice = to;
            }
        }
    }

    /// Keeps an answer about the present step; none is "unanswered", never a zero.
    pub(super) fn keep_answer(&mut self, answer: Option<Answer>, now: Now, fx: &mut Vec<Effect>) {
        let score = match (answer, self.question.and_then(|q| q.before)) {
            (Some(Answer::Score(score)), _) | (Some(Answer::Easier), Some(Answer::Score(score))) => Some(score),
            _ => None,
        };
        if answer.is_some() {
            self.tally[self.at.step].answer = answer;
        }
        let easier = answer == Some(Answer::Easier);
        let ask = self.question.map_or(self.asks, |q| q.number);
        let flagged = answer.map(|_| self.outcome() >= Some(Outcome::EaseAndAsk));
        let answered =
            Answered { step: self.at.step, id: self.step().id.clone(), score, easier, flagged, ask, corrected: false };
        self.keep(Event::Answered(answered), now, fx);
    }
}
