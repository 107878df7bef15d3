//! The commands, from their arguments to their whole output.
