//! A thread breaks where a test asks for it, so that tests see what then becomes of the rest.
// The environment says whether a test asks, and a file for which thread.
#![allow(clippy::disallowed_methods)]

/// Panics if `UNKINK_TEST_PANIC` names a folder with a file of this thread's name in it. A release build never does.
pub fn break_if_asked(thread: &str) {
    #[cfg(debug_assertions)]
    if let Some(folder) = std::env::var_os("UNKINK_TEST_PANIC") {
        assert!(!std::path::Path::new(&folder).join(thread).exists(), "{thread} was asked to panic");
    }
    #[cfg(not(debug_assertions))]
    let _ = thread;
}
