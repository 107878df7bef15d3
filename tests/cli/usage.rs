//! Help, version, and command lines that are not understood.

use std::fs;
use std::path::{Path, PathBuf};

use ::unkink::cli::Cli;
use clap::CommandFactory;
use insta::assert_snapshot;

use super::unkink::Unkink;

#[test]
fn help_fits_on_a_screen_and_shows_how_to_begin() {
    assert_snapshot!(Unkink::new().run(["-h"]), @"
    A guided stretch-routine timer for the terminal

    Usage: unkink [OPTIONS] [COMMAND]

    Commands:
      run          Open the start card of a routine
      list         List the routines at hand, with their total times
      show         Show a routine as a timeline
      new          Begin a routine of your own: a file that explains itself, or a copy of another
      edit         Open a routine in your editor, and check it when you are done
      history      Show what was done and what hurt
      import       Make routines of another timer's file
      check        Find every problem of routine files
      doctor       See what works here, what does not, and what to do about it
      schema       Print the format of routine files, for editors
      completions  Print completions for a shell
      man          Print a page for `man`
      help         Print this message or the help of the given subcommand(s)

    Options:
          --no-color  Use no colours (NO_COLOR in the environment does the same)
      -h, --help      Print help (see more with '--help')
      -V, --version   Print version

    Session options:
          --mute              Start without sound
          --no-voice          Start without the voice; the bells stay
          --volume <PERCENT>  How loud, 0 to 100
          --plain             Tell it in lines, for screen readers and logs
          --rehearse <N>      Run N times as fast, 2 to 1000, to see a routine through; saves nothing

    Examples:
      unkink                        pick a routine from the library
      unkink run wall-slide         straight to its start card
      unkink run ./mine.toml        a routine of your own
      unkink show foam-roller       what comes when, before you lie down
      unkink --mute run desk-break  without a sound
      unkink --plain run morning    in lines, for a screen reader; keys may come from a pipe
      unkink history                what was done, and what hurt

    In a session: Space pauses, h or Esc stops at once when it hurts, ? shows all keys.
    It is a timer, not medical advice. Stop if it hurts.
    --- exit 0
    ");
}

#[test]
fn every_command_has_examples() {
    for command in Cli::command().get_subcommands().map(|command| command.get_name()) {
        let help = Unkink::new().run([command, "--help"]);
        assert!(help.contains(&format!("Examples:\n  unkink {command}")), "{help}");
        assert!(help.ends_with("--- exit 0\n"), "{help}");
    }
}

#[test]
fn lines_of_help_fit_into_a_hundred_columns() {
    for arguments in [
        vec!["--help"],
        vec!["run", "--help"],
        vec!["check", "--help"],
        vec!["doctor", "--help"],
        vec!["history", "--help"],
        vec!["schema", "--help"],
    ] {
        let help = Unkink::new().run(&arguments);
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
}

#[test]
fn the_version_names_what_makes_the_sound() {
    let sound = match (cfg!(feature = "sound"), std::env::consts::OS) {
        (false, _) => "(no sound in this build)",
        (true, "linux") => "(sound: PipeWire or PulseAudio, else rodio with ALSA)",
        (true, "macos") => "(sound: rodio with Core Audio)",
        (true, "windows") => "(sound: rodio with WASAPI)",
        (true, _) => "(sound: rodio)",
    };
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(Unkink::new().run(["--version"]), format!("unkink {version} {sound}\n--- exit 0\n"));
}

#[test]
fn an_unknown_command_is_a_usage_error() {
    assert_snapshot!(Unkink::new().run(["lits"]), @"
    --- stderr
    error: unrecognized subcommand 'lits'

      tip: a similar subcommand exists: 'list'

    Usage: unkink [OPTIONS] [COMMAND]

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn numbers_out_of_range_are_usage_errors() {
    for arguments in [["--volume", "101"], ["--volume", "loud"], ["--rehearse", "1"], ["--rehearse", "1001"]] {
        let said = Unkink::new().run(arguments);
        assert!(said.starts_with("--- stderr\nerror: invalid value"), "{said}");
        assert!(said.ends_with("--- exit 2\n"), "{said}");
    }
}

/// Every `unkink COMMAND` that a text tells a person to type.
fn named_commands(text: &str) -> Vec<String> {
    let quoted = ["`unkink ", "“unkink ", "\n  unkink "];
    let calls = quoted.iter().flat_map(|quote| text.split(quote).skip(1));
    let words = calls.map(|call| call.split(['`', '”', '\n']).next().unwrap_or_default());
    let command = |call: &str| call.split_whitespace().find(|word| !word.starts_with("--")).map(str::to_owned);
    // In an example a comment follows, far to the right.
    words.filter(|call| !call.starts_with("  ")).filter_map(command).collect()
}

#[test]
fn every_command_that_is_named_exists() {
    let known = Cli::command();
    let exists = |name: &str| name == "help" || known.find_subcommand(name).is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources =
        ["src/screen", "src/command", "src/edge", "src"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut files: Vec<PathBuf> = sources.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "rs"));
    files.extend(["README.md", "assets/settings.toml"].map(|name| root.join(name)));
    let mut texts: Vec<(String, String)> =
        files.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect();
    for command in std::iter::once(known.clone()).chain(known.get_subcommands().cloned()) {
        texts.push((format!("{} --help", command.get_name()), command.clone().render_long_help().to_string()));
    }
    let mut found = 0;
    for (place, text) in &texts {
        for name in named_commands(text) {
            assert!(exists(&name), "{place} names `unkink {name}`, which does not exist");
            found += 1;
        }
    }
    assert!(found > 20, "only {found} commands were found: the texts are read wrongly");
}
