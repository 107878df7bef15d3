//! Named states of the program, each reached by keys and waits from the opening.

use jiff::Timestamp;
use unkink::app::{Colour, Msg, Opening};
use unkink::history::Past;
use unkink::library::{Content, Item, Library, Origin};
use unkink::pain::Closest;
use unkink::record::{Answered, Began, Ending, Entry, Event, Morning, Place, Reached};
use unkink::time::Tempo;

use super::hands::{Hands, START, library, opening, remembers};
use super::history;
use super::screening::new_here;

/// Every kind of step, short.
pub const SAMPLE: &str = r#"
name = "Sample back"
summary = "A little of everything, for the upper back."
family = "mobility"
equipment = ["foam roller", "mat"]
avoid-if = ["spinal-fracture", "herniated-disc", "recent-injury"]
warm-up = "warm"

[[step]]
name = "Settle on the roller"
family = "roller"
position = "Sit on the mat, roller behind you, knees bent. Lie back so that the roller lies across the lower edge of the shoulder blades. Hips on the floor."
cues = ["Let the roller take your weight.", "Hips stay down.", "Breathe in for 4, out for 6."]
hold = 30
prep = 20
after = 20
stop-if = "neck strain, or the low back doing the work"
come-out = "Hips down, roll to one side, push up with the hands."

[[step]]
name = "Seated turn"
position = "Sit tall, arms crossed on the chest, knees forward."
cues = ["Turn from the ribs, not the neck.", "Stop at the first tightness."]
hold = 12
reps = 2
gap = 3
sets = 2
rest = 20
sides = "each"
after = 12
stop-if = "pain round a rib"
come-out = "Turn back to the middle, let the arms hang."

[[step]]
name = "Chin tucks"
family = "neck"
position = "Stand with the back to the wall."
cues = ["Draw the chin straight back."]
until = "key"
reps = 8
about = 40
wait = true
come-out = "Let the head come forward slowly."

[[step]]
name = "Rest on the floor"
family = "breathing"
position = "On the back, knees bent."
cues = ["Nothing to do now."]
hold = 150
come-out = "Roll to one side, push up with the hands."
"#;

/// One hold with all parts of a breath, and sides with one that has no time for its last.
pub const BREATH: &str = r#"
name = "Slow breath"
[[step]]
name = "Child's pose"
position = "Knees wide, arms long."
cues = ["Let the forehead rest.", "Breathe into the back."]
prep = 5
hold = 60
breath = { in = 4, hold = 2, out = 6, pause = 1 }
stop-if = "a knee hurts"
[[step]]
name = "Side bend"
position = "Stand tall, one hand on the wall."
cues = ["Lean away from the wall.", "Breathe into the upper side."]
prep = 5
hold = 12
sides = "each"
sets = 2
breath = { in = 4, out = 6 }
stop-if = "the low back hurts"
"#;

const WARM: &str = "
name = \"Warm-up\"\nfamily = \"warm-up\"\n[[step]]\nname = \"March on the spot\"\nhold = 60\n";

const ROLLER: &str = "name = \"Roller only\"\nfamily = \"roller\"\n[[step]]\nname = \"Roll\"\nhold = 30\n";

pub fn sample() -> Library {
    library(&[("sample", SAMPLE), ("roller", ROLLER), ("warm", WARM)])
}

/// With a file that does not load and one that cannot be read.
fn mixed() -> Library {
    let mut all =
        library(&[("sample", SAMPLE), ("broken", "name = \"Broken\"\nhodl = 3\n"), ("locked", ""), ("warm", WARM)]);
    all.items[2] = Item::new("locked".into(), Origin::Bundled, Content::Unreadable("permission denied".into()));
    for (at, file) in [(1, "broken"), (2, "locked")] {
        all.items[at].origin = Origin::User(format!("/home/me/.config/unkink/routines/{file}.toml").into());
    }
    all.items[3].origin = Origin::Replaces("/home/me/.config/unkink/routines/warm.toml".into());
    all
}

/// A bundled routine, and a file of one's own that does not load.
pub fn faulty() -> Library {
    let mut all = mixed();
    all.items.truncate(2);
    all
}

/// The editor was closed over a file with two errors.
pub fn broken() -> Hands {
    let text = "name = \"Mine\"\n[[step]]\nname = \"One\"\nhodl = 3\nhold = 0\n";
    let mut hands = Hands::open(opening(library(&[("mine", text), ("warm", WARM)]), None)).past(&[]);
    hands.tell(Msg::Edited("mine".into()));
    hands
}

fn run(id: &str) -> Hands {
    Hands::open(opening(sample(), Some(id))).past(&["sample", "warm", "roller"])
}

/// A routine with breaths, in its first prep.
pub fn breathing() -> Hands {
    let all = library(&[("breath", BREATH)]);
    Hands::open(opening(all, Some("breath"))).past(&["breath"]).press("enter")
}

