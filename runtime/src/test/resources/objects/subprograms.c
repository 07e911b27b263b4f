// Functions of functions: inline-able ones kept apart, one that others may call, a callback.
#include "bpf.h"

u64 sum;
static const u32 weights[4] = {1, 10, 100, 1000};

static NOINLINE u64 weight(u32 index) { return index < 4 ? weights[index] : 0; }

NOINLINE int add_weight(u32 index) {
  __sync_fetch_and_add(&sum, weight(index));
  return 0;
}

static int each(u32 index, void *context) { return add_weight(index); }

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  if (IS_MAGIC(context)) bpf_loop(3, each, 0, 0);
  return 0;
}

SEC("tp/syscalls/sys_exit_close") int on_exit(struct enter *context) {
  if (0) add_weight(3);
  return 0;
}

LICENSE;
