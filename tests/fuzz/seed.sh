#!/bin/sh
# Gathers files for the fuzzer to start from: the routines, every file of the book of problems, a history made up, and
# keys that lead through a session.
set -eu
cd "$(dirname -- "$0")/../.."
corpus=tests/fuzz/corpus/routine
mkdir -p "$corpus"
cp routines/*.toml "$corpus"
cp tests/check/full.toml "$corpus/example.toml"
awk -v to="$corpus" '
    /^=== / { page++; file = to "/book-" page; printf "" >file; next }
    /^--- shown/ { close(file); file = "" }
    file { print >file }
' tests/check/book.txt

home=$(mktemp -d)
mkdir -p tests/fuzz/corpus/history tests/fuzz/corpus/keys
python3 assets/pictures/person.py "$home"
cp "$home/.local/share/unkink/history.jsonl" tests/fuzz/corpus/history/person
rm -r "$home"
printf 'a\rn\376\036 \376\036 3\r\376\036e\033[C\376\036h4\r\r' >tests/fuzz/corpus/keys/session
printf 'b\r\376\036n\r\376\377?\033[B\033[<65;5;5Mq/f\033' >tests/fuzz/corpus/keys/library
# What is long from the beginning is not held back as long as what grows.
for _ in 1 2 3 4 5 6; do cat tests/fuzz/corpus/keys/session tests/fuzz/corpus/keys/library; done >tests/fuzz/corpus/keys/day
