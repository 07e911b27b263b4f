// Packets that are changed, with their sums.
#include "common.h"

struct address {
	__u32 ip;
	__u8 mac[6];
	__u16 port;
};

MAP(backends, BPF_MAP_TYPE_HASH, __u32, struct address, 1024);
MAP(changed, BPF_MAP_TYPE_ARRAY, __u32, __u64, 16);

static __always_inline __u16 replaced(__u16 sum, __u32 old, __u32 now)
{
	__u64 all = (__u16)~sum + (__u64)(~old & 0xffff) + (~old >> 16) + (now & 0xffff) + (now >> 16);

	return fold(all);
}

static __always_inline void swap_macs(struct ethhdr *eth)
{
	__u8 mac[6];

	__builtin_memcpy(mac, eth->h_dest, 6);
	__builtin_memcpy(eth->h_dest, eth->h_source, 6);
	__builtin_memcpy(eth->h_source, mac, 6);
}

// What came for one address goes to another.
SEC("xdp")
int translate(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct ethhdr *eth = data;
	struct iphdr *ip = ipv4(data, end);
	struct address *to;
	struct tcphdr *tcp;
	__u32 key, old;
	__u16 port;

	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = (void *)(ip + 1);
	if ((void *)(tcp + 1) > end)
		return XDP_DROP;
	key = ip->daddr;
	to = bpf_map_lookup_elem(&backends, &key);
	if (!to)
		return XDP_PASS;
	old = ip->daddr;
	port = tcp->dest;
	ip->daddr = to->ip;
	tcp->dest = to->port;
	ip->check = replaced(ip->check, old, to->ip);
	tcp->check = replaced(replaced(tcp->check, old, to->ip), port, to->port);
	__builtin_memcpy(eth->h_source, eth->h_dest, 6);
	__builtin_memcpy(eth->h_dest, to->mac, 6);
	add(&changed, 0, 1);
	return XDP_TX;
}

// An echo is answered.
SEC("xdp")
int answer(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct ethhdr *eth = data;
	struct iphdr *ip = ipv4(data, end);
	struct echo *echo;
	__u32 from;

	if (!ip || ip->protocol != IPPROTO_ICMP || ip->ihl != 5)
		return XDP_PASS;
	echo = (void *)(ip + 1);
	if ((void *)(echo + 1) > end || echo->type != 8 || echo->code)
		return XDP_PASS;
	swap_macs(eth);
	from = ip->saddr;
	ip->saddr = ip->daddr;
	ip->daddr = from;
	ip->ttl = 64;
	ip->check = 0;
	{
		__u16 *words = (void *)ip;
		__u64 sum = 0;

		UNROLL
		for (int i = 0; i < 10; i++)
			sum += words[i];
		ip->check = fold(sum);
	}
	echo->type = 0;
	echo->checksum = replaced(echo->checksum, 8, 0);
	add(&changed, 1, 1);
	return XDP_TX;
}

// Who asks for an address is told.
SEC("xdp")
int resolve(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct ethhdr *eth = data;
	struct arp *arp = (void *)(eth + 1);
	struct address *known;
	__u32 asked, from;

	if ((void *)(arp + 1) > end || eth->h_proto != bpf_htons(ETH_P_ARP))
		return XDP_PASS;
	if (arp->link != bpf_htons(1) || arp->network != bpf_htons(ETH_P_IP) || arp->operation != bpf_htons(1))
		return XDP_PASS;
	if (arp->link_length != 6 || arp->network_length != 4)
		return XDP_DROP;
	__builtin_memcpy(&asked, arp->to_ip, 4);
	__builtin_memcpy(&from, arp->from_ip, 4);
	known = bpf_map_lookup_elem(&backends, &asked);
	if (!known) {
		add(&changed, 7, 1);
		return XDP_PASS;
	}
	arp->operation = bpf_htons(2);
	__builtin_memcpy(arp->to, arp->from, 6);
	__builtin_memcpy(arp->to_ip, &from, 4);
	__builtin_memcpy(arp->from, known->mac, 6);
	__builtin_memcpy(arp->from_ip, &asked, 4);
	__builtin_memcpy(eth->h_dest, eth->h_source, 6);
	__builtin_memcpy(eth->h_source, known->mac, 6);
	add(&changed, 2, 1);
	return XDP_TX;
}

