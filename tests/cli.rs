//! The commands, from their arguments to their whole output.

mod check;
mod doctor;
mod figure;
mod history;
mod import;
mod list;
mod manual;
#[cfg(unix)]
mod plain;
mod run;
mod schema;
mod show;
pub mod unkink;
mod usage;
#[cfg(unix)]
mod write;

#[test]
fn no_word_at_all_means_what_a_parser_makes_of_it() {
    let parsed = <::unkink::cli::Cli as clap::Parser>::try_parse_from(["unkink"]).unwrap();
    assert_eq!(format!("{parsed:?}"), format!("{:?}", ::unkink::cli::Cli::default()));
}
