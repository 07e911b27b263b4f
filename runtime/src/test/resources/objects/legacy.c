// sockex1 of the kernel's samples: counts bytes by protocol, with maps as they were before BTF.
#include "bpf.h"

struct bpf_map_def {
  u32 type, key_size, value_size, max_entries, map_flags;
};

struct __sk_buff {
  u32 len, pkt_type;
};

u64 load_byte(void *skb, u64 offset) __asm__("llvm.bpf.load.byte");

#define PROTOCOL 23
#define OUTGOING 4

struct bpf_map_def SEC("maps") my_map = {
  .type = ARRAY, .key_size = sizeof(u32), .value_size = sizeof(u64), .max_entries = 256,
};

struct bpf_map_def SEC("maps") kinds = {
  .type = HASH, .key_size = sizeof(u32), .value_size = sizeof(u64), .max_entries = 8,
};

SEC("socket1") int bpf_prog1(struct __sk_buff *skb) {
  u32 kind = skb->pkt_type;
  u64 one = 1;
  u64 *seen = bpf_map_lookup_elem(&kinds, &kind);
  if (seen)
    __sync_fetch_and_add(seen, 1);
  else
    bpf_map_update_elem(&kinds, &kind, &one, 0);
  if (kind != OUTGOING) return 0;
  u32 index = load_byte(skb, PROTOCOL);
  u64 *value = bpf_map_lookup_elem(&my_map, &index);
  if (value) __sync_fetch_and_add(value, skb->len);
  return 0;
}

LICENSE;
u32 _version SEC("version") = 0x60112;
