#include "CStaticTable.h"

#include "data/digest.h"

// Aligned, so that the scales can be read as floats in place.
_Alignas(64) static const unsigned char table[] = {
#embed "data/table.bin"
};

static const unsigned char vocabulary[] = {
#embed "data/vocabulary.txt"
};

const unsigned char *static_table_bytes(void) { return table; }
size_t static_table_size(void) { return sizeof table; }

const unsigned char *static_table_vocabulary(void) { return vocabulary; }
size_t static_table_vocabulary_size(void) { return sizeof vocabulary; }

const char *static_table_digest(void) { return STATIC_TABLE_DIGEST; }
