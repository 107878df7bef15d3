"""When each cue of a session is heard, and whether it is whole."""

import os
import statistics
import time
from math import log10
from pathlib import Path

from ear import Ear, clip
from rig import RATE, Card, Home
from session import begin, judge, machine, schedule

# Preparation, a hold with halfway, a change of sides, rests, and more than a minute of silence, in 48 cues.
ROUTINE = """name = "Hearing"
[defaults]
prep = 4
switch = 4
after = 5
[[step]]
name = "Reach"
hold = 20
[[step]]
name = "Turn"
hold = 4
sides = "each"
reps = 2
gap = 2
[[step]]
name = "Fold"
hold = 8
sets = 2
rest = 66
"""
SILENCE = 60


def timing(program):
    """Is every cue heard at its moment, the first after a minute of silence whole, and the last to its end?"""
    with Card() as card, Home("hearing", ROUTINE) as home:
        cues = schedule(program, home, "hearing")
        print(f"timing: {len(cues)} cues in {cues[-1][0]} s; {machine()}")
        recording = card.record()
        run, pressed = begin(program, card.env(), home, "hearing", "--volume", "100")
        time.sleep(max(0.0, pressed + cues[-1][0] + 0.7 - time.monotonic()))
        # Enter closes the summary, q the program.
        pressed_q = run.press("\r")
        time.sleep(0.1)
        run.press("q")
        ended = run.wait(5)
        raw = recording.stop()
        if keep := os.environ.get("HEAR_KEEP"):
            Path(keep).write_bytes(raw)
        print(f"     the key that closes it came {pressed_q - pressed - cues[-1][0]:.3f} s after the last cue was due; "
              f"it ended {'%.3f s later' % ended if ended is not None else 'NOT within 5 s'}; {machine()}")
        return hold_against(cues, Ear(raw), recording.frame(pressed), recording.pace())


def hold_against(cues, ear, origin, pace):
    """Compares what is heard with what is planned."""
    heard = [hear(ear, cue, origin) for cue in cues]
    missing = [cue for cue, found in zip(cues, heard) if found is None]
    good = judge("every cue is heard", not missing, f"{len(cues) - len(missing)} of {len(cues)} {missing or ''}")
    pairs = [(cue, found) for cue, found in zip(cues, heard) if found]
    # A card has a clock of its own; what is told by its frames is put back into seconds of the machine.
    raw = [1000 * ((found.first - origin) / RATE - at) for (at, _), found in pairs]
    offs = [1000 * ((found.first - origin) / pace - at) for (at, _), found in pairs]
    # The answer to the key is told with no time to open the device: it is late.
    constant = statistics.median(offs[1:])
    for ((at, word), found), off in zip(pairs, offs):
        print(f"     {at:4d} s {word:10s} {off - constant:+8.2f} ms   whole {found.like_all:.4f}   gain {found.loud:.3f}")
    rest = [off - constant for off in offs[1:]]
    print(f"     constant {constant:.1f} ms after the key; the answer to the key itself {offs[0] - constant:+.1f} ms later")
    print(f"     the card's clock is {1e6 * (pace / RATE - 1):+.1f} ppm off; by its own frames the spread is "
          f"{max(raw[1:]) - min(raw[1:]):.2f} ms")
    good &= judge("each within 20 ms", max(map(abs, rest)) <= 20, f"farthest {max(rest, key=abs):+.2f} ms")
    good &= judge("spread under 5 ms", max(rest) - min(rest) < 5, f"{max(rest) - min(rest):.2f} ms over {len(rest)} cues")
    (_, word), found = pairs[0]
    good &= judge("the answer to the key is whole", found.like_all > 0.995, f"{word} is like its file: {found.like_all:.4f}")
    for ((before, _), _), ((at, word), found) in zip(pairs, pairs[1:]):
        if at - before > SILENCE:
            good &= judge(f"whole after {at - before} s of silence", found.like_head > 0.995 and found.like_all > 0.995,
                          f"{word} is like its file: first 20 ms {found.like_head:.4f}, all {found.like_all:.4f}")
    (_, word), found = pairs[-1]
    good &= judge("the last is heard to its end", found.like_all > 0.995, f"{word} is like its file: {found.like_all:.4f}")
    left = ear.loudest(origin - RATE // 5, len(ear.left))
    return good & judge("nothing else is heard", left < 700, f"{20 * log10(max(left, 1) / 32768):.0f} dBFS beside the cues")


def hear(ear, cue, origin):
    at, word = cue
    from_frame = origin + at * RATE
    return ear.take(clip(word), from_frame - RATE // 5, from_frame + RATE // 2)
