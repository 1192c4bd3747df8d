// libz and libzstd, loaded when a packed file is first read. Few files are packed, and some machines
// lack one of the two: the others are read all the same.

#include "CCompression.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// z_stream, as zlib's ABI 1 has it.
struct stream {
  const uint8_t *next_in;
  unsigned avail_in;
  unsigned long total_in;
  uint8_t *next_out;
  unsigned avail_out;
  unsigned long total_out;
  const char *msg;
  void *state;
  void *zalloc;
  void *zfree;
  void *opaque;
  int data_type;
  unsigned long adler;
  unsigned long reserved;
};

// ZSTD_inBuffer and ZSTD_outBuffer.
struct in_buffer {
  const void *src;
  size_t size;
  size_t pos;
};
struct out_buffer {
  void *dst;
  size_t size;
  size_t pos;
};

static struct {
  int (*init)(struct stream *, int bits, const char *version, int size);
  int (*inflate)(struct stream *, int flush);
  int (*reset)(struct stream *);
  int (*end)(struct stream *);
} z;

static struct {
  void *(*make)(void);
  size_t (*free)(void *);
  size_t (*decompress)(void *, struct out_buffer *, struct in_buffer *);
  unsigned (*is_error)(size_t);
  const char *(*error_name)(size_t);
} zstd;

static char z_problem[256];
static char zstd_problem[256];

static void *find(void *library, const char *name, char *problem) {
  void *function = library == NULL ? NULL : dlsym(library, name);
  if (function == NULL && problem[0] == 0) snprintf(problem, 256, "%s", dlerror());
  return function;
}

static void load_z(void) {
  void *library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(z_problem, sizeof z_problem, "%s", dlerror());
    return;
  }
  *(void **)&z.init = find(library, "inflateInit2_", z_problem);
  *(void **)&z.inflate = find(library, "inflate", z_problem);
  *(void **)&z.reset = find(library, "inflateReset", z_problem);
  *(void **)&z.end = find(library, "inflateEnd", z_problem);
}

static void load_zstd(void) {
  void *library = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(zstd_problem, sizeof zstd_problem, "%s", dlerror());
    return;
  }
  *(void **)&zstd.make = find(library, "ZSTD_createDStream", zstd_problem);
  *(void **)&zstd.free = find(library, "ZSTD_freeDStream", zstd_problem);
  *(void **)&zstd.decompress = find(library, "ZSTD_decompressStream", zstd_problem);
  *(void **)&zstd.is_error = find(library, "ZSTD_isError", zstd_problem);
  *(void **)&zstd.error_name = find(library, "ZSTD_getErrorName", zstd_problem);
}

const char *ccompression_load(CCompressionKind kind) {
  static pthread_once_t z_once = PTHREAD_ONCE_INIT;
  static pthread_once_t zstd_once = PTHREAD_ONCE_INIT;
  if (kind == CCOMPRESSION_GZIP) {
    pthread_once(&z_once, load_z);
    return z_problem[0] ? z_problem : NULL;
  }
  pthread_once(&zstd_once, load_zstd);
  return zstd_problem[0] ? zstd_problem : NULL;
}

struct CDecompressor {
  CCompressionKind kind;
  int has_ended;
  struct stream stream;
  void *frames;
  const char *problem;
};

CDecompressor *ccompression_make(CCompressionKind kind) {
  CDecompressor *it = calloc(1, sizeof *it);
  if (it == NULL) return NULL;
  it->kind = kind;
  if (kind == CCOMPRESSION_GZIP) {
    // 15 bits of window, and 16 for gzip's head and tail.
    if (z.init(&it->stream, 15 + 16, "1", (int)sizeof it->stream) == 0) return it;
  } else {
    it->frames = zstd.make();
    if (it->frames != NULL) return it;
  }
  free(it);
  return NULL;
}

void ccompression_free(CDecompressor *it) {
  if (it == NULL) return;
  if (it->kind == CCOMPRESSION_GZIP) z.end(&it->stream);
  if (it->frames != NULL) zstd.free(it->frames);
  free(it);
}

static CCompressionState step_gzip(CDecompressor *it, const void *input, size_t input_count,
                                   size_t *input_used, void *output, size_t output_count,
                                   size_t *output_used) {
  if (it->has_ended) z.reset(&it->stream);
  it->has_ended = 0;
  it->stream.next_in = input;
  it->stream.avail_in = (unsigned)(input_count > 1u << 30 ? 1u << 30 : input_count);
  it->stream.next_out = output;
  it->stream.avail_out = (unsigned)(output_count > 1u << 30 ? 1u << 30 : output_count);
  int code = z.inflate(&it->stream, 0);
  *input_used = (size_t)(it->stream.next_in - (const uint8_t *)input);
  *output_used = (size_t)(it->stream.next_out - (uint8_t *)output);
  if (code == 1 /* Z_STREAM_END */) {
    it->has_ended = 1;
    return CCOMPRESSION_ENDED;
  }
  // Z_BUF_ERROR: no step was possible, for want of input or room.
  if (code == 0 || code == -5) return CCOMPRESSION_MORE;
  it->problem = it->stream.msg != NULL ? it->stream.msg : "the packed data is broken";
  return CCOMPRESSION_BROKEN;
}

CCompressionState ccompression_step(CDecompressor *it, const void *input, size_t input_count,
                                    size_t *input_used, void *output, size_t output_count,
                                    size_t *output_used) {
  if (it->kind == CCOMPRESSION_GZIP) {
    return step_gzip(it, input, input_count, input_used, output, output_count, output_used);
  }
  struct in_buffer in = {input, input_count, 0};
  struct out_buffer out = {output, output_count, 0};
  size_t left = zstd.decompress(it->frames, &out, &in);
  *input_used = in.pos;
  *output_used = out.pos;
  if (zstd.is_error(left)) {
    it->problem = zstd.error_name(left);
    return CCOMPRESSION_BROKEN;
  }
  return left == 0 ? CCOMPRESSION_ENDED : CCOMPRESSION_MORE;
}

const char *ccompression_problem(const CDecompressor *it) {
  return it->problem != NULL ? it->problem : "the packed data is broken";
}
