//! The list of screens and how one leads to another.
