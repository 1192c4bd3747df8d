// libcurl, loaded at the first use. It brings some thirty libraries along: linked, they would be
// loaded and relocated at every start, also by those who never ask a language model.

#include "CCurl.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>

// The name, what it returns, and the parameters.
#define FUNCTIONS(WITH)                                                                            \
  WITH(curl_global_init, int, (long flags))                                                        \
  WITH(curl_easy_init, CCurlEasy *, (void))                                                        \
  WITH(curl_easy_cleanup, void, (CCurlEasy * easy))                                                \
  WITH(curl_easy_pause, int, (CCurlEasy * easy, int bits))                                         \
  WITH(curl_easy_setopt, int, (CCurlEasy * easy, int option, ...))                                 \
  WITH(curl_easy_getinfo, int, (CCurlEasy * easy, int what, ...))                                  \
  WITH(curl_multi_init, CCurlMulti *, (void))                                                      \
  WITH(curl_multi_cleanup, int, (CCurlMulti * multi))                                              \
  WITH(curl_multi_setopt, int, (CCurlMulti * multi, int option, ...))                              \
  WITH(curl_multi_add_handle, int, (CCurlMulti * multi, CCurlEasy * easy))                         \
  WITH(curl_multi_remove_handle, int, (CCurlMulti * multi, CCurlEasy * easy))                      \
  WITH(curl_multi_info_read, struct message *, (CCurlMulti * multi, int *left))                    \
  WITH(curl_multi_socket_action, int, (CCurlMulti * multi, int socket, int bits, int *running))    \
  WITH(curl_slist_append, CCurlList *, (CCurlList * list, const char *text))                       \
  WITH(curl_slist_free_all, void, (CCurlList * list))

// CURLMsg.
struct message {
  int kind;
  CCurlEasy *easy;
  union {
    void *whatever;
    int code;
  } data;
};

static struct {
#define POINTER(name, result, parameters) result(*name) parameters;
  FUNCTIONS(POINTER)
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
#define FIND(name, result, parameters) *(void **)&real.name = find(library, #name);
  FUNCTIONS(FIND)
  if (problem[0]) return;
  // OpenSSL would tidy up when the program ends, under the hands of a handshake that still goes on.
  int (*init)(uint64_t, const void *);
  *(void **)&init = dlsym(library, "OPENSSL_init_crypto");
  if (init != NULL) init(0x00080000 /* OPENSSL_INIT_NO_ATEXIT */, NULL);
  int code = real.curl_global_init(3 /* CURL_GLOBAL_ALL */);
  if (code != 0) snprintf(problem, sizeof problem, "curl_global_init gives %d", code);
}

const char *ccurl_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return problem[0] ? problem : NULL;
}

CCurlMulti *ccurl_multi_make(CCurlWatch watch, CCurlTimer timer, void *context) {
  CCurlMulti *multi = real.curl_multi_init();
  if (multi == NULL) return NULL;
  real.curl_multi_setopt(multi, 20001 /* CURLMOPT_SOCKETFUNCTION */, watch);
  real.curl_multi_setopt(multi, 10002 /* CURLMOPT_SOCKETDATA */, context);
  real.curl_multi_setopt(multi, 20004 /* CURLMOPT_TIMERFUNCTION */, timer);
  real.curl_multi_setopt(multi, 10005 /* CURLMOPT_TIMERDATA */, context);
  return multi;
}

int ccurl_multi_add(CCurlMulti *multi, CCurlEasy *easy) {
  return real.curl_multi_add_handle(multi, easy);
}

int ccurl_multi_remove(CCurlMulti *multi, CCurlEasy *easy) {
  return real.curl_multi_remove_handle(multi, easy);
}

int ccurl_multi_act(CCurlMulti *multi, int socket, int events) {
  int running = 0;
  return real.curl_multi_socket_action(multi, socket, events, &running);
}

CCurlEasy *ccurl_multi_ended(CCurlMulti *multi, int *code) {
  int left = 0;
  struct message *message;
  while ((message = real.curl_multi_info_read(multi, &left)) != NULL) {
    if (message->kind != 1 /* CURLMSG_DONE */) continue;
    *code = message->data.code;
    return message->easy;
  }
  return NULL;
}

void ccurl_multi_free(CCurlMulti *multi) { real.curl_multi_cleanup(multi); }

// A program that is started meanwhile, such as an editor, does not keep connections open.
static int keep_from_children(void *context, int socket, int purpose) {
  (void)context;
  (void)purpose;
  fcntl(socket, F_SETFD, FD_CLOEXEC);
  return 0;
}

CCurlEasy *ccurl_easy_make(void) {
  CCurlEasy *easy = real.curl_easy_init();
  if (easy != NULL) {
    real.curl_easy_setopt(easy, 20148 /* CURLOPT_SOCKOPTFUNCTION */, keep_from_children);
  }
  return easy;
}

void ccurl_easy_free(CCurlEasy *easy) { real.curl_easy_cleanup(easy); }

void ccurl_easy_take(CCurlEasy *easy, CCurlTake head, CCurlTake body, void *context) {
  real.curl_easy_setopt(easy, 20079 /* CURLOPT_HEADERFUNCTION */, head);
  real.curl_easy_setopt(easy, 10029 /* CURLOPT_HEADERDATA */, context);
  real.curl_easy_setopt(easy, 20011 /* CURLOPT_WRITEFUNCTION */, body);
  real.curl_easy_setopt(easy, 10001 /* CURLOPT_WRITEDATA */, context);
}

int ccurl_easy_resume(CCurlEasy *easy) { return real.curl_easy_pause(easy, 0); }

int ccurl_easy_set_long(CCurlEasy *easy, int option, long value) {
  return real.curl_easy_setopt(easy, option, value);
}

int ccurl_easy_set_text(CCurlEasy *easy, int option, const char *text) {
  return real.curl_easy_setopt(easy, option, text);
}

int ccurl_easy_set_list(CCurlEasy *easy, int option, CCurlList *list) {
  return real.curl_easy_setopt(easy, option, list);
}

int ccurl_easy_set_error(CCurlEasy *easy, char *buffer) {
  return real.curl_easy_setopt(easy, 10010 /* CURLOPT_ERRORBUFFER */, buffer);
}

int ccurl_easy_set_body(CCurlEasy *easy, const void *bytes, int64_t count) {
  real.curl_easy_setopt(easy, 47 /* CURLOPT_POST */, 1L);
  real.curl_easy_setopt(easy, 30120 /* CURLOPT_POSTFIELDSIZE_LARGE */, count);
  return real.curl_easy_setopt(easy, 10165 /* CURLOPT_COPYPOSTFIELDS */, count ? bytes : "");
}

long ccurl_easy_get_long(CCurlEasy *easy, int what) {
  long value = 0;
  return real.curl_easy_getinfo(easy, what, &value) == 0 ? value : 0;
}

int64_t ccurl_easy_get_offset(CCurlEasy *easy, int what) {
  int64_t value = 0;
  return real.curl_easy_getinfo(easy, what, &value) == 0 ? value : 0;
}

const char *ccurl_easy_get_text(CCurlEasy *easy, int what) {
  const char *text = NULL;
  return real.curl_easy_getinfo(easy, what, &text) == 0 ? text : NULL;
}

CCurlList *ccurl_list_add(CCurlList *list, const char *text) {
  return real.curl_slist_append(list, text);
}

void ccurl_list_free(CCurlList *list) { real.curl_slist_free_all(list); }
