//! `unkink show`: one routine as a timeline.

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};

#[test]
fn a_routine_is_a_timeline_of_its_steps() {
    assert_snapshot!(Unkink::new().routine("mine.toml", MINE).run(["show", "mine"]), @"
    Mine
    Two things I like.

    time      1:30

     0:00  Reach up   1:05
           10 s to get ready; 20 s, left then right (5 s to change); 10 s rest
           easier: 10 s, left then right (5 s to change); 15 s rest
     1:05  Fold       0:25
           6 s to get ready; 3 x 5 s with 2 s between
           easier: 2 x 5 s with 2 s between
     1:30  done

    hold       0:55  of it left 0:20, right 0:20
    rest       0:14  between holds and sets, and after steps
    moving     0:21  getting ready, changing sides
    --- exit 0
    ");
}

#[test]
fn sets_open_steps_and_equipment_are_told_in_words() {
    let text = r#"name = "Odd"
equipment = ["mat"]
avoid-if = ["herniated-disc"]
warm-up = "nowhere"

[[step]]
name = "Sets"
hold = 4
reps = 5
sets = 3
rest = 20

[[step]]
name = "Own time"
until = "key"
about = 100
reps = 12
"#;
    assert_snapshot!(Unkink::new().file("odd.toml", text).run(["show", "./odd.toml"]), @"
    Odd

    time      3:50
    needs     mat
    warm-up   `nowhere`, which is not in the library

    not for you if you have
      - a slipped (herniated) disc

     0:00  Sets       2:00
           10 s to get ready; 3 sets of 5 x 4 s, 20 s rest between sets; 10 s rest
           easier: 3 x 4 s; 15 s rest
     2:00  Own time   1:50
           10 s to get ready; 12 in your own time, about 1:40 min
           easier: 6 in your own time, about 50 s
     3:50  done

    hold       2:40
    rest       0:50  between holds and sets, and after steps
    moving     0:20  getting ready, changing sides
    --- exit 0
    ");
}

#[test]
fn every_shipped_routine_can_be_shown() {
    for routine in Unkink::new().json(["list", "--json"]).as_array().unwrap() {
        let id = routine["id"].as_str().unwrap();
        let said = Unkink::new().run(["show", id]);
        assert!(said.ends_with("changing sides\n--- exit 0\n"), "{said}");
        assert!(!said.contains("not in the library"), "{said}");
    }
}

#[test]
fn the_start_of_an_id_is_enough_if_only_one_begins_so() {
    let unkink = Unkink::new();
    assert_eq!(unkink.run(["show", "FOAM"]), unkink.run(["show", "foam-roller"]));
}

#[test]
fn the_start_of_several_ids_names_them() {
    assert_snapshot!(Unkink::new().run(["show", "w"]), @"
    --- stderr
    error: `w` may be `warm-up` or `wall-slide`
    help: give more of its name
    --- exit 3
    ");
}

#[test]
fn an_unknown_id_names_what_is_near() {
    assert_snapshot!(Unkink::new().run(["show", "wall-silde"]), @"
    --- stderr
    error: no routine is called `wall-silde`
    help: did you mean `wall-slide`? see `unkink list`
    --- exit 3
    ");
}

#[test]
fn an_unknown_id_near_nothing_points_to_the_list() {
    assert_snapshot!(Unkink::new().run(["show", "zumba\u{1b}[2J"]), @"
    --- stderr
    error: no routine is called `zumba␛[2J`
    help: see `unkink list`
    --- exit 3
    ");
}

#[test]
fn a_folder_is_not_a_routine() {
    let unkink = Unkink::new().file("stretches/mine.toml", MINE);
    assert_snapshot!(unkink.run(["show", "stretches"]), @"
    --- stderr
    error: could not read `stretches`: it is a folder
    help: name a file in it; `unkink check stretches` checks them all
    --- exit 3
    ");
    assert_eq!(
        unkink.run(["show", "stretches/"]),
        unkink.run(["show", "stretches"]).replace("stretches", "stretches/")
    );
}

#[test]
fn a_broken_routine_shows_its_problems() {
    assert_snapshot!(Unkink::new().routine("mine.toml", MINE.replace("gap", "hodl")).run(["show", "mine"]), @"
    --- stderr
    error: `~/.config/unkink/routines/mine.toml` has 1 error

    error: unknown key `hodl` in the step
      --> ~/.config/unkink/routines/mine.toml:16:1
       |
    16 | hodl = 2
       | ^^^^ did you mean `hold`?
       |
       = help: the step takes `id`, `name`, `family`, `position`, `cues`, `hold`, `until`, `about`,
               `reps`, `gap`, `sets`, `rest`, `after`, `sides`, `switch`, `prep`, `wait`, `breath`,
               `tick`, `check`, `stop-if`, `come-out`, `easier`, `figure`, `say`

    help: mend it, then ask again with `unkink check ~/.config/unkink/routines/mine.toml`
    --- exit 1
    ");
}

#[test]
fn a_device_is_not_read() {
    if cfg!(unix) {
        assert_snapshot!(Unkink::new().run(["show", "/dev/zero"]), @"
        --- stderr
        error: could not read `/dev/zero`: it is not a regular file
        --- exit 3
        ");
    }
}

#[test]
fn json_holds_every_segment_and_they_add_up() {
    let sheet = Unkink::new().routine("mine.toml", MINE).json(["show", "mine", "--json"]);
    let steps = sheet["steps"].as_array().unwrap();
    let kinds = |step: &serde_json::Value| {
        let segments = step["normal"]["segments"].as_array().unwrap().clone();
        segments.iter().map(|s| s["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(kinds(&steps[0]), "prep hold switch hold after");
    assert_eq!(kinds(&steps[1]), "prep hold gap hold gap hold");
    assert_eq!(steps[0]["normal"]["segments"][3]["side"], "right");
    assert_eq!(steps[1]["start_seconds"], 65);
    let sum: u64 = steps.iter().map(|s| s["normal"]["total_seconds"].as_u64().unwrap()).sum();
    assert_eq!(sheet["total_seconds"].as_u64().unwrap(), sum);
}

#[test]
fn every_sound_of_every_shipped_routine_is_where_it_was_last_heard() {
    for routine in Unkink::new().json(["list", "--json"]).as_array().unwrap() {
        let id = routine["id"].as_str().unwrap();
        let said = Unkink::new().run(["show", "--cues", id]);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots");
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(format!("cues-{id}"), said));
    }
}

#[test]
fn cues_are_for_people_alone() {
    assert!(Unkink::new().run(["show", "--cues", "--json", "morning"]).ends_with("--- exit 2\n"));
}
