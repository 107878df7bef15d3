//! No colours: words and shapes say it all.

use ratatui::style::{Modifier, Style};

use super::Role;

/// How `role` looks.
pub fn style(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Ready | Role::Hold | Role::Rest => style,
        Role::Dim | Role::Track | Role::Still => style.add_modifier(Modifier::DIM),
        Role::Title | Role::Digits | Role::Key | Role::Switch | Role::Pain => style.add_modifier(Modifier::BOLD),
        Role::Notice => style.add_modifier(Modifier::UNDERLINED),
        Role::Picked | Role::Flash => style.add_modifier(Modifier::REVERSED),
    }
}
