#!/usr/bin/env python3
"""pty_latency.py - measure a full-screen terminal program from outside, through a pty.

What it measures (medians over N samples, all in milliseconds unless said otherwise)

  startup    first_byte   exec -> first byte on the pty
             full_frame   exec -> last byte before the output goes quiet for --quiet ms
                          (the quiet interval itself is NOT counted)
             visual90     exec -> first moment 90 % of the finally-settled cells are on
                          screen (needs pyte; what an eye calls "it is up")
             bytes, reads how much was written and in how many pty reads (one write(2)
                          per frame = no tearing; many = tearing is possible)
  key        first        key written -> first byte of the reply
             quiet        key written -> last byte before quiet
             bytes, reads as above, per key
  memory     VmRSS, PSS and VmHWM, after the first frame has settled, in MiB
  idle       CPU % and wake-ups/s over --idle seconds without input
  exit       ms from the quit key to process end; exit status; were termios, alternate
             screen, cursor, mouse and bracketed paste put back?
  --robust   the same put-back check after SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV,
             SIGABRT; ^Z and SIGCONT; a resize storm; a 10x3 window
  --matrix   does it start, and survive keys, under many TERM / LANG / NO_COLOR values

Method notes
  * The program runs in its own session on a fresh pty (pty.fork), TIOCSWINSZ is set before
    exec, the reader is a select() loop in this process: its floor (raw echo through `cat`)
    is printed with --calibrate; subtract it if you care about tens of microseconds.
  * Terminal queries (DA1, DA2, DSR-CPR, DECRQM, OSC 4/10/11, XTVERSION, kitty-keyboard,
    XTGETTCAP) are answered like an xterm-256color would, so a program that waits for a
    reply is not charged a time-out. --mute leaves them unanswered (shows the time-out).
  * The VT parser (pyte) only runs after the timed loop, on recorded (time, bytes) chunks.
  * One warm-up run is discarded (page cache). Programs with a periodic refresh should be
    started with a long refresh period, else a refresh may be taken for a reply.

Examples
  ./pty_latency.py --calibrate
  ./pty_latency.py --name tig  --cwd /some/repo --keys 'j,k,C-f,C-b' --quit 'Q' -- tig
  ./pty_latency.py --name htop --keys 'Down,Up' --quit q -- htop -d 200
  ./pty_latency.py --name ours --keys 'j,k,Tab,?,Esc' --quit C-q --robust --matrix --json o.json -- .build/release/rationale
  ./pty_latency.py --snapshot --size 80x24 --keys 'j,j' -- htop          # prints the screen

Only the standard library is needed; pyte (pip install pyte) adds visual90 and --snapshot.
"""
import argparse, errno, fcntl, json, os, pty, re, select, signal, statistics, struct
import subprocess, sys, termios, time

try:
    import pyte
except Exception:                                                     # pragma: no cover
    pyte = None

NS = 1e6
KEYS = {
    'Up': b'\x1bOA', 'Down': b'\x1bOB', 'Right': b'\x1bOC', 'Left': b'\x1bOD',
    'Home': b'\x1bOH', 'End': b'\x1bOF', 'PgUp': b'\x1b[5~', 'PgDn': b'\x1b[6~',
    'Ins': b'\x1b[2~', 'Del': b'\x1b[3~', 'Tab': b'\t', 'S-Tab': b'\x1b[Z', 'Enter': b'\r',
    'Esc': b'\x1b', 'BS': b'\x7f', 'Space': b' ', 'Comma': b',',
    'F1': b'\x1bOP', 'F2': b'\x1bOQ', 'F3': b'\x1bOR', 'F4': b'\x1bOS', 'F5': b'\x1b[15~',
    'F6': b'\x1b[17~', 'F7': b'\x1b[18~', 'F8': b'\x1b[19~', 'F9': b'\x1b[20~', 'F10': b'\x1b[21~',
}


