"""Runs the program in a terminal of our own and knows what stands on it.

A `Program` is the real binary on a pseudo-terminal, below a parent that does job control as a
shell does. What it writes goes to two emulators: pyte, in this process, and a window of tmux. Both
must show the frame that the program meant, which it writes down for `RATIONALE_DEBUG_FRAMES`.

Only the standard library, pyte and tmux are needed (`Scripts/setup test` sees to them).
"""

import errno
import fcntl
import itertools
import json
import os
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
import tty
import unicodedata

try:
    import pyte
    from wcwidth import wcwidth
except ImportError:
    sys.exit("pyte is missing: Scripts/setup test installs it (python3-pyte)")


class Failure(Exception):
    """Something that must hold does not."""


# MARK: Emulators


class Screen(pyte.Screen):
    """pyte's screen with what terminfo announces for xterm and pyte leaves out: REP, SU and SD."""

    last = " "

    def draw(self, data):
        super().draw(data)
        self.last = data[-1:] or self.last

    def repeat(self, count=None, **_):
        super().draw(self.last * (count or 1))

    def scroll_up(self, count=None, **_):
        self.scroll(count, self.index, -1)

    def scroll_down(self, count=None, **_):
        self.scroll(count, self.reverse_index, 0)

    def set_margins(self, *margins, private=False):
        # With a question mark the same letter puts back a mode that was saved.
        if not private:
            super().set_margins(*margins)

    def scroll(self, count, move, edge):
        before = self.cursor.y
        region = self.margins or (0, self.lines - 1)
        self.cursor.y = region[edge]
        for _ in range(count or 1):
            move()
        self.cursor.y = before


class Stream(pyte.ByteStream):
    added = {"b": "repeat", "S": "scroll_up", "T": "scroll_down"}
    csi = dict(pyte.ByteStream.csi, **added)
    events = frozenset(itertools.chain(pyte.ByteStream.events, added.values()))


# What pyte and others disagree on, so that a row that holds one is judged by tmux alone:
# characters that its width table has other widths for than Unicode has by now, and marks of
# combining class 0, at which pyte stops to draw the text. One letter with marks may also be one
# letter in pyte and several here, which is the same text: rows are compared in normal form.
def is_disputed(character):
    if character < "\u0300":
        return False
    if unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf"):
        return unicodedata.combining(character) == 0 or wcwidth(character) != 0
    if unicodedata.category(character) == "Cn":  # younger than this Python
        return True
    wide = unicodedata.east_asian_width(character) in "WF"
    return wcwidth(character) != (2 if wide else 1)


def normal(rows):
    return [unicodedata.normalize("NFC", row).rstrip() for row in rows]


