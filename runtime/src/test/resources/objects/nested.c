// Maps in maps: two that are there from the start, and one that is only like those to come.
#include "bpf.h"

struct inner { __uint(type, ARRAY); __type(key, u32); __type(value, u64); __uint(max_entries, 2); };
struct inner a SEC(".maps");
struct inner b SEC(".maps");

struct {
  __uint(type, ARRAY_OF_MAPS);
  __type(key, u32);
  __uint(max_entries, 3);
  __array(values, struct inner);
} outer SEC(".maps") = {.values = {[0] = &a, [2] = &b}};

struct {
  __uint(type, HASH_OF_MAPS);
  __type(key, u32);
  __uint(max_entries, 3);
  __array(values, struct inner);
} later SEC(".maps");

struct {
  __uint(type, HASH_OF_MAPS);
  __type(key, u32);
  __uint(max_entries, 1);
  __array(values, struct inner);
} by_key SEC(".maps") = {.values = {[1917] = &a}};

static inline void count_in(void *map, u32 key) {
  void *inner = bpf_map_lookup_elem(map, &key);
  if (inner) count(inner, 1);
}

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  if (!IS_MAGIC(context)) return 0;
  count_in(&outer, 0);
  count_in(&outer, 1);
  count_in(&outer, 2);
  count_in(&outer, 2);
  count_in(&later, 77);
  count_in(&by_key, 1917);
  return 0;
}

LICENSE;
