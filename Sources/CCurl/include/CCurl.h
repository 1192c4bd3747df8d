#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>
#include <stdint.h>

// What of libcurl is used, without its headers: functions with fixed types in place of those that
// take anything. The numbers are those of libcurl's ABI, version 4, as curl/curl.h and curl/multi.h
// list them; they never change.

typedef struct CCurlMulti CCurlMulti;
typedef struct CCurlEasy CCurlEasy;
typedef struct CCurlList CCurlList;

/// Loads libcurl, once. Returns NULL when it is there, else what the loader said. Nothing else here
/// may be called before it returned NULL.
const char *ccurl_load(void);

// MARK: Many transfers

/// Socket, what to watch it for (CCURL_POLL_*), and the context.
typedef int (*CCurlWatch)(CCurlEasy *easy, int socket, int what, void *context, void *unused);
/// Milliseconds until `ccurl_multi_act` is to be called without a socket; -1 for never.
typedef int (*CCurlTimer)(CCurlMulti *multi, long milliseconds, void *context);

/// NULL where there is no memory.
CCurlMulti *ccurl_multi_make(CCurlWatch watch, CCurlTimer timer, void *context);
int ccurl_multi_add(CCurlMulti *multi, CCurlEasy *easy);
int ccurl_multi_remove(CCurlMulti *multi, CCurlEasy *easy);
/// Goes on with a socket that is ready (events: CCURL_READY_*), or with CCURL_NO_SOCKET where time
/// has passed.
int ccurl_multi_act(CCurlMulti *multi, int socket, int events);
/// A transfer that ended, with its code; NULL where there is none left.
CCurlEasy *ccurl_multi_ended(CCurlMulti *multi, int *code);
void ccurl_multi_free(CCurlMulti *multi);

static const int CCURL_POLL_IN = 1;
static const int CCURL_POLL_OUT = 2;
static const int CCURL_POLL_REMOVE = 4;
static const int CCURL_READY_IN = 1;
static const int CCURL_READY_OUT = 2;
static const int CCURL_NO_SOCKET = -1;

// MARK: One transfer

/// Gets bytes; returns how many it took. Anything else but CCURL_PAUSE ends the transfer.
typedef size_t (*CCurlTake)(char *bytes, size_t size, size_t count, void *context);

static const size_t CCURL_PAUSE = 0x10000001;

/// NULL where there is no memory.
CCurlEasy *ccurl_easy_make(void);
void ccurl_easy_free(CCurlEasy *easy);
/// Where lines of the head and bytes of the body go, with one context for both.
void ccurl_easy_take(CCurlEasy *easy, CCurlTake head, CCurlTake body, void *context);
/// Takes what was refused with CCURL_PAUSE, and goes on.
int ccurl_easy_resume(CCurlEasy *easy);
// An option's value; 0, or the code of an error. Texts are copied, lists and buffers are not.
int ccurl_easy_set_long(CCurlEasy *easy, int option, long value);
int ccurl_easy_set_text(CCurlEasy *easy, int option, const char *text);
int ccurl_easy_set_list(CCurlEasy *easy, int option, CCurlList *list);
/// At least CCURL_ERROR_SIZE bytes, for what went wrong in words.
int ccurl_easy_set_error(CCurlEasy *easy, char *buffer);
/// A body to post, which is copied.
int ccurl_easy_set_body(CCurlEasy *easy, const void *bytes, int64_t count);
/// What is known of a transfer; 0 where it is not.
long ccurl_easy_get_long(CCurlEasy *easy, int what);
/// The same, in microseconds or bytes.
int64_t ccurl_easy_get_offset(CCurlEasy *easy, int what);
/// The same; NULL where it is not known. It lives as long as the transfer.
const char *ccurl_easy_get_text(CCurlEasy *easy, int what);

/// A list with one more text, which is copied; NULL where there is no memory.
CCurlList *ccurl_list_add(CCurlList *list, const char *text);
void ccurl_list_free(CCurlList *list);

static const size_t CCURL_ERROR_SIZE = 256;

// Options: a number for the kind of value (0 a long, 10000 a pointer, 20000 a function, 30000 an
// offset) and one for the option.
static const int CCURL_SET_URL = 10002;
static const int CCURL_SET_PROXY = 10004;
static const int CCURL_SET_USER_AGENT = 10018;
static const int CCURL_SET_HEADERS = 10023;
static const int CCURL_SET_VERIFY_PEER = 64;
static const int CCURL_SET_CA_FILE = 10065;
static const int CCURL_SET_VERIFY_HOST = 81;
static const int CCURL_SET_HTTP_VERSION = 84;
static const int CCURL_SET_CA_DIRECTORY = 10097;
static const int CCURL_SET_NO_SIGNAL = 99;
static const int CCURL_SET_ACCEPT_ENCODING = 10102;
static const int CCURL_SET_TCP_NODELAY = 121;
static const int CCURL_SET_CONNECT_ONLY = 141;
static const int CCURL_SET_CONNECT_TIMEOUT_MS = 156;
static const int CCURL_SET_NO_PROXY = 10177;
static const int CCURL_SET_PROTOCOLS = 181;
static const int CCURL_SET_TCP_KEEPALIVE = 213;
static const int CCURL_SET_PROXY_CA_FILE = 10246;
static const int CCURL_SET_PROXY_CA_DIRECTORY = 10247;
static const int CCURL_SET_HIDE_CONNECT_HEADERS = 265;
static const int CCURL_SET_HTTP09_ALLOWED = 285;
static const int CCURL_SET_PROTOCOLS_TEXT = 10318;
static const int CCURL_SET_QUICK_EXIT = 322;

static const long CCURL_HTTP_2_OVER_TLS = 4;
static const long CCURL_HTTP_AND_HTTPS = 3;

// What can be asked: a number for the kind of answer (0x200000 a long, 0x600000 an offset, 0x100000
// a text) and one for the question.
static const int CCURL_GET_STATUS = 0x200002;
static const int CCURL_GET_VERIFY_RESULT = 0x20000d;
static const int CCURL_GET_CONNECT_STATUS = 0x200016;
static const int CCURL_GET_SYSTEM_ERROR = 0x200019;
static const int CCURL_GET_HTTP_VERSION = 0x20002e;
static const int CCURL_GET_FIRST_BYTE_TIME = 0x600036;
static const int CCURL_GET_CA_FILE = 0x10003d;

#endif
