//! Pieces of picture: plain values in, cells out.
