#!/usr/bin/env python3
"""Random keys, pastes, mouse reports, sizes and signals, with real fits and asks in between.

Whatever comes, the program lives, shows what it means (see oracle.py), writes each frame in one
piece, keeps its memory, finds back to the first panel by Esc, and puts the terminal back when it
stops or ends. A failure prints its seed and the fewest steps that were found to bring it about.

Tests/terminal/fuzz.py [--steps 500] [--seed N] [--replay FILE] [BINARY]
"""

import argparse
import json
import random
import signal
import sys
import tempfile
import time

from harness import KEYS, Failure, Place, key

# MiB; the model's table of words alone is a tenth of it in a debug build.
MOST_MEMORY = 500

LETTERS = "12345/?:aAbBcCfFhHiIjkJKlLmMnNoOpPrRsStTuUvwWxXyzZ<>[]{}()dDcegGwq -=+*\"'~!@#%"
CONTROLS = "abcdefghiklnoprtuvwxyz_"
WEIGHTED = (
    ["down", "up", "pgdn", "enter", "tab"] * 12 + ["esc"] * 20 + list(KEYS)
    + list(LETTERS) * 2 + ["1", "2", "3", "4", "5"] * 4 + ["f"] * 6
    + [f"ctrl-{letter}" for letter in CONTROLS] + [f"alt-{letter}" for letter in "bdfx.yv<>"]
    + ["ctrl-c", "ctrl-q", "q"]
)
TEXTS = [
    "plain words ", "A slow start and fine prose. ", "日本語のテキスト", "مرحبا بالعالم", "ไทย ภาษา",
    "👩‍👩‍👧‍👦🇳🇴👍🏽", "e\u0301\u0302\u0303\u0304\u0305", "n>=3 ", "\u202Ertl", "zero\u200bwidth\ufeff",
]
PASTES = TEXTS + [
    "", "two\nlines\r\nthree\rfour", "\x1b[2J\x1b[31m\x9b31m", "\0\0nul\0", "long " * 2000,
    "A question?\nA. Yes\nB. No", "\t\ttabs", "\x1b[200~ nested", "界" * 300,
]
GARBAGE = [
    b"\xff\xfe", b"\xe6\x97", b"\xc3", b"\x1b[", b"\x1b[999;999;999~", b"\x1bO", b"\x1b[<0;1", b"\x80\x9b",
    b"\x1b[1;5A", b"\x1b[1;2P", b"\x1b]11;rgb:0000/0000/0000\x07", b"\x1b[?62;22c", b"\x1b[12;40R",
    b"\x1bP0+r\x1b\\", b"\x1b[I", b"\x1b[O", b"\x1b[?2026;2$y",
]


def steps_of(seed, count):
    """What is done; the same for the same seed."""
    source = random.Random(seed)
    steps = []
    while len(steps) < count:
        dice = source.random()
        if dice < 0.62:
            keys = [source.choice(WEIGHTED) for _ in range(source.choice([1, 1, 1, 2, 5]))]
            steps.append(["send", b"".join(map(key, keys)).hex()])
        elif dice < 0.68:
            steps.append(["send", source.choice(TEXTS).encode().hex()])
        elif dice < 0.73:
            paste = b"\x1b[200~" + source.choice(PASTES).encode() + b"\x1b[201~"
            cut = source.randrange(len(paste))
            steps += [["send", paste[:cut].hex()], ["send", paste[cut:].hex()]]
        elif dice < 0.78:
            x, y = source.randint(1, 250), source.randint(1, 70)
            button = source.choice([0, 1, 2, 32, 64, 65])
            report = f"\x1b[<{button};{x};{y}{source.choice('Mm')}".encode()
            steps.append(["send", (report * source.choice([1, 3])).hex()])
        elif dice < 0.81:
            steps.append(["send", source.choice(GARBAGE).hex()])
        elif dice < 0.86:
            small = source.random() < 0.3
            steps.append([
                "size", source.randint(1, 45 if small else 160), source.randint(1, 12 if small else 50)])
        elif dice < 0.875:
            steps.append(["stop", source.choice(["key", "signal"])])
        elif dice < 0.89:
            # A person is chosen and fitted, or asked.
            steps.append(["send", source.choice([b"\x1b", b"1"]).hex()])
            steps.append(["send", b"f".hex()])
        elif dice < 0.905:
            steps.append(["send", b"a".hex()])
            steps.append(["send", ("Fine prose, " + source.choice(TEXTS) + "\r").encode().hex()])
        elif dice < 0.93:
            steps.append(["pause", source.choice([1, 30, 150])])
        elif dice < 0.945:
            steps.append(["home"])
        else:
            steps.append(["redraw"] if source.random() < 0.4 else ["check"])
    return steps[:count] + [["home"], ["check"]]


