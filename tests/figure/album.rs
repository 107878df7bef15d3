//! Where the file of a figure is looked for.

use std::fs;
#[cfg(unix)]
use std::path::Path;
use std::path::PathBuf;

use unkink::edge::routines::{self, Album};
#[cfg(unix)]
use unkink::error::{Error, Unreadable};
use unkink::figure::{BUNDLED, MOST_BYTES, bundled};
use unkink::routine::{self, Bundled};

/// A folder of routines and one of figures.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        fs::create_dir(home.path("routines")).unwrap();
        fs::create_dir(home.path("figures")).unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(self, name: &str, text: &str) -> Home {
        fs::write(self.path(name), text).unwrap();
        self
    }

    fn album(&self) -> Album {
        Album::new(Some(&self.path("routines/mine.toml")), Some(self.path("figures")))
    }

    /// What is found under a name.
    fn text(&self, name: &str) -> Option<String> {
        let page = self.album().find(name).unwrap()?;
        Some(String::from_utf8(page.bytes.into_owned()).unwrap())
    }
}

#[test]
fn a_figure_beside_the_routine_goes_before_one_in_the_folder_and_both_before_a_bundled_one() {
    let (name, shipped) = BUNDLED[0];
    let home = Home::new();
    assert_eq!(home.text(name).unwrap(), shipped);
    let home = home.file(&format!("figures/{name}.toml"), "in the folder");
    assert_eq!(home.text(name).unwrap(), "in the folder");
    let home = home.file(&format!("routines/{name}.figure.toml"), "beside");
    assert_eq!(home.text(name).unwrap(), "beside");
    let page = home.album().find(name).unwrap().unwrap();
    assert_eq!(page.path, Some(home.path(&format!("routines/{name}.figure.toml"))));
}

#[test]
fn a_figure_may_be_named_by_its_whole_file() {
    let home = Home::new().file("routines/mine.figure.toml", "mine");
    assert_eq!(home.text("mine.figure.toml").unwrap(), "mine");
    assert_eq!(home.text("mine").unwrap(), "mine");
    assert_eq!(home.text("yours"), None);
}

#[test]
fn a_routine_is_no_figure() {
    let home = Home::new().file("routines/mine.toml", "a routine");
    assert_eq!(home.text("mine"), None);
}

#[test]
fn a_bundled_routine_has_the_bundled_figures_and_those_of_the_folder() {
    let home = Home::new().file("figures/mine.toml", "mine");
    let album = Album::new(None, Some(home.path("figures")));
    assert!(album.find("mine").unwrap().is_some());
    assert!(Album::default().find("mine").unwrap().is_none());
    assert!(Album::default().find(BUNDLED[0].0).unwrap().is_some());
}

#[test]
fn a_name_does_not_lead_out_of_the_folders() {
    let home = Home::new().file("secret.figure.toml", "secret").file("secret.toml", "secret");
    let whole = home.path("secret.toml").to_string_lossy().into_owned();
    for name in ["../secret", "../secret.toml", "..", ".", "", "a/../../secret", "a\\b", "c:secret", "a\0b", &whole] {
        assert_eq!(home.text(name), None, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folders() {
    let home = Home::new().file("secret.toml", "secret").file("routines/b.figure.toml", "b");
    let link = |from: &str, to: &Path| std::os::unix::fs::symlink(to, home.path(from)).unwrap();
    link("routines/a.figure.toml", &home.path("secret.toml"));
    link("routines/c.figure.toml", Path::new("b.figure.toml"));
    let found = home.album().find("a");
    assert!(matches!(found, Err(Error::ReadFigure { why: Unreadable::Outside, .. })), "{found:?}");
    assert_eq!(home.text("c").unwrap(), "b");
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_folder_are_not_waited_for() {
    let home = Home::new();
    fs::create_dir(home.path("figures/a.toml")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(home.path("figures/b.toml")).status().unwrap().success());
    assert!(matches!(home.album().find("a"), Err(Error::ReadFigure { why: Unreadable::Folder, .. })));
    assert!(matches!(home.album().find("b"), Err(Error::ReadFigure { why: Unreadable::NotRegular, .. })));
}

#[test]
fn no_more_is_read_than_a_figure_may_have() {
    let home = Home::new().file("figures/a.toml", &"#".repeat(MOST_BYTES * 2));
    assert_eq!(home.text("a").unwrap().len(), MOST_BYTES + 1);
}

#[test]
fn the_nearest_name_is_that_of_a_figure() {
    let home = Home::new().file("routines/mermaid.figure.toml", "").file("routines/rolling.toml", "");
    let home = home.file("figures/lighthouse.toml", "");
    let nearest = |name| home.album().nearest(name);
    assert_eq!(nearest("mermade").as_deref(), Some("mermaid"));
    assert_eq!(nearest("ligthouse").as_deref(), Some("lighthouse"));
    assert_eq!(nearest("wall-slid").as_deref(), Some("wall-slide"));
    assert_eq!(nearest("roling"), None);
}

#[test]
fn figures_are_not_listed_as_routines() {
    let home = Home::new().file("routines/mine.toml", "").file("routines/mine.figure.toml", "");
    let names = |files: Vec<PathBuf>| files.iter().map(|file| routines::id_of(file)).collect::<Vec<_>>();
    assert_eq!(names(routines::files_in(&home.path("routines")).unwrap()), ["mine"]);
    assert_eq!(names(routines::figures_in(&home.path("routines")).unwrap()), ["mine.figure"]);
}

#[test]
fn every_step_of_a_shipped_routine_has_a_bundled_figure() {
    for Bundled { id, text, .. } in &routine::BUNDLED {
        let steps = routine::parse(id, text).0.unwrap().steps.len();
        let named = routine::figures(text);
        assert_eq!(named.len(), steps, "{id}");
        for (name, _) in named {
            assert!(bundled(&name).is_some(), "{id}: {name}");
        }
    }
}
