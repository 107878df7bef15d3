//! The text of a figure file to a figure, or to everything that is wrong with it.

use std::ops::Range;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::joint::{self, Pose};
use super::prop::{self, Back, Prop};
use super::{Figure, Pace, Point, draw};
use crate::problem::{self, Kind, Mended, NoText, Problem, Reader, Scope, Section, nearest};

/// The largest figure file, in bytes.
pub const MOST_BYTES: usize = 64 * 1024;

const FIGURE: &[&str] = &["name", "seconds", "pace", "prop", "pose"];
const PROP: &[&str] = &["kind", "at", "size", "flip"];
/// The words for what sets the time.
const PACES: &[&str] = &["breath", "hold", "own"];
const MOST_NAME: usize = 60;
const MOST_PROPS: usize = 6;
const LEAST_POSES: usize = 2;
const MOST_POSES: usize = 4;
/// Seconds of a cycle: the least, where nothing is said, and the most.
const SECONDS: [f64; 3] = [1.0, 6.0, 30.0];
/// How far outside of the unit square a joint may be: its least and its largest coordinate.
const PLACES: [f64; 2] = [-0.1, 1.1];
const SIZES: [f64; 2] = [0.01, 1.0];
/// A bone may be so much longer or shorter than in the first pose, as one that turns towards the eye is.
const STRETCH: f64 = 0.35;
/// What is shorter in the first pose is no bone.
const LEAST_BONE: f64 = 0.02;

/// What the bytes of a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The text that the problems point into.
    pub text: String,
    /// The figure, if nothing in it is an error.
    pub figure: Option<Figure>,
    /// Everything that is wrong, by place.
    pub problems: Vec<Problem>,
}

/// One table of a list of them, and how far it goes.
struct Entry<'d, 't> {
    section: Section<'d, 't>,
    extent: Range<usize>,
}

pub(super) fn bytes(name: &str, bytes: &[u8]) -> Reading {
    match problem::text_of(bytes, MOST_BYTES) {
        Ok(text) => {
            let (figure, problems) = figure(name, text);
            Reading { text: text.to_owned(), figure, problems }
        }
        Err(NoText { text, problem }) => Reading { text, figure: None, problems: vec![problem] },
    }
}

pub(super) fn figure(name: &str, text: &str) -> (Option<Figure>, Vec<Problem>) {
    if let Err(NoText { problem, .. }) = problem::text_of(text.as_bytes(), MOST_BYTES) {
        return (None, vec![problem]);
    }
    let mended = Mended::new(text);
    let (mut reader, table) = Reader::new(&mended);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let top = Section { scope: Scope::Figure, table: &table, span: start..start };
    let figure = read(&mut reader, &top, name);
    let mut problems: Vec<Problem> = reader.finish().into_iter().map(numbers_in_mind).collect();
    let loads = !problems.iter().any(Problem::is_error);
    // Where a joint is not understood, the bones are not the author's.
    problems.retain(|problem| loads || !matches!(problem.kind, Kind::BoneLength { .. }));
    (figure.filter(|_| loads), problems)
}

/// Nothing in a figure is a length of time in quotes.
fn numbers_in_mind(problem: Problem) -> Problem {
    let kind = match problem.kind {
        Kind::TimeWithoutQuotes { written, .. } => {
            Kind::WrongType { key: written, wanted: "a number alone", found: "a number with more behind it" }
        }
        kind => kind,
    };
    Problem { kind, ..problem }
}

fn read<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>, name: &str) -> Option<Figure> {
    reader.unknown(top, FIGURE, |key| stranger(key, Scope::Figure));
    let whole = !reader.is_broken(0..reader.text.len());
    missing(reader, top, "name", FIGURE, whole);
    let name = reader.filled_text(top, "name", MOST_NAME).unwrap_or_else(|| name.to_owned());
    let [least, usual, most] = SECONDS;
    let seconds = reader.number(top, "seconds", least, most).unwrap_or(usual);
    let pace = pace(reader, top);
    let props = props(reader, top);
    let poses = poses(reader, top, &props);
    let first = poses.first()?;
    let ready = joint::REQUIRED.iter().all(|joint| first.joint(joint).is_some());
    let view = draw::view(&poses, &props);
    let cycle = Duration::from_secs_f64(seconds);
    ready.then(|| Figure { name, cycle, pace, props, poses, view, behind: Vec::new() }.before_wall())
}

