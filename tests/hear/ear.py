"""Finds cues in a recording: where each begins, and how much of it is there."""

import array
import atexit
import functools
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from rig import RATE, ROOT

QUIET = 40
"""Below this (of 32768) is what the card makes of silence."""


def clip(word, gain=1.0):
    """The samples of a cue at the rate of the recording."""
    samples = array.array("h", (rendered() / f"{word}.s16").read_bytes())
    return [gain * sample for sample in samples]


@functools.cache
def rendered():
    """The folder of all cues, made by the program's own code."""
    folder = tempfile.mkdtemp(prefix="cues-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = ["cargo", "run", "--quiet", "--release", "--example", "render-sounds", "--", folder, str(RATE)]
    subprocess.run(command, cwd=ROOT, check=True)
    return Path(folder)


class Heard(NamedTuple):
    """A sound that was found."""

    first: int
    """The frame it begins at."""
    lost: int
    """So many frames after that it is noticed: a few, or as many as are missing."""
    like_head: float
    """How like the sound its first 20 ms are; 1 is the same."""
    like_all: float
    loud: float


class Ear:
    """A recording of which cues are taken away one by one, from the first to the last."""

    def __init__(self, raw):
        self.left = list(array.array("h", raw[: len(raw) // 2 * 2]))

    def onset(self, start, end, least=QUIET):
        """The first frame that is not quiet."""
        for frame in range(max(start, 0), min(end, len(self.left))):
            if abs(self.left[frame]) > least:
                return frame
        return None

    def loudest(self, start, end):
        part = self.left[max(start, 0) : max(end, 0)]
        return max(map(abs, part), default=0)

    def take(self, sound, start, end):
        """Takes the sound that begins between the two frames away.

        None if nothing is there.
        """
        found = self.onset(start, end)
        if found is None:
            return None
        head = sound[: RATE // 50]
        first = self.place(sound, found)
        like_head, _ = self.likeness(sound[: RATE // 50], first)
        like_all, loud = self.likeness(sound, first)
        for index, sample in enumerate(sound[: len(self.left) - first]):
            self.left[first + index] -= sample * loud
        return Heard(first, max(found - first, 0), like_head, like_all, loud)

    def place(self, sound, found):
        """Where a sound that is noticed at a frame begins: a little before, and more if its beginning is missing."""
        head, most = sound[: RATE // 10], RATE // 16
        first = max(range(max(found - 60, 0), found + 3), key=lambda at: self.likeness(head, at)[0])
        if self.likeness(head, first)[0] < 0.99:
            later = sound[most : most + RATE // 10]
            first = max(range(max(found - most, 0), found + 3), key=lambda at: self.likeness(later, at + most)[0])
        return first

    def likeness(self, sound, at):
        """The part of the sound's energy that is there, as correlation, and the gain."""
        part = self.left[at : at + len(sound)]
        part += [0] * (len(sound) - len(part))
        product = sum(a * b for a, b in zip(part, sound))
        theirs = sum(a * a for a in sound) or 1
        ours = sum(a * a for a in part) or 1
        return product / (theirs * ours) ** 0.5, product / theirs
