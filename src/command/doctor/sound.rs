//! What `unkink doctor` says about sound: the device, and each cue while it is heard.
// It waits for each cue to be over.
#![allow(clippy::disallowed_methods)]

use std::num::NonZero;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::lines::{Line, Page};
use crate::cue::Cue;
use crate::edge::clock::Clock;
use crate::edge::paths::Paths;
use crate::edge::speaker::own::{Choices, Own};
use crate::edge::speaker::sounds::Sounds;
use crate::edge::speaker::speech::Speech;
use crate::edge::speaker::{Report, Speaker};
use crate::effect::Volume;
use crate::error::Error;
use crate::settings::Settings;
use crate::time::Tempo;

/// So long ahead a cue is told.
const AHEAD: Duration = Duration::from_millis(300);

/// Between the end of one and the next being told.
const GAP: Duration = Duration::from_millis(100);

/// So much of a long sound is enough to know it by.
const MOST: Duration = Duration::from_secs(3);

/// The device is waited for no longer than this at the end.
const LAST: Duration = Duration::from_secs(1);

/// Looks at the device, then names each cue as it sounds; those that are off, and own ones, too.
/// Returns whether anything can be heard.
pub fn look(page: &mut Page, settings: &Settings, paths: Option<&Paths>, volume: Volume) -> Result<bool, Error> {
    page.begin("sound")?;
    let silent = volume.muted || volume.percent == 0;
    let device = Speaker::probe();
    page.line(&device_line(device.as_ref(), silent))?;
    page.line(&volume_line(volume))?;
    let choices = paths.map(|paths| Choices::of(settings, paths.sounds())).unwrap_or_default();
    let own = choices.read();
    let player = device.ok().filter(|_| !silent).map(|rate| Player::new(&choices, &own, rate, volume));
    page.begin(if player.is_some() { "sounds, as they are heard" } else { "sounds (not played)" })?;
    list(page, &choices, &own, player)
}

fn device_line(device: Result<&NonZero<u32>, &String>, silent: bool) -> Line {
    match device {
        Ok(rate) => Line::works(format!("the sound device opens ({rate} samples a second)")),
        Err(why) if cfg!(not(feature = "sound")) => {
            Line::aside(why.clone()).then("the screen shows every cue; for sound, build it with the feature `sound`")
        }
        Err(why) if silent => Line::aside(why.clone()).then("the screen shows every cue"),
        Err(why) => Line::fails(why.clone())
            .then("the screen shows every cue; for sound, see whether another program plays any"),
    }
}

fn volume_line(volume: Volume) -> Line {
    match volume {
        Volume { muted: true, .. } => Line::aside("muted: nothing is heard").then("`m` in a session turns it on"),
        Volume { percent: 0, .. } => Line::aside("volume 0: nothing is heard").then("`]` in a session makes it louder"),
        Volume { percent, .. } => Line::works(format!("volume {percent}")),
    }
}

/// Each cue by its name; with a player, while it sounds.
fn list(page: &mut Page, choices: &Choices, own: &Own, mut player: Option<Player>) -> Result<bool, Error> {
    for cue in Cue::ALL {
        if choices.is_off(cue) {
            page.line(&cue_line(cue, choices, own))?;
            continue;
        }
        let heard = player.as_mut().map(|player| player.begin(cue));
        page.line(&cue_line(cue, choices, own))?;
        if let (Some(player), Some(length)) = (&player, heard) {
            player.end(length);
        }
        if let Some(why) = player.as_ref().and_then(Player::lost) {
            page.line(
                &Line::fails(format!("the sound broke off: {why}"))
                    .then("see what became of the output, and ask again"),
            )?;
            player = None;
        }
    }
    Ok(player.is_some())
}

/// Lets a phrase be heard to its end.
pub fn say(speech: Speech, volume: Volume) {
    let speaker = Speaker::start(Sounds::default(), volume, |_| {});
    let (clock, length) = (Clock::start(Tempo::REAL), speech.length());
    speaker.say(speech, clock.instant(clock.now().mono + AHEAD));
    thread::sleep(AHEAD + length);
    speaker.finish(LAST);
}

fn cue_line(cue: Cue, choices: &Choices, own: &Own) -> Line {
    let named = format!("{:<9}  {}", cue.word(), meaning(cue));
    if choices.is_off(cue) {
        return Line::aside(format!("{named} (off in the settings)"));
    }
    if let Some(unusable) = own.unusable.iter().find(|unusable| unusable.cue == cue) {
        return Line::fails(format!("{named} (as shipped: `{}` cannot be used)", unusable.name))
            .then(format!("{}; `unkink check` shows where it is named", unusable.why));
    }
    let long = own.shortened.iter().any(|(other, _)| *other == cue);
    match choices.file(cue) {
        Some(name) if long => Line::aside(format!("{named} (`{name}`)")).then("longer than 30 s: it fades out there"),
        Some(name) => Line::works(format!("{named} (`{name}`)")),
        None => Line::works(named),
    }
}

/// When it is heard.
fn meaning(cue: Cue) -> &'static str {
    match cue {
        Cue::GetReady => "a step comes: get into place",
        Cue::Start => "a hold begins",
        Cue::Rep => "the next repetition follows without a gap",
        Cue::End => "a hold ends and a gap follows",
        Cue::Switch => "change sides",
        Cue::Rest => "a rest between sets begins",
        Cue::Check => "the step is over: any pain?",
        Cue::Stop => "everything has stopped",
        Cue::Done => "the session is done",
        Cue::Count => "three, two, one",
        Cue::Halfway => "half of a hold is over",
        Cue::Tick => "the beat of a hold that has one",
    }
}

/// Plays one cue after the other.
struct Player {
    speaker: Speaker,
    reports: Receiver<Report>,
    clock: Clock,
    /// How long each sounds.
    lengths: Vec<(Cue, Duration)>,
}

impl Player {
    fn new(choices: &Choices, own: &Own, rate: NonZero<u32>, volume: Volume) -> Player {
        let mut sounds = Sounds::chosen(choices.clone());
        sounds.put(own.heard.clone());
        let lengths = Cue::ALL.map(|cue| {
            let samples = sounds.clip(cue, rate).len() as u64;
            (cue, Duration::from_millis(samples * 1000 / u64::from(rate.get())))
        });
        let (send, reports) = mpsc::channel();
        let speaker = Speaker::start(sounds, volume, move |report| drop(send.send(report)));
        Player { speaker, reports, clock: Clock::start(Tempo::REAL), lengths: lengths.to_vec() }
    }

    /// Lets `cue` be heard and waits until it begins: how long it will last.
    fn begin(&mut self, cue: Cue) -> Duration {
        self.speaker.play(cue, self.clock.instant(self.clock.now().mono + AHEAD));
        thread::sleep(AHEAD);
        self.lengths.iter().find(|(other, _)| *other == cue).map_or(Duration::ZERO, |(_, length)| *length)
    }

    /// Waits until it is over, or has been heard for long enough.
    fn end(&self, length: Duration) {
        thread::sleep(length.min(MOST));
        if length > MOST {
            self.speaker.hush();
        }
        thread::sleep(GAP);
    }

    /// Why nothing is heard any more.
    fn lost(&self) -> Option<String> {
        self.reports.try_iter().find_map(|report| match report {
            Report::NoSound(why) => Some(why),
            Report::Back | Report::Unusable(_) => None,
        })
    }
}

/// The last cue is heard to its end.
impl Drop for Player {
    fn drop(&mut self) {
        self.speaker.finish(LAST);
    }
}
