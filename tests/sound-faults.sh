#!/bin/sh
# Breaks sound in every way there is on a sound server of its own, and looks at what the program makes of it.
#     tests/sound-faults.sh [no-card] [no-server] ...    all without an argument: two minutes
# It needs pulseaudio, pulseaudio-utils, libasound2-plugins, python3, and a built unkink (`UNKINK` names another one).
# Exit code 0: all went well, or something is missing. 1: it did not.
set -eu
cd "$(dirname -- "$0")"
command -v python3 >/dev/null || {
    echo 'skipped: python3 missing'
    exit 0
}
PYTHONDONTWRITEBYTECODE=1 exec python3 hear/faults.py "$@"
