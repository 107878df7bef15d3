//! The few words of PulseAudio's native protocol that playing takes, as bytes.

/// Said to the server, or by it. The numbers are the protocol's.
pub mod word {
    /// What was asked cannot be.
    pub const ERROR: u32 = 0;
    /// What was asked.
    pub const REPLY: u32 = 2;
    /// Begins a stream.
    pub const CREATE: u32 = 3;
    /// Who we are, and which version we speak.
    pub const AUTH: u32 = 8;
    /// What we are called.
    pub const NAME: u32 = 9;
    /// Asks where the stream is.
    pub const LATENCY: u32 = 14;
    /// The server wants more of a stream.
    pub const REQUEST: u32 = 61;
    /// The server has played all it had.
    pub const UNDERFLOW: u32 = 63;
    /// The server has ended a stream.
    pub const KILLED: u32 = 64;
}

/// What we speak: understood by PulseAudio since 2009, and by PipeWire.
pub const VERSION: u32 = 15;

/// Each packet has so many bytes in front.
pub const HEAD: usize = 20;

/// The channel of words; samples go on that of their stream.
const WORDS: u32 = u32::MAX;

/// The head of `length` bytes of samples for `channel`, that begin `back` bytes before the end of what was sent.
pub fn samples(channel: u32, length: usize, back: u64) -> [u8; HEAD] {
    head(channel, length, (back as i64).wrapping_neg())
}

fn head(channel: u32, length: usize, offset: i64) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..4].copy_from_slice(&(length as u32).to_be_bytes());
    head[4..8].copy_from_slice(&channel.to_be_bytes());
    head[8..16].copy_from_slice(&offset.to_be_bytes());
    head
}

/// A packet of words that is being written.
pub struct Letter(Vec<u8>);

impl Letter {
    /// Begins with one of [`word`], and what its reply is to be known by.
    pub fn new(word: u32, tag: u32) -> Self {
        Self(vec![0; HEAD]).number(word).number(tag)
    }

    fn with(mut self, kind: u8, bytes: &[u8]) -> Self {
        self.0.push(kind);
        self.0.extend_from_slice(bytes);
        self
    }

    /// A number.
    pub fn number(self, number: u32) -> Self {
        self.with(b'L', &number.to_be_bytes())
    }

    /// No and yes, one for each letter of `flags`: `.` is no.
    pub fn flags(self, flags: &str) -> Self {
        flags.chars().fold(self, |letter, flag| letter.with(if flag == '.' { b'0' } else { b'1' }, &[]))
    }

    /// No text, where one might be.
    pub fn no_text(self) -> Self {
        self.with(b'N', &[])
    }

    /// Bytes without a meaning here.
    pub fn bytes(self, bytes: &[u8]) -> Self {
        self.with(b'x', &[&(bytes.len() as u32).to_be_bytes(), bytes].concat())
    }

    /// A moment of no interest.
    pub fn some_time(self) -> Self {
        self.with(b'T', &[0; 8])
    }

    /// Samples of 16 bits, little end first, in one channel; its place; and later, its volume.
    pub fn mono(self, rate: u32) -> Self {
        let [a, b, c, d] = rate.to_be_bytes();
        self.with(b'a', &[3, 1, a, b, c, d]).with(b'm', &[1, 0])
    }

    /// The volume of one channel: all of it.
    pub fn full_volume(self) -> Self {
        self.with(b'v', &[1, 0, 1, 0, 0])
    }

    /// Names with their values.
    pub fn properties(self, all: &[(&str, &str)]) -> Self {
        let mut letter = self.with(b'P', &[]);
        for (name, value) in all {
            let value = [value.as_bytes(), &[0]].concat();
            letter = letter.with(b't', &[name.as_bytes(), &[0]].concat()).number(value.len() as u32).bytes(&value);
        }
        letter.no_text()
    }

    /// The whole packet.
    pub fn sealed(self) -> Vec<u8> {
        let Self(mut bytes) = self;
        let head = head(WORDS, bytes.len() - HEAD, 0);
        bytes[..HEAD].copy_from_slice(&head);
        bytes
    }
}

