// Packets that are remembered: connections, rates, backends.
#include "common.h"

struct connection {
	__u64 first, last, packets, bytes;
	__u32 state, resets;
};

struct bucket {
	struct bpf_spin_lock lock;
	__u32 burst;
	__u64 tokens, filled, refused;
};

struct volume {
	__u64 packets, bytes, by_size[8];
};

MAP(connections, BPF_MAP_TYPE_LRU_HASH, struct flow, struct connection, 4096);
MAP(buckets, BPF_MAP_TYPE_HASH, __u32, struct bucket, 1024);
MAP(volumes, BPF_MAP_TYPE_PERCPU_HASH, __u32, struct volume, 1024);
MAP(ring, BPF_MAP_TYPE_ARRAY, __u32, __u32, 1024);
MAP(counts, BPF_MAP_TYPE_ARRAY, __u32, __u64, 64);
RING(events, 1 << 16);

enum { NEW, ASKED, OPEN, CLOSING, CLOSED };

SEC("xdp")
int track(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	struct connection *known, fresh = {};
	struct flow flow = {};
	struct tcphdr *tcp;
	__u64 now;

	if (!flow_of(data, end, &flow) || flow.protocol != IPPROTO_TCP || !ip || ip->ihl != 5)
		return XDP_PASS;
	tcp = (void *)(ip + 1);
	if ((void *)(tcp + 1) > end)
		return XDP_DROP;
	now = bpf_ktime_get_ns();
	flow.flags = flow.length = 0;
	known = bpf_map_lookup_elem(&connections, &flow);
	if (!known) {
		if (!tcp->syn || tcp->ack) {
			add(&counts, CLOSED, 1);
			return XDP_DROP;
		}
		fresh.first = fresh.last = now;
		fresh.packets = 1;
		fresh.state = ASKED;
		bpf_map_update_elem(&connections, &flow, &fresh, BPF_NOEXIST);
		add(&counts, NEW, 1);
		return XDP_PASS;
	}
	known->last = now;
	__sync_fetch_and_add(&known->packets, 1);
	__sync_fetch_and_add(&known->bytes, bpf_ntohs(ip->tot_len));
	switch (known->state) {
	case ASKED:
		if (tcp->ack)
			known->state = OPEN, add(&counts, OPEN, 1);
		break;
	case OPEN:
		if (tcp->fin)
			known->state = CLOSING, add(&counts, CLOSING, 1);
		break;
	case CLOSING:
		if (tcp->fin || now - known->last > 1000000000)
			known->state = CLOSED;
		break;
	}
	if (tcp->rst) {
		__sync_fetch_and_add(&known->resets, 1);
		bpf_map_delete_elem(&connections, &flow);
	}
	return XDP_PASS;
}

SEC("xdp")
int limit(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	struct bucket *bucket, fresh = {.burst = 1 << 16, .tokens = 1 << 16};
	__u64 now, earned, size;
	bool refuse = false;
	__u32 key;

	if (!ip)
		return XDP_PASS;
	key = ip->saddr & bpf_htonl(0xffffff00);
	size = bpf_ntohs(ip->tot_len);
	now = bpf_ktime_get_ns();
	bucket = bpf_map_lookup_elem(&buckets, &key);
	if (!bucket) {
		fresh.filled = now;
		bpf_map_update_elem(&buckets, &key, &fresh, BPF_NOEXIST);
		bucket = bpf_map_lookup_elem(&buckets, &key);
		if (!bucket)
			return XDP_PASS;
	}
	bpf_spin_lock(&bucket->lock);
	earned = (now - bucket->filled) / 1000;
	bucket->tokens += earned;
	if (bucket->tokens > bucket->burst)
		bucket->tokens = bucket->burst;
	bucket->filled += earned * 1000;
	if (bucket->tokens < size) {
		bucket->refused++;
		refuse = true;
	} else {
		bucket->tokens -= size;
	}
	bpf_spin_unlock(&bucket->lock);
	add(&counts, 8 + (size >> 7 & 15), 1);
	if (refuse)
		add(&counts, 24, size);
	return refuse ? XDP_DROP : XDP_PASS;
}

SEC("tc")
int account(struct __sk_buff *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	struct volume *volume, fresh = {};
	__u32 keys[2], slot;

	if (!ip)
		return TC_ACT_OK;
	keys[0] = ip->saddr, keys[1] = ip->daddr;
	slot = log2_slot(context->len >> 5) & 7;
	UNROLL
	for (int i = 0; i < 2; i++) {
		volume = bpf_map_lookup_elem(&volumes, &keys[i]);
		if (!volume) {
			bpf_map_update_elem(&volumes, &keys[i], &fresh, BPF_NOEXIST);
			volume = bpf_map_lookup_elem(&volumes, &keys[i]);
		}
		if (volume) {
			volume->packets++;
			volume->bytes += context->len;
			volume->by_size[slot]++;
		}
	}
	return TC_ACT_OK;
}

