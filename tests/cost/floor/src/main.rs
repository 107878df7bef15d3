//! The least that a countdown in ratatui costs: one picture a second, none while paused. Space pauses, q leaves.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::widgets::{Block, Gauge, Paragraph};
use ratatui::{DefaultTerminal, Frame};

const WHOLE: u64 = 25 * 60;

fn main() -> io::Result<()> {
    // The sound is linked, as in the program, and no device is opened.
    #[cfg(feature = "sound")]
    if std::env::var_os("FLOOR_SOUND").is_some() {
        drop(rodio::DeviceSinkBuilder::open_default_sink());
    }
    let mut terminal = ratatui::init();
    let ended = run(&mut terminal);
    ratatui::restore();
    ended
}

fn run(terminal: &mut DefaultTerminal) -> io::Result<()> {
    let (mut next, mut gone, mut paused) = (Instant::now() + Duration::from_secs(1), 0, false);
    loop {
        terminal.draw(|frame| draw(frame, gone, paused))?;
        let left = next.saturating_duration_since(Instant::now());
        if !paused && !event::poll(left)? {
            (next, gone) = (next + Duration::from_secs(1), gone + 1);
            continue;
        }
        match event::read()? {
            Event::Key(key) if key.code == KeyCode::Char('q') => return Ok(()),
            Event::Key(key) if key.code == KeyCode::Char(' ') => {
                (paused, next) = (!paused, Instant::now() + Duration::from_secs(1));
            }
            _ => {}
        }
    }
}

fn draw(frame: &mut Frame, gone: u64, paused: bool) {
    let [clock, bar, _, hint] =
        Layout::vertical([Constraint::Length(3), Constraint::Length(1), Constraint::Min(0), Constraint::Length(1)])
            .areas(frame.area());
    let left = WHOLE - gone;
    let time = format!("{:02}:{:02} left", left / 60, left % 60);
    frame.render_widget(Paragraph::new(time).centered().block(Block::bordered()), clock);
    frame.render_widget(Gauge::default().ratio(gone as f64 / WHOLE as f64).label(""), bar);
    frame.render_widget(Paragraph::new(if paused { "paused" } else { "running" }), hint);
}
