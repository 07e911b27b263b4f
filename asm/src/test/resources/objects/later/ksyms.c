// Asks for a variable of the kernel, and calls a function of it.
#include "../bpf.h"

extern const int bpf_prog_active SEC(".ksyms");
extern void bpf_rcu_read_lock(void) SEC(".ksyms");

SEC("raw_tp/sys_enter") int variable(void *ctx) { return *(const int *)&bpf_prog_active; }

SEC("raw_tp/sys_exit") int function(void *ctx) {
  bpf_rcu_read_lock();
  return 0;
}

char _license[] SEC("license") = "GPL";
