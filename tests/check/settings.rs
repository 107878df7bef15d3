//! The settings file: its defaults are its documentation.

use unkink::problem::render;
use unkink::settings::{DEFAULTS, Settings};

#[test]
fn every_setting_is_in_the_documentation_with_its_default() {
    let (settings, problems) = Settings::parse(DEFAULTS);
    assert_eq!((settings, problems), (Settings::default(), Vec::new()));
    // Naming every field makes a new one fail here until it is written down.
    let Settings { volume, mute, strict, always_wait, screening_days, emergency } = Settings::default();
    for line in [
        format!("volume = {volume}"),
        format!("mute = {mute}"),
        format!("strict = {strict}"),
        format!("always-wait = {always_wait}"),
        format!("screening-days = {screening_days}"),
    ] {
        assert!(DEFAULTS.lines().any(|there| there == line), "{line}");
    }
    assert_eq!(emergency, None);
    assert!(DEFAULTS.contains("# emergency = "));
}

#[test]
fn what_a_person_sets_counts_and_the_rest_stays() {
    let (settings, problems) = Settings::parse("volume = 20\nemergency = \"112\"\nalways-wait = true\n");
    assert!(problems.is_empty());
    let expected = Settings { volume: 20, always_wait: true, emergency: Some("112".to_owned()), ..Settings::default() };
    assert_eq!(settings, expected);
}

#[test]
fn days_between_screenings_are_a_week_to_a_year() {
    for (days, right) in [(6, false), (7, true), (365, true), (366, false)] {
        let (settings, problems) = Settings::parse(&format!("screening-days = {days}\n"));
        assert_eq!(problems.is_empty(), right, "{days}");
        assert_eq!(settings.screening_days, if right { days } else { 90 });
    }
}

#[test]
fn a_faulty_setting_is_said_and_the_others_count() {
    let text = "volumne = 3\nmute = 1\nvolume = 101\nstrict = true\nalways_wait = true\nemergency = 112\n";
    let (settings, problems) = Settings::parse(text);
    assert_eq!(settings, Settings { strict: true, ..Settings::default() });
    let shown = render("config.toml", text, &problems, false, 100);
    let expected = "\
error: unknown key `volumne` in the settings
 --> config.toml:1:1
  |
1 | volumne = 3
  | ^^^^^^^ did you mean `volume`?
  |
  = help: the settings takes `volume`, `mute`, `strict`, `always-wait`, `screening-days`,
          `emergency`

error: `mute` must be true or false
 --> config.toml:2:8
  |
2 | mute = 1
  |        ^ this is a whole number

error: `volume` can be at most 100
 --> config.toml:3:10
  |
3 | volume = 101
  |          ^^^
  |
  = help: write a smaller number

error: unknown key `always_wait` in the settings
 --> config.toml:5:1
  |
5 | always_wait = true
  | ^^^^^^^^^^^ did you mean `always-wait`?
  |
  = help: the settings takes `volume`, `mute`, `strict`, `always-wait`, `screening-days`,
          `emergency`

error: `emergency` must be a text in quotes
 --> config.toml:6:13
  |
6 | emergency = 112
  |             ^^^ this is a whole number
";
    assert_eq!(shown, expected.replace("the settings takes", "the settings take"));
}
