//! The machine that leads a person through a plan: (action, now) in, state and effects out.
//!
//! It reads no clock: whoever drives it passes `now` and comes back at its deadline. A segment begins
//! where the one before it ended by plan, not where the call arrived, so nothing drifts.

mod act;
mod breathe;
mod check;
mod countdown;
mod due;
mod keep;
mod moves;
mod resume;
mod state;
mod tell;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

pub use check::{Answer, Question, Round};
pub use countdown::{Clock, Left};
pub use moves::Motion;
pub use resume::{Next, Point};
pub use state::{State, Still, Tally, Terms, Wait, Why};

use crate::action::Action;
use crate::cue::Cue;
use crate::effect::Effect;
use crate::pain::{Closest, Outcome};
use crate::plan::{Course, Include, Kind, Pace, Plan, Planned, Segment};
use crate::record::{Began, Ending, Event, Reached};
use crate::time::{Moment, Now};
use state::{Choice, Stretched};
use tell::without_sounds;
use walk::At;

/// Sounds are told so long ahead, in real time: a device needs it to open.
const LEAD: Duration = Duration::from_millis(300);
/// Later than this after a deadline, in real time, nobody can have been stretching by the program.
const GAP: Duration = Duration::from_secs(2);

/// A session under way, or just over.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Arc<Plan>,
    terms: Arc<Terms>,
    state: State,
    at: At,
    /// How much longer or shorter than planned the present segment was made.
    stretched: Stretched,
    /// The cue that the present segment began or went on with, and how far into it that was.
    opened_by: Option<(Duration, Cue)>,
    paces: Vec<Choice>,
    question: Option<Question>,
    closest: Option<Closest>,
    /// Ids of steps that eased and flagged.
    flagged: BTreeSet<String>,
    /// Number of those steps.
    sore_steps: usize,
    /// The worst score given in this session.
    worst: u8,
    tally: Vec<Tally>,
    /// Sounds up to this moment have been told.
    told: Moment,
    /// When it was last moved on.
    seen: Moment,
    /// When something last happened, or a gap was over.
    attended: Moment,
    /// When a key last paused or went on.
    toggled: Option<Moment>,
    /// When a key last went to another place.
    moved: Option<Moment>,
    /// When Enter was last pressed.
    entered: Option<Moment>,
    /// How steps that turned out sore are done if they are begun again.
    redo: BTreeMap<usize, Choice>,
    /// Number of entries kept.
    kept: u32,
    /// Number of times it was asked about pain.
    asks: u32,
    /// What was last kept as coming next.
    reached: Option<Reached>,
}

impl Session {
    /// Begins `plan` at `now`. The plan has at least one step.
    pub fn begin(plan: Plan, terms: Terms, now: Now, fx: &mut Vec<Effect>) -> Session {
        let mut session = Session::not_begun(plan, terms, now);
        let began = Began {
            routine: session.plan.routine.clone(),
            warm_up: session.plan.warm_up.clone(),
            no_roller: session.plan.include == Include::NoRoller,
            baseline: session.terms.baseline,
            offset: session.terms.offset,
        };
        session.keep(Event::Began(began), now, fx);
        session.enter_step(0, now.mono, fx);
        session.keep_reached(now, fx);
        session.tell(now, fx);
        session
    }

    fn not_begun(plan: Plan, terms: Terms, now: Now) -> Session {
        Session {
            state: State::Finished(Ending::Left),
            at: At::default(),
            stretched: Stretched::default(),
            opened_by: None,
            paces: plan.steps.iter().map(|step| terms.choice(&step.id)).collect(),
            question: None,
            closest: None,
            flagged: BTreeSet::new(),
            sore_steps: 0,
            worst: 0,
            tally: vec![Tally::default(); plan.steps.len()],
            told: now.mono,
            seen: now.mono,
            attended: now.mono,
            toggled: None,
            moved: None,
            entered: None,
            redo: BTreeMap::new(),
            kept: 0,
            asks: 0,
            reached: None,
            plan: Arc::new(plan),
            terms: Arc::new(terms),
        }
    }

    /// Something happened, if only a key without a meaning. To be called before it is moved on: whoever comes back at
    /// the end of the hour after which it would be closed is to find it open.
    pub fn attend(&mut self, now: Now) {
        self.attended = now.mono;
    }

