#include "common.h"

#define MOST 100
#define PERIOD 1000000

struct bucket {
	struct bpf_spin_lock lock;
	__s32 unused;
	__s64 tokens;
	__s64 since;
};

MAP(buckets, BPF_MAP_TYPE_HASH, __u32, struct bucket, 4096);

SEC("xdp")
int rate_locked(struct xdp_md *ctx)
{
	struct iphdr *ip = ipv4((void *)(long)ctx->data, (void *)(long)ctx->data_end);
	struct bucket zero = {}, *bucket;
	__s64 now, come, tokens;
	int verdict = XDP_DROP;
	__u32 source;

	if (!ip)
		return XDP_PASS;
	now = bpf_ktime_get_ns();
	source = ip->saddr;
	bucket = bpf_map_lookup_elem(&buckets, &source);
	if (!bucket) {
		bpf_map_update_elem(&buckets, &source, &zero, BPF_NOEXIST);
		bucket = bpf_map_lookup_elem(&buckets, &source);
		if (!bucket)
			return XDP_PASS;
	}
	bpf_spin_lock(&bucket->lock);
	come = (__u64)(now - bucket->since) / PERIOD;
	tokens = bucket->tokens + come;
	if (tokens > MOST)
		tokens = MOST;
	bucket->since += come * PERIOD;
	if (tokens > 0) {
		bucket->tokens = tokens - 1;
		verdict = XDP_PASS;
	} else {
		bucket->tokens = tokens;
	}
	bpf_spin_unlock(&bucket->lock);
	return verdict;
}
