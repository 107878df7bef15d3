//! Lengths of time: every way to write them, and every way that is refused.

use std::time::Duration;

use unkink::routine::Work;

#[track_caller]
fn means(written: &str, seconds: f64) {
    let text = format!("name = 'A'\n[[step]]\nname = 'B'\nfamily = 'breathing'\nhold = {written}\n");
    let hold = Duration::from_secs_f64(seconds);
    assert_eq!(super::sound(&text).steps[0].dose.work, Work::Hold(hold), "{written}");
}

#[track_caller]
fn fails(written: &str, title: &str, help: &str) {
    let text = format!("name = 'A'\n[[step]]\nname = 'B'\nhold = {written}\n");
    let problems = super::problems(&text);
    let said: Vec<(String, String)> = problems.iter().map(|p| (p.title(), p.help().join("; "))).collect();
    assert_eq!(said, [(title.to_owned(), help.to_owned())], "{written}");
    assert_eq!(&text[problems[0].span.clone()], written);
}

#[test]
fn a_length_can_be_written_in_many_ways() {
    means("30", 30.0);
    means("2.5", 2.5);
    means("0.5", 0.5);
    means("+30", 30.0);
    means("0x1e", 30.0);
    means("1_20", 120.0);
    means("3e1", 30.0);
    means("600", 600.0);
    means("2.0005", 2.001);
    means("'30'", 30.0);
    means("\"90\"", 90.0);
    means("'2.5'", 2.5);
    means("'30s'", 30.0);
    means("'30 s'", 30.0);
    means("' 30s '", 30.0);
    means("'30 sec'", 30.0);
    means("'90s'", 90.0);
    means("'2m'", 120.0);
    means("'2 min'", 120.0);
    means("'1.5m'", 90.0);
    means("'1m30s'", 90.0);
    means("'1m 30s'", 90.0);
    means("'1:30'", 90.0);
    means("'01:30'", 90.0);
    means("'0:45'", 45.0);
    means("'1:30.5'", 90.5);
    means("'10:00'", 600.0);
    means("'0:09:59'", 599.0);
}

#[test]
fn what_could_be_misread_is_refused_with_the_right_way_to_write_it() {
    let odd = |written: &str| format!("`{written}` is not how a length of time is written");
    for (written, write) in [
        ("0:90", "1:30"),
        ("0:60", "1:00"),
        ("1:5", "1:05"),
        ("1:005", "1:05"),
        ("1m90s", "2:30"),
        ("1:75:00", "2:15:00"),
    ] {
        fails(&format!("'{written}'"), &odd(written), &format!("write \"{write}\""));
    }
}

#[test]
fn what_has_no_quotes_is_refused_with_quotes_round_it() {
    for (written, write) in [
        ("20s", "20s"),
        ("1:30", "1:30"),
        ("01:30", "1:30"),
        ("0:90", "1:30"),
        ("1m30s", "1m30s"),
        ("00:01:30", "1:30"),
    ] {
        fails(written, &format!("`{written}` must stand in quotes"), &format!("write \"{write}\""));
    }
}

#[test]
fn what_is_no_length_is_refused() {
    for written in
        ["''", "'s'", "'1:'", "':30'", "'1:2:3:4'", "'30x'", "'1s30m'", "'1m2m'", "'1.2.3'", "'half'", "'1.5:30'"]
    {
        let title = format!("`{}` is not a length of time", written.trim_matches('\''));
        fails(written, &title, "write seconds such as 30, or \"1m30s\", or \"1:30\"");
    }
    for written in ["-1", "'-1'", "-0.5", "-99999999999999999999999", "'-1:30'"] {
        fails(written, "`hold` cannot be negative", "write a number without the minus");
    }
    for written in ["0", "0.0", "-0", "-0.0", "'0s'", "'0:00'", "0.0001"] {
        fails(written, "`hold` must be more than 0", "to leave the step out, delete it");
    }
    for written in
        ["601", "'10:01'", "1e300", "99999999999999999999999999", "'99999999999999999999h'", "0xffffffffffffffffff"]
    {
        fails(written, "`hold` can be at most 10 min", "split it into several steps");
    }
}

#[test]
fn other_lengths_may_be_zero_and_longer_than_a_hold() {
    let text = "name = 'A'\n[[step]]\nname = 'B'\nhold = 5\ngap = 0\nprep = 0\nrest = '15m'\nafter = 0\nswitch = 0\n";
    let dose = &super::sound(text).steps[0].dose;
    assert_eq!((dose.prep, dose.after, dose.rest), (Duration::ZERO, Duration::ZERO, Duration::from_secs(900)));
}
