//! White and strong colours on black, nothing dim.
//!
//! The colours are those of the cube of 256, which palettes leave alone.

use ratatui::style::{Color, Modifier, Style};

use super::Role;

const BLACK: Color = Color::Indexed(16);
const WHITE: Color = Color::Indexed(231);
const YELLOW: Color = Color::Indexed(226);

/// How `role` looks.
pub fn style(role: Role) -> Style {
    let fg = |index: u8| Style::new().fg(Color::Indexed(index));
    match role {
        Role::Text => Style::new().fg(WHITE).bg(BLACK),
        Role::Dim => fg(252),
        Role::Title | Role::Digits | Role::Key => Style::new().fg(WHITE).add_modifier(Modifier::BOLD),
        Role::Ready => fg(117),
        Role::Hold => Style::new().fg(YELLOW),
        Role::Rest => fg(51),
        Role::Switch => fg(219).add_modifier(Modifier::BOLD),
        Role::Still => fg(250),
        Role::Pain => fg(210).add_modifier(Modifier::BOLD),
        Role::Notice => Style::new().fg(YELLOW).add_modifier(Modifier::BOLD),
        Role::Picked => Style::new().fg(BLACK).bg(YELLOW),
        Role::Flash => Style::new().fg(BLACK).bg(WHITE),
        Role::Track => fg(248),
    }
}
