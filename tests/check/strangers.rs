//! Files of strangers: whatever they hold, there is a routine or a reason, and nothing panics.

use proptest::prelude::*;
use unkink::problem::{Problem, render};
use unkink::routine::{parse, parse_bytes};
use unkink::settings::Settings;
use unkink::text;

use super::book;

const FULL: &str = include_str!("full.toml");

/// What must hold for every text: a routine or an error, spans within it, a harmless picture.
fn holds(text: &str) {
    let (routine, problems) = parse("test", text);
    assert_eq!(routine.is_none(), problems.iter().any(Problem::is_error), "{problems:?}");
    assert!(problems.is_sorted_by_key(|problem| problem.span.start));
    for problem in &problems {
        assert!(text.get(problem.span.clone()).is_some(), "{problem:?}");
        let (line, column) = problem.place(text);
        assert!(line >= 1 && column >= 1 && line <= text.matches('\n').count() + 1);
    }
    for width in [0, 60, 1000] {
        let shown = render("test.toml", text, &problems, false, width);
        assert_eq!(text::harmless_lines(&shown).matches(['␛', '␇']).count(), shown.matches(['␛', '␇']).count());
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
    }
    if let Some(routine) = routine {
        assert!(!routine.steps.is_empty() && !routine.name.is_empty());
        let mut ids: Vec<&str> = routine.steps.iter().map(|step| step.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), routine.steps.len());
    }
}

/// The same for bytes, which need not be a text.
fn hold(bytes: &[u8]) {
    let reading = parse_bytes("test", bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            assert!(reading.text == text || reading.text.is_empty());
            holds(text);
        }
        Err(_) => {
            assert!(reading.routine.is_none() && reading.problems.len() == 1);
            for problem in &reading.problems {
                assert!(problem.is_error() && reading.text.get(problem.span.clone()).is_some(), "{problem:?}");
            }
        }
    }
    render("test.toml", &reading.text, &reading.problems, false, 80);
}

/// The bundled routines, and the files of the book of problems.
fn real_files() -> Vec<String> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/routines")).unwrap();
    let routines = folder.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    routines.chain(book::files().into_iter().map(|(_, text)| text)).collect()
}

/// What happens to a byte, or some that begin there.
#[derive(Debug, Clone)]
enum Change {
    Flip(u32),
    Insert(u8),
    Remove(usize),
    Double(usize),
}

