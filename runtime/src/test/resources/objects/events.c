// A record for each call, through a ring buffer and through a perf buffer.
#include "bpf.h"

struct record { u32 number; u32 pad; u64 twice; };

struct { __uint(type, RINGBUF); __uint(max_entries, 4096); } ring SEC(".maps");
struct { __uint(type, PERF_EVENT_ARRAY); __uint(key_size, 4); __uint(value_size, 4); } perf SEC(".maps");
u32 number;

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  if (!IS_MAGIC(context)) return 0;
  number++;
  struct record copy = {.number = number, .twice = 2ull * number};
  struct record *record = bpf_ringbuf_reserve(&ring, sizeof *record, 0);
  if (record) {
    *record = copy;
    bpf_ringbuf_submit(record, 0);
  }
  bpf_perf_event_output(context, &perf, 0xffffffffull, &copy, sizeof copy);
  return 0;
}

LICENSE;
