//! `unkink schema`: the format of routine files, for editors.

use super::{json, print};
use crate::error::{Error, Exit};
use crate::routine;

/// Prints the JSON Schema.
pub fn run() -> Result<Exit, Error> {
    print(&json(&routine::schema()))?;
    Ok(Exit::Well)
}
