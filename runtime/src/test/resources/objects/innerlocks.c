// Maps in a map whose values have locks: the kernel finds these by the types of the inner maps.
#include "bpf.h"

HELPER(93, void, bpf_spin_lock, void *)
HELPER(94, void, bpf_spin_unlock, void *)

struct bpf_spin_lock { u32 val; };
struct value { struct bpf_spin_lock lock; u32 number; };
struct inner { __uint(type, ARRAY); __type(key, u32); __type(value, struct value); __uint(max_entries, 1); };
struct inner first SEC(".maps");

struct {
  __uint(type, ARRAY_OF_MAPS);
  __type(key, u32);
  __uint(max_entries, 1);
  __array(values, struct inner);
} outer SEC(".maps") = {.values = {[0] = &first}};

SEC("tc") int adds(void *context) {
  u32 zero = 0;
  void *map = bpf_map_lookup_elem(&outer, &zero);
  struct value *value = map ? bpf_map_lookup_elem(map, &zero) : 0;
  if (!value) return 1;
  bpf_spin_lock(&value->lock);
  value->number += 5;
  bpf_spin_unlock(&value->lock);
  return 0;
}

LICENSE;
