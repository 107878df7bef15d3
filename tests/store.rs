//! What is kept on disk, and what damage it survives.
