//! `unkink show --figure`: a figure that moves, or its poses as text.

use std::ffi::OsStr;
use std::path::{Path, is_separator};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Colour, Msg, Signal};
use crate::command::{dots, print, render, settings};
use crate::edge::clock::Clock;
use crate::edge::input::Keys;
use crate::edge::paths::Paths;
use crate::edge::routines::album::{self, Album, Page};
use crate::edge::signals::Caught;
use crate::edge::terminal::{Drawn, Screen};
use crate::error::{Error, Exit};
use crate::figure::{Dots, Drawing, Figure, Reading, Side};
use crate::settings::Mouse;
use crate::time::Tempo;
use crate::ui;
use crate::ui::prose::{self, Align};
use crate::ui::theme::{Role, Theme};

/// The cells of a pose as text.
const PICTURE: Rect = Rect { x: 0, y: 0, width: 40, height: 18 };
/// Eight pictures a second: a movement of several seconds needs no more.
const FRAME: Duration = Duration::from_millis(125);
/// More messages than a person makes in one picture.
const QUEUE: usize = 64;

/// How a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Moving, until a key.
    Moving,
    /// All its poses as text.
    Poses,
    /// One of its poses as text, from 1.
    Pose(usize),
}

/// What a moving figure is drawn with.
#[derive(Debug, Clone, Copy)]
struct Ink {
    dots: Dots,
    theme: Theme,
}

/// Shows the figure that `asked` means: a path to a file, or a name.
pub fn run(asked: &OsStr, look: Look, colour: Colour) -> Result<Exit, Error> {
    let paths = Paths::find().ok();
    let page = find(asked, paths.as_ref())?;
    let name = page.path.as_deref().map_or_else(|| asked.to_string_lossy().into_owned(), album::name_of);
    let Reading { text, figure, problems } = Figure::parse_bytes(&name, &page.bytes);
    let Some(figure) = figure else {
        let name = page.path.map_or(name, |path| path.to_string_lossy().into_owned());
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        return Err(Error::BrokenRoutine { errors, report: render(&name, &text, &problems, colour), name });
    };
    let (settings, _) = settings(paths.as_ref());
    let dots = dots(settings.figures.unwrap_or_default());
    match look {
        Look::Moving => play(&figure, Ink { dots, theme: colour.worn(settings.theme) }, paths.as_ref()),
        Look::Poses => {
            let poses: Vec<String> = (0..figure.poses()).map(|at| sheet(&figure, at, dots)).collect();
            print(&poses.join("\n")).map(|()| Exit::Well)
        }
        Look::Pose(asked) if (1..=figure.poses()).contains(&asked) => {
            print(&sheet(&figure, asked - 1, dots)).map(|()| Exit::Well)
        }
        Look::Pose(asked) => Err(Error::NoPose { asked, poses: figure.poses() }),
    }
}

fn find(asked: &OsStr, paths: Option<&Paths>) -> Result<Page, Error> {
    let name = asked.to_string_lossy();
    let path = Path::new(asked);
    if name.contains(is_separator) || path.extension().is_some_and(|ending| ending == "toml") {
        return album::open(path);
    }
    // A figure beside the person's routines has a name too.
    let routines = paths.map(|paths| paths.routines().join("any.toml"));
    let album = Album::new(routines.as_deref(), paths.map(Paths::figures));
    let unknown = || Error::UnknownFigure { asked: name.clone().into_owned(), nearest: album.nearest(&name) };
    album.find(&name)?.ok_or_else(unknown)
}

/// A pose as text, with what it is above it.
fn sheet(figure: &Figure, at: usize, dots: Dots) -> String {
    let count = figure.poses();
    let mut buf = Buffer::empty(PICTURE);
    let drawing = figure.at(at as f64 / count as f64, Side::First);
    ui::figure::draw(&mut buf, PICTURE, &drawing, dots, Role::Hold, Theme::Mono);
    let mut sheet = format!("{}, pose {} of {count}\n", figure.name, at + 1);
    for y in 0..PICTURE.height {
        let row: String = (0..PICTURE.width).map(|x| buf[(x, y)].symbol()).collect();
        sheet.push_str(row.trim_end());
        sheet.push('\n');
    }
    sheet
}

