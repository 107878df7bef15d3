//! Files that are made: each key of each table with values of every type, on, under and over every limit.

use serde_json::Value as Json;
use toml::{Table, Value};
use unkink::routine::schema;

/// Where a key can stand, in the words of a path of tables.
const PLACES: [(&str, &[&str]); 7] = [
    ("the routine", &[]),
    ("defaults", &["defaults"]),
    ("the breath of defaults", &["defaults", "breath"]),
    ("a step", &["step"]),
    ("the breath of a step", &["step", "breath"]),
    ("easier", &["step", "easier"]),
    ("the breath of easier", &["step", "easier", "breath"]),
];

/// Keys of all tables, and one of none.
const KEYS: [&str; 40] = [
    "format",
    "name",
    "summary",
    "family",
    "equipment",
    "avoid-if",
    "warm-up",
    "mute",
    "rounds",
    "source",
    "license",
    "defaults",
    "step",
    "id",
    "position",
    "cues",
    "hold",
    "until",
    "about",
    "reps",
    "gap",
    "sets",
    "rest",
    "after",
    "sides",
    "switch",
    "prep",
    "wait",
    "breath",
    "tick",
    "check",
    "stop-if",
    "come-out",
    "easier",
    "figure",
    "say",
    "in",
    "out",
    "pause",
    "favourite-colour",
];

/// As TOML writes them.
const VALUES: &[&str] = &[
    // Numbers, on and about every limit.
    "0",
    "-0",
    "1",
    "2",
    "3",
    "-1",
    "49",
    "50",
    "51",
    "59",
    "60",
    "61",
    "199",
    "200",
    "201",
    "599",
    "600",
    "601",
    "7199",
    "7200",
    "7201",
    "0x10",
    "1_0",
    "9223372036854775807",
    "-9223372036854775808",
    "0.0",
    "-0.0",
    "0.4",
    "0.499",
    "0.5",
    "0.501",
    "0.9",
    "1.0",
    "1.5",
    "2.0",
    "-0.5",
    "59.999",
    "60.001",
    "600.0",
    "600.001",
    "7200.0",
    "7200.001",
    "1e300",
    "nan",
    "inf",
    "-inf",
    "0.4996",
    "600.0004",
    // Lengths of time in quotes, and what is none.
    "'30'",
    "'2.5'",
    "'30s'",
    "'30 s'",
    "' 30s '",
    "'30sec'",
    "'2m'",
    "'2min'",
    "'2 min'",
    "'1h'",
    "'1m30s'",
    "'1m 30s'",
    "'1.5m'",
    "'1.5m30s'",
    "'1h30s'",
    "'1h1m1s'",
    "'1h01m01s'",
    "'1h001m'",
    "'1m5.5s'",
    "'1:30'",
    "'01:30'",
    "'90:00'",
    "'0:45'",
    "'1:30.5'",
    "'1:02:03'",
    "'0:00:30'",
    "'1:02:03.5'",
    "'10:00'",
    "'100:00:00'",
    "'0'",
    "'0s'",
    "'0:00'",
    "'0.1'",
    "'601'",
    "'61s'",
    "'10:01'",
    "'121m'",
    "'3h'",
    "'0:90'",
    "'0:60'",
    "'1:5'",
    "'1:005'",
    "'1:75:00'",
    "'1m90s'",
    "'1m60s'",
    "'1h60m'",
    "'1h99s'",
    "''",
    "' '",
    "'s'",
    "'1:'",
    "':30'",
    "'1:2:3:4'",
    "'1:02:03:04'",
    "'30x'",
    "'30S'",
    "'1s30m'",
    "'1m2m'",
    "'1m30'",
    "'30 30'",
    "'1.2.3'",
    "'1.'",
    "'.5'",
    "'half'",
    "'1.5:30'",
    "'1:30s'",
    "'+30'",
    "'-1'",
    "'-1:30'",
    "'1e3'",
    "'1,5'",
    "'٣'",
    "'1:59.9999'",
    "'1minute'",
    "'1mi'",
    "'1 h 2 min 3 sec'",
    "\"1m\\t30s\"",
    "\"1m\\u00a030s\"",
    "'1hour'",
    "'1m s'",
    "'10:0a'",
    // Words and texts.
    "'A'",
    "'a b'",
    "'a-b_9'",
    "'伸ばす'",
    "'é'",
    "'a.b'",
    "'a/b'",
    "'a\\b'",
    "'a:b'",
    "'.'",
    "'..'",
    "'.a'",
    "'..a'",
    "'a..'",
    "'...'",
    "' a'",
    "'!'",
    "'-'",
    "\"a\\nb\"",
    "\"\\u0301\"",
    "\"e\\u0301\"",
    "\"\\u200b\"",
    "\"\\u00a0\"",
    "'each'",
    "'Each'",
    "'key'",
    "'keys'",
    "'auto'",
    "'wait'",
    "'other'",
    "'roller'",
    "'warm-up'",
    "'Roller'",
    "'heart'",
    // Other types.
    "true",
    "false",
    "1979-05-27",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "1979-05-27T07:32:00",
    "[]",
    "['a']",
    "['a', 'b']",
    "['a', 'b', 'c', 'd']",
    "['a', 'b', 'c', 'd', 'e']",
    "['a', 'a']",
    "['left', 'Left']",
    "['a', 'b', 'a']",
    "['a', '']",
    "['a', ' ']",
    "['a', 1]",
    "['heart', 'hearts']",
    "[1, 2]",
    "[[]]",
    "[['a', 'b']]",
    "[true]",
    "['a', 1979-05-27]",
    "[{}]",
    "[{}, {}]",
    "{}",
    "{ a = 1 }",
    "{ hold = 5 }",
    "{ about = 5 }",
    "{ hold = 5, about = 5 }",
    "{ in = 1 }",
    "{ in = 0.5, out = 0.5 }",
    "{ in = 0.5 }",
    "{ in = 60, hold = 60, out = 60, pause = 60 }",
    "{ in = 0 }",
    "{ in = 61 }",
    "{ in = 4, hodl = 1 }",
    "{ in = '4' }",
    "{ cues = ['a'] }",
    "{ position = '' }",
    "{ family = 'other' }",
    "[{ name = 'B', hold = 5 }]",
    "[{ name = 'B', hold = 5 }, { name = 'B', until = 'key' }]",
    "[{ name = 'B' }]",
    "[{ hold = 5 }]",
    "[{ name = 'B', hold = 5, until = 'key' }]",
    "{ name = 'B', hold = 5 }",
    "[{ name = 'B', hold = 5 }, 4]",
    "[{ name = 'B', hold = 5, id = 'x' }, { name = 'C', hold = 5, id = 'x' }]",
];

