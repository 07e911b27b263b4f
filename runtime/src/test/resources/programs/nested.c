// A process whose functions call one another; the innermost closes a descriptor that nobody has. Runs until its input ends.
#include <stdio.h>
#include <unistd.h>

#define NOINLINE __attribute__((noinline))

NOINLINE int innermost(int descriptor) { return close(descriptor) + 1; }
static NOINLINE int middle(int descriptor) { return innermost(descriptor) + 1; }
NOINLINE int outermost(int descriptor) { return middle(descriptor) + 1; }

int main(void) {
  int sum = outermost(0x7bf00001);
  puts("closed");
  fflush(stdout);
  return getchar() == EOF && sum == 2 ? 0 : 1;
}