def key_bytes(tok):
    if tok in KEYS:
        return KEYS[tok]
    if tok.startswith('C-') and len(tok) == 3:
        return bytes([ord(tok[2].upper()) & 0x1f])
    if tok.startswith('M-') and len(tok) >= 3:
        return b'\x1b' + key_bytes(tok[2:])
    if tok.startswith('hex:'):
        return bytes.fromhex(tok[4:])
    return tok.encode()


# --- a very small terminal: only the answers -----------------------------------------------
QUERIES = [
    (re.compile(rb'\x1b\[0?c'),            lambda m: b'\x1b[?62;22c'),
    (re.compile(rb'\x1b\[>0?c'),           lambda m: b'\x1b[>41;390;0c'),
    (re.compile(rb'\x1b\[=0?c'),           lambda m: b'\x1bP!|00000000\x1b\\'),
    (re.compile(rb'\x1b\[5n'),             lambda m: b'\x1b[0n'),
    (re.compile(rb'\x1b\[6n'),             lambda m: b'\x1b[1;1R'),
    (re.compile(rb'\x1b\[>0?q'),           lambda m: b'\x1bP>|XTerm(390)\x1b\\'),
    (re.compile(rb'\x1b\[\?u'),            lambda m: b''),                # kitty keyboard: not supported
    (re.compile(rb'\x1b\[\?(\d+)\$p'),     lambda m: b'\x1b[?' + m.group(1) + b';0$y'),
    (re.compile(rb'\x1b\]1([01]);\?(?:\x07|\x1b\\)'),
     lambda m: b'\x1b]1' + m.group(1) + (b';rgb:e5e5/e5e5/e5e5' if m.group(1) == b'0' else b';rgb:0000/0000/0000') + b'\x1b\\'),
    (re.compile(rb'\x1b\]4;(\d+);\?(?:\x07|\x1b\\)'),
     lambda m: b'\x1b]4;' + m.group(1) + b';rgb:0000/0000/0000\x1b\\'),
    (re.compile(rb'\x1bP\+q[0-9a-fA-F;]*\x1b\\'), lambda m: b'\x1bP0+r\x1b\\'),
    (re.compile(rb'\x1b\[1[468]t'),        lambda m: b''),
]


