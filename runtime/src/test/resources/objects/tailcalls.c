// An array of programs that is full when the first of them runs.
#include "bpf.h"

u64 first, second;

int one(struct enter *context);
int two(struct enter *context);

struct {
  __uint(type, PROG_ARRAY);
  __uint(key_size, sizeof(u32));
  __uint(max_entries, 4);
  __array(values, int(void *));
} programs SEC(".maps") = {.values = {[1] = (void *)&one, [3] = (void *)&two}};

SEC("tracepoint/syscalls/sys_enter_close") int entry(struct enter *context) {
  if (IS_MAGIC(context)) bpf_tail_call(context, &programs, 1);
  return 0;
}

SEC("tracepoint") int one(struct enter *context) {
  first++;
  bpf_tail_call(context, &programs, 3);
  first += 1000;
  return 0;
}

SEC("tracepoint") int two(struct enter *context) {
  second++;
  return 0;
}

LICENSE;
