//! Figures: their files, their movement, and how they look.

mod album;
mod drawing;
mod looks;
mod problems;

use unkink::figure::{BUNDLED, Figure};

/// A person who stands, with one arm that rises.
const RISE: &str = r#"name = "An arm rises"
seconds = 4

[[prop]]
kind = "floor"
at = [0.5, 0.0]

[[pose]]
head = [0.5, 0.9]
neck = [0.5, 0.8]
hip = [0.5, 0.5]
elbow-l = [0.6, 0.7]
hand-l = [0.6, 0.5]

[[pose]]
hand-l = [0.6, 0.9]
"#;

/// A figure that loads.
fn figure(text: &str) -> Figure {
    let (figure, problems) = Figure::parse("test", text);
    assert_eq!(problems, []);
    figure.unwrap()
}

#[test]
fn every_bundled_figure_loads_without_a_problem() {
    for (name, text) in BUNDLED {
        assert_eq!(Figure::parse(name, text).1, [], "{name}");
    }
}

#[test]
fn every_file_of_figures_is_compiled_in_under_its_name() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/figures");
    let file = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().path();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(file).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let names: Vec<_> = files.iter().map(|file| file.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(BUNDLED.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
}

#[test]
fn the_figure_in_the_readme_is_one() {
    let readme = include_str!("../README.md");
    let section = readme.split("### A figure of your own").nth(1).unwrap();
    let example = section.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(figure(example).name, "An arm rises");
}
