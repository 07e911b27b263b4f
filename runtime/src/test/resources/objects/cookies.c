// What places tell their programs.
#include "bpf.h"

HELPER(174, u64, bpf_get_attach_cookie, void *)

struct {
  __uint(type, HASH);
  __uint(max_entries, 64);
  __type(key, u64);
  __type(value, u64);
} runs SEC(".maps");

static inline __attribute__((always_inline)) int note(void *context) {
  u64 cookie = bpf_get_attach_cookie(context), one = 1;
  u64 *value = bpf_map_lookup_elem(&runs, &cookie);
  if (value)
    __sync_fetch_and_add(value, 1);
  else
    bpf_map_update_elem(&runs, &cookie, &one, 0);
  return 0;
}

SEC("tracepoint") int traced(void *context) { return note(context); }
SEC("uprobe") int user(void *context) { return note(context); }
SEC("uprobe.multi") int users(void *context) { return note(context); }
SEC("perf_event") int sample(void *context) { return note(context); }
SEC("?kprobe") int kernel(void *context) { return note(context); }
SEC("?kprobe.multi") int kernels(void *context) { return note(context); }
SEC("?raw_tp") int raw(void *context) { return note(context); }
SEC("?tp_btf/sys_enter") int typed(void *context) { return note(context); }
SEC("?fentry/__x64_sys_close") int entry(void *context) { return note(context); }
LICENSE;
