//! Where a key would be pressed: what is on top, what lies below, and what that asks.

use super::keymap::{Answered, Clock, Place};
use super::{App, Over};
use crate::screen::Screen;
use crate::screen::history;
use crate::screen::screening::Face;
use crate::screen::session::{Sitting, View};
use crate::session::State;

impl App {
    /// Where a key would be pressed.
    pub(crate) fn place(&self) -> Place {
        match (&self.view.over, &self.view.screen) {
            (Over::Help(..), _) => Place::Help,
            (Over::Leave, _) => Place::Leave,
            _ => self.place_below(),
        }
    }

    /// The same, without what lies on top.
    pub(crate) fn place_below(&self) -> Place {
        match &self.view.screen {
            Screen::Library if self.view.picker.is_typing() => Place::Filter,
            Screen::Library => Place::Library,
            Screen::Mend(_) => Place::Mend,
            Screen::Offer(offer) if offer.is_cold() => Place::ColdOffer,
            Screen::Offer(_) => Place::Offer,
            Screen::Advice(_) => Place::Advised,
            Screen::Morning(_) => Place::Morning,
            Screen::History(history) => match history.face() {
                history::Face::Empty => Place::NoHistory,
                history::Face::Sessions => Place::History,
                history::Face::Steps => Place::HistoryStep,
                history::Face::Delete => Place::HistoryDelete,
                history::Face::Correct => Place::HistoryCorrect,
                history::Face::Chart => Place::HistoryChart,
            },
            Screen::Start(start) if start.is_not_today() => Place::NotToday,
            Screen::Start(_) => Place::Start,
            Screen::Screening(card) => match card.face() {
                Face::List => Place::Screening(if card.is_marked() { Answered::Yes } else { Answered::No }),
                Face::Advice => Place::Screened,
            },
            Screen::Session(sitting) => match sitting.view() {
                View::Step => Place::Session,
                View::Open => Place::Open,
                View::Paused => Place::Paused,
                View::Waiting => Place::Waiting,
                View::Check => Place::Check(answered(sitting), clock(sitting)),
                View::LastCheck => Place::LastCheck(answered(sitting)),
                View::Stop => Place::Stop,
                View::Advice => Place::Advice,
                View::Summary => Place::Summary,
            },
        }
    }
}

fn answered(sitting: &Sitting) -> Answered {
    match sitting.session.question() {
        Some(question) if question.answer.is_some() => Answered::Yes,
        _ => Answered::No,
    }
}

fn clock(sitting: &Sitting) -> Clock {
    match sitting.session.state() {
        State::Waiting { .. } => Clock::Waits,
        State::Paused { .. } => Clock::Paused,
        _ => Clock::Runs,
    }
}
