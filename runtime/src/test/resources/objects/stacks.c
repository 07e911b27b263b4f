// Where a program is when it closes a descriptor that nobody has: its stack, and the kernel's.
#include "bpf.h"

struct trace { u64 addresses[32]; };
// Stacks whose hashes meet in a slot are refused: room enough that two of them hardly ever do.
struct { __uint(type, STACK_TRACE); __uint(max_entries, 16384); __type(key, u32); __type(value, struct trace); } stacks SEC(".maps");

#define USER 256

s64 user = -1, kernel = -1;

// Older kernels show programs at the tracepoints of single system calls no stack of their own.
SEC("tracepoint/raw_syscalls/sys_enter") int on_close(struct enter *context) {
  if (IS_MAGIC(context)) {
    user = bpf_get_stackid(context, &stacks, USER);
    kernel = bpf_get_stackid(context, &stacks, 0);
  }
  return 0;
}

LICENSE;
