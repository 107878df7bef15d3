//! `unkink history`: what was done and what hurt, and the deleting of it.

use std::fmt::Write as _;
use std::fs;

use insta::assert_snapshot;

use super::unkink::Unkink;

const FILE: &str = ".local/share/unkink/history.jsonl";

/// A session at that time, with an offset in seconds, and what happened in it.
fn session(name: &str, at: &str, offset: i32, events: &[&str]) -> String {
    let mut lines = String::new();
    let began = format!(r#""event":"began","routine":"wall-slide","baseline":1,"offset":{offset}"#);
    for (n, event) in std::iter::once(began.as_str()).chain(events.iter().copied()).enumerate() {
        writeln!(lines, r#"{{"v":1,"session":"{name}","n":{n},"at":"{at}",{event}}}"#).unwrap();
    }
    lines
}

const HELD: &str =
    r#""event":"held","step":0,"id":"wall-slide","set":1,"side":"left","rep":1,"ms":20000,"of_ms":20000"#;
const CUT: &str = r#""event":"held","step":0,"id":"wall-slide","set":1,"side":"right","rep":1,"ms":9000,"of_ms":20000"#;
const EASED: &str = r#""event":"held","step":1,"id":"doorway","set":1,"rep":1,"ms":5000,"of_ms":5000,"eased":true"#;
const FOUR: &str = r#""event":"answered","step":0,"id":"wall-slide","score":4"#;
const SILENCE: &str = r#""event":"answered","step":1,"id":"doorway","score":null"#;
const SKIPPED: &str = r#""event":"skipped","step":2,"id":"angels""#;
const DONE: &str = r#""event":"ended","how":"complete""#;
const STOPPED: &str = r#""event":"stopped","step":0,"id":"wall-slide","set":1,"rep":1"#;
const HURT: &str = r#""event":"ended","how":"hurt""#;

fn some() -> Unkink {
    // 23:30 in Berlin is another day in UTC only on paper: it stays where it was.
    let text = session("b", "2026-03-01T22:30:00Z", 3600, &[HELD, CUT, FOUR, EASED, SILENCE, SKIPPED, DONE])
        + &session("a", "2026-02-28T08:00:00Z", 3600, &[HELD, STOPPED, HURT])
        + &session("c", "2026-03-29T01:30:00Z", 7200, &[HELD]);
    Unkink::new().file(FILE, text).variable("TZ", "Pacific/Auckland")
}

#[test]
fn the_newest_day_comes_first_and_every_session_on_the_day_it_began() {
    assert_snapshot!(some().run(["history"]), @"
    Sunday 2026-03-29
      03:30  Wall slide: not finished, pain before: 1
             done      Wall slide             left 1, 0:20

    Sunday 2026-03-01
      23:30  Wall slide: done, pain before: 1
             partly    Wall slide  pain 4     left 1, 0:20 · right 0 of 1, 0:09
             easier    doorway     no answer  1 hold, 0:05
             skipped   angels

    Saturday 2026-02-28
      09:00  Wall slide: stopped, it hurt, pain before: 1
             stopped   Wall slide             left 1, 0:20

    Pain by step, 0-10, the newest last (· no answer)
      Wall slide  |▄|  4
      doorway     |·|  ·
    --- exit 0
    ");
}

#[test]
fn programs_get_all_of_it() {
    assert_snapshot!(some().run(["history", "--csv"]), @"
    session,date,time,routine,warm_up,no_roller,baseline,ending,closest,morning,step,step_id,side,fate,eased,holds_done,holds_cut,held_seconds,pain,worst_pain,answered,flagged
    c,2026-03-29,03:30:00,wall-slide,,false,1,,,,1,wall-slide,left,done,false,1,0,20,,,not-asked,false
    b,2026-03-01,23:30:00,wall-slide,,false,1,complete,,,1,wall-slide,left,partly,false,1,0,20,4,4,score,true
    b,2026-03-01,23:30:00,wall-slide,,false,1,complete,,,1,wall-slide,right,partly,false,0,1,9,4,4,score,true
    b,2026-03-01,23:30:00,wall-slide,,false,1,complete,,,2,doorway,,easier,true,1,0,5,,,nothing,false
    b,2026-03-01,23:30:00,wall-slide,,false,1,complete,,,3,angels,,skipped,false,,,,,,not-asked,false
    a,2026-02-28,09:00:00,wall-slide,,false,1,hurt,,,1,wall-slide,left,stopped,false,1,0,20,,,not-asked,true
    --- exit 0
    ");
    let said = some().run(["history", "--json"]);
    assert!(said.contains(r#""began": "2026-03-01T23:30:00+01:00""#), "{said}");
    assert!(said.contains(r#""held_seconds": 20"#), "{said}");
}

#[test]
fn without_a_history_it_says_so() {
    assert_snapshot!(Unkink::new().run(["history"]), @"
    Nothing yet: what you do in a session is kept here.
    --- exit 0
    ");
}

#[test]
fn what_cannot_be_read_is_told_and_costs_only_itself() {
    let text = session("a", "2026-02-28T08:00:00Z", 0, &[HELD, DONE]) + "{\"v\":1,\"sess";
    let said = Unkink::new().file(FILE, text).run(["history"]);
    assert!(said.contains("the last line of the history was cut off"), "{said}");
    assert!(said.contains("Saturday 2026-02-28"), "{said}");
    let folder = Unkink::new().file(&format!("{FILE}/x"), "");
    assert_snapshot!(folder.run(["history"]), @"
    --- stderr
    error: could not read the history `~/.local/share/unkink/history.jsonl`: it is a folder
    help: nothing in it was changed; a session would set it aside and begin a new one
    --- exit 3
    ");
}

#[test]
fn a_strangers_words_print_no_control_character_in_any_form() {
    let step = r#""step":18446744073709551615,"id":"\u001b]0;x\u0007\u009b\u202e""#;
    let answered = format!(r#""event":"answered",{step},"score":3"#);
    let held = format!(r#""event":"held",{step},"set":1,"side":"\r-1\n","rep":1,"ms":1,"of_ms":1"#);
    let text = session("=a", "2026-02-28T08:00:00Z", 0, &[&answered, &held]).replace("wall-slide", "\\u001b[31m=x");
    let unkink = Unkink::new().file(FILE, text);
    for form in [&["history"][..], &["history", "--csv"], &["history", "--json"]] {
        let said = unkink.run(form);
        assert!(!said.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{said:?}");
        // For programs they are what they were, and escaped.
        let told = said.contains("␛]0;x␇<009b><202e>") || said.contains(r"\u001b]0;x\u0007\u009b\u202e");
        assert!(told && said.ends_with("--- exit 0\n"), "{said}");
    }
    let json = unkink.json(["history", "--json"]);
    assert_eq!(json[0]["steps"][0]["id"], "\u{1b}]0;x\u{7}\u{9b}\u{202e}");
    let row = unkink.run(["history", "--csv"]).lines().nth(1).unwrap().to_owned();
    assert!(row.starts_with("'=a,") && row.contains(",'␍-1␊,"), "{row}");
}

#[test]
fn of_many_sessions_the_last_thirty_are_shown() {
    let many: String =
        (0..40).map(|n| session(&format!("s{n:02}"), &format!("2026-01-01T00:{n:02}:00Z"), 0, &[DONE])).collect();
    let unkink = Unkink::new().file(FILE, many);
    let said = unkink.run(["history"]);
    assert!(said.contains("… and 10 sessions before: --all shows them"), "{said}");
    assert!(said.contains("00:39") && !said.contains("00:09"), "{said}");
    assert!(unkink.run(["history", "--all"]).contains("00:00"));
}

#[test]
fn all_of_it_is_deleted_only_after_a_yes() {
    let health = ".local/share/unkink/screening.toml";
    let aside = ".local/share/unkink/history.jsonl.aside-1";
    let unkink = some().file(health, "list = 1\n").file(aside, "old").routine("mine.toml", super::unkink::MINE);
    for no in ["", "\n", "y\n", "no\n"] {
        let said = unkink.run_with_input(["history", "--forget"], no);
        assert!(said.contains("Nothing was deleted.") && said.ends_with("--- exit 1\n"), "{said}");
    }
    assert!(unkink.path(FILE).exists());
    assert_snapshot!(unkink.run_with_input(["history", "--forget"], "yes\n"), @"
    This deletes 3 sessions, and what you said about your health. It cannot be undone.
    Delete all of it for good? Type yes: 
    All of it is deleted.
    --- exit 0
    ");
    assert!([FILE, health, aside].iter().all(|file| !unkink.path(file).exists()));
    assert!(unkink.path(".config/unkink/routines/mine.toml").exists());
}

#[test]
fn nothing_is_deleted_while_a_session_runs() {
    let lock = ".local/state/unkink/session.lock";
    let unkink = some().file(lock, "");
    let held = fs::File::open(unkink.path(lock)).unwrap();
    held.try_lock().unwrap();
    let said = unkink.run_with_input(["history", "--forget"], "yes\n");
    assert!(said.contains("a session goes on in another window") && said.ends_with("--- exit 3\n"), "{said}");
    assert!(unkink.path(FILE).exists());
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_deleted_too() {
    let unkink = Unkink::new().file("elsewhere.jsonl", session("a", "2026-02-28T08:00:00Z", 0, &[DONE]));
    fs::create_dir_all(unkink.path(FILE).parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(unkink.path("elsewhere.jsonl"), unkink.path(FILE)).unwrap();
    let said = unkink.run_with_input(["history", "--forget"], "yes\n");
    assert!(said.ends_with("All of it is deleted.\n--- exit 0\n"), "{said}");
    assert!(!unkink.path("elsewhere.jsonl").exists() && !unkink.path(FILE).is_symlink());
}

#[test]
fn what_cannot_be_read_or_listed_is_not_said_to_be_deleted() {
    let folder = Unkink::new().file(&format!("{FILE}/x"), "");
    let said = folder.run_with_input(["history", "--forget"], "yes\n");
    assert!(said.starts_with("This deletes the history, which cannot be read (it is a folder), and"), "{said}");
    assert!(said.contains("error: could not delete") && said.ends_with("--- exit 3\n"), "{said}");
    let no_folder = Unkink::new().file(".local/share/unkink", "");
    let said = no_folder.run_with_input(["history", "--forget"], "yes\n");
    assert!(said.contains("error: could not delete") && said.ends_with("--- exit 3\n"), "{said}");
}

#[test]
fn what_was_chosen_and_what_was_eased_is_told_and_a_one_is_not_none() {
    let cut = EASED.replace("\"ms\":5000", "\"ms\":2000");
    let score = |n: u8| format!(r#""event":"answered","step":1,"id":"doorway","score":{n}"#);
    let day = |n: u8| session(&format!("s{n:02}"), &format!("2026-03-{:02}T08:00:00Z", n + 1), 0, &[&score(n)]);
    let chosen = session("z", "2026-04-01T08:00:00Z", 0, &[&cut, DONE])
        .replace("\"offset\"", "\"warm_up\":\"warm-up\",\"no_roller\":true,\"offset\"");
    let said = Unkink::new().file(FILE, (0..=10).map(day).collect::<String>() + &chosen).run(["history"]);
    assert!(said.contains("Wall slide: done, after Warm-up, without roller steps, pain before: 1\n"), "{said}");
    assert!(said.contains("partly    doorway             0 of 1 hold, 0:02 · easier\n"), "{said}");
    assert!(said.contains("  doorway  | ▁▂▃▄▄▅▆▇██|  0 1 2 3 4 5 6 7 8 9 10\n"), "{said}");
}

#[test]
fn a_session_without_a_known_offset_is_told_in_local_time() {
    // Around the hour that comes twice, and with an offset that no place has.
    let dates = [("a", "2026-10-24T21:59:59Z"), ("b", "2026-10-25T00:30:00Z"), ("c", "2026-10-25T01:30:00Z")];
    let bare = |(name, at): (&str, &str)| session(name, at, 0, &[DONE]).replace(",\"offset\":0", "");
    let text = dates.map(bare).concat() + &session("d", "2026-10-20T22:30:00Z", 999_999_999, &[DONE]);
    let said = Unkink::new().file(FILE, text).variable("TZ", "CET-1CEST,M3.5.0,M10.5.0/3").run(["history"]);
    assert_snapshot!(said, @"
    Sunday 2026-10-25
      02:30  Wall slide: done, pain before: 1
      02:30  Wall slide: done, pain before: 1

    Saturday 2026-10-24
      23:59  Wall slide: done, pain before: 1

    Wednesday 2026-10-21
      00:30  Wall slide: done, pain before: 1
    --- exit 0
    ");
}

#[test]
fn a_corrected_score_and_a_deleted_session_are_told_as_they_are_now() {
    let pain = r#""event":"ended","how":"pain""#;
    let corrected = r#""event":"answered","step":0,"id":"wall-slide","score":1,"corrected":true"#;
    let text = session("a", "2026-02-28T08:00:00Z", 0, &[&FOUR.replace('4', "7"), pain, corrected])
        + &session("b", "2026-03-01T08:00:00Z", 0, &[DONE, r#""event":"deleted""#]);
    let unkink = Unkink::new().file(FILE, text);
    let said = unkink.run(["history"]);
    assert!(said.contains("pain 1") && said.contains("left early") && !said.contains("hurt"), "{said}");
    assert!(!said.contains("2026-03-01"), "{said}");
    let told = unkink.json(["history", "--json"]);
    assert_eq!((told.as_array().unwrap().len(), &told[0]["steps"][0]["worst_pain"]), (1, &1.into()));
}

#[test]
fn one_form_at_a_time() {
    for flags in [["--json", "--csv"], ["--forget", "--csv"], ["--forget", "--all"], ["--json", "--forget"]] {
        let said = Unkink::new().run(["history"].iter().chain(&flags));
        assert!(said.starts_with("--- stderr\nerror: the argument") && said.ends_with("--- exit 2\n"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let many: String = (0..3000).map(|n| session(&format!("s{n}"), "2026-01-01T00:00:00Z", 0, &[DONE])).collect();
    let unkink = Unkink::new().file(FILE, many);
    let mut child = unkink.command(["history", "--all"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