class Pyte:
    """The emulator in this process."""

    name = "pyte"

    def __init__(self, size):
        self.screen = Screen(*size)
        self.stream = Stream(self.screen)

    def feed(self, data):
        # Titles and clipboards, which pyte would partly draw.
        self.stream.feed(re.sub(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)", b"", data))

    def resize(self, size):
        self.screen.resize(size[1], size[0])

    def rows(self):
        screen = self.screen
        # The cell behind a wide character holds nothing.
        return [
            "".join(screen.buffer[y][x].data for x in range(screen.columns))
            for y in range(screen.lines)
        ]

    def cursor(self):
        cursor = self.screen.cursor
        return None if cursor.hidden else [min(cursor.x, self.screen.columns - 1), cursor.y]

    def judges(self, row):
        return not any(map(is_disputed, row))

    def close(self):
        pass


class Tmux:
    """A window of tmux that nobody sees and that we write into."""

    name = "tmux"
    count = 0

    def __init__(self, size):
        Tmux.count += 1
        self.socket = f"rationale-oracle-{os.getpid()}-{Tmux.count}"
        # The option ends the window with the session and not with a shell's habits.
        self.run(
            "-f", "/dev/null", "-u", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
            "sleep", "86400", ";", "set", "-g", "status", "off", ";", "set", "-g", "history-limit",
            "0", ";", "resize-window", "-x", str(size[0]), "-y", str(size[1]))
        path = self.run("display", "-p", "#{pane_tty}").strip()
        self.fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.fd)

    def run(self, *arguments):
        environment = dict(os.environ, LC_ALL="C.UTF-8")
        environment.pop("TMUX", None)
        done = subprocess.run(
            ["tmux", "-L", self.socket, *arguments], env=environment, capture_output=True,
            timeout=60)
        if done.returncode != 0:
            raise Failure(f"tmux {arguments[0]}: {done.stderr.decode().strip()}")
        return done.stdout.decode("utf-8", "replace")

    def feed(self, data):
        while data:
            data = data[os.write(self.fd, data):]

    def resize(self, size):
        self.settle()
        self.run("resize-window", "-x", str(size[0]), "-y", str(size[1]))

    def settle(self):
        """Waits until tmux has read everything: it answers a question put behind it."""
        os.write(self.fd, b"\x1b[5n")
        answer = b""
        while b"\x1b[0n" not in answer:
            if not select.select([self.fd], [], [], 20)[0]:
                raise Failure("tmux reads no more")
            answer += os.read(self.fd, 1024)

    def rows(self):
        self.settle()
        return self.run("capture-pane", "-p").split("\n")[:-1]

    def cursor(self):
        flag, x, y = self.run("display", "-p", "#{cursor_flag} #{cursor_x} #{cursor_y}").split()
        return [int(x), int(y)] if flag == "1" else None

    def judges(self, row):
        return True

    def close(self):
        os.close(self.fd)
        try:
            self.run("kill-server")
        except Failure:
            pass


# MARK: Modes


class Modes:
    """What a program has switched on in the terminal, read from what it wrote."""

    names = {
        b"1049": "alternate screen", b"1": "application cursor keys", b"2004": "bracketed paste",
        b"1000": "mouse", b"1002": "mouse drags", b"1003": "mouse moves", b"1006": "mouse format",
        b"1004": "focus reports", b"2026": "synchronized output", b"1007": "alternate scroll",
    }
    pattern = re.compile(rb"\x1b\[\?([\d;]+)([hlrs])")

    def __init__(self):
        self.on = set()
        self.saved = {}
        self.is_cursor_hidden = False
        self.rest = b""

    def feed(self, data):
        data = self.rest + data
        end = 0
        for found in self.pattern.finditer(data):
            end = found.end()
            for mode in found[1].split(b";"):
                self.apply(mode, found[2])
        tail = data[end:]
        escape = tail.rfind(b"\x1b")
        self.rest = tail[escape:][:16] if escape >= 0 else b""

    def apply(self, mode, action):
        if mode == b"25":
            self.is_cursor_hidden = action == b"l"
        elif action == b"h":
            self.on.add(mode)
        elif action == b"l":
            self.on.discard(mode)
        elif action == b"s":
            self.saved[mode] = mode in self.on
        elif self.saved.get(mode):
            self.on.add(mode)
        else:
            self.on.discard(mode)

    def left(self):
        """What is not as it was at the start, in words."""
        wrong = [self.names[mode] for mode in self.on if mode in self.names]
        return sorted(wrong) + (["hidden cursor"] if self.is_cursor_hidden else [])


# MARK: Job control

# A parent as a shell is one: without it a process group is orphaned, and no ^Z stops it.
PARENT = r"""
import os, signal, sys
link = int(sys.argv[1])
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.close(link)
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    # Whoever runs the tests may ignore some, as nohup and a shell's background do.
    for number in (signal.SIGTTOU, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    os.execvp(sys.argv[2], sys.argv[2:])
try:
    os.setpgid(child, child)
except OSError:
    pass
os.write(link, b"child %d\n" % child)
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpid())
    if os.WIFSTOPPED(status):
        os.write(link, b"stopped\n")
        os.read(link, 1)
        os.tcsetpgrp(0, child)
        os.killpg(child, signal.SIGCONT)
    else:
        os.write(link, b"ended %d\n" % status)
        os.read(link, 1)
        break
"""


