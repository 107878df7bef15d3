//! The words of the start card: what comes, what hurt, for whom it is not, and what is asked.

use super::{Front, Pain, Sore, Start};
use crate::memory::Before;
use crate::plan::{Include, Plan};
use crate::record::Morning;
use crate::routine::conditions;
use crate::screen::{Look, Today};
use crate::text;
use crate::time;
use crate::ui::prose;
use crate::ui::theme::Role;

impl Start {
    /// Total time, steps, equipment.
    pub(super) fn facts(&self, look: &Look) -> String {
        let plan = self.plan(look.today);
        let needs = match self.routine.equipment.as_slice() {
            [] => "no equipment".to_owned(),
            things => things.join(", "),
        };
        let steps = text::count(plan.steps.len(), "step");
        look.marked(format!("{} · {steps} · {needs}", time::clock(plan.total())))
    }

    /// The words of the card, wrapped: what advises against it, what it is, choices, for whom it is not, what comes.
    pub(crate) fn lines(&self, today: Today, room: usize) -> Vec<(String, Role)> {
        let mut lines = self.against(today, room);
        lines.extend(wrapped(&self.routine.summary, room, Role::Text));
        if self.plan(today).steps.is_empty() {
            let nothing = "Every step is left out: there is nothing to start. o puts the roller steps back.";
            lines.extend(wrapped(nothing, room, Role::Title));
        }
        lines.extend(self.choices(today).iter().flat_map(|text| wrapped(text, room, Role::Text)));
        lines.extend(self.sore_steps().iter().flat_map(|text| wrapped(text, room, Role::Title)));
        lines.extend(wrapped(&self.health, room, Role::Text));
        if !self.routine.avoid_if.is_empty() {
            lines.push((String::new(), Role::Text));
            lines.extend(wrapped("Not for you if you have:", room, Role::Title));
            lines.extend(self.routine.avoid_if.iter().flat_map(|id| item(conditions::line(id), room)));
        }
        let plan = self.plan(today);
        let names: Vec<&str> = plan.steps.iter().map(|step| step.name.as_str()).collect();
        lines.push((String::new(), Role::Text));
        lines.extend(wrapped(&names.join(" · "), room, Role::Dim));
        lines
    }

    /// Why not to start is advised, and what to do: first of all.
    fn against(&self, today: Today, room: usize) -> Vec<(String, Role)> {
        let mut lines = Vec::new();
        for reason in &self.memory.reasons {
            lines.extend(wrapped(&reason.words(|id| self.name_of(id)), room, Role::Pain));
            lines.extend(wrapped(&reason.advice(today.emergency), room, Role::Title));
        }
        if !lines.is_empty() {
            lines.push((String::new(), Role::Text));
        }
        lines
    }

    /// What is in it, and the key that changes that.
    fn choices(&self, today: Today) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(warm_up) = &self.warm_up {
            let total = time::clock(Plan::build(warm_up, None, Include::All).total());
            lines.push(match self.front(today) {
                Front::WarmUp => format!("First: {}, {total} (w: without)", warm_up.name),
                Front::Nothing => format!("Without {}, {total} (w: with it)", warm_up.name),
            });
        }
        if self.has_roller() && self.include() == Include::NoRoller {
            lines.push("Roller steps left out (o: with them)".to_owned());
        }
        lines
    }

    /// What hurt last time, and how that begins today.
    fn sore_steps(&self) -> Vec<String> {
        let begins = match self.sore {
            Sore::Eased => "easier (e: as planned)",
            Sore::AsPlanned => "as planned (e: easier)",
        };
        if self.is_all_eased() {
            let how = if self.memory.morning == Some(Morning::Worse) { "Worse" } else { "Not gone" };
            return vec![format!("{how} by the next morning: today all of it {begins}")];
        }
        let line = |(id, before): (&String, &Before)| {
            let hurt = before.last.map_or("you stopped".to_owned(), |score| format!("{score} of 10"));
            format!("{}: {hurt} last time, today {begins}", self.name_of(id))
        };
        self.fresh().map(line).collect()
    }

    fn name_of(&self, id: &str) -> String {
        let mut steps = self.routine.steps.iter().chain(self.warm_up.iter().flat_map(|warm_up| &warm_up.steps));
        steps.find(|step| step.id == id).map_or(id, |step| &step.name).to_owned()
    }

    /// The question, and what the answer so far means.
    pub(crate) fn question(&self, look: &Look) -> (String, String) {
        if self.is_pressed() && look.today.past.is_none() {
            return ("A moment: reading the history.".into(), String::new());
        }
        let asked = match (self.pain, self.is_not_today()) {
            (Pain::Unsaid, _) => {
                return ("Pain now? Enter = none, or a digit.".into(), "0 none ... 10 worst".into());
            }
            (Pain::Score(score, _), false) => format!("Pain now: {score}"),
            (Pain::Score(score, _), true) => format!("Pain now: {score}. Not today."),
        };
        let means = match self.baseline() {
            0..=2 => "As planned. Stop if anything hurts.",
            3 => "Starts easier; e takes that back.",
            _ if self.is_not_today() => "Enter: back. g: on anyway, all easier.",
            _ if self.has_roller() && self.include() == Include::NoRoller => {
                "All easier, no roller; more pain ends it."
            }
            _ => "All easier; more pain ends it.",
        };
        (asked, means.to_owned())
    }
}

/// A sentence in a few lines.
fn wrapped(text: &str, room: usize, role: Role) -> impl Iterator<Item = (String, Role)> {
    prose::wrap(text, room, 6).into_iter().map(move |line| (line, role))
}

/// A line of a list; what does not fit goes on below its first word.
fn item(text: &str, room: usize) -> impl Iterator<Item = (String, Role)> {
    let lines = prose::wrap(text, room.saturating_sub(2).max(1), 4).into_iter().enumerate();
    lines.map(|(at, line)| (format!("{} {line}", if at == 0 { "·" } else { " " }), Role::Text))
}
