#include "common.h"

u64 wide;
u32 narrow;
SEC("raw_tp") int atomics(void *ctx) {
  u64 old = __sync_fetch_and_add(&wide, 1);
  __sync_fetch_and_or(&wide, old);
  __sync_fetch_and_and(&narrow, 7);
  __sync_fetch_and_xor(&narrow, (u32)old);
  old += __sync_lock_test_and_set(&wide, 5);
  old += __sync_val_compare_and_swap(&narrow, 1, 2);
  return (int)old;
}