class Program:
    """The program on a terminal of its own."""

    def __init__(self, arguments, size=(80, 24), environment=None, emulators=(), cwd=None,
                 frames=None):
        self.size = size
        self.emulators = [make(size) for make in emulators]
        self.modes = Modes()
        self.output = bytearray()
        # What emulators were told, piece by piece: bytes, and sizes as pairs.
        self.log = [size]
        self.frames = frames
        self.frame_bytes = 0
        self.frame_count = 0
        self.frame = None
        self.child = None
        self.news = b""
        self.state = "running"
        self.status = None
        if frames and os.path.exists(frames):
            os.unlink(frames)
        master, slave = os.openpty()
        self.fd = master
        self.set_size(size)
        self.before = termios.tcgetattr(slave)
        ours, theirs = (end.detach() for end in socket.socketpair())
        self.link = ours
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for fd in (0, 1, 2):
                os.dup2(slave, fd)
            os.set_inheritable(theirs, True)
            if cwd:
                os.chdir(cwd)
            os.execve(
                sys.executable, [sys.executable, "-c", PARENT, str(theirs), *arguments],
                environment or os.environ)
        os.close(theirs)
        os.close(slave)
        os.set_blocking(master, False)
        os.set_blocking(ours, False)

    # Input

    def send(self, data):
        """Types bytes; reads meanwhile, since the program may write more than fits."""
        end = time.monotonic() + 30
        while data and self.state != "ended":
            if time.monotonic() > end:
                raise Failure("the program reads no keys")
            try:
                data = data[os.write(self.fd, data):]
            except BlockingIOError:
                self.read(0.02)
            except OSError:
                return

    def set_size(self, size):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def resize(self, size):
        """Gives the terminal another size, as the user does with a window.

        What was drawn for the old size is shown at the old size first.
        """
        self.read_all(0.01)
        self.size = size
        self.log.append(size)
        for emulator in self.emulators:
            emulator.resize(size)
        self.set_size(size)

    def signal(self, number):
        self.wait(lambda: self.child is not None, "the program starts")
        try:
            os.kill(self.child, number)
        except ProcessLookupError:
            pass

    def resume(self):
        """`fg`."""
        self.state = "running"
        os.write(self.link, b"c")

    # Output

    def read(self, seconds):
        """Reads what comes within some time; `False` when nothing came."""
        ready, _, _ = select.select([self.fd, self.link], [], [], seconds)
        if self.link in ready:
            self.listen()
        if self.fd not in ready:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno == errno.EIO:
                # The other end is closed: whatever there is to know comes from the parent.
                time.sleep(0.005)
                return False
            raise
        if not data:
            return False
        self.output += data
        self.log.append(data)
        self.modes.feed(data)
        for emulator in self.emulators:
            emulator.feed(data)
        return True

    def read_all(self, quiet):
        """Reads until nothing comes for a while, at most some seconds."""
        end = time.monotonic() + 5
        while self.read(quiet) and time.monotonic() < end:
            pass

    def listen(self):
        try:
            self.news += os.read(self.link, 4096)
        except OSError:
            return
        while b"\n" in self.news:
            line, self.news = self.news.split(b"\n", 1)
            word = line.split()
            if word[0] == b"child":
                self.child = int(word[1])
            elif word[0] == b"stopped":
                self.state = "stopped"
            else:
                self.state = "ended"
                self.status = int(word[1])

    def wait(self, condition, what, seconds=20):
        """Waits until something holds: a slow machine is not a wrong program."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise Failure(f"waited in vain until {what}\n{self.picture()}")
            self.read(0.02)

    def wait_for(self, text, seconds=20):
        self.wait(lambda: self.shows(text), f"the screen shows {text!r}", seconds)

    def wait_ended(self):
        self.wait(lambda: self.state == "ended", "the program ends")
        self.read_all(0.05)

    def shows(self, text):
        return any(text in row for row in self.last_frame()["rows"])

    # Frames

    def last_frame(self):
        """The frame the program meant last."""
        empty = {"width": 0, "height": 0, "rows": [], "cursor": None}
        if not self.frames or not os.path.exists(self.frames):
            return self.frame or empty
        with open(self.frames, "rb") as file:
            file.seek(self.frame_bytes)
            data = file.read()
        end = data.rfind(b"\n") + 1
        if end:
            self.frame_bytes += end
            lines = data[:end].splitlines()
            self.frame_count += len(lines)
            self.frame = json.loads(lines[-1])
        return self.frame or empty

    def difference(self, emulators=None):
        """What an emulator shows otherwise than the program meant; `None` when nothing is."""
        frame = self.last_frame()
        size = (frame["width"], frame["height"])
        if size != self.size:
            return f"the frame is {size}, the terminal {self.size}"
        wanted = normal(frame["rows"])
        for emulator in emulators or self.emulators:
            rows = normal(emulator.rows())
            rows += [""] * (len(wanted) - len(rows))
            lines = []
            for y, row in enumerate(wanted):
                if rows[y] != row and emulator.judges(frame["rows"][y]):
                    lines += [f"row {y} meant {row!r}", f"row {y} shows {rows[y]!r}"]
            cursor = emulator.cursor()
            if cursor != frame["cursor"] and (
                    cursor is None or frame["cursor"] is None
                    or emulator.judges(frame["rows"][cursor[1]])):
                lines.append(f"cursor meant {frame['cursor']}, is {cursor}")
            if lines:
                return "\n".join([f"{emulator.name} at {size[0]}x{size[1]}:", *lines])
        return None

    def settle(self, quiet=0.03):
        """Waits until what came in was dealt with as far as one can tell from outside."""
        self.read_all(quiet)

    def check(self, quiet=0.03, emulators=None, seconds=10):
        """All emulators show the last frame, at the latest once the program is at rest."""
        self.settle(quiet)
        end = time.monotonic() + seconds
        while (found := self.difference(emulators)) and self.state == "running":
            if time.monotonic() > end:
                raise Failure(found)
            self.read_all(0.1)

    def picture(self):
        frame = self.last_frame()
        return "\n".join(f"  {row}" for row in frame["rows"])

    # The end

    def check_put_back(self):
        """Nothing that the program changed about the terminal is left."""
        self.read_all(0.02)
        wrong = self.modes.left()
        now = termios.tcgetattr(self.fd)
        for index, name in ((0, "iflag"), (1, "oflag"), (2, "cflag"), (3, "lflag"), (6, "cc")):
            if now[index] != self.before[index]:
                wrong.append(f"termios {name}")
        if wrong:
            raise Failure("not put back: " + ", ".join(wrong))

    def check_frames(self):
        """Each frame is one piece between the marks of synchronized output, and complete."""
        # A frame is noted once it is written.
        self.read_all(0.1)
        data = bytes(self.output)
        begins = data.count(b"\x1b[?2026h")
        inside = re.findall(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", data, re.DOTALL)
        if len(inside) != begins or any(b"\x1b[?2026h" in piece for piece in inside):
            raise Failure("a frame began within another or did not end")
        self.last_frame()
        if self.frame_count and begins > self.frame_count:
            raise Failure(f"{self.frame_count} frames were meant, {begins} were written")

    def memory(self):
        """MiB of the program's memory that are in use."""
        try:
            with open(f"/proc/{self.child}/status") as file:
                return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1024
        except (OSError, TypeError):
            return 0

    def close(self):
        if self.state != "ended" and self.child:
            for number in (signal.SIGCONT, signal.SIGKILL):
                try:
                    os.kill(self.child, number)
                except ProcessLookupError:
                    pass
            try:
                if self.state == "stopped":
                    os.write(self.link, b"c")
                self.wait(lambda: self.state == "ended", "the program is gone", 10)
            except (Failure, OSError):
                pass
        os.close(self.link)
        os.close(self.fd)
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        for emulator in self.emulators:
            emulator.close()


