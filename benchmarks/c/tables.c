// An object of ten maps, three of them of variables, and five programs:
//   clang-19 -g -O2 -mcpu=v3 -target bpf -I/usr/include/x86_64-linux-gnu
//     -c benchmarks/c/tables.c -o benchmarks/target/tables.o
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define TABLE(name, kind, entries) \
  struct { \
    __uint(type, BPF_MAP_TYPE_##kind); \
    __type(key, __u32); \
    __type(value, struct traffic); \
    __uint(max_entries, entries); \
  } name SEC(".maps")

struct traffic {
  __u64 packets, bytes;
};

TABLE(by_process, HASH, 128);
TABLE(by_user, HASH, 128);
TABLE(recent, LRU_HASH, 128);
TABLE(by_size, ARRAY, 64);
TABLE(by_cpu, PERCPU_ARRAY, 8);
TABLE(by_time, ARRAY, 24);

struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
} events SEC(".maps");

const volatile __u32 limit = 100;
__u64 seen;
__u64 next = 1;

static __attribute__((noinline)) void count(void *map, __u32 key, __u64 bytes) {
  struct traffic first = {1, bytes};
  struct traffic *found = bpf_map_lookup_elem(map, &key);
  if (found) {
    found->packets++;
    found->bytes += bytes;
  } else {
    bpf_map_update_elem(map, &key, &first, BPF_ANY);
  }
}

SEC("tracepoint/syscalls/sys_enter_read") int on_read(void *context) {
  count(&by_process, bpf_get_current_pid_tgid() >> 32, 1);
  count(&by_user, bpf_get_current_uid_gid(), 1);
  return 0;
}

SEC("tracepoint/syscalls/sys_enter_write") int on_write(void *context) {
  count(&recent, bpf_get_current_pid_tgid(), limit);
  return 0;
}

SEC("raw_tracepoint/sys_exit") int on_exit(void *context) {
  count(&by_cpu, bpf_get_smp_processor_id() % 8, 1);
  __sync_fetch_and_add(&seen, 1);
  return 0;
}

SEC("socket") int on_packet(struct __sk_buff *packet) {
  count(&by_size, packet->len / 32 % 64, packet->len);
  count(&by_time, bpf_ktime_get_ns() / 3600000000000ull % 24, packet->len);
  return 0;
}

SEC("xdp") int on_frame(struct xdp_md *frame) {
  __u64 *event = bpf_ringbuf_reserve(&events, sizeof *event, 0);
  if (event) {
    *event = next++;
    bpf_ringbuf_submit(event, 0);
  }
  return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
