//! The session as scripts and timelines.
