//! A stranger's routine: whatever its texts hold, nothing that steers a terminal reaches one.

use unkink::app::Msg;
use unkink::history::Past;
use unkink::record::Entry;

use crate::screens::hands::{Hands, library, opening, remembers, remembers_all};
use unkink::screening::Screening;

/// Characters that a terminal, or an eye, could be led astray by.
const EVIL: &str = r"\u001B[31m\u009B2J\u202Eevil\u2066\u200B\u2028\u0007\u0000\u00ADe\u0301";

/// A routine with such a text in every place that holds one.
pub fn routine() -> String {
    let text = |what: &str| format!("\"{what} {EVIL}\"");
    let step = |n: u32| {
        format!(
            "[[step]]\nname = {}\nposition = {}\ncues = [{}, {}]\nhold = 3\nsets = 2\nrest = 20\nprep = 30\n\
             sides = [{}, {}]\nstop-if = {}\ncome-out = {}\nsay = {}\neasier = {{ cues = [{}], position = {} }}\n",
            text(&format!("name{n}")),
            text("position"),
            text("cue"),
            text("other"),
            text("one side"),
            text("other side"),
            text("stop"),
            text("out"),
            text("say"),
            text("easy"),
            text("easy position"),
        )
    };
    format!(
        "name = {}\nsummary = {}\nequipment = [{}]\navoid-if = [{}]\nsource = {}\nlicense = {}\nwarm-up = \"evil\"\n{}{}",
        text("Evil"),
        text("summary"),
        text("thing"),
        text("condition"),
        text("source"),
        text("license"),
        step(1),
        step(2),
    )
}

fn is_evil(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(unix)]
#[track_caller]
fn assert_clean(said: &str, what: &str) {
    let found = said.chars().find(|c| is_evil(*c) && *c != '\n');
    assert!(found.is_none(), "{what}: {found:?} in\n{said:?}");
}

#[track_caller]
fn look(hands: &Hands, what: &str) {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12), (20, 6), (8, 3)] {
        for cell in &hands.draw(columns, rows).content {
            assert!(!cell.symbol().chars().any(is_evil), "{what} at {columns}x{rows}: {cell:?}");
        }
    }
}

/// Presses keys one by one, each after so many seconds, and looks at every picture.
fn walk(mut hands: Hands, keys: &str, pause: f64, what: &str) -> Hands {
    look(&hands, what);
    for key in keys.split_whitespace() {
        hands = hands.press(key);
        look(&hands, &format!("{what}, {key}"));
        hands = hands.wait(pause);
        look(&hands, &format!("{what}, after {key}"));
    }
    hands
}

fn strangers() -> Hands {
    Hands::open(opening(library(&[("evil", &routine()), ("\u{1b}[2Jid", "name = 3")]), None))
}

#[test]
fn no_screen_shows_what_would_steer_a_terminal() {
    let known = || {
        let mut hands = strangers();
        hands.tell(remembers(Past::default()));
        hands
    };
    walk(known(), "down ? esc up / e v enter", 0.1, "library");
    let mut new_here = strangers();
    new_here.tell(remembers_all(Past::default(), Screening::default()));
    walk(new_here, "enter down y u down y enter down down g", 0.1, "screening");
    let started = || walk(known(), "enter n", 0.1, "start card");
    walk(started(), "w 3 e ? esc", 0.1, "start card");
    // Prep, holds of both sides, switch, rest, check, and the other step.
    let session = walk(started(), "enter 1 2", 1.0, "session");
    let session = (0..60).fold(session, |hands, _| walk(hands, "enter", 4.0, "session"));
    walk(session, "q n ? esc", 0.1, "session");
    let stop = walk(started(), "enter space space h", 10.0, "stop");
    let stopped = walk(stop, "3 enter enter", 1.0, "stop");
    walk(stopped, "enter g n 1 esc esc h enter c esc 4 esc d esc", 0.1, "after it");
    let left = walk(started(), "enter", 31.0, "left");
    walk(left, "q y enter enter esc", 0.1, "left");
    let mut mend = known();
    mend.tell(Msg::Edited("\u{1b}[2Jid".to_owned()));
    look(&mend, "mend");
}

