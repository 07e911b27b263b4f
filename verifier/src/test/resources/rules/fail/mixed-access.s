.section socket
  r2 = *(u32 *)(r1 + 0)
  *(u64 *)(r10 - 8) = 0
  r3 = r10
  r3 += -8
  if r2 == 0 goto read
  r3 = r1
read:
  r0 = *(u32 *)(r3 + 0)
  exit
