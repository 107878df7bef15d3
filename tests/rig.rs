//! A session in virtual time: keys and waits in, a timeline out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use jiff::Timestamp;
use unkink::action::Action;
use unkink::cue::Cue;
use unkink::effect::Effect;
use unkink::plan::{Include, Kind, Plan};
use unkink::record::{Entry, Event};
use unkink::routine::{self, Routine};
use unkink::session::{Answer, Left, Round, Session, State, Terms, Wait, Why};
use unkink::time::{Moment, Now, Tempo};

/// Reads a routine that has no error.
#[track_caller]
pub fn routine(text: &str) -> Routine {
    let (routine, problems) = routine::parse("test", text);
    routine.unwrap_or_else(|| panic!("{problems:?}"))
}

pub fn terms() -> Terms {
    Terms {
        id: "s1".into(),
        baseline: 0,
        first_time: false,
        always_wait: false,
        strict: false,
        offset: None,
        before: BTreeMap::new(),
        eased: BTreeSet::new(),
        tempo: Tempo::REAL,
        breath: true,
    }
}

pub fn seconds(s: f64) -> Duration {
    Duration::from_secs_f64(s)
}

/// A session, the hands on its keys, and all it asked for.
pub struct Rig {
    pub session: Session,
    pub now: Moment,
    pub played: Vec<(Moment, Cue)>,
    /// Breaths that were heard, or begun to be.
    pub breaths: Vec<Moment>,
    /// When sound was cut.
    pub hushed: Vec<Moment>,
    pub kept: Vec<Entry>,
    /// When a running segment ended by itself.
    pub borders: Vec<Moment>,
    /// How long holds ran, unless it slept.
    pub worked: Duration,
    /// When a key was pressed.
    pub pressed: Vec<Moment>,
    lines: Vec<(Moment, usize, String)>,
    shown: String,
}

impl Rig {
    #[track_caller]
    pub fn new(text: &str) -> Rig {
        Rig::with(text, terms())
    }

    #[track_caller]
    pub fn with(text: &str, terms: Terms) -> Rig {
        Rig::of(Plan::build(&routine(text), None, Include::All), terms)
    }

    pub fn of(plan: Plan, terms: Terms) -> Rig {
        let mut fx = Vec::new();
        let now = Moment::ZERO;
        let session = Session::begin(plan, terms, at(now), &mut fx);
        let mut rig = Rig {
            session,
            now,
            played: Vec::new(),
            breaths: Vec::new(),
            hushed: Vec::new(),
            kept: Vec::new(),
            borders: Vec::new(),
            worked: Duration::ZERO,
            pressed: Vec::new(),
            lines: Vec::new(),
            shown: String::new(),
        };
        rig.take(fx);
        rig
    }

    /// Waits so many seconds, going from deadline to deadline.
    #[track_caller]
    pub fn wait(mut self, s: f64) -> Rig {
        self.walk(self.now + seconds(s));
        self
    }

    /// Waits until it is over, or stands still; not longer than three hours.
    #[track_caller]
    pub fn wait_until_still(mut self) -> Rig {
        let limit = self.now + Duration::from_secs(3 * 3600);
        while matches!(self.session.state(), State::Running(_) | State::CountIn { .. }) && self.now < limit {
            let due = self.session.deadline(self.now).expect("a running session has a deadline");
            self.walk(due);
        }
        self
    }

    /// Goes to `to`, stopping at every deadline on the way.
    #[track_caller]
    pub fn walk(&mut self, to: Moment) {
        loop {
            let due = self.session.deadline(self.now);
            assert!(
                due.is_none_or(|due| due > self.now),
                "the deadline does not move forward: {due:?} at {:?}",
                self.now
            );
            match due.filter(|due| *due <= to) {
                Some(due) => self.jump(due),
                None => break,
            }
        }
        self.jump(to);
    }

    /// Is away until `to`, as a machine that slept.
    pub fn jump(&mut self, to: Moment) {
        let from = std::mem::replace(&mut self.now, to);
        let running = matches!(self.session.state(), State::Running(_));
        let working = running && self.session.segment().kind.is_work();
        let before = (self.session.step_index(), *self.session.segment());
        let mut fx = Vec::new();
        self.session.advance(at(to), &mut fx);
        if working {
            self.worked += to.since(from);
        }
        if running && before != (self.session.step_index(), *self.session.segment()) {
            self.borders.push(to);
        }
        self.take(fx);
    }

    pub fn sleep(mut self, s: f64) -> Rig {
        self.jump(self.now + seconds(s));
        self
    }

    /// Presses keys, by their words, all at this moment.
    #[track_caller]
    pub fn press(mut self, keys: &str) -> Rig {
        for key in keys.split_whitespace() {
            self.act(action(key));
        }
        self
    }

    pub fn act(&mut self, action: Action) {
        self.pressed.push(self.now);
        let mut fx = Vec::new();
        self.session.attend(at(self.now));
        self.session.advance(at(self.now), &mut fx);
        self.session.handle(action, at(self.now), &mut fx);
        self.take(fx);
    }

