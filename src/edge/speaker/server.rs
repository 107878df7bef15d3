//! Plays a stage on the sound server of this machine: far ahead, because what lies there can be written again.
//!
//! ALSA's way to the server wakes two threads fifty times a second, or a hush comes late. Asked directly, the
//! server of most machines (PipeWire, PulseAudio) keeps a fifth of a second and takes back what is not heard
//! yet: that costs the processor a sixth.
// A thread of its own waits for the server; it asks the clock when the stream is heard, and the environment
// where the server is.
#![allow(clippy::disallowed_methods)]

use std::io::{self, Error, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::num::NonZero;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::stage::Stage;
use wire::{HEAD, Letter, Reading, VERSION, word};

pub mod wire;

/// So much lies in the server: what the device has already, and two parts, of which one waits while the other
/// is asked for.
const AHEAD: Duration = Duration::from_millis(200);
const PART: Duration = Duration::from_millis(80);
const TAKEN: Duration = AHEAD.saturating_sub(PART.saturating_mul(2));

/// The device has a little more than it says.
const SPARE: Duration = Duration::from_millis(4);

/// A stream is heard about so long after it begins, until the server tells.
const BEGINNING: Duration = Duration::from_millis(30);

/// A server that does not answer within this, or take what it asked for, hangs.
const PATIENCE: Duration = Duration::from_secs(1);

/// Until it is known when the stream is heard, the server is asked so often; then with every fourth of its
/// requests.
const ASKING: Duration = Duration::from_millis(12);
const SELDOM: u32 = 4;

/// The bytes of a frame.
const FRAME: u64 = 2;

/// More than the server ever says at once.
const LONGEST: usize = 65_536;

/// A stream of the server. Dropping it silences it.
pub struct Line {
    desk: Arc<Mutex<Desk>>,
    socket: UnixStream,
    reader: Option<JoinHandle<()>>,
}

/// What is said to the server.
struct Desk {
    socket: UnixStream,
    channel: u32,
    /// Frames that the server has room for.
    owed: u64,
    requests: u32,
    /// What is heard sooner than this from now may be the device's already, and is not written again.
    taken: Duration,
    /// When it was last asked where the stream is, until it has answered.
    asked: Option<Instant>,
    bytes: Vec<u8>,
}

/// A stream that was made and says nothing yet.
pub struct Begun {
    desk: Desk,
    rate: NonZero<u32>,
}

/// Begins a stream on the server, if there is one on this machine.
///
/// # Errors
/// If there is none, or it has no device, or (`TimedOut`) it hangs.
pub fn begin() -> io::Result<Begun> {
    begin_on(UnixStream::connect(place().ok_or(ErrorKind::NotFound)?)?)
}

fn begin_on(socket: UnixStream) -> io::Result<Begun> {
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.set_write_timeout(Some(PATIENCE))?;
    let auth = Letter::new(word::AUTH, 0).number(VERSION).bytes(&[0; 256]);
    let version = asked(&socket, auth)?;
    if Reading(&version).number().is_none_or(|version| version & 0xffff < VERSION) {
        return Err(ErrorKind::Unsupported.into());
    }
    asked(&socket, Letter::new(word::NAME, 0).properties(&[("application.name", "unkink")]))?;
    let reply = asked(&socket, stream(48_000))?;
    begun(socket, &mut Reading(&reply)).ok_or(ErrorKind::InvalidData.into())
}

/// Where the server listens, as its own programs find it. One that is far away is left to ALSA.
fn place() -> Option<PathBuf> {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    match variable("PULSE_SERVER") {
        Some(server) if server.contains(' ') => None,
        Some(server) => {
            let path = server.strip_prefix("unix:").unwrap_or(&server);
            path.starts_with('/').then(|| PathBuf::from(path))
        }
        None => variable("PULSE_RUNTIME_PATH")
            .map(|folder| PathBuf::from(folder).join("native"))
            .or_else(|| Some(PathBuf::from(variable("XDG_RUNTIME_DIR")?).join("pulse/native"))),
    }
}

/// The wish for a stream of one channel, at the rate of the device.
fn stream(rate: u32) -> Letter {
    let bytes = |span: Duration| (span.as_millis() as u32) * (rate / 1000) * FRAME as u32;
    Letter::new(word::CREATE, 0)
        .mono(rate)
        .number(u32::MAX)
        .no_text()
        .number(u32::MAX)
        .flags(".")
        .number(bytes(AHEAD))
        .number(bytes(PART))
        .number(bytes(PART))
        .number(0)
        .full_volume()
        // The third of these seven: at the rate of the device.
        .flags("...r...")
        .flags("..")
        .properties(&[("media.name", "unkink")])
        .flags("..")
        .flags("...")
}

fn begun(socket: UnixStream, reply: &mut Reading) -> Option<Begun> {
    let channel = reply.number()?;
    let _its_own_name = reply.number()?;
    let owed = u64::from(reply.number()?) / FRAME;
    for _buffer in 0..4 {
        reply.number()?;
    }
    let rate = NonZero::new(reply.mono()?)?;
    Some(Begun {
        desk: Desk { socket, channel, owed, requests: 0, taken: TAKEN, asked: None, bytes: Vec::new() },
        rate,
    })
}

/// Says something and waits for the answer to it.
fn asked(mut socket: &UnixStream, letter: Letter) -> io::Result<Vec<u8>> {
    socket.write_all(&letter.sealed())?;
    loop {
        let Some(packet) = packet(socket)? else { continue };
        let mut reading = Reading(&packet);
        match reading.number() {
            Some(word::REPLY) => {
                reading.number();
                return Ok(reading.0.to_vec());
            }
            Some(word::ERROR) => return Err(ErrorKind::NotFound.into()),
            _ => {}
        }
    }
}

/// The next packet, if it is one of words.
fn packet(mut socket: &UnixStream) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; HEAD];
    socket.read_exact(&mut head).map_err(late)?;
    let (length, is_words) = wire::beheaded(&head);
    if length > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut packet = vec![0; length];
    socket.read_exact(&mut packet).map_err(late)?;
    Ok(is_words.then_some(packet))
}

