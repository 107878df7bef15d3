//! Parses the command line, runs it, prints an error, and gives the exit code.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use unkink::cli::Cli;
use unkink::command;

fn main() -> ExitCode {
    // Without a word there is nothing to be taken apart, and the library is there a little sooner.
    let parsed = if std::env::args_os().len() > 1 { Cli::try_parse() } else { Ok(Cli::default()) };
    let cli = match parsed {
        Ok(cli) => cli,
        Err(answer) => {
            // Help, version, or how it should have been written; a closed pipe is nobody's fault.
            let _ = answer.print();
            return ExitCode::from(answer.exit_code() as u8);
        }
    };
    let exit = command::run(cli).unwrap_or_else(|error| {
        let hint = error.hint().map(|hint| format!("help: {hint}\n")).unwrap_or_default();
        let _ = write!(std::io::stderr(), "error: {error}\n{hint}");
        error.exit()
    });
    ExitCode::from(exit.code())
}
