//! What a figure shows at which moment, and how that becomes dots.

use std::fmt::Write as _;
use std::time::Duration;

use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unkink::figure::{Circle, Dots, Drawing, Figure, Line, Part, Point, Side, View};
use unkink::ui;
use unkink::ui::theme::{Role, Theme};

use super::{RISE, figure};

pub const CAT_COW: &str = include_str!("cat-cow.toml");
const ROLLER_ARCH: &str = include_str!("roller-arch.toml");
pub const WALL_SLIDE: &str = include_str!("wall-slide.toml");

/// Where the drawing of `RISE` has its hand: the end of the only forearm.
fn hand(drawing: &Drawing) -> (f64, f64) {
    let arm: Vec<&Line> = drawing.lines.iter().filter(|line| line.part == Part::Arm).collect();
    let at = arm.last().unwrap().to;
    (round(at.x), round(at.y))
}

pub fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// A drawing as lines of text, and the cells outside of its area untouched.
pub fn picture(drawing: &Drawing, width: u16, height: u16) -> String {
    picture_in(Dots::Braille, drawing, width, height)
}

pub fn picture_in(dots: Dots, drawing: &Drawing, width: u16, height: u16) -> String {
    let area = Rect::new(1, 2, width, height);
    let buf = drawn_in(dots, drawing, area);
    let row = |y| (1..=width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned() + "\n";
    (2..height + 2).map(row).collect()
}

/// A drawing in a larger picture that is full of `x`; none of them outside of `area` is gone.
fn drawn(drawing: &Drawing, area: Rect) -> Buffer {
    drawn_in(Dots::Braille, drawing, area)
}

fn drawn_in(dots: Dots, drawing: &Drawing, area: Rect) -> Buffer {
    let whole = Rect::new(0, 0, area.right() + 3, area.bottom() + 3);
    let mut buf = Buffer::filled(whole, Cell::new("x"));
    (area.rows().flat_map(Rect::columns)).for_each(|cell| buf[(cell.x, cell.y)] = Cell::new(" "));
    ui::figure::draw(&mut buf, area, drawing, dots, Role::Hold, Theme::Terminal);
    for cell in whole.rows().flat_map(Rect::columns) {
        let outside = area.intersection(cell).is_empty();
        assert!(!outside || buf[(cell.x, cell.y)].symbol() == "x", "{cell:?} is outside of {area:?}");
    }
    buf
}

#[test]
fn a_pose_is_shown_at_its_moment_and_half_of_the_way_at_half_of_the_time() {
    let rise = figure(RISE);
    assert_eq!(hand(&rise.at(0.0, Side::First)), (0.6, 0.5));
    assert_eq!(hand(&rise.at(0.25, Side::First)), (0.6, 0.7));
    assert_eq!(hand(&rise.at(0.5, Side::First)), (0.6, 0.9));
    assert_eq!(hand(&rise.at(0.75, Side::First)), (0.6, 0.7));
}

#[test]
fn a_movement_begins_and_ends_slowly() {
    let rise = figure(RISE);
    let way = |from: f64, to: f64| hand(&rise.at(to, Side::First)).1 - hand(&rise.at(from, Side::First)).1;
    assert!(way(0.0, 0.05) * 3.0 < way(0.225, 0.275));
    assert!(way(0.45, 0.5) * 3.0 < way(0.225, 0.275));
}

#[test]
fn a_cycle_begins_again() {
    let rise = figure(RISE);
    for phase in [0.0, 0.3, 0.5, 0.9] {
        for wrapped in [phase + 1.0, phase + 7.0, phase - 1.0] {
            let (once, again) = (rise.at(phase, Side::First), rise.at(wrapped, Side::First));
            assert_eq!(hand(&once), hand(&again), "{phase} and {wrapped}");
        }
    }
    assert_eq!(rise.cycle(), Duration::from_secs(4));
}

#[test]
fn a_moment_that_is_none_is_the_start() {
    let rise = figure(RISE);
    for phase in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(rise.at(phase, Side::First), rise.at(0.0, Side::First));
    }
    assert!(hand(&rise.at(f64::MAX, Side::First)).1.is_finite());
}

#[test]
fn three_poses_share_the_cycle() {
    let three = figure(&format!("{RISE}\n[[pose]]\nhand-l = [0.7, 0.9]\n"));
    assert_eq!(hand(&three.at(1.0 / 3.0, Side::First)), (0.6, 0.9));
    assert_eq!(hand(&three.at(2.0 / 3.0, Side::First)), (0.7, 0.9));
    assert_eq!(hand(&three.at(1.0, Side::First)), (0.6, 0.5));
}

