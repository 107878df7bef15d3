//! Parses the command line, runs it, prints an error, and gives the exit code.

use std::io::Write;
use std::process::ExitCode;

use unkink::cli::Cli;
use unkink::command;

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os().collect()) {
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
