// A tracepoint that may be written to: what becomes of a test run is decided here.
#include "bpf.h"

#define INTERRUPTED -4

// Test runs of other threads are none of ours.
const volatile char thread[16] = "";

u64 runs, short_runs;

static int is_ours(void) {
  char name[16] = {}; // some kernels write no further than the name goes
  bpf_get_current_comm(name, sizeof(name));
  for (int i = 0; i < sizeof(name) - 1; i++) {
    if (name[i] != thread[i]) return 0;
  }
  return 1;
}

SEC("raw_tracepoint.w/bpf_test_finish") int fail(s32 **arguments) {
  if (is_ours()) {
    runs++;
    *arguments[0] = INTERRUPTED;
  }
  return 0;
}

SEC("raw_tp.w/bpf_test_finish") int count_only(s32 **arguments) {
  if (is_ours()) short_runs++;
  return 0;
}

LICENSE;
