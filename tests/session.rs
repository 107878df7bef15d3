//! The session as scripts and timelines.

mod checks;
mod properties;
mod resume;
mod stops;
mod timelines;

pub use properties::{deed, play};
#[cfg(unix)]
pub use resume::place;
