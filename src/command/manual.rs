//! `unkink completions` and `unkink man`: the command line, told to shells and to `man`.

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::print;
use crate::cli::Cli;
use crate::error::{Error, Exit};

const NAME: &str = "unkink";

/// Prints what a shell needs to complete the command line.
pub fn completions(shell: Shell) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Well)
}

/// Prints the page about the command with this name, or about the whole program.
pub fn page(command: Option<&str>) -> Result<Exit, Error> {
    let mut cli = Cli::command();
    // Each command gets what holds for all of them, and its whole name.
    cli.build();
    let about = command.and_then(|name| cli.find_subcommand(name)).unwrap_or(&cli).clone();
    let page = Man::new(about).source(concat!("unkink ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    page.render(&mut text).map_err(Error::WriteOutput)?;
    print(&with_examples(&String::from_utf8_lossy(&text)))?;
    Ok(Exit::Well)
}

/// The page with its examples as such, which keep their lines. Nothing comes after them: the version stands at the foot.
fn with_examples(page: &str) -> String {
    let Some((above, examples)) = page.split_once(".SH EXTRA\nExamples:\n") else { return page.to_owned() };
    let examples = examples.split("\n.SH ").next().unwrap_or_default().trim_end();
    format!("{above}.SH EXAMPLES\n.nf\n{examples}\n.fi\n")
}
