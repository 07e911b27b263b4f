// Prints, which only programs under the GPL may; and says no licence.
#include "bpf.h"

SEC("tracepoint/syscalls/sys_enter_close") int on_close(struct enter *context) {
  char text[] = "closed";
  bpf_trace_printk(text, sizeof text);
  return 0;
}
