// Tracing without the kernel's types: what is at hand by helpers and by the layout of contexts.
#include "common.h"
#include <linux/bpf_perf_event.h>
#include <linux/ptrace.h>

struct key { u32 pid; u32 call; };
struct value { u64 count, total; char comm[16]; };
struct { __uint(type, BPF_MAP_TYPE_HASH); __type(key, struct key); __type(value, struct value); __uint(max_entries, 512); } calls SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_HASH); __type(key, u64); __type(value, u64); __uint(max_entries, 512); } starts SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_ARRAY); __type(key, u32); __type(value, u64); __uint(max_entries, 64); } histogram SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } output SEC(".maps");
struct { __uint(type, BPF_MAP_TYPE_STACK_TRACE); __uint(key_size, 4); __uint(value_size, 127 * 8); __uint(max_entries, 16); } stacks SEC(".maps");

struct enter { u64 common; long id; unsigned long args[6]; };

SEC("tracepoint/raw_syscalls/sys_enter") int counts_calls(struct enter *e) {
  struct key key = {bpf_get_current_pid_tgid() >> 32, e->id};
  struct value *v = bpf_map_lookup_elem(&calls, &key), fresh = {.count = 1};
  if (v) { v->count++; return 0; }
  bpf_get_current_comm(fresh.comm, sizeof(fresh.comm));
  bpf_map_update_elem(&calls, &key, &fresh, BPF_ANY);
  return 0;
}

SEC("tracepoint/raw_syscalls/sys_exit") int measures(struct enter *e) {
  u64 id = bpf_get_current_pid_tgid(), *start = bpf_map_lookup_elem(&starts, &id);
  if (!start) return 0;
  u64 spent = bpf_ktime_get_ns() - *start;
  u32 slot = 0;
  for (int i = 0; i < 63; i++) { if (spent >> i) slot = i; }
  u64 *count = bpf_map_lookup_elem(&histogram, &slot);
  if (count) __sync_fetch_and_add(count, 1);
  bpf_map_delete_elem(&starts, &id);
  return 0;
}

SEC("kprobe/do_sys_openat2") int reads_a_name(struct pt_regs *r) {
  char name[64];
  long n = bpf_probe_read_user_str(name, sizeof(name), (void *)r->rsi);
  if (n > 0 && n <= sizeof(name)) bpf_perf_event_output(r, &output, BPF_F_CURRENT_CPU, name, n);
  return 0;
}

SEC("kprobe/do_exit") int prints(struct pt_regs *r) {
  char format[] = "pid %d gone";
  bpf_trace_printk(format, sizeof(format), bpf_get_current_pid_tgid() >> 32);
  return 0;
}

SEC("perf_event") int samples(struct bpf_perf_event_data *d) {
  u32 id = bpf_get_stackid(d, &stacks, BPF_F_USER_STACK);
  u64 key = id, one = d->sample_period;
  bpf_map_update_elem(&starts, &key, &one, BPF_ANY);
  return 0;
}

SEC("raw_tracepoint/sys_enter") int arguments(struct bpf_raw_tracepoint_args *a) {
  u64 id = a->args[1], now = bpf_ktime_get_ns();
  bpf_map_update_elem(&starts, &id, &now, BPF_ANY);
  return 0;
}

SEC("raw_tracepoint/sched_switch") int reads_kernel(struct bpf_raw_tracepoint_args *a) {
  u32 pid = 0;
  bpf_probe_read_kernel(&pid, sizeof(pid), (void *)a->args[2] + 0x100);
  return pid & 1;
}

SEC("kprobe/vfs_read") int reads_without_helper(struct pt_regs *r) { return *(volatile int *)r->rdi; }
SEC("tracepoint/raw_syscalls/sys_enter") int half_a_key(struct enter *e) {
  struct value *v;
  struct key key;
  key.pid = 1;
  v = bpf_map_lookup_elem(&calls, &key);
  return v ? 1 : 0;
}
SEC("raw_tracepoint/sys_exit") int reads_beyond(struct bpf_raw_tracepoint_args *a) { return a->args[12]; }