#[test]
fn the_second_side_is_seen_in_a_mirror() {
    let rise = figure(RISE);
    let (first, second) = (rise.at(0.5, Side::First), rise.at(0.5, Side::Second));
    assert_eq!(hand(&second), (0.4, 0.9));
    assert_eq!((round(second.view.left), second.view.top), (round(1.0 - first.view.right), first.view.top));
    let turned = |points: (Point, Point)| round(points.0.x + points.1.x) == 1.0 && points.0.y == points.1.y;
    assert!(first.lines.iter().zip(&second.lines).all(|(a, b)| turned((a.from, b.from)) && turned((a.to, b.to))));
    assert!(first.circles.iter().zip(&second.circles).all(|(a, b)| turned((a.middle, b.middle))));
}

#[test]
fn what_moves_takes_its_roller_along() {
    let text = RISE.replace(
        "[[pose]]\nhand-l",
        "[[prop]]\nkind = \"roller\"\nat = [0.2, 0.1]\n\n[[pose]]\nroller = [0.4, 0.1]\nhand-l",
    );
    let moving = figure(&text);
    let roller = |phase| moving.at(phase, Side::First).circles[0];
    assert_eq!(roller(0.0).middle, Point { x: 0.2, y: 0.1 });
    assert_eq!(round(roller(0.25).middle.x), 0.3);
    assert_eq!(round(roller(0.5).middle.x), 0.4);
}

#[test]
fn the_person_is_lit_and_what_is_around_is_dim() {
    let buf = drawn(&figure(RISE).at(0.0, Side::First), Rect::new(0, 0, 30, 14));
    let cells: Vec<&Cell> = buf.content().iter().filter(|cell| !" x".contains(cell.symbol())).collect();
    assert!(cells.iter().any(|cell| cell.fg == Color::Green));
    assert!(cells.iter().any(|cell| cell.modifier.contains(Modifier::DIM)));
    assert!(cells.iter().all(|cell| (cell.fg == Color::Green) != cell.modifier.contains(Modifier::DIM)));
}

