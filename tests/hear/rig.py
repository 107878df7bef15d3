"""A sound card that is not there, a program in a terminal, and what both showed."""

import fcntl
import os
import pty
import re
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RATE = 48000
TICKS = os.sysconf("SC_CLK_TCK")


def need(*programs):
    """Ends with 0, and says so, where something is missing: these measurements are extra."""
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        print(f"skipped: {', '.join(missing)} missing (on Debian: pulseaudio pulseaudio-utils libasound2-plugins)")
        sys.exit(0)


def unkink():
    """The program: `UNKINK`, or the last release build, or the last debug build."""
    built = [ROOT / "target" / kind / "unkink" for kind in ("release", "debug")]
    given = os.environ.get("UNKINK")
    for path in [Path(given)] if given else built:
        if path.is_file():
            return path.resolve()
    print("skipped: unkink is not built (cargo build --release), or UNKINK does not name it")
    sys.exit(0)


class Card:
    """A PulseAudio server of its own in a folder of its own, with one null sink, `card`."""

    def __init__(self, sinks=("card",), folder=None):
        self.folder = Path(folder or tempfile.mkdtemp(prefix="hear-"))
        self.server = f"unix:{self.folder}/native"
        self.sinks = sinks
        self.process = None
        self.start()

    def env(self):
        folder = str(self.folder)
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("PULSE_", "XDG_", "ALSA_", "DBUS_", "PIPEWIRE"))}
        return keep | {"PULSE_SERVER": self.server, "HOME": folder, "XDG_RUNTIME_DIR": folder,
                       "PULSE_RUNTIME_PATH": folder, "PULSE_STATE_PATH": folder}

    def start(self):
        sock = self.folder / "native"
        sock.unlink(missing_ok=True)
        loads = [f"module-null-sink sink_name={name} rate={RATE}" for name in self.sinks]
        loads.append(f"module-native-protocol-unix socket={sock} auth-anonymous=1")
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        for load in loads:
            command += ["-L", load]
        self.process = subprocess.Popen(command, env=self.env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            if sock.exists() and self.ctl("info") is not None:
                return
            time.sleep(0.05)
        self.close()
        sys.exit("the sound server did not come up")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def ctl(self, *words):
        """What `pactl` says, or None if there is no server."""
        done = subprocess.run(["pactl", "-s", self.server, *words], env=self.env(), capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else None

    def streams(self):
        """How many streams play on the card."""
        return len((self.ctl("list", "short", "sink-inputs") or "").splitlines())

    def record(self, name="card"):
        return Recording(self, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Recording:
    """All that a sink plays, without a gap, from now on; and how its clock goes."""

    def __init__(self, card, name):
        self.raw, self.pieces = bytearray(), []
        command = ["parec", "-s", card.server, "-d", f"{name}.monitor", "--format=s16le", f"--rate={RATE}",
                   "--channels=1", "--latency-msec=10", "--raw"]
        self.process = subprocess.Popen(command, env=card.env(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        while not self.pieces and self.process.poll() is None:
            time.sleep(0.003)

    def _read(self):
        while piece := os.read(self.process.stdout.fileno(), 65536):
            self.raw += piece
            self.pieces.append((time.monotonic(), len(self.raw) // 2))

    def frame(self, moment):
        """About which frame was recorded then."""
        return min(self.pieces, key=lambda piece: abs(piece[0] - moment))[1]

    def stop(self):
        time.sleep(0.3)
        self.process.terminate()
        self.process.wait()
        self.reader.join()
        return bytes(self.raw)

    def pace(self):
        """Frames the card took in a second of this machine's clock: a straight line through the pieces that came soonest.

        A machine that is busy brings pieces late, never early.
        """
        soonest = {}
        for moment, frames in self.pieces:
            early = frames / RATE - moment
            soonest[int(moment)] = max(soonest.get(int(moment), (early, moment)), (early, moment))
        early, moments = zip(*soonest.values())
        return RATE * (1 + statistics.linear_regression(moments, early).slope)


class Home:
    """A home folder in which every condition was answered no and `routine` was done before, a month ago."""

    def __init__(self, name, text, settings="voice = false\n"):
        """Where only cues are measured there is no voice, since it would lie over them."""
        self.folder, self.runs = Path(tempfile.mkdtemp(prefix="hear-home-")), []
        routines, kept = self.folder / "c/unkink/routines", self.folder / "d/unkink"
        routines.mkdir(parents=True)
        kept.mkdir(parents=True)
        (routines / f"{name}.toml").write_text(text)
        (self.folder / "c/unkink/config.toml").write_text(settings)
        now = datetime.now(timezone.utc)
        stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        conditions = re.findall(r'condition\("([a-z0-9-]+)",', (ROOT / "src/routine/conditions.rs").read_text(), re.M)
        answers = [f'[answers.{one}]\napplies = "no"\nasked = "{stamp}"\n' for one in conditions]
        (kept / "screening.toml").write_text("list = 1\n" + "".join(answers))
        old = (now - timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
        head = f'{{"v":1,"session":"old","n":%d,"at":"{old}","event":'
        (kept / "history.jsonl").write_text(
            head % 0 + f'"began","routine":"{name}","baseline":0}}\n' + head % 1 + '"ended","how":"complete"}\n')

    def env(self):
        places = {"HOME": "", "XDG_CONFIG_HOME": "c", "XDG_DATA_HOME": "d", "XDG_STATE_HOME": "s", "XDG_CACHE_HOME": "k"}
        return {name: str(self.folder / place) for name, place in places.items()}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for run in self.runs:
            run.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Program:
    """The program in a terminal of 80 by 24."""

    def __init__(self, arguments, env, home):
        self.output, self.code = b"", None
        env = dict(env) | home.env() | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execve(arguments[0], [str(word) for word in arguments], env)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        home.runs.append(self)

    def _read(self):
        while True:
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                return
            if not piece:
                return
            self.output += piece

    def press(self, keys):
        os.write(self.fd, keys.encode())
        return time.monotonic()

    def screen(self):
        return picture(self.output)

    def wait_for(self, text, limit=10.0):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if text in self.screen():
                return True
            time.sleep(0.02)
        return False

    def cpu(self):
        """Seconds of the processor that it, and programs it has started and seen end, have used until now."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(int(field) for field in fields[11:15]) / TICKS

    def is_running(self):
        if self.code is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            self.code = os.waitstatus_to_exitcode(status) if done else None
        return self.code is None

    def wait(self, limit):
        """Waits for its end; how many seconds that took, or None."""
        start = time.monotonic()
        while time.monotonic() < start + limit:
            if not self.is_running():
                return time.monotonic() - start
            time.sleep(0.005)
        return None

    def close(self):
        if self.is_running():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.code = -9


def picture(output):
    """What a terminal of 80 by 24 shows after these bytes: as much of one as the program uses."""
    cells, row, col = [[" "] * 80 for _ in range(24)], 0, 0
    text = output.decode("utf-8", "replace")
    for found in re.finditer(r"\x1b\[([?>=]?)([0-9;]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|(.)", text, re.S):
        private, numbers, final, char = found.groups()
        if final in ("H", "f") and not private:
            parts = [int(n or 1) for n in (numbers or "1;1").split(";")]
            row, col = parts[0] - 1, (parts + [1])[1] - 1
        elif final == "G":
            col = int(numbers or 1) - 1
        elif final == "J":
            cells = [[" "] * 80 for _ in range(24)]
        elif char == "\n":
            row += 1
        elif char == "\r":
            col = 0
        elif char and char >= " ":
            if 0 <= row < 24 and 0 <= col < 80:
                cells[row][col] = char
            col += 1
    return "\n".join("".join(line).rstrip() for line in cells)
