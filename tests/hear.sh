#!/bin/sh
# Plays a routine on a sound card that is not there, and measures what is heard: when, whole, and how soon muted.
#     tests/hear.sh [timing] [mute] [answers] [cost]    all without an argument: ten minutes
# It needs pulseaudio, pulseaudio-utils, libasound2-plugins, python3, and a built unkink (`UNKINK` names another one).
# Exit code 0: what was measured is as it should be, or something is missing. 1: it is not.
set -eu
cd "$(dirname -- "$0")"
command -v python3 >/dev/null || {
    echo 'skipped: python3 missing'
    exit 0
}
PYTHONDONTWRITEBYTECODE=1 exec python3 hear/measure.py "$@"
