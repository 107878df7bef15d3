//! What earlier sessions mean for the next one: which steps begin eased, and when not to start is advised.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::history::{Past, Run, StepRun};
use crate::pain::Closest;
use crate::record::Morning;
use crate::text;

/// A step is held against so many sessions running, and so is a whole session.
const RUNNING: usize = 3;
/// So many clean runs clear a flag.
const CLEAN: usize = 2;

/// What is known of one step, by its id, from whichever routine it was done in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    /// The last score given about it, NRS 0-10.
    pub last: Option<u8>,
    /// When that session began.
    pub at: Option<Timestamp>,
    /// Whether it is flagged.
    pub flag: Flag,
    /// In how many sessions running it was flagged, up to three.
    pub running: usize,
}

/// Whether a step is flagged: it hurt, and has not had two clean runs since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flag {
    /// It is not.
    #[default]
    Clear,
    /// It hurt the last time it was asked about: it begins eased.
    Fresh,
    /// It has had one clean run since: as written, but its check waits for an answer.
    Fading,
}

impl Before {
    /// Whether its check waits for an answer.
    pub fn is_flagged(self) -> bool {
        self.flag != Flag::Clear
    }

    /// What `runs`, the newest first, tell of the step `id`.
    pub fn of(runs: &[&Run], id: &str) -> Before {
        let mut before = Before::default();
        let mut clean = 0;
        for (run, trial) in runs.iter().filter_map(|run| Some((run, Trial::of(run, id)?))) {
            if before.at.is_none() {
                (before.last, before.at) = (trial.score, Some(run.began));
            }
            match trial.how {
                How::Flagged => before.running += 1,
                _ if before.running > 0 => break,
                How::Clean => clean += 1,
                How::Sore => {}
            }
            if before.running == RUNNING || clean == CLEAN {
                break;
            }
            if before.running > 0 && clean > 0 {
                break;
            }
        }
        before.flag = match (before.running, clean) {
            (0, _) => Flag::Clear,
            (_, 0) => Flag::Fresh,
            _ => Flag::Fading,
        };
        before
    }
}

/// The ids of all steps that hurt the last time they were asked about, in whichever routine.
pub fn sore(past: &Past) -> BTreeSet<String> {
    let runs = past.runs();
    let ever = runs.iter().flat_map(|run| &run.steps).filter(|step| step.is_flagged()).map(|step| step.id.as_str());
    let ever: BTreeSet<&str> = ever.collect();
    ever.into_iter().filter(|id| Before::of(&runs, id).flag == Flag::Fresh).map(str::to_owned).collect()
}

/// What one session tells of a step. Silence and skipping tell nothing.
struct Trial {
    score: Option<u8>,
    how: How,
}

enum How {
    /// It hurt so much that it was flagged, or the person stopped in it.
    Flagged,
    /// 0 to 2.
    Clean,
    /// A 3, or "easier".
    Sore,
}

impl Trial {
    /// A step may come more than once in a session; the worst of it counts.
    fn of(run: &Run, id: &str) -> Option<Trial> {
        let tells = |step: &&StepRun| step.id == id && (step.score.is_some() || step.easier || step.is_flagged());
        let steps: Vec<&StepRun> = run.steps.iter().filter(tells).collect();
        let how = if steps.iter().any(|step| step.is_flagged()) {
            How::Flagged
        } else if steps.iter().all(|step| step.score.is_some() && step.worst() <= Some(2) && !step.easier) {
            How::Clean
        } else {
            How::Sore
        };
        let score = steps.iter().filter_map(|step| step.score).max();
        (!steps.is_empty()).then_some(Trial { score, how })
    }
}

/// Why not to start is advised, the most serious first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The last session was stopped for something serious.
    Stopped(Closest),
    /// What hurt got worse by the next morning.
    Worse,
    /// It was not gone by the next morning, twice running.
    NotSettled,
    /// Pain ended three sessions running.
    PainEnded,
    /// A step, by its id, was flagged in three sessions running.
    Step(String),
}

/// What matters of the past when a routine is about to start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// Of its steps, by id: those that anything is known of.
    pub steps: BTreeMap<String, Before>,
    /// Why not to start is advised.
    pub reasons: Vec<Reason>,
    /// The answer given today about the morning after what hurt last.
    pub morning: Option<Morning>,
}

