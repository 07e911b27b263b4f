// What is in packets behind the headers: names, methods, options.
#include "common.h"

MAP(names, BPF_MAP_TYPE_LRU_HASH, __u64, __u64, 1024);
MAP(kinds, BPF_MAP_TYPE_ARRAY, __u32, __u64, 128);

static __always_inline __u8 *payload(void *data, void *end, __u8 protocol, __u16 port)
{
	struct iphdr *ip = ipv4(data, end);

	if (!ip || ip->protocol != protocol || ip->ihl != 5)
		return 0;
	if (protocol == IPPROTO_UDP) {
		struct udphdr *udp = (void *)(ip + 1);

		if ((void *)(udp + 1) > end || udp->dest != bpf_htons(port))
			return 0;
		return (void *)(udp + 1);
	} else {
		struct tcphdr *tcp = (void *)(ip + 1);

		if ((void *)(tcp + 1) > end || tcp->dest != bpf_htons(port) || tcp->doff < 5)
			return 0;
		return (void *)tcp + tcp->doff * 4;
	}
}

static __always_inline void name(__u64 hash, __u64 much)
{
	__u64 *count = bpf_map_lookup_elem(&names, &hash);

	if (count)
		__sync_fetch_and_add(count, much);
	else
		bpf_map_update_elem(&names, &hash, &much, BPF_NOEXIST);
}

// The beginning of the name that is asked for, letter by letter.
SEC("xdp")
int queries(struct xdp_md *context)
{
	void *end = END(context);
	__u8 *at = payload(DATA(context), end, IPPROTO_UDP, 53);
	__u64 hash = 0xcbf29ce484222325ULL;
	__u32 labels = 0, letters = 0;

	if (!at || (void *)(at + 12) > end)
		return XDP_PASS;
	if (at[2] & 0x80 || at[4] != 0 || at[5] != 1)
		return XDP_DROP;
	at += 12;
	for (int i = 0; i < 12; i++) {
		__u8 c;

		if ((void *)(at + 1) > end)
			return XDP_DROP;
		c = *at++;
		if (letters == 0) {
			if (c == 0)
				break;
			letters = c & 63;
			labels++;
		} else {
			letters--;
			if (c - 'A' < 26u)
				c += 32;
		}
		hash = (hash ^ c) * 0x100000001b3ULL;
	}
	if (labels > 8)
		return XDP_DROP;
	if ((void *)(at + 4) > end)
		return XDP_PASS;
	add(&kinds, at[1] & 127, 1);
	name(hash, 1);
	return XDP_PASS;
}

// Methods and the beginning of a path.
SEC("tc")
int methods(struct __sk_buff *context)
{
	void *end = END(context);
	__u8 *at = payload(DATA(context), end, IPPROTO_TCP, 80);
	__u64 hash = 17;
	__u32 word, kind;

	if (!at || (void *)(at + 40) > end)
		return TC_ACT_OK;
	word = (__u32)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
	switch (word) {
	case 0x47455420: kind = 1; at += 4; break;
	case 0x50555420: kind = 2; at += 4; break;
	case 0x504f5354: kind = 3; at += 5; break;
	case 0x48454144: kind = 4; at += 5; break;
	case 0x44454c45: kind = 5; at += 7; break;
	case 0x4f505449: kind = 6; at += 8; break;
	default: return TC_ACT_OK;
	}
	add(&kinds, kind, 1);
	if ((void *)(at + 16) > end)
		return TC_ACT_OK;
	UNROLL
	for (int i = 0; i < 16; i++) {
		if (at[i] == ' ' || at[i] == '?')
			break;
		hash = hash * 31 + at[i];
	}
	name(hash, context->len);
	return kind == 5 ? TC_ACT_SHOT : TC_ACT_OK;
}

