//! The start card: what comes, for whom it is not, and how much it hurts now.

mod words;

use std::collections::BTreeSet;
use std::time::Duration;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::memory::{Before, Flag, Memory};
use crate::pain;
use crate::plan::{Include, Plan};
use crate::record::Morning;
use crate::routine::{Family, Routine};
use crate::screen::{Look, Next, Room, Today};
use crate::time::{Moment, Tempo};
use crate::ui::list::{self, Scroll};
use crate::ui::prose::{self, Align};
use crate::ui::theme::Role;
use crate::ui::{digits, hints, layout};

/// A routine about to start, and what is chosen for it.
#[derive(Debug, Clone)]
pub struct Start {
    routine: Routine,
    warm_up: Option<Routine>,
    /// What the person chose about the warm-up, if anything.
    front: Option<Front>,
    /// What the person chose about roller steps, if anything.
    include: Option<Include>,
    pain: Pain,
    /// What earlier sessions mean for it.
    memory: Memory,
    /// How steps that hurt last time begin.
    sore: Sore,
    /// What was said about conditions, in a line.
    health: String,
    /// The first line shown of the card.
    scroll: usize,
    /// Whether Enter was pressed before the history was read.
    pressed: Pressed,
}

/// Whether the warm-up goes in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    /// It does.
    WarmUp,
    /// It does not.
    Nothing,
}

/// How steps that hurt last time begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sore {
    Eased,
    AsPlanned,
}

/// Pain now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pain {
    /// Nothing was said: none.
    Unsaid,
    /// A score, and when it was said.
    Score(u8, Moment),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressed {
    NotYet,
    Enter,
}

/// A warm-up stays warm for so long.
const WARM: Duration = Duration::from_secs(30 * 60);

const NAME: usize = 1;
const FACTS: usize = 2;
const CARD: usize = 4;
const ASKED: usize = 6;
const MEANS: usize = 7;
const KEYS: usize = 8;

/// The question first; the card has what is left.
const WISHES: [(usize, u16); 14] = [
    (ASKED, 1),
    (KEYS, 1),
    (NAME, 1),
    (MEANS, 1),
    (FACTS, 1),
    (CARD, 2),
    (CARD, 2),
    (CARD, 3),
    (3, 1),
    (5, 1),
    (CARD, 8),
    (0, 1),
    (NAME, 2),
    (CARD, layout::FILL),
];

impl Start {
    /// The card of `routine`, with the routine that may go in front of it.
    pub fn new(routine: Routine, warm_up: Option<Routine>) -> Start {
        Start {
            routine,
            warm_up,
            front: None,
            include: None,
            pain: Pain::Unsaid,
            memory: Memory::default(),
            sore: Sore::Eased,
            health: String::new(),
            scroll: 0,
            pressed: Pressed::NotYet,
        }
    }

    /// Takes in a file that has changed; what was chosen stays.
    pub fn renew(&mut self, routine: Routine, warm_up: Option<Routine>) {
        (self.routine, self.warm_up) = (routine, warm_up);
    }

    /// Takes in what earlier sessions mean for it.
    pub fn remember(&mut self, memory: Memory, health: String) {
        (self.memory, self.health) = (memory, health);
    }

    /// What earlier sessions mean for it.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Ids of all its steps, and of its warm-up's.
    pub fn ids(&self) -> Vec<&str> {
        let routines = self.warm_up.iter().chain([&self.routine]);
        routines.flat_map(|routine| routine.steps.iter().map(|step| step.id.as_str())).collect()
    }

    /// Ids of the steps that begin eased.
    pub fn eased(&self) -> BTreeSet<String> {
        match self.sore {
            Sore::AsPlanned => BTreeSet::new(),
            Sore::Eased if self.is_all_eased() => self.ids().into_iter().map(str::to_owned).collect(),
            Sore::Eased => self.fresh().map(|(id, _)| id.clone()).collect(),
        }
    }

    /// Steps that hurt the last time they were done.
    fn fresh(&self) -> impl Iterator<Item = (&String, &Before)> {
        self.memory.steps.iter().filter(|(_, before)| before.flag == Flag::Fresh)
    }

    /// Whether what hurt was not gone by the next morning.
    fn is_all_eased(&self) -> bool {
        matches!(self.memory.morning, Some(Morning::Same | Morning::Worse))
    }

    /// The routine.
    pub fn routine(&self) -> &Routine {
        &self.routine
    }

    /// Pain now, NRS 0-10.
    pub fn baseline(&self) -> u8 {
        match self.pain {
            Pain::Unsaid => 0,
            Pain::Score(score, _) => score,
        }
    }

    /// Whether it advises against starting.
    pub fn is_not_today(&self) -> bool {
        self.baseline() >= 6
    }

