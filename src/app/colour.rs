//! Which colours there are, and what that makes of the theme that is set.

use crate::ui::theme::Theme;

/// Which colours the terminal has, or may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// None: bold, dim and reverse only.
    None,
    /// The terminal's own sixteen, and those of the cube.
    Sixteen,
    /// All.
    True,
}

impl Colour {
    /// What becomes of a theme here.
    pub fn worn(self, set: Theme) -> Theme {
        match (self, set) {
            (Colour::None, _) => Theme::Mono,
            (Colour::Sixteen, Theme::Dusk | Theme::Linen) => Theme::Terminal,
            (Colour::Sixteen | Colour::True, set) => set,
        }
    }

    /// What to say if the theme that is set cannot be shown here, although colours can.
    pub fn missed(self, set: Theme) -> Option<&'static str> {
        let missed = self == Colour::Sixteen && self.worn(set) != set;
        missed.then_some("This theme needs true colours, and COLORTERM does not say that they are there.")
    }
}
