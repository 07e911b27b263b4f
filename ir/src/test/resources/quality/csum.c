typedef unsigned char u8; typedef unsigned short u16; typedef unsigned int u32; typedef unsigned long long u64;
#define SEC(n) __attribute__((section(n), used))
struct xdp_md { u32 data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex; };
SEC("xdp") int csum(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
  if (data + 34 > end) return 2;
  u64 sum = 0;
#pragma clang loop unroll(disable)
  for (u64 i = 0; i < 10; i++) sum += *(u16 *)(data + 14 + 2 * i);
  sum = (sum >> 16) + (sum & 0xffff);
  sum += sum >> 16;
  u16 old = *(u16 *)(data + 24);
  if ((u16) ~sum != 0) return 1;
  *(u16 *)(data + 24) = old + 1;
  return 3;
}
