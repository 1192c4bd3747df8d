#!/usr/bin/env python3
"""Writes the scalar width table of TerminalKit from Python's unicodedata.

Usage: Scripts/width_table.py > Sources/TerminalKit/ScalarWidthTable.swift

The rules: marks, format characters and the vowels and finals of Hangul take no column;
what East_Asian_Width calls Wide or Fullwidth takes two; everything else takes one.
Ambiguous characters are narrow, as in every terminal outside a CJK legacy set-up.
"""
import unicodedata

# Format characters that are drawn: the soft hyphen and the Arabic and Kaithi number signs.
DRAWN = {0x00AD, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD, *range(0x0600, 0x0606)}
# Hangul vowels and finals join the syllable in front of them.
JOINING = set(range(0x1160, 0x1200)) | set(range(0xD7B0, 0xD7FC))
# Pictographs younger than Python's tables: the block is wide throughout.
LATER_WIDE = set(range(0x1FA70, 0x1FB00)) | {0x1F6DC}
# Ambiguous or neutral by the standard's letter, two columns in glibc and the terminals.
LATER_WIDE |= set(range(0x3248, 0x3250)) | set(range(0x4DC0, 0x4E00))
# Python calls scalars without a character 'F'; Unicode says wide for these blocks alone.
CJK_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD))


def width(point):
    character = chr(point)
    if point in DRAWN:
        return 1
    if point in JOINING or unicodedata.category(character) in ('Mn', 'Me', 'Cf'):
        return 0
    if 0xFE00 <= point <= 0xFE0F or 0xE0000 <= point <= 0xE0FFF:
        return 0
    if point in LATER_WIDE:
        return 2
    if unicodedata.category(character) == 'Cn':
        return 2 if any(first <= point <= last for first, last in CJK_BLOCKS) else 1
    return 2 if unicodedata.east_asian_width(character) in 'WF' else 1


def ranges(wanted):
    found = []
    for point in range(0x110000):
        if 0xD800 <= point <= 0xDFFF or width(point) != wanted:
            continue
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def emit(name, comment, pairs):
    print(f'  /// {comment}')
    print(f'  static let {name}: [(first: UInt32, last: UInt32)] = [')
    line = '   '
    for first, last in pairs:
        item = f' (0x{first:X}, 0x{last:X}),'
        if len(line) + len(item) > 98:
            print(line)
            line = '   '
        line += item
    print(line)
    print('  ]')


print(f'// Written by Scripts/width_table.py from Unicode {unicodedata.unidata_version}. Do not edit.')
print()
print('/// Which scalars take no column or two, as sorted, disjoint, closed ranges.')
print('enum ScalarWidthTable {')
emit('zero', 'Scalars that join the character in front of them.', ranges(0))
print()
emit('wide', 'Scalars that take two columns.', ranges(2))
print('}')
