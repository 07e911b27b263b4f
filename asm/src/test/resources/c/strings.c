#include "common.h"

SEC("tp/syscalls/sys_enter_open") int strings(void *ctx) {
  char local[] = "pid %d of %d\n";
  trace(local, sizeof(local), 1, 2);
  trace("literal %d\n", 12, 3);
  trace("tab\t\"quoted\" \\ \x01\xff\n", 18);
  return 0;
}
