//! Names and sentences in any writing, on every screen: nothing is moved, cut in half, or cut without a sign.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use unicode_segmentation::UnicodeSegmentation;
use unkink::history::Past;
use unkink::library::Found;
use unkink::record::{Began, Ending, Event};
use unkink::text;
use unkink::ui::prose;

use super::hands::{Hands, library, opening};
use super::history::session;
use super::states::scored;

/// What a routine says, in the order of its file.
struct Words<'a> {
    name: &'a str,
    summary: &'a str,
    equipment: &'a str,
    step: &'a str,
    position: &'a str,
    cue: &'a str,
    sides: [&'a str; 2],
    stop_if: &'a str,
    come_out: &'a str,
    last: &'a str,
}

/// With a letter that has no large shape, so that no name is drawn large.
const LATIN: Words = Words {
    name: "Näcken",
    summary: "Für den Näcken und den oberen Rücken.",
    equipment: "Mätte",
    step: "Schültern heben",
    position: "Sitze gerade, die Füße am Boden.",
    cue: "Atme aus, lass die Schültern sinken.",
    sides: ["lïnks", "rächts"],
    stop_if: "der Näcken schmerzt",
    come_out: "Langsam zurück.",
    last: "Rühe",
};

const WIDE: Words = Words {
    name: "肩と首のストレッチ",
    summary: "デスクワークの後に、肩と首をゆっくりと伸ばします。無理をせず、痛みがあればすぐに止めてください。",
    equipment: "ﾊﾞｽﾀｵﾙ",
    step: "肩甲骨を寄せて、ゆっくりと胸を開く動き",
    position: "椅子に浅く座り、足の裏を床につけます。背筋を伸ばし、両手を体の後ろで組んで、肩の力を抜いてください。息は止めません。",
    cue: "息を吐きながら、肩甲骨を寄せる。",
    sides: ["左側", "右側"],
    stop_if: "首や腕にしびれを感じるとき",
    come_out: "ゆっくりと手をほどき、前を向きます。",
    last: "深呼吸",
};

const EMOJI: Words = Words {
    name: "👩‍👩‍👧‍👦 Family 🇩🇪🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ❤️",
    summary: "For 👩🏽‍🦽, 🧘🏿‍♀️ and 👨‍👩‍👧‍👦: stretch ☀️ slowly ⏰ with a ❤️ and 2️⃣ 🙆🏼‍♂️ friends, every 🌅.",
    equipment: "🧘‍♀️",
    step: "🙆🏽‍♀️ Arms up ☝🏿 and ⬆️ reach #️⃣",
    position: "🪑 Sit tall 🧍🏻‍♂️, feet on the 🧱, and look ➡️ ahead 👀.",
    cue: "🌬️ out, 💪🏾 up.",
    sides: ["⬅️ left", "right ➡️"],
    stop_if: "🤕 or ⚡️ in the arm",
    come_out: "🐌 down again.",
    last: "😴💤",
};

const MARKS: Words = Words {
    name: "U\u{308}bung fu\u{308}r Z̷̡̢͓͔̩̻̃̅̈́̚a̸̧͖̤͗̏̕l̶̨̛̗̜̎̒g̵̡̝̲̑̓ŏ̴̧̫",
    summary: "Ti\u{302}\u{301}ng Vi\u{323}\u{302}t, नमस्ते क्षत्रिय, ภาษาไทยที่ไม่มีช่องว่างระหว่างคำเลยสักคำเดียวในประโยคนี้ยาวมากกว่าหนึ่งบรรทัด.",
    equipment: "\u{200b}mat\u{200d}te\u{2060}",
    step: "க்ஷி நிமிர்ந்து உட்காருங்கள்",
    position: "ตั้งหลังให้ตรงแล้วหายใจเข้าช้าๆจากนั้นค่อยๆหมุนไหล่ไปข้างหลังสิบครั้งโดยไม่ต้องรีบร้อน.",
    cue: "हाथ ऊपर उठाइए, श्वास छोड़िए.",
    sides: ["बाएँ", "दाएँ"],
    stop_if: "\u{301}e\u{301}e\u{301} \u{feff}x",
    come_out: "ค่อยๆ ลง",
    last: "경\u{1112}\u{1161}\u{11ab}글",
};

