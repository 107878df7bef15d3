//! Any bytes from a terminal, with waits and other news between them: it draws, its deadlines lie ahead, and what it
//! keeps is whole.
//
// tests/fuzz/seed.sh                                         gathers files to start from
// cargo +nightly fuzz run keys --fuzz-dir tests/fuzz -- -len_control=0 -max_len=400
//                                                            runs until it is stopped, or something breaks; without
//                                                            these lengths it would hardly try more than a few keys

#![no_main]

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use unkink::app::{App, Colour, Msg, Opening, Remembered, Signal};
use unkink::edge::input::{self, Decoder};
use unkink::effect::{Effect, Volume};
use unkink::library::{Content, Item, Library, Origin};
use unkink::routine;
use unkink::settings::Settings;
use unkink::time::{Moment, Now, Tempo};

/// Every kind of segment, a question that waits, and a step in the person's own time.
const ROUTINE: &str = r#"
name = "Fuzz"
[[step]]
name = "Sides"
hold = 6
reps = 2
gap = 2
sets = 2
rest = 5
sides = "each"
breath = { in = 2, out = 3 }
[[step]]
name = "Own time"
until = "key"
about = 5
wait = true
family = "roller"
easier = { about = 4 }
"#;

/// The most deadlines in one wait: a session has one a second, and a breath or a figure a few more.
const MOST_DEADLINES: usize = 2_000;

struct Hands {
    app: App,
    now: Moment,
    kept: BTreeMap<String, Vec<u32>>,
    over: bool,
}

impl Hands {
    fn tell(&mut self, msg: Msg) {
        let wall = Timestamp::from_second(1_780_000_000).expect("a moment of our time") + self.now.since_start();
        let mut effects = Vec::new();
        self.app.update(msg, Now { mono: self.now, wall }, &mut effects);
        for effect in effects {
            match effect {
                Effect::Keep(entry) => self.kept.entry(entry.session).or_default().push(entry.n),
                Effect::Quit(_) => self.over = true,
                _ => {}
            }
        }
        let due = self.app.deadline(self.now);
        assert!(due.is_none_or(|due| due > self.now), "the deadline does not move forward: {due:?}");
    }

    fn wait(&mut self, time: Duration) {
        let to = self.now + time;
        let mut count = 0;
        while let Some(due) = self.app.deadline(self.now).filter(|due| *due <= to) {
            self.now = due;
            self.tell(Msg::Tick);
            count += 1;
            assert!(count < MOST_DEADLINES, "it does not come to rest");
        }
        self.now = to;
        self.tell(Msg::Tick);
    }

    fn draw(&self, columns: u16, rows: u16) {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a test has a terminal");
        terminal.draw(|frame| self.app.draw(self.now, frame)).expect("a test has a terminal");
    }
}

fn opened(first: u8) -> Hands {
    let (routine, problems) = routine::parse("fuzz", ROUTINE);
    let routine = routine.expect("the routine above loads");
    let item = Item::new("fuzz".into(), Origin::Bundled, Content::Routine(Box::new(routine), problems));
    let app = App::new(Opening {
        library: Library { items: vec![item], ..Library::default() },
        settings: Settings::default(),
        routine: (first & 1 == 0).then(|| "fuzz".to_owned()),
        volume: Volume { percent: 60, muted: false },
        colour: Colour::Sixteen,
        tempo: if first & 2 == 0 { Tempo::REAL } else { Tempo::times(20) },
        salt: 7,
        zone: TimeZone::UTC,
        notice: None,
    });
    Hands { app, now: Moment::ZERO, kept: BTreeMap::new(), over: false }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let mut hands = opened(*first);
    hands.tell(Msg::Past(Box::new(Remembered::default())));
    let mut decoder = Decoder::default();
    let (mut columns, mut rows) = (80, 24);
    let mut bytes = bytes.iter().copied();
    while let Some(byte) = bytes.next().filter(|_| !hands.over) {
        let mut events = Vec::new();
        match byte {
            // Bytes that no text and no key has stand for what else may happen.
            0xf8 => hands.tell(Msg::Past(Box::new(Remembered::default()))),
            0xf9 => {
                (columns, rows) = (bytes.next().unwrap_or(80).into(), (bytes.next().unwrap_or(24) / 2).into());
                hands.tell(Msg::Resized { columns, rows });
            }
            0xfa => hands.tell(Msg::Signal(Signal::Continue)),
            0xfb => hands.tell(Msg::Notice("the disk is full".to_owned())),
            0xfc => hands.now += Duration::from_secs(60),
            0xfd..=0xff => {
                decoder.give_up(&mut events);
                let unit = [7, 250, 4_000][usize::from(byte - 0xfd)];
                hands.wait(Duration::from_millis(unit * u64::from(bytes.next().unwrap_or(1).min(40))));
            }
            byte => decoder.take(&[byte], &mut events),
        }
        for msg in events.into_iter().filter_map(input::message) {
            if !hands.over {
                hands.tell(msg);
            }
        }
    }
    hands.draw(columns, rows);
    for (session, numbers) in &hands.kept {
        assert!(numbers.iter().copied().eq(0..numbers.len() as u32), "{session}: {numbers:?}");
    }
});
