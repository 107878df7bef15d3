#!/bin/sh
# Gathers files for the fuzzer to start from: the routines, and every file of the book of problems.
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
