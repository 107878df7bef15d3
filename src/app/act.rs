//! What comes of each message: a key becomes an action, an action becomes what the person meant.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use super::split::{self, Joined, Split};
use super::{App, Home, Notice, Over, Signal, Wheel, keymap};
use crate::action::Action;
use crate::effect::{Effect, Volume};
use crate::error::Exit;
use crate::screen::help::{Help, Under};
use crate::screen::{Click, Next, Screen, Today};
use crate::time::{Moment, Now};

/// For so long, in real time, a changed volume is shown.
const SHOWN: Duration = Duration::from_secs(2);
/// What one key changes the volume by.
const VOLUME_STEP: u8 = 5;

impl App {
    pub(super) fn press(&mut self, key: &KeyEvent, now: Now, fx: &mut Vec<Effect>) {
        if key.kind != KeyEventKind::Release {
            self.notice = None;
        }
        let Some(action) = keymap::action(self.place(), key) else { return };
        if key.code == KeyCode::Esc {
            let until = now.mono + self.tempo.of_real(split::WINDOW);
            self.split = Split::escape(self.view.clone(), self.flashes.clone(), now.mono, until);
        }
        self.act(action, now, fx);
    }

    /// The rest of an arrow key whose Escape was taken for a key of its own.
    pub(super) fn join(&mut self, key: &KeyEvent, now: Now, fx: &mut Vec<Effect>) {
        let until = now.mono + self.tempo.of_real(split::WINDOW);
        if let Some(before) = self.split.join(key, until) {
            self.view = before.view;
            fx.push(Effect::Hush);
            fx.extend(before.flashes.ahead(before.at));
            self.flashes = before.flashes;
            if let Screen::Session(sitting) = &mut self.view.screen {
                sitting.session.advance(now, fx);
            }
        }
        match self.split.joined() {
            Joined::NotYet | Joined::Other => {}
            Joined::Key(code) => self.press(&KeyEvent::from(code), now, fx),
            Joined::Nothing(letter) => {
                self.escape_after_all(now, fx);
                self.press(&KeyEvent::from(KeyCode::Char(letter)), now, fx);
            }
        }
    }

    /// What looked like half of an arrow key was an Escape.
    pub(super) fn escape_after_all(&mut self, now: Now, fx: &mut Vec<Effect>) {
        if let Some(action) = keymap::action(self.place(), &KeyEvent::from(KeyCode::Esc)) {
            self.act(action, now, fx);
        }
    }

    pub(super) fn act(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        match action {
            Action::Hurts | Action::LeaveNow | Action::Suspend => self.act_at_once(action, now, fx),
            Action::Mute | Action::Louder | Action::Quieter => self.sound(action, now.mono, fx),
            Action::Redraw => fx.push(Effect::Redraw),
            Action::Help => {
                // Of the place where it was asked: Enter is "done" in the person's own time, and nothing in a pause.
                let keys = keymap::help(self.place());
                self.in_session(Action::Pause, now, fx);
                if let Screen::Start(start) = &mut self.view.screen {
                    start.release();
                }
                let under = if matches!(self.view.over, Over::Leave) { Under::Leave } else { Under::Screen };
                self.view.over = Over::Help(Help { keys, scroll: 0 }, under);
            }
            action => match &mut self.view.over {
                Over::Help(_, Under::Leave) if action == Action::Close => self.view.over = Over::Leave,
                Over::Help(..) | Over::Leave if action == Action::Close => self.view.over = Over::Nothing,
                Over::Help(help, _) => help.update(action),
                Over::Leave => {
                    self.view.over = Over::Nothing;
                    self.in_session(Action::LeaveNow, now, fx);
                }
                Over::Nothing => self.act_on_screen(action, now, fx),
            },
        }
    }

    /// What no screen sees before it is done.
    pub(super) fn act_at_once(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        match action {
            Action::Suspend => {
                self.in_session(Action::Pause, now, fx);
                fx.extend([Effect::Hush, Effect::Suspend]);
            }
            Action::LeaveNow => {
                self.in_session(Action::LeaveNow, now, fx);
                fx.push(Effect::Quit(Exit::Interrupted));
            }
            action => {
                if let Screen::Session(_) = self.view.screen {
                    self.view.over = Over::Nothing;
                }
                self.in_session(action, now, fx);
            }
        }
    }

    pub(super) fn in_session(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        if let Screen::Session(sitting) = &mut self.view.screen {
            sitting.session.handle(action, now, fx);
        }
    }

    pub(super) fn act_on_screen(&mut self, action: Action, now: Now, fx: &mut Vec<Effect>) {
        let today = Today {
            wall: self.wall,
            zone: &self.zone,
            past: self.past.as_ref(),
            emergency: self.settings.emergency.as_deref(),
        };
        let next = match &mut self.view.screen {
            Screen::Library => self.view.picker.update(action, &self.library),
            Screen::Mend(mend) => mend.update(action),
            Screen::Offer(offer) => offer.update(action),
            Screen::Advice(advice) => advice.update(action),
            Screen::Morning(morning) => morning.update(action),
            Screen::History(_) => self.act_on_history(action, now),
            Screen::Start(_) if action == Action::Screen => {
                self.screen_again();
                Next::Stay
            }
            Screen::Screening(_) => self.act_on_card(action, now, fx),
            Screen::Start(start) => start.update(action, now.mono, self.tempo, today),
            Screen::Session(sitting) if action == Action::Leave => {
                sitting.session.handle(Action::Pause, now, fx);
                self.view.over = Over::Leave;
                Next::Stay
            }
            Screen::Session(sitting) => sitting.update(action, now, fx),
        };
        self.follow(next, now, fx);
    }

