//! The tables of keys, one for each place.

mod history;

use crossterm::event::KeyCode;

use super::{Answered, Binding, Clock, Key, Place};
use crate::action::Action;

const fn bind(keys: &'static [Key], action: Action, hint: &'static str, words: &'static str) -> Binding {
    Binding { keys, action, hint, words }
}

const NOTHING: Binding = bind(&[ENTER, PAGE_DOWN], Action::Enter, "", "nothing here, so that no step ends by accident");
const DIGIT: Key = Key::Digit(0, 9);
const ONE_OF_SIX: Key = Key::Digit(1, 6);
const SPACE: Key = Key::Char(' ');
const ENTER: Key = Key::Named(KeyCode::Enter);
const ESC: Key = Key::Named(KeyCode::Esc);
const UP: Key = Key::Named(KeyCode::Up);
const DOWN: Key = Key::Named(KeyCode::Down);
const RIGHT: Key = Key::Named(KeyCode::Right);
const LEFT: Key = Key::Named(KeyCode::Left);
const PAGE_UP: Key = Key::Named(KeyCode::PageUp);
const PAGE_DOWN: Key = Key::Named(KeyCode::PageDown);

const HURTS: Binding = bind(
    &[Key::Char('h'), Key::Char('s'), ESC, Key::Char('.'), Key::Char('b')],
    Action::Hurts,
    "it hurts",
    "it hurts: everything stops at once",
);
const PAUSE: Binding = bind(&[SPACE], Action::Toggle, "pause", "pause, or go on after a count of three");
const GO_ON: Binding = Binding { hint: "go on", ..PAUSE };
const NEXT: Binding =
    bind(&[RIGHT, Key::Char('n')], Action::Next, "next", "end this side; before a step: skip it; in a rest: end it");
const BACK: Binding =
    bind(&[LEFT, Key::Char('p')], Action::Back, "back", "back to the start of this side, or before it");
const RESTART: Binding = bind(&[Key::Char('r')], Action::Restart, "", "this step from its start");
const EASE: Binding = bind(&[Key::Char('e'), PAGE_UP], Action::Ease, "easier", "easier from here, or that taken back");
const MORE: Binding = bind(&[Key::Char('+'), Key::Char('=')], Action::More, "", "ten seconds more, this time only");
const LESS: Binding = bind(&[Key::Char('-')], Action::Less, "", "ten seconds less, this time only");
const SCORE: Binding = bind(&[DIGIT], Action::Digit(0), "", "how much it hurts: 0 none, 10 (1, 0) the worst");
const MUTE: Binding = bind(&[Key::Char('m')], Action::Mute, "", "sound off, or on");
const QUIETER: Binding = bind(&[Key::Char('[')], Action::Quieter, "", "quieter");
const LOUDER: Binding = bind(&[Key::Char(']')], Action::Louder, "", "louder");
const HELP: Binding = bind(&[Key::Char('?')], Action::Help, "keys", "these keys");
const LEAVE: Binding = bind(&[Key::Char('q')], Action::Leave, "leave", "leave the session; asks first");
const LINE_UP: Binding = bind(&[UP, Key::Char('k')], Action::Up, "", "one line up");
const LINE_DOWN: Binding = bind(&[DOWN, Key::Char('j')], Action::Down, "", "one line down");
const SCREEN_UP: Binding = bind(&[PAGE_UP], Action::PageUp, "", "ten lines up");
const SCREEN_DOWN: Binding = bind(&[PAGE_DOWN], Action::PageDown, "", "ten lines down");
const FIRST: Binding = bind(&[Key::Named(KeyCode::Home)], Action::First, "", "to the first line");
const LAST: Binding = bind(&[Key::Named(KeyCode::End)], Action::Last, "", "to the last line");

