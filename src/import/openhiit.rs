//! OpenHIIT: timers with one time of work and one of rest for every activity, old and new.

use std::time::Duration;

use serde_json::{Map, Value};

use super::Format;
use super::notes::Notes;
use super::reading::{any_of, count, objects, seconds, text, texts, unpacked};
use super::workout::{Block, Candidate, Item, Origin, Workout};

/// More intervals than a routine has steps; what is over is refused with a word about it.
const MOST_INTERVALS: usize = 2000;

pub(super) const FORMAT: Format = Format { name: "OpenHIIT", looks_like, convert };

fn looks_like(value: &Value) -> bool {
    let is_timer =
        |object: &&Map<String, Value>| ["timeSettings", "numExercises"].iter().any(|k| object.contains_key(*k));
    objects(Some(value)).iter().any(is_timer)
}

fn convert(value: &Value, _: &Origin<'_>, _: &mut Notes) -> Vec<Candidate> {
    objects(Some(value)).into_iter().map(|timer| Candidate::Timed(workout(timer))).collect()
}

fn workout(timer: &Map<String, Value>) -> Workout {
    let settings = timer.get("timeSettings").map(unpacked);
    // The old shape has its times beside the name.
    let times = settings.as_deref().and_then(Value::as_object).unwrap_or(timer);
    let time = |keys: &[&str]| seconds(any_of(times, keys)).unwrap_or_default();
    let (rest, pause) = (time(&["restTime"]), time(&["breakTime"]));
    let (warm_up, cool_down) = (time(&["warmupTime"]), time(&["cooldownTime"]));
    let restarts = count(any_of(timer, &["restarts", "iterations"]).or(any_of(times, &["restarts"]))).unwrap_or(0);
    let mut blocks = Vec::new();
    if !warm_up.is_zero() {
        blocks.push(once(vec![item("Warm-up", warm_up), item("Rest", rest)]));
    }
    blocks.push(Block {
        repetitions: restarts.saturating_add(1),
        between: if pause.is_zero() { rest } else { pause },
        items: intervals(timer, time(&["workTime", "exerciseTime"]), rest),
    });
    if !cool_down.is_zero() {
        blocks.push(once(vec![item("Cool-down", cool_down)]));
    }
    let name = text(any_of(timer, &["name", "title"]));
    Workout { name, ready: time(&["getReadyTime"]), blocks, notes: Notes::default() }
}

/// Every activity with the rest after it, none after the last.
fn intervals(timer: &Map<String, Value>, work: Duration, rest: Duration) -> Vec<Item> {
    let activities = timer.get("activities").or(timer.get("exercises")).map(unpacked);
    let names = texts(activities.as_deref());
    let count = count(any_of(timer, &["activeIntervals", "numExercises"])).unwrap_or(0) as usize;
    let count = if count == 0 { names.len() } else { count.min(MOST_INTERVALS) };
    let mut items = Vec::new();
    for at in 0..count {
        let name = names.get(at).filter(|name| !name.trim().is_empty()).map_or("Work", String::as_str);
        items.extend([item(name, work), item("Rest", rest)]);
    }
    items.pop();
    items
}

fn once(items: Vec<Item>) -> Block {
    Block { repetitions: 1, between: Duration::ZERO, items }
}

fn item(name: &str, length: Duration) -> Item {
    Item { name: name.to_owned(), length }
}
