#ifndef CCOLUMNNAMES_H
#define CCOLUMNNAMES_H

#include <stddef.h>

/// What columns of tables are called, a line each; the file's head says how. Not terminated.
const unsigned char *ccolumnnames_text(size_t *count);

#endif
