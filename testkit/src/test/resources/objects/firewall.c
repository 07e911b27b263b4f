// What a clang object can have that a test on the JVM has to find there: maps of several kinds, constants, variables,
// functions in .text, tail calls, a map in a map. Numbers are those of the kernel's ABI; no system header is needed.
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define __uint(name, value) int (*name)[value]
#define __type(name, value) __typeof__(value) *name
#define __array(name, value) __typeof__(value) *name[]

enum { HASH = 1, ARRAY, PROG_ARRAY, PERCPU_ARRAY = 6, ARRAY_OF_MAPS = 12 };
enum { XDP_DROP = 1, XDP_PASS };

static void *(*const lookup)(void *, const void *) = (void *)1;
static long (*const update)(void *, const void *, const void *, u64) = (void *)2;
static long (*const tail_call)(void *, void *, u32) = (void *)12;

struct xdp_md { u32 data, data_end; };

struct { __uint(type, HASH); __uint(max_entries, 16); __type(key, u16); __type(value, u64); } ports SEC(".maps");
struct slot { __uint(type, ARRAY); __uint(max_entries, 1); __type(key, u32); __type(value, u64); } first SEC(".maps");
struct {
  __uint(type, ARRAY_OF_MAPS);
  __uint(max_entries, 2);
  __type(key, u32);
  __array(values, struct slot);
} slots SEC(".maps") = {.values = {[1] = (void *)&first}};

const volatile u16 blocked = 22;
u64 seen;
static volatile u32 dropped = 100;
struct { u32 port; u32 length; } last;

int deny(struct xdp_md *);
struct {
  __uint(type, PROG_ARRAY);
  __uint(max_entries, 2);
  __type(key, u32);
  __array(values, int(void *));
} verdicts SEC(".maps") = {.values = {[1] = (void *)&deny}};

static __attribute__((noinline)) u16 port(const u8 *at) { return (u16)(at[0] << 8 | at[1]); }

static __attribute__((noinline)) void count(void *map, u16 key) {
  u64 one = 1, *value = lookup(map, &key);
  if (value) __sync_fetch_and_add(value, 1);
  else update(map, &key, &one, 0);
}

SEC("xdp") int deny(struct xdp_md *context) {
  u32 index = 1, zero = 0;
  void *map = lookup(&slots, &index);
  u64 *value = map ? lookup(map, &zero) : 0;
  if (value) *value += 7;
  dropped++;
  return XDP_DROP;
}

SEC("xdp") int filter(struct xdp_md *context) {
  u8 *start = (u8 *)(long)context->data, *end = (u8 *)(long)context->data_end;
  if (start + 38 > end) return XDP_PASS;
  seen++;
  last.port = port(start + 36);
  last.length = (u32)(end - start);
  count(&ports, (u16)last.port);
  if (last.port == blocked) tail_call(context, &verdicts, 1);
  return XDP_PASS;
}

// In nobody's way, though no kernel takes it.
struct { __uint(type, 15); __uint(max_entries, 1); __type(key, u32); __type(value, u32); } sockets SEC(".maps");

SEC("xdp") int sockets_only(struct xdp_md *context) {
  u32 zero = 0;
  return lookup(&sockets, &zero) ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
