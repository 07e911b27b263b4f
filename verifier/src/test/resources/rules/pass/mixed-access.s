.section socket
  r2 = *(u32 *)(r1 + 0)
  *(u64 *)(r10 - 8) = 0
  if r2 == 0 goto read
  r0 = *(u32 *)(r1 + 0)
  exit
read:
  r0 = *(u32 *)(r10 - 8)
  exit