/// A socket that times out says that it would block.
fn late(fault: Error) -> Error {
    if fault.kind() == ErrorKind::WouldBlock { ErrorKind::TimedOut.into() } else { fault }
}

impl Begun {
    /// Frames per second.
    pub fn rate(&self) -> NonZero<u32> {
        self.rate
    }

    /// How many frames the stage must be able to give again.
    pub fn memory(&self) -> u64 {
        self.desk.owed + u64::from(self.rate.get()) / 10
    }

    /// Lets `stage` play on it: from the first [`Line::change`] on. `lost` is set when the server goes away.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub fn play(self, stage: &Arc<Mutex<Stage>>, lost: impl Fn() + Send + 'static) -> io::Result<Line> {
        let socket = self.desk.socket.try_clone()?;
        socket.set_read_timeout(None)?;
        let desk = Arc::new(Mutex::new(self.desk));
        let (listening, theirs, stage) = (socket.try_clone()?, desk.clone(), stage.clone());
        let reader = thread::Builder::new().name("sound-server".to_owned()).spawn(move || {
            while let Ok(heard) = packet(&listening) {
                let Some(words) = heard else { continue };
                if listen(&mut Reading(&words), &stage, &theirs).is_none() {
                    break;
                }
            }
            lost();
        })?;
        Ok(Line { desk, socket, reader: Some(reader) })
    }
}

/// Does what the server says. None if it is to be left.
fn listen(words: &mut Reading, stage: &Mutex<Stage>, desk: &Mutex<Desk>) -> Option<()> {
    let (word, _tag) = (words.number()?, words.number()?);
    match word {
        word::REQUEST => {
            let _channel = words.number()?;
            let (mut stage, mut desk) = (lock(stage), lock(desk));
            desk.owed += u64::from(words.number()?) / FRAME;
            desk.requests += 1;
            desk.fill(&mut stage, 0).ok()?;
            let due = stage.is_settled() && desk.requests.is_multiple_of(SELDOM);
            if due { desk.ask().ok() } else { Some(()) }
        }
        word::REPLY if is_settled(words, stage, desk) => Some(()),
        word::REPLY => {
            thread::sleep(ASKING);
            lock(desk).ask().ok()
        }
        // It had nothing to play for a while, so all that follows is heard later.
        word::UNDERFLOW => lock(desk).ask().ok(),
        word::ERROR => {
            lock(desk).asked = None;
            Some(())
        }
        word::KILLED => None,
        _ => Some(()),
    }
}

/// Tells the stage when it is heard; returns whether it knows now.
fn is_settled(answered: &mut Reading, stage: &Mutex<Stage>, desk: &Mutex<Desk>) -> bool {
    let now = Instant::now();
    let (mut stage, mut desk) = (lock(stage), lock(desk));
    let asked = desk.asked.take().unwrap_or(now);
    if let Some((ahead, frame)) = answer(answered) {
        // It answered somewhere between the question and now.
        stage.told(asked + (now - asked) / 2 + ahead, frame);
        desk.taken = desk.taken.max((ahead + SPARE).min(AHEAD));
    }
    stage.is_settled()
}

/// How long until a frame is heard, and which. None as long as nothing is.
fn answer(words: &mut Reading) -> Option<(Duration, u64)> {
    let ahead = Duration::from_micros(words.micros()?);
    words.micros()?;
    let playing = words.flag()?;
    words.some_time()?;
    words.some_time()?;
    let _written = words.place()?;
    let frame = u64::try_from(words.place()?).ok()? / FRAME;
    playing.then_some((ahead, frame))
}

impl Desk {
    /// Sends what the server has room for, and before it the last `back` frames once more.
    fn fill(&mut self, stage: &mut Stage, back: u64) -> io::Result<()> {
        let frames = back + self.owed;
        if frames == 0 {
            return Ok(());
        }
        stage.place(frames as usize);
        self.bytes.clear();
        self.bytes.extend(wire::samples(self.channel, (frames * FRAME) as usize, back * FRAME));
        for _ in 0..frames {
            let sample = (stage.sample() * f32::from(i16::MAX)) as i16;
            self.bytes.extend(sample.to_le_bytes());
        }
        self.owed = 0;
        self.socket.write_all(&self.bytes)
    }

