// Packets as XDP sees them: headers, options, counters; and the mistakes that are made with them.
#include "common.h"

struct { __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY); __type(key, u32); __type(value, u64); __uint(max_entries, 256); } counts SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_LRU_HASH); __type(key, u32); __type(value, u64); __uint(max_entries, 1024); } sources SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_LPM_TRIE); __uint(map_flags, 1); __uint(key_size, 8); __uint(value_size, 4); __uint(max_entries, 64); } blocked SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_DEVMAP); __uint(key_size, 4); __uint(value_size, 4); __uint(max_entries, 8); } ports SEC(".maps");

static __always_inline struct ethhdr *ethernet(struct xdp_md *c) {
  void *data = (void *)(long)c->data, *end = (void *)(long)c->data_end;
  return data + sizeof(struct ethhdr) > end ? 0 : data;
}

SEC("xdp") int pass(struct xdp_md *c) { return XDP_PASS; }

SEC("xdp") int protocol_counts(struct xdp_md *c) {
  void *end = (void *)(long)c->data_end;
  struct ethhdr *eth = ethernet(c);
  if (!eth || eth->h_proto != bpf_htons(ETH_P_IP)) return XDP_PASS;
  struct iphdr *ip = (void *)(eth + 1);
  if ((void *)(ip + 1) > end) return XDP_DROP;
  u32 key = ip->protocol;
  u64 *count = bpf_map_lookup_elem(&counts, &key);
  if (count) *count += 1;
  return XDP_PASS;
}

SEC("xdp") int ports_behind_options(struct xdp_md *c) {
  void *end = (void *)(long)c->data_end;
  struct ethhdr *eth = ethernet(c);
  if (!eth || eth->h_proto != bpf_htons(ETH_P_IP)) return XDP_PASS;
  struct iphdr *ip = (void *)(eth + 1);
  if ((void *)(ip + 1) > end) return XDP_DROP;
  u32 length = ip->ihl * 4;
  if (length < sizeof(*ip)) return XDP_DROP;
  struct udphdr *udp = (void *)ip + length;
  if ((void *)(udp + 1) > end) return XDP_DROP;
  return udp->dest == bpf_htons(53) ? XDP_DROP : XDP_PASS;
}

SEC("xdp") int limits_sources(struct xdp_md *c) {
  void *end = (void *)(long)c->data_end;
  struct ethhdr *eth = ethernet(c);
  if (!eth) return XDP_PASS;
  struct iphdr *ip = (void *)(eth + 1);
  if ((void *)(ip + 1) > end) return XDP_PASS;
  u32 source = ip->saddr;
  u64 one = 1, *seen = bpf_map_lookup_elem(&sources, &source);
  if (!seen) { bpf_map_update_elem(&sources, &source, &one, BPF_ANY); return XDP_PASS; }
  return __sync_fetch_and_add(seen, 1) > 1000 ? XDP_DROP : XDP_PASS;
}

SEC("xdp") int prefixes(struct xdp_md *c) {
  void *end = (void *)(long)c->data_end;
  struct ethhdr *eth = ethernet(c);
  if (!eth) return XDP_PASS;
  struct iphdr *ip = (void *)(eth + 1);
  if ((void *)(ip + 1) > end) return XDP_PASS;
  struct { u32 bits, address; } key = {32, ip->saddr};
  u32 *found = bpf_map_lookup_elem(&blocked, &key);
  return found && *found ? XDP_DROP : XDP_PASS;
}

SEC("xdp") int swaps_addresses(struct xdp_md *c) {
  struct ethhdr *eth = ethernet(c);
  if (!eth) return XDP_DROP;
  u8 old[ETH_ALEN];
  __builtin_memcpy(old, eth->h_dest, ETH_ALEN);
  __builtin_memcpy(eth->h_dest, eth->h_source, ETH_ALEN);
  __builtin_memcpy(eth->h_source, old, ETH_ALEN);
  return XDP_TX;
}

SEC("xdp") int pushes_a_header(struct xdp_md *c) {
  if (bpf_xdp_adjust_head(c, -(int)sizeof(struct iphdr))) return XDP_DROP;
  struct ethhdr *eth = ethernet(c);
  if (!eth) return XDP_DROP;
  eth->h_proto = bpf_htons(ETH_P_IP);
  return XDP_TX;
}

SEC("xdp") int sums_the_packet(struct xdp_md *c) {
  u8 *data = (void *)(long)c->data, *end = (void *)(long)c->data_end;
  u32 sum = 0;
  for (int i = 0; i < 64; i++) { if (data + i + 1 > end) break; sum += data[i]; }
  return sum & 1 ? XDP_DROP : XDP_PASS;
}

SEC("xdp") int redirects(struct xdp_md *c) { return bpf_redirect_map(&ports, c->ingress_ifindex & 7, XDP_PASS); }

SEC("xdp") int leaves_metadata(struct xdp_md *c) {
  if (bpf_xdp_adjust_meta(c, -(int)sizeof(u32))) return XDP_PASS;
  void *data = (void *)(long)c->data;
  u32 *meta = (void *)(long)c->data_meta;
  if ((void *)(meta + 1) > data) return XDP_PASS;
  *meta = 42;
  return XDP_PASS;
}

SEC("xdp") int has_a_stale_pointer(struct xdp_md *c) {
  struct ethhdr *eth = ethernet(c);
  if (!eth || bpf_xdp_adjust_head(c, 4)) return XDP_DROP;
  return eth->h_proto == 8 ? XDP_DROP : XDP_PASS;
}

SEC("xdp") int checks_too_little(struct xdp_md *c) {
  void *data = (void *)(long)c->data, *end = (void *)(long)c->data_end;
  if (data + 14 > end) return XDP_PASS;
  return *(volatile u8 *)(data + 14);
}

SEC("xdp") int forgets_the_null_test(struct xdp_md *c) {
  u32 key = c->rx_queue_index;
  u64 *count = bpf_map_lookup_elem(&sources, &key);
  return *count;
}

SEC("xdp") int writes_the_context(struct xdp_md *c) { *(volatile u32 *)&c->ingress_ifindex = 1; return XDP_PASS; }
