#ifndef CCURL_H
#define CCURL_H

/// Loads libcurl, once. Returns NULL when it is there, else what the loader said.
const char *ccurl_load(void);

#endif
