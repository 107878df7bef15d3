//! What is around a figure: the floor, a wall, and the things that are leaned on.

use super::Point;
use super::draw::{Circle, Line, Part, View};
use super::joint::Pose;

/// The words for what a prop can be.
pub(super) const KINDS: &[&str] = &["floor", "wall", "roller", "ball", "chair", "doorway", "bricks"];

/// How far apart what is seen of the bricks of a wall is, across and up: every other one of such places has some.
const BRICK: (f64, f64) = (0.13, 0.13);

/// How tall a doorway is.
const DOOR: f64 = 0.92;

/// One thing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prop {
    /// One of [`KINDS`].
    pub kind: &'static str,
    pub at: Point,
    /// Radius or width.
    pub size: f64,
    pub back: Back,
}

/// On which side a chair has its back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Back {
    Left,
    Right,
}

impl Prop {
    /// How large a thing is that does not say.
    pub fn usual_size(kind: &str) -> f64 {
        match kind {
            "roller" => 0.07,
            "ball" => 0.04,
            "doorway" => 0.6,
            "bricks" => 1.3,
            _ => 0.25,
        }
    }

    /// Where it is in a pose.
    pub fn place(&self, pose: &Pose) -> Point {
        match self.kind {
            "roller" | "ball" => pose.joint(self.kind).unwrap_or(self.at),
            _ => self.at,
        }
    }

    /// Its circle, if it has one.
    pub fn circle(&self, pose: &Pose) -> Option<Circle> {
        let round = matches!(self.kind, "roller" | "ball");
        round.then(|| Circle { middle: self.place(pose), radius: self.size, part: Part::Prop })
    }

    /// Its lines; what goes on for ever does so to the edges of `view`.
    pub fn lines(&self, view: View, floor: Option<f64>) -> Vec<Line> {
        let Point { x, y } = self.at;
        let line = |from: (f64, f64), to: (f64, f64)| Line {
            from: Point { x: from.0, y: from.1 },
            to: Point { x: to.0, y: to.1 },
            part: Part::Prop,
        };
        let (left, right) = (x - self.size / 2.0, x + self.size / 2.0);
        match self.kind {
            "floor" => vec![line((view.left, y), (view.right, y))],
            "wall" => vec![line((x, view.bottom), (x, view.top))],
            "chair" => {
                let ground = floor.filter(|floor| *floor < y).unwrap_or(y - self.size);
                let back = if self.back == Back::Left { left } else { right };
                vec![
                    line((left, y), (right, y)),
                    line((back, y), (back, y + self.size * 1.2)),
                    line((left, y), (left, ground)),
                    line((right, y), (right, ground)),
                ]
            }
            "doorway" => {
                let top = y + DOOR;
                vec![line((left, y), (left, top)), line((right, y), (right, top)), line((left, top), (right, top))]
            }
            _ => Vec::new(),
        }
    }

    /// The bricks that are seen of a wall behind, down to its foot.
    pub fn bricks(&self, view: View) -> Vec<Brick> {
        if self.kind != "bricks" {
            return Vec::new();
        }
        let ((width, height), foot) = (BRICK, self.at.y);
        let middle = (view.left + view.right) / 2.0;
        let rows = ((view.top - foot) / height) as i32;
        let half = ((view.right - view.left) / width / 2.0) as i32;
        let places = (1..=rows).flat_map(|row| (-half..=half).map(move |column| (row, column)));
        let seen = places.filter(|(row, column)| (row + column).rem_euclid(2) == 0);
        let ends = seen.map(|(row, column)| (middle + f64::from(column) * width, foot + f64::from(row) * height));
        ends.filter(|(x, _)| (view.left + width / 2.0..=view.right - width / 2.0).contains(x)).map(Brick::at).collect()
    }
}

/// Two bricks beside each other, of which only the upper edge is seen, and where they meet.
pub(super) struct Brick {
    pub middle: Point,
    pub lines: [Line; 2],
}

impl Brick {
    fn at((x, y): (f64, f64)) -> Brick {
        let (width, height) = BRICK;
        let line = |from: (f64, f64), to: (f64, f64)| Line {
            from: Point { x: from.0, y: from.1 },
            to: Point { x: to.0, y: to.1 },
            part: Part::Behind,
        };
        Brick {
            middle: Point { x, y: y - height / 4.0 },
            lines: [line((x - width / 2.0, y), (x + width / 2.0, y)), line((x, y), (x, y - height / 2.0))],
        }
    }
}
