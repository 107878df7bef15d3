//! Which sound belongs to which moment of a segment, and which gives way when two would meet.

use std::time::Duration;

use crate::plan::{Kind, Plan};

/// A sound of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// A step comes: get into place.
    GetReady,
    /// A hold begins.
    Start,
    /// The next repetition follows without a gap.
    Rep,
    /// A hold ends and a gap follows.
    End,
    /// Change sides.
    Switch,
    /// A rest between sets begins.
    Rest,
    /// The step is over: any pain?
    Check,
    /// Everything has stopped.
    Stop,
    /// The session is done.
    Done,
    /// Three, two or one second left.
    Count,
    /// Half of a hold is over.
    Halfway,
    /// The beat of a hold that has one.
    Tick,
}

impl Cue {
    /// All, in the order `doctor` and the settings list them.
    pub const ALL: [Cue; 12] = [
        Cue::GetReady,
        Cue::Start,
        Cue::Rep,
        Cue::End,
        Cue::Switch,
        Cue::Rest,
        Cue::Check,
        Cue::Stop,
        Cue::Done,
        Cue::Count,
        Cue::Halfway,
        Cue::Tick,
    ];

    /// Its name in settings and in timelines.
    pub fn word(self) -> &'static str {
        match self {
            Cue::GetReady => "get-ready",
            Cue::Start => "start",
            Cue::Rep => "rep",
            Cue::End => "end",
            Cue::Switch => "switch",
            Cue::Rest => "rest",
            Cue::Check => "check",
            Cue::Stop => "stop",
            Cue::Done => "done",
            Cue::Count => "count",
            Cue::Halfway => "halfway",
            Cue::Tick => "tick",
        }
    }

    /// For how long another cue would talk over it. The sounds may ring on softly after that.
    pub fn length(self) -> Duration {
        Duration::from_millis(match self {
            Cue::Tick => 100,
            Cue::Count => 250,
            Cue::Halfway | Cue::Rep => 500,
            Cue::Start | Cue::End | Cue::Switch | Cue::Rest | Cue::GetReady | Cue::Check => 800,
            Cue::Stop | Cue::Done => 1500,
        })
    }

    /// Whether it is left out while the voice talks. A check is where it only calls again: nothing is said across one
    /// that comes with a change.
    pub fn gives_way(self) -> bool {
        matches!(self, Cue::Count | Cue::Halfway | Cue::Tick | Cue::Check)
    }

    /// The lower gives way to the higher.
    fn rank(self) -> u8 {
        match self {
            Cue::Stop => 4,
            Cue::Count => 2,
            Cue::Halfway => 1,
            Cue::Tick => 0,
            _ => 3,
        }
    }
}

/// What a segment sounds like between its ends.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// What happens in it.
    pub kind: Kind,
    /// How long it is by plan: halfway is half of this.
    pub planned: Duration,
    /// How long it is in fact; none for one that a key ends.
    pub length: Option<Duration>,
    /// The beat.
    pub tick: Option<Duration>,
    /// The cue it began or went on with, and how far into it that was.
    pub opened_by: Option<(Duration, Cue)>,
}

/// The cues inside a segment with `from` < offset <= `to`, in order; those at its two ends are not among them.
pub fn within(stretch: &Stretch, from: Duration, to: Duration) -> Vec<(Duration, Cue)> {
    let mut kept: Vec<(Duration, Cue)> = Vec::new();
    kept.extend(stretch.opened_by);
    let mut offers: Vec<(Duration, Cue)> = countdown(stretch).chain(halfway(stretch)).collect();
    offers.sort_by_key(|&(at, cue)| (std::cmp::Reverse(cue.rank()), at));
    for (at, cue) in offers.into_iter().chain(ticks(stretch, from, to)) {
        let met = kept.iter().any(|&(other, by)| at < other + by.length() && other < at + cue.length());
        // There is always a cue at the end.
        let runs_over = stretch.length.is_some_and(|end| at + cue.length() > end);
        if !met && !runs_over {
            kept.push((at, cue));
        }
    }
    kept.retain(|&(at, cue)| from < at && at <= to && stretch.opened_by != Some((at, cue)));
    kept.sort_by_key(|&(at, _)| at);
    kept
}

/// Every cue of a plan gone through as written while nobody presses a key, each with its moment, counted from the
/// start. Where the session waits, the clock of this schedule stands still.
pub fn schedule(plan: &Plan) -> Vec<(Duration, Cue)> {
    let (mut cues, mut start, mut before) = (Vec::new(), Duration::ZERO, Kind::After);
    for step in &plan.steps {
        for segment in &step.normal.segments {
            let cue = between(before, segment.kind);
            let stretch = Stretch {
                kind: segment.kind,
                planned: segment.length,
                length: (segment.kind != Kind::Open).then_some(segment.length),
                tick: step.normal.tick,
                opened_by: Some((Duration::ZERO, cue)),
            };
            cues.push((start, cue));
            let inside = within(&stretch, Duration::ZERO, segment.length);
            cues.extend(inside.into_iter().map(|(at, cue)| (start + at, cue)));
            (start, before) = (start + segment.length, segment.kind);
        }
        before = Kind::After;
    }
    cues.extend((!plan.steps.is_empty()).then_some((start, Cue::Done)));
    cues
}

/// The cue at the border between two segments.
pub fn between(from: Kind, to: Kind) -> Cue {
    match (from, to) {
        (_, Kind::Prep) => Cue::GetReady,
        (Kind::Hold | Kind::Open, Kind::Hold | Kind::Open) => Cue::Rep,
        (_, Kind::Hold | Kind::Open) => Cue::Start,
        (_, Kind::Gap) => Cue::End,
        (_, Kind::Switch) => Cue::Switch,
        (_, Kind::Rest) => Cue::Rest,
        (_, Kind::After) => Cue::Check,
    }
}

/// Three, two, one: before whatever has to be ready for, and in holds that are long enough.
fn countdown(stretch: &Stretch) -> impl Iterator<Item = (Duration, Cue)> + use<> {
    let least = match stretch.kind {
        Kind::Prep | Kind::Switch | Kind::Rest | Kind::After => 0,
        Kind::Hold | Kind::Gap => 8,
        Kind::Open => u64::MAX,
    };
    let length = stretch.length.filter(|l| l.as_secs() >= least);
    (1..=3).rev().filter_map(move |left| Some((length?.checked_sub(Duration::from_secs(left))?, Cue::Count)))
}

fn halfway(stretch: &Stretch) -> Option<(Duration, Cue)> {
    let long = stretch.kind == Kind::Hold && stretch.planned >= Duration::from_secs(20);
    long.then_some((stretch.planned / 2, Cue::Halfway))
}

/// The beats from a little before `from` to `to`.
fn ticks(stretch: &Stretch, from: Duration, to: Duration) -> impl Iterator<Item = (Duration, Cue)> + use<> {
    let beat = stretch.tick.filter(|beat| stretch.kind.is_work() && !beat.is_zero());
    let end = stretch.length.map_or(to, |length| length.min(to));
    let first = beat.map_or(1, |beat| (from.as_nanos() / beat.as_nanos()).max(1));
    (first..).map_while(move |n| {
        let at = Duration::from_nanos(u64::try_from(beat?.as_nanos() * n).ok()?);
        (at <= end).then_some((at, Cue::Tick))
    })
}
