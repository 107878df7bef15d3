//! One session of the past, as its entries tell it.

use std::cmp::Ordering;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::pain::Closest;
use crate::record::{Answered, Began, Ending, Entry, Event, Morning, Place, Reached};

/// One session.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its name in the history.
    pub name: String,
    /// When it began; without that line, its first entry.
    pub began: Timestamp,
    /// Local time there and then, if it was kept.
    pub offset: Option<Offset>,
    /// Id of the routine; none if the line that tells it is lost.
    pub routine: Option<String>,
    /// Id of the routine in front.
    pub warm_up: Option<String>,
    /// Whether roller steps were left out.
    pub no_roller: bool,
    /// Pain before it, NRS 0-10.
    pub baseline: u8,
    /// The warm-up gone through to its end, and when.
    pub warmed_up: Option<(String, Timestamp)>,
    /// The steps that something is known of, in the order of the plan.
    pub steps: Vec<StepRun>,
    /// Where it had got to: what came next. Without it, its beginning.
    pub reached: Option<Reached>,
    /// Whether the person stopped because it hurt, and not by mistake.
    pub stopped: bool,
    /// What was closest to why.
    pub closest: Option<Closest>,
    /// How it ended, if it has.
    pub ending: Option<Ending>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Whether what hurt was gone by the next morning, once that was asked.
    pub morning: Option<Morning>,
    /// When that was answered.
    pub asked_morning: Option<Timestamp>,
    /// Whether the person did not want to go on with it.
    pub declined: bool,
    /// Whether the person wanted it out of the history.
    pub deleted: bool,
    /// When its last entry was written.
    pub last: Timestamp,
    /// The number that its next entry would have.
    pub next_n: u32,
    /// The length by which the last entry, a hold, fell short of its plan.
    short: bool,
}

/// What became of one step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StepRun {
    /// Place of the step in the plan, from 0.
    pub step: usize,
    /// Its id.
    pub id: String,
    /// What was held on each side, in the order they came; one without a word for a step without sides.
    pub sides: Vec<SideRun>,
    /// Whether any of it was eased.
    pub eased: bool,
    /// Whether it was passed over.
    pub skipped: bool,
    /// Whether the person stopped in it because it hurt.
    pub stopped: bool,
    /// The last score, NRS 0-10.
    pub score: Option<u8>,
    /// Whether "easier" was the last answer.
    pub easier: bool,
    /// Whether it was asked about and nobody answered.
    pub unanswered: bool,
    /// The worst score of the askings before the last one.
    worst_before: Option<u8>,
    /// Whether one of those flagged it.
    flagged_before: bool,
    /// Whether the last score flagged it.
    flagged_last: bool,
    /// Which asking the last answer was to.
    ask: u32,
}

/// The holds of one side of a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SideRun {
    /// The side in words.
    pub side: Option<String>,
    /// Holds that were held to their end, or longer.
    pub done: u32,
    /// Holds that were ended before.
    pub cut: u32,
    /// Time held.
    pub held: Duration,
}

impl Run {
    /// The session that these entries, at least one, tell of, in whatever order. The same entry twice counts once.
    pub(super) fn of(mut entries: Vec<Entry>) -> Run {
        entries.sort_by(in_order);
        entries.dedup();
        let mut run = Run::begin(&entries[0]);
        entries.iter().for_each(|entry| run.apply(entry));
        run
    }

    /// A session of which nothing is known but that `entry` belongs to it.
    pub fn begin(entry: &Entry) -> Run {
        Run {
            name: entry.session.clone(),
            began: entry.at,
            offset: None,
            routine: None,
            warm_up: None,
            no_roller: false,
            baseline: 0,
            warmed_up: None,
            steps: Vec::new(),
            reached: None,
            stopped: false,
            closest: None,
            ending: None,
            ended: None,
            morning: None,
            asked_morning: None,
            declined: false,
            deleted: false,
            last: entry.at,
            next_n: 0,
            short: false,
        }
    }

    /// Takes in the next of its entries; they come in the order of their numbers.
    pub fn apply(&mut self, entry: &Entry) {
        self.next_n = entry.n.saturating_add(1);
        self.last = entry.at;
        match &entry.event {
            Event::Began(began) => self.begun(began, entry.at),
            Event::Reached(reached) => self.reached = Some(reached.clone()),
            Event::Resumed => (self.ending, self.ended) = (None, None),
            Event::Declined => self.declined = true,
            Event::Held { place, ms, of_ms, eased } => self.held(place, *ms, *of_ms, *eased),
            Event::WarmedUp { routine } => self.warmed_up = Some((routine.clone(), entry.at)),
            Event::Skipped { step, id } => {
                let step = self.step(*step, id);
                step.skipped = step.sides.is_empty();
            }
            Event::Answered(answered) => self.step(answered.step, &answered.id).answered(answered),
            Event::Stopped { place } => {
                self.stopped = true;
                self.step(place.step, &place.id).stopped = true;
            }
            Event::Closest { what: Closest::Mistake } => {
                (self.stopped, self.closest) = (false, None);
                self.steps.iter_mut().for_each(|step| step.stopped = false);
            }
            Event::Closest { what } => self.closest = Some(*what),
            Event::Ended { how } => self.over(*how, entry.at),
            Event::Morning { gone } => (self.morning, self.asked_morning) = (Some(*gone), Some(entry.at)),
            Event::Deleted => self.deleted = true,
        }
        self.short = matches!(entry.event, Event::Held { ms, of_ms, .. } if ms < of_ms);
    }

