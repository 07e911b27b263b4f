// Tail calls as the kernel's samples had them: the section's name is an index of the array.
#include "bpf.h"

struct bpf_map_def {
  u32 type, key_size, value_size, max_entries, map_flags;
};

struct bpf_map_def SEC("maps") jumps = {
  .type = PROG_ARRAY, .key_size = sizeof(u32), .value_size = sizeof(u32), .max_entries = 8,
};

struct bpf_map_def SEC("maps") counts = {
  .type = ARRAY, .key_size = sizeof(u32), .value_size = sizeof(u64), .max_entries = 8,
};

SEC("socket/2") int handle_two(void *skb) {
  count(&counts, 2);
  bpf_tail_call(skb, &jumps, 5);
  return 0;
}

SEC("socket/5") int handle_five(void *skb) {
  count(&counts, 5);
  return 0;
}

SEC("socket") int parse(void *skb) {
  bpf_tail_call(skb, &jumps, 2);
  return 0;
}

LICENSE;
