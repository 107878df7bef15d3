//! The voice of a session: what it says when something begins, placed so that nothing talks over anything else.

use std::collections::HashMap;
use std::mem::take;
use std::time::Duration;

use super::App;
use crate::cue::Cue;
use crate::effect::Effect;
use crate::pain::Closest;
use crate::phrase::{self, Line, Numbers, Weight};
use crate::plan::Kind;
use crate::record::Ending;
use crate::screen::Screen;
use crate::session::{Answer, Clock, Session, State, Wait};
use crate::time::{Moment, Now};

/// Between two phrases, and after a cue.
const BREATH: Duration = Duration::from_millis(200);

/// No phrase is longer.
const AHEAD: Duration = Duration::from_secs(60);

/// What is not ready by so much after its moment is not said any more.
const LATE: Duration = Duration::from_secs(3);

/// What is known of the voice, and what it says now.
#[derive(Debug, Clone, Default)]
pub struct Voice {
    /// How long each phrase takes that was made ready.
    lengths: HashMap<String, Duration>,
    /// What was asked to be made ready.
    asked: Vec<String>,
    /// Where the session was when something was last said.
    spot: Option<Spot>,
    /// The answer to a pain check that was last said back.
    answer: Option<(Answer, Declined)>,
    /// The step and segment whose words were said last: they are not repeated after a pause.
    said: Option<(usize, usize)>,
    /// What of those was not said to its end when something broke in.
    left: Vec<Line>,
    /// What is being said, and what is still to be.
    queue: Vec<Queued>,
    /// What of how to do the coming step was said already, and until when: it is not said twice.
    heard: Vec<(String, Moment)>,
    /// Nothing is said before this.
    from: Moment,
    /// Until when the cues ring that were told.
    rings: Moment,
    /// From when until when it talks.
    talks: Option<(Moment, Moment)>,
    /// Why there is none.
    off: Option<String>,
}

/// A line, and when it ends if it was handed on.
#[derive(Debug, Clone)]
struct Queued {
    line: Line,
    ends: Option<Moment>,
}

/// Whether the easing that an answer asks for was declined.
type Declined = bool;

/// Where a session is, as far as the voice is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Segment(usize, usize),
    Waiting(usize, Wait, usize),
    Stopped(Option<Closest>, usize),
    Paused,
    Over(Ending),
    /// About to go on.
    CountIn,
}

impl Spot {
    fn of(session: &Session, now: Moment) -> Spot {
        match session.state() {
            State::Running(_) => Spot::Segment(session.step_index(), session.segment_index()),
            State::Waiting { why, .. } => Spot::Waiting(session.step_index(), *why, session.reminded(now)),
            State::Stopped { answer, .. } => Spot::Stopped(*answer, session.reminded(now)),
            State::Finished(how) => Spot::Over(*how),
            State::Paused { .. } => Spot::Paused,
            State::CountIn { .. } => Spot::CountIn,
        }
    }
}

/// What made the program look at the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The person did something.
    Person,
    /// Time went on, or the world told something.
    World,
}

impl Voice {
    /// Takes in what was made ready.
    pub fn ready(&mut self, lengths: Vec<(String, Duration)>) {
        self.lengths.extend(lengths);
    }

    /// There is no voice, and why.
    pub fn lost(&mut self, why: String) {
        self.off = Some(why);
    }

    /// Why there is none, if there should be one.
    pub fn off(&self) -> Option<&str> {
        self.off.as_deref()
    }

    /// Whether a cue is left out for what is being said.
    pub fn hushes(&self, cue: Cue, at: Moment) -> bool {
        cue.gives_way() && self.talks.is_some_and(|(from, until)| at < until && from < at + cue.length())
    }

    fn is_talking(&self, now: Moment) -> bool {
        self.talks.is_some_and(|(_, until)| now < until)
    }

