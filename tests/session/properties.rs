//! What holds for every session, whatever keys are pressed and whenever.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use proptest::prelude::*;
use unkink::action::Action;
use unkink::pain::{Asked, Time, outcome};
use unkink::record::{Entry, Event};
use unkink::session::{State, Terms};
use unkink::time::Tempo;

use crate::rig::{Rig, seconds, terms};

pub const MIXED: &str = r#"
name = "Mixed"
rounds = 2
[[step]]
name = "reach"
family = "mobility"
hold = 12.5
sides = "each"
reps = 2
gap = 1.5
prep = 4
tick = 3
breath = { in = 1.5, hold = 0.5, out = 2, pause = 0.3 }
[[step]]
name = "sink"
family = "wall"
hold = 6
reps = 3
sets = 2
rest = 9
prep = 5
check = "wait"
[[step]]
name = "own"
family = "wall"
until = "key"
about = 20
wait = true
after = 3
breath = { in = 4, out = 6 }
[[step]]
name = "rest"
family = "mobility"
hold = 24
breath = { in = 4, out = 6 }
prep = 3
"#;

#[derive(Debug, Clone, Copy)]
pub enum Deed {
    Wait(f64),
    Sleep(f64),
    Press(Action),
}

fn key() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => Just(Action::Toggle),
        1 => Just(Action::Pause),
        6 => Just(Action::Enter),
        1 => Just(Action::Hurts),
        2 => Just(Action::Ease),
        4 => Just(Action::Next),
        2 => Just(Action::Back),
        1 => Just(Action::Restart),
        2 => Just(Action::More),
        2 => Just(Action::Less),
        4 => (0u8..=9).prop_map(Action::Digit),
    ]
}

pub fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0.0..40.0f64).prop_map(Deed::Wait),
        2 => (0.0..0.9f64).prop_map(Deed::Wait),
        1 => (0.0..400.0f64).prop_map(Deed::Sleep),
        8 => key().prop_map(Deed::Press),
    ]
}

fn some_terms() -> impl Strategy<Value = Terms> {
    (0u8..=7, any::<bool>(), any::<bool>(), any::<bool>(), prop_oneof![Just(1), Just(60)]).prop_map(
        |(baseline, first_time, always_wait, strict, tempo)| Terms {
            id: "s".into(),
            baseline,
            first_time,
            always_wait,
            strict,
            offset: None,
            before: BTreeMap::new(),
            eased: BTreeSet::new(),
            tempo: Tempo::times(tempo),
            breath: true,
        },
    )
}

