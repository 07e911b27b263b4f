// Maps that hold maps and programs from the start.
#include "bpf.h"

SEC("tc") int second(void *ctx) { return 2; }

struct inner {
  __uint(type, 2);
  __uint(max_entries, 1);
  __type(key, u32);
  __type(value, u64);
} one SEC(".maps"), two SEC(".maps");

struct {
  __uint(type, 12);
  __uint(max_entries, 3);
  __type(key, u32);
  struct inner *values[];
} outer SEC(".maps") = {.values = {&one, 0, &two}};

struct {
  __uint(type, 3);
  __uint(max_entries, 2);
  __uint(key_size, 4);
  int (*values[])(void *);
} programs SEC(".maps") = {.values = {[1] = second}};

SEC("tc") int first(void *ctx) {
  u32 key = 2;
  void *map = bpf_map_lookup_elem(&outer, &key);
  return map && bpf_map_lookup_elem(map, &key) ? 1 : 0;
}

char _license[] SEC("license") = "GPL";
