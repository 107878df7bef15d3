//! Help, version, and command lines that are not understood.

use insta::assert_snapshot;

use super::unkink::Unkink;

#[test]
fn help_fits_on_a_screen_and_shows_how_to_begin() {
    assert_snapshot!(Unkink::new().run(["-h"]), @r"
    A guided stretch-routine timer for the terminal

    Usage: unkink [OPTIONS] [COMMAND]

    Commands:
      run    Open the start card of a routine
      list   List the routines at hand, with their total times
      show   Show a routine as a timeline
      check  Find every problem of routine files
      help   Print this message or the help of the given subcommand(s)

    Options:
          --no-color  Use no colours (NO_COLOR in the environment does the same)
      -h, --help      Print help (see more with '--help')
      -V, --version   Print version

    Session options:
          --mute              Start without sound
          --volume <PERCENT>  How loud, 0 to 100
          --rehearse <N>      Run N times as fast, 2 to 1000, to see a routine through; saves nothing

    Examples:
      unkink                        pick a routine from the library
      unkink run wall-slide         straight to its start card
      unkink run ./mine.toml        a routine of your own
      unkink show foam-roller       what comes when, before you lie down
      unkink --mute run desk-break  without a sound

    In a session: Space pauses, h or Esc stops at once when it hurts, ? shows all keys.
    It is a timer, not medical advice. Stop if it hurts.
    --- exit 0
    ");
}

#[test]
fn every_command_has_examples() {
    for command in ["run", "list", "show", "check"] {
        let help = Unkink::new().run([command, "--help"]);
        assert!(help.contains(&format!("Examples:\n  unkink {command}")), "{help}");
        assert!(help.ends_with("--- exit 0\n"), "{help}");
    }
}

#[test]
fn lines_of_help_fit_into_a_hundred_columns() {
    for arguments in [vec!["--help"], vec!["run", "--help"], vec!["check", "--help"]] {
        let help = Unkink::new().run(&arguments);
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
}

#[test]
fn the_version_names_what_makes_the_sound() {
    let sound = if cfg!(feature = "sound") { "(sound: rodio)" } else { "(no sound in this build)" };
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(Unkink::new().run(["--version"]), format!("unkink {version} {sound}\n--- exit 0\n"));
}

#[test]
fn an_unknown_command_is_a_usage_error() {
    assert_snapshot!(Unkink::new().run(["lits"]), @r"
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
