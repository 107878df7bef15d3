//! How a session moves through its plan: on, back, and from one pace to the other.

use std::time::Duration;

use super::state::Choice;
use super::{Left, Round, Session, State, Stretched, Wait};
use crate::cue::{self, Cue};
use crate::effect::Effect;
use crate::plan::{Course, Kind, Pace, Segment};
use crate::record::Event;
use crate::time::{Moment, Now};

/// A place in the plan: a step, and a segment of its course at the pace it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct At {
    pub(super) step: usize,
    pub(super) segment: usize,
}

/// Back within this much of a place goes to the one before it.
const JUST_BEGUN: Duration = Duration::from_secs(3);
/// What going on after a pause, or into the middle of a step, is counted in with.
pub(super) const COUNT_IN: Duration = Duration::from_secs(3);

impl Session {
    /// The present segment is over at `at`, its whole length gone.
    pub(super) fn end_segment(&mut self, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        self.keep_hold(Left::Down(Duration::ZERO), now, fx);
        match self.segment().kind {
            Kind::After => self.close_check(at, now, fx),
            _ => self.follow(at, now, fx),
        }
    }

    /// Goes to whatever comes after the present segment.
    pub(super) fn follow(&mut self, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        if self.next_segment().is_some() {
            self.enter_segment(self.at.segment + 1, at, fx);
        } else {
            self.follow_step(at, now, fx);
        }
    }

    /// Goes to the next step, or to the last check.
    pub(super) fn follow_step(&mut self, at: Moment, now: Now, fx: &mut Vec<Effect>) {
        if self.at.step + 1 < self.plan.steps.len() {
            self.keep_warm_up(now, fx);
            self.enter_step(self.at.step + 1, at, fx);
        } else {
            self.ask_last(at, now, fx);
        }
    }

    /// Begins a step: with its prep, or by waiting for a key before it.
    pub(super) fn enter_step(&mut self, step: usize, at: Moment, fx: &mut Vec<Effect>) {
        self.at = At { step, segment: 0 };
        self.ease_if_sore();
        if self.step().wait {
            self.question = None;
            self.stretched = Stretched::default();
            self.state = State::Waiting { why: Wait::Key, since: at };
            fx.push(Effect::Play { cue: Cue::GetReady, at });
        } else {
            self.begin_step(at, fx);
        }
    }

    /// Begins the first segment of the present step.
    pub(super) fn begin_step(&mut self, at: Moment, fx: &mut Vec<Effect>) {
        self.at.segment = 0;
        self.open_segment(cue::between(Kind::After, self.segment().kind), at, fx);
    }

    /// Begins another segment of the present step.
    pub(super) fn enter_segment(&mut self, segment: usize, at: Moment, fx: &mut Vec<Effect>) {
        let from = self.segment().kind;
        self.at.segment = segment;
        self.open_segment(cue::between(from, self.segment().kind), at, fx);
    }

    /// Begins the present segment with `cue`.
    pub(super) fn open_segment(&mut self, cue: Cue, at: Moment, fx: &mut Vec<Effect>) {
        self.stretched = Stretched::default();
        self.opened_by = Some((Duration::ZERO, cue));
        self.question = None;
        if self.segment().kind == Kind::After {
            self.ask(Round::After, at);
        }
        self.state = State::Running(self.whole_segment().running(at));
        fx.push(Effect::Play { cue, at });
        fx.extend(self.breath_begun(at));
    }

    /// Counts in, then goes on with `left` of the present segment; there is no counting in to nothing.
    pub(super) fn count_in(&mut self, length: Duration, left: Left, at: Moment, fx: &mut Vec<Effect>) {
        if left == Left::Down(Duration::ZERO) {
            self.state = State::Running(left.running(at));
            return;
        }
        self.state = State::CountIn { ends: at + length, left };
        if length <= COUNT_IN {
            fx.push(Effect::Play { cue: Cue::Count, at });
        }
    }

    /// Goes on with `left` of the present segment.
    pub(super) fn go_on(&mut self, left: Left, at: Moment, fx: &mut Vec<Effect>) {
        self.state = State::Running(left.running(at));
        if self.segment().kind.is_work() {
            self.opened_by = Some((self.passed(at), Cue::Start));
            fx.push(Effect::Play { cue: Cue::Start, at });
            fx.extend(self.breath_begun(at));
        }
    }

    /// Ends this side, skips this step, or ends this rest.
    pub(super) fn next(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let (at, here) = (now.mono, *self.segment());
        match here.kind {
            Kind::Prep => self.skip_step(now, fx),
            Kind::Switch | Kind::Rest => self.follow(at, now, fx),
            Kind::After => self.close_check(at, now, fx),
            Kind::Hold | Kind::Open | Kind::Gap => {
                if let Some(left) = self.held_so_far(at) {
                    self.keep_hold(left, now, fx);
                }
                let same_side = |s: &&Segment| (s.set, s.side) == (here.set, here.side) && s.kind != Kind::Rest;
                let rest = &self.course().segments[self.at.segment..];
                let on = rest.iter().take_while(same_side).filter(|s| s.kind != Kind::After).count();
                match self.at.segment + on {
                    next if next < self.course().segments.len() => self.enter_segment(next, at, fx),
                    _ => self.follow_step(at, now, fx),
                }
            }
        }
    }

    /// Passes over the present step.
    pub(super) fn skip_step(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let tally = &mut self.tally[self.at.step];
        tally.skipped = tally.done + tally.cut == 0;
        let skipped = Event::Skipped { step: self.at.step, id: self.step().id.clone() };
        self.keep(skipped, now, fx);
        self.follow_step(now.mono, now, fx);
    }

