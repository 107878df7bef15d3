//! The sound thread: opens the device for cues, closes it when they stay away, survives its loss.
// It is a thread, and it decides by the clock when to open and close.
#![allow(clippy::disallowed_methods)]

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::Report;
use super::desk::{Desk, Leave, Orders, ROOM};
use super::device::Opening;
use super::own;
use super::sounds::{Sound, Sounds};
use super::stage::Stage;
use crate::cue::Cue;
use crate::edge::fault;

/// A cue further ahead waits without an open device.
const EARLY: Duration = Duration::from_millis(400);

/// A cue that is due sooner than this keeps an open device open.
const SOON: Duration = Duration::from_secs(5);

/// So long after the last sample the device is closed. Cues are told 0.3 s ahead, so a count of one
/// a second needs more than 0.5 s, beside its own 0.2 s, to stay within one opening. An open device costs
/// the processor more than all the rest of the program.
const LINGER: Duration = Duration::from_millis(750);

/// A device that would not open is left alone for so long.
const AGAIN: Duration = Duration::from_secs(2);

/// How often an open device is looked after.
const LOOK: Duration = Duration::from_millis(200);

/// How often it is asked whether all was heard, when that is waited for.
const WAIT: Duration = Duration::from_millis(20);

/// How late `sound` is still wanted, when a device opened slowly or stood still: a beat only near its
/// moment, but what begins or ends sooner late than never, and the answer to the key that stops
/// everything in any case.
fn patience(sound: &Sound) -> Duration {
    Duration::from_millis(match sound {
        Sound::Breath(_) | Sound::Speech(_) | Sound::Cue(Cue::Count | Cue::Halfway | Cue::Tick) => 150,
        Sound::Cue(Cue::Stop) => 1000,
        _ => 400,
    })
}

/// What is cut off at the end gets this much of the time for falling silent.
const FADING: Duration = Duration::from_millis(120);

/// Nobody waits longer than this for the device to close.
const CLOSING: Duration = Duration::from_secs(1);

/// The thread, seen from outside.
pub struct Device(Arc<Desk>);

impl Device {
    /// Starts the thread; fails only if the system has no thread left.
    pub fn start(sounds: Sounds, gain: f32, report: impl FnMut(Report) + Send + 'static) -> std::io::Result<Self> {
        let desk = Arc::new(Desk::default());
        read_own(&sounds, &desk)?;
        let theirs = desk.clone();
        thread::Builder::new().name("sound".to_owned()).spawn(move || {
            let mut worker = Worker {
                sounds,
                gain,
                device: Box::new(Opening::start),
                report: Box::new(report),
                waiting: Vec::new(),
                opening: None,
                quiet: None,
                tried: None,
                silent: false,
                hushed: None,
            };
            if catch_unwind(AssertUnwindSafe(|| worker.run(&theirs))).is_err() {
                (worker.report)(Report::NoSound("the sound thread broke".to_owned()));
            }
            drop(worker);
            theirs.gone();
        })?;
        Ok(Self(desk))
    }

    /// Where orders go.
    pub fn desk(&self) -> &Desk {
        &self.0
    }

    /// See [`Speaker::finish`](super::Speaker::finish).
    pub fn finish(&self, limit: Duration) {
        if !self.0.leave(Leave::WhenHeard, limit.saturating_sub(FADING)) {
            self.0.hush();
            self.0.leave(Leave::WhenHeard, FADING.min(limit));
        }
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        // Who has waited once does not wait again.
        let limit = if self.0.asked() == Leave::Stay { CLOSING } else { Duration::ZERO };
        self.0.leave(Leave::Now, limit);
    }
}

/// A device that has not opened after this does not answer.
const ANSWER: Duration = Duration::from_secs(5);

/// See [`Speaker::probe`](super::Speaker::probe).
pub fn probe() -> Result<NonZero<u32>, String> {
    let (send, answer) = mpsc::sync_channel(1);
    let open = move || drop(send.send(Opening::start(0.0).map(|opening| opening.rate())));
    thread::Builder::new().name("probe".to_owned()).spawn(open).map_err(|e| e.kind().to_string())?;
    match answer.recv_timeout(ANSWER) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err("the sound device does not answer".to_owned()),
        Err(RecvTimeoutError::Disconnected) => Err("the sound thread broke".to_owned()),
    }
}

/// Opens a device at a gain, or says why not.
type Open = dyn FnMut(f32) -> Result<Opening, String>;

/// Reads the person's own sounds on a thread of its own: until their disk gives them, shipped ones are heard, and
/// neither a picture nor a cue waits.
fn read_own(sounds: &Sounds, desk: &Arc<Desk>) -> std::io::Result<()> {
    if sounds.choices().has_files() {
        let (choices, desk) = (sounds.choices().clone(), desk.clone());
        thread::Builder::new().name("own sounds".to_owned()).spawn(move || desk.own(choices.read()))?;
    }
    Ok(())
}

