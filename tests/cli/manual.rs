//! `unkink completions` and `unkink man`.

use ::unkink::cli::Cli;
use clap::CommandFactory;

use super::unkink::Unkink;

fn printed(arguments: &[&str]) -> String {
    let said = Unkink::new().run(arguments);
    said.strip_suffix("--- exit 0\n").unwrap_or_else(|| panic!("{arguments:?}: {said}")).to_owned()
}

fn commands() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell} does not know {command}");
        }
        assert!(script.contains("rehearse"), "{shell}");
    }
}

#[cfg(unix)]
#[test]
fn bash_completes_with_what_is_printed() {
    let script = printed(&["completions", "bash"]);
    let ask = "COMP_WORDS=(unkink hi); COMP_CWORD=1; _unkink unkink hi unkink; echo \"${COMPREPLY[@]}\"";
    let answer = std::process::Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&answer.stdout), "history\n", "{}", String::from_utf8_lossy(&answer.stderr));
}

#[test]
fn every_command_has_a_page_with_its_options_and_examples() {
    for name in commands() {
        let page = printed(&["man", &name]);
        assert!(page.contains(&format!("\n.TH unkink-{name} 1")), "{page}");
        assert!(page.contains("\n.SH SYNOPSIS\n\\fBunkink "), "{page}");
        assert!(page.contains("\n.SH EXAMPLES\n.nf\n  unkink "), "{page}");
        assert!(page.ends_with("\n.fi\n"), "{page}");
    }
}

#[test]
fn the_page_of_the_program_names_every_command() {
    let page = printed(&["man"]);
    assert!(page.contains("\n.TH unkink 1"));
    for name in commands() {
        assert!(page.contains(&format!("unkink\\-{name}(1)")), "{name}");
    }
}

#[test]
fn a_page_of_no_command_is_a_usage_error() {
    let said = Unkink::new().run(["man", "dance"]);
    assert!(said.contains("there is no such command"), "{said}");
    assert!(said.ends_with("--- exit 2\n"), "{said}");
}