// A table of backends, and another one where the first is not there.
SEC("xdp")
int balance(struct xdp_md *context)
{
	struct flow flow = {};
	__u32 hash, *to = 0;

	if (!flow_of(DATA(context), END(context), &flow))
		return XDP_PASS;
	hash = flow.from * 0x9e3779b1 ^ rotl32(flow.to, 11) ^ (flow.from_port << 16 | flow.to_port);
	UNROLL
	for (int i = 0; i < 3; i++) {
		__u32 slot = hash & 1023;

		to = bpf_map_lookup_elem(&ring, &slot);
		if (to && *to)
			break;
		hash = (hash ^ hash >> 15) * 0x85ebca6b;
	}
	if (!to || !*to)
		return XDP_DROP;
	add(&counts, 32 + (*to & 31), flow.length);
	return bpf_redirect(*to, 0);
}

// Who knocks at three ports in turn.
SEC("xdp")
int knock(struct xdp_md *context)
{
	struct flow flow = {}, key = {};
	struct connection *known, fresh = {};

	if (!flow_of(DATA(context), END(context), &flow) || flow.protocol != IPPROTO_UDP)
		return XDP_PASS;
	key.from = flow.from;
	known = bpf_map_lookup_elem(&connections, &key);
	if (!known) {
		if (flow.to_port != bpf_htons(7001))
			return XDP_DROP;
		fresh.first = bpf_ktime_get_ns();
		fresh.state = 1;
		bpf_map_update_elem(&connections, &key, &fresh, BPF_ANY);
		return XDP_DROP;
	}
	if (known->state >= 3) {
		add(&counts, 63, 1);
		return XDP_PASS;
	}
	if (bpf_ktime_get_ns() - known->first > 5000000000ULL) {
		bpf_map_delete_elem(&connections, &key);
		return XDP_DROP;
	}
	if (known->state == 1 && flow.to_port == bpf_htons(7013))
		known->state = 2;
	else if (known->state == 2 && flow.to_port == bpf_htons(7007))
		known->state = 3;
	else
		known->state = 1;
	return XDP_DROP;
}

// What is told of a flow, once it is large.
SEC("tc")
int report(struct __sk_buff *context)
{
	struct { struct flow flow; struct connection connection; } *event;
	struct connection *known, fresh = {.packets = 1};
	struct flow flow = {};

	if (!flow_of(DATA(context), END(context), &flow))
		return TC_ACT_OK;
	flow.flags = flow.length = 0;
	fresh.bytes = context->len;
	known = bpf_map_lookup_elem(&connections, &flow);
	if (!known) {
		bpf_map_update_elem(&connections, &flow, &fresh, BPF_ANY);
		return TC_ACT_OK;
	}
	__sync_fetch_and_add(&known->packets, 1);
	__sync_fetch_and_add(&known->bytes, context->len);
	if (known->bytes < 1 << 20 || known->state)
		return TC_ACT_OK;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		add(&counts, 40, 1);
		return TC_ACT_OK;
	}
	event->flow = flow;
	event->connection = *known;
	known->state = 1;
	bpf_ringbuf_submit(event, 0);
	return TC_ACT_OK;
}

// Sources that ask for more than they finish.
SEC("xdp")
int floods(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	struct flow key = {};
	struct connection *known, fresh = {};
	struct tcphdr *tcp;
	__u64 now = bpf_ktime_get_ns();

	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = (void *)(ip + 1);
	if ((void *)(tcp + 1) > end)
		return XDP_DROP;
	key.from = ip->saddr, key.protocol = 255;
	known = bpf_map_lookup_elem(&connections, &key);
	if (!known) {
		fresh.first = fresh.last = now;
		bpf_map_update_elem(&connections, &key, &fresh, BPF_NOEXIST);
		known = bpf_map_lookup_elem(&connections, &key);
		if (!known)
			return XDP_PASS;
	}
	if (now - known->first > 1000000000) {
		known->first = now;
		known->packets = known->bytes = 0;
	}
	if (tcp->syn && !tcp->ack)
		__sync_fetch_and_add(&known->packets, 1);
	else if (tcp->ack && !tcp->syn)
		__sync_fetch_and_add(&known->bytes, 1);
	known->last = now;
	if (known->packets > 100 && known->packets > 4 * known->bytes) {
		__sync_fetch_and_add(&known->resets, 1);
		add(&counts, 41, 1);
		return XDP_DROP;
	}
	add(&counts, 42 + (tcp->syn != 0), 1);
	return XDP_PASS;
}

// How regular the gaps of a flow are.
SEC("tc")
int gaps(struct __sk_buff *context)
{
	struct connection *known, fresh = {};
	struct flow flow = {};
	__u64 now = bpf_ktime_get_ns(), gap, mean, off;

	if (!flow_of(DATA(context), END(context), &flow))
		return TC_ACT_OK;
	flow.flags = 1, flow.length = 0;
	known = bpf_map_lookup_elem(&connections, &flow);
	if (!known) {
		fresh.last = now;
		bpf_map_update_elem(&connections, &flow, &fresh, BPF_NOEXIST);
		return TC_ACT_OK;
	}
	gap = (now - known->last) >> 10;
	known->last = now;
	mean = known->first - (known->first >> 3) + (gap >> 3);
	known->first = mean;
	off = gap > mean ? gap - mean : mean - gap;
	known->bytes = known->bytes - (known->bytes >> 3) + (off >> 3);
	known->packets++;
	if (known->packets < 16)
		return TC_ACT_OK;
	if (known->bytes < mean >> 4)
		add(&counts, 44, 1);
	else if (known->bytes < mean >> 1)
		add(&counts, 45, 1);
	else
		add(&counts, 46, 1);
	known->state = mean > 1 << 20;
	return TC_ACT_OK;
}
