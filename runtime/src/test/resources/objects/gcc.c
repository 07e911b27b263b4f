// What gcc 12 compiles: maps as they were before BTF, variables, a function, no types.
#include "bpf.h"

struct bpf_map_def {
  u32 type, key_size, value_size, max_entries, map_flags;
};

struct bpf_map_def SEC("maps") counts = {HASH, sizeof(u32), sizeof(u64), 8, 0};

u64 total;
static volatile u64 step = 7;

static NOINLINE void add(u64 amount) { total += amount; }

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  u32 key = 1;
  u64 one = 1;
  if (!IS_MAGIC(context)) return 0;
  add(step);
  u64 *value = bpf_map_lookup_elem(&counts, &key);
  if (value)
    *value += 1;
  else
    bpf_map_update_elem(&counts, &key, &one, 0);
  return 0;
}

LICENSE;
