// What the sources here share; no system header is needed. Numbers are those of the kernel's ABI.
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int s32;
typedef long long s64;

#define SEC(name) __attribute__((section(name), used))
#define NOINLINE __attribute__((noinline))
#define __uint(name, value) int (*name)[value]
#define __type(name, value) __typeof__(value) *name
#define __array(name, value) __typeof__(value) *name[]

#ifdef __clang__
#define HELPER(number, result, name, ...) static result (*const name)(__VA_ARGS__) = (void *)number;
#else
#define HELPER(number, result, name, ...) \
  result name(__VA_ARGS__) __attribute__((kernel_helper(number)));
#endif

HELPER(1, void *, bpf_map_lookup_elem, void *, const void *)
HELPER(2, long, bpf_map_update_elem, void *, const void *, const void *, u64)
HELPER(6, long, bpf_trace_printk, const char *, u32, ...)
HELPER(12, long, bpf_tail_call, void *, void *, u32)
HELPER(14, u64, bpf_get_current_pid_tgid, void)
HELPER(16, long, bpf_get_current_comm, void *, u32)
HELPER(25, long, bpf_perf_event_output, void *, void *, u64, void *, u64)
HELPER(27, long, bpf_get_stackid, void *, void *, u64)
HELPER(51, long, bpf_redirect_map, void *, u64, u64)
HELPER(131, void *, bpf_ringbuf_reserve, void *, u64, u64)
HELPER(132, void, bpf_ringbuf_submit, void *, u64)
HELPER(181, long, bpf_loop, u32, void *, void *, u64)

enum {
  HASH = 1, ARRAY, PROG_ARRAY, PERF_EVENT_ARRAY, PERCPU_HASH, PERCPU_ARRAY, STACK_TRACE,
  LRU_HASH = 9, LPM_TRIE = 11, ARRAY_OF_MAPS, HASH_OF_MAPS,
  DEVMAP = 14, SOCKMAP, CPUMAP, SOCKHASH = 18, REUSEPORT_SOCKARRAY = 20, QUEUE = 22, RINGBUF = 27
};

// Tests close this descriptor, which nobody has: so they tell their calls from those of others.
#define MAGIC 0x7bf00001

// What a tracepoint of a system call hands to programs.
struct enter {
  u64 common;
  long number;
  u64 arguments[6];
};

#define IS_MAGIC(context) ((u32)((struct enter *)(context))->arguments[0] == MAGIC)

// A program that counts how often it runs, in a variable of its name and _runs, and returns the same each time.
#define PROGRAM(section, name, result) \
  u64 name##_runs; \
  SEC(section) int name(void *context) { \
    __sync_fetch_and_add(&name##_runs, 1); \
    return result; \
  }

#define LICENSE char _license[] SEC("license") = "GPL"

// Counts in an array without BTF or globals: adds one to the number at index.
static inline __attribute__((always_inline)) void count(void *map, u32 index) {
  u64 *value = bpf_map_lookup_elem(map, &index);
  if (value) __sync_fetch_and_add(value, 1);
}
