//! The command line's shape, nothing else.
