//! How loud it was last is how loud it is the next time.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;

use super::rig::{Pty, answer_no};

fn home() -> Arc<TempDir> {
    let home = tempfile::tempdir().unwrap();
    answer_no(home.path());
    Arc::new(home)
}

fn kept(home: &TempDir) -> PathBuf {
    home.path().join("s/unkink/volume.toml")
}

/// Begins a session, presses these keys, and leaves; what is kept then.
fn visit(home: &Arc<TempDir>, flags: &[&str], keys: &str) -> String {
    let args: Vec<&str> = ["run", "wall-slide", "--no-voice"].iter().chain(flags).copied().collect();
    let mut pty = Pty::at_home(home, &args);
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for("step 1 of");
    pty.press(keys);
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    // The next start is to offer nothing.
    let _ = fs::remove_file(home.path().join("d/unkink/history.jsonl"));
    let text = fs::read_to_string(kept(home)).unwrap_or_default();
    text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join(", ")
}

#[test]
fn loudness_is_remembered_until_the_settings_change() {
    let home = home();
    let usual = "settings = { volume = 60, mute = false }";
    assert_eq!(visit(&home, &[], "[["), format!("volume = 50, mute = false, {usual}"));
    assert_eq!(visit(&home, &[], "m["), format!("volume = 45, mute = true, {usual}"));
    assert_eq!(visit(&home, &[], "]m"), format!("volume = 50, mute = false, {usual}"));
    fs::write(home.path().join("c/unkink/config.toml"), "voice = false\nvolume = 20\n").unwrap();
    let changed = "settings = { volume = 20, mute = false }";
    assert_eq!(visit(&home, &[], "]"), format!("volume = 25, mute = false, {changed}"));
    assert_eq!(visit(&home, &["--volume", "70"], "]"), format!("volume = 75, mute = false, {changed}"));
    assert_eq!(visit(&home, &[], "["), format!("volume = 70, mute = false, {changed}"));
}

#[test]
fn what_cannot_be_used_there_is_as_if_nothing_were_kept() {
    let home = home();
    fs::create_dir_all(kept(&home).parent().unwrap()).unwrap();
    for text in ["", "volume = 999", "\0\0", "volume = 5\nmute = true\nsettings = 3"] {
        fs::write(kept(&home), text).unwrap();
        let now = "volume = 55, mute = false, settings = { volume = 60, mute = false }";
        assert_eq!(visit(&home, &[], "["), now, "{text:?}");
    }
}

#[test]
fn nothing_is_kept_when_nothing_was_changed_or_only_rehearsed() {
    let home = home();
    visit(&home, &[], "");
    visit(&home, &["--rehearse", "2"], "[");
    assert!(!kept(&home).exists());
}