class Prog:
    def __init__(self, argv, size, env, cwd=None, mute=False):
        self.argv, self.size, self.mute = argv, size, mute
        self.chunks = []            # (t_ns since spawn, bytes)
        self.status = None
        self.eof = False
        self.tail = b''
        self.ckm, self.ckm_seen = False, 0
        self.t0 = time.perf_counter_ns()
        pid, fd = pty.fork()
        if pid == 0:
            try:
                if cwd:
                    os.chdir(cwd)
                # wait for the parent to set the window size: it closes fd 3's writer
                os.close(w_guard[1]); os.read(w_guard[0], 1); os.close(w_guard[0])
                for s in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGHUP, signal.SIGTERM, signal.SIGPIPE):
                    signal.signal(s, signal.SIG_DFL)
                os.execvpe(argv[0], argv, env)
            except BaseException as e:
                os.write(2, ('exec failed: %r\n' % e).encode())
                os._exit(127)
        self.pid, self.fd = pid, fd

    @staticmethod
    def spawn(argv, size, env, cwd=None, mute=False):
        global w_guard
        w_guard = os.pipe()
        os.set_inheritable(w_guard[0], True); os.set_inheritable(w_guard[1], True)
        p = Prog(argv, size, env, cwd, mute)
        p.resize(*size, wake=False)
        p.attr0 = termios.tcgetattr(p.fd)
        os.close(w_guard[0])
        p.t0 = time.perf_counter_ns()
        os.close(w_guard[1])
        flags = fcntl.fcntl(p.fd, fcntl.F_GETFL)
        fcntl.fcntl(p.fd, fcntl.F_SETFL, flags | os.O_NONBLOCK)
        return p

    def now(self):
        return time.perf_counter_ns() - self.t0

    def resize(self, cols, rows, wake=True):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', rows, cols, 0, 0))
        self.size = (cols, rows)      # the kernel sends SIGWINCH to the foreground group

    def key(self, tok):
        """type a key as a real terminal would: cursor keys follow DECCKM"""
        b = key_bytes(tok)
        if b[:2] == b'\x1bO' and b[2:] in (b'A', b'B', b'C', b'D', b'H', b'F') and not self.app_cursor():
            b = b'\x1b[' + b[2:]
        self.write(b)

    def app_cursor(self):
        while self.ckm_seen < len(self.chunks):
            for m in re.finditer(rb'\x1b\[\?1([hl])', self.chunks[self.ckm_seen][1]):
                self.ckm = m.group(1) == b'h'
            self.ckm_seen += 1
        return self.ckm

    def write(self, b):
        while b:
            try:
                n = os.write(self.fd, b); b = b[n:]
            except BlockingIOError:
                select.select([], [self.fd], [], 1)
            except OSError:
                self.eof = True
                return

    def _read(self, timeout):
        try:
            r, _, _ = select.select([self.fd], [], [], timeout)
        except InterruptedError:
            return None
        if not r:
            return None
        t = self.now()
        try:
            b = os.read(self.fd, 262144)
        except BlockingIOError:
            return None
        except OSError as e:
            if e.errno in (errno.EIO, errno.EBADF):
                self.eof = True
                return None
            raise
        if not b:
            self.eof = True
            return None
        self.chunks.append((t, b))
        if not self.mute:
            self._answer(b)
        return t, b

    def _answer(self, b):
        if b'\x1b' not in b and not self.tail:
            return
        buf = self.tail + b
        out, used = [], 0
        for rx, f in QUERIES:
            for m in rx.finditer(buf):
                if m.end() > len(self.tail):
                    out.append((m.start(), f(m))); used = max(used, m.end())
        for _, a in sorted(out):
            if a:
                self.write(a)
        i = buf.rfind(b'\x1b')
        self.tail = buf[i:] if i >= used and len(buf) - i < 64 else b''

    def until_quiet(self, quiet_ms, limit_ms=10000, need_output=True):
        """-> (first_t, last_t, nbytes, nreads), times on this program's clock or None"""
        first = last = None
        n = reads = 0
        start = self.now()
        while not self.eof:
            ref = last if last is not None else (start if not need_output else None)
            t = self.now()
            if t - start > limit_ms * NS:
                break
            if ref is not None and t - ref >= quiet_ms * NS:
                break
            wait = (quiet_ms * NS - (t - ref)) / 1e9 if ref is not None else (limit_ms * NS - (t - start)) / 1e9
            got = self._read(max(0.0, min(wait, limit_ms / 1e3)))
            if got:
                if first is None:
                    first = got[0]
                last = got[0]
                n += len(got[1]); reads += 1
        return first, last, n, reads

    # --- process facts ------------------------------------------------------------------
    def tree(self):
        """this pid and its descendants"""
        kids = {}
        for d in os.listdir('/proc'):
            if d.isdigit():
                try:
                    s = open('/proc/%s/stat' % d).read()
                    ppid = int(s[s.rindex(')') + 2:].split()[1])
                    kids.setdefault(ppid, []).append(int(d))
                except OSError:
                    pass
        out, todo = [], [self.pid]
        while todo:
            p = todo.pop(); out.append(p); todo += kids.get(p, [])
        return out

    def memory(self):
        rss = pss = hwm = 0
        for p in self.tree():
            try:
                s = open('/proc/%d/status' % p).read()
                rss += int(re.search(r'VmRSS:\s+(\d+)', s).group(1)); hwm += int(re.search(r'VmHWM:\s+(\d+)', s).group(1))
                pss += int(re.search(r'\nPss:\s+(\d+)', open('/proc/%d/smaps_rollup' % p).read()).group(1))
            except (OSError, AttributeError):
                pass
        return {'rss_mib': round(rss / 1024, 2), 'pss_mib': round(pss / 1024, 2), 'hwm_mib': round(hwm / 1024, 2)}

    def cpu(self):
        tot, ctx = 0, {}
        for p in self.tree():
            try:
                s = open('/proc/%d/stat' % p).read(); f = s[s.rindex(')') + 2:].split()
                tot += int(f[11]) + int(f[12])
                for t in os.listdir('/proc/%d/task' % p):
                    st = open('/proc/%d/task/%s/status' % (p, t)).read()
                    ctx[t] = int(re.search(r'\nvoluntary_ctxt_switches:\s+(\d+)', st).group(1))
            except (OSError, AttributeError):
                pass
        return tot / os.sysconf('SC_CLK_TCK'), ctx

    def idle(self, seconds):
        c0, x0 = self.cpu(); n0 = sum(len(b) for _, b in self.chunks); t = time.time()
        while time.time() - t < seconds and not self.eof:
            self._read(0.1)
        c1, x1 = self.cpu(); dt = time.time() - t
        n1 = sum(len(b) for _, b in self.chunks)
        return {'cpu_pct': round(100 * (c1 - c0) / dt, 2), 'wakeups_s': round(sum(n - x0.get(t, 0) for t, n in x1.items()) / dt, 1), 'bytes_s': round((n1 - n0) / dt, 1)}

    def wait(self, ms, options=0):
        end = time.time() + ms / 1e3
        while True:
            try:
                pid, st = os.waitpid(self.pid, os.WNOHANG | options)
            except ChildProcessError:
                return self.status
            if pid:
                self.status = st
                return st
            if time.time() > end:
                return None
            self._read(0.002) if not self.eof else time.sleep(0.002)

    def drain(self, ms=50):
        end = time.time() + ms / 1e3
        while time.time() < end and not self.eof:
            self._read(0.01)

    def kill(self):
        for s in (signal.SIGCONT, signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            if self.status is not None and not os.WIFSTOPPED(self.status):
                break
            try:
                os.kill(self.pid, s)
            except ProcessLookupError:
                break
            if s in (signal.SIGTERM, signal.SIGKILL):
                st = self.wait(400)
                if st is not None and not os.WIFSTOPPED(st):
                    break
        try:
            os.close(self.fd)
        except OSError:
            pass

    # --- was the terminal put back? -------------------------------------------------------
    def restored(self, since=0):
        out = b''.join(b for _, b in self.chunks)
        bad = []
        try:
            a = termios.tcgetattr(self.fd)
            for i, nm in ((0, 'iflag'), (1, 'oflag'), (3, 'lflag')):
                if a[i] != self.attr0[i]:
                    bad.append('termios.' + nm)
        except termios.error:
            bad.append('termios?')
        for name, on, off in (
                ('altscreen', rb'\x1b\[\?(?:1049|1047|47)h', rb'\x1b\[\?(?:1049|1047|47)l'),
                ('mouse',     rb'\x1b\[\?(?:\d+;)*(?:1000|1002|1003)(?:;\d+)*h', rb'\x1b\[\?(?:\d+;)*(?:1000|1002|1003)(?:;\d+)*l'),
                ('paste',     rb'\x1b\[\?2004h', rb'\x1b\[\?2004l'),
                ('focus',     rb'\x1b\[\?1004h', rb'\x1b\[\?1004l'),
                ('sync',      rb'\x1b\[\?2026h', rb'\x1b\[\?2026l'),
                ('cursor',    rb'\x1b\[\?25l', rb'\x1b\[\?25h')):
            ons = [m.start() for m in re.finditer(on, out)]; offs = [m.start() for m in re.finditer(off, out)]
            if ons and (not offs or offs[-1] < ons[-1]):
                bad.append(name)
        return bad


JOBSHELL = [sys.executable, '-c', '''
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
g = os.fork()
if g == 0:
    os.setpgid(0, 0); os.tcsetpgrp(0, os.getpid())
    for s in (signal.SIGTTOU, signal.SIGTSTP, signal.SIGINT): signal.signal(s, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])
try: os.setpgid(g, g); os.tcsetpgrp(0, g)
except OSError: pass
while True:
    _, st = os.waitpid(g, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpid())
    if os.WIFSTOPPED(st):
        os.write(1, b'[[STOPPED]]')
        os.read(0, 1)
        os.tcsetpgrp(0, g); os.killpg(g, signal.SIGCONT)
    else:
        sys.exit(0)
''']


def st_text(st):
    if st is None:
        return 'still running'
    if os.WIFSIGNALED(st):
        return 'signal ' + signal.Signals(os.WTERMSIG(st)).name
    if os.WIFSTOPPED(st):
        return 'stopped ' + signal.Signals(os.WSTOPSIG(st)).name
    return 'exit %d' % os.WEXITSTATUS(st)


def summ(v):
    v = sorted(x for x in v if x is not None)
    if not v:
        return None
    q = lambda p: v[min(len(v) - 1, int(p * len(v)))]
    return {'n': len(v), 'median': round(statistics.median(v), 3), 'p95': round(q(.95), 3), 'min': round(v[0], 3), 'max': round(v[-1], 3)}


def screen_at(chunks, size, upto=None):
    s = pyte.Screen(*size); st = pyte.ByteStream(s)
    for t, b in chunks:
        if upto is not None and t > upto:
            break
        try:
            st.feed(b)
        except Exception:
            pass
    return s.display


def visual90(chunks, size, frac=.90):
    if pyte is None or not chunks:
        return None
    final = screen_at(chunks, size)
    want = [(y, x, c) for y, l in enumerate(final) for x, c in enumerate(l) if c != ' ']
    if not want:
        return None
    s = pyte.Screen(*size); st = pyte.ByteStream(s)
    for t, b in chunks:
        try:
            st.feed(b)
        except Exception:
            pass
        d = s.display
        if sum(1 for y, x, c in want if x < len(d[y]) and d[y][x] == c) >= frac * len(want):
            return t / NS
    return None


def base_env(a):
    e = dict(os.environ)
    for k in ('COLUMNS', 'LINES', 'TMUX', 'STY', 'NO_COLOR', 'COLORTERM', 'LC_ALL', 'LC_CTYPE', 'TERM_PROGRAM', 'VTE_VERSION'):
        e.pop(k, None)
    e.update(TERM=a.term, LANG=a.lang)
    if a.colorterm:
        e['COLORTERM'] = a.colorterm
    for kv in a.env:
        k, _, v = kv.partition('='); e[k] = v
    return e


def quit_prog(p, a):
    for tok in a.quit:
        p.key(tok); p.drain(30)


def measure(a):
    size, env, keys = a.size, base_env(a), a.keys
    res = {'name': a.name, 'argv': a.cmd, 'term': a.term, 'size': '%dx%d' % size}
    S = {k: [] for k in ('first_byte', 'full_frame', 'visual90', 'bytes', 'reads')}
    X = []; exits = set(); notput = set(); mem = []
    for i in range(a.starts + 1):
        p = Prog.spawn(a.cmd, size, env, a.cwd, a.mute)
        f, l, n, r = p.until_quiet(a.quiet, a.limit)
        if p.eof and not p.chunks:
            p.kill(); raise SystemExit('%s: no output' % a.name)
        if i:                                                     # run 0 warms the page cache
            S['first_byte'].append(f / NS if f else None); S['full_frame'].append(l / NS if l else None)
            S['visual90'].append(visual90(p.chunks, size)); S['bytes'].append(n); S['reads'].append(r)
            mem.append(p.memory())
        t = p.now(); quit_prog(p, a)
        st = p.wait(3000); p.drain(20)
        if i:
            if st is not None:
                X.append((p.now() - t) / NS)
            exits.add(st_text(st)); notput.update(p.restored())
        p.kill()
    res['startup'] = {k: summ(v) for k, v in S.items()}
    res['memory'] = {k: round(statistics.median(m[k] for m in mem), 2) for k in mem[0]}
    res['exit'] = {'ms': summ(X), 'status': sorted(exits), 'not_put_back': sorted(notput)}

    p = Prog.spawn(a.cmd, size, env, a.cwd, a.mute)
    p.until_quiet(max(a.quiet, 300), a.limit)
    time.sleep(.2); p.drain(100)
    res['keys'] = {}
    per = {k: {'first': [], 'quiet': [], 'bytes': [], 'reads': [], 'silent': 0} for k in dict.fromkeys(keys)}
    for i in range(a.samples):
        for tok in keys:
            p.drain(a.gap)
            p.app_cursor(); t = p.now(); p.key(tok)
            f, l, n, r = p.until_quiet(a.quiet, a.keylimit)
            d = per[tok]
            if f is None:
                d['silent'] += 1
            else:
                d['first'].append((f - t) / NS); d['quiet'].append((l - t) / NS); d['bytes'].append(n); d['reads'].append(r)
            if p.eof:
                break
        if p.eof:
            res['died'] = st_text(p.wait(200)); break
    for tok, d in per.items():
        res['keys'][tok] = {k: (summ(v) if isinstance(v, list) else v) for k, v in d.items()}
    allf = [x for d in per.values() for x in d['first']]; allq = [x for d in per.values() for x in d['quiet']]
    res['key_all'] = {'first': summ(allf), 'quiet': summ(allq)}
    if not p.eof:
        rz = []
        for i in range(10):
            p.drain(a.gap); t = p.now()
            p.resize(size[0] - (10 if i % 2 == 0 else 0), size[1] - (4 if i % 2 == 0 else 0))
            f, l, n, r = p.until_quiet(a.quiet, 3000)
            if l:
                rz.append((l - t) / NS)
        res['resize_quiet'] = summ(rz)
        p.resize(*size); p.drain(300)
        res['idle'] = p.idle(a.idle)
        res['memory_after_keys'] = p.memory()
    quit_prog(p, a); p.wait(1500); p.kill()
    return res


def robust(a):
    env, out = base_env(a), {}
    for sg in ('SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGSEGV', 'SIGABRT', 'SIGILL', 'SIGTRAP'):
        p = Prog.spawn(a.cmd, a.size, env, a.cwd, a.mute); p.until_quiet(a.quiet, a.limit); p.drain(100)
        os.kill(p.pid, getattr(signal, sg)); st = p.wait(2500); p.drain(60)
        out[sg] = {'end': st_text(st), 'not_put_back': p.restored() if st is not None else 'n/a'}
        p.kill()
    # ^Z: the byte, as a user types it, under a job-control shell (an orphaned process
    # group is never stopped, so a bare pty.fork child would not show anything)
    p = Prog.spawn(JOBSHELL + a.cmd, a.size, env, a.cwd, a.mute); p.until_quiet(a.quiet, a.limit); p.drain(200)
    p.write(b'\x1a'); p.drain(700)
    text = b''.join(b for _, b in p.chunks)
    r = {'state': 'stopped' if b'[[STOPPED' in text else 'not stopped'}
    if b'[[STOPPED' in text:
        r['not_put_back'] = p.restored(); k = len(p.chunks)
        p.write(b'\n'); p.until_quiet(200, 2500)
        r['redrawn_bytes_after_fg'] = sum(len(b) for _, b in p.chunks[k:])
    out['^Z'] = r
    p.kill()
    # resize storm, then a tiny window, then back
    p = Prog.spawn(a.cmd, a.size, env, a.cwd, a.mute); p.until_quiet(a.quiet, a.limit); p.drain(100)
    import random
    rnd = random.Random(7)
    for _ in range(60):
        p.resize(rnd.randint(1, 200), rnd.randint(1, 60)); p.drain(rnd.randint(1, 12))
    p.resize(10, 3); p.drain(300)
    p.resize(1, 1); p.drain(200)
    p.resize(*a.size); p.drain(600)
    st = p.wait(10)
    out['resize storm'] = {'alive': st is None, 'end': st_text(st)}
    p.kill()
    # stdout not a terminal / stdin not a terminal
    for nm, kw in (('stdout=pipe', dict(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)),):
        try:
            c = subprocess.run(a.cmd, cwd=a.cwd, env=env, timeout=4, start_new_session=True, **kw)
            out['not a tty'] = {'exit': c.returncode, 'stdout': len(c.stdout), 'escapes': c.stdout.count(b'\x1b'), 'stderr': c.stderr[:160].decode('utf8', 'replace')}
        except subprocess.TimeoutExpired as e:
            out['not a tty'] = {'exit': 'HANGS', 'stdout': len(e.stdout or b''), 'escapes': (e.stdout or b'').count(b'\x1b')}
    return out


MATRIX = [('xterm-256color', 'C.UTF-8', {}), ('xterm-256color', 'C.UTF-8', {'COLORTERM': 'truecolor'}),
          ('xterm-direct', 'C.UTF-8', {}), ('tmux-256color', 'C.UTF-8', {}), ('screen-256color', 'C.UTF-8', {}),
          ('screen', 'C.UTF-8', {}), ('linux', 'C.UTF-8', {}), ('xterm', 'C.UTF-8', {}), ('xterm-mono', 'C.UTF-8', {}),
          ('vt100', 'C', {}), ('ansi', 'C', {}), ('dumb', 'C', {}), ('', 'C', {}), ('nosuchterm', 'C.UTF-8', {}),
          ('xterm-kitty', 'C.UTF-8', {}), ('alacritty', 'C.UTF-8', {}), ('xterm-ghostty', 'C.UTF-8', {}),
          ('xterm-256color', 'C', {}), ('xterm-256color', 'POSIX', {}), ('xterm-256color', 'no_SUCH.UTF-8', {}),
          ('xterm-256color', 'C.UTF-8', {'NO_COLOR': '1'})]


def matrix(a):
    rows = []
    for term, lang, extra in MATRIX:
        e = base_env(a); e.update(TERM=term, LANG=lang, **extra)
        if not term:
            e.pop('TERM')
        p = Prog.spawn(a.cmd, a.size, e, a.cwd, a.mute)
        f, l, n, r = p.until_quiet(a.quiet, 4000)
        for tok in a.keys[:4]:
            p.key(tok); p.drain(60)
        out = b''.join(b for _, b in p.chunks)
        row = {'TERM': term or '(unset)', 'LANG': lang, **extra, 'bytes': n,
               'non_ascii': sum(1 for c in out if c > 127),
               'colour_sgr': len(re.findall(rb'\x1b\[[0-9;:]*(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])[0-9;:]*m', out)),
               'truecolor_sgr': len(re.findall(rb'[34]8[;:]2[;:]', out)),
               'first_line': re.sub(rb'\x1b[^A-Za-z]*[A-Za-z]', b'', out)[:70].decode('utf8', 'replace').strip() if p.eof else ''}
        st = p.wait(20)
        row['state'] = 'running' if st is None else st_text(st)
        rows.append(row)
        quit_prog(p, a); p.wait(300); p.kill()
    return rows


def calibrate(a):
    p = Prog.spawn(['sh', '-c', 'stty raw -echo; printf ready; exec cat'], (80, 24), dict(os.environ, TERM='xterm'))
    p.until_quiet(100, 3000)
    v = []
    for _ in range(200):
        t = p.now(); p.write(b'x'); f, l, n, r = p.until_quiet(3, 1000); v.append((f - t) / NS)
    p.kill()
    print('harness floor (raw echo through cat), ms:', summ(v))


def show(r):
    f = lambda d, k='median': '-' if not d else ('%.2f' % d[k] if isinstance(d[k], float) else str(d[k]))
    s = r['startup']
    print('== %s  (%s, %s)  %s' % (r['name'], r['term'], r['size'], ' '.join(r['argv'])))
    print('  start  first byte %s  full frame %s (p95 %s)  visual90 %s ms;  %s bytes in %s reads; n=%d' % (
        f(s['first_byte']), f(s['full_frame']), f(s['full_frame'], 'p95'), f(s['visual90']), f(s['bytes']), f(s['reads']), s['full_frame']['n']))
    for k, d in r['keys'].items():
        print('  key %-6s first %s (p95 %s)  quiet %s (p95 %s) ms;  %s bytes, %s reads; n=%s silent=%s' % (
            k, f(d['first']), f(d['first'], 'p95'), f(d['quiet']), f(d['quiet'], 'p95'), f(d['bytes']), f(d['reads']), d['first']['n'] if d['first'] else 0, d['silent']))
    print('  all keys first %s  quiet %s (p95 %s) ms   resize->quiet %s ms' % (f(r['key_all']['first']), f(r['key_all']['quiet']), f(r['key_all']['quiet'], 'p95'), f(r.get('resize_quiet'))))
    print('  memory %s   after keys %s   idle %s' % (r['memory'], r.get('memory_after_keys'), r.get('idle')))
    print('  exit   %s ms  %s  not put back: %s' % (f(r['exit']['ms']), r['exit']['status'], r['exit']['not_put_back'] or 'nothing'))
    for k, v in (r.get('robust') or {}).items():
        print('  robust %-13s %s' % (k, v))
    for v in r.get('matrix') or []:
        print('  matrix %s' % v)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--name'); ap.add_argument('--size', default='120x36'); ap.add_argument('--term', default='xterm-256color')
    ap.add_argument('--lang', default='C.UTF-8'); ap.add_argument('--colorterm'); ap.add_argument('--cwd')
    ap.add_argument('--env', action='append', default=[], metavar='K=V')
    ap.add_argument('--keys', default='j,k'); ap.add_argument('--quit', default='q')
    ap.add_argument('--starts', type=int, default=20); ap.add_argument('--samples', type=int, default=20)
    ap.add_argument('--quiet', type=float, default=120, help='ms without output that ends a frame')
    ap.add_argument('--gap', type=float, default=40, help='ms of drain before each key')
    ap.add_argument('--limit', type=float, default=15000); ap.add_argument('--keylimit', type=float, default=1500)
    ap.add_argument('--idle', type=float, default=3); ap.add_argument('--mute', action='store_true')
    ap.add_argument('--robust', action='store_true'); ap.add_argument('--matrix', action='store_true'); ap.add_argument('--only-checks', action='store_true')
    ap.add_argument('--snapshot', action='store_true'); ap.add_argument('--calibrate', action='store_true'); ap.add_argument('--json')
    ap.add_argument('cmd', nargs=argparse.REMAINDER)
    a = ap.parse_args()
    a.size = tuple(int(x) for x in a.size.split('x'))
    a.keys = [k for k in a.keys.split(',') if k]; a.quit = [k for k in a.quit.split(',') if k]
    if a.cmd and a.cmd[0] == '--':
        a.cmd = a.cmd[1:]
    if a.calibrate:
        calibrate(a)
    if not a.cmd:
        return
    a.name = a.name or os.path.basename(a.cmd[0])
    if a.snapshot:
        p = Prog.spawn(a.cmd, a.size, base_env(a), a.cwd, a.mute); p.until_quiet(a.quiet, a.limit)
        for tok in a.keys:
            p.key(tok); p.until_quiet(a.quiet, a.keylimit)
        print('\n'.join(l.rstrip() for l in screen_at(p.chunks, a.size))); p.kill()
        return
    r = {'name': a.name, 'argv': a.cmd} if a.only_checks else measure(a)
    if a.robust:
        r['robust'] = robust(a)
    if a.matrix:
        r['matrix'] = matrix(a)
    if a.only_checks:
        print(json.dumps(r, indent=1))
    else:
        show(r)
    if a.json:
        json.dump(r, open(a.json, 'w'), indent=1)


if __name__ == '__main__':
    main()
