"""Homes to start in: an empty one, one that was lived in for years, one with a thousand routines."""

import json
import os
import shutil
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from terminal import Program

STEP = '[[step]]\nname = "{name}"\nposition = "Sit."\ncues = ["Breathe."]\nhold = {hold}\nprep = {prep}\nafter = 8\n{more}\n'
SILENT = {"PULSE_SERVER": "unix:/nonexistent", "PIPEWIRE_REMOTE": "/nonexistent",
          "ALSA_CONFIG_PATH": "/nonexistent/alsa.conf"}


def routine(name, steps=1, hold=300, more="", prep=3):
    """The text of a routine."""
    each = (STEP.format(name=f"Step {n}", hold=hold, prep=prep, more=more) for n in range(steps))
    return f'name = "{name}"\n\n' + "".join(each)


class Home:
    """A folder of its own for one person, who was asked what applies to them."""

    def __init__(self, unkink, settings="", routines=None, card=None):
        self.folder, self.unkink, self.card = Path(tempfile.mkdtemp(prefix="cost-")), unkink, card
        self.config, self.data = self.folder / "c/unkink", self.folder / "d/unkink"
        (self.config / "routines").mkdir(parents=True)
        (self.config / "config.toml").write_text("voice = false\n" + settings)
        for name, text in (routines or {}).items():
            (self.config / f"routines/{name}.toml").write_text(text)
        self.data.mkdir(parents=True, mode=0o700)
        self.answer()

    def env(self):
        keep = {name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ}
        home = {"HOME": "", "XDG_CONFIG_HOME": "c", "XDG_DATA_HOME": "d", "XDG_STATE_HOME": "s", "XDG_CACHE_HOME": "k"}
        sound = self.card.env() if self.card else SILENT
        names = {name: str(self.folder / folder) for name, folder in home.items()}
        return keep | sound | names | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}

    def answer(self):
        """No to all that is asked at the first start."""
        with self.start("run", "wall-slide", "--mute") as program:
            program.until(lambda text: "apply to you" in text)
            program.press("n")
            program.until(lambda text: "Pain now" in text)
            program.press("q")
            while not program.ended:
                program.read(5)

    def start(self, *words, size=(80, 24)):
        return Program([str(self.unkink), *words], self.env(), size)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


def years(count):
    """A history of so many sessions, each of three holds."""
    lines, start = [], datetime(2016, 1, 1, tzinfo=timezone.utc)
    for session in range(count):
        name, begun = f"{session:011x}-{session:08x}", start + timedelta(hours=4 * session)
        events = [{"event": "began", "routine": "foam-roller", "baseline": 0, "offset": 3600}]
        for step in range(3):
            place = {"step": step, "id": f"step-{step}", "set": 1, "side": "left", "rep": 1}
            events += [{"event": "reached"} | place, {"event": "held"} | place | {"ms": 20000, "of_ms": 20000},
                       {"event": "answered", "step": step, "id": f"step-{step}", "score": int(session % 7 == 0)}]
        for n, event in enumerate([*events, {"event": "ended", "how": "complete"}]):
            at = (begun + timedelta(seconds=30 * n)).strftime("%Y-%m-%dT%H:%M:%SZ")
            lines.append(json.dumps({"v": 1, "session": name, "n": n, "at": at} | event, separators=(",", ":")))
    return "\n".join(lines) + "\n"
