//! A person's own sounds in a session that runs in a terminal.

use std::fs;
use std::sync::Arc;

use super::rig::Pty;

#[test]
fn a_sound_that_cannot_be_used_is_told_at_the_start() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let folder = home.path().join("c/unkink");
    fs::create_dir_all(folder.join("sounds")).unwrap();
    fs::write(folder.join("sounds/text.wav"), "no sound").unwrap();
    fs::write(folder.join("config.toml"), "[cues]\nstart = \"text.wav\"\nend = \"gone.wav\"\n").unwrap();
    let mut pty = Pty::at_home(&home, &["run", "wall-slide", "--mute"]);
    pty.wait_for("2 sounds of yours are not used, shipped ones are: see `unkink check`");
    pty.press("\x03");
    assert_eq!(pty.exit(), 130);
}
