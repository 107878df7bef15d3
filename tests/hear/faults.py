"""What becomes of a session when sound fails: it says so once, goes on, rests, and comes back."""

import os
import re
import signal
import socket
import sys
import threading
import time

from ear import Ear
from rig import RATE, Card, Home, need, unkink
from session import begin, judge, machine

BEATS = """name = "Beats"
[[step]]
name = "Reach"
prep = 4
hold = 120
tick = 1
"""
NOISE = re.compile(r"ALSA|jack|pulse|snd_|pcm|assert|panick|xrun|Broken pipe|Connection refused", re.I)
MOST = 0.05
"""Part of one processor that a session may take while sound fails."""
LONGEST_WAIT = 1.1
"""Seconds from the key that leaves to the end: one for sound, and a little for the rest."""


def quiet(run, lines):
    """Nothing but our line was ever drawn; the standard error is that terminal, too."""
    drawn = run.output.decode("utf-8", "replace")
    said = len(re.findall("no sound:", drawn))
    noise = NOISE.findall(drawn)
    good = judge("says it once", said == lines, f"{said} of {lines}")
    return good & judge("nothing else is written", not noise, noise or "nothing")


def resting(run, seconds):
    before = run.cpu()
    time.sleep(seconds)
    part = (run.cpu() - before) / seconds
    return judge("no busy loop", run.is_running() and part <= MOST, f"{part:.2%} of a processor over {seconds} s")


def leave(run):
    run.press("\x03")
    took = run.wait(10)
    return judge("leaving does not wait for sound", took is not None and took <= LONGEST_WAIT,
                 "not within 10 s" if took is None else f"{took:.2f} s")


def without(env, lines):
    """A session on a machine where no sound comes from."""
    with Home("beats", BEATS) as home:
        run, _ = begin(PROGRAM, env, home, "beats")
        good = judge("says that there is no sound", run.wait_for("no sound:", 4), line(run))
        good &= resting(run, 8)
        good &= leave(run)
        return good & quiet(run, lines)


def line(run):
    return next((text.strip() for text in run.screen().splitlines() if "sound" in text), "no line")


def no_card():
    """A sound server without a card."""
    with Card(sinks=()) as card:
        return without(card.env(), 1)


def no_server():
    """No sound server."""
    with Card() as card:
        env = card.env() | {"PULSE_SERVER": "unix:/nonexistent/native"}
        return without(env, 1)


def always_fails():
    """A card that fails whenever it is opened."""
    with Card(sinks=()) as card, Home("beats", BEATS) as home:
        # It takes every call, counts it, and hangs up.
        door, calls = socket.socket(socket.AF_UNIX), []
        door.bind(str(card.folder / "deaf"))
        door.listen()
        threading.Thread(target=hang_up, args=(door, calls), daemon=True).start()
        run, _ = begin(PROGRAM, card.env() | {"PULSE_SERVER": f"unix:{card.folder}/deaf"}, home, "beats")
        good = judge("says that there is no sound", run.wait_for("no sound:", 4), line(run))
        before = len(calls)
        good &= resting(run, 10)
        tries = len({round(at, 1) for at in calls[before:]})
        good &= judge("no storm of tries", 3 <= tries <= 6, f"at {tries} moments in 10 s, with a sound due every second")
        good &= leave(run)
        return good & quiet(run, 1)


def hang_up(door, calls):
    while True:
        line, _ = door.accept()
        calls.append(time.monotonic())
        line.close()


def server_killed():
    """The server dies in the middle of a sound, and comes again."""
    with Card() as card, Home("beats", BEATS) as home:
        run, began = begin(PROGRAM, card.env(), home, "beats")
        time.sleep(began + 4.3 - time.monotonic())
        card.kill()
        good = judge("says that there is no sound", run.wait_for("no sound:", 5), line(run))
        good &= resting(run, 5)
        card.start()
        recording = card.record()
        back = run.wait_for("sound is back", 5)
        good &= judge("says that it is back", back, line(run))
        time.sleep(3)
        ear = Ear(recording.stop())
        good &= judge("it is heard again", ear.loudest(0, len(ear.left)) > 300, f"peak {ear.loudest(0, len(ear.left))}")
        good &= leave(run)
        return good & quiet(run, 1)


def server_hangs():
    """The server stops answering in the middle of a sound."""
    with Card() as card, Home("beats", BEATS) as home:
        run, began = begin(PROGRAM, card.env(), home, "beats")
        time.sleep(began + 4.3 - time.monotonic())
        os.kill(card.process.pid, signal.SIGSTOP)
        try:
            good = judge("says that there is no sound", run.wait_for("no sound:", 8), line(run))
            good &= resting(run, 6)
            good &= leave(run)
        finally:
            os.kill(card.process.pid, signal.SIGCONT)
        return good & quiet(run, 1)


def other_default():
    """Another card becomes the default while a session runs."""
    text = BEATS.replace("tick = 1", "").replace("hold = 120", "hold = 8\nreps = 4\ngap = 8")
    with Card(sinks=("first", "second")) as card, Home("beats", text) as home:
        card.ctl("set-default-sink", "first")
        recording = card.record("second")
        run, began = begin(PROGRAM, card.env(), home, "beats")
        time.sleep(began + 4.3 - time.monotonic())
        card.ctl("set-default-sink", "second")
        time.sleep(began + 22 - time.monotonic())
        ear = Ear(recording.stop())
        loud = ear.loudest(recording.frame(began + 4), len(ear.left))
        good = judge("later sounds come from the new one", loud > 300, f"peak {loud} of 32768")
        good &= resting(run, 3)
        good &= leave(run)
        return good & quiet(run, 0)


def leaving_in_a_sound():
    """The program is left while the last sound rings."""
    text = 'name = "Beats"\n[[step]]\nname = "Reach"\nprep = 3\nhold = 3\n'
    with Card() as card, Home("beats", text) as home:
        recording = card.record()
        run, began = begin(PROGRAM, card.env(), home, "beats", "--volume", "100")
        time.sleep(began + 6.72 - time.monotonic())
        run.press("\r")
        time.sleep(0.04)
        run.press("q")
        took = run.wait(10)
        ear = Ear(recording.stop())
        good = judge("leaving does not wait for sound", took is not None and took <= LONGEST_WAIT, "not within 10 s" if took is None else f"{took:.2f} s")
        last = max(at for at, sample in enumerate(ear.left) if abs(sample) > 3)
        jump = max(abs(a - b) for a, b in zip(ear.left[last - RATE // 20 : last + 1], ear.left[last - RATE // 20 + 1 : last + 2]))
        good &= judge("the cut is no click", jump < 1500, f"largest step of a sample in its last 50 ms: {jump}")
        return good & quiet(run, 0)


def main():
    global PROGRAM
    need("pulseaudio", "parec", "pactl")
    PROGRAM = unkink()
    faults = [no_card, no_server, always_fails, server_killed, server_hangs, other_default, leaving_in_a_sound]
    known = {fault.__name__.replace("_", "-"): fault for fault in faults}
    asked = sys.argv[1:] or list(known)
    if not set(asked) <= set(known):
        sys.exit(f"usage: tests/sound-faults.sh [{'] ['.join(known)}]")
    good = True
    for name in asked:
        print(f"{known[name].__doc__} {machine()}")
        good &= known[name]()
    sys.exit(0 if good else 1)


main()
