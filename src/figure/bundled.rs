//! The figures that are compiled in.

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

/// The text of the bundled figure of this name.
pub fn bundled(name: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|(bundled, _)| *bundled == name).map(|(_, text)| *text)
}
