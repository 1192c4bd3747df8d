#!/usr/bin/env python3
"""The program in every kind of terminal, and at every kind of end; nothing here is timed.

Tests/terminal/environment.py [BINARY]     default: the debug build
"""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from harness import Failure, Place, Pyte, Tmux, key

UTF8, PLAIN = "C.UTF-8", "C"

# TERM, LC_ALL, NO_COLOR, COLORTERM.
CASES = [
    ("xterm-256color", UTF8, None, None),
    ("xterm-256color", UTF8, None, "truecolor"),
    ("xterm-256color", UTF8, "1", None),
    ("xterm-256color", UTF8, "1", "truecolor"),
    ("xterm-256color", PLAIN, None, None),
    ("xterm-256color", "POSIX", "1", None),
    ("xterm", UTF8, None, None),
    ("xterm-mono", UTF8, None, None),
    ("xterm-kitty", UTF8, None, None),
    ("xterm-ghostty", UTF8, None, None),
    ("tmux-256color", UTF8, None, None),
    ("screen-256color", UTF8, None, None),
    ("screen", PLAIN, None, None),
    ("linux", UTF8, None, None),
    ("linux", PLAIN, "1", None),
    ("vt100", PLAIN, None, None),
    ("vt220", UTF8, None, None),
    ("rxvt", UTF8, None, None),
    ("nosuchterm", UTF8, None, None),
    (None, UTF8, None, None),
    ("dumb", UTF8, None, None),
]

SIGNALS = ["TERM", "HUP", "INT", "QUIT", "SEGV", "ABRT", "ILL", "TRAP"]

COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
DIRECT = re.compile(rb"\x1b\[[\d;:]*[34]8[;:]2[;:]")


def started(place, **options):
    program = place.start(**options)
    try:
        program.wait_for("Ada Plain")
    except Failure:
        program.close()
        raise
    return program


def ended(program, status):
    program.wait_ended()
    if program.status != status:
        raise Failure(f"wait status {program.status} and not {status}")
    program.check_put_back()


def kind(place, case):
    """Starts, takes keys, ends; writes what this kind of terminal may be sent."""
    term, locale, no_color, colorterm = case
    options = dict(emulators=(), TERM=term, LC_ALL=locale, NO_COLOR=no_color, COLORTERM=colorterm)
    if term == "dumb":
        return spoken(place, **options)
    program = started(place, **options)
    try:
        for name in ["down", "2", "?", "esc", "1"]:
            program.send(key(name))
            program.settle(0.05)
        program.send(key("ctrl-q"))
        ended(program, 0)
        output = bytes(program.output)
        if locale != UTF8 and any(byte > 0x7F for byte in output):
            raise Failure("a byte that is not ASCII")
        if (no_color or term in ("xterm-mono", "vt100", "vt220")) and COLOUR.search(output):
            raise Failure(f"a colour: {COLOUR.search(output)[0]}")
        if colorterm is None and DIRECT.search(output):
            raise Failure("a colour of 24 bits, which nobody announced")
        if term == "xterm-256color" and not no_color and not COLOUR.search(output):
            raise Failure("no colour at all")
    finally:
        program.close()


def spoken(place, *arguments, **options):
    """Without a cursor there are lines: the whole way, with ^Z, ^C and no escape."""
    program = place.start(*arguments, traces=False, **options)
    seen = 0

    def answers(line, *wanted):
        """One after the other. Unless the next prompt is waited for too, the work may still run."""
        nonlocal seen
        program.send(line)
        for text in wanted:
            program.wait(lambda: text in program.output[seen:], f"{line!r} brings {text!r}")
            seen = program.output.index(text, seen) + len(text)

    try:
        answers(b"", b"rationale> ")
        prompt = b"rationale> "
        answers(b"users\n", b"1. ", prompt)
        answers(b"user Ada Plain\n", b"Ada Plain (", prompt)
        answers(b"fit\n", b"reason, ", prompt)
        answers(b"factors\n", prompt)
        answers(b"ask A thin plot\\\n", b"goes on> ")
        answers(b"again.\n", b"conclusion: ", prompt)
        answers(b"sum\n", b"sum of all: ", prompt)
        answers(b"fti\n", b"is it :fit?", prompt)
        program.send(b"\x1a")
        program.wait(lambda: program.state == "stopped", "it stops")
        program.check_put_back()
        program.resume()
        answers(b"person\n", b"model version 1", prompt)
        answers(b"\x03", b"Control-C again ends")
        program.send(b"\x03")
        ended(program, 130 << 8)
        if b"\x1b" in program.output or b"\r" in program.output.replace(b"\r\n", b""):
            raise Failure("something moves the cursor")
    finally:
        program.close()


