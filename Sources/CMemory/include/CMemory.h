#pragma once

/// Begins to fetch what is at an address into the processor's cache, and does not wait for it.
static inline void fetchAhead(const void *address) { __builtin_prefetch(address); }
