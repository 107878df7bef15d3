//! Parses the command line, runs it, prints an error, and gives the exit code.

fn main() {}
