//! Roles and what they look like: pieces of picture name a role and never a colour.
//!
//! [`Role::Text`] is what lies under a whole picture: a theme with a ground of its own gives it there, and the other
//! roles leave it as it is, unless they are on one of their own.

mod dusk;
mod high_contrast;
mod linen;
mod mono;
mod terminal;

use ratatui::style::Style;

pub use crate::settings::Theme;

/// What a piece of picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary words.
    Text,
    /// What can be left unread.
    Dim,
    /// Names and headings.
    Title,
    /// The digits of the clock.
    Digits,
    /// Getting into place.
    Ready,
    /// The exercise itself.
    Hold,
    /// Any rest.
    Rest,
    /// Changing sides.
    Switch,
    /// Everything stands still.
    Still,
    /// Stop, and everything about pain.
    Pain,
    /// The name of a key.
    Key,
    /// One line about something that could not be done.
    Notice,
    /// The chosen line of a list.
    Picked,
    /// The edge while a cue sounds.
    Flash,
    /// The part of a bar that is not reached.
    Track,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 15] = [
        Role::Text,
        Role::Dim,
        Role::Title,
        Role::Digits,
        Role::Ready,
        Role::Hold,
        Role::Rest,
        Role::Switch,
        Role::Still,
        Role::Pain,
        Role::Key,
        Role::Notice,
        Role::Picked,
        Role::Flash,
        Role::Track,
    ];
}

impl Theme {
    /// How `role` looks.
    pub fn style(self, role: Role) -> Style {
        match self {
            Theme::Terminal => terminal::style(role),
            Theme::HighContrast => high_contrast::style(role),
            Theme::Mono => mono::style(role),
            Theme::Dusk => dusk::style(role),
            Theme::Linen => linen::style(role),
        }
    }
}