struct Worker {
    sounds: Sounds,
    gain: f32,
    device: Box<Open>,
    report: Box<dyn FnMut(Report)>,
    /// Sounds that are not on the stage of an open device yet.
    waiting: Vec<(Sound, Instant)>,
    opening: Option<Opening>,
    /// Since when nothing sounds and nothing is due.
    quiet: Option<Instant>,
    /// When it last tried to open the device.
    tried: Option<Instant>,
    /// Whether it said that there is no sound.
    silent: bool,
    /// Since when nothing is to be heard any more; nothing was told since.
    hushed: Option<Instant>,
}

impl Worker {
    fn run(&mut self, desk: &Desk) {
        let (mut leave, mut limit) = (Leave::Stay, None);
        loop {
            let orders;
            (orders, leave) = desk.take(leave, limit);
            fault::break_if_asked("sound");
            let now = Instant::now();
            self.obey(orders, now);
            self.look_after(now);
            match leave {
                Leave::Now => return,
                Leave::WhenHeard if self.is_done(now) => return,
                Leave::WhenHeard => limit = Some(WAIT),
                Leave::Stay => limit = self.next_look(now),
            }
        }
    }

    fn obey(&mut self, orders: Orders, now: Instant) {
        if orders.hush {
            self.hushed = Some(now);
            self.waiting.clear();
            if let Some(opening) = &self.opening {
                opening.change(Stage::hush);
            }
        }
        if let Some(gain) = orders.gain {
            self.gain = gain;
            if let Some(opening) = &self.opening {
                opening.change(|stage| stage.gain(gain));
            }
        }
        if let Some(own) = orders.own {
            self.sounds.put(own.heard);
            if let Some(line) = own::told(&own.unusable) {
                (self.report)(Report::Unusable(line));
            }
        }
        let room = ROOM.saturating_sub(self.waiting.len());
        let heard = orders.plays.into_iter().filter(|(sound, _)| !self.sounds.is_off(sound));
        self.waiting.extend(heard.take(room));
        self.hushed.take_if(|_| !self.waiting.is_empty());
    }

    fn look_after(&mut self, now: Instant) {
        if self.opening.as_mut().is_some_and(|opening| opening.is_lost(now)) {
            // First said, then let go: a server that hangs may keep it for long.
            self.fail("the sound device went away".to_owned());
            self.opening = None;
        }
        let due = self.waiting.iter().any(|&(_, at)| at < now + EARLY);
        if self.opening.is_none() && due {
            self.open(now);
        }
        self.put_on_stage(now);
        self.close_if_idle(now);
    }

    /// Opens the device unless nothing would be heard; cues that cannot be heard are forgotten.
    fn open(&mut self, now: Instant) {
        let tried = self.tried.map(|tried| now.saturating_duration_since(tried));
        let resting = self.silent && tried.is_some_and(|ago| ago < AGAIN);
        if self.gain == 0.0 {
            // They may still be heard if the sound comes back before their moment.
            self.waiting.retain(|&(_, at)| at > now);
        } else if resting {
            self.waiting.retain(|&(_, at)| at > now + EARLY);
        } else {
            self.tried = Some(now);
            match (self.device)(self.gain) {
                Ok(opening) => {
                    self.opening = Some(opening);
                    if std::mem::take(&mut self.silent) {
                        (self.report)(Report::Back);
                    }
                }
                Err(why) => {
                    self.waiting.retain(|&(_, at)| at > now + EARLY);
                    self.fail(why);
                }
            }
        }
    }

    fn fail(&mut self, why: String) {
        if !std::mem::replace(&mut self.silent, true) {
            (self.report)(Report::NoSound(why));
        }
    }

    fn put_on_stage(&mut self, now: Instant) {
        let Some(opening) = &self.opening else { return };
        let (sounds, rate) = (&mut self.sounds, opening.rate());
        let due = self.waiting.extract_if(.., |(_, at)| *at <= now + SOON);
        let due: Vec<_> = due
            .map(|(sound, at)| {
                let patience = patience(&sound);
                (sounds.of(sound, rate), at, patience)
            })
            .collect();
        if !due.is_empty() {
            opening.change(|stage| due.into_iter().for_each(|(clip, at, patience)| stage.add(clip, at, patience)));
        }
    }

    fn close_if_idle(&mut self, now: Instant) {
        let quiet = self.opening.as_ref().is_some_and(|opening| opening.stage().is_quiet());
        let since = *self.quiet.get_or_insert(now);
        if !quiet {
            self.quiet = None;
        } else if now.saturating_duration_since(since) > LINGER {
            self.opening = None;
            self.quiet = None;
        }
    }

