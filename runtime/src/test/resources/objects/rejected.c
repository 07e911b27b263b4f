// Reads a pointer that may be null: the verifier does not allow it.
#include "bpf.h"

struct { __uint(type, HASH); __type(key, u32); __type(value, u64); __uint(max_entries, 1); } counts SEC(".maps");

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  u32 key = 1;
  u64 *value = bpf_map_lookup_elem(&counts, &key);
  return *value;
}

LICENSE;
