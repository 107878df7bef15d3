//! The world: fulfils effects and turns what happens into messages.

pub mod speaker;
