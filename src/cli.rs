//! The command line's shape, nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint, value_parser};
use clap_complete::Shell;

/// The version, and where the sound of this build goes.
const VERSION: &str = if cfg!(not(feature = "sound")) {
    concat!(env!("CARGO_PKG_VERSION"), " (no sound in this build)")
} else if cfg!(target_os = "linux") {
    concat!(env!("CARGO_PKG_VERSION"), " (sound: PipeWire or PulseAudio, else rodio with ALSA)")
} else if cfg!(target_vendor = "apple") {
    concat!(env!("CARGO_PKG_VERSION"), " (sound: rodio with Core Audio)")
} else if cfg!(windows) {
    concat!(env!("CARGO_PKG_VERSION"), " (sound: rodio with WASAPI)")
} else {
    concat!(env!("CARGO_PKG_VERSION"), " (sound: rodio)")
};

const SESSION: &str = "Session options";

const EXAMPLES: &str = "\
Examples:
  unkink                        pick a routine from the library
  unkink run wall-slide         straight to its start card
  unkink run ./mine.toml        a routine of your own
  unkink show foam-roller       what comes when, before you lie down
  unkink --mute run desk-break  without a sound
  unkink --plain run morning    in lines, for a screen reader; keys may come from a pipe
  unkink history                what was done, and what hurt

In a session: Space pauses, h or Esc stops at once when it hurts, ? shows all keys.
It is a timer, not medical advice. Stop if it hurts.";

const RUN_EXAMPLES: &str = "\
Examples:
  unkink run foam-roller
  unkink run foam                the start of an id is enough if only one begins so
  unkink run ~/stretches/hips.toml
  unkink run full --rehearse 20  all of it in under a minute; nothing is saved";

const LIST_EXAMPLES: &str = "\
Examples:
  unkink list
  unkink list --json | jq -r '.[].id'";

const SHOW_EXAMPLES: &str = "\
Examples:
  unkink show morning
  unkink show ./mine.toml
  unkink show foam-roller --cues | less
  unkink show wall-slide --json | jq '.steps[].name'
  unkink show --figure wall-slide
  unkink show --figure ./mine.figure.toml --frame 2";

const NEW_EXAMPLES: &str = "\
Examples:
  unkink new \"After work\"                   after-work.toml, with every key explained
  unkink new \"My roller\" --from foam-roller  a copy to change

Exit code 0: well. 3: there is one already, or it could not be written. Nothing is ever written over.";

const EDIT_EXAMPLES: &str = "\
Examples:
  unkink edit after-work
  unkink edit foam-roller       a copy of it is put into your folder first, and takes its place
  VISUAL=\"code --wait\" unkink edit morning

The editor is $VISUAL, else $EDITOR, else a usual one that is installed.
Exit code 0: it loads. 1: it has errors. 3: no editor, or the file could not be read or written.";

const HISTORY_EXAMPLES: &str = "\
Examples:
  unkink history
  unkink history --all | less
  unkink history --json | jq '.[] | select(.steps[].worst_pain >= 3) | .began'
  unkink history --csv > sessions.csv

Columns of --csv, one row for each side of each step:
  session       its name
  date, time    local, when it began
  routine, warm_up    ids
  no_roller     whether roller steps were left out
  baseline      pain before, 0-10
  ending        complete, left, pain, hurt or abandoned; empty if it was cut off
  closest       after a stop: emergency, same-day, professional, ache, unknown or mistake
  morning       whether pain was gone the next morning: yes, same or worse
  step, step_id    its place, from 1, and its id
  side          in words
  fate          done, easier, partly, skipped, stopped or not-begun
  eased, holds_done, holds_cut (ended before their time), held_seconds
  pain, worst_pain    the last score and the worst, 0-10
  answered      score, easier, nothing or not-asked
  flagged       whether it begins easier next time
A text that a table program would take for a formula has an apostrophe in front.

--json: an array of sessions, the newest first, with session, began and ended (RFC 3339, with the
offset of the place), routine, warm_up, no_roller, baseline, ending, stopped, closest, morning, and steps; a step
has step (from 1), id, fate, eased, flagged, pain, worst_pain, easier, unanswered, and sides; a side
has side, holds_done, holds_cut, held_seconds. Their values are those of the columns.

Exit code 0: well. 1: nothing was deleted. 3: it could not be read, or not deleted.";

const CHECK_EXAMPLES: &str = "\
Examples:
  unkink check                  your routines and settings, and the bundled routines
  unkink check mine.toml
  unkink check ~/stretches      every .toml file in that folder
  unkink check mine.figure.toml
  unkink check --json mine.toml | jq -r '.[].message'
  unkink check --deny warnings  for a repository of routines

