"""Measures what is heard of a session: moments, the keys of the volume, and what sound costs."""

import sys

from answers import answers
from cost import cost
from mute import mute
from rig import need, unkink
from timing import timing


def main():
    need("pulseaudio", "parec", "pactl")
    program = unkink()
    known = {"timing": timing, "mute": mute, "answers": answers, "cost": cost}
    asked = sys.argv[1:] or list(known)
    if not set(asked) <= set(known):
        sys.exit(f"usage: tests/hear.sh [{'] ['.join(known)}]")
    results = [known[name](program) for name in asked]
    sys.exit(0 if all(results) else 1)


main()
