#!/bin/sh
# Makes the pictures of the README from the real program: library, session, check and history, each dark and light.
# Needs tmux and python3. It takes half a minute, for the session runs in its own time.
# usage: assets/pictures.sh [PROGRAM]      PROGRAM is target/release/unkink unless another is named
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
program=$(realpath "${1:-$root/target/release/unkink}")
pictures=$root/assets/pictures
work=$(mktemp -d)
server=unkink-pictures-$$

finish() {
    tmux -L "$server" kill-server 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

stop() {
    printf 'pictures: %s\n' "$*" >&2
    exit 1
}

# Opens the program with these arguments in a window of so many columns and rows, as nobody's with a history made up.
open() {
    columns=$1 rows=$2
    shift 2
    tmux -L "$server" -f "$work/tmux.conf" new-session -d -x "$columns" -y "$rows" \
        env -i PATH=/usr/bin:/bin HOME="$work/home" TERM=tmux-256color LANG=C.UTF-8 TZ=UTC \
        "$program" --no-voice "$@"
}

keys() { tmux -L "$server" send-keys "$@"; }

# Waits for these words on the screen, at most a minute.
await() {
    tries=0
    until tmux -L "$server" capture-pane -p | grep -qF -- "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || stop "“$1” did not come"
        sleep 0.1
    done
}

take() {
    tmux -L "$server" capture-pane -peN >"$work/$1.ansi"
    for ground in dark light; do
        python3 "$pictures/svg.py" "$ground" "$2" <"$work/$1.ansi" >"$pictures/$1-$ground.svg"
    done
}

close() { tmux -L "$server" kill-session; }

printf '%s\n' 'set -g status off' 'set -g default-terminal tmux-256color' 'set -s escape-time 0' 'set -s exit-empty off' >"$work/tmux.conf"
python3 "$pictures/person.py" "$work/home"

open 114 26
await 'days ago'
keys Down Down
await 'roller, mat'
take library 'The library of unkink: routines at the left, what the picked one holds at the right'
keys h
await 'Yesterday'
keys Down
await 'done, pain 4'
sleep 0.3
take history 'The history of unkink: what was done on which day, and what hurt'
close

# What cannot sound says so for a while, and that is over when the picture is taken.
open 104 36 run foam-roller
await 'Pain now?'
keys w
keys Enter
await '7:11 left'
take session 'A session in unkink: the seconds left of a hold, in digits as tall as the room allows'
keys Right
await 'Without an answer'
sleep 0.3
take check 'The check after a step: any pain? Stop if it hurts'
close