--json: an array of problems, each with file, severity (error or warning), message, label (for the place),
help (what to do), line, column, end_line, end_column (from 1, in characters; null if it is the whole file).

Exit code 0: no errors (warnings may be there). 1: errors. 3: a file could not be read.";

const DOCTOR_EXAMPLES: &str = "\
Examples:
  unkink doctor                 sounds each cue and names it; Ctrl-C ends it
  unkink --mute doctor          the same without a sound

It needs no terminal, asks nothing and writes nothing. A line begins with `ok` for what works, `--`
for what is only to be known, and `no` for what does not work; what to do about it stands below.

Exit code 0: nothing is in the way. 1: something that is wanted does not work.";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  unkink schema > routine.schema.json
  unkink schema | jq '.properties | keys'

With a first line in a routine file that names it, an editor with Taplo (in VS Code: Even Better
TOML) completes and explains the keys and marks mistakes while you type:

  #:schema ./routine.schema.json
  name = \"After work\"

It is JSON Schema, draft 7. `unkink check` finds more, such as a session that takes too long.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  unkink completions bash > ~/.local/share/bash-completion/completions/unkink
  unkink completions fish > ~/.config/fish/completions/unkink.fish
  unkink completions zsh > ~/.zfunc/_unkink
                              with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc";

const MAN_EXAMPLES: &str = "\
Examples:
  unkink man > ~/.local/share/man/man1/unkink.1
  unkink man history > ~/.local/share/man/man1/unkink-history.1
  unkink man | man -l -         read it at once";

const IMPORT_EXAMPLES: &str = "\
Examples:
  unkink import backup.json           each workout becomes a routine of its own
  unkink import timers.json --print   show what would be written, and write nothing

It knows the files of Just Another Workout Timer, OpenHIIT and free-exercise-db by what is in them.
Rests become the rests of the steps, repeats become reps or sets, left and right become sides.
Nothing that is there is written over: a name that is taken gets a number.

Exit code 0: imported. 1: nothing in the file can be used. 3: it could not be read, or not written.";

/// A guided stretch-routine timer for the terminal.
///
/// It counts each hold in digits that can be read from the floor, rings at every change, asks after
/// every step whether anything hurts, and stops at once when it does.
#[derive(Debug, Default, Parser)]
#[command(name = "unkink", version = VERSION, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// What to do; none opens the library screen.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

impl Cli {
    /// What the words of a command line mean, of which the first is the program.
    ///
    /// # Errors
    /// Help or the version was asked for, or they mean nothing.
    pub fn read(words: Vec<OsString>) -> Result<Cli, clap::Error> {
        match Cli::every_day(&words) {
            Some(cli) => Ok(cli),
            None => Cli::try_parse_from(words),
        }
    }

    /// The two that are used every day: for them alone the parser need not be built, which takes a tenth of the time to
    /// the first picture.
    fn every_day(words: &[OsString]) -> Option<Cli> {
        let command = match words {
            [_] => None,
            [_, run, routine] if run == "run" && !routine.as_encoded_bytes().starts_with(b"-") => {
                Some(Command::Run { routine: Some(routine.clone()) })
            }
            _ => return None,
        };
        Some(Cli { command, ..Cli::default() })
    }
}

