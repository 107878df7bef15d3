//! What is wrong in a figure file, as it is shown.

use insta::assert_snapshot;
use unkink::figure::{Figure, MOST_BYTES};
use unkink::problem::{Kind, Severity, render};

use super::RISE;

/// What is shown for `RISE` with one thing changed.
fn changed(old: &str, new: &str) -> String {
    assert!(RISE.contains(old), "{old}");
    shown(&RISE.replacen(old, new, 1))
}

fn shown(text: &str) -> String {
    let (figure, problems) = Figure::parse("test", text);
    assert_eq!(figure.is_none(), problems.iter().any(|problem| problem.severity() == Severity::Error));
    render("test.figure.toml", text, &problems, false, 100)
}

#[test]
fn every_problem_says_what_to_do() {
    let last = "hand-l = [0.6, 0.9]\n";
    let cases = [
        ("an unknown joint", changed("elbow-l", "elbow-left")),
        ("a misspelt joint is not missed as well", changed("neck", "nekc")),
        ("an unknown key", changed("seconds", "speed")),
        ("a key in the wrong place", changed("kind = ", "seconds = 3\nkind = ")),
        ("a joint in a prop", changed("at = ", "head = [0.5, 0.5]\nat = ")),
        ("no name", changed("name = \"An arm rises\"\n", "")),
        ("no head", changed("head = [0.5, 0.9]\n", "")),
        ("no kind and no place", changed("kind = \"floor\"\nat = [0.5, 0.0]\n", "")),
        ("an odd kind", changed("\"floor\"", "\"flor\"")),
        ("a point out of the picture", changed("[0.5, 0.9]", "[0.5, 9]")),
        ("a point that is a number", changed("[0.5, 0.9]", "0.5")),
        ("a point with commas in its numbers", changed("[0.5, 0.9]", "[0,5, 0,9]")),
        ("a point of words", changed("[0.5, 0.9]", "[\"left\", \"up\"]")),
        ("a number that is none", changed("[0.5, 0.9]", "[nan, inf]")),
        ("a number beyond all", changed("seconds = 4", "seconds = 99999999999999999999999")),
        ("seconds in quotes", changed("seconds = 4", "seconds = \"4s\"")),
        ("seconds with a unit", changed("seconds = 4", "seconds = 4s")),
        ("too slow", changed("seconds = 4", "seconds = 31")),
        ("one pose", changed("\n[[pose]]\nhand-l = [0.6, 0.9]\n", "")),
        ("five poses", changed(last, &format!("{last}{}", "[[pose]]\n".repeat(3)))),
        ("no pose", shown("name = \"None\"\n")),
        ("single brackets", changed("[[pose]]", "[pose]")),
        (
            "seven props",
            changed("[[pose]]", &format!("{}[[pose]]", "[[prop]]\nkind = \"ball\"\nat = [0.5, 0.5]\n".repeat(6))),
        ),
        ("a joint that is new", changed(last, "hand-r = [0.5, 0.5]\n")),
        ("a roller that is not there", changed(last, "roller = [0.5, 0.5]\n")),
        ("a bone that grows", changed(last, "hand-l = [0.6, 1.0]\n")),
        ("a bone that shrinks", changed(last, "hand-l = [0.6, 0.6]\n")),
        ("a bracket that is missing", changed("[0.5, 0.9]", "[0.5, 0.9")),
        ("text that is no TOML", changed("seconds = 4", "four seconds")),
        ("a name that is too long", changed("An arm rises", &"arm ".repeat(20))),
        ("a zero byte", changed("An arm", "An \0 arm")),
    ];
    let book: Vec<String> = cases.map(|(title, shown)| format!("=== {title}\n{shown}")).into();
    assert_snapshot!(book.join("\n"));
}

#[test]
fn a_figure_may_begin_with_a_byte_order_mark_and_have_lines_of_windows() {
    let text = format!("\u{feff}{}", RISE.replace('\n', "\r\n"));
    assert_eq!(Figure::parse("test", &text).1, []);
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let kind = |bytes: &[u8]| Figure::parse_bytes("test", bytes).problems.remove(0).kind;
    assert_eq!(kind(b"name = \"\xff\""), Kind::NotUtf8);
    assert_eq!(kind(b"\xff\xfen\0"), Kind::Utf16);
    let most = MOST_BYTES;
    assert_eq!(kind(&vec![b'#'; most + 1]), Kind::FileTooLarge { bytes: most + 1, most });
    assert_eq!(Figure::parse("test", &"#".repeat(most + 1)).1[0].kind, Kind::FileTooLarge { bytes: most + 1, most });
}

#[test]
fn a_hostile_file_is_read_in_no_time_and_draws_nothing() {
    for text in [
        "[".repeat(MOST_BYTES),
        "[[pose]]\n".repeat(MOST_BYTES / 9),
        "[[prop]]\n".repeat(MOST_BYTES / 9),
        format!("name = \"a\"\n[[pose]]\nhead = {}", "[".repeat(MOST_BYTES / 2)),
        "pose = [1, 2, 3]\nprop = 4\n".to_owned(),
        "pose = [{}, {}]\n".to_owned(),
    ] {
        assert_eq!(Figure::parse("test", &text).0, None);
    }
}

#[test]
fn what_a_file_says_cannot_steer_a_terminal() {
    let (figure, _) = Figure::parse("test", &RISE.replace("An arm rises", "An\\u001b[2J arm"));
    assert!(!figure.unwrap().name.contains('\u{1b}'));
}
