"""Measures what unkink costs, beside the least that a program like it can cost, and says what is missed."""

import argparse
import os
import platform
import shutil
import sys
from datetime import date
from pathlib import Path

import figures

sys.path.append(str(Path(__file__).resolve().parents[1] / "hear"))

PARTS = ("size", "starts", "idle", "holds", "keys", "many", "memory", "seconds")
QUICK = PARTS[:-1]


def machine():
    """Where and when, and how busy it is."""
    with open("/proc/loadavg") as file:
        load = " ".join(file.read().split()[:3])
    return f"{date.today()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {load}"


def card():
    """A sound card that is not there, where one can be made."""
    if not all(shutil.which(name) for name in ("pulseaudio", "pactl")):
        return None
    from rig import Card
    return Card()


def measure(part, unkink, floor):
    """The lines of one part."""
    if part == "memory":
        sound = card()
        try:
            yield from figures.memory(unkink, sound, 60)
        finally:
            if sound:
                sound.close()
    elif part in ("starts",):
        yield from figures.starts(unkink, floor)
    elif part == "holds":
        yield from figures.holds(unkink, floor, 30)
    elif part == "idle":
        yield from figures.idle(unkink, 20)
    elif part == "seconds":
        yield from figures.seconds(unkink, floor, 480)
    else:
        yield from getattr(figures, part)(unkink)


def main():
    """Prints the table; 1 if something is missed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("unkink", type=Path)
    words.add_argument("floor", type=Path)
    words.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all but the last without one")
    given = words.parse_args()
    unknown = set(given.parts) - set(PARTS)
    if unknown:
        words.error(f"there is no {', '.join(sorted(unknown))}")
    print(machine())
    missed = 0
    for part in given.parts or QUICK:
        for what, measured, goal, fine in measure(part, given.unkink.resolve(), given.floor.resolve()):
            missed += not fine
            print(f"{'ok    ' if fine else 'MISSED'} {what:58} {measured:44} {goal}".rstrip(), flush=True)
    print(machine())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
