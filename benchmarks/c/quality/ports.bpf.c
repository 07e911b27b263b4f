#include "common.h"

struct opened {
	__u32 from;
	__u16 port;
	__u16 length;
};

RING(events, 1 << 16);
MAP(sizes, BPF_MAP_TYPE_ARRAY, __u32, __u64, 65);
MAP(lost, BPF_MAP_TYPE_ARRAY, __u32, __u64, 1);

SEC("tc")
int ports(struct __sk_buff *skb)
{
	__u32 slot = log2_slot(skb->len);
	__u64 *count = bpf_map_lookup_elem(&sizes, &slot);
	void *data, *end;
	struct opened *event;
	struct iphdr *ip;
	struct tcphdr *tcp;

	if (count)
		__sync_fetch_and_add(count, 1);
	data = (void *)(long)skb->data;
	end = (void *)(long)skb->data_end;
	ip = ipv4(data, end);
	if (!ip || ip->protocol != IPPROTO_TCP || ip->frag_off & bpf_htons(0x1fff) || ip->ihl < 5)
		return TC_ACT_OK;
	tcp = (void *)ip + ip->ihl * 4;
	if ((void *)(tcp + 1) > end || !(((__u8 *)tcp)[13] & 2))
		return TC_ACT_OK;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (event) {
		event->from = ip->saddr;
		event->port = tcp->dest;
		event->length = skb->len;
		bpf_ringbuf_submit(event, 0);
	} else {
		__u32 zero = 0;
		__u64 *number = bpf_map_lookup_elem(&lost, &zero);

		if (number)
			__sync_fetch_and_add(number, 1);
	}
	return TC_ACT_OK;
}