const RIGHT_TO_LEFT: Words = Words {
    name: "מתיחת הצוואר והכתפיים",
    summary: "تمرين هادئ للرقبة والكتفين بعد يوم طويل 3 مرات في الأسبوع.",
    equipment: "מזרן",
    step: "הרמת כתפיים 3 פעמים",
    position: "اجلس مستقيماً، وضع قدميك على الأرض، وانظر إلى الأمام.",
    cue: "שאיפה, והרפיה.",
    sides: ["שמאל", "يمين"],
    stop_if: "כאב בצוואר",
    come_out: "می‌خواهم آرام برگردم.",
    last: "שלב 2",
};

const BOOK: [(&str, &Words); 4] =
    [("wide", &WIDE), ("emoji", &EMOJI), ("marks", &MARKS), ("right_to_left", &RIGHT_TO_LEFT)];

/// A routine of two steps, the first on two sides.
fn routine(words: &Words) -> String {
    let Words { name, summary, equipment, step, position, cue, sides: [left, right], stop_if, come_out, last } = words;
    let text = format!(
        "name = {name:?}\nsummary = {summary:?}\nequipment = [{equipment:?}]\n\
         [[step]]\nid = \"one\"\nname = {step:?}\nposition = {position:?}\ncues = [{cue:?}]\nprep = 5\nhold = 20\n\
         sides = [{left:?}, {right:?}]\nswitch = 5\nafter = 10\nstop-if = {stop_if:?}\ncome-out = {come_out:?}\n\
         [[step]]\nid = \"two\"\nname = {last:?}\nprep = 5\nhold = 10\n"
    );
    // Rust and TOML write characters by their numbers in different ways.
    let parts = text.split("\\u{").enumerate().map(|(at, part)| match part.split_once('}') {
        Some((number, rest)) if at > 0 => format!("\\U{number:0>8}{rest}"),
        _ => part.to_owned(),
    });
    parts.collect()
}

/// Every screen on which a routine's own words are shown.
fn screens(words: &Words) -> Vec<(&'static str, Hands)> {
    let text = routine(words);
    let other = "name = \"Other\"\n[[step]]\nname = \"One\"\nhold = 9\n";
    // A file name as some systems spell it, and one that does not load.
    let files = || library(&[("mine", &text), ("U\u{308}bung 伸 שלב", other), ("👩‍👧 \u{202e}x", "name = 3")]);
    let list = || Hands::open(opening(files(), None)).past(&["mine"]);
    let card = || Hands::open(opening(files(), Some("mine"))).past(&["mine"]);
    let begun = || card().press("enter");
    let past = || {
        let began = Began { routine: "mine".into(), ..Began::default() };
        Past::of(session("a", 100, began, vec![scored(0, "one", 4), Event::Ended { how: Ending::Complete }]))
    };
    let history = || {
        let mut hands = Hands::open(opening(files(), None));
        hands.tell(super::hands::remembers(past()));
        hands.press("h")
    };
    vec![
        ("library", list()),
        ("start", card()),
        ("prep", begun().wait(3.0)),
        ("hold", begun().wait(10.0)),
        ("switch", begun().wait(27.0)),
        ("paused", begun().wait(10.0).press("space").wait(1.0)),
        ("check", begun().wait(52.0)),
        ("stop", begun().wait(10.0).press("h").wait(1.0)),
        ("summary", begun().wait(52.0).press("2").wait(60.0).press("0 enter").wait(1.0)),
        ("history", history()),
        ("history_steps", history().press("enter")),
        ("history_chart", history().press("enter c")),
        ("help", begun().wait(10.0).press("?").wait(1.0)),
    ]
}

/// Every row is full to its last cell and no further, and no wide character is covered in part.
#[track_caller]
fn assert_whole(name: &str, buffer: &Buffer) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let width = cell.cell_width().max(1);
            assert!(x + width <= buffer.area.width, "{name}: half of {:?} in row {y}", cell.symbol());
            for behind in x + 1..x + width {
                assert_eq!(buffer[(behind, y)].symbol(), " ", "{name}: {:?} is covered in row {y}", cell.symbol());
            }
            x += width;
        }
    }
}

