//! The rules of meaning: what can be read and is still wrong, or unwise.

use std::ops::Range;
use std::time::Duration;

use super::step::Draft;
use super::timing::MOST_SESSION;
use super::{Dose, Family, Step, Work};
use crate::problem::{Kind, Reader, Section};

/// Volume of static stretch: a few repeats of about 60 s in all are what reviews find useful; twice that is the most
/// that a careful author plans.
const MOST_STRETCH: Duration = Duration::from_secs(120);
/// Shorter repetitions are movements, which are not held.
const LEAST_STATIC: Duration = Duration::from_secs(10);
/// Speech: seconds a word and a start, measured on ordinary voices.
const WORD: Duration = Duration::from_millis(350);
const SPEECH_START: Duration = Duration::from_millis(300);
/// The voice may run so far into the hold before it disturbs.
const SPEECH_OVER: Duration = Duration::from_secs(5);

/// Warns about a step that is well written and unwise.
pub(super) fn step<'t>(
    reader: &mut Reader<'t>,
    section: &Section<'_, 't>,
    step: &Step,
    cues: &[(String, Range<usize>)],
) {
    long_stretch(reader, section, step);
    long_speech(reader, section, step);
    if step.family == Family::Roller {
        roller_place(reader, section, step, cues);
    }
}

fn long_stretch<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>, step: &Step) {
    let Work::Hold(hold) = step.dose.work else { return };
    if hold < LEAST_STATIC || matches!(step.family, Family::WarmUp | Family::Breathing) {
        return;
    }
    let total = hold * step.dose.reps * step.dose.sets;
    if total > MOST_STRETCH {
        reader.note(Kind::LongStretch { total, most: MOST_STRETCH }, section.place("hold"));
    }
}

fn long_speech<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>, step: &Step) {
    let first_cue = step.how.cues.first().map_or("", String::as_str);
    let words = step.how.position.split_whitespace().chain(first_cue.split_whitespace()).count();
    if words == 0 || step.wait {
        return;
    }
    let speech = SPEECH_START + WORD * u32::try_from(words).unwrap_or(u32::MAX);
    if speech > step.dose.prep + SPEECH_OVER {
        let key = if step.how.position.is_empty() { "cues" } else { "position" };
        reader.note(Kind::LongSpeech { speech, prep: step.dose.prep }, section.place(key));
    }
}

fn roller_place<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>, step: &Step, cues: &[(String, Range<usize>)]) {
    if let Some(place) = named_place(&step.name) {
        reader.note(Kind::RollerPlace { place }, section.place("name"));
    }
    if let Some(place) = place_under_roller(&step.how.position) {
        reader.note(Kind::RollerPlace { place }, section.place("position"));
    }
    for (cue, span) in cues {
        if let Some(place) = place_under_roller(cue) {
            reader.note(Kind::RollerPlace { place }, span.clone());
        }
    }
}

/// A roller step that is named after a place where a roller does harm.
fn named_place(name: &str) -> Option<&'static str> {
    let words = words(name);
    PLACES.iter().find(|(spelt, _)| spelt.iter().any(|spelt| words.contains(spelt))).map(|&(_, place)| place)
}

/// As people spell them, each with spaces round it, and what they are called.
const PLACES: [(&[&str], &str); 2] =
    [(&[" low back ", " lower back ", " lumbar ", " small of the back "], "low back"), (&[" neck "], "neck")];

/// A sentence that sends the roller to such a place: a word of direction right before it, nothing that forbids it, and
/// nothing else that could be meant to go there.
fn place_under_roller(text: &str) -> Option<&'static str> {
    const DIRECTIONS: [&str; 9] = ["under", "beneath", "on", "onto", "over", "across", "along", "to", "into"];
    const FORBIDS: [&str; 12] = [
        " never ",
        " not ",
        " no ",
        " don't ",
        " avoid ",
        " without ",
        " off ",
        " away ",
        " above ",
        " before ",
        " short of ",
        " hand",
    ];
    const OTHERS: [&str; 5] = [" finger", " palm", " pillow", " towel", " cushion"];
    text.split(['.', '!', '?', ';', ':']).find_map(|sentence| {
        let sentence = words(sentence);
        if FORBIDS.iter().chain(&OTHERS).any(|word| sentence.contains(word)) {
            return None;
        }
        let sent = |spelt: &&str| {
            // Most sentences name no such place: then there is nothing to put together.
            sentence.contains(spelt)
                && DIRECTIONS.iter().any(|direction| {
                    let to = |article: &&str| sentence.contains(&format!(" {direction}{article}{spelt}"));
                    ["", " the", " your"].iter().any(to)
                })
        };
        PLACES.iter().find(|(spelt, _)| spelt.iter().any(sent)).map(|&(_, place)| place)
    })
}

/// The words of a sentence in small letters with one space round each.
fn words(text: &str) -> String {
    let small = text.to_lowercase().replace('’', "'").replace(['-', ',', '(', ')', '"'], " ");
    format!(" {} ", small.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Refuses a routine that takes longer than a session may.
pub(super) fn session<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>, drafts: &[Draft], rounds: u32) {
    let last_rest = drafts.last().map_or(Duration::ZERO, |draft| draft.step.dose.after.max(Dose::LEAST_AFTER));
    let sum = |time: &dyn Fn(&Step) -> Duration| {
        let steps = drafts.iter().map(|draft| time(&draft.step)).fold(Duration::ZERO, Duration::saturating_add);
        steps.saturating_mul(rounds).saturating_sub(last_rest)
    };
    let written = sum(&|step| step_time(step, &step.dose));
    let longest = sum(&|step| step_time(step, &step.dose).max(step_time(step, &eased(step))));
    let total = if written > MOST_SESSION { written } else { longest };
    if total > MOST_SESSION {
        let key = if rounds > 1 { "rounds" } else { "name" };
        reader.note(Kind::SessionTooLong { total, most: MOST_SESSION }, top.place(key));
    }
}

/// What an eased step takes at most: an `easier` that names large numbers is bounded as well.
fn eased(step: &Step) -> Dose {
    let (dose, easier) = (&step.dose, &step.easier);
    Dose {
        work: match (dose.work, easier.hold) {
            (Work::Hold(_), Some(hold)) => Work::Hold(hold),
            (Work::UntilKey { .. }, Some(about)) => Work::UntilKey { about },
            (work, None) => work,
        },
        reps: easier.reps.unwrap_or(dose.reps),
        gap: easier.gap.unwrap_or(dose.gap),
        sets: easier.sets.unwrap_or(dose.sets),
        rest: easier.rest.unwrap_or(dose.rest),
        // The easing rule of a plan lengthens the rest by half.
        after: easier.after.unwrap_or(dose.after.max(Dose::LEAST_AFTER) * 3 / 2),
        ..dose.clone()
    }
}

/// What a step takes in all: the prep, its sets with their sides, the rests between, and the rest after it.
fn step_time(step: &Step, dose: &Dose) -> Duration {
    let sides = u32::try_from(step.sides.len().max(1)).unwrap_or(1);
    let side = match dose.work {
        Work::Hold(hold) => hold.saturating_mul(dose.reps).saturating_add(dose.gap.saturating_mul(dose.reps - 1)),
        Work::UntilKey { about } => about,
    };
    let set = side.saturating_mul(sides).saturating_add(dose.switch.saturating_mul(sides - 1));
    let rests = dose.rest.saturating_mul(dose.sets - 1);
    [dose.prep, set.saturating_mul(dose.sets), rests, dose.after.max(Dose::LEAST_AFTER)]
        .into_iter()
        .fold(Duration::ZERO, Duration::saturating_add)
}
