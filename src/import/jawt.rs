//! Just Another Workout Timer: one workout of sets, or an export of several.

use std::time::Duration;

use serde_json::{Map, Value};

use super::Format;
use super::notes::Notes;
use super::prose;
use super::reading::{any_of, count, objects, seconds, text};
use super::workout::{Block, Candidate, Item, Origin, Workout};

/// What the app writes into a new exercise.
const DEFAULT_DURATION: Duration = Duration::from_secs(30);
/// The newest version of its files that is known.
const VERSION: u32 = 2;

pub(super) const FORMAT: Format = Format { name: "Just Another Workout Timer", looks_like, convert };

fn looks_like(value: &Value) -> bool {
    let is_list = |key| value.get(key).is_some_and(Value::is_array);
    is_list("workouts") || is_list("sets")
}

fn convert(value: &Value, _: &Origin<'_>, _: &mut Notes) -> Vec<Candidate> {
    let workouts = value.get("workouts").unwrap_or(value);
    objects(Some(workouts)).into_iter().map(|object| Candidate::Timed(workout(object))).collect()
}

fn workout(object: &Map<String, Value>) -> Workout {
    let mut notes = Notes::default();
    if let Some(version) = count(object.get("version")).filter(|&version| version > VERSION) {
        notes.line(format!("version {version} of its files is newer than what is known: look closely"));
    }
    let mut blocks = Vec::new();
    for set in objects(object.get("sets")) {
        let items: Vec<Item> =
            objects(set.get("exercises")).into_iter().map(|exercise| item(exercise, &mut notes)).collect();
        let name = prose::line(&text(set.get("name"))).0;
        if !name.is_empty() {
            notes.about("the name of a set has no place here", &name);
        }
        let repetitions = count(set.get("repetitions")).unwrap_or(1);
        match (items.is_empty(), repetitions) {
            (true, _) => notes.line("an empty set was left out".to_owned()),
            (_, 0) => notes.line("a set that is done 0 times was left out".to_owned()),
            _ => blocks.push(Block { repetitions, between: Duration::ZERO, items }),
        }
    }
    Workout { name: text(any_of(object, &["title", "name"])), ready: Duration::ZERO, blocks, notes }
}

fn item(exercise: &Map<String, Value>, notes: &mut Notes) -> Item {
    let length = seconds(exercise.get("duration")).unwrap_or_else(|| {
        notes.line("an exercise without a length got the timer's own 30 seconds".to_owned());
        DEFAULT_DURATION
    });
    Item { name: text(any_of(exercise, &["name", "title"])), length }
}
