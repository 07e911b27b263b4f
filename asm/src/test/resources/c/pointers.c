#include "common.h"

struct {
  UINT(type, 2);
  UINT(key_size, 4);
  TYPE(value, u64);
  UINT(max_entries, 1);
} state SEC(".maps");
static long (*for_each)(void *map, void *callback, void *ctx, u64 flags) = (void *)164;
NOINLINE static long visit(void *map, u32 *key, u64 *value, u64 *sum) {
  *sum += *value;
  return 0;
}
SEC("xdp") int pointers(void *ctx) {
  u64 sum = 0;
  for_each(&state, visit, &sum, 0);
  return sum;
}
