//! Which conditions are asked about, when again, and how the answers are kept.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use unkink::routine::Routine;
use unkink::routine::conditions::IDS;
use unkink::screening::{Answer, Applies, Damaged, Due, LIST, Screening, advice, needed};

use crate::rig::routine;

const MOVING: [&str; 9] = [
    "spinal-fracture",
    "herniated-disc",
    "recent-injury",
    "osteoporosis",
    "spinal-instability",
    "spinal-injury",
    "nerve-signs",
    "red-flags",
    "heart",
];

fn of(family: &str, more: &str) -> Routine {
    routine(&format!("name = \"One\"\nfamily = \"{family}\"\n{more}\n[[step]]\nname = \"Step\"\nhold = 9\n"))
}

fn day(n: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * (10_000 + n))
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn at(n: i64) -> Due {
    Due { now: day(n), days: 90, stopped: None }
}

fn answered(all: &[&str], marks: &[(&str, Applies)], n: i64) -> Screening {
    let mut screening = Screening::default();
    let marks: BTreeMap<String, Applies> = marks.iter().map(|(id, applies)| ((*id).to_owned(), *applies)).collect();
    screening.answer(&ids(all), &marks, day(n));
    screening
}

#[test]
fn each_family_asks_what_concerns_it() {
    let with = |more: &[&str]| ids(&[&MOVING, more].concat());
    assert_eq!(needed(&of("breathing", ""), None), ids(&["nerve-signs", "red-flags"]));
    for family in ["wall", "warm-up", "mobility", "other"] {
        assert_eq!(needed(&of(family, ""), None), with(&[]), "{family}");
    }
    assert_eq!(needed(&of("roller", ""), None), with(&["skin-or-blood", "pregnancy-or-surgery", "under-16"]));
    assert_eq!(needed(&of("massage", ""), None), with(&["skin-or-blood"]));
    assert_eq!(needed(&of("neck", ""), None), with(&["neck-joint"]));
}

#[test]
fn a_single_step_and_the_warm_up_ask_too() {
    let mixed = routine(
        "name = \"Calm\"\nfamily = \"breathing\"\n[[step]]\nname = \"In\"\nhold = 9\n\
         [[step]]\nname = \"Neck\"\nfamily = \"neck\"\nhold = 9\n",
    );
    assert_eq!(needed(&mixed, None), ids(&[&MOVING[..], &["neck-joint"]].concat()));
    let warm_up = of("massage", "");
    assert_eq!(needed(&of("breathing", ""), Some(&warm_up)), ids(&[&MOVING[..], &["skin-or-blood"]].concat()));
}

#[test]
fn a_file_adds_to_what_is_asked_and_takes_nothing_away() {
    let warm_up = of("breathing", "avoid-if = [\"flu\", \"vertigo\"]");
    let own = of("breathing", "avoid-if = [\"vertigo\", \"heart\", \"red-flags\"]");
    let expected = ids(&["nerve-signs", "red-flags", "heart", "vertigo", "flu"]);
    assert_eq!(needed(&own, Some(&warm_up)), expected);
}

#[test]
fn what_was_never_answered_is_due_and_the_rest_is_not() {
    let kept = answered(&["heart"], &[], 0);
    assert_eq!(kept.due(&ids(&["heart", "vertigo"]), at(1)), ids(&["vertigo"]));
    assert_eq!(Screening::default().due(&ids(&["heart"]), at(1)), ids(&["heart"]));
}

#[test]
fn answers_age_and_do_not_come_from_the_future() {
    let (kept, heart) = (answered(&["heart"], &[], 0), ids(&["heart"]));
    for (n, due) in [(-1, true), (0, false), (90, false), (91, true), (36_500, true)] {
        assert_eq!(!kept.due(&heart, at(n)).is_empty(), due, "day {n}");
    }
    assert!(!kept.due(&heart, Due { days: 7, ..at(8) }).is_empty());
}

#[test]
fn answers_from_before_a_stop_are_asked_again() {
    let (kept, heart) = (answered(&["heart"], &[], 5), ids(&["heart"]));
    for (n, due) in [(4, false), (5, true), (6, true)] {
        assert_eq!(!kept.due(&heart, Due { stopped: Some(day(n)), ..at(10) }).is_empty(), due, "stop on day {n}");
    }
}

#[test]
fn another_list_is_asked_anew_and_nothing_of_the_old_one_counts() {
    let mut kept = Screening { list: LIST - 1, ..answered(&["heart", "vertigo"], &[], 0) };
    assert_eq!(kept.due(&ids(&["heart"]), at(1)), ids(&["heart"]));
    kept.answer(&ids(&["heart"]), &BTreeMap::new(), day(1));
    assert_eq!(kept, answered(&["heart"], &[], 1));
}

