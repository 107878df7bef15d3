//! The session as scripts and timelines.

mod checks;
mod properties;
mod resume;
mod stops;
mod timelines;

pub use resume::place;
