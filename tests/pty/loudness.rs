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

/// Begins a session, presses each key, waits for what it says, and leaves.
fn visit(home: &Arc<TempDir>, flags: &[&str], keys: &[(&str, &str)]) {
    let args: Vec<&str> = ["run", "wall-slide", "--no-voice"].iter().chain(flags).copied().collect();
    let mut pty = Pty::at_home_with(home, &args, &[("PULSE_SERVER", "unix:/nonexistent")]);
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for("it hurts");
    for (key, said) in keys {
        pty.press(key);
        pty.wait_for(said);
    }
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    // The next start is to offer nothing.
    let _ = fs::remove_file(home.path().join("d/unkink/history.jsonl"));
}

#[test]
fn loudness_is_remembered_until_the_settings_change() {
    let home = home();
    visit(&home, &[], &[("[", "Volume 55"), ("[", "Volume 50")]);
    visit(&home, &[], &[("m", "Sound off"), ("[", "muted")]);
    visit(&home, &[], &[("]", "muted"), ("m", "Volume 50")]);
    fs::create_dir_all(home.path().join("c/unkink")).unwrap();
    fs::write(home.path().join("c/unkink/config.toml"), "voice = false\nvolume = 20\n").unwrap();
    visit(&home, &[], &[("]", "Volume 25")]);
    visit(&home, &[], &[("]", "Volume 30")]);
    visit(&home, &["--volume", "70"], &[("]", "Volume 75")]);
    visit(&home, &[], &[("[", "Volume 70")]);
}

#[test]
fn what_cannot_be_used_there_is_as_if_nothing_were_kept() {
    let home = home();
    fs::create_dir_all(kept(&home).parent().unwrap()).unwrap();
    for text in ["", "volume = 999", "\0\0", "volume = 5\nmute = true\nsettings = 3"] {
        fs::write(kept(&home), text).unwrap();
        visit(&home, &[], &[("[", "Volume 55")]);
    }
}

#[test]
fn nothing_is_kept_when_nothing_was_changed_or_only_rehearsed() {
    let home = home();
    visit(&home, &[], &[]);
    visit(&home, &["--rehearse", "2"], &[("[", "Volume 55")]);
    assert!(!kept(&home).exists());
}
