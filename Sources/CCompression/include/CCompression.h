#ifndef CCOMPRESSION_H
#define CCOMPRESSION_H

#include <stddef.h>

// What of libz and libzstd is used to unpack a file, without their headers.

typedef enum { CCOMPRESSION_GZIP = 1, CCOMPRESSION_ZSTD = 2 } CCompressionKind;

typedef struct CDecompressor CDecompressor;

/// Loads the library of a kind, once. Returns NULL when it is there, else what the loader said.
const char *ccompression_load(CCompressionKind kind);

/// Begins to unpack; the library has to be loaded. NULL where there is no memory.
CDecompressor *ccompression_make(CCompressionKind kind);
void ccompression_free(CDecompressor *it);

typedef enum {
  /// Wants more input or more room.
  CCOMPRESSION_MORE = 0,
  /// A member ended; what follows in the input is the next one, or nothing.
  CCOMPRESSION_ENDED = 1,
  CCOMPRESSION_BROKEN = 2,
} CCompressionState;

/// Unpacks from input to output and says how much of each it used. After a member's end the next
/// call begins a new one.
CCompressionState ccompression_step(CDecompressor *it, const void *input, size_t input_count,
                                    size_t *input_used, void *output, size_t output_count,
                                    size_t *output_used);

/// What was wrong, after CCOMPRESSION_BROKEN.
const char *ccompression_problem(const CDecompressor *it);

#endif
