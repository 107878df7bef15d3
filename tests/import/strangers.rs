//! Files of strangers: whatever they hold, there are routines that load or a reason, and nothing panics.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use unkink::import::{MOST_BYTES, Refusal, import};
use unkink::problem::Problem;
use unkink::routine::parse;

use super::refusal;

/// What must hold for every file: each routine loads, and nothing in what is told could steer a terminal.
fn holds(bytes: &[u8]) {
    match import(bytes, "file") {
        Ok(import) => {
            assert!(!import.routines.is_empty());
            for imported in &import.routines {
                let (routine, problems) = parse(&imported.id, &imported.text);
                let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
                assert!(routine.is_some(), "{errors:?}\n{}", imported.text);
                assert!(!imported.id.is_empty() && imported.id.len() < 110, "{}", imported.id);
                assert!(imported.id.chars().all(|c| c.is_alphanumeric() || c == '-'), "{}", imported.id);
                assert!(!imported.text.chars().any(|c| c.is_control() && c != '\n'), "{}", imported.text);
                assert!(imported.notes.iter().chain(&import.notes).all(|note| !note.contains(char::is_control)));
            }
        }
        Err(why) => assert!(!why.to_string().contains(char::is_control), "{why}"),
    }
}

fn key() -> impl Strategy<Value = String> {
    let keys = [
        "workouts",
        "sets",
        "title",
        "version",
        "repetitions",
        "exercises",
        "name",
        "duration",
        "timeSettings",
        "workTime",
        "restTime",
        "breakTime",
        "warmupTime",
        "cooldownTime",
        "getReadyTime",
        "restarts",
        "activities",
        "activeIntervals",
        "numExercises",
        "iterations",
        "exerciseTime",
        "primaryMuscles",
        "instructions",
        "category",
        "equipment",
        "id",
    ];
    prop_oneof![20 => prop::sample::select(keys.to_vec()).prop_map(str::to_owned), 1 => ".*"]
}

fn leaf() -> impl Strategy<Value = Value> {
    let words = [
        "Rest",
        "Left arm",
        "Right arm",
        "Arm (L)",
        "Arm (R)",
        "rest 2",
        "stretching",
        "foam roll",
        "lower back",
        "",
        "Hold for 10 to 15 seconds. Other side.",
        "{\"workTime\": 20, \"restTime\": 7000}",
        "[\"A\", \"B\"]",
        "30",
        "-4",
        "1e99",
        "'''\"\"\"\\",
        "<b>&amp;<",
        "a\u{1b}[0m\u{202e}\u{200d}\u{301}",
        "NaN",
        "休憩",
        "Plank",
        "Plank",
    ];
    prop_oneof![
        3 => prop::sample::select(words.to_vec()).prop_map(|word| json!(word)),
        1 => ".{0,40}".prop_map(|text| json!(text)),
        1 => "[^a]{480,700}".prop_map(|text| json!(text)),
        3 => prop::sample::select(vec![0.0, 0.3, 0.5, 1.0, 2.5, 30.0, 60.0, 599.9996, 600.0, 7201.0, 1e18, -3.0]).prop_map(|n| json!(n)),
        2 => any::<i64>().prop_map(|n| json!(n)),
        1 => any::<f64>().prop_map(|n| json!(n)),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(|b| json!(b)),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(5, 60, 8, |inner| {
        let object = prop::collection::vec((key(), inner.clone()), 0..8)
            .prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>()));
        prop_oneof![prop::collection::vec(inner, 0..8).prop_map(Value::Array), object]
    })
}

/// The right shape with anything at its ends.
fn workout() -> impl Strategy<Value = Value> {
    let exercise = (leaf(), leaf()).prop_map(|(name, duration)| json!({"name": name, "duration": duration}));
    let set = (leaf(), prop::collection::vec(exercise, 0..7))
        .prop_map(|(repetitions, exercises)| json!({"repetitions": repetitions, "exercises": exercises}));
    (leaf(), prop::collection::vec(set, 0..5)).prop_map(|(title, sets)| json!({"title": title, "sets": sets}))
}

