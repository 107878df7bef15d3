//! Pieces of picture: plain values in, cells out.

pub mod bar;
pub mod breath;
pub mod digits;
pub mod figure;
pub mod hints;
pub mod layout;
pub mod list;
pub mod prose;
pub mod shape;
pub mod stage;
pub mod theme;