#[test]
fn no_history_shows_what_would_steer_a_terminal() {
    let line = |event: &str| {
        let evil = r"\u001B[31m\u009B2J\u202Eevil";
        format!(
            "{{\"v\":1,\"session\":\"{evil}\",\"n\":0,\"at\":\"2026-05-20T10:00:00Z\",{}}}",
            event.replace("EVIL", evil)
        )
    };
    let entries = [
        line(r#""event":"began","routine":"EVIL","warm_up":"EVIL","baseline":0"#),
        line(r#""event":"held","step":0,"id":"EVIL","set":1,"side":"EVIL","rep":1,"ms":1,"of_ms":1"#),
        line(r#""event":"answered","step":0,"id":"EVIL","score":5"#),
    ];
    let past = Past::of(entries.map(|line| serde_json::from_str::<Entry>(&line).unwrap()));
    let mut hands = strangers();
    hands.tell(remembers(past));
    walk(hands, "n h enter c down esc 4 esc d esc esc esc enter n", 0.1, "history");
}

#[cfg(unix)]
mod printed {
    use super::{assert_clean, routine};
    use crate::cli::unkink::Unkink;

    /// A file name can hold anything but a slash.
    const ODD: &str = "odd\u{1b}[31m\u{202e}.toml";

    fn home() -> Unkink {
        let broken = format!("{}\nhodl = \"\\u001B[31m\"\n\"\u{202e}key\" = 1\nx = \u{1b}\n", routine());
        Unkink::new().routine("evil.toml", routine()).routine(ODD, &broken).file("broken.toml", broken)
    }

    #[test]
    fn no_command_prints_what_would_steer_a_terminal() {
        for arguments in [
            &["list"][..],
            &["list", "--json"],
            &["show", "evil"],
            &["show", "evil", "--cues"],
            &["show", "evil", "--json"],
            &["check"],
            &["check", "--json"],
            &["check", "broken.toml", ODD, "\u{1b}[31m.toml"],
            &["run", "\u{1b}[31mnowhere"],
            &["show", ODD],
            &["new", "\u{1b}[31m\u{202e}name"],
            &["new", "copy", "--from", "evil"],
            &["new", "other", "--from", "\u{1b}[31m"],
            &["history"],
        ] {
            assert_clean(&home().run(arguments), &arguments.join(" "));
        }
    }

    #[test]
    fn programs_get_names_as_they_are() {
        let listed = home().json(["list", "--json"]);
        let ids: Vec<&str> = listed.as_array().unwrap().iter().filter_map(|item| item["id"].as_str()).collect();
        assert!(ids.contains(&ODD.trim_end_matches(".toml")), "{ids:?}");
    }

    #[test]
    fn what_is_no_regular_file_holds_up_no_command() {
        let home = home();
        let folder = home.path(".config/unkink/routines");
        let made = std::process::Command::new("mkfifo").arg(folder.join("fifo.toml")).status().unwrap();
        assert!(made.success());
        for (name, target) in
            [("zero", "/dev/zero"), ("tty", "/dev/tty"), ("gone", "nowhere"), ("loop", "loop.toml"), ("up", "..")]
        {
            std::os::unix::fs::symlink(target, folder.join(format!("{name}.toml"))).unwrap();
        }
        for arguments in
            [&["list"][..], &["check"], &["show", "fifo"], &["show", "zero"], &["edit", "loop"], &["show", "up"]]
        {
            let said = home.run(arguments);
            assert_clean(&said, &arguments.join(" "));
            assert!(said.contains("exit"), "{said}");
        }
        let listed = home.run(["list"]);
        for why in ["fifo", "zero", "gone", "loop", "up"] {
            assert!(listed.contains(why), "{why} is silently absent:\n{listed}");
        }
    }

    #[test]
    fn a_large_file_of_one_huge_text_or_of_brackets_is_refused_in_words() {
        let huge = format!("name = \"{}\"\n[[step]]\nname = \"a\"\nhold = 9\n", "x".repeat(900_000));
        let home = Unkink::new().file("huge.toml", huge).file("deep.toml", "[".repeat(500_000));
        let home = home
            .file("numbers.toml", format!("name = \"a\"\n[[step]]\nname = \"b\"\nhold = {}\n", "9".repeat(100_000)));
        for (file, words) in
            [("huge.toml", "900000 characters"), ("deep.toml", "error"), ("numbers.toml", "at most 10 min")]
        {
            let said = home.run(["check", file]);
            assert!(
                said.contains(words) && said.ends_with("--- exit 1\n"),
                "{}",
                &said[said.len().saturating_sub(500)..]
            );
            assert!(said.len() < 20_000, "{file} fills the terminal: {} bytes", said.len());
        }
    }
}
