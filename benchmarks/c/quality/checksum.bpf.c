#include "common.h"

SEC("xdp")
int checksum(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	__u16 *words = data + 14;
	__u32 sum = 0;

	if (data + 34 > end)
		return XDP_PASS;
	for (int i = 0; i < 10; i++)
		sum += bpf_ntohs(words[i]);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return sum != 0xffff ? XDP_DROP : XDP_PASS;
}
