#include "common.h"
#include <linux/ipv6.h>

struct flow {
	struct in6_addr from;
	__u16 port;
	__u16 unused;
};

struct volume {
	__u64 packets;
	__u64 bytes;
};

MAP(volumes, BPF_MAP_TYPE_HASH, struct flow, struct volume, 1024);

/* Passes over extension headers, as the library does. */
static __always_inline void *behind(void *at, void *end, __u8 *next)
{
#pragma clang loop unroll(disable)
	for (int i = 0; i < 6; i++) {
		__u8 *header = at;

		if (*next != 0 && *next != 43 && *next != 44 && *next != 51 && *next != 60)
			break;
		if (at + 8 > end)
			return 0;
		if (*next == 44 && *(__u16 *)(at + 2) & bpf_htons(0xfff8))
			return 0;
		if (*next == 44)
			at += 8;
		else if (*next == 51)
			at += (header[1] + 2) * 4;
		else
			at += (header[1] + 1) * 8;
		*next = header[0];
	}
	return at;
}

SEC("tc")
int flows(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *eth = data;
	struct ipv6hdr *ip = (void *)(eth + 1);
	struct volume zero = {}, *volume;
	struct flow flow = {};
	struct tcphdr *tcp;
	__u8 next;

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IPV6))
		return TC_ACT_OK;
	next = ip->nexthdr;
	tcp = behind(ip + 1, end, &next);
	if (!tcp || next != IPPROTO_TCP || (void *)(tcp + 1) > end)
		return TC_ACT_OK;
	flow.from = ip->saddr;
	flow.port = tcp->dest;
	volume = bpf_map_lookup_elem(&volumes, &flow);
	if (!volume) {
		bpf_map_update_elem(&volumes, &flow, &zero, BPF_NOEXIST);
		volume = bpf_map_lookup_elem(&volumes, &flow);
		if (!volume)
			return TC_ACT_OK;
	}
	__sync_fetch_and_add(&volume->packets, 1);
	__sync_fetch_and_add(&volume->bytes, skb->len);
	return TC_ACT_OK;
}
