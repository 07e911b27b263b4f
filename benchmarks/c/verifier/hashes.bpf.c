// Hashes of flows, by which packets are counted.
#include "common.h"

MAP(counts, BPF_MAP_TYPE_ARRAY, __u32, __u64, 256);

static __always_inline void round(__u64 v[4])
{
	v[0] += v[1], v[1] = rotl(v[1], 13) ^ v[0], v[0] = rotl(v[0], 32);
	v[2] += v[3], v[3] = rotl(v[3], 16) ^ v[2];
	v[0] += v[3], v[3] = rotl(v[3], 21) ^ v[0];
	v[2] += v[1], v[1] = rotl(v[1], 17) ^ v[2], v[2] = rotl(v[2], 32);
}

SEC("xdp")
int siphash(struct xdp_md *context)
{
	__u64 v[4] = {0x736f6d6570736575, 0x646f72616e646f6d, 0x6c7967656e657261, 0x7465646279746573};
	struct flow flow = {};
	__u64 *words = (void *)&flow;

	if (!flow_of(DATA(context), END(context), &flow))
		return XDP_PASS;
	UNROLL
	for (int i = 0; i < 2; i++) {
		v[3] ^= words[i];
		round(v), round(v);
		v[0] ^= words[i];
	}
	v[2] ^= 0xff;
	round(v), round(v), round(v), round(v);
	add(&counts, (v[0] ^ v[1] ^ v[2] ^ v[3]) & 255, 1);
	return XDP_PASS;
}

SEC("xdp")
int murmur(struct xdp_md *context)
{
	struct flow flow = {};
	__u32 *words = (void *)&flow, hash = 0x9747b28c;

	if (!flow_of(DATA(context), END(context), &flow))
		return XDP_PASS;
	UNROLL
	for (int i = 0; i < 4; i++) {
		hash ^= rotl32(words[i] * 0xcc9e2d51, 15) * 0x1b873593;
		hash = rotl32(hash, 13) * 5 + 0xe6546b64;
	}
	hash ^= 16;
	hash = (hash ^ hash >> 16) * 0x85ebca6b;
	hash = (hash ^ hash >> 13) * 0xc2b2ae35;
	add(&counts, (hash ^ hash >> 16) & 255, 1);
	return XDP_PASS;
}

SEC("tc")
int xxhash(struct __sk_buff *context)
{
	const __u64 p1 = 11400714785074694791ULL, p2 = 14029467366897019727ULL, p3 = 1609587929392839161ULL;
	const __u64 p4 = 9650029242287828579ULL, p5 = 2870177450012600261ULL;
	struct flow flow = {};
	__u64 *words = (void *)&flow, hash = p5 + sizeof(flow);

	if (!flow_of(DATA(context), END(context), &flow))
		return TC_ACT_OK;
	UNROLL
	for (int i = 0; i < 2; i++) {
		hash ^= rotl(words[i] * p2, 31) * p1;
		hash = rotl(hash, 27) * p1 + p4;
	}
	hash = (hash ^ hash >> 33) * p2;
	hash = (hash ^ hash >> 29) * p3;
	add(&counts, (hash ^ hash >> 32) & 255, context->len);
	return TC_ACT_OK;
}

SEC("tc")
int jenkins(struct __sk_buff *context)
{
	struct flow flow = {};
	__u32 a, b, c;

	if (!flow_of(DATA(context), END(context), &flow))
		return TC_ACT_OK;
	a = b = c = 0xdeadbeef + 12;
	a += flow.from, b += flow.to, c += (__u32)flow.from_port << 16 | flow.to_port;
	a -= c, a ^= rotl32(c, 4), c += b, b -= a, b ^= rotl32(a, 6), a += c;
	c -= b, c ^= rotl32(b, 8), b += a, a -= c, a ^= rotl32(c, 16), c += b;
	b -= a, b ^= rotl32(a, 19), a += c, c -= b, c ^= rotl32(b, 4), b += a;
	c ^= b, c -= rotl32(b, 14), a ^= c, a -= rotl32(c, 11), b ^= a, b -= rotl32(a, 25);
	c ^= b, c -= rotl32(b, 16), a ^= c, a -= rotl32(c, 4), b ^= a, b -= rotl32(a, 14);
	add(&counts, (c ^ b) & 255, 1);
	return TC_ACT_OK;
}