    /// Whether Enter was pressed and the history is still to be read.
    pub fn is_pressed(&self) -> bool {
        self.pressed == Pressed::Enter
    }

    /// Takes an Enter back that could not be followed yet.
    pub fn release(&mut self) {
        self.pressed = Pressed::NotYet;
    }

    /// What would be gone through.
    pub fn plan(&self, today: Today) -> Plan {
        let warm_up = self.warm_up.as_ref().filter(|_| self.front(today) == Front::WarmUp);
        Plan::build(&self.routine, warm_up, self.include())
    }

    fn front(&self, today: Today) -> Front {
        let last = |w: &Routine| today.past.and_then(|past| past.last_done.get(&w.id)).copied();
        let warm = self
            .warm_up
            .as_ref()
            .and_then(last)
            .zip(today.wall)
            .is_some_and(|(last, now)| Duration::try_from(now.duration_since(last)).is_ok_and(|ago| ago < WARM));
        self.front.unwrap_or(if warm { Front::Nothing } else { Front::WarmUp })
    }

    fn include(&self) -> Include {
        let sore = if self.baseline() >= 4 { Include::NoRoller } else { Include::All };
        self.include.unwrap_or(sore)
    }

    fn has_roller(&self) -> bool {
        self.routine.steps.iter().any(|step| step.family == Family::Roller)
    }

    /// Does what the person means.
    pub fn update(&mut self, action: Action, now: Moment, tempo: Tempo, today: Today) -> Next {
        match action {
            Action::Leave => return Next::Back,
            Action::Enter | Action::Next => {
                self.pressed = Pressed::Enter;
                return Next::Begin;
            }
            Action::Digit(digit) => self.score(digit, now, tempo),
            Action::WarmUp => {
                self.front = Some(match self.front(today) {
                    Front::WarmUp => Front::Nothing,
                    Front::Nothing => Front::WarmUp,
                });
            }
            Action::Roller => {
                self.include = Some(match self.include() {
                    Include::All => Include::NoRoller,
                    Include::NoRoller => Include::All,
                });
            }
            Action::Ease => {
                self.sore = match self.sore {
                    Sore::Eased => Sore::AsPlanned,
                    Sore::AsPlanned => Sore::Eased,
                };
            }
            Action::Down => self.scroll += 1,
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
        Next::Stay
    }

    /// Takes back what was scrolled past the last line.
    pub fn stop_at_end(&mut self, room: Room, today: Today) {
        let card = card(&places(room.area()));
        let count = self.lines(today, card.width.into()).len();
        self.scroll = self.scroll.min(list::furthest(count, card.height));
    }

    fn score(&mut self, digit: u8, now: Moment, tempo: Tempo) {
        let score = match self.pain {
            Pain::Score(before, at) => pain::typed(Some(before), digit, tempo.to_real(now.since(at))),
            Pain::Unsaid => digit,
        };
        self.pain = Pain::Score(score, now);
        self.pressed = Pressed::NotYet;
    }

    /// Draws the card.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        let area = frame.area();
        let buf = frame.buffer_mut();
        let rows = places(area);
        let style = |role| look.theme.style(role);
        let upper = self.routine.name.to_uppercase();
        let size = digits::Size::fitting(&upper, rows[NAME].width, rows[NAME].height);
        let name = if size.is_some() { &upper } else { &self.routine.name };
        digits::draw(buf, rows[NAME], name, size, style(Role::Title));
        prose::put(buf, rows[FACTS], &self.facts(look), style(Role::Text), Align::Middle);
        self.draw_card(buf, card(&rows), look);
        let (asked, means) = self.question(look);
        let role = if self.is_not_today() { Role::Pain } else { Role::Title };
        prose::put(buf, rows[ASKED], &asked, style(role), Align::Middle);
        prose::put(buf, rows[MEANS], &means, style(Role::Text), Align::Middle);
        hints::draw(buf, rows[KEYS], look.notice, look.hints, look.theme);
    }

    fn draw_card(&self, buf: &mut Buffer, area: Rect, look: &Look) {
        let lines = self.lines(look.today, area.width.into());
        let scroll = Scroll::From(self.scroll);
        list::draw(buf, area, lines.len(), scroll, look.theme, |buf, row, at| {
            let (line, role) = &lines[at];
            prose::put(buf, row, line, look.theme.style(*role), Align::Left);
        });
    }
}

fn places(area: Rect) -> [Rect; 9] {
    layout::grant(area, &WISHES)
}

/// Where the words of the card are.
fn card(rows: &[Rect; 9]) -> Rect {
    layout::column(layout::inset(rows[CARD], 1), prose::WIDEST)
}
