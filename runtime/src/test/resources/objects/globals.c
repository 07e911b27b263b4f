// Variables and constants, known to others and not.
#include "bpf.h"

struct pair { u32 first; u64 second; };

const volatile u32 step = 1;
const volatile u32 limits[2] = {10, 1000};
u64 total;
u64 start = 100;
static u64 calls;
struct pair last = {1, 2};
u8 flag = 0xff;

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  if (!IS_MAGIC(context)) return 0;
  __sync_fetch_and_add(&total, step);
  __sync_fetch_and_add(&calls, 1);
  if (total > limits[1]) return 0;
  start++;
  last.first++;
  last.second = total;
  return 0;
}

LICENSE;
