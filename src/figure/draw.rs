//! A pose as lines and circles: plain values that anything can draw.

use super::Point;
use super::joint::Pose;
use super::prop::Prop;

/// The radius of a head.
pub(super) const HEAD: f64 = 0.06;
/// A nose that is further from the middle of the head is seen from the side, and no eyes are.
const PROFILE: f64 = HEAD * 0.75;
/// So far on the way from the middle of the head to the nose is an eye that is seen from the side.
const CHEEK: f64 = 0.4;
/// How far an eye is from the nose, across and up, and its radius.
const EYE: [f64; 3] = [0.025, 0.014, 0.0115];
/// What is left free around a figure: half of the thickness of what is drawn.
const MARGIN: f64 = 0.03;
/// No figure is shown larger than this would be: half a person is not to fill the picture.
const LEAST_VIEW: f64 = 0.6;

/// A figure at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Bones, and the straight parts of props.
    pub lines: Vec<Line>,
    /// Round props, the head, and the eyes in it.
    pub circles: Vec<Circle>,
    /// What the trunk fills where it is seen from the front: shoulders, then hips, around it.
    pub torso: Option<[Point; 4]>,
    /// The part of the plane that is to be seen, the same at every moment of a figure.
    pub view: View,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// What it is of.
    pub part: Part,
}

/// A circle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// Its middle.
    pub middle: Point,
    /// Its radius.
    pub radius: f64,
    /// What it is.
    pub part: Part,
}

/// What a line or a circle is of, and so how bold it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The trunk, the boldest.
    Trunk,
    /// From shoulder to shoulder, or from hip to hip.
    Bar,
    /// An arm, which stands apart from what it crosses.
    Arm,
    /// A leg.
    Leg,
    /// The head.
    Head,
    /// An eye, which is dark.
    Eye,
    /// A nose that is seen from the side, from within the head to its tip.
    Nose,
    /// What is around the person.
    Prop,
    /// What is behind the person, and hidden where the person is.
    Behind,
}

/// A part of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The smallest x.
    pub left: f64,
    /// The largest x.
    pub right: f64,
    /// The smallest y.
    pub bottom: f64,
    /// The largest y.
    pub top: f64,
}

impl Drawing {
    /// Seen in a mirror that stands in the middle of the unit square.
    pub(super) fn mirrored(mut self) -> Drawing {
        let flip = |point: &mut Point| point.x = 1.0 - point.x;
        for line in &mut self.lines {
            flip(&mut line.from);
            flip(&mut line.to);
        }
        self.circles.iter_mut().for_each(|circle| flip(&mut circle.middle));
        self.torso.iter_mut().flatten().for_each(flip);
        self.view = View { left: 1.0 - self.view.right, right: 1.0 - self.view.left, ..self.view };
        self
    }
}

/// Draws a pose among props: what is behind comes first.
pub(super) fn draw(pose: &Pose, props: &[Prop], behind: &[Line], view: View) -> Drawing {
    let floor = floor(props);
    let mut lines = behind.to_vec();
    lines.extend(props.iter().flat_map(|prop| prop.lines(view, floor)));
    lines.extend(pose.bones().into_iter().map(|bone| Line { from: bone.from.1, to: bone.to.1, part: bone.part }));
    let mut circles: Vec<Circle> = props.iter().filter_map(|prop| prop.circle(pose)).collect();
    circles.extend(pose.joint("head").map(|middle| Circle { middle, radius: HEAD, part: Part::Head }));
    if let [Some(neck), Some(head), Some(nose)] = ["neck", "head", "nose"].map(|name| pose.joint(name)) {
        circles.extend(eyes(neck, head, nose));
        if is_profile(head, nose) {
            lines.push(Line { from: head, to: nose, part: Part::Nose });
        }
    }
    Drawing { lines, circles, torso: pose.torso(), view }
}

fn is_profile(head: Point, nose: Point) -> bool {
    nose.distance(head) >= PROFILE
}

/// The eyes that are seen: one from the side, else those that are not around the corner.
fn eyes(neck: Point, head: Point, nose: Point) -> impl Iterator<Item = Circle> {
    let length = head.distance(neck);
    let (x, y) = ((head.x - neck.x) / length, (head.y - neck.y) / length);
    let [across, up, radius] = EYE;
    let (from, sides): (Point, &[f64]) = match is_profile(head, nose) {
        true => (Point { x: head.x + (nose.x - head.x) * CHEEK, y: head.y + (nose.y - head.y) * CHEEK }, &[0.0]),
        false => (nose, &[1.0, -1.0]),
    };
    let eye =
        move |side: &f64| Point { x: from.x + x * up - y * side * across, y: from.y + y * up + x * side * across };
    let seen = move |middle: &Point| middle.distance(head) < HEAD - radius * 2.0;
    sides.iter().map(eye).filter(seen).map(move |middle| Circle { middle, radius, part: Part::Eye })
}

fn floor(props: &[Prop]) -> Option<f64> {
    props.iter().find(|prop| prop.kind == "floor").map(|prop| prop.at.y)
}

/// The part of the plane in which all of these poses are, with their props.
pub(super) fn view(poses: &[Pose], props: &[Prop]) -> View {
    let mut view = View { left: f64::MAX, right: f64::MIN, bottom: f64::MAX, top: f64::MIN };
    for pose in poses {
        pose.points().for_each(|point| view.take(point, MARGIN));
        pose.joint("head").into_iter().for_each(|head| view.take(head, HEAD));
        for circle in props.iter().filter_map(|prop| prop.circle(pose)) {
            view.take(circle.middle, circle.radius);
        }
    }
    for prop in props {
        // Floor and walls have no ends; they are to be seen, and go as far as the rest.
        let middle = Point { x: (view.left + view.right) / 2.0, y: (view.bottom + view.top) / 2.0 };
        match prop.kind {
            "floor" => view.take(Point { y: prop.at.y, ..middle }, 0.0),
            "bricks" => {
                view.take(Point { x: prop.at.x - prop.size / 2.0, y: prop.at.y }, 0.0);
                view.take(Point { x: prop.at.x + prop.size / 2.0, y: prop.at.y }, 0.0);
            }
            "wall" => view.take(Point { x: prop.at.x, ..middle }, 0.0),
            _ => prop.lines(view, floor(props)).iter().for_each(|line| {
                view.take(line.from, 0.0);
                view.take(line.to, 0.0);
            }),
        }
    }
    view.widened()
}

impl View {
    /// How wide it is.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// How high it is.
    pub fn height(self) -> f64 {
        self.top - self.bottom
    }

    fn take(&mut self, point: Point, margin: f64) {
        self.left = self.left.min(point.x - margin);
        self.right = self.right.max(point.x + margin);
        self.bottom = self.bottom.min(point.y - margin);
        self.top = self.top.max(point.y + margin);
    }

    /// Not narrower than [`LEAST_VIEW`], nor than a person looks well in: it grows to both sides.
    fn widened(mut self) -> View {
        let side = (LEAST_VIEW.max(self.height() * 0.75) - self.width()).max(0.0) / 2.0;
        self.left -= side;
        self.right += side;
        self
    }
}
