"""What becomes of a session when time, disk or keyboard fail in ways that take long or need root."""

import json
import os
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hear"))

from rig import Home, Program, need, unkink  # noqa: E402

LONG = """name = "Long"
[[step]]
name = "Reach"
prep = 3
hold = 500
tick = 1
"""
SETTINGS = "voice = false\nbell = true\n"
PROGRAM = unkink()
IS_ROOT = os.geteuid() == 0
SILENT = {"PULSE_SERVER": "unix:/nonexistent", "PIPEWIRE_REMOTE": "/nonexistent",
          "ALSA_CONFIG_PATH": "/nonexistent/alsa.conf"}
LEAVING = 6.5
"""Seconds from the key that leaves to the end, where a disk is waited for: five, and a little."""


def machine():
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "UNKINK", "TZ"))}
    return kept | SILENT


def judge(what, good, found=""):
    print(f"  {'ok ' if good else 'BAD'} {what}{f': {found}' if found != '' else ''}", flush=True)
    return bool(good)


class Session:
    """The routine above, begun, in a home of its own."""

    def __init__(self, home, env=None, lead=(), begin=True):
        self.home = home
        self.run = Program([*lead, str(PROGRAM), "run", "long", "--mute"], machine() | (env or {}), home)
        self.before = None
        self.good = self.run.wait_for("Pain now?")
        if begin:
            self.run.press("\r")
            self.good &= self.run.wait_for("step 1 of") and self.is_in_hold()

    def is_in_hold(self):
        """Waits until the first seconds of the hold are over."""
        end = time.monotonic() + 8
        while time.monotonic() < end and (self.left() or 999) > 499:
            time.sleep(0.05)
        return time.monotonic() < end

    def left(self):
        found = re.search(r"(\d+):(\d\d) left", self.run.screen())
        return int(found[1]) * 60 + int(found[2]) if found else None

    def leave(self, limit=2.0):
        self.run.press("\x03")
        took = self.run.wait(limit + 5)
        good = judge("Ctrl-C leaves at once", took is not None and took < limit, "never" if took is None else f"{took:.2f} s")
        return good & judge("the terminal is given back", self.is_given_back())

    def is_given_back(self):
        out = self.run.output
        return out.rfind(b"\x1b[?1049l") > out.rfind(b"\x1b[?1049h") and out.rfind(b"\x1b[?25h") > out.rfind(b"\x1b[?25l")

    def kept(self):
        """The events of this session."""
        text = (self.home.folder / "d/unkink/history.jsonl").read_text()
        entries = [json.loads(line) for line in text.splitlines()]
        return [entry["event"] for entry in entries if entry["session"] != "old" and entry["event"] != "reached"]


def stopped():
    """SIGSTOP for a minute in a hold."""
    with Home("long", LONG, SETTINGS) as home:
        session = Session(home)
        good = judge("a session runs", session.good)
        before, written = session.left(), len(session.run.output)
        os.kill(session.run.pid, signal.SIGSTOP)
        time.sleep(60)
        os.kill(session.run.pid, signal.SIGCONT)
        good &= judge("it is paused", session.run.wait_for("Space go on", 2))
        good &= judge("at the same second", abs(before - session.left()) <= 1, f"{before} s, {session.left()} s")
        time.sleep(1)
        good &= judge("and says why", "Nothing was skipped" in session.run.screen(), notice(session.run))
        bells = session.run.output[written:].count(b"\x07")
        good &= judge("nothing is played that was missed", bells <= 1, f"{bells} bells")
        session.run.press(" ")
        good &= judge("Space goes on", session.run.wait_for("Space pause", 2))
        good &= session.leave()
        return good & judge("it is kept", session.kept() == ["began", "held", "ended"], session.kept())


def notice(run):
    lines = [line.strip() for line in run.screen().splitlines() if line.strip()]
    return " / ".join(line for line in lines if re.search("[a-z]{3}", line))[:300]


def keys():
    """A key that repeats 200 times a second, and a megabyte of keys."""
    with Home("long", LONG, SETTINGS) as home:
        session = Session(home)
        good = judge("a session runs", session.good)
        before, cpu = session.left(), session.run.cpu()
        for n in range(1000):
            session.run.press("+" if n % 2 == 0 else "-")
            time.sleep(0.005)
        time.sleep(0.2)
        gone = before - session.left()
        good &= judge("200 keys a second are all taken in", 4 <= gone <= 12, f"{gone} s later there is as much less left")
        print(f"      {session.run.cpu() - cpu:.2f} s of the processor for 1000 keys")
        start = time.monotonic()
        rest = b"xyz " * (1 << 18)
        while rest:
            rest = rest[os.write(session.run.fd, rest[:4096]):]
        session.run.press("h")
        good &= judge("a megabyte of keys holds the pain key up", session.run.wait_for("Which is closest?", 30)
                      and time.monotonic() - start < 10, f"{time.monotonic() - start:.1f} s")
        return good & session.leave()