    /// Moves on to `now`. To be called before every other call that takes a time, and after [`attend`](Session::attend);
    /// twice with the same `now` does nothing more.
    pub fn advance(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let overdue = self.deadline(self.seen).filter(|due| now.mono.since(*due) > self.terms.tempo.of_real(GAP));
        match overdue {
            Some(due) => self.stand_still_after_gap(due, now, fx),
            None => {
                // From the state it is in: what comes after belongs to the states to come.
                self.tell(now, fx);
                self.run_silently(now.mono, now, fx);
            }
        }
        self.keep_reached(now, fx);
        self.seen = now.mono;
    }

    /// Nothing is skipped and no cue replayed: it stands where it was when it should have been called. What stood
    /// still already is not closed: whoever comes back finds it as it was, and what they answer counts.
    fn stand_still_after_gap(&mut self, due: Moment, now: Now, fx: &mut Vec<Effect>) {
        self.attended = now.mono;
        let mut own = Vec::new();
        self.run_to(due, now, &mut own);
        let mut at = due;
        loop {
            if let Some(left) = self.running_left(at) {
                self.state = State::Paused { left, why: Why::Gap(now.mono.since(due)), since: due };
                break;
            }
            match self.step_to(now.mono, now, &mut own) {
                Some(moment) => at = moment,
                None => break,
            }
        }
        fx.push(Effect::Hush);
        fx.append(&mut without_sounds(own));
        self.told = now.mono;
        self.tell(now, fx);
    }

    /// Runs to `until` without sounding anything: all of it was told ahead.
    fn run_silently(&mut self, until: Moment, now: Now, fx: &mut Vec<Effect>) {
        let mut own = Vec::new();
        self.run_to(until, now, &mut own);
        fx.append(&mut without_sounds(own));
    }

    /// Takes the next step of the clock that is due by `until`, at the moment it was due.
    fn step_to(&mut self, until: Moment, now: Now, fx: &mut Vec<Effect>) -> Option<Moment> {
        let due = self.next_change().filter(|due| *due <= until)?;
        match self.state {
            State::Running(_) => self.end_segment(due, now, fx),
            State::CountIn { left, .. } => self.go_on(left, due, fx),
            State::Waiting { why: Wait::Answer, .. } if self.settles() == Some(due) => self.settle(due, now, fx),
            _ => self.finish(Ending::Abandoned, due, now, fx),
        }
        Some(due)
    }

    /// When the state changes by itself: none while only a key can change it.
    fn next_change(&self) -> Option<Moment> {
        match self.state {
            State::Running(Clock::Ends(ends)) | State::CountIn { ends, .. } => Some(ends),
            State::Running(Clock::Since(_)) | State::Finished(_) => None,
            State::Paused { since, .. } | State::Stopped { since, .. } => Some(self.abandoned(since)),
            State::Waiting { since, .. } => Some(self.settles().unwrap_or(self.abandoned(since))),
        }
    }

    /// Ends everything that is over by `until`, each where it ended by plan.
    fn run_to(&mut self, until: Moment, now: Now, fx: &mut Vec<Effect>) {
        while self.step_to(until, now, fx).is_some() {}
    }

    /// Does what the person means. Actions without a meaning in the present state do nothing.
    pub fn handle(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        let ahead = (self.upcoming(now, now.mono, self.told), self.breath_heard(now.mono));
        let mut own = Vec::new();
        self.act(action, now, &mut own);
        // A key may have left nothing of a segment.
        self.run_to(now.mono, now, &mut own);
        self.keep_reached(now, &mut own);
        let sounds = own.iter().any(|effect| *effect == Effect::Hush || effect.sounds_at().is_some());
        if sounds || (self.upcoming(now, now.mono, self.told), self.breath_heard(now.mono)) != ahead {
            fx.push(Effect::Hush);
            self.told = now.mono;
        }
        fx.extend(own.into_iter().filter(|effect| *effect != Effect::Hush));
        self.tell(now, fx);
    }

    /// What it is doing.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What it goes through.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What was decided before it began.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Place of the present step in the plan, from 0.
    pub fn step_index(&self) -> usize {
        self.at.step
    }

    /// The present step.
    pub fn step(&self) -> &Planned {
        &self.plan.steps[self.at.step]
    }

    /// Place of the present segment in the step's course, from 0.
    pub fn segment_index(&self) -> usize {
        self.at.segment
    }

    /// The step after the present one.
    pub fn next_step(&self) -> Option<&Planned> {
        self.plan.steps.get(self.at.step + 1)
    }

