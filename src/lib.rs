//! unkink: a guided stretch-routine timer for the terminal; this page is the map of the house.
//!
//! # The session screen, and who is behind it
//!
//! ```text
//!   Foam roller               step 3 of 5, 4:28 left    screen: which picture; session: where it is, what is left
//!
//!                   HOLD                                session: what it is doing, in a word
//!
//!                      ████                             ui: digits as tall as the room allows, from plain values
//!                    ██  ██
//!                  ██    ██                             session and time: the second that is shown
//!                  ██████████
//!                        ██                             cue: what sounds at which moment of this
//!
//!   █████████████────────────────────────────────────   session: how much of the segment is over
//!              Arch over the roller                     plan: names and counts, all decided before the start
//!             set 1 of 3, rep 2 of 5
//!        Breathe out, lean back a little.               routine: the words, as its file has them
//!
//!    Stop if: the neck strains, ...                     pain: what follows when it does
//!
//!   h it hurts   Space pause   → next   e easier        app: keys to actions, and this line from the same table
//! ```
//!
//! # The flow
//!
//! ```text
//! text ──> Routine ──> Plan ──> Session ──> Record         each a pure function, or a small machine
//!          routine     plan     session     record
//!
//! keys, clicks ─┐                                       ┌─> speaker, history file, terminal
//! signals      ─┼─ Msg ──> App::update ──> Effect ──────┤
//! deadline     ─┘          App::draw   ──> picture      └─> what became of it, as a Msg
//! ```
//!
//! One thread decides. `command::play` waits for a message or for the app's deadline, takes the time
//! once, updates, lets the edge fulfil the effects in order, and draws.
//!
//! # Where to begin
//!
//! [`routine`], [`plan`], [`session`], [`app`], then `command/play.rs`: that is the program. The rest
//! is detail: [`pain`], [`cue`] and [`breath`] for the rules of a session, [`record`] and [`history`]
//! for what is kept, [`memory`] and [`screening`] for what that means before the next one, [`problem`] and
//! [`library`] for files and what is wrong in them, [`import`] for those of other timers, [`figure`] for who
//! moves beside the words, [`screen`] and [`ui`] for how it looks, [`plain`] for how it is told in lines,
//! [`edge`] for the world, [`command`] and [`cli`] for the shell, [`error`] for
//! what fails.
//!
//! # What is not here
//!
//! - No clock in the core, the screens or the app: time comes in as [`time::Now`] and goes out as a
//!   deadline. No ticks are counted, so nothing drifts and nothing wakes up for nothing.
//! - No files, threads, environment or printing in the core and the face: only [`edge`] and [`command`]
//!   touch the world. One file reads the clock for all of them; beside it only the speaker does, to hold
//!   a device's clock against the machine's.
//! - No decision at the edge: it knows [`app::Msg`] and [`effect::Effect`], not sessions or screens. Only the
//!   store looks into what it keeps: for the session's lock, and for what goes first when the disk is stuck.
//! - No building in a session: a plan holds each step as written and eased, and the session chooses.
//! - No clock behind a pain question that waits: being stopped is a state, not a window over a running one.
//! - No key before the pain key: the app hands it to the session before any screen sees it.
//! - No silence about a broken file: a routine, or its problems, is always listed.
//! - No text on the terminal that did not pass [`text::harmless`].
//! - No sound device needed: without one, cues are shown. Nor a program that speaks: without one, there are the bells.
//!
//! `tests/house_rules.rs` checks what of this can be read off the source.

pub mod action;
pub mod app;
pub mod breath;
pub mod cli;
pub mod command;
pub mod cue;
pub mod edge;
pub mod effect;
pub mod error;
pub mod figure;
pub mod history;
pub mod import;
pub mod library;
pub mod memory;
pub mod pain;
pub mod phrase;
pub mod plain;
pub mod plan;
pub mod problem;
pub mod record;
pub mod routine;
pub mod screen;
pub mod screening;
pub mod session;
pub mod settings;
pub mod text;
pub mod time;
pub mod ui;
