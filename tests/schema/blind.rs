//! What a schema cannot see, kind by kind, each with its reason.

use serde_json::Value as Json;
use unkink::problem::{Kind, Problem};
use unkink::text;

/// Something that is wrong with a file and fine with the schema.
#[derive(Debug)]
pub struct Blind {
    pub name: &'static str,
    pub why: &'static str,
    /// Whether it explains this problem of this text.
    pub explains: fn(&Problem, &str) -> bool,
}

pub const BLIND: [Blind; 9] = [
    Blind {
        name: "two steps with one id",
        why: "a schema does not compare one step with another",
        explains: |problem, _| matches!(problem.kind, Kind::IdTwice { .. }),
    },
    Blind {
        name: "a session that takes too long",
        why: "it is a sum",
        explains: |problem, _| matches!(problem.kind, Kind::SessionTooLong { .. }),
    },
    Blind {
        name: "a breath that is too short",
        why: "it is a sum",
        explains: |problem, _| matches!(problem.kind, Kind::TooShort { key: "breath", .. }),
    },
    Blind {
        name: "a file that is too large",
        why: "a schema sees values, not bytes",
        explains: |problem, _| matches!(problem.kind, Kind::FileTooLarge { .. }),
    },
    Blind {
        name: "a length in quotes beyond its limits",
        why: "a pattern knows the form of a text, not the time that it means",
        explains: |problem, text| {
            matches!(problem.kind, Kind::TooLong { .. } | Kind::TooShort { .. } | Kind::Zero { .. })
                && text[problem.span.clone()].starts_with(['"', '\''])
        },
    },
    Blind {
        name: "a last part that is rounded up to a minute",
        why: "a pattern does not round",
        explains: |problem, text| {
            matches!(problem.kind, Kind::OddTime { .. }) && text[problem.span.clone()].contains("59.9")
        },
    },
    Blind {
        name: "one side twice in different letters",
        why: "lists of a schema compare letter by letter",
        explains: |problem, text| {
            let written = &text[problem.span.clone()];
            matches!(problem.kind, Kind::SideTwice { .. }) && text.matches(written).count() == 1
        },
    },
    Blind {
        name: "a count with nothing behind its point",
        why: "to JSON 2.0 is a whole number",
        explains: |problem, text| {
            let count = matches!(&problem.kind, Kind::NotWhole { .. })
                || matches!(&problem.kind, Kind::WrongType { key, .. } if key == "format");
            count && text[problem.span.clone()].parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
        },
    },
    Blind {
        name: "a date or a time of day without quotes",
        why: "JSON has none: editors hand it to the schema as a text",
        explains: |problem, _| match problem.kind {
            Kind::WrongType { found, .. } => found == "a date or a time of day",
            Kind::TimeWithoutQuotes { .. } => true,
            _ => false,
        },
    },
];

/// A text that is folded before it is measured: a schema measures it as it is written, and may be too strict as well.
pub fn is_folded(json: &Json) -> bool {
    match json {
        Json::String(written) => text::folded(written) != *written,
        Json::Array(list) => list.iter().any(is_folded),
        Json::Object(object) => object.values().any(is_folded),
        _ => false,
    }
}

/// A number that the parser rounds to the millisecond before it looks at the limits.
pub fn is_rounded(json: &Json) -> bool {
    match json {
        Json::Number(number) => number.as_f64().is_some_and(|n| n.abs() < 1e6 && (n * 1000.0).fract().abs() > 1e-6),
        Json::Array(list) => list.iter().any(is_rounded),
        Json::Object(object) => object.values().any(is_rounded),
        _ => false,
    }
}
