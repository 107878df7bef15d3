//! The commands, from their arguments to their whole output.

mod check;
mod history;
mod import;
mod list;
mod run;
mod show;
mod unkink;
mod usage;
