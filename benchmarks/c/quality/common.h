// What the programs of this folder share: the C that a user of clang and libbpf writes.
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>
#include <linux/tcp.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#define MAP(name, kind, k, v, n)      \
	struct {                      \
		__uint(type, kind);   \
		__type(key, k);       \
		__type(value, v);     \
		__uint(max_entries, n); \
	} name SEC(".maps")

#define RING(name, bytes)                             \
	struct {                                      \
		__uint(type, BPF_MAP_TYPE_RINGBUF);   \
		__uint(max_entries, bytes);           \
	} name SEC(".maps")

static __always_inline struct iphdr *ipv4(void *data, void *end)
{
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return 0;
	return ip;
}

static __always_inline unsigned int log2_slot(unsigned long long rest)
{
	unsigned int slot = 1;

#pragma unroll
	for (int half = 32; half > 0; half /= 2) {
		if (rest >= 1ULL << half) {
			rest >>= half;
			slot += half;
		}
	}
	return slot;
}

char _license[] SEC("license") = "GPL";