// Bytes of a packet, one after another.
SEC("xdp")
int fnv(struct xdp_md *context)
{
	__u8 *at = DATA(context), *end = END(context);
	__u64 hash = 0xcbf29ce484222325ULL;

	if (at + 64 > end)
		return XDP_PASS;
	UNROLL
	for (int i = 0; i < 64; i++)
		hash = (hash ^ at[i]) * 0x100000001b3ULL;
	add(&counts, hash & 255, 1);
	return XDP_PASS;
}

static const __u32 halves[16] = {
	0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
	0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

// Bytes of a packet by a table, in a loop.
SEC("xdp")
int crc(struct xdp_md *context)
{
	__u8 *at = DATA(context), *end = END(context);
	__u32 crc = ~0;

	for (int i = 0; i < 256; i++) {
		if (at + i + 1 > end)
			break;
		crc ^= at[i];
		crc = crc >> 4 ^ halves[crc & 15];
		crc = crc >> 4 ^ halves[crc & 15];
	}
	crc = ~crc;
	add(&counts, crc & 63, 1);
	add(&counts, 64 + (crc >> 8 & 63), 1);
	add(&counts, 128 + (crc >> 16 & 63), 1);
	add(&counts, 192 + (crc >> 24 & 63), 1);
	crc = rotl32(crc, 7) * 0x9e3779b1;
	add(&counts, crc >> 26, 1);
	add(&counts, 64 + (crc >> 20 & 63), 1);
	add(&counts, 128 + (crc >> 14 & 63), 1);
	return crc == 0x2144df1c ? XDP_DROP : XDP_PASS;
}

// A filter of Bloom's of four hashes.
SEC("xdp")
int bloom(struct xdp_md *context)
{
	struct flow flow = {};
	__u64 hash;

	if (!flow_of(DATA(context), END(context), &flow))
		return XDP_PASS;
	hash = flow.from * 0x9e3779b97f4a7c15ULL ^ rotl(flow.to, 32) ^ flow.from_port << 16 ^ flow.to_port;
	UNROLL
	for (int i = 0; i < 4; i++) {
		__u32 slot = hash >> 58;
		__u64 *bits = bpf_map_lookup_elem(&counts, &slot);

		if (!bits)
			return XDP_ABORTED;
		if (!(*bits & 1ULL << (hash >> 20 & 63))) {
			__sync_fetch_and_or(bits, 1ULL << (hash >> 20 & 63));
			return XDP_PASS;
		}
		hash = (hash ^ hash >> 27) * 0x94d049bb133111ebULL;
	}
	return XDP_DROP;
}

// A sketch of counts, the least of four rows.
SEC("tc")
int sketch(struct __sk_buff *context)
{
	struct flow flow = {};
	__u64 least = ~0ULL, hash;

	if (!flow_of(DATA(context), END(context), &flow))
		return TC_ACT_OK;
	hash = flow.from * 0x9e3779b97f4a7c15ULL + flow.to;
	UNROLL
	for (int row = 0; row < 4; row++) {
		__u32 slot = row * 64 + (hash & 63);
		__u64 *count = bpf_map_lookup_elem(&counts, &slot);

		if (count) {
			__sync_fetch_and_add(count, context->len);
			if (*count < least)
				least = *count;
		}
		hash = hash >> 13 ^ hash * 0xbf58476d1ce4e5b9ULL;
	}
	return least > 1 << 20 ? TC_ACT_SHOT : TC_ACT_OK;
}
