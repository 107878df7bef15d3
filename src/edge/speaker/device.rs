//! Opens the default sound device and lets a stage play on it.
//!
//! Through cpal itself rather than rodio's sink, because only the callback of a stream is told when
//! its samples will be heard.
// The callback asks the clock when it is called: that is the moment sounds are placed by.
#![allow(clippy::disallowed_methods)]

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rodio::cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use rodio::cpal::{
    self, BufferSize, Error, ErrorKind, FromSample, OutputCallbackInfo, SampleFormat, SizedSample, Stream, StreamConfig,
};

#[cfg(target_os = "linux")]
use super::server;
use super::stage::Stage;

/// Time between two looks at an open device, at least.
const LOOK: Duration = Duration::from_millis(50);

/// More faults than this from one look to the next: a lost server is reported thousands of times.
const MANY: u32 = 20;

/// A stream that asks for nothing for so long is dead, whether or not it says so. One that has just
/// woken a sleeping device may take a second or two.
const STALLED: Duration = Duration::from_secs(3);

const NO_DEVICE: &str = "no sound device found";

/// The open device. Dropping it silences it.
pub struct Opening {
    stage: Arc<Mutex<Stage>>,
    rate: NonZero<u32>,
    faults: Arc<Faults>,
    progress: Progress,
    line: Line,
}

/// What plays while it is held.
enum Line {
    /// The sound server of this machine, asked directly.
    #[cfg(target_os = "linux")]
    Server(server::Line),
    /// Whatever the system offers.
    System { _stream: Stream },
    /// Tests have none.
    #[cfg(test)]
    Nothing,
}

/// What the last look at the device showed.
struct Progress {
    looked: Instant,
    frames: u64,
    faults: u32,
    /// For how long it has asked for no samples.
    stalled: Duration,
    /// At how many looks in a row it had many new faults and asked for no samples.
    broken: u32,
}

#[derive(Default)]
struct Faults {
    lost: AtomicBool,
    count: AtomicU32,
}

