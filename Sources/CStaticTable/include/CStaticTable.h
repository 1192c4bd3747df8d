#ifndef CSTATICTABLE_H
#define CSTATICTABLE_H

#include <stddef.h>

// Data made by Scripts/make_static_table.py, which documents the format.
// It is constant and mapped from the binary: a page costs memory only once it is read.

const unsigned char *static_table_bytes(void);
size_t static_table_size(void);

// One word piece a line; the line number is the id.
const unsigned char *static_table_vocabulary(void);
size_t static_table_vocabulary_size(void);

// SHA-256 of the table in lower-case hexadecimal, as the script printed it.
const char *static_table_digest(void);

#endif
