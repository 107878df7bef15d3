//! What comes before a session: what was left, what hurt, the start card, and the beginning.

use std::mem;

use super::{App, Elsewhere, Over, Remembered};
use crate::effect::Effect;
use crate::history::Past;
use crate::memory::{self, Memory};
use crate::plan::{Include, Plan};
use crate::record::{Entry, Event, Morning as Gone};
use crate::routine::Routine;
use crate::screen::Screen;
use crate::screen::advice::Advice;
use crate::screen::figures::Figures;
use crate::screen::morning::Morning;
use crate::screen::offer::Offer;
use crate::screen::session::Sitting;
use crate::screen::start::Start;
use crate::session::{Session, Terms};
use crate::time::Now;

impl App {
    /// Takes in what was kept of earlier sessions, and asks what has to be asked before the next one.
    pub(super) fn remember(&mut self, remembered: Remembered, now: Now, fx: &mut Vec<Effect>) {
        let Remembered { past, screening, elsewhere } = remembered;
        // What this run has added stays, should the disk have been slow to answer.
        self.past.get_or_insert_default().merge(past);
        let given = mem::replace(&mut self.screening, screening);
        self.screening.overlay(given);
        let (waiting, then) = match &self.view.screen {
            Screen::Library => (false, None),
            Screen::Start(start) => (start.is_pressed(), Some(start.routine().id.clone())),
            Screen::Screening(card) if !card.is_marked() => {
                let id = card.routine().to_owned();
                if !self.advise(&id) {
                    self.screen_anew();
                }
                return;
            }
            Screen::History(_) => return self.read_history(),
            _ => return,
        };
        if elsewhere == Elsewhere::Nothing && self.offer(then.clone(), now) {
            return;
        }
        let Some(id) = then else { return };
        if self.advise(&id) {
            return;
        }
        self.screen_anew();
        self.ask_before(&id);
        if waiting && matches!((&self.view.screen, &self.view.over), (Screen::Start(_), Over::Nothing)) {
            self.begin(now, fx);
        }
    }

    /// The start card of a routine, and what comes before it.
    pub(super) fn before_start(&mut self, id: &str, now: Now) {
        let left = self.past.as_ref().and_then(|past| past.unfinished());
        let same = left.is_some_and(|run| run.routine.as_deref() == Some(id));
        if same && self.offer(Some(id.to_owned()), now) {
            return;
        }
        self.choose(id);
    }

    /// Puts a question in front of the start card that is up, if there is one to ask; else what is remembered on it.
    pub(super) fn ask_before(&mut self, id: &str) {
        let Screen::Start(start) = &self.view.screen else { return };
        let Some((past, wall)) = self.known_past().zip(self.wall) else { return };
        if let Some(run) = memory::morning_after(past, wall, &self.zone) {
            let name = |id: &str| self.library.shown_step(id);
            let morning = Morning::new(run.clone(), id.to_owned(), wall, name);
            self.view.screen = Screen::Morning(Box::new(morning));
            return;
        }
        let (memory, health) = (self.memory(&start.ids()), self.health(id));
        if let Screen::Start(start) = &mut self.view.screen {
            start.remember(memory, health);
        }
    }

    /// Shows why not to start a routine is advised, unless it was shown and the person goes on; whether it does.
    pub(super) fn advise(&mut self, id: &str) -> bool {
        let Some(start) = self.start_card(id) else { return false };
        let mut reasons = self.memory(&start.ids()).reasons;
        reasons.retain(|reason| !self.view.accepted.contains(reason));
        if reasons.is_empty() {
            return false;
        }
        self.view.over = Over::Nothing;
        let advice = Advice::new(id.to_owned(), reasons, |id| self.library.shown_step(id));
        self.view.screen = Screen::Advice(Box::new(advice));
        true
    }

    /// Goes on in spite of the advice.
    pub(super) fn accept(&mut self) {
        let Screen::Advice(advice) = &self.view.screen else { return };
        let Advice { then, reasons, .. } = (**advice).clone();
        self.view.accepted.extend(reasons);
        self.choose(&then);
    }

    pub(super) fn start_card(&self, id: &str) -> Option<Box<Start>> {
        let routine = self.library.routine(id)?;
        Some(Box::new(Start::new(routine.clone(), self.warm_up_of(routine).cloned())))
    }

    fn warm_up_of(&self, routine: &Routine) -> Option<&Routine> {
        self.library.routine(routine.warm_up.as_deref()?)
    }

    /// Offers to go on with what was left; whether there is anything to offer.
    fn offer(&mut self, then: Option<String>, now: Now) -> bool {
        let Some(offer) = self.offer_of(then, now) else { return false };
        self.view.screen = Screen::Offer(Box::new(offer));
        true
    }

