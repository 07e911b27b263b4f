// A program that a test run calls, as a system call: it gets what the caller gives, and gives it back changed.
#include "bpf.h"

struct numbers { u64 first, second, sum; };

SEC("syscall") int add(struct numbers *context) {
  context->sum = context->first + context->second;
  return 7;
}

LICENSE;
