//! What holds for every screen at every size.

use super::states;

const SIZES: [(u16, u16); 18] = [
    (1, 1),
    (2, 1),
    (1, 2),
    (3, 2),
    (5, 1),
    (5, 3),
    (8, 4),
    (10, 100),
    (200, 3),
    (20, 5),
    (30, 8),
    (39, 11),
    (40, 12),
    (60, 20),
    (79, 23),
    (80, 24),
    (120, 40),
    (200, 60),
];

#[test]
fn every_screen_draws_at_every_size_without_control_characters() {
    for (name, hands) in states::all() {
        for (columns, rows) in SIZES {
            let buffer = hands.draw(columns, rows);
            let blank = buffer.content.iter().all(|cell| cell.symbol().trim().is_empty());
            assert!(!blank, "{name} at {columns}x{rows} is blank");
            for cell in &buffer.content {
                assert!(!cell.symbol().chars().any(char::is_control), "{name} at {columns}x{rows}: {cell:?}");
            }
        }
    }
}

#[test]
fn the_time_can_be_read_in_five_cells() {
    let hold = states::begun().wait(23.0);
    assert!(hold.text(5, 1).contains("27"), "{}", hold.text(5, 1));
}

#[test]
fn nothing_jumps_from_one_phase_to_the_next() {
    let row = |hands: &super::hands::Hands, word: &str, size: (u16, u16)| {
        hands.text(size.0, size.1).lines().position(|line| line.contains(word))
    };
    for size in [(80, 24), (120, 40), (40, 12)] {
        let prep = states::begun().wait(3.0);
        let hold = states::begun().wait(23.0);
        let paused = states::begun().wait(23.0).press("space");
        for other in [&hold, &paused] {
            assert_eq!(row(&prep, "Settle on", size), row(other, "Settle on", size));
            assert_eq!(row(&prep, "step 1 of 4", size), row(other, "step 1 of 4", size));
        }
    }
}

#[test]
fn nothing_takes_white_yellow_or_a_ground_of_its_own() {
    use ratatui::style::Color;
    for (name, hands) in states::all() {
        for cell in &hands.draw(80, 24).content {
            assert_eq!(cell.bg, Color::Reset, "{name}");
            assert!(!matches!(cell.fg, Color::White | Color::Yellow | Color::Black | Color::LightYellow), "{name}");
        }
    }
}
