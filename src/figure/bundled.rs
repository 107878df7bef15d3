//! The figures that are compiled in.

/// Each name with the text of its file.
macro_rules! figures {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/figures/", $name, ".toml")))),*]
    };
}

/// The figures that are compiled in, by name: name and text.
pub const BUNDLED: &[(&str, &str)] = figures! {
    "cat-cow"
    "roller-arch"
    "wall-slide"
};

/// The text of the bundled figure of this name.
pub fn bundled(name: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|(bundled, _)| *bundled == name).map(|(_, text)| *text)
}
