//! The figures that are compiled in.

use std::sync::OnceLock;

use super::Figure;

/// Each name with the text of its file.
macro_rules! figures {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/figures/", $name, ".toml")))),*]
    };
}

/// The figures that are compiled in, by name: name and text.
pub const BUNDLED: &[(&str, &str)] = figures! {
    "arm-circle"
    "arm-float"
    "ball-press"
    "ball-roll"
    "blade-squeeze"
    "breath-lying"
    "breath"
    "cat-cow"
    "chair-arch"
    "child-pose"
    "chin-tuck"
    "doorway-chest"
    "finger-skull"
    "finger-top"
    "floor-rest"
    "levator"
    "march"
    "neck-iso"
    "neck-side"
    "neck-turn"
    "open-book"
    "roller-arch"
    "roller-hug"
    "roller-roll"
    "roller-settle"
    "self-hug"
    "shoulder-roll"
    "side-reach"
    "thread"
    "turn-hold"
    "turn"
    "wall-angel"
    "wall-rest"
    "wall-sink"
    "wall-slide"
    "wall-stand"
};

/// Each one as it is read, once it was asked for.
static READ: [OnceLock<Option<Figure>>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];

/// The bundled figure of this name; it is read when it is first asked for.
pub fn shipped(name: &str) -> Option<&'static Figure> {
    let at = BUNDLED.iter().position(|(bundled, _)| *bundled == name)?;
    READ[at].get_or_init(|| Figure::parse(name, BUNDLED[at].1).0).as_ref()
}

/// The text of the bundled figure of this name.
pub fn bundled(name: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|(bundled, _)| *bundled == name).map(|(_, text)| *text)
}
