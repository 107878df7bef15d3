//! Pictures of every screen.

mod before;
mod breath;
mod clock;
pub mod hands;
mod help;
mod history;
mod keys;
mod library;
mod mouse;
mod presence;
mod random;
mod routines;
mod screening;
mod senses;
mod sizes;
mod states;
mod texts;
mod themes;

use hands::Hands;

/// One file for each state: three sizes, each as rows of text and then the runs of style.
#[test]
fn every_state_looks_as_it_was_last_seen() {
    for (name, hands) in states::all() {
        let sizes = [(80, 24), (120, 40), (40, 12)];
        let pictures = sizes.map(|(columns, rows)| format!("{columns}x{rows}\n{}", hands.picture(columns, rows)));
        insta::assert_snapshot!(name, pictures.join("\n"));
    }
}

#[test]
fn without_colour_every_state_is_told_apart_by_words() {
    let library = states::sample;
    let plain = |keys: &str, wait: f64| {
        let hands = Hands::open(states::plain(hands::opening(library(), Some("sample"))));
        hands.past(&["sample", "warm"]).press("w enter").wait(wait).press(keys)
    };
    let states =
        [("prep", "", 3.0), ("hold", "", 23.0), ("switch", "", 108.0), ("check", "", 52.0), ("stop", "h", 23.0)];
    for (name, keys, wait) in states {
        insta::assert_snapshot!(format!("plain_{name}"), plain(keys, wait).picture(80, 24));
    }
}
