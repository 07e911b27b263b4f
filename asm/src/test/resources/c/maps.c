#include "common.h"

struct {
  UINT(type, 2);
  TYPE(key, u32);
  TYPE(value, u64);
  UINT(max_entries, 256);
} counts SEC(".maps");
struct {
  UINT(type, 1);
  TYPE(key, u64);
  TYPE(value, u32);
  UINT(max_entries, 16);
} seen SEC(".maps");
SEC("socket") int count(void *ctx) {
  u32 key = 3, one = 1;
  u64 now = ktime();
  u64 *value = map_lookup(&counts, &key);
  if (value) *value += 1;
  map_update(&seen, &now, &one, 0);
  return 0;
}
