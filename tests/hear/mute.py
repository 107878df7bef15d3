"""How soon the keys of the volume are heard, and that they move nothing."""

import time

from ear import Ear, clip
from rig import RATE, Card, Home
from session import begin, judge, machine

# Long sounds to press keys into: `start` at 4 and 29 s, `end` at 24 s.
ROUTINE = """name = "Muting"
[[step]]
name = "Reach"
prep = 4
hold = 20
reps = 2
gap = 5
"""
KEYS = [(4.3, "m"), (8.0, "m"), (24.25, "["), (29.25, "]")]
WINDOW = RATE // 200
SOON = 100


def mute(program):
    """Is a sound silenced, or as loud as was asked, within 100 ms, and does all go on at its moment?"""
    with Card() as card, Home("muting", ROUTINE) as home:
        print(f"mute: {machine()}")
        recording = card.record()
        run, began = begin(program, card.env(), home, "muting", "--volume", "60")
        pressed = []
        for at, key in KEYS:
            time.sleep(max(0.0, began + at - time.monotonic()))
            pressed.append(run.press(key))
        time.sleep(2)
        screen = run.screen()
        ear = Ear(recording.stop())
        frames = [recording.frame(moment) for moment in pressed]
        origin = recording.frame(began)
        good = judge("the session went on", "Reach" in screen and "paused" not in screen.lower(), "the hold is shown")
        return good & silenced(ear, origin, frames) & louder(ear, origin, frames)


def silenced(ear, origin, frames):
    """The first key mutes `start`, the second gives the sound back before `halfway`."""
    whole = clip("start")
    first = found(ear, "start", origin, 4)
    would = 0.36 * max(abs(s) for s in whole[frames[0] + RATE // 10 - first :][:WINDOW])
    last = max(at for at in range(first, frames[1]) if abs(ear.left[at]) > 3)
    late = 1000 * (last - frames[0]) / RATE
    good = judge("m silences what sounds", late <= SOON, f"{late:.0f} ms after the key (by then it would be {would:.0f})")
    half = found(ear, "halfway", origin, 14)
    off = 1000 * (half - first - 10 * RATE) / RATE
    return good & judge("after m again all is at its moment", abs(off) <= 20, f"halfway {off:+.1f} ms")


def louder(ear, origin, frames):
    """The third key makes `end` quieter, the fourth `start` louder."""
    good = True
    for word, at, key, frame in [("end", 24, "[", frames[2]), ("start", 29, "]", frames[3])]:
        sound, first = clip(word), found(ear, word, origin, at)
        gains = []
        for begin_at in range(0, len(sound) - WINDOW, WINDOW):
            part = sound[begin_at : begin_at + WINDOW]
            energy = sum(s * s for s in part)
            if energy > WINDOW * 100**2:
                heard = ear.left[first + begin_at : first + begin_at + WINDOW]
                gains.append((first + begin_at, sum(a * b for a, b in zip(part, heard)) / energy))
        before, after = gains[0][1], gains[-1][1]
        settled = next(at for at, gain in gains if abs(gain - after) < 0.1 * abs(before - after))
        late = 1000 * (settled + WINDOW - frame) / RATE
        turned = (after < before) == (key == "[") and abs(after - before) > 0.01
        good &= judge(f"{key} changes what sounds", turned and late <= SOON,
                      f"gain {before:.3f} to {after:.3f} within {late:.0f} ms")
    return good


def found(ear, word, origin, at):
    """Where a sound begins, without taking it away."""
    start = origin + at * RATE - RATE // 5
    first = ear.onset(start, start + RATE)
    if first is None:
        return start
    return ear.place(clip(word), first)