pub fn play(mut rig: Rig, deeds: &[Deed], pieces: usize) -> Rig {
    for deed in deeds {
        match *deed {
            Deed::Wait(s) => {
                let (from, to) = (rig.now, rig.now + seconds(s));
                for piece in 1..=pieces {
                    let part = seconds(s).mul_f64(piece as f64 / pieces as f64);
                    rig.walk(if piece == pieces { to } else { from + part });
                }
            }
            Deed::Sleep(s) => rig = rig.sleep(s),
            Deed::Press(action) => rig.act(action),
        }
    }
    rig
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(96), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cutting_waits_into_pieces_changes_nothing(terms in some_terms(), deeds in prop::collection::vec(deed(), 0..60)) {
        let whole = play(Rig::with(MIXED, terms.clone()), &deeds, 1);
        let pieces = play(Rig::with(MIXED, terms), &deeds, 7);
        prop_assert_eq!(whole.timeline(), pieces.timeline());
        prop_assert_eq!(whole.kept, pieces.kept);
    }

    #[test]
    fn no_cue_sounds_twice_and_every_border_has_one(terms in some_terms(), deeds in prop::collection::vec(deed(), 0..60)) {
        let awake: Vec<Deed> = deeds.into_iter().filter(|deed| !matches!(deed, Deed::Sleep(_))).collect();
        let rig = play(Rig::with(MIXED, terms), &awake, 1);
        let mut played = rig.played.clone();
        played.sort();
        let all = played.len();
        played.dedup();
        prop_assert_eq!(all, played.len(), "{}", rig.timeline());
        for border in rig.borders {
            // A key at that very instant may have cut it again.
            let cut = rig.pressed.contains(&border);
            prop_assert!(cut || rig.played.iter().any(|(at, _)| *at == border), "nothing sounds at {border:?}");
        }
    }

    #[test]
    fn time_is_conserved(terms in some_terms(), deeds in prop::collection::vec(deed(), 0..60)) {
        let awake: Vec<Deed> = deeds.into_iter().filter(|deed| !matches!(deed, Deed::Sleep(_))).collect();
        let mut rig = play(Rig::with(MIXED, terms), &awake, 1);
        rig.act(Action::LeaveNow);
        let kept: u64 = rig.holds_kept().iter().map(|(_, ms)| ms).sum();
        let told: Duration = rig.session.tally().iter().map(|tally| tally.held).sum();
        // Each hold is kept in whole milliseconds.
        let slack = Duration::from_millis(rig.holds_kept().len() as u64 + 1);
        prop_assert!(rig.worked.abs_diff(Duration::from_millis(kept)) <= slack, "{:?} {kept}\n{}", rig.worked, rig.story());
        prop_assert!(rig.worked.abs_diff(told) < Duration::from_micros(100), "{:?} {told:?}", rig.worked);
    }

    #[test]
    fn what_is_left_falls_by_what_passes_while_nobody_presses_a_key(deeds in prop::collection::vec(deed(), 0..60), share in 0.0..1.0f64) {
        let mut rig = play(Rig::with(MIXED, terms()), &deeds, 1);
        let State::Running(unkink::session::Clock::Ends(ends)) = *rig.session.state() else { return Ok(()) };
        let (before, from) = (rig.session.remaining(rig.now), rig.now);
        // Within the segment.
        rig.walk(from + ends.since(from).mul_f64(share * 0.999));
        let passed = rig.now.since(from);
        prop_assert!(before.abs_diff(rig.session.remaining(rig.now) + passed) < Duration::from_micros(1));
    }

    #[test]
    fn only_a_few_keys_end_a_pause(
        terms in some_terms(), deeds in prop::collection::vec(deed(), 0..60), keys in prop::collection::vec(key(), 1..6),
    ) {
        let mut rig = play(Rig::with(MIXED, terms), &deeds, 1);
        if !matches!(rig.session.state(), State::Paused { .. }) {
            return Ok(());
        }
        let ends_it = |key: &Action| matches!(key, Action::Toggle | Action::Hurts | Action::Digit(4..) | Action::Enter);
        for key in keys.into_iter().filter(|key| !ends_it(key)) {
            if !matches!(rig.session.state(), State::Paused { .. }) {
                break;
            }
            rig.act(key);
            rig.walk(rig.now + Duration::from_secs(20));
            let moves = matches!(rig.session.state(), State::Running(_) | State::CountIn { .. });
            prop_assert!(!moves, "{key:?}\n{}", rig.story());
        }
    }

    #[test]
    fn a_score_of_six_or_more_ends_the_session_whatever_follows(
        terms in some_terms(), deeds in prop::collection::vec(deed(), 0..40), score in 6u8..=9, keys in prop::collection::vec(key(), 0..6),
    ) {
        let mut rig = play(Rig::with(MIXED, terms), &deeds, 1);
        if matches!(rig.session.state(), State::Finished(_) | State::Stopped { .. }) {
            return Ok(());
        }
        rig.act(Action::Digit(score));
        for key in keys.into_iter().filter(|key| !matches!(key, Action::Digit(_) | Action::Hurts | Action::Toggle)) {
            rig.act(key);
        }
        rig.walk(rig.now + Duration::from_secs(3700 * 60));
        let last_check = rig.session.question().is_some();
        let pain = *rig.session.state() == State::Finished(unkink::record::Ending::Pain);
        prop_assert!(pain || last_check, "{}", rig.story());
    }

    #[test]
    fn a_session_always_ends(terms in some_terms(), deeds in prop::collection::vec(deed(), 0..60)) {
        let mut rig = play(Rig::with(MIXED, terms), &deeds, 1);
        for _ in 0..50 {
            if matches!(rig.session.state(), State::Finished(_)) {
                break;
            }
            rig = rig.press("enter").wait_until_still();
            rig.walk(rig.now + Duration::from_secs(60));
            if matches!(rig.session.state(), State::Running(unkink::session::Clock::Since(_))) {
                rig = rig.press("enter");
            } else if matches!(rig.session.state(), State::Paused { .. }) {
                rig = rig.press("space");
            }
        }
        if !matches!(rig.session.state(), State::Finished(_)) {
            rig.walk(rig.now + Duration::from_secs(3601 * 60));
        }
        prop_assert!(matches!(rig.session.state(), State::Finished(_)), "{}", rig.story());
        let ended = |kept: &Entry| matches!(kept.event, Event::Ended { .. });
        prop_assert!(rig.kept.last().is_some_and(ended));
        prop_assert_eq!(rig.session.deadline(rig.now), None);
    }

    #[test]
    fn leaving_ends_it_at_once_from_anywhere(terms in some_terms(), deeds in prop::collection::vec(deed(), 0..60)) {
        let mut rig = play(Rig::with(MIXED, terms), &deeds, 1);
        rig.act(Action::LeaveNow);
        prop_assert!(matches!(rig.session.state(), State::Finished(_)));
        prop_assert_eq!(rig.saved().matches(r#""event":"ended""#).count(), 1);
    }

    #[test]
    fn a_higher_score_or_the_strict_table_is_never_bolder(
        score in 0u8..=10, more in 0u8..=10, baseline in 0u8..=10, last in prop::option::of(0u8..=10), sore in 0usize..3, again: bool,
    ) {
        let time = if again { Time::Again } else { Time::First };
        let asked = Asked { score, baseline, last_session: last, time, sore_steps: sore, strict: false };
        let (higher, strict) = (Asked { score: score.max(more), ..asked }, Asked { strict: true, ..asked });
        prop_assert!(outcome(asked) <= outcome(higher));
        prop_assert!(outcome(asked) <= outcome(strict));
    }
}
