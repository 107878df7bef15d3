//! OpenHIIT: one time of work and one of rest for all activities.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{of, one, read, steps};

fn timer(settings: Value) -> Value {
    json!([{
        "id": "1", "name": "Neck break", "timerIndex": 0, "totalTime": 90, "intervals": 4, "activeIntervals": 3,
        "activities": ["Chin tuck", "Turn (L)", "Turn (R)"], "showMinutes": 0, "color": 4280391411u32, "restarts": 0,
        "timeSettings": settings, "soundSettings": "{\"workSound\": \"short-whistle\"}",
    }])
}

fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

#[test]
fn activities_have_one_time_of_work_and_one_of_rest() {
    let settings =
        json!({"workTime": 20, "restTime": 10, "breakTime": 0, "warmupTime": 0, "cooldownTime": 0, "getReadyTime": 12});
    assert_snapshot!(steps(&one(&timer(settings))), @r#"
    [defaults]
    prep = 5  # The other timer goes right on. Here: time to get into place before each step.
    after = 8  # Rest after each step; no less, since you are asked there whether it hurts.

    [[step]]
    name = "Chin tuck"
    hold = 20
    after = 10
    prep = 12

    [[step]]
    name = "Turn"
    hold = 20
    sides = "each"
    switch = 10
    "#);
}

#[test]
fn settings_may_be_json_in_a_string() {
    let settings = json!({"workTime": "20", "restTime": 10, "getReadyTime": 12});
    assert_eq!(read(&timer(json!(settings.to_string()))), read(&timer(settings)));
}

#[test]
fn restarts_are_rounds_with_the_break_between_them() {
    for restarts in ["outside", "inside"] {
        let mut file = timer(json!({"workTime": 20, "restTime": 10, "breakTime": 45, "restarts": 2}));
        match restarts {
            "outside" => file[0]["restarts"] = json!(2),
            _ => drop(file[0].as_object_mut().unwrap().remove("restarts")),
        }
        let routine = read(&file);
        assert_eq!(routine.rounds, 3, "{restarts}");
        assert_eq!(routine.steps.last().unwrap().dose.after, seconds(45));
    }
}

#[test]
fn warm_up_and_cool_down_are_steps_and_come_once() {
    let mut file =
        timer(json!({"workTime": 20, "restTime": 10, "breakTime": 45, "warmupTime": 60, "cooldownTime": 30}));
    file[0]["restarts"] = json!(1);
    let routine = read(&file);
    let steps: Vec<(&str, u64)> =
        routine.steps.iter().map(|step| (step.name.as_str(), step.dose.after.as_secs())).collect();
    assert_eq!(
        steps,
        [("Warm-up", 10), ("Chin tuck", 10), ("Turn", 45), ("Chin tuck", 10), ("Turn", 8), ("Cool-down", 8)]
    );
    assert_eq!(routine.rounds, 1);
}

#[test]
fn intervals_without_names_are_repetitions_of_work() {
    let mut file = timer(json!({"workTime": 20, "restTime": 10}));
    file[0]["activities"] = json!([]);
    let routine = read(&file);
    assert_eq!(
        (routine.steps[0].name.as_str(), routine.steps[0].dose.reps, routine.steps[0].dose.gap),
        ("Work", 3, seconds(10))
    );
}

#[test]
fn the_old_shape_is_known() {
    let old = json!([{
        "id": "1", "title": "Old one", "numExercises": 2, "exercises": "[\"Arms\",\"Legs\"]", "getReadyTime": 10,
        "exerciseTime": 30, "restTime": 5, "halfTime": 0, "breakTime": 0, "warmupTime": 0, "cooldownTime": 0,
        "iterations": 0, "halfwayMark": 1,
    }]);
    let routine = read(&old);
    let names: Vec<&str> = routine.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!((routine.name.as_str(), names), ("Old one", vec!["Arms", "Legs"]));
    assert_eq!(routine.steps[0].dose.after, seconds(5));
}

#[test]
fn a_timer_of_no_time_is_refused_and_the_others_go_on() {
    let mut file = timer(json!({"workTime": 20}));
    let mut empty = file[0].clone();
    empty["name"] = json!("Nothing");
    empty["timeSettings"] = json!("{broken");
    file.as_array_mut().unwrap().push(empty);
    let import = of(&file).unwrap();
    assert_eq!(import.routines.len(), 1);
    assert_eq!(import.notes, ["\"Nothing\" was left out: there is no exercise in it"]);
}
