//! Routine files: what parses to what, and the exact text of every problem.
