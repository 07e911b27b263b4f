// Headers of packets, of which one says where the next one is.
#include "common.h"

MAP(kinds, BPF_MAP_TYPE_PERCPU_ARRAY, __u32, __u64, 256);

// Behind two tags of VLANs at most.
static __always_inline void *network(void *data, void *end, __be16 *proto)
{
	struct ethhdr *eth = data;
	struct vlan *vlan = (void *)(eth + 1);

	if ((void *)vlan > end)
		return 0;
	*proto = eth->h_proto;
	UNROLL
	for (int i = 0; i < 2; i++) {
		if (*proto != bpf_htons(ETH_P_8021Q) && *proto != bpf_htons(ETH_P_8021AD))
			break;
		if ((void *)(vlan + 1) > end)
			return 0;
		*proto = vlan->proto;
		vlan++;
	}
	return vlan;
}

SEC("xdp")
int tags(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	__be16 proto = 0;
	void *at = network(data, end, &proto);
	struct iphdr *ip = at;
	struct ipv6hdr *ip6 = at;

	if (!at)
		return XDP_DROP;
	if (proto == bpf_htons(ETH_P_IP)) {
		if ((void *)(ip + 1) > end)
			return XDP_DROP;
		add(&kinds, ip->protocol, bpf_ntohs(ip->tot_len));
		if (ip->ttl < 2 || ip->version != 4 || ip->ihl < 5)
			return XDP_DROP;
		if (ip->frag_off & bpf_htons(0x3fff))
			add(&kinds, 253, 1);
		if (ip->saddr == ip->daddr)
			add(&kinds, 252, 1);
	} else if (proto == bpf_htons(ETH_P_IPV6)) {
		if ((void *)(ip6 + 1) > end)
			return XDP_DROP;
		add(&kinds, ip6->nexthdr, bpf_ntohs(ip6->payload_len));
	} else if (proto == bpf_htons(ETH_P_ARP)) {
		add(&kinds, 255, 1);
	} else {
		add(&kinds, 254, 1);
	}
	return XDP_PASS;
}

// Extension headers of IPv6.
SEC("xdp")
int extensions(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct ethhdr *eth = data;
	struct ipv6hdr *ip = (void *)(eth + 1);
	__u8 *at = (void *)(ip + 1);
	__u8 next;

	if ((void *)at > end || eth->h_proto != bpf_htons(ETH_P_IPV6))
		return XDP_PASS;
	next = ip->nexthdr;
	UNROLL
	for (int i = 0; i < 6; i++) {
		if (next != 0 && next != 43 && next != 60 && next != 51)
			break;
		if ((void *)(at + 8) > end)
			return XDP_DROP;
		add(&kinds, next, 1);
		if (next == 51) {
			next = at[0];
			at += (at[1] + 2) * 4;
		} else {
			next = at[0];
			at += (at[1] + 1) * 8;
		}
	}
	if (next == 44)
		return XDP_DROP;
	if (next == IPPROTO_TCP) {
		struct tcphdr *tcp = (void *)at;

		if ((void *)(tcp + 1) > end)
			return XDP_DROP;
		add(&kinds, tcp->dest & 255, 1);
	}
	return XDP_PASS;
}

// Options of TCP, each of which has a kind and a length.
SEC("xdp")
int options(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	struct tcphdr *tcp;
	__u8 *at, *last;
	__u16 segment = 536;

	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = (void *)(ip + 1);
	if ((void *)(tcp + 1) > end || !tcp->syn)
		return XDP_PASS;
	at = (void *)(tcp + 1);
	last = (void *)tcp + tcp->doff * 4;
	UNROLL
	for (int i = 0; i < 8; i++) {
		if ((void *)(at + 1) > end || at >= last || at[0] == 0)
			break;
		if (at[0] == 1) {
			at++;
			continue;
		}
		if ((void *)(at + 4) > end || at[1] < 2)
			return XDP_DROP;
		if (at[0] == 2)
			segment = at[2] << 8 | at[3];
		add(&kinds, at[0], 1);
		at += at[1] & 63;
	}
	return segment < 200 ? XDP_DROP : XDP_PASS;
}

