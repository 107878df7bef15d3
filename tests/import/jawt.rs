//! Just Another Workout Timer: sets of exercises, among them the rests.

use std::time::Duration;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value, json};
use unkink::import::import;
use unkink::routine::{Work, parse};

use super::{of, one, read, refusal, steps};

/// A workout of one set that is done once.
fn workout(exercises: &[(&str, u32)]) -> Value {
    sets(&[(1, exercises)])
}

fn sets(sets: &[(u32, &[(&str, u32)])]) -> Value {
    let sets: Vec<Value> = sets
        .iter()
        .map(|(repetitions, exercises)| {
            let exercises: Vec<Value> = exercises
                .iter()
                .map(|(name, duration)| json!({"id": "e", "name": name, "duration": duration}))
                .collect();
            json!({"id": "s", "repetitions": repetitions, "exercises": exercises})
        })
        .collect();
    json!({"title": "Evening", "version": 2, "position": -1, "sets": sets})
}

fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

#[test]
fn a_workout_becomes_a_file_for_people() {
    let imported = one(&workout(&[("Hamstrings", 30), ("Rest", 12), ("Hip \"opener\"", 100)]));
    assert_eq!(imported.id, "evening");
    assert_snapshot!(imported.text, @r#"
    # Imported from Just Another Workout Timer; not reviewed. Read it through, then `unkink check`.

    format = 1
    name = "Evening"
    # Nobody has said for whom this is not: all that is asked about is listed. Take out what does not apply.
    avoid-if = [
        "spinal-fracture", "herniated-disc", "recent-injury", "osteoporosis", "spinal-instability",
        "spinal-injury", "nerve-signs", "red-flags", "heart", "skin-or-blood", "pregnancy-or-surgery",
        "neck-joint", "under-16",
    ]
    source = "Just Another Workout Timer, Evening"

    [defaults]
    prep = 5  # The other timer goes right on. Here: time to get into place before each step.
    after = 8  # Rest after each step; no less, since you are asked there whether it hurts.

    [[step]]
    name = "Hamstrings"
    hold = 30
    after = 12

    [[step]]
    name = 'Hip "opener"'
    hold = "1:40"
    "#);
}

#[test]
fn a_rest_becomes_the_rest_of_the_step_before_it() {
    let routine = read(&workout(&[("Arms", 30), ("Rest", 15), ("Break", 5), ("Legs", 30)]));
    assert_eq!(routine.steps.len(), 2);
    assert_eq!(routine.steps[0].dose.after, seconds(20));
}

#[test]
fn a_rest_at_the_start_of_a_set_is_time_to_get_into_place() {
    let routine = read(&sets(&[(1, &[("Get ready", 12), ("Arms", 30)]), (1, &[("Pause", 20), ("Legs", 30)])]));
    let preps: Vec<Duration> = routine.steps.iter().map(|step| step.dose.prep).collect();
    assert_eq!(preps, [seconds(12), seconds(20)]);
}

#[test]
fn a_set_of_nothing_but_a_rest_lengthens_the_rest_before_it() {
    let routine = read(&sets(&[(1, &[("Arms", 30)]), (2, &[("Rest", 20)]), (1, &[("Legs", 30)])]));
    assert_eq!(routine.steps[0].dose.after, seconds(40));
    assert_eq!(routine.steps[1].dose.prep, seconds(5));
}

#[test]
fn rests_are_known_in_many_languages() {
    for rest in [
        "rest",
        "REST",
        "Rest 1",
        "Short break",
        "rest (20 s)",
        "Pause",
        "Kurze Pause",
        "Erholung",
        "Ruhe",
        "Repos",
        "Temps de repos",
        "Descanso",
        "descanso corto",
        "Riposo",
        "Pausa",
        "Pauza",
        "Przerwa",
        "Odpoczynek",
        "Отдых",
        "休憩",
        "休息",
        "휴식",
        "استراحة",
        "Get ready!",
        "विश्राम",
        "พัก",
        "Nghỉ",
        "Switch sides",
        "Seitenwechsel",
        "Vila",
        "Tauko",
        "Mola",
    ] {
        let routine = read(&workout(&[("Arms", 30), (rest, 17), ("Legs", 30)]));
        assert_eq!(routine.steps.len(), 2, "{rest}");
        assert_eq!(routine.steps[0].dose.after, seconds(17), "{rest}");
    }
}

#[test]
fn what_only_speaks_of_rest_is_an_exercise() {
    for name in [
        "Rest on the floor",
        "Rest the head on a pillow",
        "Wrist",
        "Breakdance",
        "Set of arms",
        "Pause squat",
        "Switch kicks",
    ] {
        assert_eq!(read(&workout(&[("Arms", 30), (name, 17)])).steps.len(), 2, "{name}");
    }
}

#[test]
fn repeats_with_equal_rests_are_repetitions() {
    let routine =
        read(&workout(&[("Slide", 10), ("Rest", 5), ("Slide", 10), ("Rest", 5), ("Slide", 10), ("Rest", 30)]));
    let [step] = routine.steps.as_slice() else { panic!("{:?}", routine.steps) };
    assert_eq!((step.dose.reps, step.dose.gap, step.dose.after), (3, seconds(5), seconds(30)));
    assert_eq!(step.dose.work, Work::Hold(seconds(10)));
}

#[test]
fn repeats_of_another_length_or_with_other_rests_are_steps() {
    let routine =
        read(&workout(&[("Slide", 10), ("Slide", 12), ("Rest", 5), ("Slide", 12), ("Rest", 9), ("Slide", 12)]));
    let reps: Vec<u32> = routine.steps.iter().map(|step| step.dose.reps).collect();
    assert_eq!(reps, [1, 2, 1]);
}

#[test]
fn a_repeated_set_of_one_exercise_becomes_sets() {
    let routine = read(&sets(&[(3, &[("Plank", 30), ("Rest", 15)]), (1, &[("Fold", 30)])]));
    let dose = &routine.steps[0].dose;
    assert_eq!((dose.sets, dose.rest, dose.after), (3, seconds(15), seconds(15)));
    assert_eq!(routine.steps.len(), 2);
}

#[test]
fn sets_without_a_rest_have_none() {
    let routine = read(&sets(&[(3, &[("Plank", 30)]), (1, &[("Fold", 30)])]));
    assert_eq!((routine.steps[0].dose.sets, routine.steps[0].dose.rest), (3, Duration::ZERO));
}

#[test]
fn a_workout_of_one_set_becomes_rounds() {
    let routine = read(&sets(&[(4, &[("Arms", 20), ("Rest", 10), ("Legs", 20), ("Rest", 25)])]));
    assert_eq!((routine.rounds, routine.steps.len()), (4, 2));
    assert_eq!(routine.steps[1].dose.after, seconds(25));
}

#[test]
fn a_rest_behind_the_last_round_is_none_between_rounds() {
    let routine = read(&sets(&[(4, &[("Arms", 20), ("Legs", 20)]), (1, &[("Rest", 60)])]));
    assert_eq!((routine.rounds, routine.steps[1].dose.after), (4, seconds(8)));
}

#[test]
fn a_set_of_several_exercises_among_others_is_written_out() {
    let routine = read(&sets(&[(2, &[("Arms", 20), ("Legs", 20)]), (1, &[("Fold", 30)])]));
    let names: Vec<&str> = routine.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!((routine.rounds, names), (1, vec!["Arms", "Legs", "Arms", "Legs", "Fold"]));
}

#[test]
fn two_sides_become_one_step() {
    for (first, second, name, words) in [
        ("Left hip flexor", "Right hip flexor", "Hip flexor", ["left", "right"]),
        ("Hip flexor (right)", "Hip flexor (left)", "Hip flexor", ["right", "left"]),
        ("Hip flexor - L", "Hip flexor - R", "Hip flexor", ["left", "right"]),
        ("Hip flexor right side", "Hip flexor left side", "Hip flexor", ["right", "left"]),
        ("Turn to the left", "Turn to the right", "Turn", ["left", "right"]),
        ("90/90, left", "90/90, right", "90/90", ["left", "right"]),
        ("Hüftbeuger links", "Hüftbeuger rechts", "Hüftbeuger", ["links", "rechts"]),
        ("Rechte Seite dehnen", "Linke Seite dehnen", "Dehnen", ["rechte", "linke"]),
        ("Étirement côté gauche", "Étirement côté droit", "Étirement", ["gauche", "droit"]),
        ("Jambe gauche", "Jambe droite", "Jambe", ["gauche", "droite"]),
        ("Pierna izquierda", "Pierna derecha", "Pierna", ["izquierda", "derecha"]),
        ("Allungamento a destra", "Allungamento a sinistra", "Allungamento", ["destra", "sinistra"]),
    ] {
        let routine = read(&workout(&[(first, 40), ("Rest", 6), (second, 40), ("Rest", 20)]));
        let [step] = routine.steps.as_slice() else { panic!("{first}: {:?}", routine.steps) };
        assert_eq!((step.name.as_str(), step.sides.as_slice()), (name, words.map(str::to_owned).as_slice()));
        assert_eq!((step.dose.switch, step.dose.after), (seconds(6), seconds(20)), "{first}");
    }
}

#[test]
fn sides_that_do_not_match_stay_apart() {
    for (first, second, length) in [
        ("Left arm", "Right leg", 40),
        ("Left arm", "Left arm up", 40),
        ("Left arm", "Right arm", 30),
        ("Left", "Right", 40),
        ("Left arm", "rechts arm", 40),
        ("Left arm over right", "Right arm over left", 40),
    ] {
        assert_eq!(read(&workout(&[(first, 40), (second, length)])).steps.len(), 2, "{first}, {second}");
    }
}

#[test]
fn sides_in_turn_become_sets_and_sides_in_a_row_repetitions() {
    let turn = [("Fold left", 20), ("Fold right", 20), ("Rest", 12)];
    let routine = read(&workout(&[turn, turn, turn].concat()));
    let dose = &routine.steps[0].dose;
    assert_eq!((routine.steps.len(), dose.sets, dose.rest, dose.reps), (1, 3, seconds(12), 1));
    let row = [("Fold left", 20), ("Fold left", 20), ("Fold right", 20), ("Fold right", 20)];
    let routine = read(&workout(&row));
    let dose = &routine.steps[0].dose;
    assert_eq!((routine.steps.len(), dose.sets, dose.reps), (1, 1, 2));
}

/// What a written routine adds up to in seconds: what is held, and what is rested where the file names a time.
fn sums(text: &str) -> (i64, i64) {
    let file: toml::Table = text.parse().unwrap();
    let (mut held, mut rested) = (0, 0);
    for step in file["step"].as_array().unwrap() {
        let number = |key: &str| match step.get(key) {
            Some(toml::Value::Integer(number)) => *number,
            Some(toml::Value::String(clock)) => {
                let (minutes, seconds) = clock.split_once(':').unwrap();
                minutes.parse::<i64>().unwrap() * 60 + seconds.parse::<i64>().unwrap()
            }
            None => 0,
            other => panic!("{key} = {other:?}"),
        };
        let times = |key: &str| number(key).max(1);
        let sides = if step.get("sides").is_some() { 2 } else { 1 };
        held += number("hold") * times("reps") * times("sets") * sides;
        rested += times("sets") * (sides * (times("reps") - 1) * number("gap") + number("switch"));
        rested += (times("sets") - 1) * number("rest") + number("after") + number("prep");
    }
    let rounds = file.get("rounds").map_or(1, |rounds| rounds.as_integer().unwrap());
    (held * rounds, rested * rounds)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_loses_no_second(
        spelt in prop::collection::vec((1u32..5, prop::collection::vec((0usize..6, 0usize..3), 1..9)), 1..5)
    ) {
        const NAMES: [&str; 6] = ["Arms", "Arms left", "Arms right", "Legs (R)", "Legs (L)", "Rest"];
        const LENGTHS: [u32; 3] = [10, 10, 25];
        let spelt: Vec<(u32, Vec<(&str, u32)>)> = spelt.into_iter().map(|(repetitions, items)| {
            (repetitions, items.into_iter().map(|(name, length)| (NAMES[name], LENGTHS[length])).collect())
        }).collect();
        let borrowed: Vec<(u32, &[(&str, u32)])> = spelt.iter().map(|(n, items)| (*n, items.as_slice())).collect();
        let (mut held, mut rested) = (0, 0);
        for (repetitions, items) in &spelt {
            for (name, length) in items {
                *if *name == "Rest" { &mut rested } else { &mut held } += i64::from(repetitions * length);
            }
        }
        // A set of rests alone belongs to its neighbours, and to nobody at the end.
        prop_assume!(spelt.iter().all(|(_, items)| items.iter().any(|(name, _)| *name != "Rest")));
        let text = one(&sets(&borrowed)).text;
        prop_assert_eq!(sums(&text), (held, rested), "{}", text);
    }
}

#[test]
fn an_export_holds_several_workouts_of_either_version() {
    let old =
        json!({"title": "Old", "sets": [{"repetitions": "2", "exercises": [{"name": "Arms", "duration": "25"}]}]});
    let mut other = workout(&[("Legs", 30)]);
    other["colour"] = json!(["unknown"]);
    let import = of(&json!({"workouts": [old, other, 3, null]})).unwrap();
    let ids: Vec<&str> = import.routines.iter().map(|imported| imported.id.as_str()).collect();
    assert_eq!(ids, ["old", "evening"]);
    assert!(steps(&import.routines[0]).contains("hold = 25\nsets = 2\n"), "{}", import.routines[0].text);
}

#[test]
fn what_is_left_out_is_told() {
    let mut file =
        sets(&[(1, &[("Arms", 30), ("Nothing", 0), ("Long", 4000), ("Rest", 900)]), (1, &[]), (0, &[("Gone", 5)])]);
    file["sets"][0]["exercises"][0]["duration"] = Value::Null;
    file["version"] = json!(3);
    let imported = one(&file);
    assert_snapshot!(imported.notes.join("\n"), @r#"
    version 3 of its files is newer than what is known: look closely
    an exercise without a length got the timer's own 30 seconds
    an empty set was left out
    a set that is done 0 times was left out
    left out, because it takes no time: "Nothing"
    longer than 10 minutes, cut to that: "Long"
    the rest beside it is longer than 10 minutes, cut to that: "Long"
    "#);
}

#[test]
fn letters_of_latin_1_are_read_and_told() {
    let bytes = b"\xef\xbb\xbf{\"workouts\": [{\"title\": \"\xc9tirements\", \"sets\": [{\"repetitions\": 1, \"exercises\": [{\"name\": \"H\xfcfte\x19\", \"duration\": 30}]}]}]}";
    let import = import(bytes, "backup").unwrap();
    assert_eq!(import.routines[0].id, "étirements");
    assert!(import.routines[0].text.contains("name = \"Hüfte\u{fffd}\""), "{}", import.routines[0].text);
    assert_snapshot!(import.notes.join("\n"), @"
    the file is not UTF-8 and was read as Latin-1: letters with accents may be wrong
    some letters were lost in the file; they are shown as �
    ");
}

#[test]
fn tags_and_entities_of_the_web_are_taken_away() {
    for (written, name) in [
        ("<b>Cat</b> &amp; cow", "Cat & cow"),
        ("Fold<br/>forward", "Fold. forward"),
        ("<ul><li>One</li><li>Two</li></ul>", "One. Two."),
        ("5 < 6 &gt; 4&nbsp;x", "5 < 6 > 4 x"),
        ("&amp;lt;i&amp;gt;", "&lt;i&gt;"),
        ("It&#39;s &quot;so&quot; <3", "It's \"so\" <3"),
    ] {
        assert_eq!(read(&workout(&[(written, 30)])).steps[0].name, name);
    }
}

#[test]
fn texts_that_could_steer_or_break_out_are_only_shown() {
    let names = [
        "\u{1b}[2J\u{7}bell",
        "\u{202e}sdrawkcab",
        "\"\"\"",
        "'''\"\"\"'''",
        "\\u0041\\",
        "a\nhold = 3\n[[step]]\nname = 'x'",
        "# no",
        "\u{0}\u{7f}\u{85}\u{2028}",
        "]]>",
        "{}",
        "“curly”",
    ];
    for name in names {
        let imported = one(&workout(&[(name, 30)]));
        assert!(!imported.text.chars().any(|c| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c)));
        let routine = read(&workout(&[(name, 30)]));
        assert_eq!(routine.steps.len(), 1, "{name:?}");
        assert_eq!(routine.steps[0].name, unkink::text::folded(name).trim(), "{name:?}");
    }
}

#[test]
fn names_longer_than_a_line_are_cut_at_a_word() {
    let long = "slowly and ".repeat(80);
    let imported = one(&workout(&[(&long, 30)]));
    let (routine, _) = parse("x", &imported.text);
    let name = &routine.unwrap().steps[0].name;
    assert!(name.chars().count() <= 500 && name.chars().count() > 450 && name.ends_with("slowly and…"), "{name}");
    assert!(imported.notes.iter().any(|note| note.starts_with("a name was too long")), "{:?}", imported.notes);
}

#[test]
fn a_session_that_is_too_long_has_fewer_rounds() {
    let imported = one(&sets(&[(100, &[("Arms", 300), ("Legs", 300)])]));
    let (routine, _) = parse("x", &imported.text);
    assert_eq!(routine.unwrap().rounds, 11);
    assert_eq!(imported.notes, ["repeated 11 times at most, not 100: a session ends after 2 hours"]);
}

#[test]
fn a_session_that_is_too_long_done_once_is_refused_with_its_name() {
    let names: Vec<String> = (0..20).map(|n| format!("Hold {n}")).collect();
    let exercises: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 600)).collect();
    assert_snapshot!(refusal(&workout(&exercises)), @r#"there is nothing in it to use: "Evening" was left out: the session takes 3 h 24 min 12 s, it may take 2 h"#);
    let names: Vec<String> = (0..501).map(|n| format!("Hold {n}")).collect();
    let exercises: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    assert_snapshot!(refusal(&workout(&exercises)), @r#"there is nothing in it to use: "Evening" was left out: it has 501 steps, a routine has at most 500"#);
}

#[test]
fn a_workout_of_rests_alone_is_refused() {
    assert_snapshot!(refusal(&workout(&[("Rest", 30), ("Pause", 30)])), @r#"there is nothing in it to use: "Evening" was left out: there is no exercise in it"#);
    assert_snapshot!(refusal(&json!({"sets": []})), @r#"there is nothing in it to use: "file" was left out: there is no exercise in it"#);
    assert_snapshot!(refusal(&json!({"workouts": []})), @"there is no exercise in it");
}

#[test]
fn a_name_that_asks_for_care_is_pointed_out() {
    for (name, word) in [
        ("Neck circles", "neck"),
        ("Glute bridge", "bridge"),
        ("Handstand", "upside down"),
        ("Deadlifts 5x5", "load"),
        ("Overhead press", "load"),
        ("Foam roll lower back", "roller"),
    ] {
        let notes = one(&workout(&[(name, 30)])).notes.join("\n");
        assert!(notes.contains(word) && notes.contains(name), "{name}: {notes}");
    }
    for name in ["Neck turn", "Press the palms together", "Squat hold", "Roll the shoulders"] {
        assert_eq!(one(&workout(&[(name, 30)])).notes, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn ids_are_fit_for_files_everywhere() {
    for (title, id) in [
        ("Évening, 10 min!", "évening-10-min"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "routine-con"),
        ("!!", "file"),
        ("", "file"),
    ] {
        let mut file = workout(&[("Arms", 30)]);
        file["title"] = json!(title);
        assert_eq!(one(&file).id, id);
    }
    let mut file = workout(&[("Arms", 30)]);
    file["title"] = json!("伸".repeat(300));
    assert!(one(&file).id.len() <= 96);
}
