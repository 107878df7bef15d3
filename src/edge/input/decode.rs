//! Bytes of a terminal become keys, clicks and turns of the wheel.
//!
//! A lone Esc is passed on at once: it is a pain key, and that waits for nothing.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

const ESC: u8 = 0x1b;

/// No sequence meant for us is longer; what is, is dropped.
const LONGEST: usize = 64;

/// What stands before and after a paste, on terminals that mark it. What is in it was not pressed.
const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";

/// Keeps the beginning of a sequence until its end arrives.
#[derive(Debug, Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    /// A paste has begun and not ended.
    pasting: bool,
}

/// What the bytes begin with, and how many belong to it.
enum Found {
    Event(Event, usize),
    Nothing(usize),
    /// The end is missing.
    Part,
}

impl Decoder {
    /// Takes in what was read in one piece.
    pub fn take(&mut self, read: &[u8], events: &mut Vec<Event>) {
        self.bytes.extend_from_slice(read);
        loop {
            if self.pasting && !self.pass_over_paste() {
                return;
            }
            if self.bytes.starts_with(PASTE) {
                self.pasting = true;
                continue;
            }
            let used = match first(&self.bytes) {
                Found::Event(event, used) => {
                    events.push(event);
                    used
                }
                Found::Nothing(used) => used,
                Found::Part if self.bytes.len() > LONGEST => self.bytes.len(),
                Found::Part => break,
            };
            self.bytes.drain(..used);
        }
        if self.bytes == [ESC] {
            self.bytes.clear();
            events.push(key(KeyCode::Esc));
        }
    }

    /// Drops what is pasted; whether its end was in it.
    fn pass_over_paste(&mut self) -> bool {
        let end = self.bytes.windows(PASTED.len()).position(|bytes| bytes == PASTED);
        // The end may have been cut in two.
        let used = end.map_or(self.bytes.len().saturating_sub(PASTED.len() - 1), |at| at + PASTED.len());
        self.bytes.drain(..used);
        self.pasting = end.is_none();
        !self.pasting
    }

    /// Whether the end of a sequence, or of a paste, is missing.
    pub fn is_waiting(&self) -> bool {
        self.pasting || !self.bytes.is_empty()
    }

    /// No end came: what looked like a sequence was an Escape and something else, or nothing. A paste that has come to
    /// a stop is over: keys are never held up for the end of one.
    pub fn give_up(&mut self, events: &mut Vec<Event>) {
        if std::mem::take(&mut self.pasting) {
            return self.bytes.clear();
        }
        let bytes = std::mem::take(&mut self.bytes);
        if let [ESC, b'[' | b'O'] = bytes[..] {
            events.push(key(KeyCode::Esc));
        }
    }
}

fn first(bytes: &[u8]) -> Found {
    match bytes {
        [] | [ESC] => Found::Part,
        [ESC, b'[', rest @ ..] => after(2, csi(rest)),
        [ESC, b'O', rest @ ..] => after(2, ss3(rest)),
        // With Alt, or two keys in one read: nobody can tell, and the pain key is never lost.
        [ESC, ..] => Found::Event(key(KeyCode::Esc), 1),
        _ => plain(bytes),
    }
}

fn after(lead: usize, found: Found) -> Found {
    match found {
        Found::Event(event, used) => Found::Event(event, lead + used),
        Found::Nothing(used) => Found::Nothing(lead + used),
        Found::Part => Found::Part,
    }
}

/// A key without a sequence: a character or a control byte.
fn plain(bytes: &[u8]) -> Found {
    let control = |c: u8| Found::Event(with(letter(char::from(c)), KeyModifiers::CONTROL), 1);
    match bytes[0] {
        b'\r' | b'\n' => Found::Event(key(KeyCode::Enter), 1),
        b'\t' => Found::Event(key(KeyCode::Tab), 1),
        // Some terminals send Ctrl-H for it; nobody means "h", which stops a session.
        0x7f | 0x08 => Found::Event(key(KeyCode::Backspace), 1),
        0 => control(b' '),
        byte @ 0x01..=0x1a => control(byte - 1 + b'a'),
        byte @ 0x1c..=0x1f => control(byte - 0x1c + b'4'),
        byte if byte.is_ascii() => Found::Event(Event::Key(letter(char::from(byte))), 1),
        _ => character(bytes),
    }
}

