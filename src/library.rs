//! The routines at hand: where each came from, and the routine or its problems.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::figure::{self, Figure};
use crate::plan::{Include, Plan};
use crate::problem::{self, Problem};
use crate::routine::{Bundled, Routine};
use crate::text;

/// All routines: the bundled ones in the product's order, then the user's own by id.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Library {
    /// One for each id.
    pub items: Vec<Item>,
    /// The person's own figures, by the id of a routine and the name in it.
    pub figures: BTreeMap<(String, String), Figure>,
}

/// One routine, or a file that should be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The stem of the file's name.
    pub id: String,
    /// Where it came from.
    pub origin: Origin,
    /// The routine, or why there is none.
    pub content: Content,
    /// How long the routine takes, each step as written.
    pub total: Option<Duration>,
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
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A routine that is compiled in.
    Bundled(&'static Bundled),
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

/// What a name leads to.
#[derive(Debug, Clone)]
pub enum Found<'a> {
    /// Exactly one routine.
    One(&'a Item),
    /// Several that begin so: their ids.
    Several(Vec<String>),
    /// None, but perhaps this id was meant.
    Nothing(Option<String>),
}

impl Origin {
    /// The file, unless it is compiled in.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Origin::Bundled => None,
            Origin::User(path) | Origin::Replaces(path) => Some(path),
        }
    }
}

impl Item {
    /// With the time it takes, once for all the lists that show it.
    pub fn new(id: String, origin: Origin, content: Content) -> Item {
        let total = match &content {
            Content::Bundled(bundled) => Some(bundled.total),
            Content::Routine(routine, _) => Some(Plan::build(routine, None, Include::All).total()),
            Content::Broken { .. } | Content::Unreadable(_) => None,
        };
        Item { id, origin, content, total }
    }

    /// Whether it is the person's own file.
    pub fn is_own(&self) -> bool {
        self.origin.path().is_some()
    }

    /// Its id as it may be shown: a file's name can hold anything.
    pub fn shown_id(&self) -> String {
        text::harmless(&self.id)
    }

    /// The routine, if its file loads.
    pub fn routine(&self) -> Option<&Routine> {
        match &self.content {
            Content::Bundled(bundled) => bundled.routine(),
            Content::Routine(routine, _) => Some(routine),
            Content::Broken { .. } | Content::Unreadable(_) => None,
        }
    }

    /// The same without reading one that is compiled in.
    pub fn loads(&self) -> bool {
        matches!(self.content, Content::Bundled(_) | Content::Routine(..))
    }

    /// The name of the routine, if its file loads.
    pub fn name(&self) -> Option<&str> {
        match &self.content {
            Content::Bundled(bundled) => Some(bundled.name),
            Content::Routine(routine, _) => Some(&routine.name),
            Content::Broken { .. } | Content::Unreadable(_) => None,
        }
    }

    /// Where its first error is, if its file does not load: line and column, both from 1.
    pub fn fault(&self) -> Option<(usize, usize)> {
        match &self.content {
            Content::Broken { problems, text } => problems.iter().find(|p| p.is_error()).map(|p| p.place(text)),
            _ => None,
        }
    }

    /// All that is wrong with it.
    pub fn problems(&self) -> &[Problem] {
        match &self.content {
            Content::Bundled(bundled) => bundled.problems(),
            Content::Routine(_, problems) | Content::Broken { problems, .. } => problems,
            Content::Unreadable(_) => &[],
        }
    }

    /// Its first error, or its first warning if there is no error.
    pub fn first_problem(&self) -> Option<&Problem> {
        self.problems().iter().min_by_key(|p| Reverse(p.is_error()))
    }
}

impl Library {
    /// Puts `item` in: in place of the one with its id, else at the end.
    ///
    /// A user's file in place of a bundled routine is marked as such.
    pub fn put(&mut self, mut item: Item) {
        match self.items.iter_mut().find(|i| i.id == item.id) {
            None => self.items.push(item),
            Some(old) => {
                let bundled = matches!(old.origin, Origin::Bundled | Origin::Replaces(_));
                item.origin = match item.origin {
                    Origin::User(path) if bundled => Origin::Replaces(path),
                    other => other,
                };
                *old = item;
            }
        }
    }

