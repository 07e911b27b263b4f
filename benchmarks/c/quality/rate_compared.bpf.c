#include "common.h"

#define MOST 100
#define PERIOD 1000000

MAP(times, BPF_MAP_TYPE_HASH, __u32, __u64, 4096);

SEC("xdp")
int rate_compared(struct xdp_md *ctx)
{
	struct iphdr *ip = ipv4((void *)(long)ctx->data, (void *)(long)ctx->data_end);
	__u64 zero = 0, now, earliest, *taken;
	__u32 source;

	if (!ip)
		return XDP_PASS;
	now = bpf_ktime_get_ns();
	earliest = now - (__u64)MOST * PERIOD;
	source = ip->saddr;
	taken = bpf_map_lookup_elem(&times, &source);
	if (!taken) {
		bpf_map_update_elem(&times, &source, &zero, BPF_NOEXIST);
		taken = bpf_map_lookup_elem(&times, &source);
		if (!taken)
			return XDP_PASS;
	}
	for (int round = 0; round < 4; round++) {
		__u64 before = *(volatile __u64 *)taken;
		__u64 after = (before > earliest ? before : earliest) + PERIOD;

		if (after > now)
			return XDP_DROP;
		if (__sync_val_compare_and_swap(taken, before, after) == before)
			return XDP_PASS;
	}
	return XDP_DROP;
}