    pub(super) fn follow(&mut self, next: Next, now: Now, fx: &mut Vec<Effect>) {
        match next {
            Next::Stay => {}
            Next::Choose(id) => self.before_start(&id, now),
            Next::Begin => self.begin(now, fx),
            Next::Resume => self.resume(now, fx),
            Next::Anyway => self.accept(),
            Next::Decline => self.decline(now, fx),
            Next::Edit(id, place) => fx.push(Effect::Edit { id, place }),
            Next::History => self.open_history(),
            Next::Note(session, event) => self.note_past(&session, event, now, fx),
            Next::Gone(gone) => self.morning(gone, now, fx),
            Next::Back if self.home == Home::Library => {
                self.restore_volume(fx);
                self.view.accepted.clear();
                self.view.screen = Screen::Library;
            }
            Next::Back | Next::Quit => fx.push(Effect::Quit(Exit::Well)),
        }
    }

    pub(super) fn click(&mut self, column: u16, row: u16, now: Now, fx: &mut Vec<Effect>) {
        let opens = match (&self.view.over, &mut self.view.screen) {
            (Over::Nothing, Screen::Library) => self.view.picker.click(column, row, self.room, &self.library),
            (Over::Nothing, Screen::History(history)) => history.click(column, row, self.room),
            (_, Screen::Session(_)) => {
                self.in_session(Action::Pause, now, fx);
                Click::Elsewhere
            }
            _ => Click::Elsewhere,
        };
        if opens == Click::Again {
            self.act_on_screen(Action::Enter, now, fx);
        }
    }

    /// A notch of the wheel is the key for a line up or down, and nothing where there is none.
    pub(super) fn turn(&mut self, wheel: Wheel, now: Now, fx: &mut Vec<Effect>) {
        let key = KeyEvent::from(if wheel == Wheel::Up { KeyCode::Up } else { KeyCode::Down });
        if let Some(action @ (Action::Up | Action::Down)) = keymap::action(self.place(), &key) {
            self.act(action, now, fx);
        }
    }

    pub(super) fn signal(&mut self, signal: Signal, now: Now, fx: &mut Vec<Effect>) {
        match signal {
            Signal::Terminate | Signal::Interrupt => self.act(Action::LeaveNow, now, fx),
            Signal::Stop => self.act(Action::Suspend, now, fx),
            Signal::Continue => fx.push(Effect::Redraw),
        }
    }

    pub(super) fn sound(&mut self, action: Action, now: Moment, fx: &mut Vec<Effect>) {
        match action {
            Action::Mute => self.volume.muted = !self.volume.muted,
            Action::Louder => self.volume.percent = self.volume.percent.saturating_add(VOLUME_STEP).min(100),
            _ => self.volume.percent = self.volume.percent.saturating_sub(VOLUME_STEP),
        }
        // A routine that starts silent is not the person's choice.
        match action {
            Action::Mute => self.own_volume = self.volume,
            _ => self.own_volume.percent = self.volume.percent,
        }
        fx.push(Effect::Volume(self.volume));
        let set = Volume { percent: self.settings.volume, muted: self.settings.mute };
        fx.push(Effect::KeepVolume { used: self.own_volume, set });
        let text = match self.volume {
            Volume { muted: true, .. } => "Sound off (m: on)".to_owned(),
            Volume { percent, .. } => format!("Volume {percent}"),
        };
        self.notice = Some(Notice { text, until: now + self.tempo.of_real(SHOWN) });
    }

    /// Takes back what was scrolled past the last line of what is shown.
    pub(super) fn stop_at_end(&mut self) {
        let today = Today {
            wall: self.wall,
            zone: &self.zone,
            past: self.past.as_ref(),
            emergency: self.settings.emergency.as_deref(),
        };
        match (&mut self.view.over, &mut self.view.screen) {
            (Over::Help(help, _), _) => help.stop_at_end(self.room),
            (_, Screen::Start(start)) => start.stop_at_end(self.room, today),
            (_, Screen::Screening(card)) => card.stop_at_end(self.room),
            (_, Screen::Session(sitting)) => sitting.stop_at_end(today, self.room),
            (
                _,
                Screen::Library
                | Screen::Mend(_)
                | Screen::Offer(_)
                | Screen::Advice(_)
                | Screen::Morning(_)
                | Screen::History(_),
            ) => {}
        }
    }

    /// Undoes the silence of a routine that starts silent.
    pub(super) fn restore_volume(&mut self, fx: &mut Vec<Effect>) {
        if self.volume != self.own_volume {
            self.volume = self.own_volume;
            fx.push(Effect::Volume(self.volume));
        }
    }
}