    /// In the order of the library screen: the person's own first, and of those the ones that load.
    pub fn in_order(&self) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.items.iter().collect();
        items.sort_by_key(|item| match item.is_own() {
            false => 2,
            true if item.loads() => 0,
            true => 1,
        });
        items
    }

    /// The item with exactly this id.
    pub fn find(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|i| i.id == id)
    }

    /// The routine with exactly this id, if its file loads.
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        self.find(id)?.routine()
    }

    /// The figure of this name in the routine with this id, if there is one that can be drawn.
    pub fn figure(&self, routine: &str, name: &str) -> Option<&Figure> {
        let own = self.figures.get(&(routine.to_owned(), name.to_owned()));
        own.or_else(|| figure::shipped(name))
    }

    /// The name of the step with this id, in the first routine that has one.
    fn step_name(&self, id: &str) -> Option<&str> {
        let routines = self.items.iter().filter_map(Item::routine);
        routines.flat_map(|routine| &routine.steps).find(|step| step.id == id).map(|step| step.name.as_str())
    }

    /// The name of a routine of the past, as it may be shown; its id if it is no longer there.
    pub fn shown_routine(&self, id: Option<&str>) -> String {
        let name = |id| self.find(id).and_then(Item::name).unwrap_or(id);
        id.map_or("a routine".to_owned(), |id| text::harmless(name(id)))
    }

    /// The name of a step of the past, as it may be shown; its id if it is no longer there.
    pub fn shown_step(&self, id: &str) -> String {
        text::harmless(self.step_name(id).unwrap_or(id))
    }

    /// What a person means by `asked`: an id, or the start of only one, in either case of letters and however its
    /// accents are written.
    pub fn look_up(&self, asked: &str) -> Found<'_> {
        if let Some(item) = self.find(asked) {
            return Found::One(item);
        }
        let asked = text::sought(asked);
        if let [item] = self.items.iter().filter(|i| text::sought(&i.id) == asked).collect::<Vec<_>>()[..] {
            return Found::One(item);
        }
        let starts: Vec<&Item> = match asked.as_str() {
            "" => Vec::new(),
            start => self.items.iter().filter(|i| text::sought(&i.id).starts_with(start)).collect(),
        };
        match starts.as_slice() {
            [] => {
                let ids: Vec<&str> = self.items.iter().map(|i| i.id.as_str()).collect();
                let within = ids.iter().find(|id| text::sought(id).contains(&asked) && !asked.is_empty());
                Found::Nothing(within.copied().or_else(|| problem::nearest(&asked, &ids)).map(str::to_owned))
            }
            [item] => Found::One(item),
            several => Found::Several(several.iter().map(|i| i.id.clone()).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(ids: &[&str]) -> Library {
        let content = || Content::Unreadable("a sample".to_owned());
        let item = |id: &&str| Item::new((*id).to_owned(), Origin::Bundled, content());
        Library { items: ids.iter().map(item).collect(), ..Library::default() }
    }

    #[track_caller]
    fn check(asked: &str, expected: &str) {
        let library = library(&["wall", "wall-slide", "wall-sit", "Morning", "foam-roller"]);
        let found = match library.look_up(asked) {
            Found::One(item) => item.id.clone(),
            Found::Several(ids) => format!("several: {}", ids.join(" ")),
            Found::Nothing(near) => format!("nothing: {}", near.unwrap_or_default()),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn an_exact_id_wins_over_those_it_begins() {
        check("wall", "wall");
    }

    #[test]
    fn the_start_of_one_id_is_enough() {
        check("wall-sl", "wall-slide");
        check("FOAM", "foam-roller");
        check("morn", "Morning");
    }

    #[test]
    fn the_start_of_several_names_them() {
        check("wall-s", "several: wall-slide wall-sit");
    }

    #[test]
    fn a_slip_finds_what_was_meant() {
        check("wall-silde", "nothing: wall-slide");
        check("fom-roller", "nothing: foam-roller");
        check("roller", "nothing: foam-roller");
        check("zumba", "nothing: ");
        check("", "nothing: ");
    }

    #[test]
    fn a_users_file_takes_the_place_of_a_bundled_one_and_says_so() {
        let mut library = library(&["wall", "morning"]);
        let content = || Content::Unreadable("a sample".to_owned());
        let mine = |id: &str| Item::new(id.to_owned(), Origin::User(PathBuf::from("mine.toml")), content());
        library.put(mine("wall"));
        library.put(mine("own"));
        assert_eq!(library.items[0].origin, Origin::Replaces(PathBuf::from("mine.toml")));
        assert_eq!(library.items[2].origin, Origin::User(PathBuf::from("mine.toml")));
    }
}
