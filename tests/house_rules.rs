//! The rules of the house: who may import whom, and what every file says first.
