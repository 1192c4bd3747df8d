#!/usr/bin/env python3
"""What a library of many people makes of the screen, measured from outside through a pty.

    Benchmarks/cockpit_growth.py PROGRAM ROUNDS

The library is the one that the environment names. Writes {"series": [{"what", "milliseconds",
"mebibytes"}, ...]} for the benchmark beside it, which also puts the library there. Times are from the
start of the program, or from a key, to the end of the frame that follows.
"""
import json, os, sys

from pty_latency import NS, Prog

SIZE = (120, 36)
# The task of everybody in the library: on the screen once the people are, and not before.
TASK = b'ratings'
FRAME_ENDS = b'\x1b[?2026l'
# Syllables that many names have and some do not.
TYPED = ['ka', 'ri', 'mo', 'tu', 'sep']


def spawn(program):
    return Prog.spawn([program], SIZE, dict(os.environ))


def leave(program):
    program.key('C-q')
    program.wait(5000)
    program.kill()


def start(path):
    """Milliseconds to the first frame, and to the last one of the start, people and all."""
    program = spawn(path)
    first, written = None, b''
    while TASK not in written and program.now() < 60e9 and not program.eof:
        got = program._read(1)
        if not got:
            continue
        written += got[1]
        if first is None and FRAME_ENDS in written:
            first = got[0]
    if TASK not in written:
        leave(program)
        sys.exit('cockpit_growth: no people on the screen after a minute')
    last = program.chunks[-1][0]
    _, later, _, _ = program.until_quiet(150, 15000, need_output=False)
    memory = program.memory()['rss_mib']
    leave(program)
    return (first or last) / NS, (later or last) / NS, memory


def forget_pages(paths):
    """Asks the kernel to drop files from its cache, so that they are read from the disk again."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def files(path):
    folder = os.path.join(os.environ['XDG_DATA_HOME'], 'rationale')
    return [path] + [os.path.join(folder, name) for name in os.listdir(folder)]


def filtering(path, rounds):
    """Milliseconds from each letter of a filter to its frame, and the memory afterwards."""
    program = spawn(path)
    written = b''
    while TASK not in written and not program.eof:
        got = program._read(1)
        written += got[1] if got else b''
    program.until_quiet(300, 15000, need_output=False)
    program.key('/')
    program.until_quiet(100, 2000)
    late = []
    for turn in range(rounds):
        for key in [*TYPED[turn % len(TYPED)], 'BS', 'BS', 'BS']:
            begun = program.now()
            program.key(key)
            _, last, _, _ = program.until_quiet(60, 3000)
            # The third backspace finds nothing to take away after two letters.
            if last is not None:
                late.append((last - begun) / NS)
    memory = program.memory()['rss_mib']
    program.key('Esc')
    leave(program)
    return late, memory


def main():
    path, rounds = sys.argv[1], int(sys.argv[2])
    start(path)  # warms the cache, and lays out whatever a first start lays out
    warm = [start(path) for _ in range(rounds)]
    cold = []
    for _ in range(min(5, rounds)):
        forget_pages(files(path))
        cold.append(start(path))
    late, memory = filtering(path, rounds)
    held = sorted(run[2] for run in warm)[len(warm) // 2]
    json.dump({'series': [
        {'what': 'start to the first frame', 'milliseconds': [run[0] for run in warm]},
        {'what': 'start to all people', 'milliseconds': [run[1] for run in warm], 'mebibytes': held},
        {'what': 'start to all people, from the disk', 'milliseconds': [run[1] for run in cold]},
        {'what': 'filter, each key', 'milliseconds': late, 'mebibytes': memory},
    ]}, sys.stdout)


if __name__ == '__main__':
    main()
