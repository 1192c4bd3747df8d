#!/usr/bin/env python3
"""Writes the scalar width table of TerminalKit.

    pip install unicodedata2 wcwidth
    python3 Scripts/width_table.py > Sources/TerminalKit/ScalarWidthTable.swift

The data are UnicodeData.txt and EastAsianWidth.txt of the newest Unicode, as the PyPI package
unicodedata2 carries them; Python's own module is years behind. The newest release of each package
is wanted: the table names its Unicode version.

The rules:
- Marks, format characters and the vowels and finals of Hangul take no column.
- What East_Asian_Width calls Wide or Fullwidth takes two, everything else one. Ambiguous ones are
  narrow, as in every terminal outside a CJK legacy set-up: borders are made of them.
- A code point without a character is listed apart: terminals give it any width, so it is never
  sent.
- Disputed are those that terminals measure differently: spacing marks, which the newest rules
  count as nothing; pictographs that some draw over two columns although the standard says one;
  signs that only Unicode 16 made wide; private use.

Before anything is written the lists are compared with the tables of wcwidth, which others make of
the same files. They may differ only where `may_differ` says why.
"""
import io
import sys

try:
    import unicodedata2 as data
    from wcwidth import list_versions
    from wcwidth.table_vs16 import VS16_NARROW_TO_WIDE
    from wcwidth.table_wide import WIDE_EASTASIAN
    from wcwidth.table_zero import ZERO_WIDTH
except ImportError as error:
    raise SystemExit(f'{error}; pip install --upgrade unicodedata2 wcwidth')

VERSION = data.unidata_version
FIRST = 0x300  # everything below takes one column
SURROGATES = range(0xD800, 0xE000)

# Format characters that are drawn: the soft hyphen and the Arabic and Kaithi number signs.
DRAWN = {0x00AD, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD, *range(0x0600, 0x0606)}
# Hangul vowels and finals join the syllable in front of them.
JOINING = {*range(0x1160, 0x1200), *range(0xD7B0, 0xD7C7), *range(0xD7CB, 0xD7FC)}
# Fillers of Hangul: blanks as wide as a letter.
FILLERS = {0x115F, 0x3164, 0xFFA0}
# Ambiguous by the standard's letter, two columns in the C library and the terminals.
WIDE_BY_USE = set(range(0x3248, 0x3250))
# Narrow until Unicode 15.
WIDENED = {
    *range(0x2630, 0x2638), *range(0x268A, 0x2690), *range(0x4DC0, 0x4E00),
    *range(0x1D300, 0x1D357), *range(0x1D360, 0x1D377),
}
# Regional indicators are shown as letters.
LETTERED = set(range(0x1F1E6, 0x1F200))
# Narrow, but wide in some terminals when a variation selector follows, in others always.
PICTOGRAPHS = next(iter(VS16_NARROW_TO_WIDE.values()))


def category(point):
    return data.category(chr(point))


def is_assigned(point):
    return category(point) != 'Cn'


def width(point):
    if point in DRAWN:
        return 1
    if point in JOINING or category(point) in ('Mn', 'Me', 'Cf'):
        return 0
    if point in WIDE_BY_USE:
        return 2
    if not is_assigned(point):
        return 1
    return 2 if data.east_asian_width(chr(point)) in 'WF' else 1


def is_disputed(point):
    return is_assigned(point) and (
        category(point) in ('Mc', 'Co')
        or point in WIDENED | WIDE_BY_USE | DRAWN
        or contains(PICTOGRAPHS, point))


def contains(table, point):
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        if table[middle][1] < point:
            low = middle + 1
        else:
            high = middle
    return low < len(table) and table[low][0] <= point


def ranges(wanted):
    found = []
    for point in range(FIRST, 0x110000):
        if point in SURROGATES or not wanted(point):
            continue
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def may_differ(point):
    # Spacing marks are nothing to wcwidth, but one column to the C library, ncurses and tmux. It
    # counts a lone skin tone and controls as nothing; here one is drawn, the others escaped.
    return category(point) in ('Mc', 'Sk', 'Zl', 'Zp', 'Cc') or point in (
        DRAWN | JOINING | FILLERS | WIDE_BY_USE | LETTERED)


def fail(what):
    raise SystemExit(f'the table is wrong: {what}')


def check(zero, wide, unassigned, disputed):
    if list_versions()[-1] != VERSION:
        fail(f'unicodedata2 has Unicode {VERSION}, wcwidth {list_versions()[-1]}: update the older')
    for pairs in (zero, wide, unassigned, disputed):
        for (first, last), following in zip(pairs, pairs[1:] + [[0x110002]]):
            if not first <= last < following[0] - 1:
                fail(f'U+{first:04X} is out of order or touches what follows')
    for point in range(FIRST, 0x110000):
        if point in SURROGATES:
            continue
        listed = [contains(pairs, point) for pairs in (zero, wide, unassigned)]
        if sum(listed) > 1:
            fail(f'U+{point:04X} is in two lists')
        if listed[2] or may_differ(point):
            continue
        ours = 0 if listed[0] else 2 if listed[1] else 1
        theirs = (
            0 if contains(ZERO_WIDTH[VERSION], point)
            else 2 if contains(WIDE_EASTASIAN[VERSION], point) else 1)
        if ours != theirs:
            fail(f'U+{point:04X} takes {ours} columns, {theirs} by wcwidth')


def emit(out, name, comment, pairs):
    print(f'\n  /// {comment}', file=out)
    print(f'  static let {name}: [(first: UInt32, last: UInt32)] = [', file=out)
    line = '   '
    for first, last in pairs:
        item = f' (0x{first:X}, 0x{last:X}),'
        if len(line) + len(item) > 98:
            print(line, file=out)
            line = '   '
        line += item
    print(line, file=out)
    print('  ]', file=out)


def main():
    zero = ranges(lambda point: width(point) == 0)
    wide = ranges(lambda point: width(point) == 2)
    unassigned = ranges(lambda point: not is_assigned(point))
    disputed = ranges(is_disputed)
    check(zero, wide, unassigned, disputed)
    out = io.StringIO()
    print(f'// Written by Scripts/width_table.py from Unicode {VERSION}. Do not edit.', file=out)
    print('\n/// Which scalars are how wide, as sorted, disjoint, closed ranges.', file=out)
    print('enum ScalarWidthTable {', file=out)
    print('  /// The version of Unicode the lists are made from.', file=out)
    print(f'  static let unicodeVersion = "{VERSION}"', file=out)
    emit(out, 'zero', 'Scalars that join the character in front of them.', zero)
    emit(out, 'wide', 'Scalars that take two columns.', wide)
    emit(out, 'unassigned', 'Code points without a character.', unassigned)
    emit(out, 'disputed', 'Scalars whose columns terminals do not agree on.', disputed)
    print('}', file=out)
    sys.stdout.write(out.getvalue())


if __name__ == '__main__':
    main()