# MARK: Libraries

NAMES = [
    "Ada Plain", "Zoë Ångström", "e\u0301\u0302\u0303 stacked", "\u0301 lone mark",
    "日本 太郎", "김 민수", "ﾊﾝｶｸ", "Ｆｕｌｌ", "مرحبا بالعالم", "שלום", "ไทย ภาษา", "हिन्दी क्षत्रिय",
    "👩‍👩‍👧‍👦 family", "🇳🇴🇯🇵 flags", "👍🏽 skin", "⚠️ sign", "☺︎ text", "\U0001FAE8 shaking",
    "\U0001FAC6 newer", "esc \x1b[31mred\x1b]0;owned\x07", "c1 \x9b2J\x85", "rtl \u202Etxet\u202C",
    "zero\u200bwidth\u200d\ufeff", "line\nbreak\ttab\r", "\ufffd\ue000 private", "ﷺ ligature",
    "é" * 30, "界" * 40, "wide at the edge " + "宽" * 9, "",
]


def people():
    """Lines of the import format: people whose names and texts try to get at the terminal."""
    lines = []
    for index, name in enumerate(NAMES):
        texts = [
            f"A slow start {name}, chapter {n}." if n % 2 else f"Fine prose {name} on page {n}."
            for n in range(8)
        ]
        labels = [["1", "2", "3", "4", "5"], None, ["ja", "日本", "مرحبا"]][index % 3]
        lines.append(json.dumps({
            "user": name or "nobody", "task": f"books {name[:6]}", "labels": labels,
            "instruction": f"Answer as {name}.",
            "history": [
                {"query": text, "response": labels[n % len(labels)] if labels else text[:20]}
                for n, text in enumerate(texts)],
            "test": [{"query": texts[0], "response": labels[0] if labels else texts[1]}],
        }))
    return lines


