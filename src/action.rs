//! All that a person can mean with a key or a click.

/// What a key press means where it was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It hurts: everything stops.
    Hurts,
    /// Pause, or go on.
    Toggle,
    /// Any key without a meaning: a blind slap pauses, and never goes on.
    Pause,
    /// The thing that is due: start, none, close, yes.
    Enter,
    /// A pain score, or an answer by its number.
    Digit(u8),
    /// Easier from here, or that undone.
    Ease,
    /// End this side, skip this step, or end this rest.
    Next,
    /// Back by one.
    Back,
    /// This step from its start.
    Restart,
    /// Ten seconds more on this segment.
    More,
    /// Ten seconds less on this segment.
    Less,
    /// Sound off or on.
    Mute,
    /// Sound up.
    Louder,
    /// Sound down.
    Quieter,
    /// The keys of the present screen.
    Help,
    /// Leave the screen; asks in a session.
    Leave,
    /// Save and leave the program at once.
    LeaveNow,
    /// Stop the program as the shell's job control does.
    Suspend,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the first line.
    First,
    /// To the last line.
    Last,
    /// The warm-up in front, on or off.
    WarmUp,
    /// Roller steps, in or left out.
    Roller,
    /// The list of conditions, once more.
    Screen,
    /// None of the list applies.
    NoneApply,
    /// This line of the list applies.
    Applies,
    /// This line of the list may apply.
    Unsure,
    /// A professional has told the person that it is fine for them.
    Cleared,
    /// Begin to type a filter.
    Filter,
    /// A character of the filter.
    Type(char),
    /// The last character of the filter goes.
    Erase,
    /// Open the file in an editor.
    Edit,
    /// What was done so far.
    History,
    /// Delete what is picked; asks first.
    Delete,
    /// How much the picked step hurt over time.
    Chart,
    /// Close what is open on top.
    Close,
    /// Draw everything anew.
    Redraw,
}
