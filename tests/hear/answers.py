"""Whether what answers a key is heard from its first sample, though no device is open."""

import time

from ear import Ear, clip
from rig import RATE, Card, Home
from session import begin, judge, machine

ROUTINE = 'name = "Answers"\n[[step]]\nname = "Reach"\nprep = 10\nhold = 20\n'
TIMES = 12


def answers(program):
    """Begins a session again and again: is the sound that answers the key whole, and how late is it?"""
    with Card() as card:
        print(f"answers: {TIMES} sessions; {machine()}")
        recording, pressed = card.record(), []
        for _ in range(TIMES):
            # A session that was left is offered again: each has a home of its own.
            with Home("answers", ROUTINE) as home:
                pressed.append(begin(program, card.env(), home, "answers", "--volume", "100")[1])
                time.sleep(1.5)
        ear, heard = Ear(recording.stop()), []
        for at in pressed:
            frame = recording.frame(at)
            found = ear.take(clip("get-ready"), frame - RATE // 20, frame + RATE // 2)
            if found:
                heard.append((1000 * (found.first + found.lost - frame) / RATE, found))
        late, whole = [at for at, _ in heard], [found.like_all for _, found in heard]
        for at, found in heard:
            print(f"     {at:4.0f} ms after the key, whole {found.like_all:.4f}, noticed {1000 * found.lost / RATE:.1f} ms into it")
        good = judge("every key is answered", len(heard) == TIMES, f"{len(heard)} of {TIMES}")
        good &= judge("the answer comes within 150 ms", max(late) <= 150, f"{min(late):.0f} to {max(late):.0f} ms")
        return good & judge("the answer is whole", min(whole) > 0.995, f"like its file: {min(whole):.4f} at least")
