#include "common.h"

NOINLINE static int pick(u32 x) {
  switch (x) {
    case 1: return 10;
    case 2: return 25;
    case 3: return -3;
    case 17: return 99;
    case 40: return 7;
  }
  return 0;
}
SEC("socket") int switches(u32 *ctx) { return pick(ctx[0]) * pick(ctx[1]); }