    /// Outside of a session there is nothing to follow.
    fn rest(&mut self) {
        let (lengths, asked, off) = (take(&mut self.lengths), take(&mut self.asked), self.off.take());
        *self = Voice { lengths, asked, off, ..Voice::default() };
    }

    /// Whether what is being said has to be cut: by a person's key that leads somewhere else, or since it would now
    /// last longer than what it belongs to.
    fn is_cut_by(&self, session: &Session, now: Moment, cause: Cause) -> bool {
        let news = self.spot != Some(Spot::of(session, now)) || self.answer != answer(session);
        let until = self.talks.map(|(_, until)| until).filter(|until| *until > now);
        let meets = |until: Moment| session.next_firm_cue(now, until.since(now)).is_some();
        until.is_some_and(|until| (news && cause == Cause::Person) || meets(until))
    }

    /// Says what belongs to where the session has come to.
    fn follow(&mut self, session: &Session, now: Moment, words: &Words, own: &mut Vec<Effect>) {
        let (spot, answer) = (Spot::of(session, now), answer(session));
        self.hear(now, own);
        if self.spot != Some(spot) {
            self.enter(spot, session, now, || words.lines(session, now));
        }
        if answer.is_some() && self.answer != answer {
            self.say_back(session, now, words);
        }
        (self.spot, self.answer) = (Some(spot), answer);
        self.place(session, now, own);
    }

    /// Takes note of what sounds, and of what is cut.
    fn hear(&mut self, now: Moment, own: &[Effect]) {
        for effect in own {
            match effect {
                Effect::Hush => self.cut(now),
                Effect::Play { cue, at } if !self.hushes(*cue, *at) => self.rings = self.rings.max(*at + cue.length()),
                _ => {}
            }
        }
    }

    /// What was not said to its end may be said anew.
    fn cut(&mut self, now: Moment) {
        for queued in &mut self.queue {
            queued.ends.take_if(|ends| *ends > now);
        }
        self.heard.retain(|(_, until)| *until <= now);
        self.talks = None;
        self.rings = self.rings.min(now);
        self.from = self.from.max(now + BREATH);
    }

    fn enter(&mut self, spot: Spot, session: &Session, now: Moment, lines: impl FnOnce() -> Vec<Line>) {
        let calls_again = match (self.spot, spot) {
            (Some(Spot::Waiting(_, before, _)), Spot::Waiting(_, wait, again)) => before == wait && again > 0,
            (Some(Spot::Stopped(None, _)), Spot::Stopped(None, again)) => again > 0,
            _ => false,
        };
        if calls_again && self.is_talking(now) {
            return;
        }
        let unsaid = take(&mut self.queue).into_iter().filter(|queued| queued.ends.is_none_or(|ends| ends > now));
        if let Some(Spot::Segment(..)) = self.spot {
            self.left = unsaid.map(|queued| queued.line).collect();
        }
        let lines = match spot {
            Spot::Segment(step, segment) if self.said.replace((step, segment)) == Some((step, segment)) => {
                take(&mut self.left)
            }
            _ => lines(),
        };
        if matches!(session.segment().kind, Kind::Gap | Kind::Switch | Kind::Rest | Kind::After) {
            self.heard.clear();
        }
        self.queue = lines.into_iter().map(|line| Queued { line, ends: None }).collect();
        self.from = now + BREATH;
    }

    /// An answer is said back in place of the question, in front of what fits in after it.
    fn say_back(&mut self, session: &Session, now: Moment, words: &Words) {
        let after_it = words.lines(session, now).into_iter().filter(|line| line.weight == Weight::IfItFits);
        let lines = phrase::answered(session, words.numbers).into_iter().chain(after_it);
        self.queue = lines.map(|line| Queued { line, ends: None }).collect();
        self.from = self.from.max(now + BREATH);
    }

