//! What `unkink doctor` says about the terminal.
// The environment says what the terminal can do.
#![allow(clippy::disallowed_methods)]

use std::env;
use std::io::{self, IsTerminal};

use super::lines::Line;
use crate::app::Colour;
use crate::cli::Global;
use crate::command::screen_colour;
use crate::settings::Theme;

/// A smaller picture leaves things out.
const WIDE: u16 = 80;
const TALL: u16 = 24;

/// How input, output, colours and letters are here.
pub fn lines(global: &Global, theme: Theme) -> Vec<Line> {
    let mut lines = vec![place()];
    if io::stdout().is_terminal()
        && let Ok((columns, rows)) = crossterm::terminal::size()
    {
        lines.push(size(columns, rows));
    }
    lines.extend([kind(), colours(global, theme), letters()]);
    lines
}

fn place() -> Line {
    let what = match (io::stdin().is_terminal(), io::stdout().is_terminal()) {
        (true, true) => return Line::works("keys and picture have a terminal"),
        (false, true) => {
            return Line::aside("standard input is no terminal")
                .then("a session needs one for its keys; with --plain they may come from a pipe");
        }
        (true, false) => "standard output is no terminal",
        (false, false) => "standard input and output are no terminal",
    };
    Line::aside(what).then("a session here is told in lines, as with --plain")
}

fn size(columns: u16, rows: u16) -> Line {
    let what = format!("{columns} columns, {rows} rows");
    if columns < WIDE || rows < TALL {
        return Line::aside(what).then("from 80 by 24 on everything has room; a larger font reads better from afar");
    }
    Line::works(what)
}

fn kind() -> Line {
    match variable("TERM") {
        Some(term) if term == "dumb" => Line::aside("TERM is `dumb`: a session is told in lines, as with --plain")
            .then("for pictures start it in a terminal window, where TERM says what that is"),
        Some(term) => Line::works(format!("TERM is `{term}`")),
        None if cfg!(windows) => Line::works("the console of the system"),
        None => Line::aside("TERM is not set").then("a terminal sets it, such as to xterm-256color"),
    }
}

fn colours(global: &Global, theme: Theme) -> Line {
    let colour = screen_colour(global);
    match colour {
        Colour::None if global.no_color => Line::aside("no colours: --no-color is given"),
        Colour::None if variable("NO_COLOR").is_some() => Line::aside("no colours: NO_COLOR is set"),
        Colour::None => Line::aside("no colours in this terminal"),
        _ if colour.missed(theme).is_some() => {
            Line::aside(format!("colours, but not all that `{}` needs", theme.word())).then(
                "if the terminal has true colours, set COLORTERM to truecolor; until then the theme is `terminal`",
            )
        }
        _ if theme == Theme::Terminal => Line::works("colours"),
        _ if theme == Theme::Mono => Line::aside("no colours: the theme is `mono`"),
        _ => Line::works(format!("colours, those of the theme `{}`", theme.word())),
    }
}

/// The first of these that is set decides.
fn letters() -> Line {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| Some((name, variable(name)?)));
    let is_utf8 = |value: &str| value.to_lowercase().replace('-', "").contains("utf8");
    match set {
        _ if cfg!(windows) => Line::works("letters in Unicode"),
        Some((name, value)) if is_utf8(&value) => Line::works(format!("letters in UTF-8 ({name} is `{value}`)")),
        Some((name, value)) => not_utf8(format!("{name} is `{value}`")),
        None => not_utf8("no locale is set".to_owned()),
    }
}

fn not_utf8(what: String) -> Line {
    Line::aside(format!("{what}: the terminal may not show UTF-8"))
        .then("if digits and bars look odd, set LANG to one with UTF-8, such as C.UTF-8")
}

fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}
