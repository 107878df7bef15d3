//! The real program with programs that speak, and with none.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::rig::{Pty, answer_no, limit};

/// What stands on the screen when there should be a voice and is none.
const MARK: &str = "no voice";

/// A home in which the settings say this.
fn home(settings: &str) -> Arc<TempDir> {
    let home = tempfile::tempdir().unwrap();
    answer_no(home.path());
    fs::create_dir_all(home.path().join("c/unkink")).unwrap();
    fs::create_dir(home.path().join("tmp")).unwrap();
    fs::create_dir(home.path().join("bin")).unwrap();
    fs::write(home.path().join("c/unkink/config.toml"), settings).unwrap();
    Arc::new(home)
}

/// One in which a shell script speaks.
fn home_with(script: &str) -> Arc<TempDir> {
    let home = home("");
    let (file, settings) = (home.path().join("engine.sh"), home.path().join("c/unkink/config.toml"));
    fs::write(&file, format!("cd '{}'\n{script}", home.path().display())).unwrap();
    fs::write(settings, format!("voice-engine = [\"/bin/sh\", {:?}]", file.to_str().unwrap())).unwrap();
    home
}

/// A session that runs, as the person of this home begins it.
fn session(home: &Arc<TempDir>, flags: &[&str]) -> Pty {
    let folder = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let (tmp, bin) = (folder("tmp"), folder("bin"));
    let args: Vec<&str> = ["run", "wall-slide"].iter().chain(flags).copied().collect();
    let mut pty = Pty::at_home_with(home, &args, &[("TMPDIR", &tmp), ("PATH", &bin)]);
    pty.wait_for("Pain now?");
    pty.press("\r");
    pty.wait_for("step 1 of");
    pty
}

#[track_caller]
fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let until = Instant::now() + limit();
    while !is_so() {
        assert!(Instant::now() < until, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

fn wav() -> Vec<u8> {
    let mut file = b"RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00".to_vec();
    file.extend(8_000_u32.to_le_bytes());
    file.extend(16_000_u32.to_le_bytes());
    file.extend(b"\x02\x00\x10\x00data\x00\x08\x00\x00");
    file.extend([0x00, 0x20].repeat(1_024));
    file
}

#[test]
fn a_voice_that_works_is_not_spoken_of() {
    let home = home_with("/bin/cat tone.wav");
    fs::write(home.path().join("tone.wav"), wav()).unwrap();
    let mut pty = session(&home, &[]);
    wait_for("phrases are kept", || count(&home.path().join("k/unkink/voice")) > 20);
    assert!(!pty.screen().contains(MARK), "{}", pty.screen());
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    assert_eq!(count(&home.path().join("tmp")), 0);
}

#[test]
fn a_program_that_is_missing_leaves_a_mark_and_a_whole_screen() {
    for settings in ["voice-engine = [\"/nowhere/x\"]", ""] {
        let mut pty = session(&home(settings), &[]);
        pty.wait_for(MARK);
        pty.wait_for("step 1 of");
        pty.press("\x03");
        assert_eq!(pty.exit(), 130);
        pty.assert_given_back();
        assert_eq!(pty.screen().trim(), "", "nothing is printed on the way out");
    }
}

#[test]
fn what_a_program_prints_does_not_reach_the_screen() {
    let home = home_with("echo NOISE; echo NOISE >&2; exit 1");
    let mut pty = session(&home, &[]);
    pty.wait_for(MARK);
    pty.press("\x03");
    pty.exit();
    assert!(!pty.bytes().contains("NOISE"));
}

#[test]
fn quitting_ends_a_program_that_hangs_and_leaves_nothing_behind() {
    let home = home_with("echo $$ >pid; while :; do :; done");
    let mut pty = session(&home, &[]);
    wait_for("it is started", || home.path().join("pid").exists());
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
    pty.assert_given_back();
    assert_eq!(count(&home.path().join("tmp")), 0);
    let pid: i32 = fs::read_to_string(home.path().join("pid")).unwrap().trim().parse().unwrap();
    assert!(rustix::process::test_kill_process(rustix::process::Pid::from_raw(pid).unwrap()).is_err());
}

#[test]
fn a_voice_that_is_not_wanted_starts_nothing() {
    for flags in [["--no-voice"].as_slice(), &["--rehearse", "2"]] {
        let home = home_with("echo x >ran; exit 1");
        let mut pty = session(&home, flags);
        pty.press("\x03");
        assert_eq!(pty.exit(), 130);
        assert!(!pty.bytes().contains(MARK));
        assert!(!home.path().join("ran").exists() && !home.path().join("k").exists());
    }
}