/// Plays it on the terminal until a key, or a signal.
fn play(figure: &Figure, ink: Ink, paths: Option<&Paths>) -> Result<Exit, Error> {
    let (send, messages) = mpsc::sync_channel(QUEUE);
    let clock = Clock::start(Tempo::REAL);
    Caught::catch().and_then(|caught| caught.tell(send.clone())).map_err(Error::CatchSignals)?;
    let mut screen = Screen::enter(Mouse::Left, paths.map(Paths::log)).map_err(Error::UseTerminal)?;
    let keys = Keys::listen(send).map_err(Error::StartThread)?;
    let exit = turn(figure, ink, clock, &mut screen, &keys, &messages);
    // A key thread that waits to be heard is let go.
    drop(messages);
    exit
}

fn turn(
    figure: &Figure,
    ink: Ink,
    clock: Clock,
    screen: &mut Screen,
    keys: &Keys,
    messages: &Receiver<Msg>,
) -> Result<Exit, Error> {
    loop {
        let passed = clock.now().mono.since_start();
        let phase = passed.as_secs_f64() / figure.cycle().as_secs_f64();
        let drawing = figure.at(phase, Side::First);
        let drawn = screen.draw(|frame| picture(frame, figure, &drawing, ink));
        // A terminal that is full is tried again with the next picture.
        let (Ok(Drawn::Done | Drawn::Due), next) = (drawn, passed + FRAME) else { return Ok(Exit::Interrupted) };
        loop {
            let left = next.saturating_sub(clock.now().mono.since_start());
            match messages.recv_timeout(left) {
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Ok(Exit::Interrupted),
                Ok(msg) => match meaning(&msg) {
                    Meaning::End(exit) => return Ok(exit),
                    Meaning::Suspend => suspend(screen, keys).map_err(Error::UseTerminal)?,
                    Meaning::Redraw => screen.reclaim().map_err(Error::UseTerminal)?,
                    Meaning::Nothing => {}
                },
            }
        }
    }
}

/// What a message comes to here.
enum Meaning {
    End(Exit),
    Suspend,
    Redraw,
    Nothing,
}

fn meaning(msg: &Msg) -> Meaning {
    match msg {
        Msg::Key(key) if key.modifiers.contains(KeyModifiers::CONTROL) => match key.code {
            KeyCode::Char('z') => Meaning::Suspend,
            KeyCode::Char('c') => Meaning::End(Exit::Interrupted),
            _ => Meaning::End(Exit::Well),
        },
        Msg::Key(_) | Msg::Click(..) => Meaning::End(Exit::Well),
        Msg::Signal(Signal::Terminate | Signal::Interrupt) => Meaning::End(Exit::Interrupted),
        Msg::Signal(Signal::Stop) => Meaning::Suspend,
        Msg::Signal(Signal::Continue) => Meaning::Redraw,
        _ => Meaning::Nothing,
    }
}

fn suspend(screen: &mut Screen, keys: &Keys) -> std::io::Result<()> {
    keys.pause();
    let back = screen.suspend();
    keys.resume();
    back
}

/// The name above, the figure, and how to end it below; the words only where there is room for them.
fn picture(frame: &mut Frame, figure: &Figure, drawing: &Drawing, ink: Ink) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    buf.set_style(area, ink.theme.style(Role::Text));
    let words = if area.height >= 12 { 1 } else { 0 };
    let row = |y| Rect { y, height: words, ..area };
    prose::put(buf, row(area.y), &figure.name, ink.theme.style(Role::Title), Align::Middle);
    let end = area.bottom().saturating_sub(words);
    prose::put(buf, row(end), "any key ends it", ink.theme.style(Role::Dim), Align::Middle);
    let inner = Rect { y: area.y + 2 * words, height: area.height.saturating_sub(4 * words), ..area };
    ui::figure::draw(buf, inner, drawing, ink.dots, Role::Hold, ink.theme);
}