class Walk:
    """One run of some steps."""

    def __init__(self, binary):
        self.place = Place(binary)
        self.program = None
        self.done = 0
        self.starts = 0

    def start(self, size):
        if self.program:
            self.program.close()
        self.program = self.place.start(size=size)
        self.starts += 1
        # Before the first frame keys would go to a terminal that is not raw yet.
        self.program.wait(lambda: self.program.last_frame()["rows"], "the first frame")

    def run(self, steps):
        """Does the steps; raises what fails, with `done` steps behind it."""
        try:
            self.start((100, 30))
            for step in steps:
                self.take(step)
                self.look()
                self.done += 1
            self.program.check_frames()
            self.quit()
        finally:
            if self.program:
                self.program.close()
            self.place.close()

    def take(self, step):
        program = self.program
        kind = step[0]
        if kind == "send":
            program.send(bytes.fromhex(step[1]))
            program.settle(0.004)
        elif kind == "size":
            program.resize((step[1], step[2]))
            program.settle(0.004)
        elif kind == "stop":
            if step[1] == "key":
                # What a paste that is not over would swallow.
                program.send(b"\x1b[201~")
                program.settle(0.05)
                program.send(b"\x1a")
            else:
                program.signal(signal.SIGTSTP)
            program.wait(lambda: program.state != "running", "it stops")
        elif kind == "pause":
            program.read_all(step[1] / 1000)
        elif kind == "check":
            program.check()
        elif kind == "redraw":
            program.check()
            program.send(b"\x0c")
            program.check()
        elif kind == "home":
            self.go_home()

    def look(self):
        """What must hold after each step."""
        program = self.program
        program.read(0)
        if program.state == "stopped":
            program.check_put_back()
            program.resume()
            # Until the terminal is its own again, ^C would come as a signal and end it.
            program.wait(
                lambda: program.state != "running" or b"1049" in program.modes.on, "fg brings it back")
        if program.state == "ended":
            program.read_all(0.02)
            # A key may have quit it, and nothing else may have.
            if program.status != 0:
                raise Failure(f"ended with wait status {program.status}\n{self.last_words()}")
            program.check_put_back()
            self.start(program.size)
        memory = program.memory()
        if memory > MOST_MEMORY:
            raise Failure(f"{memory:.0f} MiB are in use")

    def go_home(self):
        """Esc leads back to the first panel, whatever is open."""
        program = self.program
        program.resize((100, 30))
        program.send(b"\x1b[201~")
        # The first one may cancel a run, and until that has ended the next ones change nothing.
        program.send(b"\x1b")
        program.settle(0.4)
        end = time.monotonic() + 30
        while program.state == "running" and not program.shows("[1 Users"):
            if time.monotonic() > end:
                raise Failure(f"Esc does not lead home\n{program.picture()}")
            program.send(b"\x1b")
            program.settle(0.1)

    def quit(self):
        program = self.program
        program.send(key("ctrl-q"))
        program.settle(0.1)
        if program.state == "running":
            program.send(b"y")
        program.wait_ended()
        program.check_put_back()
        if program.status != 0:
            raise Failure(f"^Q ends it with wait status {program.status}")

    def last_words(self):
        return bytes(self.program.output[-600:]).decode("utf-8", "replace")


def attempt(binary, steps):
    """What fails and after how many steps; `None` when nothing does."""
    walk = Walk(binary)
    try:
        walk.run(steps)
    except Failure as failure:
        return str(failure), walk.done
    return None


def shrunk(binary, steps, failure, seconds):
    """Fewer steps that fail as well, found by leaving out halves, quarters and so on."""
    end = time.monotonic() + seconds
    size = max(1, len(steps) // 2)
    while size >= 1 and time.monotonic() < end:
        index = 0
        while index < len(steps) and time.monotonic() < end:
            fewer = steps[:index] + steps[index + size:]
            found = attempt(binary, fewer) if fewer else None
            if found:
                failure, steps = found[0], fewer[:found[1] + 1]
            else:
                index += size
        size //= 2
    return steps, failure


def shown(step):
    return [step[0], repr(bytes.fromhex(step[1]))] if step[0] == "send" else step


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", nargs="?", default=".build/debug/rationale")
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", help="a file of steps that a failure has written")
    parser.add_argument("--shrink", type=int, default=120, help="seconds to look for fewer steps")
    options = parser.parse_args()
    if options.replay:
        with open(options.replay) as file:
            steps = json.load(file)
    else:
        steps = steps_of(options.seed, options.steps)
    begin = time.monotonic()
    walk = Walk(options.binary)
    try:
        walk.run(steps)
    except Failure as failure:
        print(f"FAILED with seed {options.seed} at step {walk.done}: {failure}", file=sys.stderr)
        fewer, failure = shrunk(
            options.binary, steps[:walk.done + 1], str(failure), options.shrink)
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
            json.dump(fewer, file)
        print(f"{len(fewer)} steps are enough, in {file.name}: {failure}", file=sys.stderr)
        for step in fewer[-60:]:
            print("  ", *shown(step), file=sys.stderr)
        sys.exit(1)
    print(
        f"fuzz: seed {options.seed}, {walk.done} steps, {walk.starts} starts,"
        f" {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