#[test]
fn a_figure_looks_the_same_in_a_picture_of_any_shape() {
    let drawing = figure(WALL_SLIDE).at(0.5, Side::First);
    let trimmed = |width, height| {
        let rows = picture(&drawing, width, height);
        rows.lines().map(str::trim).filter(|row| !row.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(trimmed(60, 14), trimmed(80, 14));
    assert_eq!(trimmed(60, 14).len(), 14);
}

#[test]
fn figures_look_like_this() {
    for (name, text) in [("cat-cow", CAT_COW), ("roller-arch", ROLLER_ARCH), ("wall-slide", WALL_SLIDE)] {
        let figure = figure(text);
        let mut pictures = String::new();
        for (width, height) in [(16, 8), (30, 14)] {
            for (phase, side) in [(0.0, Side::First), (0.25, Side::First), (0.5, Side::First), (0.5, Side::Second)] {
                let drawing = figure.at(phase, side);
                let picture = picture(&drawing, width, height);
                write!(pictures, "{width}x{height}, {phase}, {side:?}\n{picture}\n").unwrap();
            }
        }
        assert_snapshot!(format!("figure_{name}"), pictures);
    }
}

#[test]
fn a_joint_goes_through_where_it_goes_on_and_rests_where_it_turns() {
    let pose = |x: f64, y: f64| format!("[[pose]]\nhand-l = [{x}, {y}]\n");
    let start = RISE.rsplit_once("[[pose]]").unwrap().0.replace("hand-l = [0.6, 0.5]", "hand-l = [0.6, 0.46]");
    let circle = figure(&[start, pose(0.64, 0.5), pose(0.6, 0.54), pose(0.56, 0.5)].concat());
    let middle = Point { x: 0.6, y: 0.5 };
    for step in 0..40 {
        let (x, y) = hand(&circle.at(f64::from(step) / 40.0, Side::First));
        let radius = (x - middle.x).hypot(y - middle.y);
        assert!((0.038..=0.041).contains(&radius), "{step}: {radius}");
    }
}

#[test]
fn an_arm_that_crosses_the_trunk_stands_apart_from_it_where_there_is_room() {
    let crossed = "name = \"Crossed\"\n[[pose]]\nhead = [0.5, 0.9]\nneck = [0.5, 0.8]\nhip = [0.5, 0.5]\n\
                   elbow-l = [0.35, 0.7]\nhand-l = [0.65, 0.6]\n[[pose]]\n";
    let drawing = figure(crossed).at(0.0, Side::First);
    assert_snapshot!(picture(&drawing, 30, 14), @"

          ⣠⣾⣿⣿⣷⣄
          ⣿⣿⣿⣿⣿⣿
          ⠈⠻⠿⠿⠟⠁
           ⢰⣶⣶⡆
        ⢀⣤⣾⣿⣿⣿⡇
     ⢀⣤⣾⡿⠟⠉⢰⣿⣿⡇
    ⠸⢿⣿⣿⣦⣤⣀⡘⠻⠿⡇
       ⠉⠙⠛⠿⢿⣿⣶⣦⣤⣀⡀
           ⢰⣤⣍⡙⠛⠿⢿⣿⣶⣦⡄
           ⢸⣿⣿⡇    ⠉⠉⠁
           ⢸⣿⣿⡇
           ⢸⣿⣿⡇
            ⠉⠉
    ");
    assert_snapshot!(picture(&drawing, 16, 6), @"
      ⢰⣿⣿⡆
       ⣙⣋
    ⢀⣤⠾⣿⣿
    ⠛⠳⠶⣿⣿⣀
       ⣿⣿⠉⠛⠳
       ⢿⡿
    ");
}

#[test]
fn no_room_is_no_figure() {
    let drawing = figure(WALL_SLIDE).at(0.3, Side::First);
    for (width, height) in [(0, 0), (0, 5), (5, 0)] {
        assert!(picture(&drawing, width, height).trim().is_empty());
    }
    for (width, height) in [(1, 1), (2, 1), (1, 2), (1, 40), (200, 1)] {
        picture(&drawing, width, height);
    }
}

#[test]
fn an_area_beyond_the_picture_is_cut() {
    let mut buf = Buffer::empty(Rect::new(0, 0, 10, 5));
    let drawing = figure(WALL_SLIDE).at(0.0, Side::First);
    for area in [Rect::new(5, 2, 50, 50), Rect::new(20, 20, 5, 5), Rect::new(0, 0, u16::MAX, u16::MAX)] {
        ui::figure::draw(&mut buf, area, &drawing, Dots::Braille, Role::Hold, Theme::Mono);
    }
}

#[test]
fn numbers_that_are_none_draw_nothing_wrong() {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, 1e30, 0.0];
    for x in odd {
        for y in odd {
            let (at, radius) = (Point { x, y }, y);
            let line = Line { from: at, to: Point { x: 0.5, y: 0.5 }, part: Part::Trunk };
            let circle = |part| Circle { middle: at, radius, part };
            let sane = View { left: 0.0, right: 1.0, bottom: 0.0, top: 1.0 };
            for view in [sane, View { left: x, right: y, bottom: y, top: x }] {
                let circles = vec![circle(Part::Head), circle(Part::Prop)];
                drawn(&Drawing { lines: vec![line], circles, torso: Some([at; 4]), view }, Rect::new(1, 1, 12, 6));
            }
        }
    }
}

/// Two poses with every joint and every prop anywhere.
fn anything() -> impl Strategy<Value = String> {
    let joints = [
        "head",
        "nose",
        "neck",
        "chest",
        "hip",
        "shoulder-l",
        "shoulder-r",
        "elbow-l",
        "elbow-r",
        "hand-l",
        "hand-r",
        "hip-l",
        "hip-r",
        "knee-l",
        "knee-r",
        "foot-l",
        "foot-r",
        "toe-l",
        "toe-r",
        "roller",
        "ball",
    ];
    let kinds = ["floor", "wall", "roller", "ball", "chair", "bricks"];
    let place = || (-0.1..1.1, -0.1..1.1);
    let poses = prop::collection::vec(place(), joints.len() * 2);
    let props = prop::collection::vec((place(), 0.01..1.0), kinds.len());
    (poses, props).prop_map(move |(poses, props)| {
        let mut text = "name = \"Any\"\n".to_owned();
        for (kind, ((x, y), size)) in kinds.iter().zip(props) {
            write!(text, "[[prop]]\nkind = \"{kind}\"\nat = [{x}, {y}]\nsize = {size}\n").unwrap();
        }
        for (at, (x, y)) in poses.iter().enumerate() {
            let head = if at % joints.len() == 0 { "[[pose]]\n" } else { "" };
            writeln!(text, "{head}{} = [{x}, {y}]", joints[at % joints.len()]).unwrap();
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_drawing_never_leaves_its_area(
        text in anything(), phase in -2.0..2.0, x in 0_u16..20, y in 0_u16..20, width in 0_u16..70, height in 0_u16..40,
    ) {
        let (figure, problems) = Figure::parse("any", &text);
        prop_assert!(figure.is_some(), "{:?}", problems);
        for side in [Side::First, Side::Second] {
            let drawing = figure.as_ref().unwrap().at(phase, side);
            let area = Rect::new(x, y, width, height);
            let in_braille = |cell: &Cell| matches!(cell.symbol(), "x" | " ") || ("\u{2801}"..="\u{28ff}").contains(&cell.symbol());
            prop_assert!(drawn(&drawing, area).content().iter().all(in_braille));
            let in_blocks = |cell: &Cell| matches!(cell.symbol(), "x" | " " | "▀" | "▄" | "█");
            prop_assert!(drawn_in(Dots::Blocks, &drawing, area).content().iter().all(in_blocks));
        }
    }

    #[test]
    fn any_text_is_read_to_its_end(text in "(name|seconds|pose|prop|head|\\[|\\]|=|\"|[ -~]|\n|\u{feff}|é|\\PC){0,200}") {
        let (figure, problems) = Figure::parse("any", &text);
        prop_assert_eq!(figure.is_none(), problems.iter().any(|problem| problem.is_error()));
        for problem in problems {
            prop_assert!(text.get(problem.span.clone()).is_some());
            prop_assert!(!problem.title().is_empty());
        }
    }
}
