// Subprograms that call one another, global and static, a function's address, weak and hidden ones.
#include "bpf.h"

NOINLINE int leaf(int a) { return a * 3; }
static NOINLINE int middle(int a) { return leaf(a) + leaf(a + 1); }
__attribute__((weak, noinline)) int weak(int a) { return a + middle(a); }
__attribute__((visibility("hidden"), noinline)) int hidden(int a) { return a ^ middle(a); }

struct sum {
  long total;
};

static long add(unsigned i, struct sum *sum) {
  sum->total += i;
  return 0;
}

SEC("raw_tp/sys_enter") int loop(void *ctx) {
  struct sum sum = {0};
  bpf_loop(10, add, &sum, 0);
  return sum.total + weak(1);
}

SEC("tc") int one(void *ctx) { return middle(1) + hidden(2); }
SEC("tc") int two(void *ctx) { return middle(2); }

char _license[] SEC("license") = "Dual BSD/GPL";