impl Change {
    fn make(self, bytes: &mut Vec<u8>, at: usize) {
        let size = bytes.len();
        let end = |length: usize| (at + length).min(size);
        match self {
            Change::Flip(bit) => bytes[at] ^= 1 << bit,
            Change::Insert(byte) => bytes.insert(at, byte),
            Change::Remove(length) => drop(bytes.drain(at..end(length))),
            Change::Double(length) => {
                let piece = bytes[at..end(length)].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..8_u32).prop_map(Change::Flip),
        proptest::sample::select(b"\"'[]{}=.,#\n\r\0\\:-0ms\xff".to_vec()).prop_map(Change::Insert),
        (1..40_usize).prop_map(Change::Remove),
        (1..40_usize).prop_map(Change::Double),
    ]
}

/// Pieces that files are made of, right and wrong.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "[[step]]\n",
        "[step]\n",
        "[[step]\n",
        "[defaults]\n",
        "[step.easier]\n",
        "[step.breath]\n",
        "[a.b]\n",
        "[[x.y]]\n",
        "name = 'A'\n",
        "name = \"\"\n",
        "hold = 30\n",
        "hold = 1:30\n",
        "hold = 01:30\n",
        "hold = -0\n",
        "hold = \"0:90\"\n",
        "until = 'key'\n",
        "breath = { in = 4, out = 6 }\n",
        "breath.in = 4\n",
        "easier = { hold = 2, cues = ['x'] }\n",
        "sides = [\"a\", \"b\"]\n",
        "cues = [\n",
        "cues = ['a', 'b']\n",
        "step = 3\n",
        "step = [{ name = 'q', hold = 3 }, 4]\n",
        "rounds = 99\n",
        "reps = 200\n",
        "sets = 50\n",
        "format = 1\n",
        "format = 9\n",
        "id = 'x'\n",
        "'",
        "\"",
        "'''",
        "\"\"\"",
        "{",
        "}",
        "[",
        "]",
        "=",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\u{feff}",
        "\u{1b}[2J",
        "\u{202e}",
        "é",
        "伸",
        "#",
        "\\",
        "\\u0000",
        "\t",
        "1e999",
        "nan",
        "0x",
        "1_",
        "key\n",
        "key",
        " ",
        "2024-01-01",
        "\u{301}",
        "\u{200d}",
    ];
    proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_routine_or_a_reason(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_heap_of_pieces_gives_a_routine_or_a_reason(pieces in proptest::collection::vec(piece(), 0..40)) {
        holds(&pieces.concat());
    }

    #[test]
    fn a_good_file_with_damage_gives_a_routine_or_a_reason(
        damage in proptest::collection::vec((0..FULL.len(), 0..20_usize, piece()), 1..4),
    ) {
        let mut text = FULL.to_owned();
        for (at, length, piece) in damage {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, &piece);
        }
        holds(&text);
        let (_, problems) = Settings::parse(&text);
        prop_assert!(problems.iter().all(|problem| text.get(problem.span.clone()).is_some()));
    }

    #[test]
    fn any_bytes_give_a_routine_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        hold(&bytes);
    }

    #[test]
    fn real_files_with_bytes_changed_give_a_routine_or_a_reason(
        file in proptest::sample::select(real_files()),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), change()), 1..6),
    ) {
        let mut bytes = file.into_bytes();
        for (at, change) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                change.make(&mut bytes, at);
            }
        }
        hold(&bytes);
    }

    #[test]
    fn real_files_joined_give_a_routine_or_a_reason(
        parts in proptest::collection::vec(
            (proptest::sample::select(real_files()), any::<proptest::sample::Index>(), any::<proptest::sample::Index>()),
            2..5,
        ),
    ) {
        let mut bytes = Vec::new();
        for (file, from, to) in parts {
            let (from, to) = (from.index(file.len() + 1), to.index(file.len() + 1));
            bytes.extend_from_slice(&file.as_bytes()[from.min(to)..from.max(to)]);
        }
        hold(&bytes);
    }

    #[test]
    fn harmless_text_stays_as_it_is_and_steers_nothing(text in any::<String>(), columns in 0..40_usize) {
        let once = text::harmless(&text);
        prop_assert_eq!(&text::harmless(&once), &once);
        prop_assert!(!once.chars().any(char::is_control));
        prop_assert!(text::width(&text::cut(&once, columns)) <= columns);
    }
}

#[test]
fn the_largest_files_are_read_in_moments() {
    // An eighth of the limit: the price is linear, and unoptimised code is slow.
    let fill = |piece: &str| piece.repeat(128 * 1024 / piece.len());
    for text in [
        fill("a"),
        fill("["),
        fill("{a="),
        fill("a=1\n"),
        fill("a 1\n"),
        fill("[[step]]\n"),
        fill("x=[1,\n"),
        fill("\""),
    ] {
        let (routine, problems) = parse("test", &text);
        assert!(routine.is_none());
        render("test.toml", &text, &problems, false, 80);
    }
}

/// Everything that goes deeper and deeper, so often.
fn depths(depth: usize) -> [String; 9] {
    let many = |piece: &str| piece.repeat(depth);
    [
        many("["),
        format!("x = {}", many("[")),
        format!("x = {}{}", many("["), many("]")),
        format!("x = {}", many("{a=")),
        format!("x = {}1{}", many("{a="), many("}")),
        format!("{}a = 1", many("a.")),
        format!("[{}a]\nb = 1", many("a.")),
        format!("[[{}a]]\nb = 1", many("a.")),
        format!("[[step]]\nname = 'A'\nhold = {}", many("[")),
    ]
}

#[test]
fn nothing_is_too_deep() {
    for depth in [1, 79, 80, 81, 100_000] {
        depths(depth).iter().for_each(|text| hold(text.as_bytes()));
    }
    // As deep as the parser goes: a header, and tables in a value, each with a long key.
    let key = format!("{}a", "a.".repeat(78));
    let value = (0..79).fold("1".to_owned(), |value, _| format!("{{{key}={value}}}"));
    hold(format!("[{key}]\nx = {value}\n").as_bytes());
}
