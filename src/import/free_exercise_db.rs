//! free-exercise-db: descriptions of exercises, which say in prose how long and on which side.

use std::time::Duration;

use serde_json::{Map, Value};

use super::notes::Notes;
use super::prose;
use super::reading::{any_of, objects, text, texts};
use super::workout::{Candidate, Draft, Origin, Step};
use super::{Format, fold, names, write};
use crate::problem::Kind;
use crate::routine::{self, Family, MOST_HOLD, MOST_STEPS};

/// Where the text says nothing.
const DEFAULT_HOLD: u64 = 20;
/// What is shorter in a text is a pause within the movement.
const LEAST_HOLD: u64 = 5;
const GUESSED: &str = "guessed from the text";
const GUESSED_FROM_NOTHING: &str = "guessed: nothing in the text says how long";
/// A position longer than this is heard better in parts.
const MOST_POSITION: usize = 240;
/// It is in the public domain.
const LICENSE: &str = "Unlicense";

pub(super) const FORMAT: Format = Format { name: "free-exercise-db", looks_like, convert };

fn looks_like(value: &Value) -> bool {
    objects(Some(value)).iter().any(|entry| entry.contains_key("primaryMuscles"))
}

fn convert(value: &Value, origin: &Origin<'_>, notes: &mut Notes) -> Vec<Candidate> {
    let entries: Vec<Entry> = objects(Some(value)).into_iter().map(Entry::new).collect();
    let wanted = |entry: &&Entry| entries.len() == 1 || entry.is_stretch();
    let others = entries.len() - entries.iter().filter(wanted).count();
    if others > 0 {
        let exercises = crate::text::count(others, "exercise");
        notes.line(format!("{exercises} of other categories than stretching left out"));
    }
    let mut own = Notes::default();
    let mut taken: Vec<(&Entry, Step)> = Vec::new();
    for entry in entries.iter().filter(wanted) {
        if taken.len() == MOST_STEPS {
            own.line(format!("only the first {MOST_STEPS} were taken"));
            break;
        }
        let step = entry.step();
        match entry.roller_under(&step, origin) {
            Some(place) => notes.about(&format!("left out, since a roller never goes under the {place}"), &entry.name),
            None => {
                entry.tell(&step, &mut own);
                taken.push((entry, step));
            }
        }
    }
    let Some((first, _)) = taken.first() else { return Vec::new() };
    let name = if entries.len() == 1 { first.name.clone() } else { fold::title(origin.file_stem, origin, &mut own) };
    let source = if entries.len() == 1 { format!("{}, {}", origin.format, first.id) } else { origin.format.to_owned() };
    vec![Candidate::Listed(draft(name, source, taken), own)]
}

/// All of them as one routine, in the family of the first.
fn draft(name: String, source: String, taken: Vec<(&Entry, Step)>) -> Draft {
    let mut equipment: Vec<String> = taken.iter().filter_map(|(entry, _)| entry.tool()).collect();
    equipment.sort();
    equipment.dedup();
    let mut steps: Vec<Step> = taken.into_iter().map(|(_, step)| step).collect();
    let family = steps.first().and_then(|step| step.family);
    steps.iter_mut().filter(|step| step.family == family).for_each(|step| step.family = None);
    Draft { name, family, equipment, rounds: 1, source, license: Some(LICENSE), prep: None, steps }
}

const ROLLER: &str = "foam roller";

/// One exercise.
struct Entry {
    id: String,
    name: String,
    equipment: String,
    category: String,
    muscles: Vec<String>,
    /// Its paragraphs, plain.
    instructions: Vec<String>,
    on_roller: bool,
}

impl Entry {
    fn new(object: &Map<String, Value>) -> Entry {
        let short = |keys: &[&str]| prose::line(&text(any_of(object, keys))).0;
        let name = short(&["name", "id"]);
        let id = Some(short(&["id"])).filter(|id| !id.is_empty()).unwrap_or_else(|| name.replace(' ', "_"));
        let equipment = short(&["equipment"]).to_lowercase();
        let instructions: Vec<String> =
            texts(object.get("instructions")).iter().map(|text| prose::plain(text)).collect();
        let named = [&name, &id].into_iter().any(|name| names::is_on_roller(name));
        let told = instructions.iter().any(|text| text.contains("foam roll") || text.contains(" roller"));
        Entry {
            on_roller: equipment.contains("foam roll") || named || told,
            id: id.chars().take(120).collect(),
            name: if name.is_empty() { "Exercise".to_owned() } else { name },
            equipment,
            category: short(&["category"]).to_lowercase(),
            muscles: texts(object.get("primaryMuscles")).iter().map(|muscle| muscle.to_lowercase()).collect(),
            instructions,
        }
    }

    fn is_stretch(&self) -> bool {
        self.category == "stretching" || self.on_roller
    }

