//! The rules of the house: who may import whom, and what every file says first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room and the rooms it may import. What is not written here is not allowed.
const ROOMS: &[(&str, &str)] = &[
    // The core: pure, knows no terminal and no system.
    ("time", ""),
    ("text", ""),
    ("action", ""),
    ("pain", ""),
    ("error", "text"),
    ("problem", "text"),
    ("settings", "figure problem text"),
    ("routine", "problem text"),
    ("library", "figure plan routine problem text"),
    ("import", "routine problem text"),
    ("figure", "problem"),
    ("plan", "routine settings time"),
    ("breath", "routine"),
    ("cue", "plan"),
    ("record", "routine pain time"),
    ("screening", "routine problem text time"),
    ("effect", "routine cue record screening time error"),
    ("history", "record pain text time"),
    ("memory", "history screening routine plan record pain text time"),
    ("phrase", "session plan record pain time"),
    ("session", "routine plan cue breath figure record history memory action effect pain time"),
    // The face: the core as a picture.
    ("ui", "figure settings text"),
    (
        "screen",
        "ui figure session plan library routine record history memory screening action effect cue breath pain problem settings \
         text time",
    ),
    (
        "app",
        "screen ui session phrase plan library routine record history memory screening action effect cue pain problem \
         settings text time error",
    ),
    ("plain", "action app screen ui session plan library routine pain problem text time"),
    // The world.
    ("edge", "app effect error cue figure record history screening library routine problem settings text time"),
    ("cli", ""),
    ("command", "*"),
    ("main", "cli command error"),
    ("lib", ""),
];

const CORE: &[&str] = &[
    "time",
    "text",
    "action",
    "pain",
    "error",
    "problem",
    "settings",
    "routine",
    "library",
    "import",
    "figure",
    "plan",
    "breath",
    "cue",
    "record",
    "effect",
    "history",
    "memory",
    "screening",
    "session",
    "phrase",
];
const FACE: &[&str] = &["app", "screen", "ui", "plain"];
/// The one clock; and the sound's threads, which hold the device's clock against the machine's.
const READ_CLOCKS: &[&str] = &["edge/clock", "edge/speaker/device", "edge/speaker/server", "edge/speaker/worker"];
/// Files that read or write the user's files.
const TOUCH_FILES: &[&str] = &[
    "edge/store",
    "edge/routines",
    "edge/paths",
    "edge/terminal",
    "edge/editor",
    "edge/speaker/own",
    "edge/voice/render",
    "edge/voice/cache",
    "edge/zone",
];
const WORLD: &[&str] = &[
    "rodio",
    "notify",
    "clap",
    "std::fs",
    "std::env",
    "std::thread",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
];
const BANNED_WORDS: &[&str] = &["Manager", "Handler", "Service", "Helper", "Util", "Common", "Data", "Info", "Ctx"];
/// Names that traits of others ask for.
const GIVEN_NAMES: &[&str] = &["get_cursor_position", "set_cursor_position"];
const TOP_LEVEL: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "clippy.toml",
    "dev",
    "src",
    "routines",
    "assets",
    "tests",
    "target",
];
const MOST_LINES: usize = 400;

/// A source file without its comments and without the tests at its end.
struct Source {
    /// Below `src`, without `.rs`: `edge/clock`.
    name: String,
    text: String,
    code: Vec<String>,
}

impl Source {
    fn room(&self) -> &str {
        self.name.split('/').next().unwrap()
    }

