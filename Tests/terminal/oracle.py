#!/usr/bin/env python3
"""Whether terminals show what the program means: a tour of the screens, judged by two emulators.

After each key both must show the last frame, and once more after ^L, which draws it anew: what was
drawn step by step and what is drawn at once are the same. No expected screens are needed, so this
finds wrong widths, stale cells and bad differences wherever they are.

Tests/terminal/oracle.py [BINARY]     default: the debug build
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor

from harness import Failure, Place, Program, key

ASK = "A slow start, then 日本 and e\u0301 and ไทย, but fine prose."

# In the words of the session files, and "rest": wait until nothing runs any more.
TOUR = """
wait Ada Plain
down
down
pgdn
end
home
/
type zo
type xyzzy
esc
esc
1
enter
rest
2
down
>
m
enter
down
enter
down
esc
esc
c
rest
]
rest
down
]
rest
pgdn
]
rest
]
rest
esc
2
H
pgdn
end
enter
down
esc
T
enter
rest
3
]
]
pgdn
[
4
down
enter
esc
a
type {ask}
ctrl-a
ctrl-k
ctrl-y
left
left
size {other}
enter
rest
esc
3
z
down
z
A
enter
?
down
end
esc
o
type gpt
esc
esc
ctrl-p
type fact
down
esc
esc
:
type the
tab
esc
esc
y
esc
f4
down
2
f4
M
down
M
1
t
down
down
esc
size 40x10
2
size 200x60
1
size {size}
t
1
s
s
f
rest
""".strip().split("\n")

SIZES = [(120, 36), (80, 24), (60, 20), (41, 11)]


def tour(place, size, locale):
    """Walks through the screens; returns how many keys were judged."""
    program = place.start(size=size, LC_ALL=locale)
    judged = 0
    line = "the start"
    is_ascii = locale == "C"
    try:
        for line in TOUR:
            word, _, rest = line.partition(" ")
            rest = rest.format(ask=ASK, size="%dx%d" % size, other="%dx%d" % (size[0] + 7, size[1]))
            if word == "wait":
                program.wait_for(rest)
                continue
            if word == "rest":
                # Whatever runs moves on the screen eight times a second.
                program.settle(0.4)
                program.check()
                continue
            if word == "size":
                program.resize(tuple(map(int, rest.split("x"))))
            elif word == "type":
                program.send(rest.encode())
            else:
                program.send(key(word))
            program.check()
            judged += 1
            if judged % 3 == 0:
                program.send(key("ctrl-l"))
                program.check()
        program.check_frames()
        if is_ascii and any(byte > 0x7F for byte in program.output):
            raise Failure("a byte that is not ASCII")
        program.send(key("ctrl-q"))
        program.wait_ended()
        program.check_put_back()
        if program.status != 0:
            raise Failure(f"ended with {program.status}")
    except Failure as failure:
        raise Failure(f"{size[0]}x{size[1]}, {locale}, at {line!r}: {failure}") from None
    finally:
        program.close()
    return judged


def walk(binary, size, locale):
    """One tour in a new library: a person can be fitted for the first time only once."""
    place = None
    try:
        place = Place(binary)
        return tour(place, size, locale), None
    except Failure as failure:
        return 0, str(failure)
    finally:
        if place:
            place.close()


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else ".build/debug/rationale"
    begin = time.monotonic()
    tours = [(binary, size, locale) for locale in ("C.UTF-8", "C") for size in SIZES]
    # Most of the time is spent in waiting.
    with ProcessPoolExecutor(max_workers=3) as workers:
        results = list(workers.map(walk, *zip(*tours)))
    failures = [failure for _, failure in results if failure]
    for failure in failures:
        print(f"FAILED {failure}", file=sys.stderr)
    print(
        f"oracle: {sum(judged for judged, _ in results)} screens shown as meant,"
        f" {len(failures)} of {len(tours)} tours failed, {time.monotonic() - begin:.0f} s")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