/// What is not a routine's own words, and has its place whatever they are: bars, large digits, edges, totals.
fn fixed(buffer: &Buffer) -> Vec<(u16, u16, String)> {
    let is_fixed = |symbol: &str| "─█▀▄▇▂▔░▞━▏▎▍▌▋▊▉".contains(symbol) && !symbol.is_empty();
    let cells = buffer.area.positions().map(|at| (at.x, at.y, buffer[(at.x, at.y)].symbol().to_owned()));
    cells.filter(|(_, _, symbol)| is_fixed(symbol)).collect()
}

#[test]
fn any_writing_looks_as_it_was_last_seen() {
    for (writing, words) in BOOK {
        let mut pictures = Vec::new();
        for (name, hands) in screens(words) {
            for (columns, rows) in [(80, 24), (40, 12)] {
                let buffer = hands.draw(columns, rows);
                assert_whole(name, &buffer);
                pictures.push(format!("{name} {columns}x{rows}\n{}", hands.text(columns, rows)));
            }
        }
        insta::with_settings!({ prepend_module_to_snapshot => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format!("texts_{writing}"), pictures.join("\n"));
        });
    }
}

#[test]
fn what_is_no_words_stands_where_it_stands_beside_latin_ones() {
    let latin = screens(&LATIN);
    for (writing, words) in BOOK {
        for ((name, hands), (_, as_latin)) in screens(words).iter().zip(&latin) {
            for (columns, rows) in [(120, 40), (80, 24), (60, 20), (40, 12), (30, 8)] {
                let [here, there] = [hands, as_latin].map(|hands| fixed(&hands.draw(columns, rows)));
                assert_eq!(here, there, "{writing}, {name} at {columns}x{rows}\n{}", hands.text(columns, rows));
            }
        }
    }
}

/// Pieces of writing that are hard on a grid.
const PIECES: [&str; 40] = [
    "a",
    "Z",
    " ",
    " ",
    " ",
    "9",
    "-",
    ".",
    "é",
    "e\u{301}",
    "Z̷̡̢͓͔̩̻",
    "ß",
    "Ǆ",
    "ﬁ",
    "伸",
    "ば",
    "、",
    "「",
    "ｶﾞ",
    "ﾟ",
    "한",
    "\u{1112}\u{1161}\u{11ab}",
    "नि",
    "क्ष",
    "ที่",
    "கா",
    "👍",
    "👍🏽",
    "👩‍👧‍👦",
    "🇩🇪",
    "🇩",
    "1️⃣",
    "❤️",
    "ש",
    "שָׁ",
    "لا",
    "\u{200d}",
    "\u{200c}",
    "\u{200b}",
    "\u{202e}",
];

fn writing() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..60).prop_map(|pieces| pieces.concat())
}

/// A text as its cells show it.
fn visible(text: &str) -> String {
    text.graphemes(true).filter(|grapheme| text::width(grapheme) > 0).collect()
}