// A hello of TLS: versions and lengths of what stands in front of the extensions.
SEC("xdp")
int hellos(struct xdp_md *context)
{
	void *end = END(context);
	__u8 *at = payload(DATA(context), end, IPPROTO_TCP, 443);
	__u32 length, suites, version;

	if (!at || (void *)(at + 44) > end || at[0] != 22 || at[5] != 1)
		return XDP_PASS;
	version = at[9] << 8 | at[10];
	if (version < 0x301)
		return XDP_DROP;
	add(&kinds, version & 15, 1);
	length = at[43] & 63;
	at += 44;
	at += length;
	if ((void *)(at + 2) > end)
		return XDP_PASS;
	suites = at[0] << 8 | at[1];
	at += 2;
	if (suites > 256 || suites & 1)
		return XDP_DROP;
	for (__u32 i = 0; i < 24; i++) {
		__u32 suite;

		if (i * 2 >= suites || (void *)(at + 2) > end)
			break;
		suite = at[0] << 8 | at[1];
		if (suite == 0x0004 || suite == 0x0005 || suite == 0x000a)
			return XDP_DROP;
		if (suite >> 8 == 0x13)
			add(&kinds, 16 + (suite & 7), 1);
		at += 2;
	}
	name(version << 16 | suites, 1);
	return XDP_PASS;
}

// Options of DHCP.
SEC("xdp")
int leases(struct xdp_md *context)
{
	void *end = END(context);
	__u8 *at = payload(DATA(context), end, IPPROTO_UDP, 67);
	__u64 hardware = 0;
	__u32 kind = 0;

	if (!at || (void *)(at + 240) > end || at[0] != 1)
		return XDP_PASS;
	if (at[236] != 99 || at[237] != 130 || at[238] != 83 || at[239] != 99)
		return XDP_DROP;
	UNROLL
	for (int i = 0; i < 6; i++)
		hardware = hardware << 8 | at[28 + i];
	at += 240;
	for (int i = 0; i < 12; i++) {
		__u8 code, length;

		if ((void *)(at + 1) > end || at[0] == 255)
			break;
		if (at[0] == 0) {
			at++;
			continue;
		}
		if ((void *)(at + 3) > end)
			return XDP_DROP;
		code = at[0], length = at[1] & 31;
		if (code == 53)
			kind = at[2];
		add(&kinds, code & 127, 1);
		at += 2 + length;
	}
	if (kind == 0 || kind > 8)
		return XDP_DROP;
	name(hardware, kind);
	return XDP_PASS;
}

// Keys of memcached, by words of eight bytes.
SEC("tc")
int keys(struct __sk_buff *context)
{
	void *end = END(context);
	__u8 *at = payload(DATA(context), end, IPPROTO_UDP, 11211);
	__u64 hash = 5381;
	__u32 many = 0;

	if (!at || (void *)(at + 48) > end)
		return TC_ACT_OK;
	if (at[8] != 'g' || at[9] != 'e' || at[10] != 't')
		return TC_ACT_OK;
	at += 12;
	UNROLL
	for (int i = 0; i < 32; i++) {
		if (at[i] == '\r')
			break;
		if (at[i] == ' ') {
			many++;
			name(hash, 1);
			hash = 5381;
		}
		hash = hash * 33 ^ at[i];
	}
	name(hash, 1);
	add(&kinds, many & 7, 1);
	return many > 6 ? TC_ACT_SHOT : TC_ACT_OK;
}

// How far a clock is away.
SEC("xdp")
int clocks(struct xdp_md *context)
{
	void *end = END(context);
	__u8 *at = payload(DATA(context), end, IPPROTO_UDP, 123);
	__u64 sent = 0, received = 0, delay;
	__u32 mode, layer;

	if (!at || (void *)(at + 48) > end)
		return XDP_PASS;
	mode = at[0] & 7, layer = at[1];
	if (mode == 6 || mode == 7 || (at[0] >> 3 & 7) < 3)
		return XDP_DROP;
	UNROLL
	for (int i = 0; i < 8; i++) {
		received = received << 8 | at[32 + i];
		sent = sent << 8 | at[40 + i];
	}
	delay = sent > received ? sent - received : received - sent;
	add(&kinds, log2_slot(delay) & 63, 1);
	add(&kinds, 64 + (layer & 15), 1);
	add(&kinds, 80 + mode, 1);
	if (layer > 15 || delay >> 48)
		return XDP_DROP;
	name(layer << 8 | mode, delay >> 20);
	return XDP_PASS;
}
