//! The real program with an empty home of its own; a run becomes one text that holds everything it said.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A routine that needs nothing and takes a minute and a half.
pub const MINE: &str = r#"name = "Mine"
summary = "Two things I like."

[[step]]
name = "Reach up"
hold = 20
prep = 10
sides = "each"
switch = 5
after = 10

[[step]]
name = "Fold"
hold = 5
reps = 3
gap = 2
prep = 6
"#;

/// The program and its home.
pub struct Unkink {
    home: TempDir,
    variables: Vec<(&'static str, &'static str)>,
}

impl Unkink {
    pub fn new() -> Unkink {
        Unkink { home: TempDir::new().unwrap(), variables: Vec::new() }
    }

    /// Puts a file into the home, with the folders above it.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Unkink {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Puts a file into the user's routines.
    pub fn routine(self, name: &str, text: impl AsRef<[u8]>) -> Unkink {
        self.file(&format!(".config/unkink/routines/{name}"), text)
    }

    pub fn variable(mut self, name: &'static str, value: &'static str) -> Unkink {
        self.variables.push((name, value));
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// The command, not yet started; nothing of this machine's environment reaches it.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unkink"));
        command.args(arguments).env_clear().env("HOME", self.home.path()).current_dir(self.home.path());
        command.envs(self.variables.iter().copied()).stdin(Stdio::null());
        command
    }

    /// Runs it to its end: its output, then what it said to stderr, then its exit code.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> String {
        self.run_with_input(arguments, "")
    }

    /// The same, with something to read.
    pub fn run_with_input<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>, input: &str) -> String {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // It may not want to read anything.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let mut said = self.text(&output.stdout);
        if cfg!(not(feature = "sound")) {
            // The same is asked of both builds, and this one says so first.
            said = said.replacen("no sound: this build has no sound; the screen shows every cue.\n", "", 1);
        }
        if !output.stderr.is_empty() {
            said += &format!("--- stderr\n{}", self.text(&output.stderr));
        }
        said + &format!("--- exit {}\n", output.status.code().unwrap())
    }

    /// Runs it to its end: its output as JSON.
    #[track_caller]
    pub fn json<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> serde_json::Value {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{}", self.text(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("the output is JSON")
    }

    fn text(&self, bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).unwrap().replace(&*self.home.path().to_string_lossy(), "~")
    }
}
