//! The keys of the history.

use super::{
    Action, Binding, DIGIT, ENTER, ESC, FIRST, HELP, Key, LAST, LEFT, LINE_DOWN, LINE_UP, PAGE_DOWN, RIGHT,
    SCREEN_DOWN, SCREEN_UP, bind,
};

const DELETE: Binding = bind(&[Key::Char('d')], Action::Delete, "delete", "delete this session; asks first");
const BACK_OUT: Binding = bind(&[ESC, LEFT, Key::Char('q')], Action::Leave, "back", "back");
pub(super) const NO_HISTORY: &[Binding] =
    &[bind(&[ESC, LEFT, ENTER, PAGE_DOWN, Key::Char('q')], Action::Leave, "back", "back to the routines"), HELP];
pub(super) const HISTORY: &[Binding] = &[
    bind(&[ENTER, RIGHT], Action::Enter, "open", "the steps of this session"),
    Binding { hint: "pick", ..LINE_DOWN },
    LINE_UP,
    bind(&[Key::Char('c')], Action::Chart, "chart", "how much its sorest step hurt over time"),
    BACK_OUT,
    HELP,
    DELETE,
    SCREEN_UP,
    SCREEN_DOWN,
    FIRST,
    LAST,
];
pub(super) const HISTORY_STEP: &[Binding] = &[
    bind(&[DIGIT], Action::Digit(0), "correct", "the right score of this step; asks first"),
    Binding { hint: "step", words: "the next step", ..LINE_DOWN },
    Binding { words: "the step before", ..LINE_UP },
    bind(&[Key::Char('c')], Action::Chart, "chart", "how much this step hurt over time"),
    BACK_OUT,
    HELP,
    DELETE,
];
pub(super) const HISTORY_DELETE: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, ESC, LEFT, Key::Char('n'), Key::Char('q')], Action::Close, "keep it", "keep it"),
    bind(&[Key::Char('y')], Action::Applies, "delete", "delete it for good"),
    HELP,
];
pub(super) const HISTORY_CORRECT: &[Binding] = &[
    bind(&[ENTER, PAGE_DOWN, Key::Char('y')], Action::Enter, "yes", "yes, keep the new score"),
    bind(&[ESC, LEFT, Key::Char('n'), Key::Char('q')], Action::Close, "no", "no, as it was"),
    bind(&[DIGIT], Action::Digit(0), "another", "another score: 0 none, 10 (1, 0) the worst"),
    HELP,
];
pub(super) const HISTORY_CHART: &[Binding] = &[
    bind(&[ESC, LEFT, ENTER, PAGE_DOWN, Key::Char('c'), Key::Char('q')], Action::Close, "close", "close the chart"),
    Binding { hint: "next step", words: "the next step of the session", ..LINE_DOWN },
    Binding { words: "the step before it", ..LINE_UP },
    HELP,
];