#[test]
fn what_applies_is_told_with_its_dates_until_it_is_asked_again() {
    let all = ["herniated-disc", "heart", "vertigo"];
    let mut kept = answered(&all, &[("heart", Applies::Unsure), ("herniated-disc", Applies::Yes)], 0);
    kept.clear(&ids(&["heart", "vertigo"]), day(2));
    let told: Vec<_> = kept.applying(&ids(&all)).into_iter().map(|t| (t.id, t.applies, t.asked, t.cleared)).collect();
    let expected = [
        ("herniated-disc".to_owned(), Applies::Yes, day(0), None),
        ("heart".to_owned(), Applies::Unsure, day(0), Some(day(2))),
    ];
    assert_eq!(told, expected);
    assert_eq!(kept.answers["vertigo"].cleared, None);
    kept.answer(&ids(&["heart"]), &BTreeMap::from([("heart".to_owned(), Applies::Yes)]), day(3));
    assert_eq!(kept.answers["heart"], Answer { applies: Applies::Yes, asked: day(3), cleared: None });
}

#[test]
fn the_date_of_a_list_is_its_oldest_and_a_gap_has_none() {
    let mut kept = answered(&["heart"], &[], 5);
    kept.answer(&ids(&["vertigo"]), &BTreeMap::new(), day(2));
    assert_eq!(kept.asked_on(&ids(&["heart", "vertigo"])), Some(day(2)));
    assert_eq!(kept.asked_on(&ids(&["heart", "flu"])), None);
}

#[test]
fn answers_given_while_the_file_was_read_stay() {
    let mut file = answered(&["heart", "vertigo"], &[("heart", Applies::Yes)], 0);
    file.overlay(answered(&["heart"], &[], 4));
    assert_eq!(file.answers["heart"].applies, Applies::No);
    assert_eq!(file.answers["vertigo"].asked, day(0));
    file.overlay(Screening::default());
    assert_eq!(file.answers.len(), 2);
}

#[test]
fn kept_answers_read_the_same_and_anything_else_is_damaged() {
    let kept = answered(&["heart"], &[("heart", Applies::Unsure)], 0);
    assert_eq!(kept.to_text(), "list = 1\n\n[answers.heart]\napplies = \"unsure\"\nasked = \"1997-05-19T00:00:00Z\"\n");
    let text = kept.to_text();
    let newer = format!("list = {}\nshape = 2\n", LIST + 1);
    assert_eq!(Screening::parse(&newer), Err(Damaged::Newer));
    let broken = [
        String::new(),
        "list = \"1\"".to_owned(),
        "list = -1".to_owned(),
        "answers = {}".to_owned(),
        format!("{text}more = 1\n"),
        text.replace("unsure", "perhaps"),
        text.replace("1997-05-19", "1997-13-19"),
        text.replace("\"unsure\"", "true"),
        text[..text.len() / 2].to_owned(),
        format!("{text}# {}", "x".repeat(1 << 20)),
        "\0\u{1b}[31m".to_owned(),
        "[".repeat(100_000),
    ];
    for text in broken {
        let short: String = text.chars().take(200).collect();
        assert_eq!(Screening::parse(&text), Err(Damaged::Unknown), "{short}");
    }
}

#[test]
fn advice_says_what_to_do_and_in_one_sentence() {
    for id in IDS.into_iter().chain(["vertigo"]) {
        assert!(advice(id).ends_with('.') && advice(id).matches('.').count() == 1, "{id}");
    }
    assert_eq!(advice("vertigo"), "Ask a doctor or physiotherapist before you do this routine.");
}

fn answer() -> impl Strategy<Value = Answer> {
    let applies = prop_oneof![Just(Applies::No), Just(Applies::Yes), Just(Applies::Unsure)];
    let date = || (-60_000_000_000_000i64..200_000_000_000_000).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap());
    (applies, date(), proptest::option::of(date())).prop_map(|(applies, asked, cleared)| Answer {
        applies,
        asked,
        cleared,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_are_read_as_they_were_kept(
        answers in proptest::collection::btree_map(any::<String>(), answer(), 0..8),
        list in 0..=LIST,
    ) {
        let kept = Screening { list, answers };
        prop_assert_eq!(Screening::parse(&kept.to_text()), Ok(kept));
    }

    #[test]
    fn any_text_is_read_or_damaged(text in any::<String>(), cut in 0usize..200, other in any::<char>()) {
        let _ = Screening::parse(&text);
        let whole = answered(&IDS, &[("heart", Applies::Yes)], 0).to_text();
        let _ = Screening::parse(&whole.chars().enumerate().map(|(at, c)| if at == cut { other } else { c }).collect::<String>());
        let _ = Screening::parse(&whole[..cut]);
    }
}
