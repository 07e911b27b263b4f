#include "common.h"

NOINLINE static int twice(int x) { return x * 2 + (int)ktime(); }
NOINLINE int thrice(int x) { return twice(x) + x; }
SEC("tc") int first(void *ctx) { return twice(1) + thrice(2); }
SEC("tc") int second(void *ctx) { return thrice(3); }
