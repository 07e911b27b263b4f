// Maps with types, one of each common kind.
#include "bpf.h"

struct key { u32 pid; u16 port; u16 pad; };
struct value { u64 hits; char comm[16]; };

struct { __uint(type, ARRAY); __type(key, u32); __type(value, u64); __uint(max_entries, 4); } counts SEC(".maps");
struct { __uint(type, HASH); __type(key, struct key); __type(value, struct value); __uint(max_entries, 100); __uint(map_flags, 1); } records SEC(".maps");
struct { __uint(type, PERCPU_ARRAY); __type(key, u32); __type(value, u64); __uint(max_entries, 2); } percpu SEC(".maps");
struct { __uint(type, LRU_HASH); __uint(key_size, 4); __uint(value_size, 8); __uint(max_entries, 16); } a_map_with_a_long_name SEC(".maps");
struct { __uint(type, PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } events SEC(".maps");
struct { __uint(type, RINGBUF); __uint(max_entries, 5000); } ring SEC(".maps");

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  if (!IS_MAGIC(context)) return 0;
  struct key key = {.pid = 1, .port = 2};
  struct value value = {.hits = 3, .comm = "java"};
  count(&counts, 1);
  count(&percpu, 0);
  u32 index = 7;
  u64 seven = 7;
  bpf_map_update_elem(&a_map_with_a_long_name, &index, &seven, 0);
  bpf_map_update_elem(&records, &key, &value, 0);
  return 0;
}

LICENSE;