// One more header in front.
SEC("xdp")
int encapsulate(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end), *outer;
	struct address *to;
	struct ethhdr old, *eth;
	__u16 length, *words;
	__u64 sum = 0;
	__u32 key;

	if (!ip)
		return XDP_PASS;
	key = ip->daddr;
	to = bpf_map_lookup_elem(&backends, &key);
	if (!to)
		return XDP_PASS;
	length = bpf_ntohs(ip->tot_len);
	old = *(struct ethhdr *)data;
	if (bpf_xdp_adjust_head(context, -(int)sizeof(*outer)))
		return XDP_ABORTED;
	eth = data = DATA(context), end = END(context);
	outer = (void *)(eth + 1);
	if ((void *)(outer + 1) > end)
		return XDP_ABORTED;
	*eth = old;
	__builtin_memcpy(eth->h_dest, to->mac, 6);
	*outer = (struct iphdr){.version = 4, .ihl = 5, .ttl = 64, .protocol = 4, .daddr = to->ip,
				.tot_len = bpf_htons(length + sizeof(*outer))};
	words = (void *)outer;
	UNROLL
	for (int i = 0; i < 10; i++)
		sum += words[i];
	outer->check = fold(sum);
	add(&changed, 3, length);
	return XDP_TX;
}

// One hop more, and a class of service by port.
SEC("tc")
int forward(struct __sk_buff *context)
{
	void *data = DATA(context), *end = END(context);
	struct ethhdr *eth = data;
	struct iphdr *ip = ipv4(data, end);
	struct udphdr *udp;
	__u8 tos = 0;
	__u16 old;

	if (!ip || ip->ihl != 5 || ip->ttl < 2)
		return TC_ACT_SHOT;
	udp = (void *)(ip + 1);
	if ((void *)(udp + 1) > end)
		return TC_ACT_OK;
	switch (bpf_ntohs(udp->dest)) {
	case 22: tos = 0x10; break;
	case 53: tos = 0x28; break;
	case 80: case 443: tos = 0x48; break;
	case 5060: case 5061: tos = 0xb8; break;
	case 4500: tos = 0x68; break;
	default: tos = ip->tos & 0xfc;
	}
	old = *(__u16 *)ip;
	ip->tos = tos;
	ip->check = replaced(ip->check, old, *(__u16 *)ip);
	old = *(__u16 *)&ip->ttl;
	ip->ttl--;
	ip->check = replaced(ip->check, old, *(__u16 *)&ip->ttl);
	swap_macs(eth);
	context->priority = tos >> 2;
	context->mark = tos;
	add(&changed, 4, context->len);
	return TC_ACT_OK;
}

// By the kernel's own helpers.
SEC("tc")
int masquerade(struct __sk_buff *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	const __u32 ip_sum = sizeof(struct ethhdr) + 10, tcp_sum = sizeof(struct ethhdr) + 20 + 16;
	const __u32 from_at = sizeof(struct ethhdr) + 12, port_at = sizeof(struct ethhdr) + 20;
	struct address *to;
	struct tcphdr *tcp;
	__u32 old, now, key;
	__u16 old_port, port;

	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return TC_ACT_OK;
	tcp = (void *)(ip + 1);
	if ((void *)(tcp + 1) > end)
		return TC_ACT_SHOT;
	key = old = ip->saddr, old_port = tcp->source;
	to = bpf_map_lookup_elem(&backends, &key);
	if (!to)
		return TC_ACT_OK;
	now = to->ip, port = to->port ? to->port : old_port;
	if (bpf_l4_csum_replace(context, tcp_sum, old, now, BPF_F_PSEUDO_HDR | 4) ||
	    bpf_l4_csum_replace(context, tcp_sum, old_port, port, 2) ||
	    bpf_l3_csum_replace(context, ip_sum, old, now, 4))
		return TC_ACT_SHOT;
	if (bpf_skb_store_bytes(context, from_at, &now, 4, 0) ||
	    bpf_skb_store_bytes(context, port_at, &port, 2, 0))
		return TC_ACT_SHOT;
	data = DATA(context), end = END(context);
	ip = ipv4(data, end);
	if (!ip || ip->saddr != now)
		return TC_ACT_SHOT;
	add(&changed, 5, bpf_ntohs(ip->tot_len));
	return bpf_redirect(context->ifindex, 0);
}

// The largest segment that a side may send.
SEC("xdp")
int clamp(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	struct tcphdr *tcp;
	__u8 *at;

	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = (void *)(ip + 1);
	if ((void *)(tcp + 1) > end || !tcp->syn || tcp->doff < 6)
		return XDP_PASS;
	at = (void *)(tcp + 1);
	UNROLL
	for (int i = 0; i < 5; i++) {
		if ((void *)(at + 4) > end || at[0] == 0)
			break;
		if (at[0] == 2 && at[1] == 4) {
			__u16 *size = (void *)(at + 2), old = *size;

			if (bpf_ntohs(old) > 1360) {
				*size = bpf_htons(1360);
				tcp->check = replaced(tcp->check, old, *size);
				add(&changed, 6, 1);
			}
			return XDP_PASS;
		}
		at += at[0] == 1 ? 1 : 4;
	}
	return XDP_PASS;
}