class Place:
    """A folder of its own with a library of such people; gone at the end."""

    def __init__(self, binary):
        self.binary = os.path.realpath(binary)
        self.path = tempfile.mkdtemp(prefix="rationale-")
        self.frames = os.path.join(self.path, "frames.jsonl")
        self.work = os.path.join(self.path, "work")
        os.mkdir(self.work)
        file = os.path.join(self.path, "people.jsonl")
        with open(file, "w") as out:
            out.write("\n".join(people()) + "\n")
        done = subprocess.run(
            [self.binary, "import", file], env=self.environment(), capture_output=True, timeout=120)
        if done.returncode != 0:
            raise Failure(f"import: {done.stderr.decode()}")

    def environment(self, **more):
        environment = {
            name: value for name, value in os.environ.items()
            if name in ("PATH", "HOME", "USER", "LD_LIBRARY_PATH")}
        environment.update(
            TERM="xterm-256color", LC_ALL="C.UTF-8", EDITOR="true",
            XDG_DATA_HOME=self.path + "/data", XDG_STATE_HOME=self.path + "/state",
            XDG_CONFIG_HOME=self.path + "/config", XDG_CACHE_HOME=self.path + "/cache")
        environment.update(more)
        return {name: value for name, value in environment.items() if value is not None}

    def start(self, *arguments, size=(80, 24), emulators=(Pyte, Tmux), traces=True, **environment):
        if traces:
            environment["RATIONALE_DEBUG_FRAMES"] = self.frames
        return Program(
            [self.binary, *arguments], size, self.environment(**environment), emulators,
            self.work, self.frames if traces else None)

    def close(self):
        shutil.rmtree(self.path, ignore_errors=True)


# MARK: Keys

KEYS = {
    "enter": b"\r", "alt-enter": b"\x1b\r", "tab": b"\t", "shift-tab": b"\x1b[Z", "esc": b"\x1b",
    "backspace": b"\x7f", "delete": b"\x1b[3~", "insert": b"\x1b[2~", "up": b"\x1bOA",
    "down": b"\x1bOB", "right": b"\x1bOC", "left": b"\x1bOD", "home": b"\x1bOH", "end": b"\x1bOF",
    "pgup": b"\x1b[5~", "pgdn": b"\x1b[6~", "space": b" ", "f1": b"\x1bOP", "f2": b"\x1bOQ",
    "f3": b"\x1bOR", "f4": b"\x1bOS", "f5": b"\x1b[15~",
}


def key(name):
    """The bytes of a key, named as the program names it."""
    if name in KEYS:
        return KEYS[name]
    if name.startswith("ctrl-") and len(name) == 6:
        return bytes([ord(name[5].upper()) & 0x1F])
    if name.startswith("alt-"):
        return b"\x1b" + name[4:].encode()
    return name.encode()
