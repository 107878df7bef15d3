//! The start card: what comes, for whom it is not, and how much it hurts now.

use std::time::Duration;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::Action;
use crate::plan::{Include, Plan};
use crate::routine::{Family, Routine, conditions};
use crate::screen::{Look, Next, Today, words};
use crate::time::{Moment, Tempo};
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
/// No card has more lines to scroll through.
const MOST_SCROLL: usize = 30;
/// A 1 and a 0 within this much real time are a 10.
const TEN: Duration = Duration::from_secs(1);

impl Start {
    /// The card of `routine`, with the routine that may go in front of it.
    pub fn new(routine: Routine, warm_up: Option<Routine>) -> Start {
        let pain = Pain::Unsaid;
        Start { routine, warm_up, front: None, include: None, pain, scroll: 0, pressed: Pressed::NotYet }
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

    /// What would be gone through.
    pub fn plan(&self, today: Today) -> Plan {
        let warm_up = self.warm_up.as_ref().filter(|_| self.front(today) == Front::WarmUp);
        Plan::build(&self.routine, warm_up, self.include())
    }

    fn front(&self, today: Today) -> Front {
        let last = |w: &Routine| today.past.and_then(|past| past.last_done.get(&w.id)).copied();
        let warm = self.warm_up.as_ref().and_then(last).zip(today.wall).is_some_and(|(last, now)| {
            Duration::try_from(now.duration_since(last)).unwrap_or_default() < WARM
        });
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
            Action::Down => self.scroll = (self.scroll + 1).min(MOST_SCROLL),
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
        Next::Stay
    }

    fn score(&mut self, digit: u8, now: Moment, tempo: Tempo) {
        let ten = match self.pain {
            Pain::Score(1, at) => digit == 0 && now.since(at) <= tempo.of_real(TEN),
            _ => false,
        };
        self.pain = Pain::Score(if ten { 10 } else { digit }, now);
        self.pressed = Pressed::NotYet;
    }

    /// Draws the card.
    pub fn draw(&self, look: &Look, frame: &mut Frame) {
        const WISHES: [(usize, u16); 16] = [
            (1, 1),
            (8, 1),
            (6, 1),
            (2, 1),
            (4, 2),
            (7, 1),
            (4, 4),
            (0, 1),
            (5, 1),
            (3, 1),
            (1, 2),
            (4, 6),
            (9, 1),
            (4, 9),
            (0, 1),
            (4, 99),
        ];
        let area = frame.area();
        let buf = frame.buffer_mut();
        let free = area.height.saturating_sub(40);
        let area = layout::middle(area, area.height - free);
        let lines = self.lines(look, usize::from(area.width.saturating_sub(4).min(prose::WIDEST)));
        let most = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let mut wishes = WISHES;
        let mut given = 0;
        for wish in wishes.iter_mut().filter(|wish| wish.0 == 4) {
            wish.1 = wish.1.min(most - given);
            given += wish.1;
        }
        let rows: [Rect; 11] = layout::grant(area, &wishes);
        let style = |role| look.theme.style(role);
        let size = digits::Size::fitting(&self.routine.name.to_uppercase(), rows[1].width, rows[1].height);
        let name = if size.is_some() { self.routine.name.to_uppercase() } else { self.routine.name.clone() };
        digits::draw(buf, rows[1], &name, size, style(Role::Title));
        prose::put(buf, rows[2], &self.facts(look), style(Role::Text), Align::Middle);
        self.draw_lines(buf, layout::column(layout::inset(rows[4], 1), prose::WIDEST), &lines, look);
        let (asked, means) = self.question(look);
        let role = if self.is_not_today() { Role::Pain } else { Role::Title };
        prose::put(buf, rows[6], &asked, style(role), Align::Middle);
        prose::put(buf, rows[7], &means, style(Role::Text), Align::Middle);
        match look.notice {
            Some(notice) => prose::put(buf, rows[8], notice, style(Role::Notice), Align::Middle),
            None => hints::draw(buf, rows[8], look.hints, look.theme),
        }
    }

    /// Total time, steps, equipment.
    fn facts(&self, look: &Look) -> String {
        let plan = self.plan(look.today);
        let needs = match self.routine.equipment.as_slice() {
            [] => "no equipment".to_owned(),
            things => things.join(", "),
        };
        let marks = if look.marks.is_empty() { String::new() } else { format!(" · {}", look.marks) };
        let steps = words::count(plan.steps.len(), "step");
        format!("{} · {steps} · {needs}{marks}", words::clock(plan.total()))
    }

    /// The words of the card, wrapped.
    fn lines(&self, look: &Look, room: usize) -> Vec<(String, Role)> {
        let mut lines = Vec::new();
        let mut add = |text: &str, role| lines.extend(prose::wrap(text, room, 6).into_iter().map(|line| (line, role)));
        if !self.routine.avoid_if.is_empty() {
            let conditions: Vec<String> = self.routine.avoid_if.iter().map(|id| conditions::line(id).to_owned()).collect();
            add(&format!("Not for you if: {}.", conditions.join(", ")), Role::Title);
        }
        if let Some(warm_up) = &self.warm_up {
            let total = words::clock(Plan::build(warm_up, None, Include::All).total());
            match self.front(look.today) {
                Front::WarmUp => add(&format!("In front: {}, {total} (w: without it)", warm_up.name), Role::Text),
                Front::Nothing => add(&format!("Without the {} (w: with it, {total})", warm_up.name), Role::Text),
            }
        }
        if self.has_roller() && self.include() == Include::NoRoller {
            add("Roller steps are left out (o: with them)", Role::Text);
        }
        add(&self.routine.summary, Role::Text);
        let plan = self.plan(look.today);
        if plan.steps.is_empty() {
            add("Every step is left out: there is nothing to start. o puts the roller steps back.", Role::Title);
        }
        let names: Vec<&str> = plan.steps.iter().map(|step| step.name.as_str()).collect();
        add(&names.join(" · "), Role::Dim);
        lines
    }

    fn draw_lines(&self, buf: &mut Buffer, area: Rect, lines: &[(String, Role)], look: &Look) {
        let first = self.scroll.min(lines.len().saturating_sub(area.height.into()));
        for (row, (line, role)) in area.rows().zip(&lines[first..]) {
            prose::put(buf, row, line, look.theme.style(*role), Align::Middle);
        }
    }

    /// The question, and what the answer so far means.
    fn question(&self, look: &Look) -> (String, String) {
        if self.is_pressed() && look.today.past.is_none() {
            return ("A moment: reading the history.".into(), String::new());
        }
        let Pain::Score(score, _) = self.pain else {
            return ("Pain now? Enter = none, or a digit.".into(), "0 none ... 10 worst".into());
        };
        let means = match score {
            0..=2 => "As planned. Stop if anything hurts.",
            3 => "Starts easier; e takes that back.",
            4..=5 => "All steps easier, roller steps left out; more pain than now ends it.",
            _ => "Enter goes back. g goes on anyway, all steps easier.",
        };
        let asked = if self.is_not_today() { format!("Pain now: {score}. Not today.") } else { format!("Pain now: {score}") };
        (asked, means.to_owned())
    }
}
