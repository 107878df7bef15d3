//! What is kept of phrases: when it is used, when it is not, and that it stays bounded.

use std::fs;
use std::num::NonZero;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, SystemTime};

use unkink::edge::speaker::speech::Speech;
use unkink::edge::voice::cache::Cache;
use unkink::settings::Settings;

use super::rig::{LONG, Rig};

fn speech(samples: usize) -> Speech {
    Speech::of(vec![1_000; samples], NonZero::new(22_050).unwrap())
}

#[test]
fn what_was_rendered_once_is_not_rendered_again() {
    let rig = Rig::new();
    let settings = rig.good();
    assert_eq!(rig.speaker(&settings).all(&["one", "two"]), ["one", "two"]);
    assert_eq!(rig.runs(), 2);
    let mut again = rig.speaker(&settings);
    again.prepare(&["two", "one", "three"]);
    assert_eq!(again.next(), Ok(vec!["two".to_owned(), "one".to_owned()]), "all that is there comes at once");
    assert_eq!(again.next(), Ok(vec!["three".to_owned()]));
    assert_eq!(rig.runs(), 3);
}

#[test]
fn what_is_kept_can_be_said_when_the_program_is_gone() {
    let rig = Rig::new();
    let settings = rig.good();
    rig.speaker(&settings).all(&["one"]);
    fs::remove_file(rig.path("engine.sh")).unwrap();
    assert_eq!(rig.speaker(&settings).all(&["one"]), ["one"]);
}

#[test]
fn another_program_voice_or_text_has_a_file_of_its_own() {
    let rig = Rig::new();
    rig.speaker(&rig.program("cat tone.wav", &[])).all(&["one", "two"]);
    rig.speaker(&rig.program("cat tone.wav", &["-v", "other"])).all(&["one"]);
    rig.speaker(&rig.program("cat tone.wav", &["-s", "120"])).all(&["one"]);
    assert_eq!(rig.kept().len(), 4);
}

#[test]
fn names_say_nothing_of_the_text_and_only_the_owner_may_look() {
    let rig = Rig::new();
    rig.speaker(&rig.good()).all(&["../../oops", "/etc/x", ""]);
    let kept = rig.kept();
    assert_eq!(kept.len(), 3);
    for file in kept {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.len() == 16 && name.chars().all(|c| c.is_ascii_hexdigit()), "{name}");
    }
    assert_eq!(fs::metadata(rig.cache()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_file_with_any_damage_is_rendered_anew() {
    let rig = Rig::new();
    let settings = rig.good();
    rig.speaker(&settings).all(&["one"]);
    let file = rig.kept().remove(0);
    let whole = fs::read(&file).unwrap();
    let mut runs = 1;
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        bytes
    };
    let last = whole.len() - 1;
    let damaged = [Vec::new(), whole[..40].to_vec(), whole[..last].to_vec(), flipped(3), flipped(20), flipped(last)];
    for bytes in damaged.into_iter().chain([[&whole[..], b"xx"].concat()]) {
        fs::write(&file, bytes).unwrap();
        assert_eq!(rig.speaker(&settings).all(&["one"]), ["one"]);
        runs += 1;
        assert_eq!(rig.runs(), runs);
        assert_eq!(fs::read(&file).unwrap(), whole);
    }
}

#[test]
fn a_file_of_another_text_is_never_taken_for_this_one() {
    let rig = Rig::new();
    let settings = rig.good();
    rig.speaker(&settings).all(&["one"]);
    let one = rig.kept().remove(0);
    rig.speaker(&settings).all(&["two"]);
    let two = rig.kept().into_iter().find(|file| *file != one).unwrap();
    fs::copy(&one, &two).unwrap();
    rig.speaker(&settings).all(&["two"]);
    assert_eq!(rig.runs(), 3);
}

#[test]
fn a_folder_that_cannot_be_used_is_done_without() {
    let rig = Rig::new();
    let settings = rig.good();
    fs::write(rig.path("cache"), "a file stands in the way").unwrap();
    for _ in 0..2 {
        assert_eq!(rig.speaker(&settings).all(&["one", "two"]), ["one", "two"]);
    }
    assert_eq!(rig.runs(), 4);
}

#[test]
fn without_a_folder_nothing_is_kept() {
    let rig = Rig::new();
    let settings: Settings = rig.good();
    let (send, told) = std::sync::mpsc::sync_channel(8);
    let mut voice = unkink::edge::voice::Voice::start(&settings, None, LONG, send);
    voice.prepare(vec!["one".to_owned()]);
    told.recv_timeout(LONG).unwrap();
    assert!(voice.speech("one").is_some());
    assert_eq!(rig.kept().len(), 0);
}

#[test]
fn the_oldest_go_when_there_are_too_many() {
    let rig = Rig::new();
    let mut cache = Cache::bounded(rig.cache(), 10_000);
    let mut age = 100;
    for n in 0..40 {
        cache.keep(&n.to_string(), &speech(500));
        for file in rig.kept() {
            let file = fs::File::options().write(true).open(file).unwrap();
            let young = file.metadata().unwrap().modified().unwrap() > SystemTime::now() - Duration::from_secs(10);
            if young {
                file.set_modified(SystemTime::now() - Duration::from_secs(1_000_000 - age)).unwrap();
                age += 100;
            }
        }
        let held: u64 = rig.kept().iter().map(|file| fs::metadata(file).unwrap().len()).sum();
        assert!(held <= 10_000, "{held} after {n}");
    }
    assert_eq!(cache.recall("39"), Some(speech(500)));
    assert_eq!(cache.recall("0"), None);
    assert!(rig.kept().len() >= 6);
}
