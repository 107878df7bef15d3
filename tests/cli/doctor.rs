//! `unkink doctor`: what works, what does not, and what to do. No test here reaches a sound card.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use insta::assert_snapshot;

use super::unkink::Unkink;
use crate::sound::wav_file;

const SETTINGS: &str = ".config/unkink/config.toml";

/// A machine without a sound card. Messages about that are for nobody.
fn no_card() -> Unkink {
    Unkink::new().variable("ALSA_CONFIG_PATH", "/nonexistent/alsa.conf")
}

/// The section with this title, without it.
fn section<'a>(said: &'a str, title: &str) -> &'a str {
    let start = said.find(&format!("{title}\n")).unwrap_or_else(|| panic!("no {title} in {said}"));
    said[start..].split_once('\n').unwrap().1.split("\n\n").next().unwrap()
}

/// Every file and folder below, and what is in them.
fn all_below(folder: &Path) -> BTreeSet<(PathBuf, Vec<u8>)> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_below(&path));
            found.insert((path, Vec::new()));
        } else {
            let held = fs::read(&path).unwrap();
            found.insert((path, held));
        }
    }
    found
}

#[cfg(all(target_os = "linux", feature = "sound"))]
#[test]
fn a_machine_without_a_sound_card_is_told_so_in_a_line_and_the_rest_goes_on() {
    assert_snapshot!(no_card().run(["doctor"]), @"
    terminal
      --  standard input and output are no terminal
          a session here is told in lines, as with --plain
      --  TERM is not set
          a terminal sets it, such as to xterm-256color
      ok  colours
      --  no locale is set: the terminal may not show UTF-8
          if digits and bars look odd, set LANG to one with UTF-8, such as C.UTF-8

    sound
      no  no sound device found
          the screen shows every cue; for sound, see whether another program plays any
      ok  volume 60

    sounds (not played)
      ok  get-ready  a step comes: get into place
      ok  start      a hold begins
      ok  rep        the next repetition follows without a gap
      ok  end        a hold ends and a gap follows
      ok  switch     change sides
      ok  rest       a rest between sets begins
      ok  check      the step is over: any pain?
      ok  stop       everything has stopped
      ok  done       the session is done
      ok  count      three, two, one
      ok  halfway    half of a hold is over
      ok  tick       the beat of a hold that has one

    voice
      --  no program that speaks was found: bells and screen say it all
          for a voice, install espeak-ng, or name a program as `voice-engine`

    display
      --  it may go dark in a session (`keep-awake = false` in the settings)

    folders
      ok  settings and routines: ~/.config/unkink (not there yet, made when it is needed)
      ok  history: ~/.local/share/unkink (not there yet, made when it is needed)
      ok  mark of a running session: ~/.local/state/unkink (not there yet, made when it is needed)
      ok  what can be made again: ~/.cache/unkink (not there yet, made when it is needed)

    files
      ok  routines and settings: 8 files, no problems
      ok  history: 0 sessions

    1 thing does not work: the line that begins with `no` says what to do
    --- exit 1
    ");
}

#[cfg(all(target_os = "linux", feature = "sound"))]
#[test]
fn who_wants_no_sound_misses_none() {
    let said = no_card().run(["--mute", "doctor"]);
    assert_snapshot!(section(&said, "sound"), @"
    --  no sound device found
        the screen shows every cue
    --  muted: nothing is heard
        `m` in a session turns it on
    ");
    assert!(said.ends_with("\nnothing is in the way\n--- exit 0\n"), "{said}");
    let quiet = no_card().file(SETTINGS, "mute = true\n").run(["doctor"]);
    assert_eq!(section(&quiet, "sound"), section(&said, "sound"));
    let zero = no_card().run(["doctor", "--volume", "0"]);
    assert!(section(&zero, "sound").contains("--  volume 0: nothing is heard\n"), "{zero}");
}

#[cfg(not(feature = "sound"))]
#[test]
fn a_build_without_sound_says_so() {
    let said = no_card().run(["doctor"]);
    assert!(section(&said, "sound").contains("--  this build has no sound\n"), "{said}");
    assert!(said.ends_with("\nnothing is in the way\n--- exit 0\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn each_sound_of_ones_own_that_cannot_be_used_is_named_and_why() {
    let lines = [
        "get-ready = \"text.wav\"",
        "start = \"bell.wav\"",
        "rep = \"folder.wav\"",
        "end = \"cut.wav\"",
        "switch = \"huge.wav\"",
        "rest = \"out.wav\"",
        "check = \"gone\\u001b[2J.wav\"",
        "stop = \"pipe.wav\"",
        "done = \"long.wav\"",
        "count = \"empty.wav\"",
        "tick = false",
    ];
    let whole = wav_file(8_000, vec![0.5; 800]);
    let sounds = |name: &str| format!(".config/unkink/sounds/{name}");
    let unkink = no_card()
        .file(SETTINGS, format!("[cues]\n{}\n", lines.join("\n")))
        .file("elsewhere.wav", &whole)
        .file(&sounds("text.wav"), "no sound")
        .file(&sounds("bell.wav"), &whole)
        .file(&sounds("folder.wav/x"), "")
        .file(&sounds("cut.wav"), &whole[..400])
        .file(&sounds("huge.wav"), "")
        .file(&sounds("long.wav"), wav_file(100, vec![0.5; 3_200]))
        .file(&sounds("empty.wav"), "");
    let at = |name: &str| unkink.path(&sounds(name));
    fs::File::options().write(true).open(at("huge.wav")).unwrap().set_len(500_000_000).unwrap();
    std::os::unix::fs::symlink(unkink.path("elsewhere.wav"), at("out.wav")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at("pipe.wav")).status().unwrap().success());
    let said = unkink.run(["--mute", "doctor"]);
    assert_snapshot!(section(&said, "sounds (not played)"), @"
    no  get-ready  a step comes: get into place (as shipped: `text.wav` cannot be used)
        not a WAV file; `unkink check` shows where it is named
    ok  start      a hold begins (`bell.wav`)
    no  rep        the next repetition follows without a gap (as shipped: `folder.wav` cannot be used)
        it is a folder; `unkink check` shows where it is named
    no  end        a hold ends and a gap follows (as shipped: `cut.wav` cannot be used)
        it is cut short: its end is missing; `unkink check` shows where it is named
    no  switch     change sides (as shipped: `huge.wav` cannot be used)
        it is larger than 20 MB; `unkink check` shows where it is named
    no  rest       a rest between sets begins (as shipped: `out.wav` cannot be used)
        it is a link out of the folder `sounds`; `unkink check` shows where it is named
    no  check      the step is over: any pain? (as shipped: `gone␛[2J.wav` cannot be used)
        there is no such file; `unkink check` shows where it is named
    no  stop       everything has stopped (as shipped: `pipe.wav` cannot be used)
        it is not a regular file; `unkink check` shows where it is named
    --  done       the session is done (`long.wav`)
        longer than 30 s: it fades out there
    no  count      three, two, one (as shipped: `empty.wav` cannot be used)
        not a WAV file; `unkink check` shows where it is named
    ok  halfway    half of a hold is over
    --  tick       the beat of a hold that has one (off in the settings)
    ");
    assert_snapshot!(said.split("\n\n").last().unwrap(), @"
    8 things do not work: the lines that begin with `no` say what to do
    --- exit 1
    ");
}

#[test]
fn nothing_is_made_or_changed() {
    let history = "{\"v\":1,\"session\":\"a\",\"n\":0,\"at\":\"2026-01-01T10:00:00Z\",\"event\":\"began\",\
                   \"routine\":\"morning\",\"baseline\":0}\n";
    let unkink = no_card()
        .file(SETTINGS, "mute = true\n[cues]\nstart = \"a.wav\"\n")
        .file(".config/unkink/sounds/a.wav", wav_file(8_000, [0.5]))
        .file(".local/share/unkink/history.jsonl", history)
        .routine("broken.toml", "hodl = 3\n");
    let before = all_below(&unkink.path(""));
    let said = unkink.run(["doctor"]);
    assert_eq!(all_below(&unkink.path("")), before);
    assert!(said.contains("ok  history: 1 session\n"), "{said}");
    let bare = no_card();
    bare.run(["doctor", "--mute"]);
    assert_eq!(all_below(&bare.path("")), BTreeSet::new());
}

#[test]
fn files_with_problems_are_counted() {
    let unkink = no_card().routine("broken.toml", "hodl = 3\n").file(".local/share/unkink/history.jsonl", "what?\n");
    let said = unkink.run(["--mute", "doctor"]);
    assert_snapshot!(section(&said, "files"), @"
    no  routines and settings: 9 files, 3 errors
        `unkink check` names them, and how to mend them
    --  history: 0 sessions
        1 line of the history cannot be read and is left out
    ");
    assert!(said.ends_with("--- exit 1\n"), "{said}");
}

#[test]
fn a_history_that_cannot_be_read_is_a_fault() {
    let said = no_card().file(".local/share/unkink/history.jsonl/x", "").run(["--mute", "doctor"]);
    assert!(section(&said, "files").contains("no  history: "), "{said}");
    assert!(
        said.ends_with("1 thing does not work: the line that begins with `no` says what to do\n--- exit 1\n"),
        "{said}"
    );
}

#[test]
fn a_file_in_the_place_of_a_folder_is_named() {
    let said = no_card().file(".local/share/unkink", "").run(["--mute", "doctor"]);
    assert_snapshot!(section(&said, "folders"), @"
    ok  settings and routines: ~/.config/unkink (not there yet, made when it is needed)
    no  history: ~/.local/share/unkink takes no files
        something that is no folder has its place: move it away
    ok  mark of a running session: ~/.local/state/unkink (not there yet, made when it is needed)
    ok  what can be made again: ~/.cache/unkink (not there yet, made when it is needed)
    ");
    assert!(said.ends_with("--- exit 1\n"), "{said}");
}

#[cfg(feature = "sound")]
#[test]
fn programs_that_are_wanted_and_missing_are_faults() {
    let wanted = "voice-engine = [\"piper\\u001b[2J\", \"{out}\"]\nvoice-name = \"de\"\nkeep-awake = true\n";
    let said = no_card().file(SETTINGS, wanted).run(["--mute", "doctor"]);
    assert_snapshot!(section(&said, "voice"), @"
    no  `piper␛[2J`, which the settings name, is not there
        install it, or take `voice-engine` out of the settings
    ");
    assert!(section(&said, "display").starts_with("  no  no program to keep it awake"), "{said}");
    assert!(said.ends_with("--- exit 1\n"), "{said}");
}

#[cfg(all(unix, feature = "sound"))]
#[test]
fn the_voice_is_tried_and_what_is_wrong_with_it_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let tone = wav_file(8_000, (0..4_000).map(|n| (n as f32 / 2.0).sin() / 2.0));
    // As espeak-ng it writes to the file that comes after two other arguments; else to its output.
    let speaks =
        "#!/bin/sh\nif [ $# -gt 2 ]; then /bin/cp \"$HOME/tone.wav\" \"$3\"; else /bin/cat \"$HOME/tone.wav\"; fi\n";
    let unkink = no_card().file("tone.wav", tone).file("bin/espeak-ng", speaks).file("own/piper", speaks);
    let unkink = unkink.file("own/mute", "#!/bin/sh\nexit 3\n").file(SETTINGS, "");
    let path = |name: &str| unkink.path(name);
    let look = |settings: &str| {
        fs::write(path(SETTINGS), settings).unwrap();
        let output = unkink.command(["--mute", "doctor"]).env("PATH", path("bin")).output().unwrap();
        section(&String::from_utf8(output.stdout).unwrap(), "voice").replace(&*path("").to_string_lossy(), "~/")
    };
    assert!(look("").starts_with("  --  no program that speaks was found"), "{}", look(""));
    for name in ["bin/espeak-ng", "own/piper", "own/mute"] {
        fs::set_permissions(path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert_snapshot!(look("voice-name = \"de\"\n"), @"
    ok  ~/bin/espeak-ng, voice `de`, 160 words a minute
    ok  it says: Left side next.
    ");
    let own = |name: &str| look(&format!("voice-engine = [\"{}\"]\n", path(name).display()));
    assert_snapshot!(own("own/piper"), @"
    ok  ~/own/piper, as the settings say
    ok  it says: Left side next.
    ");
    assert_snapshot!(own("own/mute"), @"
    ok  ~/own/mute, as the settings say
    no  it does not speak: it failed (exit status: 3)
        try it by hand; `voice-engine` and `voice-name` in the settings say how it is called
    ");
    let off = "  --  off (`voice = false` in the settings, or --no-voice)";
    assert_eq!(look("voice = false\n"), off);
    assert_eq!(section(&unkink.run(["doctor", "--mute", "--no-voice"]), "voice"), off);
}

#[test]
fn what_the_environment_says_cannot_steer_the_terminal() {
    let odd = no_card().variable("TERM", "x\u{1b}[2J").variable("LANG", "de\u{202e}").variable("NO_COLOR", "1");
    assert_snapshot!(section(&odd.run(["--mute", "doctor"]), "terminal"), @"
    --  standard input and output are no terminal
        a session here is told in lines, as with --plain
    ok  TERM is `x␛[2J`
    --  no colours: NO_COLOR is set
    --  LANG is `de<202e>`: the terminal may not show UTF-8
        if digits and bars look odd, set LANG to one with UTF-8, such as C.UTF-8
    ");
}

#[test]
fn a_terminal_that_can_show_nothing_is_told_in_lines() {
    let said = no_card().variable("TERM", "dumb").variable("LC_ALL", "C.UTF-8").run(["--mute", "doctor"]);
    assert_snapshot!(section(&said, "terminal"), @"
    --  standard input and output are no terminal
        a session here is told in lines, as with --plain
    --  TERM is `dumb`: a session is told in lines, as with --plain
        for pictures start it in a terminal window, where TERM says what that is
    --  no colours in this terminal
    ok  letters in UTF-8 (LC_ALL is `C.UTF-8`)
    ");
    assert!(said.ends_with("--- exit 0\n"), "{said}");
}

#[test]
fn a_reader_that_has_seen_enough_ends_it() {
    let unkink = no_card();
    let mut command = unkink.command(["--mute", "doctor"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn a_theme_that_needs_more_colours_than_there_are_is_told_of() {
    let colours = |theme: &str, said: &'static str| {
        let unkink = no_card().file(SETTINGS, format!("theme = \"{theme}\"\n")).variable("COLORTERM", said);
        let said = unkink.run(["--mute", "doctor"]);
        let terminal = section(&said, "terminal").to_owned();
        terminal.lines().skip_while(|line| !line.contains("colours")).take(2).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(colours("dusk", "truecolor").lines().next().unwrap(), @"  ok  colours, those of the theme `dusk`");
    assert_snapshot!(colours("dusk", ""), @"
    --  colours, but not all that `dusk` needs
        if the terminal has true colours, set COLORTERM to truecolor; until then the theme is `terminal`
    ");
    assert_snapshot!(colours("mono", "").lines().next().unwrap(), @"  --  no colours: the theme is `mono`");
}
