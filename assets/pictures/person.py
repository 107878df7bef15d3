"""Makes up a person for the pictures: a home folder with answers about health, and three weeks of sessions."""

import json
import pathlib
import sys
from datetime import datetime, timedelta, timezone

CONDITIONS = """spinal-fracture herniated-disc recent-injury osteoporosis spinal-instability spinal-injury nerve-signs
red-flags heart skin-or-blood pregnancy-or-surgery neck-joint under-16""".split()

# How many days ago, at which hour, which routine, and the pain told after each step.
SESSIONS = [
    (22, 7, "morning", {"breath-lying": 0, "arm-float": 0, "open-book": 1, "child-pose": 0}),
    (20, 19, "wall-slide", {"wall-stand": 0, "wall-slide": 3, "wall-sink": 1}),
    (17, 19, "foam-roller", {"roller-settle": 0, "roller-roll": 2, "roller-arch": 3, "floor-rest": 0}),
    (15, 7, "morning", {"breath-lying": 0, "arm-float": 0, "open-book": 0, "child-pose": 0}),
    (12, 15, "desk-break", {"breath": 0}),
    (10, 19, "wall-slide", {"wall-stand": 0, "wall-slide": 2, "wall-sink": 0}),
    (8, 19, "foam-roller", {"roller-settle": 0, "roller-roll": 1, "roller-arch": 4, "floor-rest": 0}),
    (6, 7, "morning", {"breath-lying": 0, "arm-float": 0, "open-book": 0, "child-pose": 0}),
    (4, 15, "desk-break", {"breath": 0}),
    (3, 19, "foam-roller", {"roller-settle": 0, "roller-roll": 0, "roller-arch": 2, "floor-rest": 0}),
    (2, 19, "wall-slide", {"wall-stand": 0, "wall-slide": 4, "wall-sink": 0}),
    (1, 7, "morning", {"breath-lying": 0, "arm-float": 0, "open-book": 0, "child-pose": 0}),
]

AFTER_WORK = """name = "After work"
summary = "Ten quiet minutes between the desk and the evening."
equipment = ["mat"]

[[step]]
name = "Lie down and breathe"
hold = 120
breath = { in = 4, out = 6 }

[[step]]
name = "Open book"
hold = 10
reps = 4
sides = "each"
"""


def session(number, days, hour, routine, scores, now):
    """The lines of one session: a hold and an answer for each step."""
    began = (now - timedelta(days=days)).replace(hour=hour, minute=10, second=0, microsecond=0)
    events = [(0, {"event": "began", "routine": routine, "baseline": 0, "offset": 0})]
    seconds = 0
    for step, (name, score) in enumerate(scores.items()):
        place = {"step": step, "id": name, "set": 1, "rep": 1, "ms": 30000, "of_ms": 30000}
        seconds += 60
        events.append((seconds, {"event": "held", **place}))
        events.append((seconds + 12, {"event": "answered", "step": step, "id": name, "score": score}))
    events.append((seconds + 20, {"event": "ended", "how": "complete"}))
    if max(scores.values()) > 3:
        events.append((seconds + 30, {"event": "morning", "gone": "yes"}))
    for n, (after, event) in enumerate(events):
        at = (began + timedelta(seconds=after)).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield json.dumps({"v": 1, "session": f"s{number:02}", "n": n, "at": at, **event})


def main():
    """Fills the folder named on the command line."""
    home, now = pathlib.Path(sys.argv[1]), datetime.now(timezone.utc)
    data, routines = home / ".local/share/unkink", home / ".config/unkink/routines"
    data.mkdir(parents=True)
    routines.mkdir(parents=True)
    lines = [line for number, one in enumerate(SESSIONS) for line in session(number, *one, now)]
    (data / "history.jsonl").write_text("\n".join(lines) + "\n")
    asked = (now - timedelta(days=22)).strftime("%Y-%m-%dT%H:%M:%SZ")
    answers = [f'[answers.{name}]\napplies = "no"\nasked = "{asked}"\n' for name in CONDITIONS]
    (data / "screening.toml").write_text("list = 1\n\n" + "\n".join(answers))
    (routines / "after-work.toml").write_text(AFTER_WORK)


main()
