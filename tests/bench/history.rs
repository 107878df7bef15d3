//! How long a long history takes to read: 5,000, 10,000 and 20,000 sessions, the last about 30 MB.
// It makes files, and measures.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)]

use std::fs;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use unkink::edge::store;
use unkink::record::{Answered, Began, Ending, Entry, Event, Place, Reached};
use unkink::screen::history::History;

fn sessions(count: u32) -> String {
    let start = Timestamp::from_second(1_600_000_000).unwrap();
    let mut text = String::new();
    for session in 0..count {
        let name = format!("{:x}-{:08x}", 1_600_000_000_000_u64 + u64::from(session) * 14_400_000, session);
        let place = |step| Place { step, id: format!("step-{step}"), set: 1, side: Some("left".into()), rep: 1 };
        let began = Began { routine: "foam-roller".into(), offset: Some(3600), ..Began::default() };
        let steps = (0..3).flat_map(|step| {
            let reached = Event::Reached(Reached { place: place(step), check: false, eased: false });
            let held = Event::Held { place: place(step), ms: 20_000, of_ms: 20_000, eased: false };
            let score = Some(u8::from(session % 7 == 0));
            let answered = Answered { step, id: format!("step-{step}"), score, ..Answered::default() };
            [reached, held, Event::Answered(answered)]
        });
        let ended = Event::Ended { how: Ending::Complete };
        for (n, event) in (0..).zip(std::iter::once(Event::Began(began)).chain(steps).chain([ended])) {
            let at = start + Duration::from_secs(u64::from(session) * 14_400 + u64::from(n) * 30);
            let entry = Entry { v: Entry::VERSION, session: name.clone(), n, at, event };
            text += &serde_json::to_string(&entry).unwrap();
            text.push('\n');
        }
    }
    text
}

/// The middle of nine.
fn median(work: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[4]
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut smaller: Option<Duration> = None;
    for count in [5_000, 10_000, 20_000] {
        let text = sessions(count);
        let file = folder.path().join("history.jsonl");
        fs::write(&file, &text).unwrap();
        let read = median(|| assert_eq!(store::read(&file).unwrap().past.runs().len(), count as usize));
        let one = median(|| drop(store::parse(&text, 1)));
        let past = store::read(&file).unwrap().past;
        let screen = median(|| drop(History::new(Some(&past), TimeZone::UTC)));
        let ratio = smaller.map_or(String::new(), |smaller| {
            format!(", {:.2} × the one before", read.as_secs_f64() / smaller.as_secs_f64())
        });
        println!(
            "{count:>6} sessions, {:>4.1} MB: read in {read:.1?}{ratio}; parsed by one thread in {one:.1?}; its screen opened in {screen:.1?}",
            text.len() as f64 / 1e6,
        );
        smaller = Some(read);
    }
}
