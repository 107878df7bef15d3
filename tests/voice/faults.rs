//! Programs that hang, fail, or write what is no speech.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use unkink::settings::Settings;

use super::rig::{LONG, Rig, Speaking, tone, wav};

const SOON: Duration = Duration::from_millis(150);

/// Whether the process with the number in this file is there.
fn lives(file: &Path) -> bool {
    let pid = fs::read_to_string(file).unwrap().trim().to_owned();
    // The shell has one of its own; a bare machine has no other.
    std::process::Command::new("sh")
        .args(["-c", "kill -0 \"$0\"", &pid])
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap()
        .success()
}

#[track_caller]
fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let until = Instant::now() + LONG;
    while !is_so() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Nothing more is told: the voice has nothing left to do, and is let go.
#[track_caller]
fn assert_no_more(speaking: Speaking) {
    let Speaking { voice, told } = speaking;
    drop(voice);
    assert!(told.try_recv().is_err());
}

#[test]
fn a_program_that_hangs_is_ended_with_all_it_started_and_its_phrase_is_left_out() {
    let rig = Rig::new();
    let script =
        "read -r word; [ \"$word\" = hang ] && { echo $$ >pid; sleep 600 & echo $! >child; wait; }; cat tone.wav";
    let mut speaking = rig.speaker_with(&rig.program(script, &[]), Duration::from_secs(2));
    assert_eq!(speaking.all(&["one\n", "hang\n", "two\n"]), ["one\n", "two\n"]);
    assert!(!lives(&rig.path("pid")));
    wait_for("what it started is gone too", || !lives(&rig.path("child")));
}

#[test]
fn a_program_that_fails_is_named_once_and_not_tried_for_ever() {
    let rig = Rig::new();
    let mut speaking = rig.speaker(&rig.program("ran; exit 3", &[]));
    speaking.prepare(&["a", "b", "c", "d", "e"]);
    assert_eq!(speaking.next(), Err("/bin/sh: it failed (exit status: 3)".to_owned()));
    speaking.prepare(&["f", "g"]);
    speaking.prepare(&["h"]);
    std::thread::sleep(SOON);
    assert_eq!(rig.runs(), 3);
    assert_no_more(speaking);
}

#[test]
fn a_phrase_that_failed_is_not_tried_again() {
    let rig = Rig::new();
    let script = "ran; read -r word; [ \"$word\" = bad ] && exit 1; cat tone.wav";
    let mut speaking = rig.speaker(&rig.program(script, &[]));
    for turn in 0..5 {
        let last = format!("good {turn}\n");
        assert_eq!(speaking.all(&["bad\n", &last]), [&last[..]]);
    }
    assert_eq!(rig.runs(), 6);
    assert_no_more(speaking);
}

#[test]
fn a_program_that_is_not_there_is_named_at_once() {
    let rig = Rig::new();
    let settings = Settings { voice_engine: vec!["/nowhere/\u{1b}x".to_owned()], ..Settings::default() };
    let mut speaking = rig.speaker(&settings);
    speaking.prepare(&["a", "b"]);
    assert_eq!(speaking.next(), Err("/nowhere/␛x: it could not be started (entity not found)".to_owned()));
    speaking.prepare(&["c"]);
    assert_no_more(speaking);
}

#[test]
fn what_is_no_speech_is_not_said() {
    let cases = [
        ("true", "what it writes cannot be used (not a WAV file)"),
        ("head -c 1000 /dev/zero", "what it writes cannot be used (not a WAV file)"),
        ("cat quiet.wav", "what it writes cannot be used (it is silent)"),
        ("cat long.wav", "what it writes cannot be used (it is too long)"),
        ("cat odd.wav", "what it writes cannot be used (its rate makes no sense)"),
        ("cat /dev/zero", "it writes too much"),
    ];
    for (script, why) in cases {
        let rig = Rig::new();
        fs::write(rig.path("quiet.wav"), wav(22_050, &[0.0; 22_050])).unwrap();
        fs::write(rig.path("long.wav"), wav(4_000, &tone(4_000, 440.0, 0.5, 61.0))).unwrap();
        fs::write(rig.path("odd.wav"), wav(7, &[0.5; 20])).unwrap();
        let mut speaking = rig.speaker(&rig.program(script, &[]));
        speaking.prepare(&["a", "b", "c"]);
        assert_eq!(speaking.next(), Err(format!("/bin/sh: {why}")), "{script}");
        assert_no_more(speaking);
    }
}

#[test]
fn a_file_that_is_not_written_is_no_speech() {
    let rig = Rig::new();
    for (script, why) in [("true", "there is nothing"), ("mkdir \"$1\"; exit 0", "it is not a file")] {
        let mut speaking = rig.speaker(&rig.program(script, &["{out}"]));
        speaking.prepare(&["a", "b", "c"]);
        assert_eq!(speaking.next(), Err(format!("/bin/sh: what it writes cannot be used ({why})")));
    }
}

#[test]
fn a_link_to_something_endless_is_not_read() {
    let rig = Rig::new();
    let mut speaking = rig.speaker(&rig.program("rm -f \"$1\"; ln -s /dev/zero \"$1\"", &["{out}"]));
    speaking.prepare(&["a", "b", "c"]);
    assert_eq!(speaking.next(), Err("/bin/sh: what it writes cannot be used (it is not a file)".to_owned()));
}

#[test]
fn leaving_ends_what_is_being_rendered() {
    let rig = Rig::new();
    let mut speaking =
        rig.speaker(&rig.program("sleep 600 & echo $! >child; echo $$ >pid.new; mv pid.new pid; wait", &[]));
    speaking.prepare(&["a"]);
    wait_for("it is started", || rig.path("pid").exists());
    let began = Instant::now();
    drop(speaking);
    assert!(began.elapsed() < LONG / 10);
    assert!(!lives(&rig.path("pid")), "it is ended and nothing of it is left");
    wait_for("what it started is gone too", || !lives(&rig.path("child")));
}

#[test]
fn leaving_does_not_wait_for_somebody_to_listen() {
    let rig = Rig::new();
    let settings = rig.good();
    let (send, told) = std::sync::mpsc::sync_channel(0);
    let mut voice = unkink::edge::voice::Voice::start(&settings, None, LONG, send);
    voice.prepare(vec!["a".to_owned(), "b".to_owned()]);
    wait_for("it has something to tell", || rig.runs() == 1 && voice.speech("a").is_some());
    let began = Instant::now();
    drop(voice);
    assert!(began.elapsed() < LONG / 10);
    drop(told);
}

#[test]
fn what_is_asked_for_last_replaces_what_waits() {
    let rig = Rig::new();
    let script = "ran; while [ ! -e go ]; do sleep 0.01; done; cat tone.wav";
    let mut speaking = rig.speaker(&rig.program(script, &[]));
    speaking.prepare(&["one", "two", "three"]);
    wait_for("it is started", || rig.runs() == 1);
    speaking.prepare(&["four", "one"]);
    fs::write(rig.path("go"), "").unwrap();
    assert_eq!([speaking.next(), speaking.next(), speaking.next()].map(Result::unwrap), [["one"], ["one"], ["four"]]);
    assert!(speaking.voice.speech("one").is_some() && speaking.voice.speech("two").is_none());
    assert_eq!(rig.runs(), 2);
}