    /// Whether all that was told has been heard, or never will be.
    fn is_done(&self, now: Instant) -> bool {
        let heard = match &self.opening {
            Some(opening) => {
                let stage = opening.stage();
                stage.is_quiet() && stage.heard().is_none_or(|heard| heard <= now)
            }
            None => true,
        };
        // What was cut off and has faded is not waited for, however far behind the device is.
        let cut = self.hushed.is_some_and(|since| now.saturating_duration_since(since) >= FADING);
        self.gain == 0.0 || (self.waiting.is_empty() && (heard || cut))
    }

    /// When to look again without being told: never, if nothing is open and nothing waits.
    fn next_look(&self, now: Instant) -> Option<Duration> {
        match &self.opening {
            Some(_) => Some(LOOK),
            None if self.gain == 0.0 => None,
            None => {
                let due = self.waiting.iter().map(|&(_, at)| at).min()?;
                Some(due.saturating_duration_since(now + EARLY))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};
    use std::path::PathBuf;
    use std::rc::Rc;

    use crate::edge::speaker::own::Choices;
    use crate::settings::Settings;

    const RATE: NonZero<u32> = NonZero::new(48_000).unwrap();

    /// A worker in virtual time, looked after every 10 ms.
    struct Bench {
        worker: Worker,
        start: Instant,
        now: Instant,
        /// How long after it was given a sample is heard.
        behind: Duration,
        broken: Rc<Cell<bool>>,
        opened: Rc<RefCell<Vec<u128>>>,
        said: Rc<RefCell<Vec<&'static str>>>,
    }

    impl Bench {
        fn new() -> Self {
            let start = Instant::now();
            let broken = Rc::new(Cell::new(false));
            let (opened, said) = (Rc::new(RefCell::new(Vec::new())), Rc::new(RefCell::new(Vec::new())));
            let (theirs, words) = (broken.clone(), said.clone());
            let worker = Worker {
                sounds: Sounds::default(),
                gain: 1.0,
                device: Box::new(move |_| {
                    let opening = Opening::of_nothing(RATE, start);
                    if theirs.get() { Err("no".to_owned()) } else { Ok(opening) }
                }),
                report: Box::new(move |report| {
                    words.borrow_mut().push(match report {
                        Report::Back => "back",
                        Report::NoSound(_) => "no sound",
                        Report::Unusable(_) => "unusable",
                    });
                }),
                waiting: Vec::new(),
                opening: None,
                quiet: None,
                tried: None,
                silent: false,
                hushed: None,
            };
            Self { worker, start, now: start, behind: Duration::ZERO, broken, opened, said }
        }

        fn play(&mut self, cue: Cue, at: u64) {
            let plays = vec![(Sound::Cue(cue), self.start + Duration::from_millis(at))];
            self.worker.obey(Orders { plays, ..Orders::default() }, self.now);
        }

        fn hush(&mut self) {
            self.worker.obey(Orders { hush: true, ..Orders::default() }, self.now);
        }

        /// Runs until `end` milliseconds after the start; the device asks for samples as time passes.
        fn run(&mut self, end: u64) {
            while self.now < self.start + Duration::from_millis(end) {
                let before = self.worker.tried;
                self.worker.look_after(self.now);
                if self.worker.tried != before {
                    self.opened.borrow_mut().push((self.now - self.start).as_millis());
                }
                if let Some(opening) = &self.worker.opening {
                    let mut stage = opening.stage();
                    stage.block(480, self.now + self.behind);
                    (0..480).for_each(|_| _ = stage.sample());
                }
                self.now += Duration::from_millis(10);
            }
        }

        fn is_open(&self) -> bool {
            self.worker.opening.is_some()
        }
    }

    #[test]
    fn a_device_that_does_not_open_is_left_alone_for_a_while_and_named_once() {
        let mut bench = Bench::new();
        bench.broken.set(true);
        for second in 1..=8 {
            bench.run(second * 1000 - 300);
            bench.play(Cue::Count, second * 1000);
            if second == 7 {
                bench.broken.set(false);
            }
        }
        bench.run(9_000);
        assert_eq!(*bench.opened.borrow(), [700, 2_700, 4_700, 6_700]);
        assert_eq!(*bench.said.borrow(), ["no sound", "back"]);
    }

    #[test]
    fn a_count_stays_in_one_opening_and_the_device_closes_after_it() {
        let mut bench = Bench::new();
        for second in 1..=4 {
            bench.run(second * 1000 - 300);
            bench.play(Cue::Count, second * 1000);
        }
        bench.run(4_800);
        assert!(bench.is_open());
        bench.run(5_150);
        assert!(!bench.is_open());
        assert_eq!(*bench.opened.borrow(), [700]);
    }

    #[test]
    fn a_cue_far_ahead_waits_without_a_device() {
        let mut bench = Bench::new();
        bench.play(Cue::Start, 20_000);
        assert_eq!(bench.worker.next_look(bench.now), Some(Duration::from_millis(19_600)));
        bench.run(21_000);
        assert_eq!(*bench.opened.borrow(), [19_610]);
    }

    #[test]
    fn a_hush_forgets_what_waits_and_a_muted_cue_opens_nothing() {
        let mut bench = Bench::new();
        bench.play(Cue::Start, 2_000);
        bench.hush();
        bench.run(3_000);
        bench.worker.obey(Orders { gain: Some(0.0), ..Orders::default() }, bench.now);
        bench.play(Cue::Start, 3_300);
        bench.run(5_000);
        assert_eq!(*bench.opened.borrow(), [0_u128; 0]);
        assert!(bench.worker.is_done(bench.now));
    }

    #[test]
    fn what_was_cut_off_is_not_waited_for_in_a_device_that_is_far_behind() {
        let mut bench = Bench::new();
        bench.behind = Duration::from_millis(450);
        bench.play(Cue::Done, 100);
        bench.run(700);
        assert!(!bench.worker.is_done(bench.now));
        bench.hush();
        assert!(!bench.worker.is_done(bench.now), "it fades");
        bench.run(830);
        assert!(bench.worker.is_done(bench.now));
        bench.play(Cue::Stop, 900);
        assert!(!bench.worker.is_done(bench.now), "this is to be heard");
    }

    #[test]
    fn a_thread_that_hangs_is_waited_for_once() {
        let device = Device(Arc::default());
        let began = Instant::now();
        device.finish(Duration::from_millis(200));
        let finished = began.elapsed();
        assert!(finished >= Duration::from_millis(200));
        drop(device);
        assert!(began.elapsed() - finished < CLOSING / 2, "{:?}", began.elapsed());
    }

    #[test]
    fn what_does_not_end_in_time_is_hushed_at_the_end() {
        let device = Device(Arc::default());
        let desk = device.0.clone();
        let waiting = thread::spawn(move || device.finish(Duration::from_millis(300)));
        let began = Instant::now();
        let (mut orders, mut leave) = desk.take(Leave::Stay, None);
        while !orders.hush {
            (orders, leave) = desk.take(leave, None);
        }
        assert!(leave == Leave::WhenHeard && began.elapsed() > Duration::from_millis(100));
        desk.gone();
        waiting.join().unwrap();
    }

    #[test]
    fn a_cue_that_is_off_opens_nothing_and_the_others_do() {
        let mut bench = Bench::new();
        let (settings, _) = Settings::parse("[cues]\ntick = false\n");
        bench.worker.sounds = Sounds::chosen(Choices::of(&settings, PathBuf::new()));
        bench.play(Cue::Tick, 300);
        bench.run(2_000);
        assert_eq!(*bench.opened.borrow(), [0_u128; 0]);
        bench.play(Cue::Start, 2_300);
        bench.run(3_000);
        assert_eq!(*bench.opened.borrow(), [2_000]);
    }

    #[test]
    fn a_sound_of_ones_own_that_comes_late_from_the_disk_holds_up_nothing_and_is_told_once() {
        let mut bench = Bench::new();
        let (settings, _) = Settings::parse("[cues]\nstart = \"bell.wav\"\n");
        let choices = Choices::of(&settings, PathBuf::from("/nowhere"));
        bench.worker.sounds = Sounds::chosen(choices.clone());
        bench.play(Cue::Start, 300);
        bench.run(290);
        assert!(bench.worker.waiting.is_empty() && bench.is_open());
        bench.worker.obey(Orders { own: Some(choices.read()), ..Orders::default() }, bench.now);
        bench.play(Cue::Start, 600);
        bench.run(2_000);
        assert_eq!(*bench.said.borrow(), ["unusable"]);
    }

    #[test]
    fn a_device_that_falls_asleep_for_good_is_given_up_and_opened_for_the_next_cue() {
        let mut bench = Bench::new();
        bench.play(Cue::Start, 300);
        bench.run(100);
        for look in 1..20 {
            bench.worker.look_after(bench.now + LOOK * look);
        }
        assert!(!bench.is_open());
        bench.now += LOOK * 20;
        bench.play(Cue::Start, 4_400);
        bench.run(4_300);
        assert!(bench.is_open());
        assert_eq!(*bench.said.borrow(), ["no sound", "back"]);
    }
}
