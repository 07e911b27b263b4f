.section socket
  *(u32 *)(r10 - 8) = 0
  r2 = 1
  lock *(u32 *)(r10 - 8) += r2
  r0 = 0
  exit
