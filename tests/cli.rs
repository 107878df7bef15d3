//! The commands, from their arguments to their whole output.

mod check;
mod history;
mod list;
mod run;
mod schema;
mod show;
mod unkink;
mod usage;
