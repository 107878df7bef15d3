//! A small jointed person that shows a movement: read from a figure file, and drawn at any moment of its cycle.

mod bundled;
mod draw;
mod joint;
mod parse;
mod prop;

use std::time::Duration;

pub use bundled::{BUNDLED, bundled, shipped};
pub use draw::{Circle, Drawing, Line, Part, View};
pub use parse::{MOST_BYTES, Reading};

use joint::Pose;
use prop::Prop;

use crate::problem::Problem;

/// A place in a figure: x to the right, y up, the picture from 0 to 1 both ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Up.
    pub y: f64,
}

/// The side of a step that a figure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// As it is written; also for steps without sides.
    First,
    /// Seen in a mirror.
    Second,
}

/// What a cell of the terminal shows of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dots {
    /// Eight dots, in braille.
    #[default]
    Braille,
    /// Its upper and its lower half, for fonts without braille.
    Blocks,
}

/// What sets the time for a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The breath of a hold that has one, else its reps, else its own cycle.
    Breath,
    /// Each hold: at its beginning it goes out, stays there, and comes back after it.
    Hold,
    /// Its own cycle, whatever the breath does.
    Own,
}

/// How many moments of a cycle tell where somebody comes.
const MOMENTS: u32 = 16;
/// How far the middle of a brick is from the bones of who stands before it, or it is not seen.
const NEAR: f64 = 0.105;

/// A figure: two to four poses that it moves through, and what is around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What is seen, on one line of harmless text.
    pub name: String,
    cycle: Duration,
    pace: Pace,
    props: Vec<Prop>,
    /// Never empty; every joint of the first is in all of them, and no other.
    poses: Vec<Pose>,
    view: View,
    /// What is behind the person, where nobody comes near it.
    behind: Vec<Line>,
}

impl Figure {
    /// Reads the text of a figure file: the figure if nothing in it is an error, and all problems by place.
    ///
    /// Takes time linear in the length of the text, of which there may be [`MOST_BYTES`]. `name` stands in for the
    /// figure's own name as long as it has none.
    pub fn parse(name: &str, text: &str) -> (Option<Figure>, Vec<Problem>) {
        parse::figure(name, text)
    }

    /// Reads the bytes of a figure file, of which a caller need not read more than [`MOST_BYTES`] and one.
    pub fn parse_bytes(name: &str, bytes: &[u8]) -> Reading {
        parse::bytes(name, bytes)
    }

    /// How long it takes through all poses and back to the first, where nothing else paces it: 1 to 30 seconds.
    pub fn cycle(&self) -> Duration {
        self.cycle
    }

    /// What sets its time.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// How many poses it has, 2 to 4. The pose `n`, from 0, is shown at the phase `n / poses`.
    pub fn poses(&self) -> usize {
        self.poses.len()
    }

    /// The figure at `phase` of its cycle: 0 is the first pose, and so is 1. Phases beyond wrap around; one that is no
    /// number counts as 0.
    pub fn at(&self, phase: f64, side: Side) -> Drawing {
        let drawing = draw::draw(&self.between(phase), &self.props, &self.behind, self.view);
        match side {
            Side::First => drawing,
            Side::Second => drawing.mirrored(),
        }
    }

    /// With as much of what is behind it as it never hides, so that nothing there comes and goes.
    fn before_wall(mut self) -> Figure {
        let moments: Vec<Pose> = (0..MOMENTS).map(|at| self.between(f64::from(at) / f64::from(MOMENTS))).collect();
        let bricks = self.props.iter().flat_map(|prop| prop.bricks(self.view));
        let free = bricks.filter(|brick| moments.iter().all(|pose| !pose.is_near(brick.middle, NEAR)));
        self.behind = free.flat_map(|brick| brick.lines).collect();
        self
    }

    /// The joints at a moment: each comes to rest where it turns, and goes through where it goes on.
    fn between(&self, phase: f64) -> Pose {
        let phase = if phase.is_finite() { phase.rem_euclid(1.0) } else { 0.0 };
        let count = self.poses.len();
        let way = phase * count as f64;
        let from = (way as usize).min(count - 1);
        let near = [count - 1, 0, 1, 2].map(|step| &self.poses[(from + step) % count]);
        Pose::between(near, (way - from as f64).clamp(0.0, 1.0))
    }
}

impl Point {
    /// What lies a share of the way from the second to the third of four points, 0 to 1.
    fn between(points: [Point; 4], share: f64) -> Point {
        Point { x: smooth(points.map(|point| point.x), share), y: smooth(points.map(|point| point.y), share) }
    }

    /// How far it is from the line between two others.
    fn distance_to_line(self, from: Point, to: Point) -> f64 {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = x * x + y * y;
        let along = ((self.x - from.x) * x + (self.y - from.y) * y) / length;
        let along = if length > 0.0 { along.clamp(0.0, 1.0) } else { 0.0 };
        self.distance(Point { x: from.x + along * x, y: from.y + along * y })
    }

    fn distance(self, to: Point) -> f64 {
        (to.x - self.x).hypot(to.y - self.y)
    }
}

/// A value a share of the way from the second to the third of four, on a curve that goes through all of them and never
/// beyond: flat where it turns, as steep as a circle is, or less, where it goes on.
fn smooth([before, from, to, after]: [f64; 4], share: f64) -> f64 {
    let slope = |left: f64, right: f64| {
        let steepest = 3.0 * left.abs().min(right.abs());
        if left * right > 0.0 { ((left + right) * 0.75).clamp(-steepest, steepest) } else { 0.0 }
    };
    let way = to - from;
    let (start, end) = (slope(from - before, way), slope(way, after - to));
    let (square, cube) = (share * share, share * share * share);
    from + way * (3.0 * square - 2.0 * cube) + start * (share - 2.0 * square + cube) + end * (cube - square)
}
