// A hash map by BTF, global variables of each kind, a subprogram, two programs.
#include "bpf.h"

struct {
  __uint(type, 2);
  __uint(max_entries, 4);
  __type(key, u32);
  __type(value, u64);
} counts SEC(".maps");

int limit = 5;
static int zero;
const volatile int factor = 7;

static NOINLINE int scale(int a) { return a * factor + limit; }

SEC("xdp") int count(void *ctx) {
  u32 key = 0;
  u64 *value = bpf_map_lookup_elem(&counts, &key);
  if (value) (*value)++;
  zero++;
  return scale(2) + zero;
}

SEC("socket") int text(void *ctx) {
  static const char format[] = "hello";
  return scale(3) + format[limit & 3];
}

char _license[] SEC("license") = "GPL";
