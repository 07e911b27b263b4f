/* Maps whose keys and values have all kinds of types. */
typedef unsigned int u32;
typedef unsigned long long u64;
#define SEC(name) __attribute__((section(name), used))
#define uint(name, n) int(*name)[n]

enum state { IDLE, BUSY = 7, GONE = -3 };

struct inner { short low; unsigned char flags : 3, more : 5; };

struct value {
  u64 count;
  int delta;
  enum state state;
  char comm[16];
  struct inner inner;
  union { u32 word; unsigned char bytes[4]; };
  _Bool on;
  void *where;
  struct inner pair[2];
};

struct key { u32 pid; unsigned short port; unsigned char proto, pad; };

struct { uint(type, 1); struct key *key; struct value *value; uint(max_entries, 8); } typed SEC(".maps");
struct { uint(type, 6); u32 *key; u64 *value; uint(max_entries, 2); } percpu SEC(".maps");
struct { uint(type, 2); u32 *key; u64 *value; uint(max_entries, 65); } sizes SEC(".maps");
struct { uint(type, 22); uint(key_size, 0); u32 *value; uint(max_entries, 4); } queue SEC(".maps");
struct { uint(type, 3); uint(key_size, 4); uint(value_size, 4); uint(max_entries, 2); } tails SEC(".maps");
struct { uint(type, 27); uint(max_entries, 4096); } events SEC(".maps");
struct { uint(type, 11); uint(map_flags, 1); struct key *key; u32 *value; uint(max_entries, 4); } prefixes SEC(".maps");
struct { uint(type, 9); u32 *key; u32 *value; uint(max_entries, 4); } recent SEC(".maps");

int seen = 42;
const volatile char label[8] = "jbpf";
u64 total;

static __attribute__((noinline)) int helper(int x) { return x * 3 + seen; }

SEC("socket") int filter_with_a_long_name(void *ctx) { total++; return helper(label[0]); }
SEC("xdp") int drop(void *ctx) { return 1; }
SEC("tcx/ingress") int classify(void *ctx) { return 0; }
SEC("tc") int older(void *ctx) { return 0; }
SEC("cgroup_skb/egress") int egress(void *ctx) { return 1; }
SEC("cgroup/sock_create") int sock(void *ctx) { return 1; }
SEC("tracepoint/syscalls/sys_enter_close") int tp(void *ctx) { return 0; }
SEC("raw_tp/sched_switch") int rtp(void *ctx) { return 0; }
SEC("sk_lookup") int look(void *ctx) { return 1; }
SEC("netfilter") int nf(void *ctx) { return 1; }
SEC("syscall") int call(void *ctx) { return 0; }
SEC("iter/task") int tasks(void *ctx) { return 0; }
char _license[] SEC("license") = "GPL";
