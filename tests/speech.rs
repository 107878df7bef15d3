//! What the voice says in a session, when, and that it never talks over anything.

use std::fmt::Write as _;
use std::time::Duration;

use proptest::prelude::*;
use unkink::app::Msg;
use unkink::cue::Cue;
use unkink::effect::Effect;
use unkink::library::Library;
use unkink::phrase::{self, Numbers};
use unkink::settings::Settings;
use unkink::time::{Moment, Tempo};

use crate::rig::{Rig, terms};
use crate::screens::hands::{Hands, key, library, opening, seconds};
use crate::session::{deed, play};

/// A slow voice: 0.35 s for a word, and 0.3 s.
fn length(text: &str) -> Duration {
    Duration::from_millis(300 + 350 * text.split_whitespace().count() as u64)
}

/// The phrases that were asked for last.
fn asked(hands: &Hands) -> Vec<String> {
    let asked = hands.fx.iter().rev().find_map(|fx| match fx {
        Effect::Prepare(texts) => Some(texts.clone()),
        _ => None,
    });
    asked.unwrap_or_default()
}

/// With all phrases ready that were asked for.
fn ready(mut hands: Hands) -> Hands {
    let lengths = asked(&hands).into_iter().map(|text| (length(&text), text)).map(|(length, text)| (text, length));
    hands.tell(Msg::Voiced(lengths.collect()));
    hands
}

const SHIPPED: [&str; 8] =
    ["desk-break", "foam-roller", "full", "morning", "neck-shoulder", "self-massage", "wall-slide", "warm-up"];

fn bundled() -> Library {
    let texts: Vec<(&str, &str)> = SHIPPED.map(|id| (id, unkink::routine::bundled(id).unwrap().text)).to_vec();
    library(&texts)
}

/// The start card of a routine that was done before, every phrase ready.
fn card(library: Library, id: &str) -> Hands {
    let mut hands = Hands::open(opening(library, Some(id))).past(&SHIPPED);
    hands.tell(Msg::Tick);
    ready(hands)
}

/// Begins a session with what is on its start card.
fn begun(library: Library, id: &str) -> Hands {
    ready(card(library, id).press("enter"))
}

/// Goes on, with Enter wherever it waits, until the summary.
fn through(mut hands: Hands) -> Hands {
    for _ in 0..20_000 {
        let due = hands.app.deadline(hands.now).map(|due| due.since(hands.now));
        hands = match due.filter(|due| *due <= seconds(15.0)) {
            Some(due) => hands.wait(due.as_secs_f64()),
            None if hands.text(80, 24).contains("That was all of it.") => return hands,
            None => hands.wait(8.0).press("enter").wait(5.0),
        };
    }
    panic!("it does not end:\n{}", hands.text(80, 24));
}

/// `12.3  "left side."`: what was said, and the cues it answers to.
fn timeline(hands: &Hands) -> String {
    let voice = hands.said.iter().map(|(at, text)| (*at, format!("  \"{text}\"")));
    let cues = hands.played.iter().filter(|(_, cue)| !matches!(cue, Cue::Count | Cue::Tick | Cue::Halfway));
    let mut lines: Vec<(Moment, String)> = cues.map(|(at, cue)| (*at, cue.word().to_owned())).chain(voice).collect();
    lines.sort_by_key(|(at, _)| *at);
    let mut out = String::new();
    for (at, line) in lines {
        let tenths = at.since(Moment::ZERO).as_millis() / 100;
        let _ = writeln!(out, "{:>3}:{:02}.{} {line}", tenths / 600, tenths / 10 % 60, tenths % 10);
    }
    out
}

#[test]
fn each_shipped_routine_is_spoken_as_it_was_last_read() {
    for id in SHIPPED {
        insta::assert_snapshot!(format!("spoken_{id}"), timeline(&through(begun(bundled(), id))));
    }
}

const SHORT: &str = r#"
name = "Short"
family = "mobility"
avoid-if = []

[[step]]
name = "Seated turn"
say = "Turn"
position = "Sit tall, arms crossed, knees forward, about 30 cm apart."
cues = ["Turn from the ribs."]
come-out = "Turn back to the middle."
hold = 12
prep = 12
reps = 2
gap = 3
sets = 2
rest = 20
sides = "each"
switch = 0
after = 12

[[step]]
name = "Hang"
hold = 30
prep = 20
after = 10
"#;

/// Five minutes of it, unless something was pressed meanwhile.
fn short() -> Hands {
    let mut hands = Hands::open(opening(library(&[("short", SHORT)]), Some("short"))).past(&["short"]);
    hands.tell(Msg::Tick);
    ready(ready(hands).press("enter"))
}

fn words(hands: &Hands) -> Vec<&str> {
    hands.said.iter().map(|(_, text)| text.as_str()).collect()
}