/// Texts on, under and over the limits of their length.
fn long_texts() -> impl Iterator<Item = Value> {
    let text = |length| Value::String("é".repeat(length));
    [63, 64, 65, 499, 500, 501].into_iter().flat_map(move |length| [text(length), Value::Array(vec![text(length); 1])])
}

/// Lists of so many steps that last no longer than they must.
fn long_lists() -> impl Iterator<Item = Value> {
    let step = parsed("{ name = 'B', hold = 1, prep = 0, after = 0 }");
    [499, 500, 501].into_iter().map(move |length| Value::Array(vec![step.clone(); length]))
}

fn parsed(value: &str) -> Value {
    let mut table: Table = toml::from_str(&format!("x = {value}")).unwrap_or_else(|error| panic!("{value}: {error}"));
    table.remove("x").unwrap()
}

/// The routines that keys are put into, each as short as can be.
fn bases() -> [(&'static str, Table); 4] {
    let base = |defaults: &str, step: &str| {
        let step = format!("name = 'B'\nprep = 0\nafter = 0\n{step}\n");
        let second = "[[step]]\nname = 'C'\nhold = 1\nprep = 0\n";
        toml::from_str(&format!("name = 'A'\n[defaults]\n{defaults}\n[[step]]\n{step}{second}")).unwrap()
    };
    [
        ("a hold", base("", "hold = 1")),
        ("until a key", base("", "until = 'key'")),
        ("neither", base("", "")),
        ("a hold in defaults", base("hold = 1", "")),
    ]
}

/// The table at the end of a path; tables that are missing on it are made.
fn at<'t>(table: &'t mut Table, path: &[&str]) -> &'t mut Table {
    let Some((first, rest)) = path.split_first() else { return table };
    let inner = match *first {
        "step" => &mut table["step"][0],
        name => table.entry(name).or_insert_with(|| Value::Table(Table::new())),
    };
    at(inner.as_table_mut().unwrap(), rest)
}

/// Whether the schema has the key at the end of a path.
fn is_known(schema: &Json, path: &[&str], key: &str) -> bool {
    let table = path.iter().fold(schema, |table, name| match &table["properties"][name] {
        list if list["items"].is_object() => &list["items"],
        inner => inner,
    });
    table["properties"][key].is_object()
}

/// Every file: what it is, and its text.
pub fn files() -> impl Iterator<Item = (String, String)> {
    let schema = schema();
    let values: Vec<Value> = VALUES.iter().map(|value| parsed(value)).chain(long_texts()).collect();
    bases().into_iter().flat_map(move |(base, table)| {
        let mut files = gaps(base, &table);
        for ((place, path), key) in PLACES.iter().flat_map(|place| KEYS.iter().map(move |key| (place, *key))) {
            // Only a few keys know of one another.
            let known_to_others = matches!(path, ["step"] | ["defaults"]) && ["hold", "until", "about"].contains(&key);
            if base != "a hold" && !known_to_others {
                continue;
            }
            // A strange key is refused whatever it holds.
            let values = if is_known(&schema, path, key) { &values[..] } else { &values[2..3] };
            let lists = (path.is_empty() && key == "step").then(long_lists).into_iter().flatten();
            files.extend(values.iter().cloned().chain(lists).map(|value| {
                let mut table = table.clone();
                let name = format!("{key} in {place}, in a routine with {base}: {}", shortened(&value));
                at(&mut table, path).insert(key.to_owned(), value);
                (name, table)
            }));
        }
        files.into_iter().map(|(name, table)| (name, toml::to_string(&table).unwrap()))
    })
}

/// The file itself, and without each of its keys.
fn gaps(base: &str, table: &Table) -> Vec<(String, Table)> {
    let mut files = vec![(format!("a routine with {base}"), table.clone())];
    for (place, path) in PLACES {
        for key in KEYS {
            let mut table = table.clone();
            if at(&mut table, path).remove(key).is_some() {
                files.push((format!("no {key} in {place}, in a routine with {base}"), table));
            }
        }
    }
    files
}

fn shortened(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}