/// The first prep of the sample, without the warm-up.
pub fn begun() -> Hands {
    run("sample").press("w enter")
}

/// Waits out steps: the first takes 70 s, with its rest.
fn turning() -> Hands {
    begun().wait(70.0)
}

/// The last hold, all checks answered with none.
fn last_hold() -> Hands {
    waiting().press("enter").wait(11.0).press("enter").wait(21.0)
}

/// Before the step that waits for a key; the one before it takes 160 s.
pub fn waiting() -> Hands {
    turning().wait(161.0)
}

/// The check after the last step.
pub fn last() -> Hands {
    last_hold().wait(160.0)
}

pub fn rehearsal(opening: Opening) -> Opening {
    Opening { tempo: Tempo::times(60), ..opening }
}

/// The same without colour.
pub fn plain(opening: Opening) -> Opening {
    Opening { colour: Colour::None, ..opening }
}

fn told(mut hands: Hands, text: &str) -> Hands {
    hands.tell(Msg::Notice(text.into()));
    hands
}

/// All of them, by name.
pub fn all() -> Vec<(&'static str, Hands)> {
    let list = || Hands::open(opening(mixed(), None)).past(&["sample"]);
    let hold = || begun().wait(23.0);
    let check = || begun().wait(52.0);
    vec![
        ("library", list().press("down down down")),
        ("library_broken", list().press("down")),
        ("library_unreadable", list().press("down down")),
        ("library_replaced", list()),
        ("library_hurt", with_past(sore(), None)),
        ("library_reading", Hands::open(opening(mixed(), None))),
        ("library_none_loads", Hands::open(opening(faulty(), None)).past(&[])),
        ("library_filter", list().press("/ w a")),
        ("library_filter_kept", list().press("/ w a enter")),
        ("library_no_match", list().press("/ x x")),
        ("library_empty", Hands::open(opening(library(&[]), None))),
        ("start", run("sample")),
        ("start_without_warm_up", run("sample").press("w")),
        ("start_pain_3", run("sample").press("3")),
        ("start_pain_5", run("sample").press("5")),
        ("start_pain_7", run("sample").press("7")),
        ("start_sore", with_past(sore(), Some("sample"))),
        ("start_after_a_serious_stop", with_past(stopped(), Some("sample")).press("g n 1")),
        ("advised", with_past(stopped(), Some("sample"))),
        ("mend", broken()),
        ("offer_check", with_past(checked(), None)),
        ("offer", with_past(left(5), Some("sample"))),
        ("offer_cold", with_past(left(500), Some("sample"))),
        ("morning", with_past(sore_unasked(), Some("sample"))),
        ("history", history::open()),
        ("history_steps", history::open().press("enter down")),
        ("history_correct", history::open().press("enter down 4")),
        ("history_delete", history::open().press("d")),
        ("history_chart", history::open().press("enter down c")),
        ("history_empty", with_past(Past::default(), None).press("h")),
        ("history_reading", Hands::open(opening(sample(), None)).press("h")),
        ("history_rehearsal", history::rehearsed().press("d")),
        ("start_nothing_left", run("roller").press("o")),
        ("screening", new_here()),
        ("screening_marked", new_here().press("down y down down u")),
        ("screened", new_here().press("down y down down u j j j u j j y enter")),
        ("start_reading", Hands::open(opening(sample(), Some("sample"))).press("enter")),
        ("prep", begun().wait(3.0)),
        ("hold", hold()),
        ("hold_flash", begun().wait(20.1)),
        ("hold_muted", hold().press("m").wait(3.0)),
        ("hold_volume", hold().press("]")),
        ("hold_notice", told(hold(), "sound off: no device; the screen shows every cue")),
        ("hold_eased", hold().press("e").wait(1.0)),
        ("hold_side", turning().wait(12.0)),
        ("hold_breath_in", breathing().wait(5.0 + 13.0 + 1.6)),
        ("hold_breath_held", breathing().wait(5.0 + 13.0 + 5.0)),
        ("hold_breath_out", breathing().wait(5.0 + 13.0 + 8.2)),
        ("hold_breath_beside_counts", breathing().wait(75.0 + 5.0 + 3.0)),
        ("hold_breath_over", breathing().wait(75.0 + 5.0 + 11.0)),
        ("gap", turning().wait(10.0 + 13.0)),
        ("switch", turning().wait(10.0 + 28.0)),
        ("rest", turning().wait(10.0 + 62.0)),
        ("hold_long", last_hold().wait(40.0)),
        ("paused", hold().press("space")),
        ("paused_side", turning().wait(50.0).press("space")),
        ("count_in", hold().press("space").wait(1.0).press("space").wait(0.5)),
        ("count_in_after_a_long_pause", hold().press("space").wait(200.0).press("space").wait(0.5)),
        ("slept", hold().sleep(720.0)),
        ("check", check()),
        ("check_3", check().press("3")),
        ("check_3_declined", check().press("3 e")),
        ("check_4", check().press("4")),
        ("check_6", check().press("6")),
        ("check_easier", check().press("e")),
        ("check_again", check().press("4").wait(25.0)),
        ("check_paused", check().press("space")),
        ("check_slept", check().sleep(720.0)),
        ("check_unanswered", check().press("4").wait(150.0)),
        ("check_in_hold", hold().press("2")),
        ("waiting", waiting()),
        ("open", waiting().press("enter").wait(17.0)),
        ("stop", hold().press("h")),
        ("stop_unanswered", hold().press("h").wait(121.0)),
        ("advice_emergency", hold().press("h 1")),
        ("advice_same_day", hold().press("h 2")),
        ("advice_ache", hold().press("h 4")),
        ("summary_hurt", hold().press("h 4 enter")),
        ("summary_pain", check().press("7 enter")),
        ("summary_left", turning().wait(30.0).press("q y")),
        ("last_check", last()),
        ("last_check_5", last().press("5")),
        ("summary", last().press("0 enter")),
        ("help", hold().press("?")),
        ("leave", hold().press("q")),
        ("rehearsal", Hands::open(rehearsal(opening(sample(), Some("sample")))).past(&[]).press("w enter").wait(23.0)),
    ]
}