impl Faults {
    /// Runs on the thread of the device, perhaps thousands of times: counts and returns.
    fn note(&self, error: &Error) {
        match error.kind() {
            ErrorKind::Xrun | ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied => {}
            ErrorKind::DeviceNotAvailable | ErrorKind::StreamInvalidated | ErrorKind::HostUnavailable => {
                self.lost.store(true, Ordering::Relaxed);
            }
            _ => {
                self.count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

impl Opening {
    /// Opens the default device and plays silence at `gain`.
    ///
    /// # Errors
    /// Why there is no sound, in a few words.
    pub fn start(gain: f32) -> Result<Self, String> {
        #[cfg(target_os = "linux")]
        match server::begin() {
            Ok(begun) => return Self::on_server(begun, gain),
            Err(fault) if fault.kind() == std::io::ErrorKind::TimedOut => {
                return Err("the sound server does not answer".to_owned());
            }
            Err(_) => {}
        }
        Self::on_system(gain)
    }

    #[cfg(target_os = "linux")]
    fn on_server(begun: server::Begun, gain: f32) -> Result<Self, String> {
        let rate = begun.rate();
        let stage = Stage::new(NonZero::<u16>::MIN, rate, gain).remembering(begun.memory());
        let (stage, faults) = (Arc::new(Mutex::new(stage)), Arc::new(Faults::default()));
        let theirs = faults.clone();
        let line = begun.play(&stage, move || theirs.lost.store(true, Ordering::Relaxed));
        let line = line.map_err(|_| "the sound device does not open")?;
        Ok(Self::of(stage, rate, faults, Line::Server(line), Instant::now()))
    }

    fn on_system(gain: f32) -> Result<Self, String> {
        let device = cpal::default_host().default_output_device().ok_or(NO_DEVICE)?;
        let preferred = device.default_output_config().map_err(reason)?;
        let rate = NonZero::new(preferred.sample_rate()).ok_or("a sound device without a rate")?;
        let channels = NonZero::new(preferred.channels()).ok_or("a sound device without channels")?;
        let stage = Arc::new(Mutex::new(Stage::new(channels, rate, gain)));
        let faults = Arc::new(Faults::default());
        // Two of these, 32 ms each, lie in the device, so that a hush is heard in time. Fewer would wake the
        // processor more often, and nothing else costs as much; left to itself a device may take seconds.
        let frames = rate.get() / 4000 * 128;
        let build = |buffer_size| {
            let config = StreamConfig { channels: channels.get(), sample_rate: rate.get(), buffer_size };
            build(&device, config, preferred.sample_format(), &stage, &faults)
        };
        let stream = build(BufferSize::Fixed(frames))
            .or_else(|_| build(BufferSize::Default))
            .and_then(|stream| stream.play().map(|()| stream))
            .map_err(reason)?;
        Ok(Self::of(stage, rate, faults, Line::System { _stream: stream }, Instant::now()))
    }

    /// An opening of nothing: `rate` frames a second of one channel are to be taken by hand.
    #[cfg(test)]
    pub fn of_nothing(rate: NonZero<u32>, since: Instant) -> Self {
        let stage = Stage::new(NonZero::<u16>::MIN, rate, 1.0);
        Self::of(Arc::new(Mutex::new(stage)), rate, Arc::default(), Line::Nothing, since)
    }

    fn of(stage: Arc<Mutex<Stage>>, rate: NonZero<u32>, faults: Arc<Faults>, line: Line, since: Instant) -> Self {
        let progress = Progress { looked: since, frames: 0, faults: 0, stalled: Duration::ZERO, broken: 0 };
        Self { stage, rate, faults, progress, line }
    }

    /// Samples per second.
    pub fn rate(&self) -> NonZero<u32> {
        self.rate
    }

    /// Changes what plays on it, as soon as the device lets it.
    pub fn change(&self, act: impl FnOnce(&mut Stage)) {
        let mut stage = self.stage();
        match &self.line {
            #[cfg(target_os = "linux")]
            Line::Server(line) => {
                if line.change(&mut stage, act).is_err() {
                    self.faults.lost.store(true, Ordering::Relaxed);
                }
            }
            _ => act(&mut stage),
        }
    }

    /// What plays on it. Hold it briefly: the device waits for it.
    pub fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it will not be heard of again. Ask a few times a second.
    ///
    /// Many faults alone are no loss: a healthy stream may report a thousand in a few milliseconds
    /// when it begins, or begins again after the machine was too busy for it.
    pub fn is_lost(&mut self, now: Instant) -> bool {
        let progress = &mut self.progress;
        let passed = now.saturating_duration_since(progress.looked);
        if passed >= LOOK {
            let stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
            let (frames, faults) = (stage.frames(), self.faults.count.load(Ordering::Relaxed));
            let many = faults.wrapping_sub(progress.faults) > MANY;
            // One look counts a little only, so that a process that was stopped and goes on does not
            // take its own sleep for the device's.
            let (stalled, broken) = match frames == progress.frames {
                true => (progress.stalled + passed.min(LOOK * 4), if many { progress.broken + 1 } else { 0 }),
                false => (Duration::ZERO, 0),
            };
            *progress = Progress { looked: now, frames, faults, stalled, broken };
        }
        self.faults.lost.load(Ordering::Relaxed) || progress.broken > 1 || progress.stalled > STALLED
    }
}

/// The fault in the words of a person who wants to hear something.
fn reason(fault: Error) -> String {
    match fault.kind() {
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable => NO_DEVICE.to_owned(),
        ErrorKind::DeviceBusy => "another program keeps the sound device to itself".to_owned(),
        ErrorKind::PermissionDenied => "no right to use the sound device".to_owned(),
        // What its library says of it is for those who wrote it.
        _ => "the sound device does not open".to_owned(),
    }
}

fn build(
    device: &cpal::Device,
    config: StreamConfig,
    format: SampleFormat,
    stage: &Arc<Mutex<Stage>>,
    faults: &Arc<Faults>,
) -> Result<Stream, Error> {
    let stream = match format {
        SampleFormat::F32 => stream::<f32>,
        SampleFormat::F64 => stream::<f64>,
        SampleFormat::I8 => stream::<i8>,
        SampleFormat::I16 => stream::<i16>,
        SampleFormat::I24 => stream::<cpal::I24>,
        SampleFormat::I32 => stream::<i32>,
        SampleFormat::U8 => stream::<u8>,
        SampleFormat::U16 => stream::<u16>,
        SampleFormat::U24 => stream::<cpal::U24>,
        SampleFormat::U32 => stream::<u32>,
        _ => return Err(Error::new(ErrorKind::UnsupportedConfig)),
    };
    stream(device, config, stage.clone(), faults.clone())
}

fn stream<T: SizedSample + FromSample<f32>>(
    device: &cpal::Device,
    config: StreamConfig,
    stage: Arc<Mutex<Stage>>,
    faults: Arc<Faults>,
) -> Result<Stream, Error> {
    let channels = usize::from(config.channels);
    let fill = move |samples: &mut [T], told: &OutputCallbackInfo| {
        let moment = told.timestamp();
        let heard = Instant::now() + moment.playback.duration_since(moment.callback);
        let mut stage = stage.lock().unwrap_or_else(PoisonError::into_inner);
        stage.block(samples.len() / channels, heard);
        for sample in samples {
            *sample = T::from_sample(stage.sample());
        }
    };
    device.build_output_stream(config, fill, move |fault| faults.note(&fault), None)
}
