// Every way to a tracepoint.
#include "bpf.h"

u64 counts[6];

struct raw { u64 arguments[2]; };
struct pt_regs;

SEC("tracepoint/syscalls/sys_enter_close") int classic(struct enter *context) {
  if (IS_MAGIC(context)) counts[0]++;
  return 0;
}
SEC("tp/raw_syscalls/sys_enter") int shorter(struct enter *context) { __sync_fetch_and_add(&counts[1], 1); return 0; }
SEC("raw_tracepoint/sys_enter") int raw(struct raw *context) { __sync_fetch_and_add(&counts[2], 1); return 0; }
SEC("raw_tp/sys_exit") int raw_shorter(struct raw *context) { __sync_fetch_and_add(&counts[3], 1); return 0; }
SEC("tp_btf/sys_enter") int typed(u64 *context) {
  if (context[1]) __sync_fetch_and_add(&counts[4], 1);
  return 0;
}

LICENSE;
