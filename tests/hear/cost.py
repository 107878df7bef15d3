"""What sound costs: the processor over a shipped routine, with a voice, and for how long the device is open."""

import shutil
import time

from rig import ROOT, Card, Home, Program
from session import begin, breathing, judge, machine, schedule

NAME = "desk"
MOST = 8.0
"""Seconds of the processor for an hour of session."""
SOON = 5.0
LINGER = 2.0
"""A device may be open for so long after the last sound though nothing is due soon."""
LONGEST_SOUND = 1.55


def cost(program):
    """Seconds of the processor that sound takes in an hour, and whether the device is let go."""
    return spoken(program) & alone(program)


def spoken(program):
    """With a voice, whose phrases are made once and kept."""
    if not shutil.which("espeak-ng"):
        print("cost: espeak-ng is missing, so it is not measured with a voice")
        return True
    text = (ROOT / "routines/desk-break.toml").read_text().replace("\nmute = true\n", "\n")
    with Card() as card, Home(NAME, text, "voice = true\n") as home, Home(NAME, text) as silent_home:
        first = Program([program, "run", NAME], card.env(), home)
        phrases = made(home)
        print(f"cost: desk-break with a voice; its {phrases} phrases took {first.cpu():.2f} s, once; {machine()}")
        first.close()
        end = schedule(program, home, NAME)[-1][0]
        run, began = begin(program, card.env(), home, NAME)
        silent, _ = begin(program, card.env(), silent_home, NAME, "--mute")
        before, silent_before, start = run.cpu(), silent.cpu(), time.monotonic()
        streams = []
        while time.monotonic() < began + end:
            streams.append(card.streams() > 0)
            time.sleep(0.5)
        return reckon(run.cpu() - before, silent.cpu() - silent_before, time.monotonic() - start, streams)


def made(home):
    """Waits until no phrase is made any more; how many there are."""
    count, still = 0, 0
    while still < 12:
        time.sleep(0.25)
        now = len(list((home.folder / "k/unkink/voice").glob("*")))
        still = still + 1 if now == count and now > 0 else 0
        count = now
    return count


def reckon(spent, silent, passed, streams):
    """Sound is what a session takes more than a silent one beside it."""
    hour = 3600 / passed
    print(f"     {spent:.2f} s in {passed:.0f} s, without sound {silent:.2f} s; open {sum(streams) / len(streams):.0%} of the time")
    return judge(f"sound takes at most {MOST:.0f} s of the processor an hour", (spent - silent) * hour <= MOST,
                 f"{(spent - silent) * hour:.1f} s, and all of the program {spent * hour:.1f} s")


def alone(program):
    """Without a voice, when it is known when something sounds."""
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
        good = reckon(spent, silent_spent, passed, [streams > 0 for _, streams in opened])
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
    most = max(streams for _, streams in opened)
    return judge("closed when nothing is due", idle > 5 and open_then == 0 and most == 1,
                 f"open at {open_then} of {idle} such looks, {most} stream at most")
