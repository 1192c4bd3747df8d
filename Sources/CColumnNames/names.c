#include "CColumnNames.h"

static const unsigned char names[] = {
#embed "data/column-names.txt"
};

const unsigned char *ccolumnnames_text(size_t *count) {
  *count = sizeof names;
  return names;
}
