#define _GNU_SOURCE
#include "CNcurses.h"
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// MARK: Cells

int cn_scalar_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void cn_set_cell(cchar_t *cell, const uint32_t *scalars, size_t count, attr_t attributes, int pair) {
  wchar_t text[CCHARW_MAX + 1];
  if (count > CCHARW_MAX) count = CCHARW_MAX;
  for (size_t i = 0; i < count; i++) text[i] = (wchar_t)scalars[i];
  text[count] = 0;
  // A pair above 32767 does not fit the old argument; opts carries it.
  setcchar(cell, text, attributes, 0, &pair);
}

// MARK: Screen

const char *cn_capability(const char *name) {
  const char *text = tigetstr((char *)name);
  return text == (char *)-1 ? NULL : text;
}

size_t cn_cursor_address(int row, int column, char *buffer, size_t capacity) {
  const char *form = cn_capability("cup");
  const char *text = form ? tiparm(form, row, column) : NULL;
  if (!text) return 0;
  // Delays are for terminals of metal.
  const char *delay = strstr(text, "$<");
  size_t length = delay ? (size_t)(delay - text) : strlen(text);
  if (length > capacity) return 0;
  memcpy(buffer, text, length);
  return length;
}

bool cn_announces_direct_color(void) {
  return tigetflag("Tc") > 0 || tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || cn_capability("RGB");
}

int cn_check_type(const char *type) {
  int found = 0;
  if (setupterm(type, STDOUT_FILENO, &found) != OK) return found == 1 ? -1 : 0;
  int answer = cn_capability("cup") && cn_capability("clear") ? 1 : -1;
  del_curterm(cur_term);
  return answer;
}

/* Sets a variable for a while; returns what to hand to put_environment_back(). */
static char *set_environment(const char *name, int value) {
  const char *before = getenv(name);
  char *copy = before ? strdup(before) : NULL;
  char text[16];
  snprintf(text, sizeof text, "%d", value);
  setenv(name, text, 1);
  return copy;
}

static void put_environment_back(const char *name, char *before) {
  if (before)
    setenv(name, before, 1);
  else
    unsetenv(name);
  free(before);
}

SCREEN *cn_open_screen(const char *type, int rows, int columns, int *memory) {
  int fd = memfd_create("frame", MFD_CLOEXEC);
  if (fd < 0) return NULL;
  FILE *out = fdopen(fd, "w");
  if (!out) {
    close(fd);
    return NULL;
  }
  // A file in memory has no size to ask for, and not every type has one in terminfo: newterm()
  // refuses those. Only here may the environment say it.
  char *lines_before = set_environment("LINES", rows);
  char *columns_before = set_environment("COLUMNS", columns);
  use_env(TRUE);
  SCREEN *screen = newterm(type, out, stdin);
  use_env(FALSE);
  put_environment_back("LINES", lines_before);
  put_environment_back("COLUMNS", columns_before);
  if (!screen) {
    fclose(out);
    return NULL;
  }
  *memory = fd;
  // Else doupdate() stops in the middle of a frame when a key waits.
  typeahead(-1);
  nonl();
  scrollok(stdscr, FALSE);
  return screen;
}

bool cn_tty_size(int fd, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}

int cn_reopen_tty(int fd) {
  char path[128];
  if (ttyname_r(fd, path, sizeof path) != 0) return -1;
  return open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
}

// MARK: Guard

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL,  SIGTRAP, SIGFPE, SIGABRT,
                            SIGSYS,  SIGQUIT, SIGTERM, SIGHUP,  SIGINT};
// Synchronized output off, mouse off, alternate scroll as it was, paste and focus reports off,
// plain text, line wrap on, cursor keys and keypad to normal, main screen, cursor shown.
static const char reset[] =
    "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1007r\033[?2004l\033[?1004l"
    "\033[0m\033[?7h\033[?1l\033>\033[?1049l\033[?25h";

static struct termios shell_modes;
static int tty_fd = -1;
static int out_fd = -1;
static volatile sig_atomic_t is_ours;
static volatile int held_stderr = -1; /* the real one while 2 is a memory file */

static void hold_stderr(void) {
  // What goes to a file or a pipe does not disturb the screen.
  if (held_stderr >= 0 || !isatty(STDERR_FILENO)) return;
  int memory = memfd_create("stderr", MFD_CLOEXEC);
  if (memory < 0) return;
  held_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (held_stderr >= 0) dup2(memory, STDERR_FILENO);
  close(memory);
}

/* Safe in a signal handler. */
static void release_stderr(void) {
  char buffer[4096];
  ssize_t count;
  int real = held_stderr;
  if (real < 0) return;
  held_stderr = -1;
  int memory = dup(STDERR_FILENO);
  dup2(real, STDERR_FILENO);
  close(real);
  lseek(memory, 0, SEEK_SET);
  while ((count = read(memory, buffer, sizeof buffer)) > 0)
    (void)!write(STDERR_FILENO, buffer, (size_t)count);
  close(memory);
}

