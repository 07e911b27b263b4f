/* Another name of a function, a weak variable, hidden and packed ones, tables of addresses. */
#include "common.h"

int weak_data __attribute__((weak)) = 4;
int hidden_data __attribute__((visibility("hidden"))) = 3;
long zeros[100];
struct {
  char a;
  long b;
} __attribute__((packed)) packed = {1, -2};
float ratio = 1.5;
const char *const names[3] = {"x", "y", "z"};

int triple(int x) { return x * 3; }
int triple_again(int) __attribute__((alias("triple")));
static int (*const table[])(int) = {triple, triple};

__attribute__((noinline, weak)) int pick(int a) {
  volatile int z[4] = {a, 1, 2, 3};
  return z[a & 3];
}

int all(int k) {
  return weak_data + hidden_data + zeros[k & 1] + packed.b + pick(k) + triple(k) + names[k & 1][0];
}

__asm__(".globl from_assembly\nfrom_assembly: r0 = 1\nexit\n");
