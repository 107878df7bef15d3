//! Text from files and arguments made harmless, and cut where a person would cut it.
