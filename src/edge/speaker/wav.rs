//! Reads WAV files: whole numbers of 8 to 32 bits or 32-bit floating point, any rate, any channels.
//!
//! Our own, because a file may be the user's: it must neither panic nor print whatever it holds.

use std::num::NonZero;

/// What a file holds, all channels made one.
#[derive(Debug, Clone, PartialEq)]
pub struct Wav {
    /// Samples per second.
    pub rate: NonZero<u32>,
    /// From -1 to 1.
    pub samples: Vec<f32>,
}

/// How samples are written.
struct Format {
    kind: Kind,
    channels: usize,
    rate: NonZero<u32>,
    /// Bytes of one sample of one channel.
    width: usize,
}

/// Programs that write to a pipe put a size from here on.
const UNKNOWN: usize = 0x7FFF_0000;

enum Kind {
    Whole,
    Float,
}

/// Reads `file`.
///
/// # Errors
/// What is wrong with it, in a few words.
pub fn parse(file: &[u8]) -> Result<Wav, &'static str> {
    let body = match (file.get(..4), file.get(8..12)) {
        (Some(b"RIFF"), Some(b"WAVE")) => &file[12..],
        _ => return Err("not a WAV file"),
    };
    let format = format(chunk(body, b"fmt ").ok_or("no format in it")?)?;
    let data = chunk(body, b"data").ok_or("no sound in it")?;
    let samples = data
        .chunks_exact(format.width * format.channels)
        .map(|frame| {
            let sum: f32 = frame.chunks_exact(format.width).map(|bytes| sample(&format.kind, bytes)).sum();
            sum / format.channels as f32
        })
        .collect();
    Ok(Wav { rate: format.rate, samples })
}

/// Whether the end of `file` is missing. One that was written without knowing its end says it is huge, and is whole.
pub fn is_cut_short(file: &[u8]) -> bool {
    let data = file.get(12..).and_then(|body| find(body, b"data"));
    data.is_some_and(|(size, held)| held.len() < size && size < UNKNOWN)
}

/// What the chunk called `name` holds; one cut short gives what is there.
fn chunk<'a>(body: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    find(body, name).map(|(size, held)| &held[..size.min(held.len())])
}

/// The size that the chunk called `name` claims, and all that follows.
fn find<'a>(mut rest: &'a [u8], name: &[u8; 4]) -> Option<(usize, &'a [u8])> {
    loop {
        let size = u32::from_le_bytes(*rest.get(4..8)?.first_chunk()?) as usize;
        let held = &rest[8..];
        if rest.starts_with(name) {
            return Some((size, held));
        }
        rest = held.get(size + size % 2..)?;
    }
}

fn format(chunk: &[u8]) -> Result<Format, &'static str> {
    let word = |at: usize| match chunk.get(at..at + 2) {
        Some(&[low, high]) => u16::from_le_bytes([low, high]),
        _ => 0,
    };
    // The extensible form says the real one where its identifier begins.
    let tag = if word(0) == 0xFFFE { word(24) } else { word(0) };
    let (channels, bits) = (word(2), word(14));
    let rate = u32::from(word(4)) | u32::from(word(6)) << 16;
    let kind = match (tag, bits) {
        (1, 8 | 16 | 24 | 32) => Kind::Whole,
        (3, 32) => Kind::Float,
        _ => return Err("neither 8 to 32 bit PCM nor 32 bit floating point"),
    };
    match NonZero::new(rate).filter(|_| (1..=32).contains(&channels)) {
        Some(rate) => Ok(Format { kind, channels: channels.into(), rate, width: usize::from(bits / 8) }),
        None => Err("its rate or its channels make no sense"),
    }
}

fn sample(kind: &Kind, bytes: &[u8]) -> f32 {
    // Bytes go to the top of a 32-bit number, so that every width has the same range.
    let mut top = [0; 4];
    top[4 - bytes.len()..].copy_from_slice(bytes);
    match kind {
        Kind::Float => Some(f32::from_le_bytes(top)).filter(|s| s.is_finite()).unwrap_or(0.0).clamp(-1.0, 1.0),
        // Eight bits alone are written without a sign.
        Kind::Whole if bytes.len() == 1 => (f32::from(bytes[0]) - 128.0) / 128.0,
        Kind::Whole => i32::from_le_bytes(top) as f32 / 2_147_483_648.0,
    }
}