fn timer() -> impl Strategy<Value = Value> {
    let settings = prop::collection::vec((key(), leaf()), 0..6)
        .prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>()));
    (leaf(), leaf(), leaf(), settings, prop::collection::vec(leaf(), 0..5)).prop_map(
        |(name, count, restarts, mut settings, activities)| {
            settings["workTime"] = json!(20);
            json!([{"name": name, "activeIntervals": count, "restarts": restarts, "timeSettings": settings, "activities": activities}])
        },
    )
}

fn entries() -> impl Strategy<Value = Value> {
    let entry = (leaf(), leaf(), leaf(), prop::collection::vec(leaf(), 0..4)).prop_map(
        |(name, equipment, muscle, instructions)| {
            json!({"name": name, "equipment": equipment, "primaryMuscles": [muscle], "category": "stretching",
                "instructions": instructions})
        },
    );
    prop::collection::vec(entry, 0..6).prop_map(Value::Array)
}

/// As many as the environment says, or few enough for every day.
fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(96);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_bytes_are_taken_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        holds(&bytes);
    }

    #[test]
    fn any_json_is_taken_or_refused(value in value()) {
        holds(value.to_string().as_bytes());
    }

    #[test]
    fn any_workout_becomes_a_routine_that_loads(value in workout()) {
        holds(value.to_string().as_bytes());
    }

    #[test]
    fn any_timer_becomes_a_routine_that_loads(value in timer()) {
        holds(value.to_string().as_bytes());
    }

    #[test]
    fn any_entries_become_a_routine_that_loads(value in entries()) {
        holds(value.to_string().as_bytes());
    }

    #[test]
    fn a_file_that_is_cut_or_damaged_is_taken_or_refused(value in workout(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = value.to_string().into_bytes();
        let at = at.index(bytes.len());
        holds(&bytes[..at]);
        bytes[at] = byte;
        holds(&bytes);
    }
}

#[test]
fn a_file_of_another_kind_is_told_what_is_known() {
    for value in [json!({}), json!([]), json!(3), json!("sets"), json!({"timers": []}), json!([[{"sets": []}]])] {
        assert_eq!(
            refusal(&value),
            "it is of no kind that is known; known are files of OpenHIIT, Just Another Workout Timer and free-exercise-db"
        );
    }
}

#[test]
fn what_is_no_json_is_told_why() {
    let why = import(b"name = \"Mine\"", "file").unwrap_err().to_string();
    assert!(why.starts_with("it is not JSON (expected ") && why.contains("line 1 column "), "{why}");
    assert!(matches!(import(b"", "file"), Err(Refusal::NotJson(_))));
}

#[test]
fn depth_and_size_have_limits() {
    let deep = "[".repeat(2_000_000);
    assert_eq!(import(deep.as_bytes(), "file"), Err(Refusal::TooDeep));
    let strings =
        format!("{{\"sets\": [{{\"exercises\": [{{\"name\": \"{}\", \"duration\": 30}}]}}]}}", "[{".repeat(100));
    assert!(import(strings.as_bytes(), "file").is_ok());
    assert_eq!(import(&vec![b' '; MOST_BYTES + 1], "file"), Err(Refusal::TooLarge));
}

#[test]
fn a_file_made_to_be_large_is_done_with_soon() {
    let sets = vec![
        json!({"repetitions": 4_000_000_000u32, "exercises": [{"name": "A", "duration": 1}, {"name": "B", "duration": 1}]});
        200
    ];
    let began = std::time::Instant::now();
    holds(json!({"title": "Bomb", "sets": sets}).to_string().as_bytes());
    let tags = json!({"title": "<a".repeat(1_000_000), "sets": [{"exercises": [{"name": "<".repeat(1_000_000), "duration": 1}]}]});
    holds(tags.to_string().as_bytes());
    let many: Vec<Value> = (0..30_000).map(|n| json!({"name": format!("Arm {n} left"), "duration": n % 3})).collect();
    holds(json!({"sets": [{"exercises": many}]}).to_string().as_bytes());
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}