    /// Every path in the code with its line, those of `use` in full.
    fn paths(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let mut lines = self.code.iter().enumerate();
        while let Some((at, line)) = lines.next() {
            let start = line.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
            if let Some(tree) = start.strip_prefix("use ") {
                let mut tree = tree.to_owned();
                while !tree.contains(';') {
                    tree.push_str(lines.next().expect("a `use` ends").1);
                }
                found.extend(expand("", tree.trim_end_matches(';').trim()).into_iter().map(|path| (at + 1, path)));
            } else {
                let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
                found.extend(words.filter(|w| w.contains("::")).map(|w| (at + 1, w.to_owned())));
            }
        }
        found
    }
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn expand(prefix: &str, tree: &str) -> Vec<String> {
    let Some((head, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap().trim();
        return if path.is_empty() { Vec::new() } else { vec![format!("{prefix}{path}")] };
    };
    let inner = rest.trim_end().strip_suffix('}').expect("braces of a `use` match");
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    parts.iter().flat_map(|part| expand(&format!("{prefix}{}", head.trim()), part.trim())).collect()
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let source = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let code = without_tests(&text).map(|l| l.split("//").next().unwrap().to_owned()).collect();
        let name = path.strip_prefix(&root).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
        Source { name, code, text }
    };
    files.iter().map(source).collect()
}

/// The lines before the tests at the end; what only tests use in the middle of a file is code like any other.
fn without_tests(text: &str) -> impl Iterator<Item = &str> {
    let mut after = text.lines().skip(1);
    text.lines().take_while(move |line| {
        let next = after.next().unwrap_or_default().trim();
        !(line.trim() == "#[cfg(test)]" && next.starts_with("mod tests"))
    })
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            _ if path.is_dir() => walk(&path, files),
            Some(rs) if rs == "rs" => files.push(path),
            _ => {}
        }
    }
}

/// Runs a rule over every file; it answers with lines (0 for the whole file) and what to do about them.
#[track_caller]
fn check(rule: &str, judge: impl Fn(&Source) -> Vec<(usize, String)>) {
    let mut found = String::new();
    for source in sources() {
        for (line, mend) in judge(&source) {
            found += &format!("  src/{}.rs:{line}: {mend}\n", source.name);
        }
    }
    assert!(found.is_empty(), "\n{rule}\n{found}");
}

/// A rule about single paths: what to do about it, if it breaks the rule.
#[track_caller]
fn check_paths(rule: &str, judge: impl Fn(&Source, &str) -> Option<String>) {
    check(rule, |source| {
        source.paths().iter().filter_map(|(line, path)| Some((*line, judge(source, path)?))).collect()
    });
}

fn begins(path: &str, with: &str) -> bool {
    path.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[test]
fn rooms_import_only_the_rooms_they_may() {
    check_paths("A room imports only what the table in tests/house_rules.rs allows it.", |source, path| {
        let root = if source.name == "main" { "unkink::" } else { "crate::" };
        let other = path.strip_prefix(root)?.split("::").next()?;
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == source.room()) else {
            return Some(format!("the room `{}` is not in the table: add it with what it may import", source.room()));
        };
        let fine = other == source.room() || *allowed == "*" || allowed.split(' ').any(|a| a == other);
        (!fine).then(|| format!("`{path}`: pass the value in from a caller that may know `{other}`"))
    });
}

#[test]
fn every_room_is_in_the_table() {
    check("Every room is in the table in tests/house_rules.rs.", |source| {
        let known = ROOMS.iter().any(|(room, _)| *room == source.room());
        if known { vec![] } else { vec![(0, "add the room with what it may import".to_owned())] }
    });
}

#[test]
fn the_edge_knows_of_the_app_only_its_messages() {
    check_paths("The edge sends messages and decides nothing.", |source, path| {
        let name = path.strip_prefix("crate::app::")?;
        let fine = ["Msg", "Signal", "Wheel", "Remembered", "Elsewhere"].iter().any(|known| begins(name, known));
        (source.room() == "edge" && !fine).then(|| format!("`{path}`: send a `Msg` and let the app decide"))
    });
}

#[test]
fn core_and_face_do_not_know_the_world() {
    check_paths("The core knows no terminal and no system; the face knows no system.", |source, path| {
        let core = CORE.contains(&source.room());
        let terminal = match source.room() {
            // Keys arrive as crossterm's values; the app turns them into actions.
            "app" | "plain" => begins(path, "crossterm") && !begins(path, "crossterm::event"),
            _ if core => begins(path, "crossterm") || begins(path, "ratatui"),
            _ => begins(path, "crossterm") || begins(path, "ratatui::crossterm"),
        };
        let world = WORLD.iter().any(|w| begins(path, w));
        let broken = (core || FACE.contains(&source.room())) && (terminal || world);
        broken.then(|| format!("`{path}`: take the value as an argument, or ask for an `Effect`"))
    });
}

