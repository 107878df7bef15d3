//! The terminal's own sixteen colours.
//!
//! Text keeps the terminal's own foreground and background, so that it reads on black, on white and on anything
//! between. Colour marks only what is large, or is red or magenta, which all grounds bear. The bright colours are not
//! used: some palettes make greys of them.

use ratatui::style::{Color, Modifier, Style};

use super::Role;

/// How `role` looks.
pub fn style(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Ready => style,
        Role::Dim | Role::Track | Role::Still => style.add_modifier(Modifier::DIM),
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
