#include "common.h"

struct prefix {
	__u32 bits;
	__u32 network;
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__type(key, struct prefix);
	__type(value, __u64);
	__uint(max_entries, 1024);
	__uint(map_flags, BPF_F_NO_PREALLOC);
} blocked SEC(".maps");
MAP(packets, BPF_MAP_TYPE_PERCPU_ARRAY, __u32, __u64, 2);

static __always_inline void count(__u32 which)
{
	__u64 *number = bpf_map_lookup_elem(&packets, &which);

	if (number)
		*number += 1;
}

SEC("xdp")
int firewall(struct xdp_md *ctx)
{
	struct iphdr *ip = ipv4((void *)(long)ctx->data, (void *)(long)ctx->data_end);
	struct prefix source;
	__u64 *hits;

	if (!ip)
		return XDP_PASS;
	source.bits = 32;
	source.network = ip->saddr;
	hits = bpf_map_lookup_elem(&blocked, &source);
	if (hits) {
		__sync_fetch_and_add(hits, 1);
		count(1);
		return XDP_DROP;
	}
	count(0);
	return XDP_PASS;
}