// What is inside of VXLAN.
SEC("tc")
int tunnel(struct __sk_buff *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end), *inner;
	struct udphdr *udp;
	__u32 *vxlan;

	if (!ip || ip->protocol != IPPROTO_UDP || ip->ihl < 5)
		return TC_ACT_OK;
	udp = (void *)ip + ip->ihl * 4;
	if ((void *)(udp + 1) > end || udp->dest != bpf_htons(4789))
		return TC_ACT_OK;
	vxlan = (void *)(udp + 1);
	if ((void *)(vxlan + 2) > end || !(vxlan[0] & bpf_htonl(0x08000000)))
		return TC_ACT_SHOT;
	add(&kinds, bpf_ntohl(vxlan[1]) >> 8 & 127, 1);
	inner = ipv4(vxlan + 2, end);
	if (!inner || inner->version != 4)
		return TC_ACT_OK;
	if (inner->protocol == IPPROTO_TCP && inner->ihl == 5) {
		struct tcphdr *tcp = (void *)(inner + 1);

		if ((void *)(tcp + 1) > end)
			return TC_ACT_SHOT;
		add(&kinds, 128 + (bpf_ntohs(tcp->dest) & 63), bpf_ntohs(inner->tot_len));
		if (tcp->rst)
			add(&kinds, 200, 1);
		if (tcp->syn && !tcp->ack)
			add(&kinds, 201, 1);
	}
	return TC_ACT_OK;
}

// The same by helpers, from a packet that may be in pieces.
SEC("tc")
int pieces(struct __sk_buff *context)
{
	struct ethhdr eth;
	struct iphdr ip;
	struct tcphdr tcp;
	__u32 at = sizeof(eth);

	if (bpf_skb_load_bytes(context, 0, &eth, sizeof(eth)) || eth.h_proto != bpf_htons(ETH_P_IP))
		return TC_ACT_OK;
	if (bpf_skb_load_bytes(context, at, &ip, sizeof(ip)) || ip.protocol != IPPROTO_TCP)
		return TC_ACT_OK;
	at += ip.ihl * 4;
	if (bpf_skb_load_bytes(context, at, &tcp, sizeof(tcp)))
		return TC_ACT_SHOT;
	UNROLL
	for (int flag = 0; flag < 8; flag++)
		if (((__u8 *)&tcp)[13] & 1 << flag)
			add(&kinds, flag, 1);
	add(&kinds, 16 + (bpf_ntohs(tcp.window) >> 12), 1);
	return tcp.syn && tcp.fin ? TC_ACT_SHOT : TC_ACT_OK;
}

// A cookie for who asks for a connection, from its own addresses.
SEC("xdp")
int flags(struct xdp_md *context)
{
	void *data = DATA(context), *end = END(context);
	struct iphdr *ip = ipv4(data, end);
	struct tcphdr *tcp;
	__u32 number, sum = 0;

	if (!ip || ip->protocol != IPPROTO_TCP || ip->ihl != 5)
		return XDP_PASS;
	tcp = (void *)(ip + 1);
	if ((void *)(tcp + 1) > end)
		return XDP_DROP;
	if ((tcp->syn && (tcp->fin || tcp->rst)) || (tcp->fin && tcp->rst))
		return XDP_DROP;
	if (!tcp->syn && !tcp->ack && !tcp->rst)
		return XDP_DROP;
	number = bpf_ntohl(tcp->seq) ^ ip->saddr ^ rotl32(ip->daddr, 7) ^ tcp->source << 16 ^ tcp->dest;
	UNROLL
	for (int i = 0; i < 6; i++) {
		number ^= number << 13;
		number ^= number >> 17;
		number ^= number << 5;
		sum += number & 0xff;
	}
	add(&kinds, sum & 255, tcp->ack ? 1 : 2);
	if (tcp->psh && tcp->urg)
		add(&kinds, 0, 1);
	return sum == 0 ? XDP_DROP : XDP_PASS;
}
