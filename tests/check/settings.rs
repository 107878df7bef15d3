//! The settings file: its defaults are its documentation.

use unkink::cue::Cue;
use unkink::figure::Dots;
use unkink::problem::render;
use unkink::settings::{DEFAULTS, Mouse, Settings, Sound, Theme};

#[test]
fn every_setting_is_in_the_documentation_with_its_default() {
    let (settings, problems) = Settings::parse(DEFAULTS);
    assert_eq!((settings, problems), (Settings::default(), Vec::new()));
    // Naming every field makes a new one fail here until it is written down.
    let Settings {
        volume,
        mute,
        voice,
        voice_engine,
        voice_name,
        voice_rate,
        breath,
        cues,
        figures,
        flash,
        bell,
        keep_awake,
        strict,
        always_wait,
        screening_days,
        emergency,
        theme,
        mouse,
    } = Settings::default();
    for line in [
        format!("voice = {voice}"),
        format!("voice-engine = {voice_engine:?}"),
        format!("voice-rate = {voice_rate}"),
        format!("breath = {breath}"),
        format!("figures = {}", figures == Some(Dots::Braille)),
        format!("flash = {flash}"),
        format!("bell = {bell}"),
        format!("keep-awake = {keep_awake}"),
        format!("volume = {volume}"),
        format!("mute = {mute}"),
        format!("strict = {strict}"),
        format!("always-wait = {always_wait}"),
        format!("screening-days = {screening_days}"),
        format!("theme = {:?}", theme.word()),
        format!("mouse = {}", mouse == Mouse::Told),
    ] {
        assert!(DEFAULTS.lines().any(|there| there == line), "{line}");
    }
    assert_eq!((emergency, voice_name, cues), (None, None, Vec::new()));
    assert!(DEFAULTS.contains("# voice-name = "));
    for cue in Cue::ALL {
        assert!(DEFAULTS.contains(&format!("# {} = ", cue.word())), "{}", cue.word());
    }
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
fn figures_are_of_dots_or_of_blocks_or_there_are_none() {
    let parse = |value: &str| {
        let (settings, problems) = Settings::parse(&format!("figures = {value}\n"));
        (settings.figures, problems.len())
    };
    assert_eq!(parse("true"), (Some(Dots::Braille), 0));
    assert_eq!(parse("false"), (None, 0));
    assert_eq!(parse("\"blocks\""), (Some(Dots::Blocks), 0));
    for faulty in ["\"block\"", "1", "[]"] {
        assert_eq!(parse(faulty), (Some(Dots::Braille), 1), "{faulty}");
    }
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
  = help: the settings take `volume`, `mute`, `voice`, `voice-engine`, `voice-name`,
          `voice-rate`, `breath`, `cues`, `figures`, `flash`, `bell`, `keep-awake`, `strict`,
          `always-wait`, `screening-days`, `emergency`, `theme`, `mouse`

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
  = help: the settings take `volume`, `mute`, `voice`, `voice-engine`, `voice-name`,
          `voice-rate`, `breath`, `cues`, `figures`, `flash`, `bell`, `keep-awake`, `strict`,
          `always-wait`, `screening-days`, `emergency`, `theme`, `mouse`

error: `emergency` must be a text in quotes
 --> config.toml:6:13
  |
6 | emergency = 112
  |             ^^^ this is a whole number
";
    assert_eq!(shown, expected);
}

#[test]
fn each_sound_can_be_changed_and_only_from_the_folder_of_sounds() {
    let text = "[cues]\nstart = \"deep/bell.wav\"\ntick = false\nrest = true\n";
    let (settings, problems) = Settings::parse(text);
    assert_eq!(problems, []);
    assert_eq!(settings.sound("start"), &Sound::File("deep/bell.wav".to_owned()));
    assert_eq!((settings.sound("tick"), settings.sound("rest")), (&Sound::Off, &Sound::Shipped));
    for path in ["../x.wav", "/etc/x.wav", "a/../../x.wav", "C:x.wav", "a\\\\b.wav", "", "a//b.wav"] {
        let (settings, problems) = Settings::parse(&format!("[cues]\nend = \"{path}\"\nstop = false\n"));
        assert_eq!(problems.len(), 1, "{path}");
        assert_eq!((settings.sound("end"), settings.sound("stop")), (&Sound::Shipped, &Sound::Off), "{path}");
    }
}

#[test]
fn a_sound_that_there_is_not_is_named_with_what_was_meant() {
    let text = "[cues]\nswich = false\ncount = 3\nend = \"../x.wav\"\n";
    let shown = render("config.toml", text, &Settings::parse(text).1, false, 100);
    insta::assert_snapshot!(shown, @r#"
    error: unknown key `swich` in `[cues]`
     --> config.toml:2:1
      |
    2 | swich = false
      | ^^^^^ did you mean `switch`?
      |
      = help: `[cues]` takes `get-ready`, `start`, `rep`, `end`, `switch`, `rest`, `check`, `stop`,
              `done`, `count`, `halfway`, `tick`

    error: `count` must be true, false or the name of a WAV file
     --> config.toml:3:9
      |
    3 | count = 3
      |         ^ this is a whole number

    error: a sound is a WAV file in the folder `sounds` beside the settings
     --> config.toml:4:7
      |
    4 | end = "../x.wav"
      |       ^^^^^^^^^^
      |
      = help: put the file there, and write its name
    "#);
}

#[test]
fn a_theme_is_one_of_a_few_words() {
    for theme in Theme::ALL {
        let (settings, problems) = Settings::parse(&format!("theme = \"{}\"\n", theme.word()));
        assert_eq!((settings.theme, problems.len()), (theme, 0));
    }
    let text = "theme = \"dust\"\n";
    let (settings, problems) = Settings::parse(text);
    assert_eq!(settings, Settings::default());
    insta::assert_snapshot!(render("config.toml", text, &problems, false, 100), @r#"
    error: `theme` cannot be `dust`
     --> config.toml:1:9
      |
    1 | theme = "dust"
      |         ^^^^^^ did you mean `dusk`?
      |
      = help: write "terminal", "high-contrast", "mono", "dusk" or "linen"
    "#);
}