fn pace<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>) -> Pace {
    match reader.word(top, "pace", PACES) {
        Some("hold") => Pace::Hold,
        Some("own") => Pace::Own,
        _ => Pace::Breath,
    }
}

/// A key that has its place elsewhere.
fn stranger(key: &str, scope: Scope) -> Option<Kind> {
    let homes =
        [(Scope::Figure, &["name", "seconds", "pace"] as &[&str]), (Scope::Prop, PROP), (Scope::Pose, joint::KEYS)];
    let (belongs, _) = homes.into_iter().find(|(home, keys)| *home != scope && keys.contains(&key))?;
    Some(Kind::Misplaced { key: key.to_owned(), scope, belongs })
}

/// Notes that a key is not there, unless it may be on a broken line, or is there with a slip in its name.
fn missing<'t>(
    reader: &mut Reader<'t>,
    section: &Section<'_, 't>,
    key: &'static str,
    allowed: &[&'static str],
    whole: bool,
) {
    if whole && !section.has(key) && !is_meant(section, key, allowed) {
        reader.note(Kind::Missing { key, scope: section.scope }, section.span.clone());
    }
}

/// Whether a table has a key that is probably this one, misspelt.
fn is_meant(section: &Section<'_, '_>, key: &str, allowed: &[&'static str]) -> bool {
    let meant = |written: &str| !allowed.contains(&written) && nearest(written, allowed) == Some(key);
    section.table.keys().any(|written| meant(written.get_ref()))
}

fn props<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>) -> Vec<Prop> {
    let entries = tables(reader, top, "prop", Scope::Prop);
    if let Some(entry) = entries.get(MOST_PROPS) {
        reader.note(Kind::TooMany { key: "prop", most: MOST_PROPS as u64 }, entry.section.span.clone());
    }
    entries.iter().take(MOST_PROPS).filter_map(|entry| prop(reader, entry)).collect()
}

fn prop<'t>(reader: &mut Reader<'t>, entry: &Entry<'_, 't>) -> Option<Prop> {
    let section = &entry.section;
    reader.unknown(section, PROP, |key| stranger(key, Scope::Prop));
    let whole = !reader.is_broken(entry.extent.clone());
    missing(reader, section, "kind", PROP, whole);
    missing(reader, section, "at", PROP, whole);
    let kind = reader.word(section, "kind", prop::KINDS);
    let at = point(reader, section, "at");
    let size = reader.number(section, "size", SIZES[0], SIZES[1]);
    let back = if reader.flag(section, "flip").unwrap_or(false) { Back::Right } else { Back::Left };
    let kind = kind?;
    Some(Prop { kind, at: at?, size: size.unwrap_or_else(|| Prop::usual_size(kind)), back })
}

/// All poses, each with the joints of the first where it says nothing else.
fn poses<'t>(reader: &mut Reader<'t>, top: &Section<'_, 't>, props: &[Prop]) -> Vec<Pose> {
    let entries = tables(reader, top, "pose", Scope::Pose);
    let count = entries.len();
    if !(LEAST_POSES..=MOST_POSES).contains(&count) && !reader.is_broken(0..reader.text.len()) {
        let place = entries.get(MOST_POSES).or(entries.last()).map_or(top.span.clone(), |e| e.section.span.clone());
        reader.note(Kind::PoseCount { count }, place);
    }
    let mut poses: Vec<Pose> = Vec::with_capacity(MOST_POSES);
    for entry in entries.iter().take(MOST_POSES) {
        let written = pose(reader, &entry.section, props);
        poses.push(match poses.first() {
            None => {
                let whole = !reader.is_broken(entry.extent.clone());
                joint::REQUIRED.iter().for_each(|key| missing(reader, &entry.section, key, joint::KEYS, whole));
                written.or(&resting(props, &entries))
            }
            Some(first) => {
                compare(reader, entry, first, &written);
                let strange = |key: &&str| written.joint(key).is_some() && first.joint(key).is_none();
                for &key in joint::KEYS.iter().filter(|key| strange(key)) {
                    appears(reader, key, &entries[0], entry);
                }
                written.or(first)
            }
        });
    }
    poses
}