    fn take(&mut self, fx: Vec<Effect>) {
        for effect in fx {
            match effect {
                Effect::Play { cue, at } => self.played.push((at, cue)),
                // What has begun to sound was heard; what lies ahead was not.
                Effect::Hush => {
                    self.played.retain(|(at, _)| *at < self.now);
                    self.breaths.retain(|at| *at < self.now);
                    self.hushed.push(self.now);
                }
                Effect::Breathe { at, .. } => self.breaths.push(at),
                Effect::Keep(entry) => self.kept.push(entry),
                other => panic!("a session does not ask for {other:?}"),
            }
        }
        let shown = self.shown_now();
        if shown != self.shown {
            self.lines.push((self.now, 1, shown.clone()));
            self.shown = shown;
        }
    }

    fn shown_now(&self) -> String {
        let (session, segment) = (&self.session, self.session.segment());
        let mut place = format!("{}: {}", session.step().id, word(segment.kind));
        if let Some(side) = session.step().side(segment).filter(|_| segment.kind.is_work()) {
            write!(place, " {side}").unwrap();
        }
        if segment.kind.is_work() && session.course().sets * session.course().reps > 1 {
            write!(place, " {}/{}", segment.set, segment.rep).unwrap();
        }
        let eased = if session.pace(session.step_index()) == unkink::plan::Pace::Eased { " (eased)" } else { "" };
        match session.state() {
            State::Running(_) => format!("{place}{eased}"),
            State::CountIn { .. } => format!("count-in to {place}"),
            State::Paused { left, why: Why::Person, .. } => format!("paused, {} of {place}", show(*left)),
            State::Paused { left, why: Why::Gap(gone), .. } => {
                format!("paused after {} s away, {} of {place}", gone.as_secs(), show(*left))
            }
            State::Waiting { why: Wait::Key, .. } => format!("waits for a key before {}", session.step().id),
            State::Waiting { why: Wait::Answer, .. } => match session.question().map(|q| q.round) {
                Some(Round::Last) => "last check".into(),
                Some(Round::Again) => format!("waits, asked again after {}", session.step().id),
                Some(Round::Within(_)) => format!("waits, asked within {place}, {}", show(session.left(self.now))),
                _ => format!("waits for an answer after {}", session.step().id),
            },
            State::Stopped { answer: None, .. } => format!("stopped in {place}"),
            State::Stopped { answer: Some(what), .. } => format!("stopped: {}", what.words()),
            State::Finished(how) => format!("finished: {how:?}"),
        }
    }

    /// One line for every change and every cue, in order of time.
    pub fn timeline(&self) -> String {
        let mut lines = self.lines.clone();
        for (at, cue) in self.played.iter().filter(|(at, _)| *at <= self.now) {
            lines.push((*at, 0, format!("  ♪ {}", cue.word())));
        }
        lines.sort_by_key(|(at, order, _)| (*at, *order));
        lines.iter().map(|(at, _, line)| format!("{:>7} {line}\n", clock(*at))).collect()
    }

    /// The changes without the sounds.
    pub fn story(&self) -> String {
        self.lines.iter().map(|(at, _, line)| format!("{:>7} {line}\n", clock(*at))).collect()
    }

    /// What was kept, one line an entry, as it stands in the file.
    pub fn saved(&self) -> String {
        self.kept.iter().map(|entry| serde_json::to_string(&entry.event).unwrap() + "\n").collect()
    }

    pub fn holds_kept(&self) -> Vec<(String, u64)> {
        let held = |e: &Entry| match &e.event {
            Event::Held { place, ms, .. } => Some((place.id.clone(), *ms)),
            _ => None,
        };
        self.kept.iter().filter_map(held).collect()
    }

    pub fn answer_to(&self, step: usize) -> Option<Answer> {
        self.session.tally()[step].answer
    }
}

pub fn at(mono: Moment) -> Now {
    Now { mono, wall: Timestamp::UNIX_EPOCH + mono.since_start() }
}

fn clock(at: Moment) -> String {
    let s = at.since_start().as_secs_f64();
    let minutes = (s / 60.0) as u64;
    format!("{minutes}:{:04.1}", s - minutes as f64 * 60.0)
}

fn show(left: Left) -> String {
    match left {
        Left::Down(left) => format!("{:.1} s left", left.as_secs_f64()),
        Left::Up(passed) => format!("{:.1} s in", passed.as_secs_f64()),
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Prep => "prep",
        Kind::Hold => "hold",
        Kind::Open => "open hold",
        Kind::Gap => "gap",
        Kind::Switch => "switch",
        Kind::Rest => "rest",
        Kind::After => "after",
    }
}

fn action(key: &str) -> Action {
    match key {
        "space" => Action::Toggle,
        "other" => Action::Pause,
        "enter" => Action::Enter,
        "h" => Action::Hurts,
        "e" => Action::Ease,
        "n" => Action::Next,
        "p" => Action::Back,
        "r" => Action::Restart,
        "+" => Action::More,
        "-" => Action::Less,
        "ctrl-c" => Action::LeaveNow,
        digit => Action::Digit(digit.parse().expect("a key the rig knows")),
    }
}
