"""What is measured: each function gives lines of (what, measured, goal, whether it is met)."""

import os
import re
import statistics
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from homes import Home, routine, years
from terminal import Program

MIB = 1 << 20
STARTS = 15
KEYS = 30
BREATH = "breath = { in = 4, out = 6 }"
STILL = "breath = false\nfigures = false\nflash = false\n"
LEFT = re.compile(r"(\d+):(\d\d) left")


def at_most(what, value, most, unit, form="{:.1f}"):
    """A line of the table."""
    return what, f"{form.format(value)} {unit}", f"at most {form.format(most)}", value <= most


def size(unkink):
    """The program as it is installed."""
    yield at_most("size", os.path.getsize(unkink) / MIB, 4, "MiB", "{:.2f}")


def begin(program):
    """From the start card into the first hold."""
    program.until(lambda text: "Pain now" in text)
    program.press("\r")
    program.until(lambda text: "step 1 of" in text)
    program.run(6)


def starts(unkink, floor):
    """Exec to first picture, programs interleaved, so that all have the same weather."""
    own = {"hold": routine("Hold")}
    many = own | {f"mine-{n:03}": routine(f"Mine {n}", 3, 30) for n in range(300)}
    with Home(unkink, "", own) as home, Home(unkink, "", many) as full:
        (full.data / "history.jsonl").write_text(years(20000))
        for size in ((80, 24), (200, 60)):
            floors = lambda: Program([str(floor)], home.env(), size)
            kinds = {"floor": floors, "library": lambda: home.start(size=size),
                     "run": lambda: home.start("run", "hold", size=size)}
            kinds |= {"library, 20,000 sessions, 300 routines": lambda: full.start(size=size),
                      "run, 20,000 sessions, 300 routines": lambda: full.start("run", "hold", size=size)}
            times = interleaved(kinds)
            least = times.pop("floor")
            yield f"first picture {size[0]}x{size[1]}: floor", f"{least:.2f} ms", "", True
            for name, value in times.items():
                most = 2.0 if "sessions" in name else 1.3
                ratio = value / least
                yield (f"first picture {size[0]}x{size[1]}: {name}", f"{value:.2f} ms = {ratio:.2f} x floor",
                       f"at most {most} x", ratio <= most)


