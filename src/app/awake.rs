//! Whether the display is to be kept awake: only while a session runs, for somebody who looks at it from afar.

use std::mem;

use super::App;
use crate::effect::{Awake, Effect};
use crate::screen::Screen;
use crate::session::State;
use crate::time::Moment;

impl App {
    /// Asks for the display when that has changed, in front of all that is asked for in `own`: a program that is
    /// stopped, or over, keeps nothing awake.
    pub(super) fn stay_awake(&mut self, now: Moment, own: &mut Vec<Effect>) {
        let leaves = own.iter().any(|effect| matches!(effect, Effect::Suspend | Effect::Quit(_)));
        let asked = self.settings.keep_awake && !self.tempo.is_rehearsal();
        let awake = if asked && !leaves && self.is_under_way(now) { Awake::Wanted } else { Awake::NotWanted };
        if mem::replace(&mut self.awake, awake) != awake {
            own.insert(0, Effect::Awake(awake));
        }
    }

    /// Whether a session goes on, or waits for somebody who may still be there.
    fn is_under_way(&self, now: Moment) -> bool {
        let Screen::Session(sitting) = &self.view.screen else { return false };
        match sitting.session.state() {
            State::Running(_) | State::CountIn { .. } => true,
            State::Waiting { .. } => sitting.session.calls_again(now),
            State::Paused { .. } | State::Stopped { .. } | State::Finished(_) => false,
        }
    }
}
