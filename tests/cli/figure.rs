//! `unkink show --figure`, and what `unkink check` says about figures.

use insta::assert_snapshot;

use super::unkink::{MINE, Unkink};

const WALL: &str = include_str!("../figure/wall-slide.toml");

fn broken() -> String {
    WALL.replacen("elbow-l", "elbow-left", 1)
}

/// `MINE` with a figure for its first step.
fn with_figure(name: &str) -> String {
    MINE.replace("name = \"Reach up\"", &format!("name = \"Reach up\"\nfigure = \"{name}\""))
}

#[test]
fn without_a_terminal_the_poses_are_pictures_of_text() {
    let said = Unkink::new().file("mine.figure.toml", WALL).run(["show", "--figure", "mine.figure.toml"]);
    assert!(said.starts_with("Back to the wall, the arms slide up, pose 1 of 2\n"), "{said}");
    assert!(said.contains("\n\nBack to the wall, the arms slide up, pose 2 of 2\n"), "{said}");
    assert!(!said.contains('\u{1b}'));
    assert_eq!(said.lines().count(), 2 * 19 + 2);
}

#[test]
fn one_frame_is_one_pose() {
    let unkink = Unkink::new().file("mine.figure.toml", WALL);
    assert_snapshot!(unkink.run(["show", "--figure", "mine.figure.toml", "--frame", "2"]));
    assert_snapshot!(unkink.run(["show", "--figure", "mine.figure.toml", "--frame", "3"]), @"
    --- stderr
    error: there is no frame 3: the figure has 2 poses
    --- exit 3
    ");
}

#[test]
fn a_figure_has_a_name_in_each_of_its_places() {
    let bundled = Unkink::new().run(["show", "--figure", "wall-slide", "--frame", "1"]);
    assert!(bundled.contains(", pose 1 of "), "{bundled}");
    let own = WALL.replace("Back to the wall", "Mine");
    for path in [".config/unkink/routines/wall-slide.figure.toml", ".config/unkink/figures/wall-slide.toml"] {
        let said = Unkink::new().file(path, &own).run(["show", "--figure", "wall-slide", "--frame", "1"]);
        assert!(said.starts_with("Mine, the arms slide up, pose 1 of 2\n"), "{said}");
    }
}

#[test]
fn an_unknown_figure_has_a_nearest() {
    assert_snapshot!(Unkink::new().run(["show", "--figure", "wall-slid"]), @"
    --- stderr
    error: no figure is called `wall-slid`
    help: did you mean `wall-slide`?
    --- exit 3
    ");
    assert_snapshot!(Unkink::new().run(["show", "--figure", "submarine"]), @"
    --- stderr
    error: no figure is called `submarine`
    help: give the path of its file, or put it into the folder `figures` beside the settings
    --- exit 3
    ");
    assert_snapshot!(Unkink::new().run(["show", "--figure", "./nowhere.toml"]), @"
    --- stderr
    error: could not read `./nowhere.toml`: there is no such file
    --- exit 3
    ");
}

#[test]
fn a_broken_figure_is_shown_where_it_is_broken() {
    let unkink = Unkink::new().file("mine.figure.toml", broken());
    assert_snapshot!(unkink.run(["show", "--figure", "mine.figure.toml"]), @"
    --- stderr
    error: `mine.figure.toml` has 1 error

    error: unknown key `elbow-left` in the pose
      --> mine.figure.toml:15:1
       |
    15 | elbow-left = [0.25, 0.65]
       | ^^^^^^^^^^ did you mean `elbow-l`?
       |
       = help: the pose takes `head`, `nose`, `neck`, `chest`, `hip`, `shoulder-l`, `shoulder-r`,
               `elbow-l`, `elbow-r`, `hand-l`, `hand-r`, `hip-l`, `hip-r`, `knee-l`, `knee-r`,
               `foot-l`, `foot-r`, `toe-l`, `toe-r`, `roller`, `ball`

    help: mend it, then ask again with `unkink check mine.figure.toml`
    --- exit 1
    ");
    assert_snapshot!(unkink.run(["check", "mine.figure.toml"]), @"
    error: unknown key `elbow-left` in the pose
      --> mine.figure.toml:15:1
       |
    15 | elbow-left = [0.25, 0.65]
       | ^^^^^^^^^^ did you mean `elbow-l`?
       |
       = help: the pose takes `head`, `nose`, `neck`, `chest`, `hip`, `shoulder-l`, `shoulder-r`,
               `elbow-l`, `elbow-r`, `hand-l`, `hand-r`, `hip-l`, `hip-r`, `knee-l`, `knee-r`,
               `foot-l`, `foot-r`, `toe-l`, `toe-r`, `roller`, `ball`

    1 file, 1 error, 0 warnings
    --- exit 1
    ");
}

#[test]
fn a_figure_is_no_routine_and_takes_none_of_its_flags() {
    for arguments in [
        vec!["show", "mine", "--figure", "wall-slide"],
        vec!["show", "--figure", "wall-slide", "--json"],
        vec!["show", "--figure", "wall-slide", "--cues"],
        vec!["show", "mine", "--frame", "1"],
        vec!["show", "--frame", "1"],
        vec!["show", "--figure", "wall-slide", "--frame", "0"],
        vec!["show"],
    ] {
        let said = Unkink::new().routine("mine.toml", MINE).run(&arguments);
        assert!(said.ends_with("--- exit 2\n"), "{arguments:?}: {said}");
    }
}

#[test]
fn figures_of_the_person_are_checked_in_both_places_and_listed_nowhere() {
    let unkink = Unkink::new().routine("mine.toml", with_figure("mine"));
    let unkink = unkink.routine("mine.figure.toml", WALL).file(".config/unkink/figures/other.toml", broken());
    let said = unkink.run(["check"]);
    assert!(said.contains("~/.config/unkink/figures/other.toml:15"), "{said}");
    assert!(said.ends_with("11 files, 1 error, 0 warnings\n--- exit 1\n"), "{said}");
    let listed = unkink.run(["list"]);
    assert!(listed.contains("mine") && !listed.contains("figure"), "{listed}");
}

#[test]
fn a_folder_stands_for_its_figures_too() {
    let unkink = Unkink::new().file("a/mine.toml", MINE).file("a/mine.figure.toml", broken());
    assert!(unkink.run(["check", "a"]).ends_with("2 files, 1 error, 0 warnings\n--- exit 1\n"));
    let unkink = Unkink::new().file("figures/one.toml", WALL).file("figures/two.toml", WALL);
    for asked in ["figures", "figures/one.toml"] {
        let said = unkink.run(["check", asked]);
        assert!(said.contains("no problems"), "{said}");
    }
}

#[test]
fn a_routine_with_a_figure_that_is_nowhere_gets_a_warning() {
    let unkink = Unkink::new().file("mine.toml", with_figure("reach")).file("reahc.figure.toml", WALL);
    assert_snapshot!(unkink.run(["check", "mine.toml"]), @r#"
    warning: there is no figure `reach`
     --> mine.toml:6:10
      |
    6 | figure = "reach"
      |          ^^^^^^^ did you mean `reahc`?
      |
      = help: put its file beside the routine, or into the folder `figures`; until then none is
              shown

    1 file, 0 errors, 1 warning
    --- exit 0
    "#);
    for name in ["reahc", "reahc.figure.toml", "wall-slide"] {
        let said = Unkink::new().file("mine.toml", with_figure(name)).file("reahc.figure.toml", WALL);
        assert_eq!(said.run(["check", "mine.toml"]), "1 file, no problems\n--- exit 0\n");
    }
}
