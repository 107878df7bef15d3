//! The conditions that make a routine unfit for a person: their ids in files, and plain lines for the start card.

use super::Family;

/// One condition of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// How files name it in `avoid-if`.
    pub id: &'static str,
    /// A short line that ends "not for you if you have ...".
    pub line: &'static str,
}

const fn condition(id: &'static str, line: &'static str) -> Condition {
    Condition { id, line }
}

/// All of them, in the order screening asks.
pub const CONDITIONS: [Condition; 13] = [
    condition("spinal-fracture", "a broken bone in the spine, known or suspected"),
    condition("herniated-disc", "a slipped (herniated) disc"),
    condition("recent-injury", "a back, neck, rib or shoulder injury, under 12 weeks or unhealed"),
    condition("osteoporosis", "osteoporosis, or bones that you were told are thin"),
    condition("spinal-instability", "a spine that you were told is unstable, or a slipped vertebra"),
    condition("spinal-injury", "any past injury or operation of the spine"),
    condition("nerve-signs", "numb, tingling or weak arms or legs, bladder trouble, unsteady gait"),
    condition("red-flags", "back pain with fever, weight loss or night pain, or past cancer"),
    condition("heart", "heart trouble, chest pain, blackouts, or supervised exercise only"),
    condition("skin-or-blood", "blood thinners, easy bruises, a clot, or sore or broken skin there"),
    condition("pregnancy-or-surgery", "a pregnancy, or an operation in the last 3 months"),
    condition("neck-joint", "a joint disease of spine or neck, or dizziness on turning the head"),
    condition("under-16", "fewer than 16 years of age"),
];

/// Its ids alone, for suggestions.
pub const IDS: [&str; CONDITIONS.len()] = {
    let mut ids = [""; CONDITIONS.len()];
    let mut at = 0;
    while at < ids.len() {
        ids[at] = CONDITIONS[at].id;
        at += 1;
    }
    ids
};

/// The plain line for an id of a file; an id that is not on the list stands for itself.
pub fn line(id: &str) -> &str {
    CONDITIONS.iter().find(|condition| condition.id == id).map_or(id, |condition| condition.line)
}

/// Before any breathing.
const CALM: &[&str] = &["nerve-signs", "red-flags"];
/// Before any movement.
const MOVING: &[&str] = &[
    "spinal-fracture",
    "herniated-disc",
    "recent-injury",
    "osteoporosis",
    "spinal-instability",
    "spinal-injury",
    "nerve-signs",
    "red-flags",
    "heart",
];

/// Ids of what is asked before movements of `family`, whatever a file says.
pub fn of(family: Family) -> impl Iterator<Item = &'static str> {
    let (base, more): (&[&str], &[&str]) = match family {
        Family::Breathing => (CALM, &[]),
        Family::Roller => (MOVING, &["skin-or-blood", "pregnancy-or-surgery", "under-16"]),
        Family::Massage => (MOVING, &["skin-or-blood"]),
        Family::Neck => (MOVING, &["neck-joint"]),
        Family::WarmUp | Family::Wall | Family::Mobility | Family::Other => (MOVING, &[]),
    };
    base.iter().chain(more).copied()
}
