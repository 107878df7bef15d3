//! The person's editor: which it is, and how it is told to open a file at a line.
// The environment names the editor, and it is started here.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::Command;

use super::programs;
use super::terminal::{self, Modes};
use crate::error::NoEditor;

/// An editor as the person calls it: the program, and arguments that always go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

/// A place in a file: line and column, both from 1.
pub type Place = (usize, usize);

/// Where neither variable is set.
const USUAL: &[&str] =
    if cfg!(windows) { &["notepad"] } else { &["sensible-editor", "editor", "nano", "vim", "vi", "hx", "emacs"] };

impl Editor {
    /// The editor of `$VISUAL`, else of `$EDITOR`, else a usual one that is installed.
    pub fn find() -> Result<Editor, NoEditor> {
        for name in ["VISUAL", "EDITOR"] {
            let value = env::var_os(name).unwrap_or_default();
            if !value.to_string_lossy().trim().is_empty() {
                return Editor::of(&value.to_string_lossy()).ok_or(NoEditor::Unreadable(name));
            }
        }
        let usual = USUAL.iter().find(|name| cfg!(windows) || programs::find(name).is_some());
        let usual = usual.map(|name| Editor { program: (*name).to_owned(), arguments: Vec::new() });
        usual.ok_or(NoEditor::NoneFound)
    }

    /// The editor that these words, quoted as for a shell, call; none if they call nothing.
    fn of(words: &str) -> Option<Editor> {
        // A path with blanks in it, as they are usual on Windows, needs no quotes.
        let mut words =
            if Path::new(words).is_file() { vec![words.to_owned()] } else { shell_words::split(words).ok()? };
        if words.is_empty() {
            return None;
        }
        let program = words.remove(0);
        Some(Editor { program, arguments: words })
    }

    /// The program's name, for a line about it.
    pub fn name(&self) -> &str {
        &self.program
    }

    /// Opens `file`, at `place` if this editor is known to take one, and waits until it is closed.
    ///
    /// # Errors
    /// It could not be started, or says that it failed.
    pub fn open(&self, file: &Path, place: Option<Place>) -> io::Result<()> {
        let modes = Modes::as_they_are();
        let status = Command::new(&self.program).args(self.arguments_for(file, place)).status();
        // One that died may have left the terminal without an echo.
        if let Some(modes) = modes.filter(|_| terminal::is_in_front()) {
            modes.put_back();
        }
        let status = status?;
        match status.success() {
            true => Ok(()),
            false => Err(io::Error::other(status.to_string())),
        }
    }

    /// All arguments for `file`. A file whose name starts with a hyphen is never taken for an option.
    fn arguments_for(&self, file: &Path, place: Option<Place>) -> Vec<OsString> {
        let stem = Path::new(&self.program).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let file = if file.is_absolute() { file.to_owned() } else { Path::new(".").join(file) };
        let mut arguments: Vec<OsString> = self.arguments.iter().map(OsString::from).collect();
        let mut flag = |flags: &[&str]| {
            if !flags.iter().any(|flag| self.arguments.iter().any(|given| given == flag)) {
                arguments.extend(flags.first().map(OsString::from));
            }
        };
        // Those that give the terminal back at once are to wait for the file.
        match stem.as_str() {
            "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" | "zed" => flag(&["--wait", "-w"]),
            "subl" | "sublime_text" | "mate" => flag(&["--wait", "-w"]),
            "gvim" | "mvim" => flag(&["-f", "--nofork"]),
            "kate" => flag(&["--block", "-b"]),
            _ => {}
        }
        let Some((line, column)) = place else {
            arguments.push(file.into());
            return arguments;
        };
        let with_place = || joined(&file, &format!(":{line}:{column}"));
        match stem.as_str() {
            "vi" | "vim" | "nvim" | "view" | "gvim" | "mvim" | "ne" | "joe" | "jed" | "mg" | "editor"
            | "sensible-editor" => arguments.extend([format!("+{line}").into(), file.into()]),
            "nano" | "pico" => arguments.extend([format!("+{line},{column}").into(), file.into()]),
            "emacs" | "emacsclient" | "kak" | "gedit" | "gnome-text-editor" | "micro" => {
                arguments.extend([format!("+{line}:{column}").into(), file.into()]);
            }
            "hx" | "helix" | "subl" | "sublime_text" | "zed" => arguments.push(with_place()),
            "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
                arguments.extend(["--goto".into(), with_place()]);
            }
            "mate" => arguments.extend(["-l".into(), format!("{line}:{column}").into(), file.into()]),
            "kate" => {
                let place = ["-l".into(), line.to_string().into(), "-c".into(), column.to_string().into()];
                arguments.extend(place.into_iter().chain([file.into()]));
            }
            _ => arguments.push(file.into()),
        }
        arguments
    }
}

fn joined(file: &Path, place: &str) -> OsString {
    let mut joined = file.as_os_str().to_owned();
    joined.push(place);
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn called(words: &str, place: Option<Place>) -> String {
        let editor = Editor::of(words).unwrap();
        let arguments = editor.arguments_for(Path::new("/r/a b.toml"), place);
        let words = arguments.iter().map(|argument| argument.to_string_lossy().into_owned());
        std::iter::once(editor.program.clone()).chain(words).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn each_editor_opens_at_the_line_in_its_own_way() {
        let at = |words| called(words, Some((7, 3)));
        assert_eq!(at("vi"), "vi|+7|/r/a b.toml");
        assert_eq!(at("/usr/bin/nvim -u NONE"), "/usr/bin/nvim|-u|NONE|+7|/r/a b.toml");
        assert_eq!(at("nano"), "nano|+7,3|/r/a b.toml");
        assert_eq!(at("emacs -nw"), "emacs|-nw|+7:3|/r/a b.toml");
        assert_eq!(at("emacsclient -t"), "emacsclient|-t|+7:3|/r/a b.toml");
        assert_eq!(at("hx"), "hx|/r/a b.toml:7:3");
        assert_eq!(at("kak"), "kak|+7:3|/r/a b.toml");
        assert_eq!(at("micro"), "micro|+7:3|/r/a b.toml");
        assert_eq!(at("code"), "code|--wait|--goto|/r/a b.toml:7:3");
        assert_eq!(at("code -w --new-window"), "code|-w|--new-window|--goto|/r/a b.toml:7:3");
        assert_eq!(at("subl"), "subl|--wait|/r/a b.toml:7:3");
        assert_eq!(at("gvim"), "gvim|-f|+7|/r/a b.toml");
        assert_eq!(at("kate"), "kate|--block|-l|7|-c|3|/r/a b.toml");
    }

    #[test]
    fn an_editor_that_is_not_known_gets_the_file_alone() {
        assert_eq!(called("my-editor --fast", Some((7, 3))), "my-editor|--fast|/r/a b.toml");
        assert_eq!(called("vim", None), "vim|/r/a b.toml");
        assert_eq!(called("code", None), "code|--wait|/r/a b.toml");
    }

    #[test]
    fn the_variable_is_read_as_a_shell_would() {
        assert_eq!(called("'my editor' -a 'b c'", None), "my editor|-a|b c|/r/a b.toml");
        assert_eq!(Editor::of("'half"), None);
        assert_eq!(Editor::of("  "), None);
    }

    #[test]
    fn no_file_is_taken_for_an_option() {
        let editor = Editor::of("vi").unwrap();
        assert_eq!(editor.arguments_for(Path::new("-x.toml"), None), ["./-x.toml"]);
    }
}
