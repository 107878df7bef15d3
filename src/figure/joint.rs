//! The joints of a figure and the bones between them.

use super::Point;
use super::draw::{HEAD, Part};

/// The keys of a pose: the joints by their names in the file, and the props that can move.
pub(super) const KEYS: &[&str] = &[
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

/// The joints that no figure is without.
pub(super) const REQUIRED: &[&str] = &["head", "neck", "hip"];

/// Joints along which bones are drawn, one after the other, those that are there; the first of an arm or a leg is
/// where the trunk is if it is left out.
const CHAINS: &[(&[&str], Option<&str>, Part)] = &[
    (&["neck", "chest", "hip"], None, Part::Trunk),
    (&["shoulder-l", "elbow-l", "hand-l"], Some("neck"), Part::Arm),
    (&["shoulder-r", "elbow-r", "hand-r"], Some("neck"), Part::Arm),
    (&["hip-l", "knee-l", "foot-l", "toe-l"], Some("hip"), Part::Leg),
    (&["hip-r", "knee-r", "foot-r", "toe-r"], Some("hip"), Part::Leg),
];

/// Across the trunk, drawn if one of the two is written: left, right, and where the other is without being written.
const BARS: &[(&str, &str, &str)] = &[("shoulder-l", "shoulder-r", "neck"), ("hip-l", "hip-r", "hip")];

/// Where every joint is at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Pose {
    joints: [Option<Point>; KEYS.len()],
}

/// Two joints with a bone between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bone {
    pub from: (&'static str, Point),
    pub to: (&'static str, Point),
    pub part: Part,
}

impl Pose {
    pub fn joint(&self, name: &str) -> Option<Point> {
        let at = KEYS.iter().position(|key| *key == name)?;
        self.joints[at]
    }

    pub fn put(&mut self, name: &str, point: Point) {
        if let Some(at) = KEYS.iter().position(|key| *key == name) {
            self.joints[at] = Some(point);
        }
    }

    /// The joints that are there.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.joints.iter().copied().flatten()
    }

    /// This pose, with the joints of another where it has none.
    pub fn or(mut self, other: &Pose) -> Pose {
        for (joint, other) in self.joints.iter_mut().zip(&other.joints) {
            *joint = joint.or(*other);
        }
        self
    }

    /// What lies a share of the way from the second to the third of four poses that follow each other.
    pub fn between(poses: [&Pose; 4], share: f64) -> Pose {
        let mut joints = [None; KEYS.len()];
        for (at, joint) in joints.iter_mut().enumerate() {
            let [before, from, to, after] = poses.map(|pose| pose.joints[at]);
            *joint = from.map(|from| {
                let to = to.unwrap_or(from);
                Point::between([before.unwrap_or(from), from, to, after.unwrap_or(to)], share)
            });
        }
        Pose { joints }
    }

    /// Every bone that is drawn.
    pub fn bones(&self) -> Vec<Bone> {
        let mut bones = Vec::with_capacity(16);
        for (names, root, part) in CHAINS {
            self.chain(names, *root, *part, &mut bones);
        }
        for &(left, right, middle) in BARS {
            if self.joint(left).is_none() && self.joint(right).is_none() {
                continue;
            }
            let end = |name| self.named(name).or_else(|| self.named(middle));
            if let Some((from, to)) = end(left).zip(end(right)) {
                bones.push(Bone { from, to, part: Part::Bar });
            }
        }
        bones
    }

    /// Whether a bone, or the head, is no further from a place than `reach`.
    pub fn is_near(&self, place: Point, reach: f64) -> bool {
        let bone = |bone: &Bone| place.distance_to_line(bone.from.1, bone.to.1) <= reach;
        let head = self.joint("head").is_some_and(|head| head.distance(place) <= reach + HEAD);
        head || self.bones().iter().any(bone)
    }

    /// What lies between shoulders and hips, if both shoulders are written; hips that are not are where the hip is.
    pub fn torso(&self) -> Option<[Point; 4]> {
        let hip = |side| self.joint(side).or_else(|| self.joint("hip"));
        Some([self.joint("shoulder-l")?, self.joint("shoulder-r")?, hip("hip-r")?, hip("hip-l")?])
    }

    fn chain(&self, names: &[&'static str], root: Option<&'static str>, part: Part, bones: &mut Vec<Bone>) {
        let Some((&first, rest)) = names.split_first() else { return };
        let mut last = self.named(first).or_else(|| self.named(root?));
        for joint in rest.iter().filter_map(|&name| self.named(name)) {
            if let Some(from) = last {
                bones.push(Bone { from, to: joint, part });
            }
            last = Some(joint);
        }
    }

    fn named(&self, name: &'static str) -> Option<(&'static str, Point)> {
        Some((name, self.joint(name)?))
    }
}

impl Bone {
    pub fn length(&self) -> f64 {
        self.from.1.distance(self.to.1)
    }
}
