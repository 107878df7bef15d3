//! Roles and what they look like: pieces of picture name a role and never a colour.
//!
//! Text keeps the terminal's own foreground and background, so that it reads on black and on white.
//! Colour marks only what is large, or is red or magenta, which both grounds bear.

use ratatui::style::{Color, Modifier, Style};

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

/// A table from role to style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours.
    Sixteen,
    /// Bold, dim, underlined and reversed only.
    Plain,
}

impl Theme {
    /// How `role` looks.
    pub fn style(self, role: Role) -> Style {
        match self {
            Theme::Sixteen => sixteen(role),
            Theme::Plain => plain(role),
        }
    }
}

fn sixteen(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Ready | Role::Still => style,
        Role::Dim | Role::Track => style.add_modifier(Modifier::DIM),
        Role::Title | Role::Digits | Role::Key => style.add_modifier(Modifier::BOLD),
        // Not bold: many terminals turn bold green and cyan into shades that vanish on white.
        Role::Hold => style.fg(Color::Green),
        Role::Rest => style.fg(Color::Cyan),
        Role::Switch => style.fg(Color::Magenta).add_modifier(Modifier::BOLD),
        Role::Pain => style.fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Notice => style.fg(Color::Magenta),
        Role::Picked | Role::Flash => style.add_modifier(Modifier::REVERSED),
    }
}

fn plain(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Ready | Role::Hold | Role::Rest | Role::Still => style,
        Role::Dim | Role::Track => style.add_modifier(Modifier::DIM),
        Role::Title | Role::Digits | Role::Key | Role::Switch | Role::Pain => style.add_modifier(Modifier::BOLD),
        Role::Notice => style.add_modifier(Modifier::UNDERLINED),
        Role::Picked | Role::Flash => style.add_modifier(Modifier::REVERSED),
    }
}