    /// One after the other, from the end of the cue that sounds now; what would be cut off is left out.
    fn place(&mut self, session: &Session, now: Moment, own: &mut Vec<Effect>) {
        if self.queue.iter().all(|queued| queued.ends.is_some()) {
            return;
        }
        let ends = session.next_firm_cue(now, AHEAD);
        let free = match session.state() {
            State::Running(Clock::Ends(ends)) => Some(phrase::free_until(session.segment(), *ends, now)),
            _ => None,
        };
        let talked = self.talks.map_or(Moment::ZERO, |(_, until)| until + BREATH);
        let late = if now > self.from { now + BREATH } else { now };
        let mut at = self.from.max(talked).max(late).max(self.rings + BREATH);
        let last = self.queue.iter().rposition(|queued| queued.ends.is_some()).unwrap_or(0);
        let mut kept = Vec::new();
        for (place, mut queued) in take(&mut self.queue).into_iter().enumerate() {
            let Line { text, weight } = &queued.line;
            let said_before = *weight == Weight::IfItFits && self.heard.iter().any(|(heard, _)| heard == text);
            if queued.ends.is_none() {
                let limit = if *weight == Weight::Needed { ends } else { free };
                match self.lengths.get(text).map(|length| at + *length) {
                    _ if place < last || said_before => continue,
                    None if now > self.from + LATE => continue,
                    None => {}
                    Some(until) if limit.is_some_and(|limit| until > limit) => continue,
                    Some(until) => {
                        own.push(Effect::Say { text: text.clone(), at });
                        self.heard.extend((*weight == Weight::IfItFits).then(|| (text.clone(), until)));
                        let from = self.talks.filter(|(_, before)| *before + BREATH == at).map_or(at, |(from, _)| from);
                        (self.talks, queued.ends, at) = (Some((from, until)), Some(until), until + BREATH);
                    }
                }
            }
            kept.push(queued);
        }
        self.queue = kept;
    }
}

fn answer(session: &Session) -> Option<(Answer, Declined)> {
    session.question().and_then(|question| Some((question.answer?, question.declined)))
}

/// How things are put.
struct Words {
    numbers: Numbers,
    emergency: Option<String>,
}

impl Words {
    fn lines(&self, session: &Session, now: Moment) -> Vec<Line> {
        phrase::lines(session, now, self.numbers, self.emergency.as_deref())
    }
}

impl App {
    /// Whether there is to be a voice: not in a rehearsal, which is too fast for it.
    fn speaks(&self) -> bool {
        self.settings.voice && !self.tempo.is_rehearsal()
    }

    fn numbers(&self) -> Numbers {
        let english = self.settings.voice_name.as_deref().is_none_or(|name| name.to_lowercase().starts_with("en"));
        if english { Numbers::Words } else { Numbers::Digits }
    }

    /// Lets the voice follow the session, after all else is done.
    pub(super) fn speak(&mut self, now: Now, cause: Cause, own: &mut Vec<Effect>) {
        if !self.speaks() {
            return;
        }
        self.prepare(own);
        let words = Words { numbers: self.numbers(), emergency: self.settings.emergency.clone() };
        let Screen::Session(sitting) = &mut self.view.screen else { return self.voice.rest() };
        if self.voice.is_cut_by(&sitting.session, now.mono, cause) && !own.contains(&Effect::Hush) {
            own.retain(|effect| effect.sounds_at().is_none());
            sitting.session.retell(now, own);
        }
        self.voice.follow(&sitting.session, now.mono, &words, own);
    }

    /// Asks for all phrases of what is about to be done, once.
    fn prepare(&mut self, own: &mut Vec<Effect>) {
        let plan = match &self.view.screen {
            Screen::Start(start) => start.plan(self.today()),
            Screen::Session(sitting) if self.voice.spot.is_none() => sitting.session.plan().clone(),
            _ => return,
        };
        let texts = phrase::all(&plan, self.numbers(), self.settings.emergency.as_deref());
        if texts != self.voice.asked {
            self.voice.asked.clone_from(&texts);
            own.push(Effect::Prepare(texts));
        }
    }
}