/// One verb.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the start card of a routine
    #[command(after_help = RUN_EXAMPLES)]
    Run {
        /// An id such as `foam-roller`, the start of one, or a path to a `.toml` file; none is the one begun last
        routine: Option<OsString>,
    },
    /// List the routines at hand, with their total times
    #[command(after_help = LIST_EXAMPLES)]
    List {
        /// Print a JSON array instead
        #[arg(long)]
        json: bool,
    },
    /// Show a routine as a timeline
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// An id such as `foam-roller`, the start of one, or a path to a `.toml` file
        #[arg(required_unless_present = "figure")]
        routine: Option<OsString>,
        /// Show every hold and rest, what is read in each step, and when each sound comes
        #[arg(long)]
        cues: bool,
        /// Print a JSON object instead
        #[arg(long, conflicts_with = "cues")]
        json: bool,
        /// Show a moving figure instead, until a key: a name such as `wall-slide`, or a path to its file
        #[arg(long, value_name = "NAME", conflicts_with_all = ["routine", "cues", "json"])]
        figure: Option<OsString>,
        /// Print one pose of the figure as text, from 1; all of them where there is no terminal
        #[arg(long, value_name = "N", requires = "figure", conflicts_with = "routine", value_parser = value_parser!(u8).range(1..=4))]
        frame: Option<u8>,
    },
    /// Begin a routine of your own: a file that explains itself, or a copy of another
    #[command(after_help = NEW_EXAMPLES)]
    New {
        /// What it is called; its id and its file are named after it
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        name: String,
        /// Copy this routine instead: an id, the start of one, or a path to a `.toml` file
        #[arg(long, value_name = "ROUTINE")]
        from: Option<OsString>,
    },
    /// Open a routine in your editor, and check it when you are done
    #[command(after_help = EDIT_EXAMPLES)]
    Edit {
        /// An id such as `foam-roller`, the start of one, or a path to a `.toml` file
        routine: OsString,
    },
    /// Show what was done and what hurt
    #[command(after_help = HISTORY_EXAMPLES)]
    History {
        /// Show every session, not only the last 30
        #[arg(long)]
        all: bool,
        /// Print all of it as a JSON array instead
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        /// Print all of it as comma-separated values instead, a row for each side of each step
        #[arg(long)]
        csv: bool,
        /// Delete all of it for good, and your answers about health; asks first
        #[arg(long, conflicts_with_all = ["all", "json", "csv"])]
        forget: bool,
    },
    /// Make routines of another timer's file
    #[command(after_help = IMPORT_EXAMPLES)]
    Import {
        /// The file, whatever its ending
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Print the routines instead of writing them
        #[arg(long)]
        print: bool,
    },
    /// Find every problem of routine files
    #[command(after_help = CHECK_EXAMPLES)]
    Check {
        /// Files, folders of `.toml` files, or ids; none means all routines and your settings
        #[arg(value_name = "FILE or FOLDER", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
        /// Print a JSON array of problems instead, for editors
        #[arg(long)]
        json: bool,
        /// Count warnings as errors: exit 1 if there are any
        #[arg(long, value_name = "warnings")]
        deny: Option<Denied>,
    },
    /// See what works here, what does not, and what to do about it
    #[command(after_help = DOCTOR_EXAMPLES)]
    Doctor,
    /// Print the format of routine files, for editors
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,
    /// Print completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell they are for
        shell: Shell,
    },
    /// Print a page for `man`
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The command it is about; none is the program itself
        #[arg(value_parser = known_command)]
        command: Option<String>,
    },
}

/// The name of a command, if there is such a one.
fn known_command(name: &str) -> Result<String, String> {
    let known = Cli::command().find_subcommand(name).is_some();
    known.then(|| name.to_owned()).ok_or_else(|| "there is no such command".to_owned())
}

/// What `check` counts as errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Denied {
    /// Warnings.
    Warnings,
}

/// Flags that may stand before or after the command.
#[derive(Debug, Default, Args)]
pub struct Global {
    /// Start without sound
    #[arg(long, global = true, help_heading = SESSION)]
    pub mute: bool,
    /// Start without the voice; the bells stay
    #[arg(long, global = true, help_heading = SESSION)]
    pub no_voice: bool,
    /// How loud, 0 to 100
    #[arg(long, global = true, help_heading = SESSION, value_name = "PERCENT", value_parser = value_parser!(u8).range(0..=100))]
    pub volume: Option<u8>,
    /// Tell it in lines, for screen readers and logs
    #[arg(long, global = true, help_heading = SESSION)]
    pub plain: bool,
    /// Use no colours (NO_COLOR in the environment does the same)
    #[arg(long, global = true)]
    pub no_color: bool,
    /// Run N times as fast, 2 to 1000, to see a routine through; saves nothing
    #[arg(long, global = true, help_heading = SESSION, value_name = "N", value_parser = value_parser!(u32).range(2..=1000))]
    pub rehearse: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_every_day_means_what_the_parser_says() {
        for line in ["unkink", "unkink run wall-slide", "unkink run ./mine.toml", "unkink run help", "unkink run run"] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let at_once = Cli::every_day(&words).map(|cli| format!("{cli:?}"));
            assert_eq!(at_once, Some(format!("{:?}", Cli::parse_from(words))), "{line}");
        }
        let empty = ["unkink", "run", ""].map(OsString::from);
        assert_eq!(format!("{:?}", Cli::every_day(&empty).unwrap()), format!("{:?}", Cli::parse_from(empty)));
    }

    #[test]
    fn all_else_is_left_to_the_parser() {
        for line in
            ["unkink run", "unkink run --mute", "unkink run -x", "unkink run a b", "unkink list", "unkink --help"]
        {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert!(Cli::every_day(&words).is_none(), "{line}");
        }
    }
}
