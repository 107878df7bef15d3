//! The routines that are compiled in, each read when more is asked of it than a list shows.

use std::sync::OnceLock;
use std::time::Duration;

use super::{Routine, parse};
use crate::problem::Problem;

/// A routine that is compiled in, and what a list shows of it: to read them all takes longer than all the rest of a
/// first picture.
#[derive(Debug)]
pub struct Bundled {
    /// The stem of its file's name.
    pub id: &'static str,
    /// The name people read, as its text has it.
    pub name: &'static str,
    /// How long it takes, each step as written.
    pub total: Duration,
    /// Its file.
    pub text: &'static str,
    read: OnceLock<(Option<Routine>, Vec<Problem>)>,
}

/// The name and the seconds stand in the files, too: a test compares them.
macro_rules! bundled {
    ($($id:literal $name:literal $seconds:literal)*) => {
        [$(Bundled {
            id: $id,
            name: $name,
            total: Duration::from_secs($seconds),
            text: include_str!(concat!("../../routines/", $id, ".toml")),
            read: OnceLock::new(),
        }),*]
    };
}

/// The routines that are compiled in, in the order the library shows them.
pub static BUNDLED: [Bundled; 8] = bundled! {
    "warm-up" "Warm-up" 357
    "foam-roller" "Foam roller" 464
    "wall-slide" "Wall slide" 456
    "self-massage" "Self-massage" 440
    "desk-break" "Desk break" 293
    "morning" "Gentle morning" 416
    "neck-shoulder" "Neck and shoulders" 519
    "full" "Full upper back" 824
};

/// The one with this id.
pub fn bundled(id: &str) -> Option<&'static Bundled> {
    BUNDLED.iter().find(|bundled| bundled.id == id)
}

impl Bundled {
    /// The routine; none if its text does not load.
    pub fn routine(&self) -> Option<&Routine> {
        self.read().0.as_ref()
    }

    /// What is wrong with it.
    pub fn problems(&self) -> &[Problem] {
        &self.read().1
    }

    fn read(&self) -> &(Option<Routine>, Vec<Problem>) {
        self.read.get_or_init(|| parse(self.id, self.text))
    }
}

/// Those with one id are the same.
impl PartialEq for Bundled {
    fn eq(&self, other: &Bundled) -> bool {
        self.id == other.id
    }
}