/// The bindings of `place` alone, the most important first.
pub fn of(place: Place) -> &'static [Binding] {
    match place {
        Place::Library => LIBRARY,
        Place::Filter => FILTER,
        Place::Mend => MEND,
        Place::Offer => OFFER,
        Place::ColdOffer => COLD_OFFER,
        Place::Advised => ADVISED,
        Place::Morning => MORNING,
        Place::NoHistory => history::NO_HISTORY,
        Place::History => history::HISTORY,
        Place::HistoryStep => history::HISTORY_STEP,
        Place::HistoryDelete => history::HISTORY_DELETE,
        Place::HistoryCorrect => history::HISTORY_CORRECT,
        Place::HistoryChart => history::HISTORY_CHART,
        Place::Start => START,
        Place::NotToday => NOT_TODAY,
        Place::Screening(Answered::No) => SCREENING,
        Place::Screening(Answered::Yes) => MARKED,
        Place::Screened => SCREENED,
        Place::Session => SESSION,
        Place::Open => OPEN,
        Place::Paused => PAUSED,
        Place::Waiting => WAITING,
        Place::Check(Answered::No, Clock::Runs) => CHECK,
        Place::Check(Answered::Yes, Clock::Runs) => ANSWERED,
        Place::Check(Answered::No, Clock::Paused) => PAUSED_CHECK,
        Place::Check(Answered::Yes, Clock::Paused) => PAUSED_ANSWERED,
        Place::Check(Answered::No, Clock::Waits) => WAITING_CHECK,
        Place::Check(Answered::Yes, Clock::Waits) => WAITING_ANSWERED,
        Place::LastCheck(Answered::No) => LAST_CHECK,
        Place::LastCheck(Answered::Yes) => LAST_ANSWERED,
        Place::Stop => STOP,
        Place::Advice => ADVICE,
        Place::Summary => SUMMARY,
        Place::Help => IN_HELP,
        Place::Leave => IN_LEAVE,
    }
}

const LIBRARY: &[Binding] = &[
    bind(&[ENTER, RIGHT, SPACE], Action::Enter, "open", "open the picked routine"),
    Binding { hint: "pick", ..LINE_DOWN },
    LINE_UP,
    bind(&[Key::Char('/')], Action::Filter, "filter", "show only names with these letters"),
    bind(&[Key::Char('e')], Action::Edit, "edit", "open it in your editor; one of unkink's own is copied first"),
    bind(&[Key::Char('h')], Action::History, "history", "what was done, and what hurt"),
    bind(&[Key::Char('q')], Action::Leave, "quit", "quit"),
    HELP,
    bind(&[ESC], Action::Close, "", "show all again"),
    SCREEN_UP,
    SCREEN_DOWN,
    FIRST,
    LAST,
];
const FILTER: &[Binding] = &[
    bind(&[ENTER], Action::Enter, "keep", "keep what is shown"),
    bind(&[ESC], Action::Close, "show all", "show all again"),
    bind(&[UP], Action::Up, "", "one line up"),
    bind(&[DOWN], Action::Down, "", "one line down"),
    bind(&[Key::Named(KeyCode::Backspace)], Action::Erase, "", "take the last letter back"),
    bind(&[Key::Any], Action::Type(' '), "", "a letter of the name"),
];
const MEND: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, Key::Char('y'), Key::Char('e')], Action::Edit, "open again", "open it again, there"),
    bind(&[ESC, LEFT, Key::Char('n'), Key::Char('q')], Action::Leave, "leave it", "leave it as it is"),
    HELP,
];
const OFFER: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN], Action::Enter, "go on there", "go on at that place; get into position first"),
    bind(&[Key::Char('n'), ESC], Action::Close, "leave it", "leave it as it is: it is kept as not finished"),
    bind(&[Key::Char('q')], Action::Leave, "quit", "quit; it is asked again next time"),
    HELP,
];
const COLD_OFFER: &[Binding] = &[
    bind(
        &[ENTER, PAGE_DOWN, Key::Char('n'), ESC],
        Action::Close,
        "leave it",
        "leave it as it is: it is kept as not finished",
    ),
    bind(&[Key::Char('g')], Action::Enter, "go on there", "go on at that place all the same"),
    bind(&[Key::Char('q')], Action::Leave, "quit", "quit; it is asked again next time"),
    HELP,
];
const ADVISED: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, ESC, LEFT, Key::Char('q')], Action::Leave, "not today", "back, without starting"),
    bind(&[Key::Char('g')], Action::Next, "go on anyway", "on to the start card all the same"),
    HELP,
];
const MORNING: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, Key::Char('y')], Action::Enter, "yes, gone", "yes, it was gone"),
    bind(&[Key::Digit(1, 3)], Action::Digit(0), "", "1 yes, 2 the same, 3 worse"),
    bind(&[Key::Char('s')], Action::Digit(2), "the same", "it was the same"),
    bind(&[Key::Char('w')], Action::Digit(3), "worse", "it was worse"),
    bind(&[ESC, LEFT, Key::Char('q')], Action::Leave, "back", "back, without an answer"),
    HELP,
];
const SCREEN_AGAIN: Binding = bind(&[Key::Char('c')], Action::Screen, "", "the list of what may apply to you, again");
const START: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN], Action::Enter, "start", "start; without a digit before it: no pain now"),
    bind(&[DIGIT], Action::Digit(0), "pain now", "how much it hurts now: 0 none, 10 (1, 0) the worst"),
    bind(&[Key::Char('w')], Action::WarmUp, "", "the warm-up in front, or not"),
    bind(&[Key::Char('e')], Action::Ease, "", "steps that hurt last time easier, or as planned"),
    bind(&[Key::Char('o')], Action::Roller, "", "roller steps in, or left out"),
    SCREEN_AGAIN,
    bind(&[ESC, LEFT, Key::Char('q')], Action::Leave, "back", "back, without starting"),
    HELP,
    LINE_UP,
    LINE_DOWN,
    MUTE,
    QUIETER,
    LOUDER,
];
const NOT_TODAY: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, ESC, LEFT, Key::Char('q')], Action::Leave, "not today", "back, without starting"),
    bind(&[DIGIT], Action::Digit(0), "pain now", "another score: 0 none, 10 (1, 0) the worst"),
    bind(&[Key::Char('g')], Action::Next, "go on anyway", "start all the same, all steps eased"),
    bind(&[Key::Char('w')], Action::WarmUp, "", "the warm-up in front, or not"),
    bind(&[Key::Char('e')], Action::Ease, "", "steps that hurt last time easier, or as planned"),
    bind(&[Key::Char('o')], Action::Roller, "", "roller steps in, or left out"),
    SCREEN_AGAIN,
    HELP,
    LINE_UP,
    LINE_DOWN,
];
const SCREENING: &[Binding] = &screening(
    bind(&[Key::Char('n')], Action::NoneApply, "none", "none of them applies"),
    bind(&[ENTER, PAGE_DOWN], Action::Enter, "", "done, once a line is marked"),
);
const MARKED: &[Binding] = &screening(
    bind(&[Key::Char('n')], Action::NoneApply, "no other", "no other applies"),
    bind(&[ENTER, PAGE_DOWN], Action::Enter, "", "done: no other applies"),
);
const SCREENED: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, ESC, LEFT, Key::Char('q')], Action::Leave, "back", "back, without starting"),
    bind(&[Key::Char('p')], Action::Cleared, "fine for me", "a professional told me these are fine for me"),
    bind(&[Key::Char('g')], Action::Next, "anyway", "on to the start card all the same"),
    HELP,
    LINE_UP,
    LINE_DOWN,
];

