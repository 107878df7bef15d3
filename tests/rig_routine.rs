use std::time::Duration;
use toml::Value;
use unkink::routine::*;
fn d(t: &Value, k: &str, def: f64) -> Duration {
    Duration::from_secs_f64(t.get(k).map_or(def, |v| v.as_float().unwrap_or_else(|| v.as_integer().unwrap() as f64)))
}
fn n(t: &Value, k: &str, def: u32) -> u32 {
    t.get(k).map_or(def, |v| v.as_integer().unwrap() as u32)
}
fn s(t: &Value, k: &str) -> String {
    t.get(k).map_or(String::new(), |v| v.as_str().unwrap().into())
}
fn fam(w: &str) -> Family {
    Family::ALL.into_iter().find(|f| f.word() == w).unwrap_or(Family::Other)
}
pub fn parse(text: &str) -> Routine {
    let v: Value = toml::from_str(text).unwrap();
    let steps = v["step"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| Step {
            id: {
                let i = s(t, "id");
                if i.is_empty() { s(t, "name") } else { i }
            },
            name: s(t, "name"),
            family: fam(&s(t, "family")),
            how: Guidance { come_out: s(t, "come-out"), ..Guidance::default() },
            dose: Dose {
                work: if s(t, "until") == "key" {
                    Work::UntilKey { about: d(t, "about", 30.0) }
                } else {
                    Work::Hold(d(t, "hold", 1.0))
                },
                reps: n(t, "reps", 1),
                gap: d(t, "gap", 0.0),
                sets: n(t, "sets", 1),
                rest: d(t, "rest", 20.0),
                after: d(t, "after", 10.0),
                switch: d(t, "switch", 5.0),
                prep: d(t, "prep", 10.0),
                tick: t.get("tick").map(|_| d(t, "tick", 1.0)),
            },
            sides: if t.get("sides").is_some() { vec!["left".into(), "right".into()] } else { vec![] },
            wait: t.get("wait").is_some(),
            check: if s(t, "check") == "wait" { Check::Wait } else { Check::Auto },
            easier: Easier::default(),
        })
        .collect();
    Routine {
        id: "test".into(),
        name: s(&v, "name"),
        summary: String::new(),
        family: Family::Other,
        equipment: vec![],
        avoid_if: vec![],
        warm_up: None,
        mute: false,
        rounds: n(&v, "rounds", 1),
        source: String::new(),
        license: None,
        steps,
    }
}
