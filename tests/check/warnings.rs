//! Warnings: what a careful author is told, and what is left alone.

/// The titles of the problems of one step with these lines.
fn said(lines: &str) -> Vec<String> {
    let text = format!("name = 'A'\n[[step]]\nname = 'B'\n{lines}\n");
    super::problems(&text).iter().map(|problem| problem.title()).collect()
}

#[track_caller]
fn roller(field: &str, text: &str, warned: &[&str]) {
    let lines = match field {
        "cues" => format!("family = 'roller'\nhold = 5\nwait = true\ncues = [\"{text}\"]"),
        _ => format!("family = 'roller'\nhold = 5\nwait = true\n{field} = \"{text}\""),
    };
    let expected: Vec<String> =
        warned.iter().map(|place| format!("the roller seems to go under the {place}")).collect();
    assert_eq!(said(&lines), expected, "{text}");
}

#[test]
fn a_roller_that_is_sent_under_the_low_back_or_neck_is_warned_about() {
    roller("position", "Lie with the roller under your low back.", &["low back"]);
    roller("position", "Place it beneath the lumbar spine.", &["low back"]);
    roller("cues", "Roll down to the lower back.", &["low back"]);
    roller("cues", "Now lie back. Put the roller under the neck!", &["neck"]);
    roller("cues", "Roll over the small of the back, slowly.", &["low back"]);
}

#[test]
fn a_text_that_only_mentions_such_a_place_is_left_alone() {
    for text in [
        "Never under the low back or neck.",
        "Keep the roller away from the neck and don't roll onto the lower back.",
        "Hands support the neck.",
        "Put a pillow under the neck.",
        "Lace the fingers and lay them on the neck.",
        "Sit, roller behind you, lie back so that it lies across the lower edge of the shoulder blades.",
        "Roll from blade bottoms to blade tops. Stop short of the neck.",
        "Neck long, chin level.",
        "Hips down, low back easy.",
        "Three seconds each way; never below the ribs.",
    ] {
        roller("position", text, &[]);
        roller("cues", text, &[]);
    }
    roller("stop-if", "neck strain, or the low back doing the work", &[]);
    assert_eq!(said("family = 'neck'\nhold = 5\nposition = 'Ball under the neck.'"), Vec::<String>::new());
}

#[test]
fn more_than_two_minutes_of_stretch_on_a_side_are_warned_about() {
    let warns = |lines: &str| said(lines).iter().any(|title| title.ends_with("of hold on one side is long"));
    assert!(!warns("hold = 60\nsets = 2"));
    assert!(!warns("hold = 60\nsides = 'each'\nsets = 2"));
    assert!(warns("hold = 60\nsets = 3"));
    assert!(warns("hold = '2:01'"));
    assert!(warns("hold = 20\nreps = 7"));
    assert!(!warns("hold = 5\nreps = 50"));
    assert!(!warns("hold = 300\nfamily = 'breathing'"));
    assert!(!warns("hold = 180\nfamily = 'warm-up'"));
}

#[test]
fn text_that_runs_far_into_the_hold_is_warned_about() {
    let warns = |lines: &str| said(lines).iter().any(|title| title.starts_with("reading this aloud"));
    let words = |count: usize| vec!["word"; count].join(" ");
    assert!(!warns(&format!("hold = 20\nposition = '{}'", words(42))));
    assert!(warns(&format!("hold = 20\nposition = '{}'", words(43))));
    assert!(warns(&format!(
        "hold = 20\nprep = 5\nposition = '{}'\ncues = ['{}', '{}']",
        words(20),
        words(8),
        words(90)
    )));
    assert!(!warns(&format!("hold = 20\nwait = true\nposition = '{}'", words(90))));
}
