"""A program in a terminal: what it wrote and when, what stands on its screen, and what it took of the machine."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import unicodedata

QUIET = 0.05
"""A picture is whole when nothing came for so long."""
ANSWERS = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[6n": b"\x1b[1;1R",
           b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:1111/1111/1111\x1b\\", b"\x1b]11;?\x07": b"\x1b]11;rgb:1111/1111/1111\x07"}
PART = re.compile(rb"\x1b\[([?>]?)([0-9;]*)([@-~])|\x1b\].*?(?:\x07|\x1b\\)|\x1b[()].|\x1b[^\[\]()]|[\x00-\x1f]|[^\x00-\x1f\x1b]+",
                  re.S)

CUT = re.compile(rb"(?:\x1b(?:\[[?>]?[0-9;]*|\][^\x07\x1b]*)?|[\xc0-\xff][\x80-\xbf]{0,2})$")
"""What may be cut off at the end of a piece."""


class Screen:
    """The letters of a screen; colours are passed over."""

    def __init__(self, columns, rows):
        self.columns, self.rows, self.x, self.y = columns, rows, 0, 0
        self.rest = b""
        self.clear()

    def clear(self):
        self.cells = [[" "] * self.columns for _ in range(self.rows)]

    def text(self):
        return "\n".join("".join(row) for row in self.cells)

    def feed(self, data):
        data = self.rest + data
        cut = CUT.search(data)
        self.rest = data[cut.start():] if cut and not whole(cut.group(0)) else b""
        for part in PART.finditer(data[:len(data) - len(self.rest)]):
            private, numbers, final = part.group(1), part.group(2), part.group(3)
            if final is None:
                self.write(part.group(0))
            elif not private or final in b"hl":
                self.steer(final.decode(), private, [int(n or 0) for n in numbers.split(b";")])

    def steer(self, final, private, numbers):
        first = max(numbers[0], 1)
        if final in "Hf":
            self.y = min(first, self.rows) - 1
            self.x = min(max(numbers[1], 1) if len(numbers) > 1 else 1, self.columns) - 1
        elif final == "J" or (private and final == "h" and 1049 in numbers):
            self.clear()
        elif final == "K":
            self.cells[self.y][self.x:] = [" "] * (self.columns - self.x)
        elif final in "CDAB":
            across, down = {"C": (first, 0), "D": (-first, 0), "A": (0, -first), "B": (0, first)}[final]
            self.x = min(max(self.x + across, 0), self.columns - 1)
            self.y = min(max(self.y + down, 0), self.rows - 1)
        elif final == "G":
            self.x = min(first, self.columns) - 1

    def write(self, part):
        if part[0] == 0x0D:
            self.x = 0
        elif part[0] == 0x0A:
            self.y = min(self.y + 1, self.rows - 1)
        elif part[0] >= 0x20:
            for letter in part.decode("utf-8", "replace"):
                if self.x < self.columns and not unicodedata.combining(letter):
                    self.cells[self.y][self.x] = letter
                    self.x += 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def whole(tail):
    """Whether what may be cut off is a whole letter."""
    lead = tail[0]
    return lead != 0x1B and len(tail) == (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4)


class Used:
    """What a program and its children have taken so far."""

    def __init__(self, pid, written):
        self.at, self.bytes, self.cpu, self.wakes = time.monotonic(), written, 0, 0
        for task in tasks(pid):
            try:
                with open(f"{task}/schedstat") as file:
                    self.cpu += int(file.read().split()[0])
                with open(f"{task}/status") as file:
                    self.wakes += int(re.search(r"\nvoluntary_ctxt_switches:\s*(\d+)", file.read()).group(1))
            except (OSError, ValueError):
                continue


def tasks(pid):
    """The threads of a process and of its children."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return
    for thread in threads:
        yield f"/proc/{pid}/task/{thread}"
        try:
            with open(f"/proc/{pid}/task/{thread}/children") as file:
                children = file.read().split()
        except OSError:
            children = []
        for child in children:
            yield from tasks(child)


class Program:
    """A program in a terminal of this size."""

    def __init__(self, command, env, size=(80, 24)):
        self.screen, self.written, self.log, self.ended = Screen(*size), 0, [], False
        self.pid, self.master = self.spawn(command, env, size)

    def spawn(self, command, env, size):
        report, tell = os.pipe()
        pid, master = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.write(tell, struct.pack("d", time.monotonic()))
            os.execve(command[0], command, env)
        os.set_blocking(master, False)
        self.began = struct.unpack("d", os.read(report, 8))[0]
        os.close(report)
        os.close(tell)
        return pid, master

    def read(self, limit):
        """Waits at most so long for bytes; when they came."""
        if self.ended or not select.select([self.master], [], [], max(limit, 0))[0]:
            return None
        at = time.monotonic()
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return None
        self.log.append((at, len(data)))
        self.written += len(data)
        self.screen.feed(data)
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self.master, answer)
        return at

    def until(self, is_so, limit=10.0):
        """Reads until the screen is so; when that was, or nothing."""
        end = time.monotonic() + limit
        while time.monotonic() < end and not self.ended:
            at = self.read(end - time.monotonic())
            if at and is_so(self.screen.text()):
                return at
        return None

    def settle(self, limit=10.0, quiet=QUIET):
        """Reads until nothing came for a while; when the last byte before that came."""
        end, last = time.monotonic() + limit, None
        while time.monotonic() < end and not self.ended:
            at = self.read(quiet if last else end - time.monotonic())
            if at is None and last:
                return last
            last = at or last
        return last

    def run(self, seconds):
        """Lets it run for so long; what it took."""
        while self.read(0):
            pass
        before = Used(self.pid, self.written)
        end = before.at + seconds
        while time.monotonic() < end and not self.ended:
            self.read(end - time.monotonic())
        after = Used(self.pid, self.written)
        passed = after.at - before.at
        return {"wakes": after.wakes - before.wakes, "bytes": after.bytes - before.bytes,
                "ms": (after.cpu - before.cpu) / 1e6, "s": passed}

    def press(self, keys):
        os.write(self.master, keys.encode())
        return time.monotonic()

    def memory(self):
        """The most memory it ever held, and what it holds, in MiB."""
        with open(f"/proc/{self.pid}/status") as file:
            status = file.read()
        return tuple(int(re.search(rf"{name}:\s*(\d+)", status).group(1)) / 1024 for name in ("VmHWM", "VmRSS"))

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.close(self.master)
        os.waitpid(self.pid, 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