const fn screening(none: Binding, enter: Binding) -> [Binding; 8] {
    [
        none,
        bind(&[Key::Char('y')], Action::Applies, "yes", "yes, this line applies; again takes that back"),
        bind(&[Key::Char('u')], Action::Unsure, "unsure", "this line may apply; again takes that back"),
        Binding { hint: "line", ..LINE_DOWN },
        LINE_UP,
        enter,
        bind(&[ESC, LEFT, Key::Char('q')], Action::Leave, "back", "back, without an answer"),
        HELP,
    ]
}

const SESSION: &[Binding] =
    &[HURTS, PAUSE, NEXT, EASE, HELP, BACK, LEAVE, RESTART, MORE, LESS, SCORE, MUTE, QUIETER, LOUDER, NOTHING];
const OPEN: &[Binding] = &[
    HURTS,
    bind(&[ENTER, PAGE_DOWN], Action::Enter, "done", "done with this side"),
    PAUSE,
    EASE,
    HELP,
    NEXT,
    BACK,
    LEAVE,
    RESTART,
    bind(&[Key::Char('+'), Key::Char('='), Key::Char('-')], Action::More, "", "nothing here: the time is yours"),
    SCORE,
    MUTE,
    QUIETER,
    LOUDER,
];
const PAUSED: &[Binding] =
    &[HURTS, GO_ON, NEXT, BACK, HELP, LEAVE, EASE, RESTART, MORE, LESS, SCORE, MUTE, QUIETER, LOUDER, NOTHING];
const WAITING: &[Binding] = &[
    HURTS,
    bind(&[ENTER, PAGE_DOWN, SPACE], Action::Enter, "begin", "begin to get into place"),
    Binding { hint: "skip", words: "skip this step", ..NEXT },
    EASE,
    HELP,
    BACK,
    LEAVE,
    RESTART,
    SCORE,
    MUTE,
    QUIETER,
    LOUDER,
];
const NONE: Binding = bind(&[ENTER, PAGE_DOWN], Action::Enter, "none", "no pain, or just a stretch");
const YES: Binding = bind(&[ENTER, PAGE_DOWN], Action::Enter, "yes", "yes, that is the answer");
const ON_HOLD: Binding = bind(
    &[SPACE, Key::Char('+'), Key::Char('='), Key::Char('-')],
    Action::Pause,
    "",
    "after an answer: wait for Enter before going on",
);
const CHECK: &[Binding] = &check(NONE, PAUSE);
const ANSWERED: &[Binding] = &check(YES, PAUSE);
const PAUSED_CHECK: &[Binding] = &check(NONE, GO_ON);
const PAUSED_ANSWERED: &[Binding] = &check(YES, GO_ON);
const WAITING_CHECK: &[Binding] = &waiting_check(NONE);
const WAITING_ANSWERED: &[Binding] = &waiting_check(YES);
const LAST_CHECK: &[Binding] = &last_check(NONE);
const LAST_ANSWERED: &[Binding] = &last_check(Binding { hint: "yes, close", ..YES });

