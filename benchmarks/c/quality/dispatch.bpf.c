#include "common.h"

MAP(programs, BPF_MAP_TYPE_PROG_ARRAY, __u32, __u32, 3);
MAP(counts, BPF_MAP_TYPE_ARRAY, __u32, __u64, 4);

unsigned long long load_byte(void *skb, unsigned long long off) asm("llvm.bpf.load.byte");

static __noinline __u32 number_of(__u8 protocol)
{
	if (protocol == 6)
		return 1;
	if (protocol == 17)
		return 2;
	return 0;
}

SEC("socket")
int dispatch(struct __sk_buff *skb)
{
	__u32 none = 3;
	__u64 *count;

	bpf_tail_call(skb, &programs, number_of(load_byte(skb, 23)));
	count = bpf_map_lookup_elem(&counts, &none);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}
