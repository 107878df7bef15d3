//! The voice: programs that speak, well or badly, what becomes of their sound, and what is kept of it.
#![cfg(unix)]

mod cache;
mod engine;
mod faults;
mod real;
mod rig;
mod shape;
mod speech;