#[test]
fn only_the_tests_at_the_end_are_left_out() {
    let text = "a\n#[cfg(test)]\nfn b() {}\n    #[cfg(test)]\n    mod decode;\nc\n#[cfg(test)]\nmod tests {\n}\n";
    let code: Vec<&str> = without_tests(text).collect();
    assert_eq!(code, ["a", "#[cfg(test)]", "fn b() {}", "    #[cfg(test)]", "    mod decode;", "c"]);
}

#[test]
fn few_files_read_a_clock() {
    check_paths("Only src/edge/clock.rs and the sound's threads read a clock.", |source, path| {
        let reads = ["Instant::now", "SystemTime::now", "Timestamp::now", "ZonedDateTime::now"]
            .iter()
            .any(|r| path.ends_with(r));
        let broken = (reads || path.contains("clock_gettime")) && !READ_CLOCKS.contains(&source.name.as_str());
        broken.then(|| format!("`{path}`: take a `Now` as an argument"))
    });
}

#[test]
fn few_files_touch_files() {
    check_paths("Only a few files of the edge touch the file system.", |source, path| {
        let allowed = TOUCH_FILES.iter().any(|name| source.name.starts_with(name));
        let broken = begins(path, "std::fs") && !allowed;
        broken.then(|| format!("`{path}`: ask edge::store or edge::routines, or add the file to the list"))
    });
}

#[test]
fn imports_are_named_one_by_one() {
    check_paths("No glob imports outside tests.", |_, path| {
        path.ends_with("::*").then(|| format!("`{path}`: name what is used"))
    });
}

#[test]
fn every_file_says_first_what_its_job_is() {
    check("The first line of a file is `//!` and one sentence: its one job.", |source| {
        let first = source.text.lines().next().unwrap_or_default();
        let fine = first.strip_prefix("//! ").is_some_and(|sentence| sentence.len() > 10);
        if fine { vec![] } else { vec![(1, "begin it with `//! ` and its one job".to_owned())] }
    });
}

#[test]
fn files_are_short_enough_to_be_read_at_once() {
    check("A file has at most 400 lines without its tests.", |source| match source.code.len() {
        lines if lines > MOST_LINES => vec![(lines, "find its second reason to exist, and move that out".to_owned())],
        _ => vec![],
    });
}

#[test]
fn folders_have_no_mod_rs() {
    check("A room is `room.rs` and `room/`, never `room/mod.rs`.", |source| match source.name.ends_with("/mod") {
        true => vec![(1, "move it to a file named after its folder".to_owned())],
        false => vec![],
    });
}

#[test]
fn names_say_what_a_thing_is() {
    check("Names avoid words that say nothing, and `get_` and `set_`.", |source| {
        let judge = |(at, line): (usize, &String)| {
            let words: Vec<&str> = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
            let named = words.windows(2).find(|w| ["struct", "enum", "trait", "type", "fn", "mod"].contains(&w[0]))?;
            let empty = BANNED_WORDS.iter().any(|b| named[1].ends_with(b))
                || BANNED_WORDS.iter().any(|b| named[1] == b.to_lowercase());
            let verb = named[1].starts_with("get_") || named[1].starts_with("set_");
            let ours = !GIVEN_NAMES.contains(&named[1]);
            (ours && (empty || verb)).then(|| (at + 1, format!("`{}`: say what it is or does", named[1])))
        };
        source.code.iter().enumerate().filter_map(judge).collect()
    });
}

#[test]
fn the_top_of_the_repository_stays_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = fs::read_dir(root).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    let strangers: BTreeSet<String> =
        names.filter(|n| !n.starts_with('.') && !TOP_LEVEL.contains(&n.as_str())).collect();
    assert!(strangers.is_empty(), "\nMove these into src, assets or tests: {strangers:?}");
}
