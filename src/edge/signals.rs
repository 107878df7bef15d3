//! Turns signals from outside into messages: a thread, because a flag cannot wake a waiting loop.
// That thread is started here.
#![allow(clippy::disallowed_methods)]

use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
pub use unix::{Caught, ending};

/// Whether another program has the terminal now.
static LENT: AtomicBool = AtomicBool::new(false);

/// Whose the keys are that stop and interrupt a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// This program's.
    Ours,
    /// Those of a program it waits for: stopped, it stops with it; interrupted, it stays.
    Theirs,
}

/// Says whose they are from now on.
pub fn lend(job: Job) {
    LENT.store(job == Job::Theirs, Ordering::Relaxed);
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::SyncSender;
    use std::sync::{Arc, OnceLock};
    use std::thread;

    use signal_hook::consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
    };
    use signal_hook::flag;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::app::{Msg, Signal};
    use crate::edge::input::LastWords;
    use crate::edge::{fault, terminal};

    static ENDING: OnceLock<Arc<AtomicBool>> = OnceLock::new();

    /// Signals that do nothing by themselves any more, and wait to be told.
    pub struct Caught(Signals);

    impl Caught {
        /// Catches them; call it before the screen is taken, so that none finds it taken and unguarded.
        pub fn catch() -> io::Result<Caught> {
            let ending = ENDING.get_or_init(Arc::default);
            flag::register(SIGTERM, Arc::clone(ending))?;
            flag::register(SIGHUP, Arc::clone(ending))?;
            let job = [SIGINT, SIGTSTP, SIGCONT, SIGWINCH];
            // The last ones mean nothing here, but unheard they would end the program with the terminal taken.
            let ends = [SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM];
            Signals::new(job.iter().chain(&ends)).map(Caught)
        }

        /// Starts the thread that tells what was caught and what will be.
        pub fn tell(self, send: SyncSender<Msg>) -> io::Result<()> {
            thread::Builder::new().name("signals".to_owned()).spawn(move || tell(self.0, &send))?;
            Ok(())
        }
    }

    fn tell(mut signals: Signals, send: &SyncSender<Msg>) {
        // Without this thread nobody else could end the program from outside: it ends by itself.
        let _last_words = LastWords(send.clone(), Msg::Signal(Signal::Terminate));
        for signal in signals.forever() {
            fault::break_if_asked("signals");
            if signal == SIGHUP {
                terminal::look_for_hangup();
            }
            if super::LENT.load(Ordering::Relaxed) && [SIGTSTP, SIGINT, SIGCONT].contains(&signal) {
                if signal == SIGTSTP {
                    let _ = emulate_default_handler(SIGTSTP);
                }
                continue;
            }
            if send.send(message(signal)).is_err() {
                return;
            }
        }
    }

    /// Whether the program was told to end, known even before the message is through.
    pub fn ending() -> bool {
        ENDING.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    fn message(signal: i32) -> Msg {
        match signal {
            SIGWINCH => terminal::size(),
            SIGINT => Msg::Signal(Signal::Interrupt),
            SIGTSTP => Msg::Signal(Signal::Stop),
            SIGCONT => Msg::Signal(Signal::Continue),
            _ => Msg::Signal(Signal::Terminate),
        }
    }
}

/// There are no such signals here.
#[cfg(not(unix))]
pub struct Caught;

#[cfg(not(unix))]
impl Caught {
    /// None.
    pub fn catch() -> std::io::Result<Caught> {
        Ok(Caught)
    }

    /// Nothing.
    pub fn tell(self, send: std::sync::mpsc::SyncSender<crate::app::Msg>) -> std::io::Result<()> {
        drop(send);
        Ok(())
    }
}
