//! The program in virtual time.