    fn offer_of(&self, then: Option<String>, now: Now) -> Option<Offer> {
        let run = self.known_past()?.unfinished()?;
        let routine = self.library.routine(run.routine.as_deref()?)?;
        let warm_up = run.warm_up.as_deref().and_then(|id| self.library.routine(id));
        let include = if run.no_roller { Include::NoRoller } else { Include::All };
        Offer::new(run.clone(), Plan::build(routine, warm_up, include), then, now.wall)
    }

    /// Goes on with the session that is offered.
    pub(super) fn resume(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let Screen::Offer(offer) = &self.view.screen else { return };
        let Offer { run, plan, point, .. } = (**offer).clone();
        let ids: Vec<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
        let memory = self.memory(&ids);
        let terms = Terms { id: run.name.clone(), baseline: run.baseline, ..self.terms(&plan, memory, now) };
        self.silence(&plan.routine, fx);
        let session = Session::resume(plan, terms, &run, point, now, fx);
        self.sit_down(session);
    }

    /// Leaves what is offered as it is.
    pub(super) fn decline(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let Screen::Offer(offer) = &self.view.screen else { return };
        let (entry, then) = (next_entry(&offer.run, Event::Declined, now), offer.then.clone());
        self.note(entry, fx);
        self.view.screen = Screen::Library;
        if let Some(id) = then {
            self.before_start(&id, now);
        }
    }

    /// Takes in how the morning after was.
    pub(super) fn morning(&mut self, gone: Gone, now: Now, fx: &mut Vec<Effect>) {
        let Screen::Morning(morning) = &self.view.screen else { return };
        let (entry, then) = (next_entry(&morning.run, Event::Morning { gone }, now), morning.then.clone());
        self.note(entry, fx);
        self.before_start(&then, now);
    }

    /// Keeps an entry about a session of the past, which counts at once; taken in twice it changes nothing.
    pub(super) fn note(&mut self, entry: Entry, fx: &mut Vec<Effect>) {
        if let Some(past) = &mut self.past {
            past.add(&entry);
        }
        fx.push(Effect::Keep(entry));
    }

    /// What was before, as far as it counts: nothing until it is read, and nothing in a rehearsal.
    pub(super) fn known_past(&self) -> Option<&Past> {
        self.past.as_ref().filter(|_| !self.tempo.is_rehearsal())
    }

    /// What that means for the steps with these ids.
    fn memory(&self, ids: &[&str]) -> Memory {
        let known = self.known_past().zip(self.wall);
        known.map(|(past, wall)| Memory::of(past, ids, wall, &self.zone)).unwrap_or_default()
    }

    /// Begins the session of the start card, once the history is read.
    pub(super) fn begin(&mut self, now: Now, fx: &mut Vec<Effect>) {
        let (Screen::Start(start), Some(_)) = (&self.view.screen, &self.past) else { return };
        let plan = start.plan(self.today());
        if plan.steps.is_empty() {
            return;
        }
        let (baseline, eased) = (start.baseline(), start.eased());
        let terms = Terms { baseline, eased, ..self.terms(&plan, start.memory().clone(), now) };
        // Keys from a pipe may begin two in one moment.
        self.salt = self.salt.wrapping_add(1);
        self.silence(&plan.routine, fx);
        let session = Session::begin(plan, terms, now, fx);
        self.sit_down(session);
    }

    fn terms(&self, plan: &Plan, memory: Memory, now: Now) -> Terms {
        let done = self.past.as_ref().is_some_and(|past| past.last_done.contains_key(&plan.routine));
        Terms {
            id: format!("{:x}-{:08x}", now.wall.as_millisecond(), self.salt),
            baseline: 0,
            // A rehearsal is for looking; it goes on by itself.
            first_time: !self.tempo.is_rehearsal() && !done,
            always_wait: self.settings.always_wait,
            strict: self.settings.strict,
            offset: Some(self.zone.to_offset(now.wall).seconds()),
            before: memory.steps,
            eased: Default::default(),
            tempo: self.tempo,
            breath: self.settings.breath,
        }
    }

    fn sit_down(&mut self, session: Session) {
        let figures = match self.settings.figures {
            Some(_) => Figures::of(session.plan(), &self.library),
            None => Figures::default(),
        };
        self.view.screen = Screen::Session(Box::new(Sitting { session, figures, scroll: 0 }));
    }

    /// A routine may start silent.
    fn silence(&mut self, routine: &str, fx: &mut Vec<Effect>) {
        let mute = self.library.routine(routine).is_some_and(|routine| routine.mute);
        if mute && !self.volume.muted {
            self.volume.muted = true;
            fx.push(Effect::Volume(self.volume));
        }
    }
}

/// The entry that comes after all those of `run`.
pub(super) fn next_entry(run: &crate::history::Run, event: Event, now: Now) -> Entry {
    Entry { v: Entry::VERSION, session: run.name.clone(), n: run.next_n, at: now.wall, event }
}