    /// Asks where the stream is, unless that is being answered.
    fn ask(&mut self) -> io::Result<()> {
        if self.asked.is_some() {
            return Ok(());
        }
        self.asked = Some(Instant::now());
        let question = Letter::new(word::LATENCY, 1).number(self.channel).some_time();
        self.socket.write_all(&question.sealed())
    }
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Line {
    /// Changes what plays: what is not the device's yet is written again.
    ///
    /// # Errors
    /// If the server is gone, or hangs.
    pub fn change(&self, stage: &mut Stage, act: impl FnOnce(&mut Stage)) -> io::Result<()> {
        let mut desk = lock(&self.desk);
        let now = Instant::now();
        if stage.frames() == 0 {
            stage.told(now + BEGINNING, 0);
            act(stage);
            desk.fill(stage, 0)?;
            return desk.ask();
        }
        let back = stage.back_to(now + desk.taken);
        act(stage);
        desk.fill(stage, back)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.socket.shutdown(Shutdown::Both);
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 44_100;

    /// The other end of the line: answers as a server does.
    struct Server(UnixStream);

    impl Server {
        fn say(&mut self, letter: Letter) {
            self.0.write_all(&letter.sealed()).unwrap();
        }

        fn hears(&mut self, word: u32) {
            let words = packet(&self.0).unwrap().unwrap();
            assert_eq!(Reading(&words).number(), Some(word));
        }

        /// The next samples, and by how many bytes they go back.
        fn plays(&mut self) -> (Vec<i16>, i64) {
            let mut head = [0; HEAD];
            self.0.read_exact(&mut head).unwrap();
            let (length, is_words) = wire::beheaded(&head);
            let mut bytes = vec![0; length];
            self.0.read_exact(&mut bytes).unwrap();
            assert!(!is_words && head[4..8] == [0, 0, 0, 7]);
            let samples = bytes.chunks(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
            (samples, i64::from_be_bytes(head[8..16].try_into().unwrap()))
        }
    }

    /// A line to a server that has room for so many frames, and its stage.
    fn line(frames: u32) -> (Line, Server, Arc<Mutex<Stage>>) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let mut server = Server(theirs);
        server.say(Letter::new(word::REPLY, 0).number(35));
        server.say(Letter::new(word::REPLY, 0).number(12));
        let reply = [7, 1, frames * FRAME as u32, 9, 9, 9, 9];
        let reply = reply.into_iter().fold(Letter::new(word::REPLY, 0), Letter::number);
        server.say(reply.mono(RATE));
        let begun = begin_on(ours).unwrap();
        [word::AUTH, word::NAME, word::CREATE].into_iter().for_each(|word| server.hears(word));
        assert_eq!(begun.rate().get(), RATE);
        let stage = Stage::new(NonZero::<u16>::MIN, begun.rate(), 1.0).remembering(begun.memory());
        let stage = Arc::new(Mutex::new(stage));
        (begun.play(&stage, || ()).unwrap(), server, stage)
    }

    fn change(line: &Line, stage: &Mutex<Stage>, act: impl FnOnce(&mut Stage)) {
        line.change(&mut lock(stage), act).unwrap();
    }

    #[test]
    fn a_server_gets_what_it_has_room_for_and_what_it_asks_for() {
        let (line, mut server, stage) = line(8_820);
        change(&line, &stage, |stage| stage.add(vec![0.5; 80_000].into(), Instant::now(), PATIENCE));
        let (samples, back) = server.plays();
        assert_eq!((samples.len(), back), (8_820, 0));
        assert_eq!(samples.iter().position(|sample| *sample != 0).unwrap(), 882, "20 ms in");
        server.hears(word::LATENCY);
        server.say(Letter::new(word::REQUEST, u32::MAX).number(7).number(200));
        let (samples, back) = server.plays();
        assert_eq!((samples, back), (vec![16_383; 100], 0));
    }

    #[test]
    fn a_hush_is_written_over_what_lies_in_the_server() {
        let (line, mut server, stage) = line(8_820);
        change(&line, &stage, |stage| stage.add(vec![0.5; 80_000].into(), Instant::now(), PATIENCE));
        server.plays();
        server.hears(word::LATENCY);
        thread::sleep(TAKEN);
        change(&line, &stage, Stage::hush);
        let (samples, back) = server.plays();
        assert!((-2 * 8_820..-2 * 2_205).contains(&back) && samples.len() as i64 * 2 == -back, "{back}");
        assert!(samples[0] > 16_000 && samples[1_200..].iter().all(|sample| *sample == 0));
        assert!(samples.windows(2).all(|pair| pair[0].abs_diff(pair[1]) < 50), "a fade, no click");
    }

    #[test]
    fn a_server_that_hangs_up_is_noticed() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        drop(theirs);
        assert!(begin_on(ours).is_err());
        let (line, server, stage) = line(100);
        drop(server);
        assert!(line.change(&mut lock(&stage), |_| ()).is_err());
    }
}
