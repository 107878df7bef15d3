//! What is told before a session: the list, the questions, the start card.

use std::time::Duration;

use super::page::Page;
use super::words::{length, lowered};
use super::{entry, is_list, keys};
use crate::app::keymap::Place;
use crate::app::seen::Seen;
use crate::screen::Screen;
use crate::screen::card::Card;
use crate::screen::screening::{self, NO_DIAGNOSIS, NOT_TODAY, QUESTION};
use crate::screen::start::Start;
use crate::text;
use crate::time;
use crate::ui::theme::Role;

/// Nothing is wrapped.
const WIDE: usize = usize::MAX / 4;

/// What can be told of a screen before a session. Nothing before the history is read: what comes first hangs on it.
pub fn page(seen: &Seen, place: Place) -> Page {
    let mut page = Page::default();
    if seen.look.today.past.is_none() {
        return page;
    }
    if seen.tempo.is_rehearsal() {
        let times = seen.tempo.of_real(Duration::from_secs(1)).as_secs();
        page.add("rehearsal", &format!("A rehearsal, {times} times as fast: nothing is kept."));
    }
    match seen.screen {
        Screen::Library => return library(page, seen),
        Screen::Mend(mend) => card(&mut page, &mend.card()),
        Screen::Offer(offer) => card(&mut page, &offer.card()),
        Screen::Advice(advice) => card(&mut page, &advice.card(seen.look.today.emergency)),
        Screen::Morning(morning) => card(&mut page, &morning.card()),
        Screen::History(_) => page.add("history", "What was done so far is told by: unkink history. q: back."),
        Screen::Start(start) => start_card(&mut page, start, seen),
        Screen::Screening(card) => conditions(&mut page, card),
        Screen::Session(_) => {}
    }
    let line = keys::line(place);
    page.add(if is_list(place) { "keys of the list" } else { "keys" }, &line);
    page
}

fn library(mut page: Page, seen: &Seen) -> Page {
    let today = seen.look.today;
    let done = |item: &crate::library::Item| {
        let last = today.past.and_then(|past| past.last_done.get(&item.id));
        last.zip(today.wall).map(|(last, wall)| time::ago(*last, wall))
    };
    match seen.library.items.len() {
        0 => page.add("library", "There is no routine here. Put a .toml file into the folder for routines"),
        n => page.add("library", &text::count(n, "routine")),
    }
    for line in entry::list(seen.library, done) {
        page.add("library", &line);
    }
    page.add("library", entry::HOW);
    page
}

fn card(page: &mut Page, card: &Card) {
    page.add(card.word, &lowered(card.word));
    for (line, _) in &card.lines {
        page.add(card.word, line);
    }
    page.add(card.word, &card.asked);
}

fn start_card(page: &mut Page, start: &Start, seen: &Seen) {
    let (routine, look) = (start.routine(), &seen.look);
    let plan = start.plan(look.today);
    let about = format!("start {}", routine.id);
    let needs = match routine.equipment.as_slice() {
        [] => "no equipment".to_owned(),
        things => format!("you need {}", things.join(", ")),
    };
    page.add(&about, &routine.name);
    let steps = text::count(plan.steps.len(), "step");
    page.add(&about, &format!("It takes {}, {steps}, {needs}", length(plan.total())));
    for (line, role) in start.lines(look.today, WIDE) {
        match role {
            Role::Dim => page.add(&about, &format!("The steps: {}", line.replace(" · ", ", "))),
            _ => page.add(&about, &line),
        }
    }
    let (asked, means) = start.question(look);
    page.add(&about, &asked);
    page.add(&about, &means.replace("0 none ... 10 worst", "0 is none, 1 then 0 is 10, the worst"));
}

fn conditions(page: &mut Page, card: &screening::Card) {
    page.add("screening", card.title());
    match card.face() {
        screening::Face::List => {
            page.add("screening", NO_DIAGNOSIS);
            page.add("screening", QUESTION);
            for (at, id) in card.asked().iter().enumerate() {
                page.add("screening", &format!("{}: {}", at + 1, screening::line(id)));
            }
            let Some(id) = card.asked().get(card.cursor()) else { return };
            let answer = card.marks().get(id).map_or("not marked", |applies| screening::word(*applies));
            let line = format!("Line {} is picked, {}: {answer}", card.cursor() + 1, screening::line(id));
            page.add("picked", &line);
            page.add("notice of the list", card.notice().unwrap_or_default());
        }
        screening::Face::Advice => {
            for (line, _) in card.advice_lines(WIDE) {
                page.add("advice", &line);
            }
            page.add("advice", NOT_TODAY);
        }
    }
}
