#ifndef CSTATICTABLE_H
#define CSTATICTABLE_H
#endif
