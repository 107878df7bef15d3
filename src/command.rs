//! Which command runs.
