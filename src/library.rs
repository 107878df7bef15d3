//! The routines at hand: where each came from, and the routine or its problems.

use std::path::PathBuf;

use crate::problem::Problem;
use crate::routine::Routine;

/// All routines, bundled and the user's, sorted as the library screen lists them.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// One for each id.
    pub items: Vec<Item>,
}

/// One routine, or a file that should be one.
#[derive(Debug, Clone)]
pub struct Item {
    /// The stem of the file's name.
    pub id: String,
    /// Where it came from.
    pub origin: Origin,
    /// The routine, or why there is none.
    pub content: Content,
}

/// Where a routine came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Compiled in.
    Bundled,
    /// The user's file.
    User(PathBuf),
    /// The user's file, in place of the bundled routine of the same id.
    Replaces(PathBuf),
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// A routine, possibly with warnings.
    Routine(Box<Routine>, Vec<Problem>),
    /// No routine: the problems, at least one an error, and the text they point into.
    Broken {
        /// What is wrong.
        problems: Vec<Problem>,
        /// The text of the file.
        text: String,
    },
    /// The file could not be read: why, in words.
    Unreadable(String),
}

impl Library {
    /// The item with exactly this id.
    pub fn find(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|i| i.id == id)
    }

    /// The routine with exactly this id, if its file loads.
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        match &self.find(id)?.content {
            Content::Routine(routine, _) => Some(routine),
            _ => None,
        }
    }
}
