//! The library: whose routines, in which order, with which marks, and that nothing moves without a reason.

use unkink::app::Msg;
use unkink::library::{Library, Origin};

use super::hands::{Hands, library, opening, remembers};
use super::states::{faulty, sample, sore, with_past};

const ONE: &str = "name = \"One\"\n[[step]]\nname = \"Step\"\nhold = 30\n";
const SIZES: [(u16, u16); 7] = [(120, 40), (160, 50), (80, 24), (60, 20), (60, 30), (40, 12), (20, 5)];

fn own(texts: &[(&str, &str)]) -> Library {
    let mut own = library(texts);
    own.items.iter_mut().for_each(|item| item.origin = Origin::User(format!("/home/me/{}.toml", item.id).into()));
    own
}

/// Three bundled ones and these.
fn with_own(texts: &[(&str, &str)]) -> Hands {
    let mut all = sample();
    own(texts).items.into_iter().for_each(|item| all.put(item));
    Hands::open(opening(all, None)).past(&["sample"])
}

#[track_caller]
fn shows(hands: &Hands, words: &str) {
    let text = hands.text(80, 24);
    assert!(text.contains(words), "no “{words}” in\n{text}");
}

fn row(text: &str, words: &str) -> usize {
    text.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("no “{words}” in\n{text}"))
}

#[test]
fn ones_own_routines_come_first_under_their_own_heading() {
    let text = with_own(&[("mine", ONE)]).text(80, 24);
    let rows = ["yours", "One", "bundled", "Sample back", "Warm-up"].map(|words| row(&text, words));
    assert!(rows.is_sorted(), "{text}");
    assert!(!text.contains("unkink new"), "{text}");
}

#[test]
fn without_own_routines_the_library_tells_how_to_make_one() {
    let none = Hands::open(opening(sample(), None)).past(&[]);
    shows(&none, "“unkink new NAME” makes your own.");
    assert!(!none.text(80, 24).contains("yours"), "{}", none.text(80, 24));
}

#[test]
fn when_none_of_ones_own_loads_the_library_says_what_to_do() {
    let text = Hands::open(opening(faulty(), None)).past(&[]).text(80, 24);
    assert!(text.contains("None loads yet: e opens the file."), "{text}");
    assert!(text.replace('█', " ").contains("broken: line 1, a routine without a step"), "{text}");
}

#[test]
fn a_file_that_replaces_a_bundled_one_says_so() {
    let replaced = with_own(&[("warm", ONE)]);
    shows(&replaced, "yours, replaces the bundled one");
    assert_eq!(replaced.text(80, 24).matches("One").count(), 2, "in the list and above the preview");
}

#[test]
fn ones_own_files_that_do_not_load_stand_below_those_that_do() {
    let text = with_own(&[("a", "name = \"A\"\n"), ("b", ONE)]).text(80, 24);
    assert!(row(&text, "One") < row(&text, "a: line 1"), "{text}");
}

#[test]
fn a_filter_that_nothing_matches_says_how_to_take_it_back() {
    let none = with_own(&[("mine", ONE)]).press("/ x x");
    shows(&none, "No name has these letters.");
    shows(&none, "Esc shows all again.");
    shows(&none.press("esc"), "Sample back");
}

#[test]
fn closing_a_filter_keeps_the_routine_that_was_picked() {
    let list = with_own(&[("mine", ONE)]).press("/ r o l l enter esc enter");
    shows(&list, "Roller only");
}

#[test]
fn a_routine_with_a_step_that_hurt_is_marked_with_a_sign_and_in_words() {
    let list = with_past(sore(), None);
    shows(&list, "! hurt last time: Settle on the ro…");
    let list = list.press("down");
    let (narrow, wide) = (list.text(80, 24), list.text(120, 40));
    assert!(narrow.contains("!  7:30"), "{narrow}");
    assert!(narrow.contains("! it hurt last time"), "{narrow}");
    assert!(wide.contains("! hurt  7:30"), "{wide}");
    assert_eq!(wide.matches('!').count(), 1, "no other one: {wide}");
}

