# kernel 6.1
.section tc
  r2 = 7
  *(u32 *)(r1 + 8) = r2
  r0 = 0
  exit