fn pose<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>, props: &[Prop]) -> Pose {
    reader.unknown(section, joint::KEYS, |key| stranger(key, Scope::Pose));
    let mut pose = Pose::default();
    for &key in joint::KEYS {
        let Some(point) = point(reader, section, key) else { continue };
        let is_prop = prop::KINDS.contains(&key);
        if is_prop && !props.iter().any(|prop| prop.kind == key) {
            reader.note(Kind::NoProp { kind: key }, section.place(key));
        }
        pose.put(key, point);
    }
    pose
}

/// Where the props that move are before anything moves them; of those that do not, there may be several.
fn resting(props: &[Prop], poses: &[Entry<'_, '_>]) -> Pose {
    let mut pose = Pose::default();
    for prop in props.iter().filter(|prop| poses.iter().any(|pose| pose.section.has(prop.kind))) {
        pose.put(prop.kind, prop.at);
    }
    pose
}

/// A joint of a later pose that the first does not have, unless it may only be misspelt there, or on a broken line.
fn appears<'t>(reader: &mut Reader<'t>, key: &'static str, first: &Entry<'_, 't>, later: &Entry<'_, 't>) {
    let excused = first.section.has(key)
        || is_meant(&first.section, key, joint::KEYS)
        || reader.is_broken(first.extent.clone())
        || prop::KINDS.contains(&key);
    if !excused {
        reader.note(Kind::NewJoint { key }, later.section.place(key));
    }
}

/// A later pose against the first: about the same bones.
fn compare<'t>(reader: &mut Reader<'t>, entry: &Entry<'_, 't>, first: &Pose, written: &Pose) {
    let section = &entry.section;
    let now = written.clone().or(first).bones();
    for (old, new) in first.bones().into_iter().zip(now) {
        let same = old.from.0 == new.from.0 && old.to.0 == new.to.0;
        let share = new.length() / old.length();
        // What lies across the trunk turns with it.
        let bone = old.part != draw::Part::Bar && old.length() >= LEAST_BONE;
        if same && bone && (share - 1.0).abs() > STRETCH {
            let (from, to, percent) = (new.from.0, new.to.0, (share * 100.0).round() as u32);
            let place = if section.has(to) { to } else { from };
            reader.note(Kind::BoneLength { from, to, percent }, section.place(place));
        }
    }
}

fn point<'t>(reader: &mut Reader<'t>, section: &Section<'_, 't>, key: &'static str) -> Option<Point> {
    let (x, y) = reader.point(section, key, PLACES[0], PLACES[1])?;
    Some(Point { x, y })
}

/// The tables that begin with `[[key]]`.
fn tables<'d, 't>(
    reader: &mut Reader<'t>,
    top: &Section<'d, 't>,
    key: &'static str,
    scope: Scope,
) -> Vec<Entry<'d, 't>> {
    let Some(value) = top.value(key) else { return Vec::new() };
    let mut found: Vec<(&'d DeTable<'t>, Range<usize>)> = Vec::new();
    let wanted = if key == "pose" { "a table that starts with [[pose]]" } else { "a table that starts with [[prop]]" };
    match value.get_ref() {
        DeValue::Array(list) => {
            for item in list.iter() {
                match item.get_ref().as_table() {
                    Some(table) => found.push((table, item.span())),
                    None if reader.is_broken(item.span()) => {}
                    None => reader.wrong_type(key, wanted, item),
                }
            }
        }
        DeValue::Table(table) => {
            if !reader.is_broken(value.span()) {
                reader.note(Kind::SingleBrackets { table: key }, value.span());
            }
            found.push((table, value.span()));
        }
        _ if reader.is_broken(value.span()) => {}
        _ => reader.wrong_type(key, wanted, value),
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(_, next)| next.start).collect();
    let entry = |(at, (table, span)): (usize, (&'d DeTable<'t>, Range<usize>))| {
        let end = ends.get(at).copied().unwrap_or(reader.text.len()).max(span.end);
        Entry { extent: span.start..end, section: Section { scope, table, span } }
    };
    found.into_iter().enumerate().map(entry).collect()
}