    /// To the beginning of this side, or, if that has only just begun, to the place before it.
    pub(super) fn back(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let stations = stations(self.course());
        let here = stations.iter().rposition(|s| *s <= self.at.segment).unwrap_or(0);
        let just_begun = stations[here] == self.at.segment && self.passed(now.mono) <= JUST_BEGUN;
        if let Some(left) = self.held_so_far(now.mono) {
            self.keep_hold(left, now, fx);
        }
        match (just_begun, here) {
            (false, _) => self.come_to(stations[here], now.mono, fx),
            (true, 1..) => self.come_to(stations[here - 1], now.mono, fx),
            (true, 0) => {
                self.at.step = self.at.step.saturating_sub(1);
                self.come_to(0, now.mono, fx);
            }
        }
    }

    /// To the beginning of the step.
    pub(super) fn restart(&mut self, now: Now, fx: &mut Vec<Effect>) {
        if let Some(left) = self.held_so_far(now.mono) {
            self.keep_hold(left, now, fx);
        }
        self.come_to(0, now.mono, fx);
    }

    /// A step that turned out sore is not begun again as written; says whether it would have been.
    fn ease_if_sore(&mut self) -> bool {
        let flagged = self.flagged.contains(&self.step().id).then_some(Choice::Eased);
        let redo = flagged.or(self.redo.get(&self.at.step).copied());
        match redo {
            Some(choice) if self.paces[self.at.step] == Choice::Normal => {
                self.paces[self.at.step] = choice;
                true
            }
            _ => false,
        }
    }

    /// To a segment of the present step out of turn; work is counted in.
    fn come_to(&mut self, segment: usize, now: Moment, fx: &mut Vec<Effect>) {
        let segment = if self.ease_if_sore() { 0 } else { segment };
        self.at.segment = segment;
        self.reached = None;
        self.tally[self.at.step].skipped = false;
        if self.segment().kind.is_work() {
            self.stretched = Stretched::default();
            self.opened_by = None;
            self.question = None;
            self.count_in(COUNT_IN, self.whole_segment(), now, fx);
        } else {
            self.open_segment(cue::between(Kind::After, self.segment().kind), now, fx);
        }
    }

    /// Keeps the place after `change` put the present step on its other pace. A hold goes on to its new
    /// length; where the new course lacks the present segment, the next that it has begins.
    pub(super) fn reseat(&mut self, now: Now, fx: &mut Vec<Effect>, change: impl FnOnce(&mut Session)) {
        let (at, here) = (now.mono, *self.segment());
        let passed = self.passed(at);
        let segments = &self.plan.steps[self.at.step].course(self.other_pace()).segments;
        let same = segments.iter().position(|s| place(s) == place(&here));
        let later = segments.iter().position(|s| place(s) > place(&here));
        if let (None, Some(left)) = (same, self.held_so_far(at)) {
            self.keep_hold(left, now, fx);
        }
        change(self);
        match (same, later) {
            (Some(segment), _) => self.refit(segment, here.length, passed, at),
            (None, Some(segment)) => {
                self.at.segment = segment;
                self.open_segment(cue::between(here.kind, self.segment().kind), at, fx);
            }
            (None, None) => {
                self.at.segment = self.course().segments.len() - 1;
                self.follow_step(at, now, fx);
            }
        }
    }

    /// Puts the clock on the length that the same segment has now, of which `passed` is gone.
    fn refit(&mut self, segment: usize, was: Duration, passed: Duration, now: Moment) {
        self.at.segment = segment;
        if self.segment().length != was {
            self.stretched = Stretched { more: passed.saturating_sub(self.segment().length), less: Duration::ZERO };
        }
        let left = match self.segment().kind {
            Kind::Open => Left::Up(passed),
            _ => Left::Down(self.length().saturating_sub(passed)),
        };
        match &mut self.state {
            State::Running(clock) => *clock = left.running(now),
            State::CountIn { left: kept, .. } | State::Paused { left: kept, .. } => *kept = left,
            State::Waiting { .. } | State::Stopped { .. } | State::Finished(_) => {}
        }
    }

    /// How much of the present segment has passed.
    pub(super) fn passed(&self, now: Moment) -> Duration {
        match self.left_of_segment(now) {
            Left::Up(passed) => passed,
            Left::Down(left) => self.length().saturating_sub(left),
        }
    }

    fn other_pace(&self) -> Pace {
        match self.pace(self.at.step) {
            Pace::Normal => Pace::Eased,
            Pace::Eased => Pace::Normal,
        }
    }
}

/// The places that going back goes to: the start of the step, each change of sides, each new set.
fn stations(course: &Course) -> Vec<usize> {
    let kinds = |i: usize| course.segments.get(i).map(|s| s.kind);
    let starts = |i: usize| match kinds(i) {
        Some(Kind::Switch) => true,
        Some(Kind::Hold | Kind::Open) => {
            let new = |before: &Segment| (before.set, before.side) != (course.segments[i].set, course.segments[i].side);
            let before = i.checked_sub(1).map(|b| &course.segments[b]);
            before.is_some_and(|b| b.kind == Kind::Rest || (b.kind.is_work() && new(b)))
        }
        _ => false,
    };
    (0..course.segments.len()).filter(|i| *i == 0 || starts(*i)).collect()
}

/// Orders the segments of either course of one step.
fn place(segment: &Segment) -> (u32, usize, u8, u32) {
    let Segment { kind, set, side, rep, .. } = *segment;
    match kind {
        Kind::Prep => (0, 0, 0, 0),
        Kind::Switch => (set, side, 0, 0),
        Kind::Hold | Kind::Open => (set, side, 1, rep * 2),
        Kind::Gap => (set, side, 1, rep * 2 + 1),
        Kind::Rest => (set, usize::MAX, 0, 0),
        Kind::After => (u32::MAX, 0, 0, 0),
    }
}