#[test]
fn a_side_is_said_before_its_hold_and_where_the_hold_begins_if_nothing_comes_before() {
    insta::assert_snapshot!(timeline(&short().wait(170.0)), @r#"
    0:00.0 get-ready
    0:01.0   "Turn"
    0:01.8   "left side."
    0:03.0   "Sit tall, arms crossed, knees forward, about thirty centimetres apart."
    0:07.0   "Turn from the ribs."
    0:12.0 start
    0:24.0 end
    0:27.0 start
    0:39.0 rep
    0:39.7   "right side."
    0:51.0 end
    0:54.0 start
    1:06.0 rest
    1:07.0   "left side."
    1:08.2   "Set two of two."
    1:26.0 start
    1:38.0 end
    1:41.0 start
    1:53.0 rep
    1:53.7   "right side."
    2:05.0 end
    2:08.0 start
    2:20.0 check
    2:21.0   "Any pain? Stop if it hurts."
    2:23.6   "Next: Hang."
    2:32.0 get-ready
    2:33.0   "Hang"
    "#);
}

#[test]
fn a_stop_says_how_to_come_out_and_then_which_answers_there_are() {
    insta::assert_snapshot!(timeline(&short().wait(15.0).press("h").wait(150.0)), @r#"
    0:00.0 get-ready
    0:01.0   "Turn"
    0:01.8   "left side."
    0:03.0   "Sit tall, arms crossed, knees forward, about thirty centimetres apart."
    0:07.0   "Turn from the ribs."
    0:12.0 start
    0:15.0 stop
    0:16.7   "Stop. Turn back to the middle. Breathe."
    0:19.6   "Which is closest? One to six, as on the screen."
    0:35.0 check
    0:36.0   "one: chest, breath, faint, face or speech, both legs, bladder."
    0:40.0   "two: numb, tingling, weak, fever, a fall, swelling."
    0:43.3   "three: sharp, shooting, spreading, dizzy."
    0:45.5   "four: a strong ache."
    0:47.4   "five: I do not know, or would rather not say."
    0:51.4   "six: pressed by mistake."
    1:15.0 check
    1:16.0   "one: chest, breath, faint, face or speech, both legs, bladder."
    1:20.0   "two: numb, tingling, weak, fever, a fall, swelling."
    1:23.3   "three: sharp, shooting, spreading, dizzy."
    1:25.5   "four: a strong ache."
    1:27.4   "five: I do not know, or would rather not say."
    1:31.4   "six: pressed by mistake."
    2:15.0 check
    2:16.0   "If you are hurt or cannot get up, call for help."
    "#);
}

#[test]
fn advice_spells_the_number_to_call() {
    let mut opening = opening(library(&[("short", SHORT)]), Some("short"));
    opening.settings = Settings::parse("emergency = \"112\"").0;
    let mut hands = Hands::open(opening).past(&["short"]);
    hands.tell(Msg::Tick);
    let hands = ready(ready(hands).press("enter")).wait(15.0).press("h").wait(3.0).press("1").wait(20.0);
    let call = "Call one one two now. Stay still, and do not stay alone. If you cannot call, shout for help.";
    assert_eq!(words(&hands).last(), Some(&call));
}

#[test]
fn an_answer_is_said_back_with_what_follows_from_it() {
    let hands = short().wait(145.0);
    assert!(hands.text(80, 24).contains("after Seated turn"), "{}", hands.text(80, 24));
    let eased = hands.press("3").wait(2.5);
    insta::assert_snapshot!(words(&eased).join("\n"), @"
    Turn
    left side.
    Sit tall, arms crossed, knees forward, about thirty centimetres apart.
    Turn from the ribs.
    right side.
    left side.
    Set two of two.
    right side.
    Any pain? Stop if it hurts.
    Next: Hang.
    three: easier from here.
    ");
    let taken_back = eased.press("e").wait(1.5);
    assert_eq!(words(&taken_back).last(), Some(&"three: as planned."));
}

#[test]
fn a_pause_is_said_and_what_it_cut_off_is_said_after_it() {
    let hands = short().wait(2.5).press("space").wait(10.0).press("space").wait(10.0);
    insta::assert_snapshot!(timeline(&hands), @r#"
    0:00.0 get-ready
    0:01.0   "Turn"
    0:01.8   "left side."
    0:02.7   "Paused."
    0:15.7   "left side."
    0:16.9   "Sit tall, arms crossed, knees forward, about thirty centimetres apart."
    "#);
}

#[test]
fn a_check_that_waits_calls_again_and_at_last_says_to_call_for_help() {
    let hands = short().wait(30.0).press("4").wait(300.0);
    insta::assert_snapshot!(timeline(&hands), @r#"
    0:00.0 get-ready
    0:01.0   "Turn"
    0:01.8   "left side."
    0:03.0   "Sit tall, arms crossed, knees forward, about thirty centimetres apart."
    0:07.0   "Turn from the ribs."
    0:12.0 start
    0:24.0 end
    0:27.0 start
    0:30.0 check
    0:31.0   "four: eased, and asked again."
    0:33.2   "Any pain? Stop if it hurts."
    0:35.8   "Next: Hang."
    0:52.0 check
    0:53.0   "I wait for your answer. Any pain?"
    1:12.0 check
    1:13.0   "Any pain? Stop if it hurts."
    1:52.0 check
    1:53.0   "Any pain? Stop if it hurts."
    2:52.0 check
    2:53.0   "Paused. If you are hurt or cannot get up, call for help."
    "#);
}

#[test]
fn a_phrase_that_is_ready_late_is_said_only_while_it_is_news() {
    for (after, said) in [(1.0, true), (8.0, false)] {
        let mut hands = Hands::open(opening(library(&[("short", SHORT)]), Some("short"))).past(&["short"]);
        hands.tell(Msg::Tick);
        let hands = ready(hands.press("enter").wait(after)).wait(1.0);
        assert_eq!(words(&hands).contains(&"Turn"), said, "{after}");
    }
}

#[test]
fn without_a_voice_nothing_is_asked_for_and_every_cue_is_heard() {
    let silent = |hands: &Hands| !hands.fx.iter().any(|fx| matches!(fx, Effect::Prepare(_) | Effect::Say { .. }));
    let begin = |change: &dyn Fn(&mut unkink::app::Opening)| {
        let mut opening = opening(library(&[("short", SHORT)]), Some("short"));
        change(&mut opening);
        ready(Hands::open(opening).past(&["short"]).press("enter")).wait(140.0)
    };
    let off = begin(&|opening| opening.settings.voice = false);
    let rehearsal = begin(&|opening| opening.tempo = Tempo::times(2));
    assert!(silent(&off) && silent(&rehearsal));
    let counts = |hands: &Hands| hands.played.iter().filter(|(_, cue)| *cue == Cue::Count).count();
    let unprepared = Hands::open(opening(library(&[("short", SHORT)]), Some("short"))).past(&["short"]);
    assert_eq!(counts(&off), counts(&unprepared.press("enter").wait(140.0)));
    assert!(counts(&off) >= counts(&short().wait(140.0)));
}

#[test]
fn a_missing_voice_is_one_quiet_mark() {
    let mut hands = short().wait(3.0);
    assert!(!hands.text(80, 24).contains("no voice"));
    hands.tell(Msg::NoVoice("espeak-ng is not installed".to_owned()));
    assert!(hands.text(80, 24).lines().next().unwrap().contains("no voice"), "{}", hands.text(80, 24));
}

#[test]
fn a_voice_of_another_language_reads_numbers_in_its_own_way() {
    let mut opening = opening(library(&[("short", SHORT)]), Some("short"));
    opening.settings = Settings::parse("voice-name = \"de\"").0;
    let mut hands = Hands::open(opening).past(&["short"]);
    hands.tell(Msg::Tick);
    assert!(asked(&hands).iter().any(|text| text.contains("30 cm apart")));
    assert!(asked(&short()).iter().any(|text| text.contains("thirty centimetres apart")));
}

/// What is heard when a routine is gone through with any keys: phrases and cues, from when until when.
type Heard = (Vec<(Moment, Moment, String)>, Vec<(Moment, Moment, Cue)>);

fn heard(hands: &Hands) -> Heard {
    let (mut talk, mut cues): Heard = Default::default();
    for (now, effect) in &hands.told {
        match effect {
            Effect::Say { text, at } => talk.push((*at, *at + length(text), text.clone())),
            Effect::Play { cue, at } => cues.push((*at, *at + cue.length(), *cue)),
            _ => {
                talk.retain(|(at, ..)| at < now);
                talk.iter_mut().for_each(|(_, until, _)| *until = (*until).min(*now));
                cues.retain(|(at, ..)| at < now);
                cues.iter_mut().for_each(|(_, until, _)| *until = (*until).min(*now));
            }
        }
    }
    talk.sort();
    (talk, cues)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(64), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_voice_never_talks_over_itself_nor_over_a_cue(
        deeds in prop::collection::vec((0usize..KEYS.len(), 0u32..400), 1..40),
    ) {
        let mut hands = short();
        for (key_at, tenths) in deeds {
            hands.tell(Msg::Key(key(KEYS[key_at])));
            hands = hands.wait(f64::from(tenths) / 10.0);
        }
        let (talk, cues) = heard(&hands);
        for pair in talk.windows(2) {
            prop_assert!(pair[0].1 <= pair[1].0, "{pair:?}");
        }
        for (from, until, text) in &talk {
            let met = cues.iter().find(|(at, end, _)| at < until && from < end);
            prop_assert!(met.is_none(), "{text:?} from {from:?} until {until:?} meets {met:?}");
        }
    }

    #[test]
    fn all_that_can_be_said_was_asked_for(deeds in prop::collection::vec(deed(), 0..60)) {
        let text = format!("{SHORT}wait = true\n");
        let mut rig = Rig::with(&text, terms());
        let all = phrase::all(rig.session.plan(), Numbers::Words, Some("112"));
        for deed in deeds {
            rig = play(rig, &[deed], 3);
            let said = phrase::lines(&rig.session, rig.now, Numbers::Words, Some("112"));
            for line in said.into_iter().chain(phrase::answered(&rig.session, Numbers::Words)) {
                prop_assert!(all.contains(&line.text), "{:?}", line.text);
            }
        }
    }
}

const KEYS: [&str; 18] =
    ["space", "enter", "n", "p", "r", "+", "-", "e", "h", "1", "3", "4", "0", "6", "m", "?", "esc", "right"];