fn character(bytes: &[u8]) -> Found {
    let start = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(e) if e.valid_up_to() > 0 => std::str::from_utf8(&start[..e.valid_up_to()]).unwrap_or_default(),
        Err(e) => return e.error_len().map_or(Found::Part, Found::Nothing),
    };
    match valid.chars().next() {
        Some(c) => Found::Event(Event::Key(letter(c)), c.len_utf8()),
        None => Found::Nothing(1),
    }
}

/// What follows `ESC O`: arrows and others in keypad mode.
fn ss3(rest: &[u8]) -> Found {
    let code = match rest {
        [] => return Found::Part,
        [b'M', ..] => KeyCode::Enter,
        [digit @ b'p'..=b'y', ..] => KeyCode::Char(char::from(digit - b'p' + b'0')),
        [last, ..] => match named(*last) {
            Some(code) => code,
            None => return Found::Nothing(1),
        },
    };
    Found::Event(key(code), 1)
}

/// What follows `ESC [`.
fn csi(rest: &[u8]) -> Found {
    match rest {
        // Function keys of the Linux console, and clicks of terminals that do not know the newer form.
        [b'[', last, ..] => event(last.checked_sub(b'A').filter(|n| *n < 5).map(|n| key(KeyCode::F(n + 1))), 2),
        [b'[' | b'M'] | [b'M', _] | [b'M', _, _] => Found::Part,
        [b'M', button, x, y, ..] => event(mouse(button.wrapping_sub(32).into(), at(*x, 32), at(*y, 32)), 4),
        _ => {
            let Some(end) = rest.iter().position(|b| !(0x20..=0x3f).contains(b)) else { return Found::Part };
            match rest[end] {
                last @ 0x40..=0x7e => event(sequence(&rest[..end], last), end + 1),
                // Broken off by something else, which counts by itself.
                _ => Found::Nothing(end),
            }
        }
    }
}

fn event(found: Option<Event>, used: usize) -> Found {
    match found {
        Some(event) => Found::Event(event, used),
        None => Found::Nothing(used),
    }
}

fn sequence(parameters: &[u8], last: u8) -> Option<Event> {
    let text = std::str::from_utf8(parameters).ok()?;
    if let Some(pressed) = text.strip_prefix('<') {
        let mut numbers = pressed.split(';').map(|n| n.parse::<u16>().ok());
        let (button, x, y) = (numbers.next()??, numbers.next()??, numbers.next()??);
        return if last == b'M' { mouse(button, x.saturating_sub(1), y.saturating_sub(1)) } else { None };
    }
    let mut parts = text.split(';');
    // The key, what it is with Shift, and what it is on a Latin keyboard, as far as they are told.
    let mut forms = parts.next().unwrap_or_default().split(':').map(|n| n.parse::<u32>().ok());
    let (number, shifted, latin) =
        (forms.next().flatten().unwrap_or(1), forms.next().flatten(), forms.next().flatten());
    let (modifiers, kind) = modifiers(parts.next().unwrap_or_default());
    let code = match last {
        b'Z' => return Some(Event::Key(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT))),
        b'~' => numbered(number)?,
        b'u' if modifiers.contains(KeyModifiers::SHIFT) && number < 128 => encoded(shifted.unwrap_or(number))?,
        b'u' if number >= 128 => encoded(latin.unwrap_or(number))?,
        b'u' => encoded(number)?,
        _ => named(last)?,
    };
    Some(Event::Key(KeyEvent::new_with_kind(code, modifiers, kind)))
}

/// `5` or `5:2`: one more than the sum of the modifiers, then the kind of event.
fn modifiers(part: &str) -> (KeyModifiers, KeyEventKind) {
    let mut numbers = part.split(':').map(|n| n.parse::<u8>().ok());
    let mask = numbers.next().flatten().unwrap_or(1).saturating_sub(1);
    let kind = match numbers.next().flatten() {
        Some(2) => KeyEventKind::Repeat,
        Some(3) => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    let all = [KeyModifiers::SHIFT, KeyModifiers::ALT, KeyModifiers::CONTROL, KeyModifiers::SUPER];
    let held = all.into_iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, modifier)| modifier);
    (held.collect(), kind)
}

fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23 | 24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// A key by its code point, as some terminals send keys with modifiers.
fn encoded(number: u32) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        KEYPAD..=KEYPAD_LAST => keypad(number)?,
        // Keys that are no characters, such as Shift alone.
        57_344..=63_743 => return None,
        _ => KeyCode::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}

/// Where the keys of the keypad stand among those that are no characters.
const KEYPAD: u32 = 57_399;
const KEYPAD_LAST: u32 = 57_426;

fn keypad(number: u32) -> Option<KeyCode> {
    let named = [
        KeyCode::Enter,
        KeyCode::Char('='),
        KeyCode::Char(','),
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    let at = (number - KEYPAD) as usize;
    match at {
        0..=14 => "0123456789./*-+".chars().nth(at).map(KeyCode::Char),
        _ => named.get(at - 15).copied(),
    }
}

/// The left button going down, or a notch of the wheel; other buttons and motions are nothing.
fn mouse(button: u16, column: u16, row: u16) -> Option<Event> {
    // The bits for Shift, Alt and Ctrl do not make it another button.
    let kind = match button & !0b1_1100 {
        0 => MouseEventKind::Down(MouseButton::Left),
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

fn at(byte: u8, offset: u8) -> u16 {
    u16::from(byte.saturating_sub(offset).saturating_sub(1))
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// A typed character; capitals carry Shift, as the library's own reader gives them.
fn letter(c: char) -> KeyEvent {
    let modifiers = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(c), modifiers)
}

fn with(mut pressed: KeyEvent, modifier: KeyModifiers) -> Event {
    pressed.modifiers |= modifier;
    Event::Key(pressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that comes of the bytes, read in one piece and then left alone.
    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(run(&[bytes]), expected);
    }

    fn run(reads: &[&[u8]]) -> String {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        reads.iter().for_each(|read| decoder.take(read, &mut events));
        decoder.give_up(&mut events);
        assert!(!decoder.is_waiting());
        let words = events.into_iter().map(|event| match event {
            Event::Key(key) if key.kind == KeyEventKind::Press => format!("{} {}", key.modifiers, key.code),
            Event::Key(key) => format!("{} {} {:?}", key.modifiers, key.code, key.kind),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(_) => format!("click {} {}", mouse.column, mouse.row),
                kind => format!("{kind:?}"),
            },
            other => format!("{other:?}"),
        });
        words.map(|w| w.trim().to_lowercase()).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn typed_characters_are_keys() {
        check(b"h", "h");
        check(b"H", "shift h");
        check(b" +0", "space, +, 0");
        check("ñ日🧘".as_bytes(), "ñ, 日, 🧘");
        check(b"\r\n\t\x7f\x08", "enter, enter, tab, backspace, backspace");
        check(b"\x03\x1a\x1c\0", "control c, control z, control 4, control space");
    }

    #[test]
    fn a_lone_escape_waits_for_nothing() {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        decoder.take(b"\x1b", &mut events);
        assert_eq!(events, [key(KeyCode::Esc)]);
        check(b"\x1b\x1b", "esc, esc");
        check(b"x\x1b", "x, esc");
    }

    #[test]
    fn sequences_are_keys() {
        check(b"\x1b[A\x1b[B\x1b[C\x1b[D", "up, down, right, left");
        check(b"\x1bOC\x1bOH\x1bOM", "right, home, enter");
        check(b"\x1b[5~\x1b[6~\x1b[3~", "page up, page down, del");
        check(b"\x1b[1;5C\x1b[Z", "control right, shift back tab");
        check(b"\x1b[15~\x1b[24~\x1bOP\x1b[[A", "f5, f12, f1, f1");
        check(b"\x1b[27u\x1b[104;5u\x1b[1;1:3A", "esc, control h, up release");
        check(b"\x1bh", "esc, h");
    }

    #[test]
    fn a_sequence_in_pieces_is_one_key() {
        assert_eq!(run(&[b"\x1b[", b"A"]), "up");
        assert_eq!(run(&[b"\x1b[1;", b"5", b"C"]), "control right");
        assert_eq!(run(&["日".as_bytes().split_at(1).0, "日".as_bytes().split_at(1).1]), "日");
        // The Esc has gone out already; the program knows to take these for the rest of an arrow.
        assert_eq!(run(&[b"\x1b", b"[A"]), "esc, [, shift a");
    }

    #[test]
    fn keys_of_the_newer_protocol_are_what_is_pressed() {
        check(b"\x1b[104;1:1u\x1b[104;1:2u\x1b[104;1:3u", "h, h repeat, h release");
        check(b"\x1b[104:72;2u\x1b[47:63;2u\x1b[49:33;2u", "shift h, shift ?, shift !");
        // On a Russian keyboard, and on the same where the Latin letter is not told.
        check("\x1b[1088::104;1u\x1b[1088;1u".as_bytes(), "h, р");
        check(b"\x1b[57399u\x1b[57413u\x1b[57414u\x1b[57417u\x1b[57421u", "0, +, enter, left, page up");
        // Shift, Caps Lock, and a key for music alone.
        check(b"\x1b[57441;2u\x1b[57358u\x1b[57428u", "");
        check(b"\x1b[32;1:1;32u\x1b[104;65u", "space, h");
    }

    #[test]
    fn what_is_pasted_was_not_pressed() {
        check(b"a\x1b[200~hq\x1b[A\r\x03 \x1b[201~b", "a, b");
        check(b"\x1b[200~h\x1b[201", "");
        check(b"\x1b[200~\x1b", "");
        assert_eq!(run(&[b"\x1b[20", b"0~h", b"q\x1b[20", b"1", b"~b"]), "b");
        assert_eq!(run(&[&[b"\x1b[200~".as_slice(), &[b'h'; 100_000]].concat(), b"\x1b[201~h"]), "h");
        // The end that never comes holds nothing up.
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        decoder.take(b"\x1b[200~hello", &mut events);
        assert!(decoder.is_waiting());
        decoder.give_up(&mut events);
        assert!(!decoder.is_waiting() && events.is_empty());
        decoder.take(b"h", &mut events);
        assert_eq!(events, [key(KeyCode::Char('h'))]);
    }

    #[test]
    fn what_never_ends_swallows_no_key() {
        check(b"\x1b[", "esc");
        check(b"\x1bO", "esc");
        check(b"\x1b[12;\x1b", "esc");
        check(b"\x1b[\rh", "enter, h");
        assert_eq!(run(&[&[b"\x1b[".as_slice(), &[b'1'; 80]].concat(), b"h"]), "h");
    }

    #[test]
    fn what_is_unknown_is_nothing() {
        check(b"\x1b[99~h", "h");
        check(b"\x1b[I\x1b[?62;4ch", "h");
        check(b"\xff\xfeh", "h");
        check(b"\xe6", "");
    }

    #[test]
    fn left_presses_are_clicks() {
        check(b"\x1b[<0;5;3M", "click 4 2");
        check(b"\x1b[<0;5;3m\x1b[<2;5;3M\x1b[<66;5;3M\x1b[<35;5;3M", "");
        check(b"\x1b[<4;500;300M", "click 499 299");
        check(b"\x1b[M \x25\x23h", "click 4 2, h");
        check(b"\x1b[M#\x25\x23h", "h");
    }

    #[test]
    fn the_wheel_turns_up_and_down_whatever_else_is_held() {
        check(b"\x1b[<64;5;3M\x1b[<65;5;3M\x1b[<81;5;3M", "scrollup, scrolldown, scrolldown");
        check(b"\x1b[M`\x25\x23\x1b[Ma\x25\x23h", "scrollup, scrolldown, h");
    }

    #[test]
    fn noise_does_no_harm() {
        let mut seed = 7_u32;
        let mut byte = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let alphabet = b"\x1b[O<;0159MAu~h\xe6\x97\0\x7f";
            alphabet[(seed >> 16) as usize % alphabet.len()]
        };
        for _ in 0..20_000 {
            let read: Vec<u8> = (0..12).map(|_| byte()).collect();
            run(&[&read[..5], &read[5..]]);
        }
    }
}