impl Memory {
    /// What `past` tells about the steps with these `ids`, at `now` in `zone`.
    pub fn of(past: &Past, ids: &[&str], now: Timestamp, zone: &TimeZone) -> Memory {
        let runs = past.runs();
        let known = ids.iter().map(|id| ((*id).to_owned(), Before::of(&runs, id)));
        let steps: BTreeMap<String, Before> = known.filter(|(_, before)| before.at.is_some()).collect();
        let morning = answered_today(&runs, now, zone);
        let mut reasons: Vec<Reason> = serious(&runs).map(Reason::Stopped).into_iter().collect();
        reasons.extend((morning == Some(Morning::Worse)).then_some(Reason::Worse));
        reasons.extend(not_settled(&runs).filter(|_| morning.is_some()));
        let ended = runs.len() >= RUNNING && runs.iter().take(RUNNING).all(|run| run.ended_by_pain());
        reasons.extend(ended.then_some(Reason::PainEnded));
        let often = steps.iter().filter(|(_, before)| before.running >= RUNNING && before.flag == Flag::Fresh);
        reasons.extend(often.map(|(id, _)| Reason::Step(id.clone())));
        Memory { steps, reasons, morning }
    }
}

/// The session that is to be asked about: it hurt, on an earlier day, and none was begun on a later day than it.
pub fn morning_after<'a>(past: &'a Past, now: Timestamp, zone: &TimeZone) -> Option<&'a Run> {
    let runs = past.runs();
    let newest = runs.first()?.local(zone).date();
    let on_that_day = runs.into_iter().take_while(|run| run.local(zone).date() == newest);
    let run = on_that_day.into_iter().find(|run| run.hurt())?;
    (run.morning.is_none() && zone.to_datetime(now).date() > newest).then_some(run)
}

/// What was answered today about the morning after the last session that hurt.
fn answered_today(runs: &[&Run], now: Timestamp, zone: &TimeZone) -> Option<Morning> {
    let run = runs.iter().find(|run| run.hurt())?;
    let day = |at: Timestamp| zone.to_datetime(at).date();
    run.morning.filter(|_| run.asked_morning.is_some_and(|at| day(at) == day(now)))
}

fn not_settled(runs: &[&Run]) -> Option<Reason> {
    let mut mornings = runs.iter().filter(|run| run.hurt()).map(|run| run.morning);
    let mut lasts = || mornings.next().flatten().is_some_and(|gone| gone != Morning::Yes);
    (lasts() && lasts()).then_some(Reason::NotSettled)
}

/// What the last session was stopped for, if that was serious.
fn serious(runs: &[&Run]) -> Option<Closest> {
    runs.first()?.closest.filter(|what| what.is_serious())
}

impl Reason {
    /// What it is, in a sentence; `name` gives the name of a step by its id.
    pub fn words(&self, name: impl Fn(&str) -> String) -> String {
        match self {
            Reason::Stopped(what) => format!("Last time you stopped: {}.", what.words()),
            Reason::Worse => "What hurt last time was worse the next morning.".to_owned(),
            Reason::NotSettled => "Twice running, what hurt was not gone by the next morning.".to_owned(),
            Reason::PainEnded => "The last three sessions ended because of pain.".to_owned(),
            Reason::Step(id) => format!("{} hurt in three sessions running.", text::harmless(&name(id))),
        }
    }

    /// What to do, in a sentence; `emergency` is the number the person has set.
    pub fn advice(&self, emergency: Option<&str>) -> String {
        match self {
            Reason::Stopped(Closest::Emergency) => {
                let number = emergency.unwrap_or("your local emergency number");
                format!("If any of it is still there, call {number} now. See a doctor before you go on.")
            }
            Reason::Stopped(Closest::SameDay) => "Get medical advice before you go on.".to_owned(),
            Reason::Worse => "Rest today. If it is worse again tomorrow, see a doctor or physiotherapist.".to_owned(),
            _ => "Ask a doctor or physiotherapist before you go on.".to_owned(),
        }
    }
}
