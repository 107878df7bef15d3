//! Text made harmless, measured and cut.

use unkink::text::{cut, folded, harmless, harmless_lines, width};

#[test]
fn what_steers_or_hides_is_made_visible() {
    for (text, shown) in [
        ("plain", "plain"),
        ("\u{1b}[31mred", "␛[31mred"),
        ("bell\u{7}", "bell␇"),
        ("a\nb\r\nc\td", "a␊b␍␊c␉d"),
        ("\u{7f}\u{9b}", "␡<009b>"),
        ("\u{202e}abc\u{2066}", "<202e>abc<2066>"),
        ("a\u{200b}b\u{2060}c\u{feff}", "a<200b>b<2060>c<feff>"),
        ("a\u{2028}b", "a<2028>b"),
    ] {
        assert_eq!(harmless(text), shown);
    }
    assert_eq!(harmless_lines("a\r\nb\n\u{1b}c"), "a\nb\n␛c");
    assert_eq!(folded(" a\r\n  b\t c \n"), "a b c");
}

#[test]
fn what_languages_and_emoji_need_stays() {
    for text in ["👩‍👧‍👦", "می‌خواهم", "❤️", "👍🏽", "Dehnübung", "伸ばす", "नमस्ते", "שָׁלוֹם", "Tiếng Việt"]
    {
        assert_eq!(harmless(&harmless(text)), harmless(text));
        assert_eq!(harmless(text).chars().filter(|c| *c == '\u{200d}').count(), text.matches('\u{200d}').count());
        assert!(!harmless(text).contains('<'));
    }
    assert_eq!(harmless("e\u{301}"), "é");
}

#[test]
fn a_heap_of_marks_is_bounded() {
    let heap = format!("a{}b", "\u{35c}".repeat(1000));
    assert_eq!(harmless(&heap).chars().count(), 10);
    assert_eq!(harmless("\u{301}x"), "◌\u{301}x");
}

#[test]
fn text_is_cut_where_a_person_would_cut_it() {
    for (text, columns, shown) in [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("a word", 3, "a…"),
        ("伸ばす", 6, "伸ばす"),
        ("伸ばす", 5, "伸ば…"),
        ("伸ばす", 4, "伸…"),
        ("👩‍👧‍👦👩‍👧‍👦", 3, "👩‍👧‍👦…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("", 0, ""),
    ] {
        assert_eq!(cut(text, columns), shown);
        assert!(width(&cut(text, columns)) <= columns);
    }
}
