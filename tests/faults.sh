#!/bin/sh
# Breaks time, disk and keyboard around the program in ways that take long or need root, and looks at what becomes of it.
#     tests/faults.sh [stopped] [full] ...    all without an argument: two and a half minutes
# It needs python3 and a built unkink (`UNKINK` names another one); what needs root is left out without it.
# Exit code 0: all went well, or something is missing. 1: it did not.
set -eu
cd "$(dirname -- "$0")"
command -v python3 >/dev/null || {
    echo 'skipped: python3 missing'
    exit 0
}
export PYTHONDONTWRITEBYTECODE=1
# What is mounted is seen by nobody else, and gone with the last process.
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
    exec unshare -m python3 faults/scenes.py "$@"
fi
exec python3 faults/scenes.py "$@"
