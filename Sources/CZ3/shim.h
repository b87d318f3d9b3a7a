#ifndef CZ3_SHIM_H
#define CZ3_SHIM_H

// z3.h makes every handle a pointer to an incomplete struct, and all of those would reach Swift as
// one `OpaquePointer`. With a completed struct each handle is a type of its own.
#define DEFINE_TYPE(T)                                                                             \
  typedef struct _##T {                                                                            \
    char _opaque;                                                                                  \
  } *T

#include <z3.h>

#endif
