//! Warm light on an evening blue.

use ratatui::style::{Color, Modifier, Style};

use super::Role;

/// How `role` looks.
pub fn style(role: Role) -> Style {
    let fg = |rgb| Style::new().fg(Color::from_u32(rgb));
    let on = |rgb, ground| fg(rgb).bg(Color::from_u32(ground));
    let bold = |rgb| fg(rgb).add_modifier(Modifier::BOLD);
    match role {
        Role::Text => on(0xd8d4cc, 0x1f2230),
        Role::Dim => fg(0x9a9bab),
        Role::Title => bold(0xf3ece0),
        Role::Digits => bold(0xf0d6a8),
        Role::Ready => fg(0x9db4e0),
        Role::Hold => fg(0x93c79b),
        Role::Rest => fg(0x7cc0cf),
        Role::Switch => bold(0xd6a3dd),
        Role::Still => fg(0xb9b5ad),
        Role::Pain => bold(0xf59a8b),
        Role::Key => bold(0xf0d6a8),
        Role::Notice => fg(0xe5bd7d),
        Role::Picked => on(0xf7f2e8, 0x434a68),
        Role::Flash => on(0x1f2230, 0xf0d6a8),
        Role::Track => fg(0x6c7188),
    }
}