    fn begun(&mut self, began: &Began, at: Timestamp) {
        let Began { routine, warm_up, no_roller, baseline, offset } = began;
        self.began = at;
        self.routine = Some(routine.clone());
        self.warm_up.clone_from(warm_up);
        (self.no_roller, self.baseline) = (*no_roller, *baseline);
        self.offset = offset.and_then(|seconds| Offset::from_seconds(seconds).ok());
    }

    fn held(&mut self, place: &Place, ms: u64, of_ms: u64, eased: bool) {
        let step = self.step(place.step, &place.id);
        step.eased |= eased;
        step.skipped = false;
        let side = step.side(place.side.as_deref());
        if ms < of_ms {
            side.cut += 1;
        } else {
            side.done += 1;
        }
        side.held = side.held.saturating_add(Duration::from_millis(ms));
        // Records of the first versions tell of no place but this.
        let here = || Reached { place: place.clone(), check: false, eased };
        let reached = self.reached.get_or_insert_with(here);
        if is_same_side(&reached.place, place) {
            reached.place.rep = place.rep.saturating_add(1);
        }
    }

    fn over(&mut self, how: Ending, at: Timestamp) {
        (self.ending, self.ended) = (Some(how), Some(at));
        // It was left in the middle of that hold, which is still to be done.
        if let Some(reached) = self.reached.as_mut().filter(|_| self.short) {
            reached.place.rep = reached.place.rep.saturating_sub(1).max(1);
        }
    }

    fn step(&mut self, step: usize, id: &str) -> &mut StepRun {
        let at = match self.steps.binary_search_by(|s| (s.step, s.id.as_str()).cmp(&(step, id))) {
            Ok(at) => at,
            Err(at) => {
                self.steps.insert(at, StepRun { step, id: id.to_owned(), ..StepRun::default() });
                at
            }
        };
        &mut self.steps[at]
    }

    /// The worst score given in it.
    pub fn worst(&self) -> Option<u8> {
        self.steps.iter().filter_map(StepRun::worst).max()
    }

    /// Whether anything in it hurt enough to be asked about the next morning: a score of 3 or more, or a stop.
    pub fn hurt(&self) -> bool {
        self.stopped || self.worst() >= Some(3)
    }

    /// Whether pain ended it. A score that was corrected ends nothing.
    pub fn ended_by_pain(&self) -> bool {
        self.stopped || (self.ending == Some(Ending::Pain) && self.steps.iter().any(StepRun::is_flagged))
    }

    /// Whether it can be gone on with.
    pub fn is_unfinished(&self) -> bool {
        let cut_off = matches!(self.ending, None | Some(Ending::Left));
        cut_off && !self.stopped && !self.declined && !self.deleted && self.routine.is_some()
    }

    /// Local time where it was begun; where that was not kept, in `zone`.
    pub fn local(&self, zone: &TimeZone) -> jiff::civil::DateTime {
        self.offset.map_or_else(|| zone.to_datetime(self.began), |offset| offset.to_datetime(self.began))
    }
}

impl StepRun {
    fn side(&mut self, side: Option<&str>) -> &mut SideRun {
        let at = self.sides.iter().position(|s| s.side.as_deref() == side).unwrap_or_else(|| {
            self.sides.push(SideRun { side: side.map(str::to_owned), ..SideRun::default() });
            self.sides.len() - 1
        });
        &mut self.sides[at]
    }

    fn answered(&mut self, answered: &Answered) {
        let Answered { score, easier, flagged, ask, corrected, .. } = *answered;
        if score.is_none() && !easier && !corrected {
            // Silence takes no score back; "easier" can be taken back while it is asked.
            self.easier &= ask != self.ask;
            self.unanswered = self.score.is_none() && !self.easier;
            return;
        }
        if corrected {
            (self.worst_before, self.flagged_before) = (None, false);
        } else if ask != self.ask {
            self.worst_before = self.worst();
            self.flagged_before = self.is_flagged();
        }
        self.flagged_last = flagged.unwrap_or(score >= Some(4));
        (self.score, self.easier, self.unanswered, self.ask) = (score, easier, false, ask);
    }

    /// The worst score given about it.
    pub fn worst(&self) -> Option<u8> {
        self.score.max(self.worst_before)
    }

    /// Whether it hurt so much that it is done eased next time: by its score, or by a stop.
    pub fn is_flagged(&self) -> bool {
        self.stopped || self.flagged_before || self.flagged_last
    }

    /// Holds that were held to their end.
    pub fn done(&self) -> u32 {
        self.sides.iter().map(|side| side.done).sum()
    }

    /// Holds that were ended before.
    pub fn cut(&self) -> u32 {
        self.sides.iter().map(|side| side.cut).sum()
    }

    /// Time held.
    pub fn held(&self) -> Duration {
        self.sides.iter().fold(Duration::ZERO, |sum, side| sum.saturating_add(side.held))
    }
}

fn is_same_side(a: &Place, b: &Place) -> bool {
    (a.step, &a.id, a.set, &a.side) == (b.step, &b.id, b.set, &b.side)
}

/// By number. Where two machines have gone on with one session each, by date, and then in any order that does
/// not depend on the file.
pub(super) fn in_order(a: &Entry, b: &Entry) -> Ordering {
    let by_number = (a.n, a.at).cmp(&(b.n, b.at));
    by_number.then_with(|| if a == b { Ordering::Equal } else { format!("{a:?}").cmp(&format!("{b:?}")) })
}
