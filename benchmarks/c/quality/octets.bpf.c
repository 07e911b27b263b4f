#include "common.h"

__u64 tcp_bytes, udp_bytes, other_bytes;
__s32 most = 1000;

SEC("tc")
int octets(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct iphdr *ip = ipv4(data, end);
	__u32 length;

	if (!ip)
		return TC_ACT_OK;
	length = skb->len;
	if (length > (__u32)most)
		return TC_ACT_SHOT;
	switch (ip->protocol) {
	case IPPROTO_TCP:
		__sync_fetch_and_add(&tcp_bytes, length);
		break;
	case IPPROTO_UDP:
		__sync_fetch_and_add(&udp_bytes, length);
		break;
	default:
		__sync_fetch_and_add(&other_bytes, length);
	}
	return TC_ACT_OK;
}
