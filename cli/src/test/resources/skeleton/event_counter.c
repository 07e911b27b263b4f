// An object with a value of most types, for its Java class.
#define SEC(name) __attribute__((section(name), used))
#define __uint(name, value) int (*name)[value]
#define __type(name, value) __typeof__(value) *name
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
static void *(*bpf_map_lookup_elem)(void *, const void *) = (void *)1;
static long (*bpf_map_update_elem)(void *, const void *, const void *, u64) = (void *)2;

struct __sk_buff { u32 len; };
enum color { RED, BLUE = 7 };
struct point { int x; short y; };
struct port_key { u16 port; u8 class; u8 unused; };
struct stats {
  u64 count;
  char name[16];
  struct point at;
  u8 bits : 3;
  _Bool seen;
  enum color color;
  union { u32 number; u8 parts[4]; };
  struct { int deep; } anonymous;
  u32 sizes[3];
  struct stats *next;
  u8 bytes[5];
} ;
struct __attribute__((packed)) tight { u8 a; u32 b; };

struct { __uint(type, 1); __uint(max_entries, 16); __type(key, struct port_key); __type(value, struct stats); } by_port SEC(".maps");
struct { __uint(type, 6); __uint(max_entries, 1); __type(key, u32); __type(value, u64); } per_cpu SEC(".maps");
struct { __uint(type, 1); __uint(max_entries, 4); __type(key, u32); __type(value, struct tight); } tight SEC(".maps");
struct { __uint(type, 27); __uint(max_entries, 4096); } events SEC(".maps");

const volatile u16 wanted_port = 1;
u64 total;
struct point last = {-3, 4};
int wait;

SEC("socket") int count_packet(struct __sk_buff *skb) {
  struct port_key key = {.port = wanted_port, .class = 2};
  struct stats fresh = {.count = 5, .name = "first", .at = {-1, -2}, .bits = 5, .seen = 1,
      .color = BLUE, .number = 0x01020304, .anonymous = {9}, .sizes = {1, 2, 0xffffffff}, .bytes = {1, 2, 3, 4, 5}};
  struct stats *known = bpf_map_lookup_elem(&by_port, &key);
  if (known) known->count++;
  else bpf_map_update_elem(&by_port, &key, &fresh, 0);
  total += skb->len;
  last.x++;
  u32 zero = 0;
  u64 *mine = bpf_map_lookup_elem(&per_cpu, &zero);
  if (mine) *mine += 1;
  return wait;
}

SEC("xdp") int pass(void *context) { return 2; }

char LICENSE[] SEC("license") = "GPL";
