//! What a person said about conditions that make a routine unfit for them, and when that is to be asked again.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Version of the list of conditions: when it changes, all of it is asked again.
pub const LIST: u32 = 1;

/// All answers; it is kept as a small TOML file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Screening {
    /// The list that was asked; see [`LIST`].
    pub list: u32,
    /// By id of the condition.
    #[serde(default)]
    pub answers: BTreeMap<String, Answer>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Answer {
    /// Whether it applies.
    pub applies: Applies,
    /// When that was said.
    pub asked: Timestamp,
    /// When the person said that a professional had told them these movements are fine for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Timestamp>,
}

/// Whether a condition applies to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// It does not.
    No,
    /// It does.
    Yes,
    /// The person does not know; it counts as yes.
    Unsure,
}

/// Why kept answers cannot be used: all is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damaged {
    /// It is not what this program writes.
    Unknown,
    /// A newer version wrote it.
    Newer,
}

impl Screening {
    /// Reads what [`Screening::to_text`] wrote.
    ///
    /// # Errors
    /// The text is something else; nothing of it counts.
    pub fn parse(text: &str) -> Result<Screening, Damaged> {
        match toml::from_str(text) {
            Ok(Screening { list, .. }) if list > LIST => Err(Damaged::Newer),
            read => read.map_err(|_| Damaged::Unknown),
        }
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}
