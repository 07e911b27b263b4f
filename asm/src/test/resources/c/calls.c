#include "common.h"

extern int kernel_function(int x) SEC(".ksyms");
extern u64 CONFIG_HZ __attribute__((section(".kconfig")));
struct {
  UINT(type, 3);
  UINT(key_size, 4);
  UINT(value_size, 4);
  UINT(max_entries, 8);
} programs SEC(".maps");
SEC("tc") int calls(void *ctx) {
  if (CONFIG_HZ > 100) tail_call(ctx, &programs, 2);
  return kernel_function(5);
}