def plain(place, _):
    """The lines are to be had in any terminal, and end with the input."""
    spoken(place, "--plain", emulators=())
    program = place.start("--plain", emulators=(), traces=False)
    try:
        program.wait(lambda: b"rationale> " in program.output, "it asks")
        program.send(b"\x04")
        ended(program, 0)
    finally:
        program.close()


def dies(place, name):
    """Puts the terminal back and dies of the signal itself; from the prompt, where most is on."""
    number = getattr(signal, "SIG" + name)
    program = started(place, emulators=())
    try:
        program.send(b"a")
        program.wait(lambda: b"2004" in program.modes.on, "pastes are reported")
        program.signal(number)
        program.wait_ended()
        if not os.WIFSIGNALED(program.status) or os.WTERMSIG(program.status) != number:
            raise Failure(f"wait status {program.status}")
        program.check_put_back()
    finally:
        program.close()


def stops(place, how):
    """Stops like any program, and shows the same afterwards."""
    program = started(place, emulators=(Pyte, Tmux))
    try:
        for _ in range(3):
            program.check()
            if how == "^Z":
                program.send(b"\x1a")
            else:
                program.signal(signal.SIGTSTP)
            program.wait(lambda: program.state == "stopped", "it stops")
            program.check_put_back()
            program.resume()
            # It draws everything anew, under the same modes.
            program.wait(lambda: b"1049" in program.modes.on, "the screen comes back")
            program.check()
        program.send(key("ctrl-q"))
        ended(program, 0)
    finally:
        program.close()


def storm(place, _):
    """Sixty sizes in a row, the smallest among them; the right frame stands at the end."""
    program = started(place, emulators=(Pyte, Tmux))
    try:
        for number in range(60):
            width, height = (1, 1) if number % 15 == 7 else (20 + number * 37 % 140, 3 + number * 17 % 47)
            program.resize((width, height))
            if number % 4:
                program.read_all(0.002)
        program.resize((100, 30))
        program.check()
        if not program.shows("Ada Plain"):
            raise Failure("the users are gone")
        program.check_frames()
        program.send(key("ctrl-q"))
        ended(program, 0)
    finally:
        program.close()


def pipe(place, _):
    """Into a pipe it says one line and no escape."""
    done = subprocess.run(
        [place.binary], env=place.environment(), stdin=subprocess.DEVNULL, capture_output=True,
        timeout=60)
    if done.returncode != 5 or done.stdout or b"\x1b" in done.stderr:
        raise Failure(f"exit code {done.returncode}: {done.stdout[:200]} {done.stderr[:200]}")
    if len(done.stderr.splitlines()) > 2 or b"terminal" not in done.stderr:
        raise Failure(f"it does not say why: {done.stderr}")


CHECKS = (
    [(kind, case) for case in CASES] + [(dies, name) for name in SIGNALS]
    + [(stops, "^Z"), (stops, "SIGTSTP"), (storm, None), (pipe, None), (plain, None)])


def outcome(binary, number):
    """What is wrong in a check; `None` when nothing is."""
    check, subject = CHECKS[number]
    place = None
    try:
        place = Place(binary)
        check(place, subject)
    except Failure as failure:
        return f"{check.__name__} {subject}: {failure}"
    finally:
        if place:
            place.close()
    return None


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else ".build/debug/rationale"
    begin = time.monotonic()
    with ProcessPoolExecutor(max_workers=3) as workers:
        results = list(workers.map(outcome, [binary] * len(CHECKS), range(len(CHECKS))))
    failures = [failure for failure in results if failure]
    for failure in failures:
        print(f"FAILED {failure}", file=sys.stderr)
    print(
        f"environment: {len(CHECKS)} checks, {len(failures)} failed,"
        f" {time.monotonic() - begin:.0f} s")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
