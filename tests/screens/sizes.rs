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
fn the_six_answers_are_whole_in_a_small_window() {
    let text = states::begun().wait(23.0).press("h").wait(1.0).text(40, 12);
    assert!(!text.contains('…'), "{text}");
    let words = text.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    for answer in unkink::pain::Closest::ALL {
        assert!(words.contains(answer.words()), "no “{}” in\n{text}", answer.words());
    }
    assert!(words.contains("push up with the hands. Breathe."), "{text}");
}

#[test]
fn the_line_of_care_is_whole_in_a_small_window() {
    let text = states::begun().wait(52.0).press("7 enter").wait(1.0).text(40, 12);
    let words = text.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("or comes back, see a doctor or physiotherapist."), "{text}");
}

#[test]
fn in_a_small_window_the_call_for_help_is_whole() {
    let text = states::begun().wait(23.0).press("h").wait(122.0).text(40, 12);
    let words = text.replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("If you are hurt or cannot get up, call for help. Which is closest?"), "{text}");
    assert!(words.contains("chest, breath, faint, face or speech, both legs, bladder"), "{text}");
}

#[test]
fn digits_keep_their_size_through_a_long_rest() {
    let text = "name = \"Long\"\n[[step]]\nname = \"One\"\nhold = 600\nprep = 5\n";
    let long = super::hands::library(&[("long", text)]);
    let hands = super::hands::Hands::open(super::hands::opening(long, Some("long"))).past(&["long"]).press("enter");
    let size = |hands: &super::hands::Hands| {
        let text = hands.text(80, 24);
        text.lines().skip(4).take_while(|line| !line.contains('─')).filter(|line| line.contains('█')).count()
    };
    let ten = hands.wait(5.3);
    let (ten_minutes, before) = (size(&ten), ten.text(80, 24));
    let nine = ten.wait(10.0);
    assert_eq!(ten_minutes, size(&nine), "{before}\n{}", nine.text(80, 24));
}

#[test]
fn names_of_files_are_harmless_wherever_they_are_shown() {
    use super::hands::{Hands, library, opening};
    let evil = "\u{202e}evil\u{1b}[31m";
    let warned = "name = \"Warned\"\n[[step]]\nname = \"One\"\nhold = 300\n";
    for text in ["name = \"Broken\"\n", warned] {
        let all = || library(&[(evil, text)]);
        let mut told = Hands::open(opening(all(), None)).past(&[]);
        told.tell(unkink::app::Msg::Notice(format!("{evil} is gone")));
        for hands in [Hands::open(opening(all(), None)), Hands::open(opening(all(), Some(evil))), told] {
            for (columns, rows) in [(80, 24), (40, 12)] {
                let shown = hands.text(columns, rows);
                assert!(!shown.contains(['\u{202e}', '\u{1b}']), "{shown:?}");
            }
            let shown = hands.text(80, 24);
            assert!(shown.contains("<202e>evil␛[31m") || text == warned, "{shown}");
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

/// The rows in which something stands, from the top to the bar, and those of the bar and of the line of keys.
fn frame_of(hands: &super::hands::Hands, (columns, rows): (u16, u16)) -> (Vec<usize>, Option<usize>) {
    let text = hands.text(columns, rows);
    let bar = text.lines().position(|line| line.contains('─'));
    // Without a bar the last row is words.
    let end = bar.unwrap_or(usize::from(rows) - 1);
    let stands = |line: &str| !line.trim_matches(['│', ' ']).is_empty();
    (text.lines().take(end).enumerate().filter(|(_, line)| stands(line)).map(|(row, _)| row).collect(), bar)
}

#[test]
fn word_time_bar_and_name_keep_their_rows_through_all_phases_of_a_step() {
    for size in [(120, 40), (160, 50), (80, 24), (60, 30), (60, 20), (40, 12), (20, 5)] {
        let all = states::all();
        let of = |name: &str| &all.iter().find(|(state, _)| *state == name).unwrap().1;
        let first = frame_of(of("hold_side"), size);
        for name in ["switch", "rest", "gap", "paused_side"] {
            assert_eq!(first, frame_of(of(name), size), "{name} at {size:?}\n{}", of(name).text(size.0, size.1));
        }
        let [prep, hold] = ["prep", "hold"].map(|name| frame_of(of(name), size));
        assert_eq!(prep, hold, "{size:?}");
    }
}

#[test]
fn the_bar_of_each_phase_has_a_sign_of_its_own() {
    let all = states::all();
    let signs = [("prep", '▄'), ("switch", '▞'), ("rest", '━'), ("paused", '░'), ("hold_side", '█')];
    for (name, sign) in signs {
        let text = all.iter().find(|(state, _)| *state == name).unwrap().1.text(80, 24);
        let bar = text.lines().find(|line| line.contains("──")).unwrap();
        let filled: String = bar.chars().filter(|c| !"│ ─▏▎▍▌▋▊▉".contains(*c)).collect();
        assert!(!filled.is_empty() && filled.chars().all(|c| c == sign), "{name}: {bar}");
    }
}

#[test]
fn a_name_has_large_letters_where_there_is_room_for_them() {
    let hold = states::begun().wait(23.0);
    assert!(!hold.text(120, 40).contains("Settle on the roller"), "{}", hold.text(120, 40));
    assert!(hold.text(80, 24).contains("Settle on the roller"), "{}", hold.text(80, 24));
}
