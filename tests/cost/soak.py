"""Random hands for hours: keys, clicks, sizes, stops by the shell, and what the program holds of memory meanwhile."""

import fcntl
import os
import random
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

from homes import Home, routine
from terminal import Program, Screen

FASTER = 20
"""Session seconds in a second."""
GROWTH = 0.5
"""MiB that the last quarter may hold more than the second."""
USUAL = ["\r", " ", "\x1b[C", "\x1b[D", "\x1b[A", "\x1b[B", "e", "h", "?", "+", "-", "m", "r", "g", "n", "y", "c", "w"]
ODD = [*"abdfijklopstuvxz[]./", "\t", "\x0c", "\x7f", "\x1b", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[Z",
       "\x1b[<64;9;9M", "\x1b[<65;9;9M", "\x1b[<0;9;6M\x1b[<0;9;6m", "\x1b[200~pasted\x1b[201~", "ж", "é", "\x1b[I"]
SIDES = 'sides = "each"\nreps = 2\ngap = 2\nsets = 2\nrest = 10\nfigure = "open-book"\n'
OWN = {"sides": routine("Sides", 2, 8, SIDES), "breath": routine("Breath", 2, 40, "breath = { in = 4, out = 6 }\n")}


class Hands:
    """What random hands do to a program, and what they saw of it."""

    def __init__(self, program, chance):
        self.program, self.chance, self.summaries, self.holds, self.did = program, chance, 0, 0, 0

    def text(self):
        return self.program.screen.text()

    def wait(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.program.ended:
            self.program.read(end - time.monotonic())

    def resize(self):
        size = self.chance.choice([(80, 24), (120, 40), (40, 12), (self.chance.randint(1, 200), self.chance.randint(1, 60))])
        self.program.screen = Screen(*size)
        fcntl.ioctl(self.program.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def stop(self, how):
        os.kill(self.program.pid, how)
        self.wait(self.chance.uniform(0.05, 0.5))
        os.kill(self.program.pid, signal.SIGCONT)

    def act(self):
        """One thing; a session that stands still is mostly gone on with, or little would ever be reached."""
        self.did += 1
        text, dice = self.text(), self.chance.random()
        self.summaries += "Enter close" in text
        self.holds += "it hurts" in text
        if dice < 0.6 and "go on" in text:
            self.program.press(" ")
        elif dice < 0.6 and ("Enter" in text or "which is closest" in text):
            self.program.press(self.chance.choice(["\r", "\r", str(self.chance.randint(0, 6))]))
        elif dice < 0.86:
            self.program.press(self.chance.choice(USUAL + [str(self.chance.randint(0, 9))]))
        elif dice < 0.94:
            self.program.press(self.chance.choice(ODD))
        elif dice < 0.98:
            self.resize()
        else:
            self.stop(self.chance.choice([signal.SIGSTOP, signal.SIGTSTP]))
        self.wait(self.chance.choice([0.01, 0.05, 0.3, 1.5]))


def soak(program, seconds, chance):
    """Lets it all pass; the hands, and what was held of memory in the second and in the last quarter."""
    hands, begin, held = Hands(program, chance), time.monotonic(), []
    while (passed := time.monotonic() - begin) < seconds and not program.ended:
        hands.act()
        if not program.ended:
            held.append((passed / seconds, program.memory()[1]))
    quarters = [[size for at, size in held if low <= at < high] for low, high in ((0.25, 0.5), (0.75, 1.1))]
    return hands, [statistics.median(quarter) if quarter else 0.0 for quarter in quarters]


def opened(home):
    """The program in this home; its editor is one that is done at once."""
    return Program([str(home.unkink), "--rehearse", str(FASTER)], home.env() | {"EDITOR": "true"})


def ended(program, hands):
    """The exit code, once the program has closed its terminal and is gone; nothing if that takes too long."""
    hands.wait(3)
    for _ in range(100):
        if end := os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
            return end.si_status
        time.sleep(0.01)
    return None


def say(fine, what):
    """One line of the answer."""
    print(f"{'ok ' if fine else 'BAD'}  {what}", flush=True)
    return fine


def main():
    """0 if all went well."""
    unkink = Path(sys.argv[1]).resolve()
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 6
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    if not unkink.exists():
        print("skipped: build unkink first")
        return 0
    print(f"{minutes:g} minutes at {FASTER} times the pace, seed {seed}", flush=True)
    with Home(unkink, "keep-awake = false\n", OWN) as home, opened(home) as program:
        program.settle()
        hands, (before, after) = soak(program, minutes * 60, random.Random(seed))
        fine = say(not program.ended, f"it is still there after {hands.did} things")
        if program.ended:
            return 1
        fine &= say(hands.holds > 0 and hands.summaries > 0,
                    f"{hands.holds} times a session was seen, {hands.summaries} times a summary")
        fine &= say(after - before <= GROWTH, f"memory: {before:.2f} MiB in the second quarter, {after:.2f} in the last")
        program.screen = Screen(80, 24)
        fcntl.ioctl(program.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        program.press("\x0c")
        hands.wait(1)
        fine &= say(hands.text().strip() != "", "it draws anew when asked")
        program.press("\x03")
        fine &= say((code := ended(program, hands)) == 130, f"Ctrl-C ends it, with {code}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