#[test]
fn nothing_moves_when_the_history_arrives() {
    let mut list = Hands::open(opening(sample(), None));
    for (columns, rows) in SIZES {
        let before = list.text(columns, rows);
        list.tell(remembers(sore()));
        let after = list.text(columns, rows);
        for (before, after) in before.lines().zip(after.lines()) {
            let pairs = before.chars().zip(after.chars());
            let moved = pairs.into_iter().any(|(before, after)| !matches!(before, ' ' | '█') && before != after);
            assert!(!moved, "{columns}x{rows}\n{before}\n{after}");
        }
    }
}

#[test]
fn nothing_moves_while_the_person_goes_through_the_list() {
    let lists = [with_past(sore(), None), with_past(sore(), None).press("down")];
    for (columns, rows) in SIZES {
        let texts = lists.each_ref().map(|list| list.text(columns, rows));
        let [first, second] = texts.each_ref().map(|text| {
            let bar = text.lines().position(|line| line.contains("in all, "));
            let steps = text.lines().position(|line| line.trim_end().ends_with(" s"));
            (bar, steps, text.lines().position(|line| line.contains("bundled")))
        });
        assert_eq!(first, second, "{}\n{}", texts[0], texts[1]);
    }
}

#[test]
fn the_shape_of_a_session_tells_each_kind_by_its_sign_and_its_words() {
    let text = Hands::open(opening(sample(), None)).past(&[]).text(120, 40);
    for words in ["▇ hold 5:16", "▂ rest 1:14", "▄ prep 0:50", "▞ switch 0:10"] {
        assert!(text.contains(words), "no “{words}” in\n{text}");
    }
    let bar = text.lines().nth(row(&text, "▇ hold") - 1).unwrap();
    for sign in ['▇', '▂', '▄', '▞'] {
        assert!(bar.contains(sign), "no {sign} in {bar}");
    }
}

#[test]
fn what_is_hidden_above_and_below_the_list_is_counted() {
    let many: Vec<(String, String)> =
        (0..20).map(|n| (format!("r{n:02}"), ONE.replace("One", &format!("Own {n:02}")))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let list = with_own(&many);
    let top = list.text(40, 12);
    assert!(top.contains("↓ 16 more") && !top.contains('↑') && top.contains("1 of 23"), "{top}");
    let middle = list.press("down down down down down down down down down down").text(40, 12);
    assert!(middle.contains("↑ 6 more") && middle.contains("↓ 9 more"), "{middle}");
}

#[test]
fn every_routine_can_be_picked_in_a_window_of_five_rows() {
    let mut list = with_own(&[("mine", ONE)]);
    for name in ["One", "Sample", "Roller on…", "Warm-up"] {
        let text = list.text(20, 5).replace('█', " ");
        assert!(text.lines().any(|line| line.contains(name)), "no {name} in\n{text}");
        list = list.press("down");
    }
}

#[test]
fn a_click_on_a_heading_picks_nothing() {
    let mut list = with_own(&[("mine", ONE)]);
    list.tell(Msg::Resized { columns: 80, rows: 24 });
    list.tell(Msg::Click(5, 7));
    shows(&list.press("enter"), "Roller only");
    let mut list = with_own(&[("mine", ONE)]);
    list.tell(Msg::Resized { columns: 80, rows: 24 });
    list.tell(Msg::Click(5, 5));
    shows(&list.press("enter"), "One");
}

#[test]
fn a_preview_without_room_for_all_that_is_wrong_says_that_there_is_more() {
    let text = Hands::open(opening(faulty(), None)).past(&[]).text(30, 20);
    assert!(text.contains("shows all.…"), "{text}");
}

#[test]
fn a_window_that_is_too_narrow_for_a_preview_beside_the_list_has_it_below() {
    let text = Hands::open(opening(sample(), None)).past(&[]).text(60, 30);
    assert!(row(&text, "Warm-up") < row(&text, "in all, "), "{text}");
    assert!(text.contains("Settle on the roller                                  30 s"), "{text}");
}
