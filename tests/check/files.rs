//! Whole files: what they become, and what the bytes of a file may be.

use std::time::Duration;

use unkink::problem::render;
use unkink::routine::{Breath, Check, Family, MOST_BYTES, Work, parse, parse_bytes};

use super::{problems, sound};

const FULL: &str = include_str!("full.toml");

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn the_example_of_the_format_loads_with_every_key() {
    let routine = sound(FULL);
    assert_eq!(
        (routine.id.as_str(), routine.name.as_str(), routine.family, routine.rounds),
        ("test", "Foam roller", Family::Roller, 1)
    );
    assert_eq!((routine.equipment.len(), routine.avoid_if.len()), (2, 6));
    assert_eq!((routine.warm_up.as_deref(), routine.mute, routine.source.as_str()), (Some("warm-up"), false, "..."));
    let [step] = &routine.steps[..] else { panic!("one step") };
    assert_eq!(
        (step.id.as_str(), step.name.as_str(), step.family),
        ("roller-arch", "Arch over the roller", Family::Roller)
    );
    assert_eq!(
        (step.sides.as_slice(), step.wait, step.check),
        (&["left".into(), "right".into()][..], true, Check::Wait)
    );
    let dose = &step.dose;
    assert_eq!((dose.work, dose.reps, dose.gap), (Work::Hold(seconds(4)), 5, seconds(2)));
    assert_eq!((dose.sets, dose.rest, dose.after), (3, seconds(20), seconds(20)));
    assert_eq!((dose.switch, dose.prep, dose.tick), (seconds(5), seconds(10), Some(seconds(3))));
    let breath = Breath { r#in: seconds(4), hold: seconds(0), out: seconds(6), pause: seconds(0) };
    assert_eq!(
        (step.how.breath, step.how.figure.as_deref(), step.how.say.as_deref()),
        (Some(breath), Some("roller-arch"), Some("Arch"))
    );
    assert_eq!(step.how.cues.len(), 2);
    assert!(step.how.stop_if.starts_with("neck strain") && step.how.come_out.starts_with("Hips down"));
    let easier = &step.easier;
    assert_eq!((easier.hold, easier.sets, easier.reps), (Some(seconds(2)), Some(1), None));
    assert_eq!(easier.cues.as_deref(), Some(&["Use a rolled towel, half the range.".to_owned()][..]));
}

#[test]
fn what_a_step_does_not_say_has_a_default() {
    let routine = sound("name = 'A'\n[[step]]\nname = 'B'\nhold = 30\n");
    let step = &routine.steps[0];
    assert_eq!((step.id.as_str(), step.family, step.check, step.wait), ("b", Family::Other, Check::Auto, false));
    let dose = &step.dose;
    assert_eq!((dose.reps, dose.gap, dose.sets, dose.rest), (1, seconds(0), 1, seconds(20)));
    assert_eq!((dose.after, dose.switch, dose.prep, dose.tick), (seconds(10), seconds(5), seconds(10), None));
    assert!(step.sides.is_empty());
}

#[test]
fn defaults_fill_in_every_timing_key_and_a_step_overrules_them() {
    let routine = sound(
        "name = 'A'\n[defaults]\nhold = 3\nabout = 50\nreps = 2\ngap = 1\nsets = 2\nrest = 7\nafter = 9\nswitch = 4\n\
         prep = 6\ntick = 2\nbreath = { in = 2, out = 2 }\n[[step]]\nname = 'B'\n[[step]]\nname = 'C'\nuntil = 'key'\nrest = 1\n",
    );
    let [b, c] = &routine.steps[..] else { panic!("two steps") };
    assert_eq!((b.dose.work, b.dose.reps, b.dose.sets, b.dose.rest), (Work::Hold(seconds(3)), 2, 2, seconds(7)));
    assert_eq!((b.dose.prep, b.dose.tick, b.how.breath.is_some()), (seconds(6), Some(seconds(2)), true));
    assert_eq!((c.dose.work, c.dose.rest), (Work::UntilKey { about: seconds(50) }, seconds(1)));
}

#[test]
fn an_open_step_counts_half_a_minute_unless_it_says_how_long() {
    let about =
        |line: &str| sound(&format!("name = 'A'\n[[step]]\nname = 'B'\nuntil = 'key'\n{line}\n")).steps[0].dose.work;
    assert_eq!(about(""), Work::UntilKey { about: seconds(30) });
    assert_eq!(about("about = '1:30'"), Work::UntilKey { about: seconds(90) });
    assert_eq!(about("about = '1h'"), Work::UntilKey { about: seconds(3600) });
}

#[test]
fn ids_from_names_are_numbered_and_keep_clear_of_written_ones() {
    let routine = sound(
        "name = 'A'\n[[step]]\nname = 'Cat  & Cow!'\nhold = 5\n[[step]]\nname = 'cat cow'\nhold = 5\n\
         [[step]]\nid = 'cat-cow-2'\nname = 'x'\nhold = 5\n[[step]]\nname = '伸ばす'\nhold = 5\n[[step]]\nname = '!'\nhold = 5\n",
    );
    let ids: Vec<&str> = routine.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["cat-cow", "cat-cow-3", "cat-cow-2", "伸ばす", "step"]);
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_change_nothing_but_the_spans() {
    let windows = format!("\u{feff}{}", FULL.replace('\n', "\r\n"));
    assert_eq!(sound(&windows), sound(FULL));
    let faulty = windows.replace("reps = 5", "repz = 5");
    let found = problems(&faulty);
    assert_eq!(&faulty[found[0].span.clone()], "repz");
    assert_eq!(
        found[0].place(&faulty),
        FULL.replace("reps = 5", "repz = 5").find("repz").map(|at| (FULL[..at].lines().count() + 1, 1)).unwrap()
    );
}

#[test]
fn a_mark_at_the_start_does_not_shift_the_column() {
    let text = "\u{feff}nam = 'A'\n[[step]]\nname = 'B'\nhold = 3\n";
    assert_eq!(problems(text).iter().map(|p| p.place(text)).collect::<Vec<_>>(), [(1, 1)]);
}

#[test]
fn prose_over_several_lines_becomes_one() {
    let routine =
        sound("name = 'A'\n[[step]]\nname = 'B'\nhold = 30\nposition = \"\"\"\n  Sit,\n  lean\tback. \"\"\"\n");
    assert_eq!(routine.steps[0].how.position, "Sit, lean back.");
}

#[test]
fn nothing_in_a_file_can_steer_the_terminal() {
    let routine = sound("name = \"A\\u001b[2J\\u202eB\\u200b\"\n[[step]]\nname = 'e\u{301}'\nhold = 3\n");
    assert_eq!((routine.name.as_str(), routine.steps[0].name.as_str()), ("A␛[2J<202e>B<200b>", "é"));
}

#[track_caller]
fn refused(bytes: &[u8], shown: &str) {
    let reading = parse_bytes("test", bytes);
    assert_eq!(reading.routine, None);
    assert!(reading.problems.iter().all(|problem| reading.text.get(problem.span.clone()).is_some()));
    assert_eq!(render("test.toml", &reading.text, &reading.problems, false, 100), shown);
}

#[test]
fn bytes_that_are_no_utf_8_are_refused_with_what_to_do() {
    refused(
        b"name = \"\xe9t\xe9\"\n",
        "error: this file is not UTF-8 text\n --> test.toml:1:9\n  |\n1 | name = \"\u{fffd}t\u{fffd}\"\n  |         ^\n  |\n  = help: save it as UTF-8 in your editor\n",
    );
    let utf16: Vec<u8> = "\u{feff}name = 'x'".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(
        &utf16,
        "error: this file is UTF-16 text, not UTF-8\n--> test.toml\n = help: save it as UTF-8 in your editor\n",
    );
}

#[test]
fn a_file_over_its_limit_is_refused_unread_and_one_at_the_limit_is_read() {
    let mut text = FULL.to_owned();
    text.push_str(&"#".repeat(MOST_BYTES - text.len()));
    assert!(parse_bytes("test", text.as_bytes()).routine.is_some());
    text.push('#');
    refused(
        text.as_bytes(),
        "error: this file has 1048577 bytes, it may have 1048576\n--> test.toml\n = help: is it the right file?\n",
    );
}

#[test]
fn five_hundred_steps_load_and_one_more_does_not() {
    let text = |steps| format!("name = 'A'\n{}", "[[step]]\nname = 'B'\nhold = 1\nprep = 0\nafter = 0\n".repeat(steps));
    assert_eq!(sound(&text(500)).steps.len(), 500);
    assert_eq!(
        problems(&text(501)).iter().map(|p| p.title()).collect::<Vec<_>>(),
        ["a routine can have at most 500 steps"]
    );
}

#[test]
fn what_is_said_of_one_step_says_nothing_of_the_next() {
    let text = "name = 'A'\n[[step]]\nname = 'B'\nhold 3\n[[step]]\nname = 'C'\n";
    let titles: Vec<String> = problems(text).iter().map(|p| p.title()).collect();
    assert_eq!(titles, ["an `=` is missing", "a step without `hold`"]);
}

#[test]
fn the_path_is_cleaned_and_a_long_line_is_shown_in_part() {
    let text = format!("name = 'A'\nsummry = '{}'\n[[step]]\nname = 'B'\nhold = 3\n", "x".repeat(900_000));
    let (_, problems) = parse("test", &text);
    let shown = render("a\u{1b}[2J\u{202e}.toml", &text, &problems, false, 80);
    assert!(shown.contains("a␛[2J<202e>.toml:2:1"), "{shown}");
    assert!(shown.len() < 1000, "{}", shown.len());
    let late = format!("name = '{}', summary = 3\n[[step]]\nname = 'B'\nhold = 3\n", "x".repeat(400));
    assert!(super::shown(&late).lines().all(|line| line.chars().count() <= 110), "{}", super::shown(&late));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let text = "nam = 'A'\n[[step]]\nname = 'B'\nhold = 3\n";
    let (_, problems) = parse("test", text);
    let coloured = render("t.toml", text, &problems, true, 80);
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(plain, render("t.toml", text, &problems, false, 80));
}
