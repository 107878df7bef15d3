//! What a figure looks like: its face, what is behind it, and itself in blocks.

use std::fmt::Write as _;

use insta::assert_snapshot;
use unkink::figure::{Dots, Part, Side};

use super::drawing::{CAT_COW, WALL_SLIDE, picture, picture_in, round};
use super::{RISE, figure};

#[test]
fn blocks_look_like_this() {
    let mut pictures = String::new();
    for (name, text) in [("cat-cow", CAT_COW), ("wall-slide", WALL_SLIDE)] {
        for (width, height) in [(33, 11), (50, 18)] {
            let picture = picture_in(Dots::Blocks, &figure(text).at(0.5, Side::First), width, height);
            write!(pictures, "{name}, {width}x{height}\n{picture}\n").unwrap();
        }
    }
    assert_snapshot!(pictures);
}

#[test]
fn blocks_that_would_be_too_few_for_a_person_are_not_drawn() {
    let drawing = figure(WALL_SLIDE).at(0.5, Side::First);
    assert!(picture_in(Dots::Blocks, &drawing, 16, 6).trim().is_empty());
    assert!(!picture(&drawing, 16, 6).trim().is_empty());
}

/// `RISE` with a nose that goes from the middle of the face to its side.
const TURNING: &str = "name = \"Turning\"\n[[pose]]\nhead = [0.5, 0.8]\nnose = [0.5, 0.79]\nneck = [0.5, 0.7]\n\
                       hip = [0.5, 0.4]\n[[pose]]\nnose = [0.42, 0.79]\n";

#[test]
fn a_face_has_eyes_and_from_the_side_a_nose() {
    let turning = figure(TURNING);
    let of = |phase| {
        let drawing = turning.at(phase, Side::First);
        let eyes: Vec<f64> =
            drawing.circles.iter().filter(|c| c.part == Part::Eye).map(|eye| round(eye.middle.x)).collect();
        (eyes, drawing.lines.iter().find(|line| line.part == Part::Nose).map(|nose| round(nose.to.x)))
    };
    assert_eq!(of(0.0), (vec![0.475, 0.525], None));
    assert_eq!(of(0.2).0.len(), 1, "one is around the corner");
    assert_eq!(of(0.5), (vec![0.468], Some(0.42)));
    assert_snapshot!(picture(&turning.at(0.0, Side::First), 24, 12), @"

     ⣴⣾⣷⣦
    ⠸⣧⣼⣧⣼⠇
     ⠈⣛⣛⠁
     ⢸⣿⣿⡇
     ⢸⣿⣿⡇
     ⢸⣿⣿⡇
     ⢸⣿⣿⡇
     ⢸⣿⣿⡇
     ⢸⣿⣿⡇
     ⠘⢿⡿⠃
    ");
    assert_snapshot!(picture(&turning.at(0.5, Side::First), 24, 12), @"

      ⡴⣾⣷⣦
    ⠶⠾⣿⣿⣿⣿⠇
      ⠈⣛⣛⠁
      ⢸⣿⣿⡇
      ⢸⣿⣿⡇
      ⢸⣿⣿⡇
      ⢸⣿⣿⡇
      ⢸⣿⣿⡇
      ⢸⣿⣿⡇
      ⠘⢿⡿⠃
    ");
}

#[test]
fn a_wall_behind_keeps_away_from_who_stands_there_and_keeps_still() {
    let bricks = RISE.replace("[[pose]]\nhead", "[[prop]]\nkind = \"bricks\"\nat = [0.5, 0.0]\n\n[[pose]]\nhead");
    let behind = |phase| {
        let drawing = figure(&bricks).at(phase, Side::First);
        drawing.lines.into_iter().filter(|line| line.part == Part::Behind).collect::<Vec<_>>()
    };
    assert!(behind(0.0).len() > 10);
    assert!((1..10).all(|tenth| behind(f64::from(tenth) / 10.0) == behind(0.0)));
    assert_snapshot!(picture(&figure(&bricks).at(0.0, Side::First), 30, 14), @"

                 ⢀⣤⣤⡀
        ⠈⠹⠏⠁     ⠘⠿⠿⠃     ⠈⠹⠏⠁
     ⠠⢤⡤⠄  ⠠⢤⡤⠄   ⣾⣷⣄  ⠠⢤⡤⠄  ⠠⢤⡤⠄
      ⠈⠁    ⠈⠁    ⣿⣿⠙⡇  ⠈⠁    ⠈⠁
        ⠈⠹⠏⠁  ⠈⠹⠏⠁⣿⣿ ⡇    ⠈⠹⠏⠁
     ⠠⢤⡤⠄  ⠠⢤⡤⠄   ⣿⣿ ⡇ ⠠⢤⡤⠄  ⠠⢤⡤⠄
      ⠈⠁    ⠈⠁    ⠈⠁    ⠈⠁    ⠈⠁
        ⠈⠹⠏⠁  ⠈⠹⠏⠁  ⠈⠹⠏⠁  ⠈⠹⠏⠁
     ⠠⢤⡤⠄  ⠠⢤⡤⠄  ⠠⢤⡤⠄  ⠠⢤⡤⠄  ⠠⢤⡤⠄
      ⠈⠁    ⠈⠁    ⠈⠁    ⠈⠁    ⠈⠁
        ⠈⠹⠏⠁  ⠈⠹⠏⠁  ⠈⠹⠏⠁  ⠈⠹⠏⠁
    ⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
    ");
}

#[test]
fn balls_that_nothing_moves_stay_where_each_is() {
    let ball = |x: f64| format!("[[prop]]\nkind = \"ball\"\nat = [{x}, 0.5]\n");
    let text = RISE.replacen("[[pose]]", &format!("{}{}[[pose]]", ball(0.2), ball(0.8)), 1);
    let circles = figure(&text).at(0.3, Side::First).circles;
    assert_eq!((circles[0].middle.x, circles[1].middle.x), (0.2, 0.8));
}
