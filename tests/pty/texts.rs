//! Names in any writing in a real terminal, one that knows nothing of clusters: what was there before leaves no trace.

use std::fs;
use std::num::NonZeroU16;
use std::sync::Arc;

use vt100::{Parser, Screen};

use super::rig::{Pty, answer_no};

/// Long and short names in turn, so that each has to be cleared away for the next.
const FILES: [(&str, &str); 4] = [
    ("a", "👩‍👩‍👧‍👦 👨🏽‍🦽 Family 🇩🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ 2️⃣ ❤️ ☀️"),
    ("b", "הרמת כתפיים 3 פעמים"),
    ("c", "肩と首ｶﾞｶﾞのストレッチ"),
    ("d", "Z̷̡̢͓͔̩̻̃̅̈́̚a̸̧͖̤͗̏̕ क्षत्रिय ที่"),
];

fn routine(name: &str) -> String {
    format!(
        "name = \"{name}\"\nsummary = \"{name} ☀️ ➡️ {name} and a few letters more.\"\nequipment = [\"🪑 {name}\"]\n\
         [[step]]\nname = \"{name} one\"\nposition = \"❤️ {name}, 1️⃣.\"\ncues = [\"➡️ {name}.\"]\nprep = 60\n\
         hold = 30\nsides = [\"⬅️ שמאל\", \"➡️ 右\"]\nstop-if = \"⚡️ {name}\"\ncome-out = \"🐌 {name}\"\n\
         [[step]]\nname = \"two\"\nhold = 9\n"
    )
}

/// In a home folder with these routines, and nothing said about conditions.
fn start() -> Pty {
    let home = tempfile::tempdir().unwrap();
    answer_no(home.path());
    let folder = home.path().join("c/unkink/routines");
    fs::create_dir_all(&folder).unwrap();
    for (id, name) in FILES {
        fs::write(folder.join(format!("{id}.toml")), routine(name)).unwrap();
    }
    let pty = Pty::at_home(&Arc::new(home), &["--mute"]);
    pty.wait_for("yours");
    pty
}

/// With this every drawing on an empty screen begins.
const CLEARED: &str = "\u{1b}[?1049h";

/// The cells as they look: what is blank has neither colour nor weight.
fn cells(screen: &Screen) -> Vec<String> {
    let look = |row, column| {
        let cell = screen.cell(row, column).unwrap();
        let ground = format!("{row},{column} {:?} {}", cell.bgcolor(), cell.inverse());
        match cell.contents().trim() {
            "" => ground,
            text => format!("{ground} {text} {:?} {}", cell.fgcolor(), cell.bold()),
        }
    };
    let (rows, columns) = screen.size();
    (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| look(row, column))).collect()
}

/// What is drawn over what was there is what is drawn on an empty screen.
#[track_caller]
fn assert_no_trace(pty: &mut Pty) {
    let before = pty.bytes().matches(CLEARED).count();
    pty.press("\u{c}");
    pty.wait_for_bytes(|bytes| bytes.matches(CLEARED).count() > before);
    let bytes = pty.bytes();
    let mut terminal = Parser::new(NonZeroU16::new(24).unwrap(), NonZeroU16::new(80).unwrap(), 0);
    terminal.process(&bytes.as_bytes()[..bytes.rfind(CLEARED).unwrap()]);
    let drawn = cells(terminal.screen());
    pty.wait_until("the same picture", |screen| cells(screen) == drawn);
}

#[test]
fn whatever_is_written_leaves_no_trace_on_the_next_screen() {
    let mut pty = start();
    for (key, picked) in "jjjkkk".chars().zip([1, 2, 3, 2, 1, 0]) {
        pty.press(&key.to_string());
        // The first letter of the name beside the list, above its summary.
        let name = FILES[picked].1.chars().next().unwrap();
        pty.wait_until("the next routine", |screen| {
            let row: String = (40..80).map(|column| screen.cell(2, column).unwrap().contents()).collect();
            row.trim().starts_with(name)
        });
        assert_no_trace(&mut pty);
    }
    pty.press("\r");
    pty.wait_for("Pain now?");
    assert_no_trace(&mut pty);
    pty.press("\r");
    pty.wait_for("step 1 of");
    for (keys, shown) in [
        (" ", "h it hurts   Space go on"),
        ("?", "KEYS"),
        ("?", "h it hurts   Space go on"),
        ("h", "closest?"),
        ("4", "to the summary"),
        ("\r", "Enter close"),
        ("\r", "yours"),
        ("h", "↓ pick   c chart"),
        ("\r", "0-9 correct"),
        ("\u{1b}", "↓ pick   c chart"),
        ("q", "yours"),
    ] {
        pty.press(keys);
        pty.wait_for(shown);
        pty.wait_until("the edges are no longer lit", |screen| !screen.cell(12, 0).unwrap().inverse());
        assert_no_trace(&mut pty);
    }
}