    /// How the step at `index` is, or will be, done.
    pub fn pace(&self, index: usize) -> Pace {
        match self.paces.get(index) {
            None | Some(Choice::Normal) => Pace::Normal,
            Some(Choice::Offered | Choice::Eased) => Pace::Eased,
        }
    }

    /// The present step's course at its present pace.
    pub fn course(&self) -> &Course {
        self.step().course(self.pace(self.at.step))
    }

    /// The present segment. While the last check is asked, the last one.
    pub fn segment(&self) -> &Segment {
        &self.course().segments[self.at.segment]
    }

    /// The segment after the present one in the same step.
    pub fn next_segment(&self) -> Option<&Segment> {
        self.course().segments.get(self.at.segment + 1)
    }

    /// The clock of the present segment, or of the count-in while there is one.
    pub fn left(&self, now: Moment) -> Left {
        match self.state {
            State::CountIn { ends, .. } => Clock::Ends(ends).left(now),
            _ => self.left_of_segment(now),
        }
    }

    /// How much of the present segment is over, 0.0 to 1.0.
    pub fn progress(&self, now: Moment) -> f64 {
        match self.left_of_segment(now) {
            Left::Up(passed) => (passed.as_secs_f64() / self.segment().length.as_secs_f64()).min(1.0),
            Left::Down(left) => {
                let length = self.length().as_secs_f64();
                if length > 0.0 { (1.0 - left.as_secs_f64() / length).clamp(0.0, 1.0) } else { 1.0 }
            }
        }
    }

    /// Time left of the whole session by plan, at the paces chosen so far.
    pub fn remaining(&self, now: Moment) -> Duration {
        if self.is_over() {
            return Duration::ZERO;
        }
        let here = match self.left_of_segment(now) {
            Left::Down(left) => left,
            Left::Up(passed) => self.segment().length.saturating_sub(passed),
        };
        let step: Duration = self.course().segments[self.at.segment + 1..].iter().map(|s| s.length).sum();
        let later = self.at.step + 1..self.plan.steps.len();
        let later: Duration = later.map(|i| self.plan.steps[i].course(self.pace(i)).total()).sum();
        here + step + later
    }

    /// The pain check that is being asked.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// What the answer so far will lead to when the check closes.
    pub fn outcome(&self) -> Option<Outcome> {
        self.judge(self.question.as_ref()?)
    }

    /// Whether easing of the present or coming step can be undone with `e`.
    pub fn can_undo_ease(&self) -> bool {
        self.paces[self.at.step] == Choice::Offered
    }

    /// Whether the last hold is over: only its check, or nothing, is left.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Finished(_)) || self.question.is_some_and(|q| q.round == Round::Last)
    }

    /// What was closest to why the person stopped, once answered.
    pub fn closest(&self) -> Option<Closest> {
        self.closest
    }

    /// What became of each step, in the order of the plan.
    pub fn tally(&self) -> &[Tally] {
        &self.tally
    }

    /// The length of the present segment with what was added and taken.
    fn length(&self) -> Duration {
        (self.segment().length + self.stretched.more).saturating_sub(self.stretched.less)
    }

    fn left_of_segment(&self, now: Moment) -> Left {
        match self.state {
            State::Running(clock) => clock.left(now),
            State::CountIn { left, .. } | State::Paused { left, .. } => left,
            State::Stopped { was: Still::Running(left) | Still::Paused(left), .. } => left,
            State::Waiting { why: Wait::Key, .. } | State::Stopped { was: Still::Waiting(Wait::Key), .. } => {
                self.whole_segment()
            }
            State::Waiting { .. } | State::Stopped { .. } | State::Finished(_) => match self.question {
                Some(Question { round: Round::Within(was), .. }) => was.left().unwrap_or(self.whole_segment()),
                _ => Left::Down(Duration::ZERO),
            },
        }
    }

    /// What is left of a clock that runs, or is about to.
    fn running_left(&self, now: Moment) -> Option<Left> {
        match self.state {
            State::Running(clock) => Some(clock.left(now)),
            State::CountIn { left, .. } => Some(left),
            _ => None,
        }
    }

    /// The present segment, not begun.
    fn whole_segment(&self) -> Left {
        match self.segment().kind {
            Kind::Open => Left::Up(Duration::ZERO),
            _ => Left::Down(self.length()),
        }
    }

    fn lead(&self) -> Duration {
        self.terms.tempo.of_real(LEAD)
    }
}
