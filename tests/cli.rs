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
