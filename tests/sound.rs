//! What the speaker renders, without a sound card.
