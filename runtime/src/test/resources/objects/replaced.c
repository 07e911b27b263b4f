// A program with a function that another may take the place of.
#include "bpf.h"

int seen;

__attribute__((noinline)) int decide(int value) {
  volatile int kept = value;
  return kept + 1;
}

SEC("socket") int asks(void *context) { return decide(1); }

SEC("freplace/decide") int instead(int value) { return value + 40; }

SEC("fentry/decide") int enters(u64 *arguments) {
  seen = (int)arguments[0];
  return 0;
}

LICENSE;
