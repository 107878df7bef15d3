"""What sound costs: the processor over a shipped routine, and for how long the device is open."""

import time

from rig import ROOT, Card, Home
from session import begin, breathing, judge, machine, schedule

NAME = "desk"
MOST = 8.0
"""Seconds of the processor for an hour of session."""
SOON = 5.0
LINGER = 2.0
"""A device may be open for so long after the last sound though nothing is due soon."""
LONGEST_SOUND = 1.55


def cost(program):
    """Seconds of the processor in an hour, and whether the device is let go."""
    text = (ROOT / "routines/desk-break.toml").read_text().replace("\nmute = true\n", "\n")
    with Card() as card, Home(NAME, text) as home, Home(NAME, text) as silent_home:
        cues = schedule(program, home, NAME)
        end = cues[-1][0]
        print(f"cost: desk-break, {end} s, {len(cues)} cues; {machine()}")
        run, began = begin(program, card.env(), home, NAME)
        silent, _ = begin(program, card.env(), silent_home, NAME, "--mute")
        before, silent_before = run.cpu(), silent.cpu()
        start, opened = time.monotonic(), []
        while time.monotonic() < began + end:
            opened.append((time.monotonic() - began, card.streams()))
            time.sleep(0.5)
        passed = time.monotonic() - start
        spent, silent_spent = run.cpu() - before, silent.cpu() - silent_before
        hour = 3600 / passed
        print(f"     {spent:.2f} s in {passed:.0f} s, without sound {silent_spent:.2f} s; {machine()}")
        good = judge(f"at most {MOST:.0f} s of the processor an hour", spent * hour <= MOST,
                     f"{spent * hour:.1f} s, of them sound {(spent - silent_spent) * hour:.1f} s")
        return good & let_go(cues, breathing(program, home, NAME, text), opened)


def let_go(cues, breaths, opened):
    """Whether the device is closed where nothing sounds and nothing is due within five seconds."""
    moments = [at for at, _ in cues]
    idle = open_then = 0
    for at, streams in opened:
        last = max((cue for cue in moments if cue <= at), default=0)
        due = min((cue for cue in moments if cue > at), default=at + 60)
        breathed = any(start <= at <= end + LINGER for start, end in breaths)
        if due - at > SOON and at - last > LONGEST_SOUND + LINGER and not breathed:
            idle += 1
            open_then += streams > 0
    share = sum(streams > 0 for _, streams in opened) / len(opened)
    most = max(streams for _, streams in opened)
    return judge("closed when nothing is due", idle > 5 and open_then == 0 and most == 1,
                 f"open at {open_then} of {idle} such looks; open {share:.0%} of all the time, {most} stream at most")