/// Whether `text` is to be read, or the beginning of it and an ellipsis.
fn stands(picture: &str, text: &str) -> bool {
    let text = visible(text);
    let begun = |(at, _): (usize, &str)| picture.contains(&format!("{}…", text[..at].trim_end()));
    picture.contains(text.trim()) || text.grapheme_indices(true).skip(1).any(begun)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_every_row_is_whole(texts in proptest::collection::vec(writing(), 9), side in writing()) {
        prop_assume!(texts.iter().chain([&side]).all(|text| text.chars().any(|c| c.is_ascii_alphabetic())));
        let text = |at: usize| texts[at].as_str();
        let words = Words {
            name: text(0),
            summary: text(1),
            equipment: text(2),
            step: text(3),
            position: text(4),
            cue: text(5),
            sides: [&side, "right"],
            stop_if: text(6),
            come_out: text(7),
            last: text(8),
        };
        for (name, hands) in screens(&words) {
            for (columns, rows) in [(120, 40), (80, 24), (40, 12), (30, 8), (9, 4)] {
                assert_whole(name, &hands.draw(columns, rows));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_are_broken_within_their_room_and_lose_nothing(raw in writing(), room in 2usize..90, rows in 1usize..9) {
        let words = text::harmless(&raw);
        // A cluster that has no room in any line is left out with a sign.
        prop_assume!(words.graphemes(true).all(|grapheme| text::width(grapheme) <= room));
        let lines = prose::wrap(&words, room, rows);
        prop_assert!(lines.len() <= rows);
        for line in &lines {
            prop_assert!(text::width(line) <= room, "{line:?} is wider than {room}");
        }
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let shown = solid(&lines.concat());
        match shown.strip_suffix('…') {
            Some(begun) => prop_assert!(solid(&words).starts_with(begun)),
            None => prop_assert_eq!(shown, solid(&words)),
        }
    }

    #[test]
    fn what_is_cut_ends_with_a_sign_and_has_its_width(raw in writing(), room in 1usize..90) {
        let words = text::harmless(&raw);
        let cut = text::cut(&words, room);
        prop_assert!(text::width(&cut) <= room);
        prop_assert!(*cut == *words || cut.ends_with('…'));
        let area = ratatui::layout::Rect { x: 0, y: 0, width: u16::try_from(room).unwrap(), height: 1 };
        let mut buffer = Buffer::empty(area);
        prose::put(&mut buffer, area, &words, ratatui::style::Style::new(), prose::Align::Left);
        assert_whole("line", &buffer);
        let row: String = (0..area.width).map(|x| buffer[(x, 0)].symbol()).collect();
        let solid = |text: &str| text.split(' ').collect::<String>();
        prop_assert_eq!(solid(&row), solid(&visible(&cut)));
    }
}

#[test]
fn a_name_is_whole_or_ends_with_an_ellipsis() {
    for (_, words) in BOOK {
        for (name, hands) in screens(words) {
            let own = match name {
                "library" | "start" | "history" => words.name,
                "prep" | "hold" | "switch" | "paused" | "check" | "summary" | "history_steps" | "history_chart" => {
                    words.step
                }
                _ => continue,
            };
            for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
                // The spaces of the picked line are drawn as blocks.
                let picture = hands.text(columns, rows).replace('█', " ");
                assert!(stands(&picture, &text::harmless(own)), "{name} at {columns}x{rows}: no {own}\n{picture}");
            }
        }
    }
}

#[test]
fn a_filter_finds_a_name_however_its_accents_are_typed() {
    let one = |name: &str| format!("name = \"{name}\"\n[[step]]\nname = \"One\"\nhold = 9\n");
    let list = || {
        let files = library(&[("a", &one("Dehnübung")), ("u\u{308}ben", &one("Other")), ("c", &one("👩‍👧‍👦 首"))]);
        Hands::open(opening(files, None)).past(&[])
    };
    for typed in ["/ ü b u n g", "/ u \u{308} b u n g", "/ Ü B", "/ U \u{308} B"] {
        let text = list().press(typed).text(80, 24);
        assert!(text.contains("Dehnübung"), "{typed}\n{text}");
    }
    for typed in ["/ ü b e n", "/ u \u{308} b e n"] {
        let text = list().press(typed).text(80, 24);
        assert!(text.contains("Other") && !text.contains("Dehnübung"), "{typed}\n{text}");
    }
    let text = list().press("/ 首").text(80, 24);
    assert!(text.contains("👩‍👧‍👦 首") && !text.contains("Other"), "{text}");
}

#[test]
fn backspace_takes_what_a_person_takes_for_a_letter() {
    let files = library(&[("a", "name = \"A\"\n[[step]]\nname = \"One\"\nhold = 9\n")]);
    let typed = Hands::open(opening(files, None)).past(&[]).press("/ a e \u{301} 👩 \u{200d} 👧");
    assert!(typed.text(80, 24).contains("/aé👩‍👧▏"), "{}", typed.text(80, 24));
    let less = typed.press("backspace");
    assert!(less.text(80, 24).contains("/aé▏"), "{}", less.text(80, 24));
    assert!(less.press("backspace").text(80, 24).contains("/a▏"));
}

#[test]
fn a_routine_is_found_by_its_file_name_however_its_accents_are_written() {
    let one = "name = \"One\"\n[[step]]\nname = \"One\"\nhold = 9\n";
    // As macOS writes names of files.
    let files = library(&[("u\u{308}bung", one), ("u\u{308}bung-2", one)]);
    for asked in ["übung", "Übung", "u\u{308}bung"] {
        assert!(matches!(files.look_up(asked), Found::One(item) if item.id == "u\u{308}bung"), "{asked}");
    }
    assert!(matches!(files.look_up("üb"), Found::Several(ids) if ids.len() == 2));
}
