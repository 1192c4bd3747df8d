// The functions of libcurl that FoundationNetworking calls, each passing its call on to the real
// one, which is loaded at the first use.
//
// libcurl brings some thirty libraries along. Linked, they would be loaded and relocated at every
// start, also by those who never ask a language model. The types are libcurl's ABI of version 4:
// handles and strings are pointers, codes and options are ints, and an option's value is a pointer,
// a long or a curl_off_t, all of which travel alike where a long is as wide as a pointer.

#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

_Static_assert(sizeof(long) == sizeof(void *), "an option's value may not fit a pointer");

// The name, what it returns, the parameters, and the arguments for them.
#define FUNCTIONS(WITH)                                                                            \
  WITH(curl_easy_init, void *, (void), ())                                                         \
  WITH(curl_easy_cleanup, void, (void *easy), (easy))                                              \
  WITH(curl_easy_pause, int, (void *easy, int bits), (easy, bits))                                 \
  WITH(curl_easy_strerror, const char *, (int code), (code))                                       \
  WITH(curl_free, void, (void *memory), (memory))                                                  \
  WITH(curl_global_init, int, (long flags), (flags))                                               \
  WITH(curl_multi_add_handle, int, (void *multi, void *easy), (multi, easy))                       \
  WITH(curl_multi_assign, int, (void *multi, int socket, void *data), (multi, socket, data))       \
  WITH(curl_multi_cleanup, int, (void *multi), (multi))                                            \
  WITH(curl_multi_info_read, void *, (void *multi, int *left), (multi, left))                      \
  WITH(curl_multi_init, void *, (void), ())                                                        \
  WITH(curl_multi_remove_handle, int, (void *multi, void *easy), (multi, easy))                    \
  WITH(curl_multi_socket_action, int, (void *multi, int socket, int bits, int *running),           \
       (multi, socket, bits, running))                                                             \
  WITH(curl_slist_append, void *, (void *list, const char *text), (list, text))                    \
  WITH(curl_slist_free_all, void, (void *list), (list))                                            \
  WITH(curl_url, void *, (void), ())                                                               \
  WITH(curl_url_get, int, (void *url, int part, char **text, unsigned flags),                      \
       (url, part, text, flags))                                                                   \
  WITH(curl_url_set, int, (void *url, int part, const char *text, unsigned flags),                 \
       (url, part, text, flags))                                                                   \
  WITH(curl_version, char *, (void), ())                                                           \
  WITH(curl_version_info, void *, (int stamp), (stamp))

// Those that take an option and one value of the option's type.
#define OPTION_FUNCTIONS(WITH)                                                                     \
  WITH(curl_easy_setopt)                                                                           \
  WITH(curl_easy_getinfo)                                                                          \
  WITH(curl_multi_setopt)

static struct {
#define POINTER(name, result, parameters, arguments) result(*name) parameters;
  FUNCTIONS(POINTER)
#define OPTION_POINTER(name) int (*name)(void *handle, int option, ...);
  OPTION_FUNCTIONS(OPTION_POINTER)
} real;

static char problem[256];

static void *find(void *library, const char *name) {
  void *function = dlsym(library, name);
  if (function == NULL && problem[0] == 0) snprintf(problem, sizeof problem, "%s", dlerror());
  return function;
}

static void load(void) {
  // Debian has a second build of it, against another TLS library, under the other name.
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(problem, sizeof problem, "%s", dlerror());
    library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    problem[0] = 0;
  }
#define FIND(name, result, parameters, arguments) *(void **)&real.name = find(library, #name);
  FUNCTIONS(FIND)
#define FIND_OPTION(name) *(void **)&real.name = find(library, #name);
  OPTION_FUNCTIONS(FIND_OPTION)
}

const char *ccurl_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return problem[0] ? problem : NULL;
}

// Whoever opens a session asks `ccurl_load` first; this is for one who forgot to.
static void need(void) {
  const char *missing = ccurl_load();
  if (missing == NULL) return;
  fprintf(stderr, "rationale: libcurl cannot be loaded: %s\n", missing);
  abort();
}

#define FORWARD(name, result, parameters, arguments)                                               \
  result name parameters {                                                                         \
    need();                                                                                        \
    return real.name arguments;                                                                    \
  }
FUNCTIONS(FORWARD)

#define FORWARD_OPTION(name)                                                                       \
  int name(void *handle, int option, ...) {                                                        \
    need();                                                                                        \
    va_list values;                                                                                \
    va_start(values, option);                                                                      \
    void *value = va_arg(values, void *);                                                          \
    va_end(values);                                                                                \
    return real.name(handle, option, value);                                                       \
  }
OPTION_FUNCTIONS(FORWARD_OPTION)
