// Samples of what runs.
#include "bpf.h"

u64 samples;

SEC("perf_event") int sample(void *context) {
  __sync_fetch_and_add(&samples, 1);
  return 0;
}

LICENSE;
