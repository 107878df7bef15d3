//! Ink on warm paper.

use ratatui::style::{Color, Modifier, Style};

use super::Role;

/// How `role` looks.
pub fn style(role: Role) -> Style {
    let fg = |rgb| Style::new().fg(Color::from_u32(rgb));
    let on = |rgb, ground| fg(rgb).bg(Color::from_u32(ground));
    let bold = |rgb| fg(rgb).add_modifier(Modifier::BOLD);
    match role {
        Role::Text => on(0x3d3a34, 0xf6f0e4),
        Role::Dim => fg(0x6a6457),
        Role::Title => bold(0x262320),
        Role::Digits => bold(0x2b4a52),
        Role::Ready => fg(0x41598f),
        Role::Hold => fg(0x2c6b42),
        Role::Rest => fg(0x14687c),
        Role::Switch => bold(0x83408a),
        Role::Still => fg(0x6e675a),
        Role::Pain => bold(0xa8321f),
        Role::Key => bold(0x6a4217),
        Role::Notice => fg(0x7d4a0c),
        Role::Picked => on(0xfbf7ee, 0x4f665c),
        Role::Flash => on(0x262320, 0xd9a441),
        Role::Track => fg(0x8c826e),
    }
}
