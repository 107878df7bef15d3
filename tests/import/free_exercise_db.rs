//! free-exercise-db: what a description says about time and sides.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::{Value, json};
use unkink::routine::{Family, Work, parse};

use super::{of, one, read, refusal, steps};

/// An entry in the collection's shape, with words of our own.
fn entry(id: &str, instructions: &[&str]) -> Value {
    json!({
        "name": id.replace('_', " "), "force": "static", "level": "beginner", "mechanic": null, "equipment": null,
        "primaryMuscles": ["shoulders"], "secondaryMuscles": [], "instructions": instructions,
        "category": "stretching", "images": [], "id": id,
    })
}

#[test]
fn an_entry_becomes_a_routine_of_one_step() {
    let file = entry(
        "Folded_Arms_Turn",
        &[
            "Sit tall on a chair. Fold your arms. This will be your starting position.",
            "Turn until it feels wide. Stay there for 10 to 15 seconds, then turn to the other side.",
        ],
    );
    assert_snapshot!(one(&file).text, @r#"
    # Imported from free-exercise-db; not reviewed. Read it through, then `unkink check`.
    # - length guessed from the text: "Folded Arms Turn"

    format = 1
    name = "Folded Arms Turn"
    family = "mobility"
    # Nobody has said for whom this is not: all that is asked about is listed. Take out what does not apply.
    avoid-if = [
        "spinal-fracture", "herniated-disc", "recent-injury", "osteoporosis", "spinal-instability",
        "spinal-injury", "nerve-signs", "red-flags", "heart", "skin-or-blood", "pregnancy-or-surgery",
        "neck-joint", "under-16",
    ]
    source = "free-exercise-db, Folded_Arms_Turn"
    license = "Unlicense"

    [defaults]
    after = 8  # Rest after each step; no less, since you are asked there whether it hurts.

    # free-exercise-db: Folded_Arms_Turn
    [[step]]
    name = "Folded Arms Turn"
    position = "Sit tall on a chair. Fold your arms."
    cues = ["Turn until it feels wide.", "Stay there for 10 to 15 seconds, then turn to the other side."]
    hold = 10  # guessed from the text
    sides = "each"
    prep = 10
    "#);
}

#[test]
fn lengths_are_guessed_from_the_text() {
    for (text, seconds, guess) in [
        ("Hold for 10 to 15 seconds.", 10, "text"),
        ("Hold this for 30 seconds.", 30, "text"),
        ("Stay for 20-30 sec, then rest.", 20, "text"),
        ("Stay for 20–30sec.", 20, "text"),
        ("Stay 1 minute.", 60, "text"),
        ("Stay for a minute or so.", 60, "text"),
        ("Wait for thirty seconds.", 30, "text"),
        ("Pause for 2 seconds at the top, and go on for 45s.", 45, "text"),
        ("Stay for 90 minutes.", 600, "text"),
        ("Reach 10 times.", 20, "nothing"),
        ("", 20, "nothing"),
    ] {
        let imported = one(&entry("Reach", &[text]));
        let (routine, _) = parse("x", &imported.text);
        assert_eq!(routine.unwrap().steps[0].dose.work, Work::Hold(Duration::from_secs(seconds)), "{text}");
        let comment = if guess == "text" {
            "  # guessed from the text\n"
        } else {
            "# guessed: nothing in the text says how long\n"
        };
        assert!(imported.text.contains(comment), "{}", imported.text);
        assert!(imported.notes.iter().any(|note| note.starts_with("length guessed")), "{:?}", imported.notes);
    }
}

#[test]
fn another_side_in_the_text_makes_two_sides() {
    for text in ["Then repeat with the other arm.", "Do the same on the opposite side.", "Switch sides and go on."] {
        assert_eq!(read(&entry("Reach", &[text])).steps[0].sides, ["left", "right"]);
    }
    assert!(read(&entry("Reach", &["Keep one side of the wall near."])).steps[0].sides.is_empty());
}

#[test]
fn a_roller_is_named_and_has_its_family() {
    let mut file = entry("Upper_Back-SMR", &["Lie on a roller.", "Roll slowly. Stay 10-30 seconds."]);
    file["equipment"] = json!("foam roll");
    let routine = read(&file);
    assert_eq!((routine.equipment, routine.family), (vec!["foam roller".to_owned()], Family::Roller));
    let mut file = entry("Side_Bend", &["Bend."]);
    file["primaryMuscles"] = json!(["neck"]);
    assert_eq!(read(&file).steps[0].family, Family::Neck);
}

#[test]
fn a_roller_under_low_back_or_neck_is_refused_and_the_others_go_on() {
    let mut low = entry("Lower_Back-SMR", &["Lie on it."]);
    low["equipment"] = json!("foam roll");
    let mut by_muscle = entry("Something-SMR", &["Lie on it."]);
    by_muscle["primaryMuscles"] = json!(["lower back"]);
    assert_snapshot!(refusal(&low), @r#"there is nothing in it to use: left out, since a roller never goes under the low back: "Lower Back-SMR""#);
    let import = of(&json!([low, by_muscle, entry("Neck-SMR", &["Press."]), entry("Reach", &["Reach."])])).unwrap();
    assert!(!import.routines[0].text.contains("SMR"));
    assert_snapshot!(import.notes.join("\n"), @r#"
    left out, since a roller never goes under the low back: "Lower Back-SMR", "Something-SMR"
    left out, since a roller never goes under the neck: "Neck-SMR"
    "#);
}

#[test]
fn a_roller_that_only_the_text_speaks_of_counts() {
    let mut file = entry("Release", &["Place the roller behind your head.", "Press gently."]);
    file["primaryMuscles"] = json!(["neck"]);
    assert!(refusal(&file).ends_with("under the neck: \"Release\""));
}

#[test]
fn a_text_that_sends_the_roller_there_is_refused_as_well() {
    let mut file = entry("Back_Roll", &["Sit down.", "Roll over your lower back, slowly."]);
    file["equipment"] = json!("foam roll");
    assert_snapshot!(refusal(&file), @r#"there is nothing in it to use: left out, since a roller never goes under the low back: "Back Roll""#);
}

#[test]
fn a_list_becomes_one_routine_of_its_stretches() {
    let mut strength = entry("Curl", &["Lift it."]);
    strength["category"] = json!("strength");
    let file = json!([entry("Reach", &["Reach."]), strength, entry("Turn", &["Turn."])]);
    let import = of(&file).unwrap();
    assert_eq!((import.routines.len(), import.routines[0].id.as_str()), (1, "file"));
    assert_eq!(read(&file).steps.len(), 2);
    assert_eq!(import.notes, ["1 exercise of other categories than stretching left out"]);
    assert_snapshot!(steps(&import.routines[0]), @r#"
    [defaults]
    after = 8  # Rest after each step; no less, since you are asked there whether it hurts.

    # free-exercise-db: Reach
    [[step]]
    name = "Reach"
    position = "Reach."
    hold = 20  # guessed: nothing in the text says how long
    prep = 10

    # free-exercise-db: Turn
    [[step]]
    name = "Turn"
    position = "Turn."
    hold = 20  # guessed: nothing in the text says how long
    prep = 10
    "#);
}

#[test]
fn a_list_that_is_too_long_is_cut_short() {
    let entries: Vec<Value> = (0..700).map(|n| entry(&format!("Reach_{n}"), &["Stay for 30 seconds."])).collect();
    let imported = one(&json!(entries));
    let (routine, problems) = parse("x", &imported.text);
    assert!(problems.is_empty() && routine.unwrap().steps.len() > 100);
    let told = |start: &str| imported.notes.iter().any(|note| note.starts_with(start));
    assert!(told("only the first 500") && told("the last "), "{:?}", imported.notes);
}

#[test]
fn long_instructions_are_cut_at_a_sentence() {
    let sentence = "Go on, slowly and evenly, as far as is easy, for a good while without any hurry at all";
    let file = entry("Reach", &["Stand.", &format!("{}.", [sentence; 12].join(", "))]);
    let step = &read(&file).steps[0];
    assert!(step.how.cues.iter().all(|cue| cue.chars().count() <= 500));
    assert!(one(&file).notes.contains(&"a text was too long and is cut: \"Reach\"".to_owned()));
}
