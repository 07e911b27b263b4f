// Reads memory by helpers that kernels have since 5.5.
#include "bpf.h"

HELPER(112, long, bpf_probe_read_user, void *, u32, const void *)
HELPER(113, long, bpf_probe_read_kernel, void *, u32, const void *)
HELPER(114, long, bpf_probe_read_user_str, void *, u32, const void *)
HELPER(115, long, bpf_probe_read_kernel_str, void *, u32, const void *)

SEC("tracepoint/syscalls/sys_enter_close") int reads(void *context) {
  char text[8];
  bpf_probe_read_user(text, 8, context);
  bpf_probe_read_kernel(text, 8, context);
  bpf_probe_read_user_str(text, 8, context);
  bpf_probe_read_kernel_str(text, 8, context);
  return text[0];
}
LICENSE;
