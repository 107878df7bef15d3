//! What a whole session sounds like in lines, in virtual time.

use std::fmt::Write as _;

use insta::assert_snapshot;
use jiff::Timestamp;
use unkink::app::{App, Msg, Opening};
use unkink::plain::{Teller, WithoutKeys, without_keys};
use unkink::time::{Moment, Now};

use crate::screens::hands::{START, done, key, library, opening, remembers, remembers_all, seconds};

const ROUTINE: &str = r#"name = "Two things"
summary = "What a wall is for."
equipment = ["clear wall"]
avoid-if = ["osteoporosis"]

[[step]]
name = "Reach"
position = "Stand at the wall."
cues = ["Reach up.", "Breathe out."]
hold = 24
prep = 10
sides = "each"
switch = 5
after = 16
stop-if = "a shoulder pinches"
come-out = "Lower the arm."

[[step]]
name = "Press"
position = "Hands on the wall."
hold = 4
reps = 2
gap = 2
sets = 2
rest = 20
prep = 5
"#;

/// Somebody who listens to the program and presses keys.
struct Listener {
    app: App,
    teller: Teller,
    now: Moment,
    heard: String,
}

impl Listener {
    fn open(opening: Opening) -> Listener {
        Listener { app: App::new(opening), teller: Teller::default(), now: Moment::ZERO, heard: String::new() }
    }

    /// At the start card of the routine, which was done before.
    fn before_the_start() -> Listener {
        let mut listener = Listener::open(opening(library(&[("two", ROUTINE)]), Some("two")));
        listener.tell(remembers(done(&["two"])));
        listener
    }

    fn tell(&mut self, msg: Msg) {
        let wall = Timestamp::from_second(START).unwrap() + self.now.since_start();
        let messages = self.teller.take(msg, &self.app, self.now);
        for msg in messages {
            self.app.update(msg, Now { mono: self.now, wall }, &mut Vec::new());
        }
        for line in self.teller.news(&self.app, self.now) {
            let _ = writeln!(self.heard, "{:>6.1}  {line}", self.now.since_start().as_secs_f64());
        }
    }

    fn press(mut self, keys: &str) -> Listener {
        for word in keys.split_whitespace() {
            self.tell(Msg::Key(key(word)));
        }
        self
    }

    fn wait(mut self, s: f64) -> Listener {
        let to = self.now + seconds(s);
        while let Some(due) = self.app.deadline(self.now).filter(|due| *due <= to) {
            self.now = due;
            self.tell(Msg::Tick);
        }
        self.now = to;
        self.tell(Msg::Tick);
        self
    }

    /// What was heard from here on.
    fn afresh(mut self) -> Listener {
        self.heard.clear();
        self
    }
}

#[test]
fn a_whole_session_goes_on_in_silence_to_its_last_question() {
    assert_snapshot!(Listener::before_the_start().press("enter").wait(200.0).heard);
}

#[test]
fn an_answer_says_what_follows_from_it() {
    let asked = Listener::before_the_start().press("enter").wait(65.0).afresh();
    let after = asked.press("3").wait(3.0).press("e").wait(14.0).press("6").wait(3.0).press("enter").wait(5.0);
    assert_snapshot!(after.heard);
}

#[test]
fn a_stop_offers_the_six_answers_and_a_mistake_leads_back() {
    let hold = Listener::before_the_start().press("enter").wait(15.0).afresh();
    let stopped = hold.press("h").wait(130.0).press("6").wait(1.0).press("space").wait(5.0);
    assert_snapshot!(stopped.press("s 4").wait(1.0).press("enter").heard);
}

#[test]
fn a_pause_and_changed_times_are_told() {
    let hold = Listener::before_the_start().press("enter").wait(15.0).afresh();
    let heard = hold.press("space").wait(5.0).press("space").wait(6.0).press("+").wait(1.0).press("- -").wait(2.0);
    assert_snapshot!(heard.press("r").wait(2.0).press("n").wait(1.0).press("e").wait(1.0).press("e").heard);
}

#[test]
fn keys_are_told_in_words_and_leaving_is_asked() {
    let hold = Listener::before_the_start().press("enter").wait(15.0).afresh();
    assert_snapshot!(hold.press("? enter q n q y").heard);
}

#[test]
fn somebody_new_is_asked_what_applies_and_told_what_to_do() {
    let mut new = Listener::open(opening(library(&[("two", ROUTINE)]), Some("two")));
    new.tell(remembers_all(done(&[]), unkink::screening::Screening::default()));
    assert_snapshot!(new.press("enter u enter g 4 w").heard);
}

#[test]
fn nothing_is_told_before_the_history_is_read() {
    let mut listener = Listener::open(opening(library(&[("two", ROUTINE)]), None));
    listener.tell(Msg::Tick);
    assert_eq!(listener.heard, "");
    listener.tell(remembers(done(&["two"])));
    assert!(
        listener.heard.contains("1: Two things, id two, 2 minutes 4 seconds, done 3 days ago."),
        "{}",
        listener.heard
    );
}

#[test]
fn a_number_an_id_or_the_beginning_of_one_opens_a_routine() {
    for typed in ["2 enter", "t w enter", "t w o enter", "9 backspace 2 enter"] {
        let mut listener = Listener::open(opening(library(&[("one", ROUTINE), ("two", ROUTINE)]), None));
        listener.tell(remembers(done(&["two"])));
        let heard = listener.afresh().press(typed).heard;
        assert!(heard.starts_with("   0.0  Two things.\n"), "{typed}: {heard}");
    }
    let mut listener = Listener::open(opening(library(&[("one", ROUTINE), ("broken", "hold = 1")]), None));
    listener.tell(remembers(done(&["two"])));
    assert_snapshot!(listener.afresh().press("2 enter 7 enter o n x enter enter").heard);
}

#[test]
fn without_keys_it_goes_on_until_it_waits_for_one() {
    let at = |listener: &Listener| without_keys(&listener.app, listener.now);
    let listener = Listener::before_the_start();
    assert_eq!(at(&listener), WithoutKeys::Waits);
    let listener = listener.press("enter").wait(15.0);
    assert_eq!(at(&listener), WithoutKeys::GoesOn);
    let listener = listener.press("space");
    assert_eq!(at(&listener), WithoutKeys::Waits);
    let listener = listener.wait(1.0).press("space").wait(55.0);
    assert_eq!(at(&listener), WithoutKeys::GoesOn);
    let listener = listener.press("3");
    assert_eq!(at(&listener), WithoutKeys::GoesOn);
    assert_eq!(at(&listener.wait(200.0)), WithoutKeys::Done);
}