/// How many bytes follow a head, and whether they are words.
pub fn beheaded(head: &[u8; HEAD]) -> (usize, bool) {
    let number = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    (number(0) as usize, number(4) == WORDS)
}

/// The rest of a packet of words that is being read. Where it is not as asked, nothing is read.
pub struct Reading<'a>(pub &'a [u8]);

impl Reading<'_> {
    fn take<const N: usize>(&mut self, kind: u8) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first()?;
        let (bytes, rest) = rest.split_first_chunk::<N>()?;
        self.0 = rest;
        (*first == kind).then_some(*bytes)
    }

    /// A number.
    pub fn number(&mut self) -> Option<u32> {
        self.take(b'L').map(u32::from_be_bytes)
    }

    /// Microseconds.
    pub fn micros(&mut self) -> Option<u64> {
        self.take(b'U').map(u64::from_be_bytes)
    }

    /// A place in a stream, in bytes.
    pub fn place(&mut self) -> Option<i64> {
        self.take(b'r').map(i64::from_be_bytes)
    }

    /// Yes or no.
    pub fn flag(&mut self) -> Option<bool> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        [(b'0', false), (b'1', true)].into_iter().find_map(|(kind, flag)| (kind == *first).then_some(flag))
    }

    /// A moment, left out.
    pub fn some_time(&mut self) -> Option<()> {
        self.take::<8>(b'T').map(drop)
    }

    /// The rate of samples that are as [`Letter::mono`] says.
    pub fn mono(&mut self) -> Option<u32> {
        let [3, 1, a, b, c, d] = self.take(b'a')? else { return None };
        Some(u32::from_be_bytes([a, b, c, d]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_written_as_the_protocol_has_it() {
        let letter = Letter::new(word::LATENCY, 1).number(7).flags(".y").no_text().bytes(&[5]).full_volume();
        let mut bytes = vec![0, 0, 0, 32, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes.extend([b'L', 0, 0, 0, 14, b'L', 0, 0, 0, 1, b'L', 0, 0, 0, 7, b'0', b'1', b'N']);
        bytes.extend([b'x', 0, 0, 0, 1, 5, b'v', 1, 0, 1, 0, 0]);
        bytes[3] = (bytes.len() - HEAD) as u8;
        assert_eq!(letter.sealed(), bytes);
        let names = Letter::new(0, 0).properties(&[("a", "bc")]).sealed();
        assert_eq!(names[HEAD + 10..], *b"Pta\0L\0\0\0\x03x\0\0\0\x03bc\0N");
    }

    #[test]
    fn samples_that_are_written_again_begin_before_the_end() {
        let head = samples(7, 0x1e04, 2);
        assert_eq!(head[..8], [0, 0, 0x1e, 4, 0, 0, 0, 7]);
        assert_eq!(head[8..16], (-2_i64).to_be_bytes());
        assert_eq!(beheaded(&head), (0x1e04, false));
        assert_eq!(samples(7, 2, 0)[8..], [0; 12]);
    }

    #[test]
    fn what_is_read_is_what_was_asked_or_nothing() {
        let mut reading =
            Reading(b"L\0\0\x01\0U\0\0\0\0\0\0\0\x09r\xff\xff\xff\xff\xff\xff\xff\xfe1a\x03\x01\0\0\xbb\x80");
        assert_eq!((reading.number(), reading.micros(), reading.place()), (Some(256), Some(9), Some(-2)));
        assert_eq!((reading.flag(), reading.mono(), reading.number()), (Some(true), Some(48_000), None));
        for cut in 0..5 {
            assert_eq!(Reading(&b"L\0\0\x01\0"[..cut]).number(), None);
        }
        assert_eq!(Reading(b"R\0\0\x01\0").number(), None);
        assert_eq!(Reading(b"a\x05\x01\0\0\xbb\x80").mono(), None, "samples of another kind");
    }
}