const fn check(enter: Binding, space: Binding) -> [Binding; 15] {
    [
        enter,
        Binding { hint: "stop", ..HURTS },
        bind(&[DIGIT], Action::Digit(0), "score", "how much it hurts: 0 none, 10 (1, 0) the worst"),
        Binding { words: "easier from here, without a score, or that taken back", ..EASE },
        space,
        Binding { hint: "", words: "end this rest", ..NEXT },
        HELP,
        BACK,
        RESTART,
        MORE,
        LESS,
        LEAVE,
        MUTE,
        QUIETER,
        LOUDER,
    ]
}

const fn waiting_check(enter: Binding) -> [Binding; 13] {
    [
        enter,
        Binding { hint: "stop", ..HURTS },
        bind(&[DIGIT], Action::Digit(0), "score", "how much it hurts: 0 none, 10 (1, 0) the worst"),
        Binding { words: "easier from here, without a score, or that taken back", ..EASE },
        ON_HOLD,
        Binding { hint: "", words: "on to the next step", ..NEXT },
        HELP,
        BACK,
        RESTART,
        LEAVE,
        MUTE,
        QUIETER,
        LOUDER,
    ]
}

const fn last_check(enter: Binding) -> [Binding; 11] {
    [
        enter,
        bind(&[DIGIT], Action::Digit(0), "score", "how much it hurts: 0 none, 10 (1, 0) the worst"),
        Binding { hint: "", words: "a bit sore, without a score", ..EASE },
        Binding { hint: "stop", ..HURTS },
        HELP,
        LEAVE,
        bind(&[UP], Action::Up, "", "one line up"),
        bind(&[DOWN], Action::Down, "", "one line down"),
        MUTE,
        QUIETER,
        LOUDER,
    ]
}

const STOP: &[Binding] = &[
    bind(
        &[ONE_OF_SIX],
        Action::Digit(0),
        "which is closest",
        "which of these is closest; 6 goes back to the same second",
    ),
    HELP,
    LEAVE,
    MUTE,
];
const ADVICE: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN], Action::Enter, "to the summary", "to the summary of this session"),
    bind(&[ONE_OF_SIX], Action::Digit(0), "another answer", "another of the six is closer"),
    HELP,
    LEAVE,
    MUTE,
];
const SUMMARY: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, ESC, Key::Char('q')], Action::Enter, "close", "close"),
    bind(&[DOWN, Key::Char('j')], Action::Down, "scroll", "one line down"),
    LINE_UP,
    HELP,
];
const IN_HELP: &[Binding] = &[
    bind(&[ESC, ENTER, PAGE_DOWN, Key::Char('?'), Key::Char('q')], Action::Close, "close", "close"),
    bind(&[DOWN, Key::Char('j')], Action::Down, "scroll", "one line down"),
    LINE_UP,
    bind(
        &[Key::Char('h'), Key::Char('s'), Key::Char('.'), Key::Char('b')],
        Action::Hurts,
        "",
        "it hurts: everything stops at once",
    ),
];
const IN_LEAVE: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, Key::Char('y')], Action::Enter, "leave", "leave the session"),
    bind(&[Key::Char('n'), ESC], Action::Close, "stay", "stay, paused"),
    bind(
        &[Key::Char('h'), Key::Char('s'), Key::Char('.'), Key::Char('b')],
        Action::Hurts,
        "it hurts",
        "it hurts: everything stops at once",
    ),
    HELP,
];
/// Bound in every place.
pub const EVERYWHERE: &[Binding] = &[
    bind(&[Key::Ctrl('c')], Action::LeaveNow, "", "keep what was done and leave at once"),
    bind(&[Key::Ctrl('z')], Action::Suspend, "", "pause, and back to the shell for a while"),
    bind(&[Key::Ctrl('l')], Action::Redraw, "", "draw the screen anew"),
];
