typedef unsigned char u8; typedef unsigned short u16; typedef unsigned int u32; typedef unsigned long long u64;
#define SEC(n) __attribute__((section(n), used))
struct xdp_md { u32 data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex; };
struct { int (*type)[2]; u32 *key; u64 *value; int (*max_entries)[256]; } counts SEC(".maps");
static void *(*lookup)(void *, const void *) = (void *) 1;
SEC("xdp") int parse(struct xdp_md *ctx) {
  u8 *data = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
  if (data + 34 > end) return 2;
  if (*(u16 *)(data + 12) != __builtin_bswap16(0x800)) return 2;
  u32 ihl = (data[14] & 15) * 4;
  if (ihl < 20) return 1;
  u8 *l4 = data + 14 + ihl;
  if (l4 + 4 > end) return 1;
  u32 key = data[23];
  u64 *v = lookup(&counts, &key);
  if (v) __sync_fetch_and_add(v, 1);
  if (key == 17 && *(u16 *)(l4 + 2) == __builtin_bswap16(53)) return 1;
  return 2;
}
