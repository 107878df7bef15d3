//! How long hostile files take to read, to be shown and to be judged: each twice and four times as long as the first.
// It measures.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use unkink::problem::render;
use unkink::routine::{MOST_BYTES, parse};

/// Makes a file of about so many bytes.
type Make = Box<dyn Fn(usize) -> String>;

/// Files that are hard to read, each in another way.
fn shapes() -> Vec<(&'static str, Make)> {
    let fill = |piece: &'static str| -> Make { Box::new(|n| piece.repeat(n / piece.len())) };
    let step = "[[step]]\nname = 'A'\nhold = 5\nprep = 0\nafter = 0\n";
    vec![
        ("open lists", fill("[")),
        ("lists in a value", Box::new(|n| format!("x = {}", "[".repeat(n)))),
        ("tables in a value", Box::new(|n| format!("x = {}", "{a=".repeat(n / 3)))),
        ("lists over lines", fill("x=[1,\n")),
        ("one dotted key", Box::new(|n| format!("{}a = 1", "a.".repeat(n / 2)))),
        ("one dotted header", Box::new(|n| format!("[{}a]", "a.".repeat(n / 2)))),
        ("many dotted keys", Box::new(|n| numbered(n, |i| format!("{}a{i} = 1\n", "a.".repeat(70))))),
        ("many dotted headers", Box::new(|n| numbered(n, |i| format!("[{}a{i}]\n", "a.".repeat(70))))),
        ("open quotes", fill("\"")),
        ("open quotes line by line", fill("a = \"b\n")),
        ("open long quotes", fill("'''\n")),
        ("one key again and again", fill("a = 1\n")),
        ("one table again and again", fill("[a]\n")),
        ("a single step again and again", fill("[step]\n")),
        ("keys without a value", fill("a =\n")),
        ("keys without an equals sign", fill("a\n")),
        ("words", fill("a 1\n")),
        ("unknown keys", Box::new(|n| numbered(n, |i| format!("nama{i} = 1\n")))),
        ("unknown keys in steps", Box::new(|n| numbered(n, |i| format!("[[step]]\nhodl{i} = 1\n")))),
        ("wrong values in steps", fill("[[step]]\nhold = 'x'\ncues = 3\nreps = -1\n")),
        ("empty steps", fill("[[step]]\n")),
        ("good steps", fill(step)),
        ("steps of one id", fill("[[step]]\nid = 'a'\nname = 'a'\nhold = 1\n")),
        ("steps of no name", fill("[[step]]\nname = '!'\nhold = 1\n")),
        ("a list of wrong cues", Box::new(|n| format!("name='A'\n[[step]]\ncues = [{}]\n", "1,".repeat(n / 2)))),
        ("a list of unknown conditions", Box::new(|n| format!("avoid-if = [{}]\n", "'haert',".repeat(n / 8)))),
        ("a list of no steps", Box::new(|n| format!("step = [{}]\n", "1,".repeat(n / 2)))),
        ("one long line of a comment", Box::new(|n| format!("#{}\n", "a".repeat(n)))),
        ("one long text", Box::new(|n| format!("name = '{}'\n", "a".repeat(n)))),
        ("one long text of marks", Box::new(|n| format!("name = '{}'\n", "\u{301}".repeat(n / 2)))),
        ("one long key", Box::new(|n| format!("{} = 1\n", "a".repeat(n)))),
        ("one long line of errors", Box::new(|n| format!("a = {}\n", "b = 1 ".repeat(n / 6)))),
        (
            "long digits",
            Box::new(|n| format!("rounds = {}\n[[step]]\nhold = '{}'\n", "1".repeat(n / 2), "1".repeat(n / 2))),
        ),
        ("many units", Box::new(|n| format!("name = 'A'\n[[step]]\nhold = '{}'\n", "1:".repeat(n / 2)))),
        ("numbers", Box::new(|n| format!("x = [{}]\n", "0x,".repeat(n / 3)))),
        ("marks", fill("\u{feff}")),
        ("empty lines", fill("\r\n")),
        ("equals signs", fill("=")),
        ("backslashes", Box::new(|n| format!("a = \"{}\"", "\\q".repeat(n / 2)))),
    ]
}

/// Lines that all differ.
fn numbered(bytes: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes);
    for i in 0.. {
        text.push_str(&line(i));
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// The shortest of five: what else runs on the machine only adds.
fn shortest(work: impl Fn()) -> Duration {
    let time = |()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    [(); 5].map(time).into_iter().min().unwrap()
}

fn main() {
    let largest = MOST_BYTES - 1000;
    println!("{:<32} {:>9} {:>9} {:>9}   ratios", "hostile file", "256 KiB", "512 KiB", "1 MiB");
    for (name, make) in shapes() {
        let times = [largest / 4, largest / 2, largest].map(|bytes| {
            let text = make(bytes);
            assert!(text.len() <= MOST_BYTES, "{name}");
            shortest(|| {
                let (routine, problems) = parse("bench", &text);
                assert!(routine.is_none() || problems.is_empty());
                render("bench.toml", &text, &problems, false, 80);
            })
        });
        let ratio = |at: usize| times[at].as_secs_f64() / times[at - 1].as_secs_f64();
        let shown = times.map(|time| format!("{:.1} ms", time.as_secs_f64() * 1e3));
        println!("{name:<32} {:>9} {:>9} {:>9}   {:.1} {:.1}", shown[0], shown[1], shown[2], ratio(1), ratio(2));
    }
}
