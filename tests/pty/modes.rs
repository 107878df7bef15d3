//! Reads from what a program wrote which modes of the terminal it has left on.

use std::collections::BTreeMap;

/// On in a terminal that nobody has touched: wrapping lines, and the cursor.
const ON_FROM_THE_START: [u32; 2] = [7, 25];
/// Another screen, in each of its three forms.
const OTHER_SCREEN: [u32; 3] = [47, 1047, 1049];

/// Every mode that is not as a terminal has it when nobody has touched it, in words; a sequence that was broken off
/// counts as nothing, as it does in a terminal.
pub fn left_on(written: &[u8]) -> Vec<String> {
    let mut modes = Modes::default();
    let mut rest = written;
    while let Some(at) = rest.iter().position(|byte| *byte == 0x1b) {
        rest = modes.sequence(&rest[at + 1..]);
    }
    modes.left_on()
}

#[derive(Default)]
struct Modes {
    /// Modes `?n`, as they were last set.
    private: BTreeMap<u32, bool>,
    /// What else is not as it was, and in which form it was last set.
    other: BTreeMap<&'static str, String>,
    /// Flags of the keyboard protocol that were pushed, on the screen of the shell and on the other one.
    keyboard: [Vec<String>; 2],
}

impl Modes {
    /// Takes in what follows an Escape, and gives what follows that.
    fn sequence<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        match bytes {
            [b'[', rest @ ..] => {
                let length = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)).unwrap_or(rest.len());
                let Some(last) = rest.get(length).filter(|byte| (0x40..=0x7e).contains(*byte)) else {
                    return &rest[length..];
                };
                self.control(&String::from_utf8_lossy(&rest[..length]), *last);
                &rest[length + 1..]
            }
            [b']', rest @ ..] => {
                let length = rest.iter().position(|byte| matches!(byte, 0x07 | 0x1b)).unwrap_or(rest.len());
                self.command(&String::from_utf8_lossy(&rest[..length]));
                &rest[length..]
            }
            [byte @ (b'=' | b'>'), rest @ ..] => {
                self.set("keypad", *byte == b'=', "=");
                rest
            }
            [b'(', set, rest @ ..] => {
                self.set("letters", *set != b'B', &char::from(*set).to_string());
                rest
            }
            _ => bytes,
        }
    }

    fn control(&mut self, parameters: &str, last: u8) {
        let numbers = |text: &str| text.split(';').map(|n| n.parse().unwrap_or(0)).collect::<Vec<u32>>();
        match (parameters.chars().next(), last) {
            (Some('?'), b'h' | b'l') => {
                numbers(&parameters[1..]).into_iter().for_each(|mode| {
                    self.private.insert(mode, last == b'h');
                });
            }
            (_, b'h' | b'l') => self.set("an ANSI mode", last == b'h', parameters),
            (Some('>'), b'u') => self.keyboard().push(parameters[1..].to_owned()),
            (Some('<'), b'u') => {
                let count = parameters[1..].parse().unwrap_or(1_usize).max(1);
                (0..count).for_each(|_| drop(self.keyboard().pop()));
            }
            (Some('='), b'u') if numbers(&parameters[1..])[0] == 0 => self.keyboard().clear(),
            (Some('='), b'u') => self.keyboard().push(parameters[1..].to_owned()),
            (Some('>'), b'm') => {
                self.set("other keys", numbers(&parameters[1..]).get(1).is_some_and(|n| *n > 0), parameters)
            }
            (_, b'm') => match numbers(parameters).last() {
                Some(0) => self.set("colours", false, ""),
                Some(39 | 49 | 59) => {}
                _ => self.set("colours", true, parameters),
            },
            (_, b'q') if parameters.ends_with(' ') => {
                self.set("cursor's form", numbers(parameters.trim())[0] > 0, parameters);
            }
            (_, b'r') => self.set("region", !parameters.is_empty(), parameters),
            _ => {}
        }
    }

    /// Colours of the terminal itself, and links.
    fn command(&mut self, text: &str) {
        let (number, value) = text.split_once(';').unwrap_or((text, ""));
        match number {
            "4" | "104" => self.set("palette", number == "4", value),
            "10" | "110" => self.set("ink", number == "10", value),
            "11" | "111" => self.set("ground", number == "11", value),
            "12" | "112" => self.set("cursor's colour", number == "12", value),
            "8" => self.set("link", value != ";", value),
            "22" => self.set("pointer", !value.is_empty(), value),
            _ => {}
        }
    }

    fn set(&mut self, what: &'static str, on: bool, form: &str) {
        if on {
            self.other.insert(what, form.to_owned());
        } else {
            self.other.remove(what);
        }
    }

    fn is_elsewhere(&self) -> bool {
        OTHER_SCREEN.iter().any(|mode| self.private.get(mode) == Some(&true))
    }

    fn keyboard(&mut self) -> &mut Vec<String> {
        let screen = usize::from(self.is_elsewhere());
        &mut self.keyboard[screen]
    }

    fn left_on(self) -> Vec<String> {
        let changed = self.private.iter().filter(|(mode, on)| ON_FROM_THE_START.contains(mode) != **on);
        let private = changed.map(|(mode, on)| format!("?{mode} {}", if *on { "on" } else { "off" }));
        let keyboard = self.keyboard.iter().flatten().map(|flags| format!("keyboard {flags}"));
        let other = self.other.iter().map(|(what, form)| format!("{what} {form}"));
        private.chain(keyboard).chain(other).collect()
    }
}

#[test]
fn what_is_left_on_is_seen() {
    let left = |text: &str| left_on(text.as_bytes()).join(", ");
    assert_eq!(left("words\r\n\x1b[2J\x1b[5;1Hwords"), "");
    assert_eq!(left("\x1b[?1049h\x1b[?25l\x1b[?1000;1006h"), "?25 off, ?1000 on, ?1006 on, ?1049 on");
    assert_eq!(left("\x1b[?1049h\x1b[?25l\x1b[?1000;1006h\x1b[?1000l\x1b[?1006l\x1b[?25h\x1b[?1049l"), "");
    assert_eq!(left("\x1b[?2004h\x1b[?1004h\x1b[?2026h\x1b[?2004l"), "?1004 on, ?2026 on");
    assert_eq!(left("\x1b[>1u\x1b[?1049h\x1b[>5u\x1b[<u"), "?1049 on, keyboard 1");
    assert_eq!(left("\x1b[?1049h\x1b[>5u\x1b[?1049l\x1b[<u"), "keyboard 5");
    assert_eq!(left("\x1b[=5;1u\x1b[=0;1u"), "");
    assert_eq!(left("\x1b[1;31m\x1b[39m"), "colours 1;31");
    assert_eq!(left("\x1b[1;31m\x1b[0m\x1b[39m\x1b[49m"), "");
    assert_eq!(
        left("\x1b=\x1b[2 q\x1b[3;9r\x1b(0\x1b]11;#000000\x07"),
        "cursor's form 2 , ground #000000, keypad =, letters 0, region 3;9"
    );
    assert_eq!(left("\x1b>\x1b[0 q\x1b[r\x1b(B\x1b]111\x1b\\"), "");
    assert_eq!(left("\x1b[?25\x1b[?1000h"), "?1000 on");
}
