#!/bin/sh
# Measures what unkink costs: how soon it is there, and what it takes of the machine while one stretches.
#     tests/cost.sh [size] [starts] [idle] [holds] [keys] [many] [memory] [seconds]
# All but the last without an argument: four minutes; `seconds` takes 17. It builds unkink (`UNKINK` names another one)
# and, to compare with, the least program of its kind (tests/cost/floor), and needs Linux and python3. With pulseaudio
# there is a sound card for the memory. Times depend on the machine: leave it alone meanwhile, and repeat what is missed.
# Exit code 0: all is within its goal, or something is missing here. 1: it is not.
set -eu
cd "$(dirname -- "$0")"
[ "$(uname -s)" = Linux ] && command -v python3 >/dev/null || {
    echo 'skipped: it needs Linux and python3'
    exit 0
}
built=$PWD/../target/cost
if [ -z "${UNKINK-}" ]; then
    (cd .. && cargo build --release --locked --quiet)
    UNKINK=$PWD/../target/release/unkink
fi
# With the versions of the program: a lock file of its own would be another thing to keep.
mkdir -p "$built/floor"
cp -R cost/floor/. "$built/floor"
cp ../Cargo.lock "$built/floor"
CARGO_TARGET_DIR=$built cargo build --release --quiet --features sound --manifest-path "$built/floor/Cargo.toml"
PYTHONDONTWRITEBYTECODE=1 exec python3 cost/measure.py "$UNKINK" "$built/release/floor" "$@"
