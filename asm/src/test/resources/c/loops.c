#include "common.h"

SEC("xdp") int loops(u8 *data) {
  u64 sum = 0;
  for (int i = 0; i < 64; i++) {
    if (data[i] == 'x') continue;
    sum += data[i] << (i & 7);
    sum ^= sum >> 3;
    if ((s64)sum < -5) break;
  }
  return sum % 1000;
}
