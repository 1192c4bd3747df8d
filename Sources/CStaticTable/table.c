#include "CStaticTable.h"