def interleaved(kinds):
    """The median time to a first picture, for each way to start."""
    times = {name: [] for name in kinds}
    for _ in range(STARTS):
        for name, start in kinds.items():
            with start() as program:
                times[name].append((first_picture(program) - program.began) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def first_picture(program):
    """When the first piece came that shows something. A program draws a picture in one piece."""
    return program.until(lambda text: sum(letter not in " \n" for letter in text) >= 4)


def idle(unkink, seconds):
    """Where nothing moves, nothing may wake."""
    with Home(unkink, "", {"hold": routine("Hold", more=BREATH)}) as home:
        def library(program):
            program.settle()

        def paused(program):
            begin(program)
            program.press(" ")

        def stopped(program):
            begin(program)
            program.press("h")

        states = {"library": ([], library), "start card": (["run", "hold"], lambda program: program.settle()),
                  "paused": (["run", "hold"], paused), "stopped": (["run", "hold"], stopped)}
        with ThreadPoolExecutor(len(states)) as pool:
            for name, took in zip(states, pool.map(lambda state: rest(home, *state, seconds), states.values())):
                fine = took["wakes"] == 0 and took["bytes"] == 0 and took["ms"] < 0.005
                yield (f"{name}, {seconds} s", f"{took['wakes']} wake-ups, {took['bytes']} bytes, {took['ms']:.2f} ms",
                       "0, 0, 0.00", fine)


def rest(home, words, go, seconds):
    """What a program takes that is left alone."""
    with home.start(*words) as program:
        go(program)
        # Until the last sound is over, and the first reminder after a stop: the next comes 40 seconds later.
        program.run(25)
        return program.run(seconds)


def holds(unkink, floor, seconds):
    """In a hold, with no cue near; all at the same time, each a program of its own."""
    figure = 'figure = "roller-arch"'
    kinds = [("no figure", "", STILL, (80, 24), (1.1, 300)), ("no figure", "", STILL, (120, 40), (1.1, 700)),
             ("breath", BREATH, "figures = false\n", (80, 24), (9, 2000)),
             ("breath", BREATH, "figures = false\n", (120, 40), (9, 2000)),
             ("figure", figure, "breath = false\n", (80, 24), (9, 2000)),
             ("figure", figure, "breath = false\n", (120, 40), (9, 2000)),
             ("figure and breath", figure + "\n" + BREATH, "", (80, 24), (9, 2000))]
    with ThreadPoolExecutor(len(kinds) + 1) as pool:
        least = pool.submit(floored, unkink, floor, seconds)
        held = list(pool.map(lambda kind: hold(unkink, *kind[1:4], seconds), kinds))
    least = least.result()
    floor_cpu = least["ms"] / least["s"]
    yield "hold: floor 80x24", per_second(least), "", True
    for (name, _, _, size, (most_wakes, most_bytes)), took in zip(kinds, held):
        wakes, written, cpu = (took[what] / took["s"] for what in ("wakes", "bytes", "ms"))
        # The floor's picture is of the smaller size.
        most_cpu = 3.0 if name != "no figure" else 2 * floor_cpu * (size[0] * size[1] / 1920) ** 0.5
        fine = wakes <= most_wakes and written <= most_bytes and cpu <= most_cpu
        yield (f"hold: {name} {size[0]}x{size[1]}", per_second(took),
               f"{most_wakes} /s, {most_bytes} B/s, {most_cpu:.2f} ms/s", fine)


def per_second(took):
    """Wake-ups, bytes, and time of the processor."""
    return "{:.2f} wake-ups/s, {:.0f} B/s, {:.2f} ms/s".format(*(took[what] / took["s"] for what in ("wakes", "bytes", "ms")))


def floored(unkink, floor, seconds):
    """What the floor takes while it counts."""
    with Home(unkink) as home, Program([str(floor)], home.env()) as program:
        program.run(10)
        return program.run(seconds)


def hold(unkink, more, settings, size, seconds):
    """What a hold of five minutes takes a while after its beginning."""
    with Home(unkink, settings, {"hold": routine("Hold", more=more)}) as home, home.start("run", "hold", size=size) as program:
        begin(program)
        program.run(5)
        return program.run(seconds)


def keys(unkink):
    """Space pauses and goes on; how soon the screen says so."""
    with Home(unkink, "", {"hold": routine("Hold", more='figure = "roller-arch"')}) as home:
        with home.start("run", "hold") as program:
            begin(program)
            waits, lost, paused = [], 0, False
            for press in range(KEYS):
                program.run(0.9 + (press * 37 % 100) / 250)
                paused = not paused
                pressed = program.press(" ")
                shown = program.until(lambda text: ("Space go on" in text) == paused, 2)
                lost += shown is None
                waits += [(shown - pressed) * 1000] if shown else []
            waits.sort()
            yield at_most("key to screen, p95", waits[int(len(waits) * 0.95) - 1] if waits else 9999, 2, "ms")
            yield "keys lost", f"{lost} of {KEYS}", "0", lost == 0


def seconds(unkink, floor, length):
    """When each second is shown, against a grid of seconds; with the machine idle, and with it loaded."""
    text = {"hold": routine("Hold", 1, 590)}
    for load in (0, 2 * (os.cpu_count() or 1)):
        busy = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(load)]
        try:
            with Home(unkink, STILL, text) as home, home.start("run", "hold") as program:
                begin(program)
                with Program([str(floor)], home.env()) as least, ThreadPoolExecutor(2) as pool:
                    least.settle()
                    watched = list(pool.map(watch, (program, least), (length, length)))
        finally:
            for process in busy:
                process.kill()
                process.wait()
        (shown, first), (of_floor, _) = watched
        spread, drift, skipped = judge(shown)
        name = f"seconds over {length / 60:.0f} min, {load} busy processes beside it"
        if load and not first:
            name += " and beside the watcher"
        yield f"{name}: spread of the floor", f"{judge(of_floor)[0]:.1f} ms", "", True
        yield at_most(f"{name}: spread", spread, 10, "ms")
        yield at_most(f"{name}: drift", abs(drift), 1, "ms a minute", "{:.2f}")
        yield f"{name}: skipped", str(skipped), "0", skipped == 0


