// The program of ByteCount, as it is written in C. No header is needed:
//   clang -O2 -g -target bpf -c sockex1.c -o sockex1.o
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define ARRAY 2
#define ETH_HLEN 14
#define IPHDR_PROTOCOL 9
#define PACKET_OUTGOING 4

struct __sk_buff {
  u32 len, pkt_type;
};

u64 load_byte(void *skb, u64 offset) __asm__("llvm.bpf.load.byte");
static void *(*const bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;

struct {
  int (*type)[ARRAY];
  u32 *key;
  u64 *value;
  int (*max_entries)[256];
} my_map SEC(".maps");

SEC("socket") int bpf_prog1(struct __sk_buff *skb) {
  u32 index = load_byte(skb, ETH_HLEN + IPHDR_PROTOCOL);
  if (skb->pkt_type != PACKET_OUTGOING) return 0;
  u64 *value = bpf_map_lookup_elem(&my_map, &index);
  if (value) __sync_fetch_and_add(value, skb->len);
  return 0;
}

char _license[] SEC("license") = "GPL";