def sizes():
    """Ten thousand sizes in a session."""
    import fcntl
    import random
    import struct
    random.seed(5)
    with Home("long", LONG, SETTINGS) as home:
        session = Session(home)
        good = judge("a session runs", session.good)
        for n in range(10000):
            rows, columns = (200, 500) if n % 100 == 0 else (random.randint(0, 60), random.randint(0, 200))
            fcntl.ioctl(session.run.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            time.sleep(0.0005)
        time.sleep(0.5)
        session.run.output = b""
        fcntl.ioctl(session.run.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        good &= judge("the picture is whole afterwards", session.run.wait_for("it hurts", 3))
        return good & session.leave()


def zones():
    """Zones that are odd, or none."""
    good = True
    for zone in ["America/St_Johns", "Pacific/Apia", "Nowhere/Nowhere", ":/etc/passwd", "", "UTC+99", "\u202e"]:
        with Home("long", LONG, SETTINGS) as home:
            session = Session(home, {"TZ": zone}, begin=False)
            session.run.press("\r")
            good &= judge(f"TZ={zone!r}", session.good and session.run.wait_for("step 1 of"))
            session.run.press("\x03")
            session.run.wait(3)
    return good


def late_clock():
    """A machine that has been up for three years, most of it asleep."""
    lead = ["/usr/bin/env", "unshare", "-T", "--boottime", "100000000", "--monotonic", "1000000"]
    with Home("long", LONG, SETTINGS) as home:
        session = Session(home, lead=lead)
        good = judge("a session runs", session.good)
        before = session.left()
        time.sleep(3)
        good &= judge("at the pace of the clock", 2 <= before - session.left() <= 4, f"{before - session.left()} s in 3")
        return good & session.leave()


def mount(home, folder, *options):
    place = home.folder / folder
    kept = {file.name: file.read_bytes() for file in place.iterdir() if file.is_file()} if place.is_dir() else {}
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", *options, "unkink-test", str(place)], check=True)
    for name, content in kept.items():
        (place / name).write_bytes(content)
    return place


def unmount(place):
    subprocess.run(["umount", "-l", str(place)], check=False)


def fill(place):
    """Takes all the room there is."""
    with open(place / "full", "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    return place / "full"


def full():
    """A disk that is full in the middle of a session, and has room again."""
    with Home("long", LONG, SETTINGS) as home:
        place = mount(home, "d/unkink", "-o", "size=64k")
        try:
            session = Session(home)
            good = judge("a session runs", session.good)
            filler = fill(place)
            # The rest of the page in which the history ends is still its own.
            for _ in range(60):
                session.run.press("h")
                time.sleep(0.03)
                session.run.press("6")
                time.sleep(0.03)
                if "history is not kept for now" in session.run.screen():
                    break
            good &= judge("it is told", session.run.wait_for("history is not kept for now", 3), notice(session.run))
            session.run.press("h")
            good &= judge("the pain key is heard", session.run.wait_for("Which is closest?", 2))
            filler.unlink()
            good &= judge("it is kept again, and said", session.run.wait_for("history is kept again", 5), notice(session.run))
            good &= session.leave()
            kept = session.kept()
            good &= judge("nothing is lost", kept[0] == "began" and kept[-1] == "ended"
                          and kept.count("stopped") == kept.count("closest") + 1, f"{len(kept)} entries")
        finally:
            unmount(place)
        return good


def no_room():
    """No room for anything, from the start to the end."""
    with Home("long", LONG, SETTINGS) as home:
        places = [mount(home, folder, "-o", "size=16k") for folder in ("d/unkink", "s", "k")]
        try:
            for place in places:
                fill(place)
            # The page in which the history ends is full, too.
            with open(places[0] / "history.jsonl", "ab") as history:
                history.write(b"\n" * (-history.tell() % 4096))
            session = Session(home)
            good = judge("a session runs", session.good)
            good &= judge("it is told", session.run.wait_for("history is not kept", 4), notice(session.run))
            good &= session.leave(LEAVING)
            said = session.run.output.decode().rsplit("\x1b[?1049l", 1)[1].replace("\r\n", " ")
            good &= judge("and told again at the end", "could not be kept" in said, said.strip())
        finally:
            for place in places:
                unmount(place)
        return good


def read_only():
    """A disk that becomes read-only in the middle of a session, and one that was from the start."""
    good = True
    for when in ("from the start", "in the middle"):
        with Home("long", LONG, SETTINGS) as home:
            place = mount(home, "d/unkink")
            turn = lambda: subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)  # noqa: B023, E731
            try:
                if when == "from the start":
                    turn()
                session = Session(home)
                good &= judge(f"a session runs, {when}", session.good)
                if when == "in the middle":
                    turn()
                    session.run.press("h")
                good &= judge("it is told", session.run.wait_for("history is not kept", 4), notice(session.run))
                good &= session.leave(LEAVING)
            finally:
                unmount(place)
    return good


def gone():
    """A disk that goes in the middle of a session: what it had is gone, what comes is kept where it was."""
    with Home("long", LONG, SETTINGS) as home:
        place = mount(home, "d/unkink")
        session = Session(home)
        good = judge("a session runs", session.good)
        unmount(place)
        session.run.press("h")
        good &= judge("the pain key is heard", session.run.wait_for("Which is closest?", 2))
        good &= session.leave(LEAVING)
        return good & judge("what came is kept", session.kept()[0::2] == ["stopped", "ended"], session.kept())


def frozen():
    """A disk that answers nobody, as one in a network does."""
    with Home("long", LONG, SETTINGS) as home:
        image, place = home.folder / "image", home.folder / "d/unkink"
        kept = {file.name: file.read_bytes() for file in place.iterdir()}
        image.write_bytes(b"\0" * (8 << 20))
        made = subprocess.run(["mkfs.ext4", "-q", str(image)], capture_output=True)
        if made.returncode or subprocess.run(["mount", "-o", "loop", str(image), str(place)], capture_output=True).returncode:
            print("  skipped: no file system in a file here")
            return True
        for name, content in kept.items():
            (place / name).write_bytes(content)
        session = Session(home)
        try:
            good = judge("a session runs", session.good)
            subprocess.run(["fsfreeze", "-f", str(place)], check=True)
            session.run.press("h")
            good &= judge("the pain key is heard", session.run.wait_for("Which is closest?", 2))
            session.run.press("\x03")
            start = time.monotonic()
            while not session.is_given_back() and time.monotonic() < start + 5:
                time.sleep(0.01)
            took = time.monotonic() - start
            good &= judge("the terminal is given back at once", took < 1, f"{took:.2f} s")
            while b"does not answer" not in session.run.output and time.monotonic() < start + 10:
                time.sleep(0.05)
            good &= judge("and it is told", b"does not answer" in session.run.output, f"{time.monotonic() - start:.1f} s")
        finally:
            subprocess.run(["fsfreeze", "-u", str(place)], check=False)
        good &= judge("the program ends", session.run.wait(10) is not None)
        unmount(place)
        return good


def junk():
    """Ten thousand files that are no routines."""
    with Home("long", LONG, SETTINGS) as home:
        for n in range(10_000):
            (home.folder / f"c/unkink/routines/junk-{n}.toml").write_bytes(b"nonsense = %d\n[[[\n\x7f\xff" % n)
        start = time.monotonic()
        session = Session(home, begin=False)
        took = time.monotonic() - start
        good = judge("it opens", session.good and took < 2, f"{took:.2f} s")
        session.run.press("\x03")
        session.run.wait(3)
        library = Program([str(PROGRAM)], machine(), home)
        start = time.monotonic()
        good &= judge("so does the library", library.wait_for("10009 routines", 5), f"{time.monotonic() - start:.2f} s")
        time.sleep(0.5)
        before = library.cpu()
        for _ in range(200):
            library.press("\x1b[B")
            time.sleep(0.005)
        time.sleep(0.3)
        used = library.cpu() - before
        good &= judge("the list is quick", used < 1, f"{used:.2f} s of the processor for 200 keys")
        before = library.cpu()
        (home.folder / "c/unkink/routines/junk-7.toml").write_text("name = \"Seven\"\n[[step]]\nname = \"One\"\nhold = 30\n")
        library.press("/seven")
        good &= judge("a file that is mended is seen", library.wait_for("Seven", 3), f"{library.cpu() - before:.2f} s of the processor")
        library.press("\x03")
        library.wait(3)
        said = subprocess.run([PROGRAM, "list"], env=machine() | home.env(), capture_output=True, text=True)
        lines = said.stdout.splitlines()
        good &= judge("`list` says what is broken, a line for each", len(lines) < 10_020 and max(map(len, lines)) < 200,
                      f"{len(lines)} lines")
        return good


ALL = {"stopped": stopped, "keys": keys, "sizes": sizes, "zones": zones, "junk": junk}
AS_ROOT = {"late-clock": late_clock, "full": full, "no-room": no_room, "read-only": read_only, "gone": gone, "frozen": frozen}


def main(asked):
    known = ALL | AS_ROOT
    if not set(asked) <= set(known):
        sys.exit(f"usage: tests/faults.sh [{'] ['.join(known)}]")
    well = True
    for name in asked or known:
        print(f"{name}: {known[name].__doc__}", flush=True)
        if name in AS_ROOT and not IS_ROOT:
            print("  skipped: it needs root")
            continue
        well &= known[name]()
    sys.exit(0 if well else 1)


need("python3")
main(sys.argv[1:])
