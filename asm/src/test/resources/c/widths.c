#include "common.h"

s64 s;
SEC("socket") int widths(signed char *p) {
  s64 a = p[0];
  short b = *(short *)(p + 2);
  s32 c = *(s32 *)(p + 4);
  s = a / (b | 1) + c % 7 + (signed char)c;
  *(u64 *)(p + 8) = 17;
  *(u16 *)(p + 16) = 0x8001;
  return (int)(s >> 3) + (u32)s / 3 + (s32)s / 5;
}