def watch(program, length):
    """When its seconds came, and whether the watcher went before all others: waiting for a processor beside busy
    processes it would measure itself."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(1))
        first = True
    except OSError:
        first = False
    return ticks(program, length), first


def ticks(program, length):
    """When what is left changed, and to what."""
    shown, end = [], time.monotonic() + length
    while time.monotonic() < end:
        at = program.read(end - time.monotonic())
        left = LEFT.search(program.screen.text())
        if at and left:
            value = int(left.group(1)) * 60 + int(left.group(2))
            if not shown or shown[-1][1] != value:
                shown.append((at, value))
    return shown[1:]


def judge(shown):
    """The spread in ms, the drift in ms a minute, and how many seconds were not shown."""
    late = [(at - shown[0][0]) - (shown[0][1] - value) for at, value in shown]
    passed = [at - shown[0][0] for at, _ in shown]
    middle, mean = statistics.fmean(passed), statistics.fmean(late)
    slope = sum((x - middle) * (y - mean) for x, y in zip(passed, late)) / sum((x - middle) ** 2 for x in passed)
    skipped = shown[0][1] - shown[-1][1] + 1 - len(shown)
    return (max(late) - min(late)) * 1000, slope * 60 * 1000, skipped


def memory(unkink, card, length):
    """Before the first cue and after it, and over a while with a moving figure."""
    text = {"hold": routine("Hold", more='figure = "roller-arch"\n' + BREATH)}
    with Home(unkink, "", text, card) as home, home.start("run", "hold") as program:
        program.settle()
        yield at_most("memory before the first cue", program.memory()[0], 5, "MiB")
        begin(program)
        before = program.memory()
        name = "memory after the first cue" if card else "memory after the first cue (no sound card here)"
        yield at_most(name, before[0], 10, "MiB")
        program.run(length)
        yield at_most(f"memory held more after {length} s", program.memory()[1] - before[1], 0.25, "MiB", "{:.2f}")


def many(unkink):
    """Many files, many steps, one huge file."""
    own = {f"mine-{n:04}": routine(f"Mine {n}", 3, 30) for n in range(1000)}
    steps = {"long": routine("Long", 500, 1, prep=1)}
    with Home(unkink, "", own) as home, Home(unkink, "", steps) as other:
        with home.start() as program:
            opened = first_picture(program)
            whole = program.until(lambda text: "1008 routines" in text, 5) or opened + 5
            yield at_most("1,000 routines: first picture", (opened - program.began) * 1000, 150, "ms")
            yield at_most("1,000 routines: all of them", (whole - program.began) * 1000, 150, "ms")
        with other.start("run", "long") as program:
            opened = program.settle()
            yield at_most("500 steps: start card", (opened - program.began) * 1000, 150, "ms")
            pressed = program.press("\r")
            shown = program.until(lambda text: "step 1 of" in text, 5) or pressed + 5
            yield at_most("500 steps: from Enter to the first step", (shown - pressed) * 1000, 20, "ms")
        half, whole = (checked(home, mebibytes) for mebibytes in (0.5, 1))
        yield at_most("check of a file of 1 MiB", whole, 100, "ms")
        yield at_most("the same beside one of half a MiB", whole / half, 2.6, "times")


def checked(home, mebibytes):
    """How long a check of a large file takes, in ms: comments, and as many steps as a routine may have."""
    text = routine("Large", 500, 1, prep=1)
    line = "# " + "all is well " * 8 + "\n"
    file = home.folder / "large.toml"
    file.write_text(text + line * int((mebibytes * MIB - len(text) - 1) / len(line)))
    times = []
    for _ in range(5):
        before = time.monotonic()
        subprocess.run([home.unkink, "check", file], env=home.env(), stdout=subprocess.DEVNULL, check=False)
        times.append((time.monotonic() - before) * 1000)
    return statistics.median(times)