/// A session of the sample that these tell of, `minutes` before the program opens.
pub fn earlier(minutes: i64, events: Vec<Event>) -> Past {
    let at = Timestamp::from_second(START - minutes * 60).unwrap();
    let began = Began { routine: "sample".into(), warm_up: Some("warm".into()), ..Began::default() };
    let events = std::iter::once(Event::Began(began)).chain(events);
    Past::of((0..).zip(events).map(|(n, event)| Entry { v: 1, session: "earlier".into(), n, at, event }))
}

pub fn scored(step: usize, id: &str, score: u8) -> Event {
    Event::Answered(Answered { step, id: id.into(), score: Some(score), ..Answered::default() })
}

const DAYS: i64 = 24 * 60;

/// Three days ago the first step hurt, and that was gone by the next morning.
pub fn sore() -> Past {
    let (complete, gone) = (Event::Ended { how: Ending::Complete }, Event::Morning { gone: Morning::Yes });
    earlier(3 * DAYS, vec![scored(1, "settle-on-the-roller", 4), complete, gone])
}

/// The same, before anybody asked how the morning was.
pub fn sore_unasked() -> Past {
    earlier(DAYS, vec![scored(1, "settle-on-the-roller", 4), Event::Ended { how: Ending::Complete }])
}

/// So many minutes ago the sample was left, or cut off, in its second step: on the right, in the second set.
pub fn left(minutes: i64) -> Past {
    let place = |set, side: &str| Place { step: 2, id: "seated-turn".into(), set, side: Some(side.into()), rep: 1 };
    let held = |set, side| Event::Held { place: place(set, side), ms: 12_000, of_ms: 12_000, eased: false };
    let reached = |set, side| Event::Reached(Reached { place: place(set, side), check: false, eased: false });
    let events = vec![held(1, "left"), held(1, "right"), held(2, "left"), reached(2, "right"), held(2, "right")];
    earlier(minutes, events)
}

/// Half a minute ago it was left in the check after the first step.
fn checked() -> Past {
    let place = Place { step: 1, id: "settle-on-the-roller".into(), set: 1, side: None, rep: 1 };
    let held = Event::Held { place: place.clone(), ms: 30_000, of_ms: 30_000, eased: false };
    let at = Timestamp::from_second(START - 30).unwrap();
    let reached = Event::Reached(Reached { place, check: true, eased: false });
    let began = Began { routine: "sample".into(), warm_up: Some("warm".into()), ..Began::default() };
    let events = [Event::Began(began), held, reached, Event::Ended { how: Ending::Left }];
    Past::of((0..).zip(events).map(|(n, event)| Entry { v: 1, session: "earlier".into(), n, at, event }))
}

/// The program opens with this past.
pub fn with_past(past: Past, routine: Option<&str>) -> Hands {
    let mut hands = Hands::open(opening(sample(), routine));
    hands.tell(remembers(past));
    hands
}

/// Yesterday it was stopped for something serious.
pub fn stopped() -> Past {
    let place = Place { step: 1, id: "settle-on-the-roller".into(), set: 1, side: None, rep: 1 };
    let stopped = Event::Stopped { place };
    earlier(DAYS, vec![stopped, Event::Closest { what: Closest::SameDay }, Event::Ended { how: Ending::Hurt }])
}

/// The bundled foam roller and its warm-up.
pub fn bundled() -> Library {
    let text =
        |id: &str| std::fs::read_to_string(format!("{}/routines/{id}.toml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    library(&[("foam-roller", &text("foam-roller")), ("warm-up", &text("warm-up"))])
}