    /// The place that it would put a roller under and must not: by its name, its muscles or its words.
    fn roller_under(&self, step: &Step, origin: &Origin<'_>) -> Option<&'static str> {
        if !self.on_roller {
            return None;
        }
        let muscle = || ["low back", "neck"].into_iter().find(|place| self.muscles.iter().any(|m| is_of(place, m)));
        let named = names::delicate_place(&self.name).or_else(|| names::delicate_place(&self.id)).or_else(muscle);
        named.or_else(|| {
            let step = Step { family: Some(Family::Roller), ..step.clone() };
            let file = write::file(&draft(self.name.clone(), String::new(), vec![(self, step)]), origin, &[]);
            let (_, problems) = routine::parse("entry", &file);
            problems.iter().find_map(|problem| match problem.kind {
                Kind::RollerPlace { place } => Some(place),
                _ => None,
            })
        })
    }

    /// What must be at hand.
    fn tool(&self) -> Option<String> {
        match self.equipment.as_str() {
            "" | "body only" | "none" | "other" => None,
            roll if roll.contains("foam roll") => Some(ROLLER.to_owned()),
            tool => Some(tool.to_owned()),
        }
    }

    fn family(&self) -> Family {
        match () {
            () if self.equipment.contains("foam roll") => Family::Roller,
            () if self.on_roller => Family::Massage,
            () if self.muscles.iter().any(|muscle| muscle == "neck") => Family::Neck,
            () => Family::Mobility,
        }
    }

    fn step(&self) -> Step {
        let all = self.instructions.join(" ");
        let (hold, comment) = match seconds_in(&all) {
            Some(seconds) => (Duration::from_secs(seconds).min(MOST_HOLD), GUESSED),
            None => (Duration::from_secs(DEFAULT_HOLD), GUESSED_FROM_NOTHING),
        };
        let (position, cues) = self.words();
        let mut step = Step::new(self.name.clone(), hold);
        step.comment = Some(format!("free-exercise-db: {}", self.id));
        step.family = Some(self.family());
        step.hold_comment = Some(comment);
        if has_sides(&all) {
            step.sides = vec!["left".to_owned(), "right".to_owned()];
        }
        step.prep = Some(time_to_hear(&position, cues.first().map_or("", String::as_str)));
        (step.position, step.cues) = (position, cues);
        step
    }

    /// What of the step is not in the collection, or ought to be thought about.
    fn tell(&self, step: &Step, notes: &mut Notes) {
        let from_text = step.hold_comment == Some(GUESSED);
        notes.about(if from_text { "length guessed from the text" } else { "length guessed, 20 seconds" }, &self.name);
        if step.cues.iter().chain([&step.position]).any(|text| text.ends_with('…')) {
            notes.about("a text was too long and is cut", &self.name);
        }
        if let Some(caution) = names::caution(&self.name) {
            notes.about(caution, &self.name);
        }
    }

    /// The first paragraph as the way into place, as far as it is short; every other sentence as a cue.
    fn words(&self) -> (String, Vec<String>) {
        let sentences_of =
            |text| prose::sentences(text).into_iter().filter(|sentence| says_something(sentence)).collect();
        let paragraphs: Vec<Vec<&str>> = self.instructions.iter().map(|text| sentences_of(text)).collect();
        let count = match paragraphs.as_slice() {
            [] | [_] => 1,
            [first, ..] => first.len(),
        };
        let sentences: Vec<&str> = paragraphs.into_iter().flatten().collect();
        let mut position = String::new();
        let mut taken = 0;
        for sentence in sentences.iter().take(count) {
            if taken > 0 && position.len() + sentence.len() > MOST_POSITION {
                break;
            }
            position = format!("{position} {sentence}").trim_start().to_owned();
            taken += 1;
        }
        let cues = sentences[taken..].iter().map(|sentence| prose::fitted((*sentence).to_owned()).0).collect();
        (prose::fitted(position).0, cues)
    }
}

fn is_of(place: &str, muscle: &str) -> bool {
    muscle == place || place == "low back" && muscle == "lower back"
}

/// The collection ends its positions with a phrase that tells nothing.
fn says_something(sentence: &str) -> bool {
    let small = sentence.to_lowercase();
    !(small.contains("will be your starting position") || small.contains("is your starting position"))
}

fn has_sides(text: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "other side",
        "opposite side",
        "with the other",
        "other leg",
        "other arm",
        "switch sides",
        "switch feet",
        "switch legs",
        "switch arms",
        "alternate sides",
        "change sides",
        "each side",
        "both sides",
        "opposite leg",
    ];
    let small = text.to_lowercase();
    SIGNS.iter().any(|sign| small.contains(sign))
}

/// The first length of time in a text that may be a hold, in whole seconds; of a range the lower.
fn seconds_in(text: &str) -> Option<u64> {
    let small = text.to_lowercase();
    let words = pieces(&small);
    words.iter().enumerate().find_map(|(at, word)| {
        let number = amount(word)?;
        let next = |n: usize| words.get(at + n).map_or("", String::as_str);
        let unit = match next(1) {
            "to" | "or" if amount(next(2)).is_some() => unit(next(3)),
            word => unit(word),
        }?;
        Some(number.saturating_mul(unit)).filter(|&seconds| seconds >= LEAST_HOLD)
    })
}

/// Words and numbers apart, a dash between numbers as a word.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = vec![String::new()];
    let mut last = ' ';
    for c in text.chars() {
        if c.is_ascii_digit() != last.is_ascii_digit() || !c.is_alphanumeric() {
            pieces.push(String::new());
        }
        if matches!(c, '-' | '–') && last.is_ascii_digit() {
            pieces.push("to".to_owned());
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut().filter(|_| c.is_alphanumeric()) {
            piece.push(c);
        }
        last = c;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn amount(word: &str) -> Option<u64> {
    const WORDS: [(&str, u64); 12] = [
        ("a", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("five", 5),
        ("ten", 10),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("sixty", 60),
        ("ninety", 90),
    ];
    WORDS.iter().find(|(spelt, _)| *spelt == word).map(|&(_, number)| number).or_else(|| word.parse().ok())
}

fn unit(word: &str) -> Option<u64> {
    match word {
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1),
        "min" | "mins" | "minute" | "minutes" => Some(60),
        _ => None,
    }
}

/// Long enough for the voice to say where to be, before the hold.
fn time_to_hear(position: &str, cue: &str) -> Duration {
    let words = position.split_whitespace().count() + cue.split_whitespace().count();
    // Seven words in two and a half seconds, rounded up to five seconds.
    let seconds = (words as u64 * 5).div_ceil(14);
    Duration::from_secs(seconds.next_multiple_of(5).max(10))
}
