"""Begins a session, knows its plan, and says what was measured."""

import os
import re
import subprocess
import sys
import time
import tomllib

from rig import Program


def machine():
    load = os.getloadavg()
    return f"{os.cpu_count()} cores, load {load[0]:.1f}"


def schedule(program, home, name):
    """Every cue of the routine with its second, as `show --cues` tells."""
    env = dict(os.environ) | home.env()
    text = subprocess.run([program, "show", name, "--cues"], env=env, capture_output=True, text=True, check=True).stdout
    cues = []
    for line in text.splitlines():
        before, bell, told = line.partition("♪ ")
        start = re.match(r"\s+(\d+):(\d\d)", before)
        if not bell or not start:
            continue
        now = int(start[1]) * 60 + int(start[2])
        for part in told.split(", "):
            word, *times = part.split()
            moments = [int(m) * 60 + int(s) for m, s in (t.split(":") for t in times)] or [now]
            cues += [(moment, word) for moment in moments]
    return sorted(cues)


def breathing(program, home, name, text):
    """From when to when a hold is paced by the breath, which is heard though it is no cue."""
    steps = {step["name"] for step in tomllib.loads(text)["step"] if "breath" in step}
    env = dict(os.environ) | home.env()
    shown = subprocess.run([program, "show", name, "--cues"], env=env, capture_output=True, text=True, check=True).stdout
    step, holds = None, []
    for line in shown.splitlines():
        if title := re.match(r" *\d+:\d\d  (\S.*?)  +\d+:\d\d$", line):
            step = title[1]
        elif (hold := re.match(r" +(\d+):(\d\d) +(\d+) s  hold\b", line)) and step in steps:
            start = int(hold[1]) * 60 + int(hold[2])
            holds.append((start, start + int(hold[3])))
    return holds


def begin(program, env, home, name, *options):
    """A session that has just begun, and when its key was pressed."""
    run = Program([program, "run", name, *options], env, home)
    if not run.wait_for("Enter"):
        sys.exit(f"no start card:\n{run.screen()}")
    time.sleep(0.5)
    return run, run.press("\r")


def judge(name, good, figures):
    print(f"{'ok  ' if good else 'BAD '} {name}: {figures}")
    return good
