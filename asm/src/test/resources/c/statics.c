#include "common.h"

static int counter;
static u64 totals[3];
static char name[5];
int shared;
__attribute__((visibility("protected"))) int guarded = 3;
__attribute__((visibility("hidden"))) u32 quiet;

SEC("xdp") int statics(void *ctx) {
  counter++;
  totals[counter & 1] += shared + guarded + quiet;
  name[counter & 3] = 'a';
  return totals[0] > 7 ? name[1] : counter;
}