static char report_path[4096];

/* As safe as it can be in a signal handler: the library it needs was loaded beforehand. */
static void write_report(void) {
  static const char note[] = "The backtrace is in ";
  void *frames[64];
  if (!report_path[0]) return;
  int fd = open(report_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return;
  backtrace_symbols_fd(frames, backtrace(frames, 64), fd);
  close(fd);
  (void)!write(STDERR_FILENO, note, sizeof note - 1);
  (void)!write(STDERR_FILENO, report_path, strlen(report_path));
  (void)!write(STDERR_FILENO, "\n", 1);
}

void cn_guard_report(const char *path) {
  void *frames[1];
  report_path[0] = 0;
  if (!path || strlen(path) >= sizeof report_path) return;
  strcpy(report_path, path);
  backtrace(frames, 1);
}

static bool is_crash(int signo) {
  return signo != SIGQUIT && signo != SIGTERM && signo != SIGHUP && signo != SIGINT;
}

/* Safe in a signal handler. Sets the modes even from the background, where SIGTTOU would stop us. */
static void set_modes(const struct termios *modes) {
  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &set, &before);
  while (tcsetattr(tty_fd, TCSANOW, modes) != 0 && errno == EINTR) {
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void die(int signo) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(signo, &action, NULL);
  // Dispatch blocks nearly every signal in its threads.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signo);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(signo);
}

static void put_back_and_die(int signo) {
  if (is_ours) {
    is_ours = 0;
    (void)!write(out_fd, reset, sizeof reset - 1);
    set_modes(&shell_modes);
  }
  release_stderr();
  if (is_crash(signo)) write_report();
  // Not the handler that was there before: Swift's would ask the user whether to debug.
  die(signo);
}

void cn_guard_thread(void) {
  static _Thread_local bool is_ready;
  if (is_ready) return;
  is_ready = true;
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = 64 * 1024;
  stack.ss_sp = mmap(NULL, stack.ss_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack.ss_sp != MAP_FAILED) sigaltstack(&stack, NULL);
}

bool cn_guard_install(int fd, int out) {
  if (tcgetattr(fd, &shell_modes) != 0) return false;
  tty_fd = fd;
  out_fd = out;
  cn_guard_thread();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = put_back_and_die;
  action.sa_flags = SA_NODEFER | SA_ONSTACK;
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
    struct sigaction before;
    // What the parent had ignored, as nohup does, stays ignored.
    sigaction(fatal[i], NULL, &before);
    if (before.sa_handler == SIG_IGN) continue;
    sigaction(fatal[i], &action, NULL);
  }
  // newterm() puts its own handler where it finds the default one; it would run endwin() on another
  // thread than ours.
  signal(SIGTSTP, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  return true;
}

void cn_guard_take(void) {
  struct termios raw = shell_modes;
  cfmakeraw(&raw);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  hold_stderr();
  is_ours = 1;
  set_modes(&raw);
}

void cn_guard_release(void) {
  if (is_ours) {
    is_ours = 0;
    set_modes(&shell_modes);
  }
  release_stderr();
}

_Noreturn void cn_guard_die(int signo) {
  put_back_and_die(signo);
  _exit(128 + signo);
}

static bool is_foreground(int fd) {
  pid_t group = tcgetpgrp(fd);
  // A terminal that is not ours to ask about is treated as ours to use.
  return group < 0 || group == getpgrp();
}

/* Stops us, or the whole group, and returns when it goes on. */
static void stop(int signo, bool whole_group) {
  struct sigaction action, before;
  sigset_t set, mask;
  memset(&action, 0, sizeof action);
  // The others first, while we ignore it ourselves; then ourselves, by a signal to this very thread,
  // which stops before raise() returns. One kill(0) would leave us running for a moment.
  action.sa_handler = SIG_IGN;
  sigaction(signo, &action, &before);
  if (whole_group) kill(0, signo);
  action.sa_handler = SIG_DFL;
  sigaction(signo, &action, NULL);
  sigemptyset(&set);
  sigaddset(&set, signo);
  pthread_sigmask(SIG_UNBLOCK, &set, &mask);
  raise(signo);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(signo, &before, NULL);
}

bool cn_wait_for_foreground(int fd) {
  if (is_foreground(fd)) return true;
  stop(SIGTTIN, true);
  return is_foreground(fd);
}

void cn_stop_group(void) { stop(SIGTSTP, true); }

void cn_stop_self(void) { stop(SIGTSTP, false); }

_Noreturn void cn_die(int signo) {
  die(signo);
  _exit(128 + signo);
}
