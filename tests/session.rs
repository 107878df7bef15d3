//! The session as scripts and timelines.

mod checks;
mod properties;
mod stops;
mod timelines;
