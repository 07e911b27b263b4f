#include "common.h"

int visible = 5;
static int hidden = 7;
u64 zeros[4];
const volatile u32 limit = 100;
const char greeting[] = "hello";
static u8 table[16] = {1, 2, 3};
SEC("xdp") int globals(void *ctx) {
  hidden += visible;
  zeros[hidden & 3]++;
  table[visible & 15] = greeting[hidden & 3];
  return limit > 10 ? hidden : table[3];
}
