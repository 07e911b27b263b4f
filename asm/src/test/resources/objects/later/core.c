// Reads a field whose place depends on the running kernel.
#include "../bpf.h"

struct task_struct {
  int pid;
} __attribute__((preserve_access_index));

SEC("tp_btf/sched_switch") int on_switch(u64 *ctx) {
  struct task_struct *task = (void *)ctx[1];
  return task->pid;
}

SEC("xdp") int unconcerned(void *ctx) { return 2; }

char _license[] SEC("license") = "GPL";
