#!/bin/sh
# Lets two hours' worth of sessions pass, twenty times as fast, under random keys, clicks, sizes and stops, and looks at
# whether the program is still there, still draws, and has not grown.
#     tests/soak.sh [MINUTES] [SEED]       6 minutes unless another number is given
# It needs Linux, python3 and a built unkink (`UNKINK` names another one).
# Exit code 0: it did well, or something is missing here. 1: it did not.
set -eu
cd "$(dirname -- "$0")"
[ "$(uname -s)" = Linux ] && command -v python3 >/dev/null || {
    echo 'skipped: it needs Linux and python3'
    exit 0
}
PYTHONDONTWRITEBYTECODE=1 exec python3 cost/soak.py "${UNKINK:-../target/release/unkink}" "$@"
