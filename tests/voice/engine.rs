//! Which program speaks, and how it is called.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use unkink::edge::voice::engine::{Call, Engine, Known, Reads, Writes};
use unkink::settings::Settings;

use super::rig::Rig;

fn call(engine: &Engine) -> (String, Reads, Writes) {
    let Call { program, arguments, reads, writes } = engine.call(Path::new("/t/text.txt"), Path::new("/t/speech.wav"));
    let words = std::iter::once(OsString::from(program)).chain(arguments);
    let words: Vec<String> = words.map(|word| word.into_string().unwrap()).collect();
    (words.join("|"), reads, writes)
}

fn own(words: &[&str]) -> Engine {
    Engine::own(words.iter().map(|word| (*word).to_owned()).collect())
}

#[test]
fn espeak_ng_gets_the_text_as_input_and_writes_a_file() {
    let called = |voice| call(&Engine::known(Known::EspeakNg, voice, 160));
    let words = "espeak-ng|--stdin|-w|/t/speech.wav|-s|160";
    assert_eq!(called(None), (words.to_owned(), Reads::Input, Writes::File));
    assert_eq!(called(Some("en-gb")).0, format!("{words}|-v|en-gb"));
}

#[test]
fn say_of_macos_gets_the_text_as_input_and_writes_a_file() {
    let called = |voice| call(&Engine::known(Known::Say, voice, 180));
    let words = "say|-f|-|-o|/t/speech.wav|--data-format=LEI16@22050|-r|180";
    assert_eq!(called(None), (words.to_owned(), Reads::Input, Writes::File));
    assert_eq!(called(Some("Daniel")).0, format!("{words}|-v|Daniel"));
}

#[test]
fn a_program_of_ones_own_gets_files_where_it_names_them() {
    assert_eq!(call(&own(&["speak"])), ("speak".to_owned(), Reads::Input, Writes::Output));
    let files = own(&["speak", "--in={text}", "-o", "{out}", "{odd} {"]);
    let words = "speak|--in=/t/text.txt|-o|/t/speech.wav|{odd} {";
    assert_eq!(call(&files), (words.to_owned(), Reads::File, Writes::File));
    let piper = own(&["piper", "--model", "/m/alba.onnx", "--output_file", "{out}"]);
    let words = "piper|--model|/m/alba.onnx|--output_file|/t/speech.wav";
    assert_eq!(call(&piper), (words.to_owned(), Reads::Input, Writes::File));
}

#[test]
fn the_setting_comes_before_what_is_installed() {
    let settings = Settings { voice_engine: vec!["mine".to_owned()], voice_rate: 90, ..Settings::default() };
    assert_eq!(Engine::choose(&settings), Some(own(&["mine"])));
}

#[test]
fn no_two_renderings_have_the_same_key() {
    let espeak = |voice, rate| Engine::known(Known::EspeakNg, voice, rate);
    let keys = [
        espeak(None, 160).key("a"),
        espeak(None, 160).key("b"),
        espeak(None, 161).key("a"),
        espeak(Some("de"), 160).key("a"),
        Engine::known(Known::Say, None, 160).key("a"),
        own(&["espeak-ng"]).key("a"),
        own(&["x", "y"]).key("a"),
        own(&["x"]).key("y\0a"),
    ];
    let different: std::collections::HashSet<&String> = keys.iter().collect();
    assert_eq!(different.len(), keys.len());
}

#[test]
fn the_text_arrives_as_it_is_and_is_never_an_argument() {
    let long = "stretch ".repeat(1_250);
    let texts =
        ["--version", "-w /tmp/x", "'\"`$(touch oops)`", "two\nlines\r\n", "{out} {text}", "ünï ☃ \u{202e}", &long];
    let rig = Rig::new();
    let script =
        "n=$(cat runs 2>/dev/null | wc -l); ran; cat >input-$((n)); echo \"$*\" >arguments-$((n)); cat tone.wav";
    let mut speaking = rig.speaker(&rig.program(script, &["--fixed"]));
    assert_eq!(speaking.all(&texts), texts);
    for (n, text) in texts.iter().enumerate() {
        assert_eq!(fs::read_to_string(rig.path(&format!("input-{n}"))).unwrap(), *text);
        assert_eq!(fs::read_to_string(rig.path(&format!("arguments-{n}"))).unwrap(), "--fixed\n");
    }
}

#[test]
fn a_program_may_take_files_instead() {
    let rig = Rig::new();
    let mut speaking =
        rig.speaker(&rig.program("cp \"$1\" input; cp tone.wav \"$2\"; echo noise", &["{text}", "{out}"]));
    assert_eq!(speaking.all(&["--version"]), ["--version"]);
    assert_eq!(fs::read_to_string(rig.path("input")).unwrap(), "--version");
}

#[test]
fn the_example_for_piper_works_with_a_program_that_is_called_like_it() {
    let example = unkink::settings::DEFAULTS.lines().find_map(|line| line.strip_prefix("# voice-engine = ")).unwrap();
    let (settings, problems) = Settings::parse(&format!("voice-engine = {example}"));
    assert!(problems.is_empty());
    let [piper, rest @ ..] = &settings.voice_engine[..] else { panic!("{example}") };
    assert_eq!(piper, "piper");
    let rig = Rig::new();
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    let script = "[ \"$1\" = --model ] && [ \"$3\" = --output_file ] && cat >input && cp tone.wav \"$4\"";
    assert_eq!(rig.speaker(&rig.program(script, &rest)).all(&["Switch sides."]), ["Switch sides."]);
    assert_eq!(fs::read_to_string(rig.path("input")).unwrap(), "Switch sides.");
}

proptest! {
    #[test]
    fn no_text_changes_the_arguments(words in prop::collection::vec("[a-z{}]{0,8}", 1..5), text in ".{0,40}") {
        let engine = Engine::own(words.clone());
        let call = engine.call(Path::new("T"), Path::new("O"));
        prop_assert_eq!(call.arguments.len(), words.len() - 1);
        prop_assert!(engine.key(&text).ends_with(&text));
    }
}
