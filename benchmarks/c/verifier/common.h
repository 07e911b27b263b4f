// What the programs of this folder share, beside c/quality/common.h: places in packets, counts, flows.
#include "../quality/common.h"
#include <linux/ipv6.h>
#include <linux/udp.h>

#define NOINLINE __attribute__((noinline))
#define UNROLL _Pragma("unroll")

struct vlan {
	__be16 tag, proto;
};

struct echo {
	__u8 type, code;
	__sum16 checksum;
	__be16 id, sequence;
};

struct arp {
	__be16 link, network;
	__u8 link_length, network_length;
	__be16 operation;
	__u8 from[6], from_ip[4], to[6], to_ip[4];
};

struct flow {
	__u32 from, to;
	__u16 from_port, to_port;
	__u8 protocol, flags;
	__u16 length;
};

static __always_inline void add(void *map, __u32 slot, __u64 much)
{
	__u64 *count = bpf_map_lookup_elem(map, &slot);

	if (count)
		__sync_fetch_and_add(count, much);
}

static __always_inline __u64 rotl(__u64 x, int by)
{
	return x << by | x >> (64 - by);
}

static __always_inline __u32 rotl32(__u32 x, int by)
{
	return x << by | x >> (32 - by);
}

static __always_inline __u16 fold(__u64 sum)
{
	sum = (sum & 0xffffffff) + (sum >> 32);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return ~sum;
}

// The flow of a packet of TCP or UDP over IPv4; false if it is none.
static __always_inline bool flow_of(void *data, void *end, struct flow *flow)
{
	struct iphdr *ip = ipv4(data, end);
	struct udphdr *ports;

	if (!ip || ip->ihl < 5 || ip->frag_off & bpf_htons(0x1fff))
		return false;
	if (ip->protocol != IPPROTO_TCP && ip->protocol != IPPROTO_UDP)
		return false;
	ports = (void *)ip + ip->ihl * 4;
	if ((void *)(ports + 1) > end)
		return false;
	flow->from = ip->saddr;
	flow->to = ip->daddr;
	flow->from_port = ports->source;
	flow->to_port = ports->dest;
	flow->protocol = ip->protocol;
	flow->flags = ip->tos;
	flow->length = bpf_ntohs(ip->tot_len);
	return true;
}

#define DATA(context) ((void *)(long)(context)->data)
#define END(context) ((void *)(long)(context)->data_end)
