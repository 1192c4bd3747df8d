#ifndef CNCURSES_H
#define CNCURSES_H

// curses.h declares the wide interface only when this is set before it is read, and the Swift
// importer reads no compiler flags: so it stands here.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <term.h>
// term.h makes macros of words as common as `columns`; nothing here needs them.
#undef columns
#undef lines
#undef tab
#undef newline

// MARK: What the Swift importer cannot see: macros with casts, global variables

static const attr_t CN_BOLD = A_BOLD;
static const attr_t CN_DIM = A_DIM;
static const attr_t CN_REVERSE = A_REVERSE;
static const attr_t CN_UNDERLINE = A_UNDERLINE;
static const attr_t CN_ITALIC = A_ITALIC;
static const attr_t CN_BLINK = A_BLINK;

static inline WINDOW *cn_stdscr(void) { return stdscr; }
static inline WINDOW *cn_curscr(void) { return curscr; }
static inline int cn_colors(void) { return COLORS; }
/// The text of a terminfo capability, NULL when the terminal lacks it.
const char *cn_capability(const char *name);
/// Writes the sequence that sets the cursor to a place, whatever it was before; returns its length, 0
/// when it does not fit.
size_t cn_cursor_address(int row, int column, char *buffer, size_t capacity);
/// Whether terminfo says that colours can be set by red, green and blue: RGB or tmux's Tc.
bool cn_announces_direct_color(void);

// MARK: Cells

/// Columns the C library, and with it ncurses, gives a scalar; -1 when it knows none.
int cn_scalar_width(uint32_t scalar);
/// Fills a cell with one spacing scalar and the marks on it.
void cn_set_cell(cchar_t *cell, const uint32_t *scalars, size_t count, attr_t attributes, int pair);

// MARK: Screen

/// Whether terminfo knows the type: 1 yes, 0 no, -1 it cannot place the cursor.
int cn_check_type(const char *type);
/// Opens ncurses so that it draws into a memory file; keys are not read through it. The file's
/// descriptor goes to `memory`. NULL when that fails.
SCREEN *cn_open_screen(const char *type, int rows, int columns, int *memory);
/// Rows and columns of a terminal; false when it does not say.
bool cn_tty_size(int fd, int *rows, int *columns);
/// A descriptor of its own for the terminal behind `fd`, so that not blocking on it changes nothing
/// for the shell; -1 when the device cannot be opened.
int cn_reopen_tty(int fd);

// MARK: Guard: the terminal is put back whatever ends the process

/// Keeps the settings of the terminal `fd` as they are now, writes resets to `out`, and installs the
/// handlers for fatal signals. Returns false when `fd` is no terminal.
bool cn_guard_install(int fd, int out);
/// Where a crash writes its backtrace; NULL for nowhere. The path is copied.
void cn_guard_report(const char *path);
/// Takes the terminal: raw mode, stderr held in memory, fatal signals put it back.
void cn_guard_take(void);
/// Gives the terminal back: the settings it had, and what stderr got meanwhile.
void cn_guard_release(void);
/// Puts the terminal back at once, with the constant reset, and dies of the signal.
_Noreturn void cn_guard_die(int signo);
/// Gives the calling thread a stack of its own for signal handlers, once.
void cn_guard_thread(void);
/// Whether this process group owns the terminal. In the background the group is stopped first, as a
/// read from there would, so that `fg` continues it.
bool cn_wait_for_foreground(int fd);
/// Stops the whole process group as ^Z does, and returns when it goes on; at once when the group is
/// orphaned and cannot be stopped.
void cn_stop_group(void);
/// Stops this process alone, after another program in front stopped the others.
void cn_stop_self(void);
/// Dies of a signal, so that the parent sees the true cause.
_Noreturn void cn_die(int signo);

#endif
